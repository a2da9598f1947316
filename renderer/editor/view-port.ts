import { TextSelection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { type Place, type Range, rangeOf } from '../model/places.ts';
import { withHighlights } from './decorations.ts';
import { editorView } from './shown-view.ts';

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

/** The position that stands at the top of what is seen; null when no text is. */
export function positionAtTop(): number | null {
  const view = editorView.get();
  const box = view?.dom.closest('[data-scroll]');
  if (!view || !box) return null;
  const { left, width } = view.dom.getBoundingClientRect();
  const { top } = box.getBoundingClientRect();
  return view.posAtCoords({ left: left + width / 2, top: top + belowTopPx })?.pos ?? null;
}

/** Scrolls so that a position stands at the top of what is seen; the caret stays where it is. */
export function showAtTop(pos: number): void {
  const view = editorView.get();
  const box = view?.dom.closest('[data-scroll]');
  if (!view || !box) return;
  const settle = (): void => {
    if (view.isDestroyed || pos > view.state.doc.content.size) return;
    box.scrollTop += view.coordsAtPos(pos).top - box.getBoundingClientRect().top - belowTopPx;
  };
  settle();
  // As in `goTo`.
  requestAnimationFrame(() => requestAnimationFrame(settle));
}

/** Far enough below the edge to be in a line and not between two. */
const belowTopPx = 8;

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

/** Scrolls so that a stretch which is being read stands in the middle of what is seen, unless it does about that already. */
export function keepInMiddle({ from, to }: Range): void {
  const view = editorView.get();
  const box = view?.dom.closest('[data-scroll]');
  if (!view || !box) return;
  const settle = (): void => {
    if (view.isDestroyed || to > view.state.doc.content.size) return;
    const frame = box.getBoundingClientRect();
    const [top, bottom] = [view.coordsAtPos(from).top, view.coordsAtPos(to).bottom];
    if (top > frame.top + frame.height / 5 && bottom < frame.bottom - frame.height / 3) return;
    box.scrollTop += top - frame.top - frame.height / 3;
  };
  settle();
  // As in `goTo`.
  requestAnimationFrame(() => requestAnimationFrame(settle));
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
