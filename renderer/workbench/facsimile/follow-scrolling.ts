import type { EditorView } from 'prosemirror-view';
import { editorView } from '../transcription/editor-handle.ts';

/** Further right than the margin of the transcription is wide. */
const textIndentPx = 140;
/** The caret has just moved and brought its place into sight: what follows the caret has gone along already. */
const caretPrecedenceMs = 300;

/** Tells which position stands a third below the top of the transcription while a person scrolls it.
 *  @returns a function that ends it */
export function followScrolling(onPosition: (pos: number) => void): () => void {
  let end: (() => void) | null = null;
  const attach = (): void => {
    end?.();
    const view = editorView.get();
    end = view && followView(view, onPosition);
  };
  attach();
  const unsubscribe = editorView.subscribe(attach);
  return () => {
    unsubscribe();
    end?.();
  };
}

function followView(view: EditorView, onPosition: (pos: number) => void): (() => void) | null {
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
  return () => {
    cancelAnimationFrame(frame);
    scrolled.removeEventListener('scroll', onScroll);
  };
}
