import { type RefObject, useEffect, useMemo, useState } from 'react';
import { positionBefore } from '../../../shared/derived/changed-ranges.ts';
import { SourceAlignment } from '../../../shared/derived/source-alignment.ts';
import type { SourceWords } from '../../../shared/derived/source-words.ts';
import { textOfBlock } from '../../../shared/document/align-words.ts';
import { textBlocks } from '../../../shared/document/block-text.ts';
import { useStore, useWholeStore } from '../../store.ts';
import type { DocumentSession } from '../document-session.ts';
import type { OutlineStore } from '../outline-store.ts';
import { coordsOf, editorView } from '../transcription/editor-handle.ts';
import { type SourceLine, sourcePlace } from './source-lines.ts';
import { markSource, scrollSource } from './source-view.ts';
import { sharedWithSource } from './source-words.ts';

/** What leads from the document to the source and back. */
export interface SourcePlaces {
  /** Offset in the source of what stands at a position of the document as it is now; null when nothing near it is from the source. */
  readonly offsetAt: (pos: number) => number | null;
  /** Position in the document of what stands at an offset of the source. */
  readonly positionAt: (offset: number) => number | null;
}

/** Follows the caret: marks its line and its word in the source, and scrolls so that they stand level with it.
 *  @returns what belongs together of the two texts */
export function useSourceFollowing(
  session: DocumentSession,
  outline: OutlineStore,
  lines: readonly SourceLine[],
  box: RefObject<HTMLElement | null>,
): SourcePlaces {
  const alignment = useSourceAlignment(session, outline);
  const places = useMemo((): SourcePlaces => {
    const { derived } = session;
    return {
      offsetAt: (pos) => alignment?.offsetAt(positionBefore(derived.since, pos)) ?? null,
      positionAt: (offset) => {
        derived.settled();
        return alignment?.positionAt(offset) ?? null;
      },
    };
  }, [session, alignment]);
  useEffect(() => {
    let frame = 0;
    let marked: number | null | undefined;
    const follow = (): void => {
      lastCaretMove = performance.now();
      const offset = places.offsetAt(session.editor.get().selection.head);
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
  }, [session, outline, places, lines, box]);
  useScrollAlong(box, lines, places);
  return places;
}

/** What the document shares with its source; null until a thread of its own has found it. */
function useSourceAlignment(session: DocumentSession, outline: OutlineStore): SourceAlignment | null {
  const followed = useStore(outline, (now) => now.followed);
  const [words, setWords] = useState<SourceWords | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const texts = textBlocks(session.imported).map(textOfBlock);
    void sharedWithSource(texts, session.opened.sourceText, stop.signal).then(setWords);
    return () => stop.abort();
  }, [session]);
  return useMemo(
    () => (followed && words ? new SourceAlignment(followed.index, followed.alignment, words) : null),
    [followed, words],
  );
}

/** While the transcription is scrolled, what stands a third below its top has its line of the source beside it. */
function useScrollAlong(box: RefObject<HTMLElement | null>, lines: readonly SourceLine[], places: SourcePlaces): void {
  const view = useWholeStore(editorView);
  useEffect(() => {
    const scrolled = view?.dom.closest('[data-scroll]');
    if (!view || !scrolled) return;
    let frame = 0;
    const along = (): void => {
      const bounds = scrolled.getBoundingClientRect();
      const top = bounds.top + bounds.height / 3;
      const found = view.posAtCoords({ left: view.dom.getBoundingClientRect().left + textIndentPx, top });
      const offset = found && places.offsetAt(found.pos);
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
  }, [view, box, lines, places]);
}

/** Further right than the margin of the transcription is wide. */
const textIndentPx = 140;
const caretPrecedenceMs = 300;
let lastCaretMove = 0;

/** Where the caret stands in the window; null without a view. */
const caretTop = (): number | null => {
  const view = editorView.get();
  return view ? (coordsOf(view, view.state.selection.head)?.top ?? null) : null;
};
