import { TextSelection } from 'prosemirror-state';
import { useEffect } from 'react';
import type { IndexedLine, LineIndex } from '../../../shared/derived/line-index.ts';
import type { ReadLine } from '../../../shared/document/review.ts';
import { interfaceLocale, t } from '../../../shared/translation/translate.ts';
import { isDeferred, withProofreading, withReadLines } from '../../editor/proofread-decorations.ts';
import { focusEditor } from '../../editor/shown-view.ts';
import { keepInMiddle } from '../../editor/view-port.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import type { ProofCount } from '../../model/labels.ts';
import { session as windowSession } from '../../model/session.ts';
import { showFault } from '../../platform/faults.ts';
import { inIdleSlices } from '../../platform/idle-slices.ts';
import { createStore, type ReadableStore } from '../../platform/store.ts';

/** Notes that the line at the caret was read, and goes to the next. In a document that is only shown, it goes on. */
export function readAndGoOn(session: DocumentSession): void {
  const { lines, line } = atCaret(session);
  if (!line) return;
  if (!session.proof.read.has(line.key)) note(session, 'read', line);
  goToLine(session, lines.next(line) ?? line);
}

/** Goes to the line before the one at the caret; what was read stays read. */
export function goBack(session: DocumentSession): void {
  const { lines, line } = atCaret(session);
  goToLine(session, line && (lines.previous(line) ?? line));
}

/** The line at the caret is still to be read. */
export function noteUnread(session: DocumentSession): void {
  const { line } = atCaret(session);
  if (line && session.proof.read.has(line.key)) note(session, 'unread', line);
  goToLine(session, line);
}

/** Goes to the first line behind the caret that nobody has read as it stands, or else to the first of the document. */
export function goToUnread(session: DocumentSession): void {
  const { lines, line } = atCaret(session);
  goToLine(session, firstUnread(session, lines, line) ?? firstUnread(session, lines, lines.first()));
}

/** Puts the caret where reading begins: at the beginning of its line. */
function readFromCaret(session: DocumentSession): void {
  // Whoever goes through the modes with the arrow keys is not led away from them.
  const isAmongControls = document.activeElement?.matches('input:focus-visible') === true;
  goToLine(session, atCaret(session).line, { focus: !isAmongControls });
}

function atCaret(session: DocumentSession): { readonly lines: LineIndex; readonly line: IndexedLine | null } {
  session.proof.take(session.facts.get().reviews);
  const lines = session.proof.settled();
  return { lines, line: lines.at(session.editor.get().selection.head) };
}

function firstUnread({ proof }: DocumentSession, lines: LineIndex, start: IndexedLine | null): IndexedLine | null {
  for (let line = start; line; line = lines.next(line)) if (!proof.read.has(line.key)) return line;
  return null;
}

function goToLine(session: DocumentSession, line: IndexedLine | null, { focus = true } = {}): void {
  if (!line) return;
  const { tr } = session.editor.get();
  tr.setSelection(TextSelection.create(tr.doc, line.from));
  session.dispatch(withProofreading(tr, { isResting: true }));
  if (focus) focusEditor();
  keepInMiddle(line);
}

function note(session: DocumentSession, kind: 'read' | 'unread', { key }: IndexedLine): void {
  if (session.readOnly !== null || session.saving.get().kind === 'failed') return;
  void session.review([{ kind, lines: [key] }]).then((fault) => fault && showFault(fault));
}

const caretKeys = /^(Arrow|Home|End|Page)/;

/** Enter reads on and Shift+Enter goes back. Space and Backspace do the same until the caret is put into the line or something is typed:
 *  then they are keys of the text.
 *  @returns whether the key was one of these */
export function proofKey(session: DocumentSession, event: KeyboardEvent): boolean {
  const { tr } = session.editor.get();
  const atRest = isDeferred(session.editor.get());
  // The window tells of the caret only after the key that moves it, and a space may come before that.
  if (atRest && caretKeys.test(event.key)) session.dispatch(withProofreading(tr, { isResting: false }));
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key === 'Enter' ? !event.shiftKey : event.key === ' ' && atRest) readAndGoOn(session);
  else if (event.key === 'Enter' || (event.key === 'Backspace' && atRest)) goBack(session);
  else return false;
  return true;
}

const count = createStore<ProofCount | null>(null);

/** How far the document is read, a moment behind the typing; null while nobody proofreads. */
export const proofProgress: ReadableStore<ProofCount | null> = count;

/** How long after the last change the lines are counted again. */
const quietMs = 220;

/** Marks the lines that were read while a document is proofread. */
export function useProofreading(session: DocumentSession, isOn: boolean): void {
  useEffect(() => {
    const { tr } = session.editor.get();
    session.dispatch(withProofreading(tr, isOn ? { isOn } : { isOn, isResting: false }));
    if (!isOn) return;
    session.proof.inWords = readInWords;
    let end: (() => void) | null = null;
    const stop = inIdleSlices((isTimeUp) => {
      if (!session.proof.readOn(isTimeUp)) return false;
      readFromCaret(session);
      end = followLines(session);
      return true;
    });
    return () => {
      stop();
      end?.();
      session.proof.end();
      count.set(null);
    };
  }, [session, isOn]);
}

/** Counts and marks the lines after each change, until the returned function is called. */
function followLines(session: DocumentSession): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let { doc } = session.editor.get();
  const draw = (): void => {
    if (session.composing.get()) {
      drawSoon();
      return;
    }
    session.proof.take(session.facts.get().reviews);
    const lines = session.proof.settled();
    count.set({ lines: lines.count, linesRead: lines.countRead });
    session.dispatch(withReadLines(session.editor.get().tr));
  };
  const drawSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(draw, quietMs);
  };
  draw();
  const ends = [
    session.facts.subscribe(draw),
    session.editor.subscribe(() => {
      const now = session.editor.get().doc;
      if (now !== doc) drawSoon();
      doc = now;
    }),
  ];
  return () => {
    clearTimeout(timer);
    for (const end of ends) end();
  };
}

const moments = new Intl.DateTimeFormat(interfaceLocale(), { dateStyle: 'long', timeStyle: 'short' });

function readInWords({ editor: siglum, time }: ReadLine): string {
  const { editor } = windowSession().preferences;
  const reader = siglum === editor.siglum && editor.name !== '' ? editor.name : siglum;
  return t`Read by ${reader}, ${moments.format(new Date(time))}`;
}
