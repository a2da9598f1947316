import { TextSelection } from 'prosemirror-state';
import type { LineIndex, PlacedLine } from '../../../shared/derived/line-index.ts';
import { showFault } from '../../faults.ts';
import type { DocumentSession } from '../document-session.ts';
import { focusEditor, keepInMiddle } from '../transcription/editor-handle.ts';
import { withProofreading } from '../transcription/proofread-decorations.ts';

/** Notes that the line at the caret was read, and goes to the next. In a document that is only shown, it goes on. */
export function readAndGoOn(session: DocumentSession): void {
  const { lines, line } = atCaret(session);
  if (!line) return;
  if (!session.proof.read.has(line.key)) note(session, 'read', line);
  rest(session, lines.next(line) ?? line);
}

/** Goes to the line before the one at the caret; what was read stays read. */
export function goBack(session: DocumentSession): void {
  const { lines, line } = atCaret(session);
  rest(session, line && (lines.previous(line) ?? line));
}

/** The line at the caret is still to be read. */
export function noteUnread(session: DocumentSession): void {
  const { line } = atCaret(session);
  if (line && session.proof.read.has(line.key)) note(session, 'unread', line);
  rest(session, line);
}

/** Goes to the first line behind the caret that nobody has read as it stands, or else to the first of the document. */
export function goToUnread(session: DocumentSession): void {
  const { lines, line } = atCaret(session);
  rest(session, firstUnread(session, lines, line) ?? firstUnread(session, lines, lines.first()));
}

/** Puts the caret where reading begins: at the beginning of its line. */
export function restAtCaret(session: DocumentSession): void {
  // Whoever goes through the modes with the arrow keys is not led away from them.
  const isAmongControls = document.activeElement?.matches('input:focus-visible') === true;
  rest(session, atCaret(session).line, { focus: !isAmongControls });
}

function atCaret(session: DocumentSession): { readonly lines: LineIndex; readonly line: PlacedLine | null } {
  session.proof.take(session.facts.get().reviews);
  const lines = session.proof.settled();
  return { lines, line: lines.at(session.editor.get().selection.head) };
}

function firstUnread({ proof }: DocumentSession, lines: LineIndex, start: PlacedLine | null): PlacedLine | null {
  for (let line = start; line; line = lines.next(line)) if (!proof.read.has(line.key)) return line;
  return null;
}

function rest(session: DocumentSession, line: PlacedLine | null, { focus = true } = {}): void {
  if (!line) return;
  const { tr } = session.editor.get();
  tr.setSelection(TextSelection.create(tr.doc, line.from));
  session.dispatch(withProofreading(tr, { isResting: true }));
  if (focus) focusEditor();
  keepInMiddle(line);
}

function note(session: DocumentSession, kind: 'read' | 'unread', { key }: PlacedLine): void {
  if (session.readOnly !== null || session.saving.get().kind === 'failed') return;
  void session.review([{ kind, lines: [key] }]).then((fault) => fault && showFault(fault));
}
