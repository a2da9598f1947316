import { TextSelection } from 'prosemirror-state';
import { lineIndexAt, nextUnread, type ReadingLine } from '../../../shared/document/reading-lines.ts';
import { showFault } from '../../faults.ts';
import type { DocumentSession } from '../document-session.ts';
import { focusEditor, keepInMiddle } from '../transcription/editor-handle.ts';
import { withProofreading } from '../transcription/proofread-decorations.ts';
import { proofLines } from './proof-lines.ts';

/** Notes that the line at the caret was read, and goes to the next. In a document that is only shown, it goes on. */
export function readAndGoOn(session: DocumentSession): void {
  const { lines, read } = proofLines(session);
  const index = currentIndex(session, lines);
  const line = lines[index];
  if (!line) return;
  if (!read.has(line.key)) note(session, 'read', line);
  rest(session, lines[index + 1] ?? line);
}

/** Goes to the line before the one at the caret; what was read stays read. */
export function goBack(session: DocumentSession): void {
  const { lines } = proofLines(session);
  rest(session, lines[Math.max(0, currentIndex(session, lines) - 1)]);
}

/** The line at the caret is still to be read. */
export function noteUnread(session: DocumentSession): void {
  const { lines, read } = proofLines(session);
  const line = lines[currentIndex(session, lines)];
  if (line && read.has(line.key)) note(session, 'unread', line);
  rest(session, line);
}

/** Goes to the first line behind the caret that nobody has read as it stands, or else to the first of the document. */
export function goToUnread(session: DocumentSession): void {
  const { lines, read } = proofLines(session);
  rest(session, lines[nextUnread(lines, read, currentIndex(session, lines))]);
}

/** Puts the caret where reading begins: at the beginning of its line. */
export function restAtCaret(session: DocumentSession): void {
  const { lines } = proofLines(session);
  // Whoever goes through the modes with the arrow keys is not led away from them.
  const isAmongControls = document.activeElement?.matches('input:focus-visible') === true;
  rest(session, lines[currentIndex(session, lines)], { focus: !isAmongControls });
}

const currentIndex = (session: DocumentSession, lines: readonly ReadingLine[]): number =>
  lineIndexAt(lines, session.editor.get().selection.head);

function rest(session: DocumentSession, line: ReadingLine | undefined, { focus = true } = {}): void {
  if (!line) return;
  const { tr } = session.editor.get();
  tr.setSelection(TextSelection.create(tr.doc, line.from));
  session.dispatch(withProofreading(tr, { isResting: true }));
  if (focus) focusEditor();
  keepInMiddle(line);
}

function note(session: DocumentSession, kind: 'read' | 'unread', { key }: ReadingLine): void {
  if (session.readOnly !== null || session.saving.get().kind === 'failed') return;
  void session.review([{ kind, lines: [key] }]).then((fault) => fault && showFault(fault));
}
