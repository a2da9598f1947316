import { TextSelection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { createStore, type Store } from '../../store.ts';
import { type Place, type Range, rangeOf } from '../place.ts';
import { withHighlights } from './highlight-decorations.ts';

/** The transcription on the screen; null while there is none. */
export const editorView: Store<EditorView | null> = createStore<EditorView | null>(null);

export const focusEditor = (): void => editorView.get()?.focus();

/** Selects a place, brings it into sight and makes it stand out.
 *  @returns whether the place is still there */
export function goTo(place: Place, { focus = true }: { readonly focus?: boolean } = {}): boolean {
  const view = editorView.get();
  const range = view && rangeOf(view.state.doc, place);
  if (!view || !range) return false;
  select(view, range);
  if (focus) view.focus();
  bringSurelyIntoSight(view, range.from);
  return true;
}

/** Brings a position into sight; the caret stays where it is. */
export function showPosition(pos: number): void {
  const view = editorView.get();
  if (view) bringSurelyIntoSight(view, pos);
}

function bringSurelyIntoSight(view: EditorView, pos: number): void {
  bringIntoSight(view, pos);
  // Blocks that were never drawn have only an estimated height: look again when those around the place are drawn.
  requestAnimationFrame(() => requestAnimationFrame(() => bringIntoSight(view, pos)));
}

function select(view: EditorView, { from, to }: Range): void {
  const { doc } = view.state;
  const selection = TextSelection.between(doc.resolve(from), doc.resolve(to));
  view.dispatch(withHighlights(view.state.tr.setSelection(selection), { pointed: { from, to } }));
}

/** Scrolls so that a position stands in the upper third, unless it is comfortably in sight already. */
function bringIntoSight(view: EditorView, pos: number): void {
  const box = view.dom.closest('[data-scroll]');
  if (!box || view.isDestroyed || pos > view.state.doc.content.size) return;
  const frame = box.getBoundingClientRect();
  const { top } = view.coordsAtPos(pos);
  const margin = Math.min(96, frame.height / 5);
  if (top > frame.top + margin && top < frame.bottom - margin) return;
  box.scrollTop += top - frame.top - frame.height / 3;
}
