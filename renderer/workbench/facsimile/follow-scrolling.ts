import type { EditorView } from 'prosemirror-view';
import { editorView } from '../transcription/editor-handle.ts';

/** Further right than the margin of the transcription is wide. */
const textIndentPx = 140;
/** The caret has just moved and brought its place into sight: what follows the caret has gone along already. */
const caretPrecedenceMs = 300;

export interface ScrollEvents {
  /** Which position stands a third below the top of the transcription while it is scrolled. */
  readonly onPosition: (pos: number) => void;
  /** A person begins to scroll, or does something else there. */
  readonly onHand: () => void;
}

/** Follows the scrolling of the transcription.
 *  @returns a function that ends it */
export function followScrolling(events: ScrollEvents): () => void {
  let end: (() => void) | null = null;
  const attach = (): void => {
    end?.();
    const view = editorView.get();
    end = view && followView(view, events);
  };
  attach();
  const unsubscribe = editorView.subscribe(attach);
  return () => {
    unsubscribe();
    end?.();
  };
}

const handEvents = ['wheel', 'pointerdown', 'keydown'] as const;

function followView(view: EditorView, { onPosition, onHand }: ScrollEvents): (() => void) | null {
  const scrolled = view.dom.closest('[data-scroll]');
  if (!scrolled) return null;
  let frame = 0;
  let caret = view.state.selection.head;
  let caretMoved = Number.NEGATIVE_INFINITY;
  const look = (): void => {
    const bounds = scrolled.getBoundingClientRect();
    const left = view.dom.getBoundingClientRect().left + textIndentPx;
    const found = view.posAtCoords({ left, top: bounds.top + bounds.height / 3 });
    if (found) onPosition(found.pos);
  };
  const onScroll = (): void => {
    const { head } = view.state.selection;
    if (head !== caret) caretMoved = performance.now();
    caret = head;
    if (performance.now() - caretMoved < caretPrecedenceMs) return;
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(look);
  };
  scrolled.addEventListener('scroll', onScroll, { passive: true });
  for (const event of handEvents) scrolled.addEventListener(event, onHand, { passive: true });
  return () => {
    cancelAnimationFrame(frame);
    scrolled.removeEventListener('scroll', onScroll);
    for (const event of handEvents) scrolled.removeEventListener(event, onHand);
  };
}
