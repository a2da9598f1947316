import type { EditorState } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import type { WordBlame } from '../../shared/contract/versions.ts';
import { call } from '../bridge.ts';
import { showFault } from '../faults.ts';
import { createStore } from '../store.ts';
import type { DocumentSession } from '../workbench/document-session.ts';
import { editorView, showPosition } from '../workbench/transcription/editor-handle.ts';
import { isInSight } from '../workbench/transcription/sight.ts';

/** The history of words that is on the screen, and where in the window the words stand. */
export interface ShownWordHistory {
  readonly blame: WordBlame;
  readonly left: number;
  readonly top: number;
  readonly height: number;
}

export const shownWordHistory = createStore<ShownWordHistory | null>(null);

/** Shows who changed the words at the selection, or at the caret. */
export async function askWordHistory(session: DocumentSession): Promise<void> {
  const { from, to } = session.editor.get().selection;
  await askHistoryOf(session, from, to);
}

/** Shows who changed the words between two positions. */
export async function askHistoryOf(session: DocumentSession, from: number, to: number): Promise<void> {
  const before: EditorState = session.editor.get();
  if (!(await session.flush())) return;
  const reply = await call('document:word-history', { document: session.id, from, to });
  if (!reply.ok) return showFault(reply.fault);
  const view = editorView.get();
  // Whoever typed on meanwhile, or left the document, is no longer at that word.
  if (view?.state.doc !== before.doc) return;
  shownWordHistory.set({ blame: reply.value, ...placeOnScreen(view, from) });
}

function placeOnScreen(view: EditorView, pos: number): Pick<ShownWordHistory, 'left' | 'top' | 'height'> {
  if (!isInSight(view.state, pos)) showPosition(pos);
  const { left, top, bottom } = view.coordsAtPos(pos);
  return { left, top, height: bottom - top };
}
