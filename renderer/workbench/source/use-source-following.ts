import { type RefObject, useEffect, useMemo, useRef } from 'react';
import { useWholeStore } from '../../store.ts';
import type { DocumentSession } from '../document-session.ts';
import type { OutlineStore } from '../outline-store.ts';
import { editorView } from '../transcription/editor-handle.ts';
import { alignSource, type SourceAlignment } from './align-source.ts';
import { type SourceLine, sourcePlace } from './source-lines.ts';
import { markSource, scrollSource } from './source-view.ts';

/** Follows the caret: marks its line and its word in the source, and scrolls so that they stand level with it.
 *  @returns what belongs together of the two texts, a moment behind the typing */
export function useSourceFollowing(
  session: DocumentSession,
  outline: OutlineStore,
  lines: readonly SourceLine[],
  box: RefObject<HTMLElement | null>,
): RefObject<SourceAlignment> {
  const source = session.opened.sourceText;
  const first = useMemo(() => alignSource(session.editor.get().doc, source), [session, source]);
  const alignment = useRef(first);
  useEffect(() => {
    alignment.current = first;
    return outline.subscribe(() => {
      alignment.current = alignSource(outline.get().doc, source);
    });
  }, [outline, source, first]);
  useEffect(() => {
    let frame = 0;
    let marked: number | null | undefined;
    const follow = (): void => {
      lastCaretMove = performance.now();
      const offset = alignment.current.offsetAt(session.editor.get().selection.head);
      // While a word is typed the place stays the same, and drawing is what costs.
      if (offset === marked || !box.current) return;
      marked = offset;
      const place = offset === null ? null : sourcePlace(lines, offset);
      markSource(box.current, place);
      scrollSource(box.current, place, caretTop());
    };
    const soon = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(follow);
    };
    soon();
    const ends = [session.editor.subscribe(soon), outline.subscribe(soon)];
    return () => {
      cancelAnimationFrame(frame);
      for (const end of ends) end();
    };
  }, [session, outline, lines, box]);
  useScrollAlong(box, lines, alignment);
  return alignment;
}

/** While the transcription is scrolled, what stands a third below its top has its line of the source beside it. */
function useScrollAlong(
  box: RefObject<HTMLElement | null>,
  lines: readonly SourceLine[],
  alignment: RefObject<SourceAlignment>,
): void {
  const view = useWholeStore(editorView);
  useEffect(() => {
    const scrolled = view?.dom.closest('[data-scroll]');
    if (!view || !scrolled) return;
    let frame = 0;
    const along = (): void => {
      const bounds = scrolled.getBoundingClientRect();
      const top = bounds.top + bounds.height / 3;
      const found = view.posAtCoords({ left: view.dom.getBoundingClientRect().left + textIndentPx, top });
      const offset = found && alignment.current.offsetAt(found.pos);
      if (typeof offset === 'number' && box.current) scrollSource(box.current, sourcePlace(lines, offset), top);
    };
    const onScroll = (): void => {
      // The caret has just moved, and the source has gone along already.
      if (performance.now() - lastCaretMove < caretPrecedenceMs) return;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(along);
    };
    scrolled.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      scrolled.removeEventListener('scroll', onScroll);
    };
  }, [view, box, lines, alignment]);
}

/** Further right than the margin of the transcription is wide. */
const textIndentPx = 140;
const caretPrecedenceMs = 300;
let lastCaretMove = 0;

/** Where the caret stands in the window; null without a view. */
const caretTop = (): number | null => {
  const view = editorView.get();
  return view ? view.coordsAtPos(view.state.selection.head).top : null;
};
