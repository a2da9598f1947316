import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useWholeStore } from '../../store.ts';
import type { DocumentSession } from '../document-session.ts';
import type { OutlineStore } from '../outline-store.ts';
import { editorView } from '../transcription/editor-handle.ts';
import { alignSource, type SourceAlignment } from './align-source.ts';
import { type SourceLine, sourcePlace } from './source-lines.ts';
import { markSourceWord, scrollSource } from './source-view.ts';

/** The source beside the transcription: which line belongs to the caret. */
export interface SourceFollowing {
  /** Index of the caret's line; null when the caret stands in nothing that the source has. */
  readonly line: number | null;
  readonly alignment: RefObject<SourceAlignment>;
}

/** Follows the caret, and scrolls the source so that its line stands level with the caret's. */
export function useSourceLine(
  session: DocumentSession,
  outline: OutlineStore,
  lines: readonly SourceLine[],
  box: RefObject<HTMLElement | null>,
): SourceFollowing {
  const source = session.opened.sourceText;
  const first = useMemo(() => alignSource(session.editor.get().doc, source), [session, source]);
  const alignment = useRef(first);
  const [line, setLine] = useState<number | null>(null);
  useEffect(() => {
    alignment.current = first;
    return outline.subscribe(() => {
      alignment.current = alignSource(outline.get().doc, source);
    });
  }, [outline, source, first]);
  useEffect(() => {
    let frame = 0;
    let last = -1;
    const follow = (): void => {
      const { head } = session.editor.get().selection;
      if (head === last) return;
      last = head;
      lastCaretMove = performance.now();
      const offset = alignment.current.offsetAt(head);
      const place = offset === null ? null : sourcePlace(lines, offset);
      setLine(place?.index ?? null);
      if (box.current) {
        markSourceWord(box.current, place);
        scrollSource(box.current, place, caretTop());
      }
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
  return { line, alignment };
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
