import type { EditorView } from 'prosemirror-view';
import { createStore } from '../../platform/store.ts';

/** Where something is dragged to. */
export interface DragPoint {
  /** A position of the document; null where there is no text. */
  readonly pos: number | null;
  /** Whether it comes to stand at a whole word, or, with Alt, just there. */
  readonly by: 'word' | 'character';
}

/** What comes of dragging something. */
interface Drag {
  /** The pointer is somewhere else now. Not called before it has left the place where it was pressed. */
  readonly move: (at: DragPoint) => void;
  /** It was let go there. Not called for a press that was no drag. */
  readonly drop: (at: DragPoint) => void;
  /** Everything is to be as it was: Escape was pressed, or the window has lost the pointer. */
  readonly cancel: () => void;
}

/** What was dragged last, and where to, for those who listen. */
export const dragNews = createStore('');

/** How far a pressed pointer must move to drag something, in CSS pixels. */
const thresholdPx = 4;
/** How near to an edge of what scrolls the text a pointer scrolls it, in CSS pixels, and how far at a time. */
const edgePx = 28;
const scrollPx = 14;

/** Follows a pointer that was pressed upon something until it is let go. Alt can be pressed and released meanwhile. */
export function followPointer(pressed: PointerEvent, view: EditorView, drag: Drag): void {
  const ending = new AbortController();
  const { signal } = ending;
  let last: PointerEvent | null = null;
  let isFree = pressed.altKey;
  const point = ({ clientX, clientY }: PointerEvent): DragPoint => ({
    pos: view.posAtCoords({ left: clientX, top: clientY })?.pos ?? null,
    by: isFree ? 'character' : 'word',
  });
  const onMove = (event: PointerEvent): void => {
    if (event.pointerId !== pressed.pointerId) return;
    const isFar = Math.hypot(event.clientX - pressed.clientX, event.clientY - pressed.clientY) >= thresholdPx;
    if (!last && !isFar) return;
    isFree = event.altKey;
    last = event;
    scrollNearEdge(view, event);
    drag.move(point(event));
  };
  const onUp = (event: PointerEvent): void => {
    if (event.pointerId !== pressed.pointerId) return;
    ending.abort();
    if (last) drag.drop(point(event));
  };
  const cancel = (): void => {
    ending.abort();
    if (last) drag.cancel();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') cancel();
    else if (event.key !== 'Alt') return;
    // Alt alone would lead to the menu bar.
    event.preventDefault();
    event.stopPropagation();
    isFree = event.type === 'keydown';
    if (last && event.key === 'Alt') drag.move(point(last));
  };
  window.addEventListener('pointermove', onMove, { signal });
  window.addEventListener('pointerup', onUp, { signal });
  window.addEventListener('pointercancel', cancel, { signal });
  window.addEventListener('blur', cancel, { signal });
  window.addEventListener('keydown', onKey, { signal, capture: true });
  window.addEventListener('keyup', onKey, { signal, capture: true });
}

function scrollNearEdge(view: EditorView, { clientY }: PointerEvent): void {
  const box = view.dom.closest('[data-scroll]');
  if (!box) return;
  const { top, bottom } = box.getBoundingClientRect();
  if (clientY < top + edgePx) box.scrollTop -= scrollPx;
  else if (clientY > bottom - edgePx) box.scrollTop += scrollPx;
}
