import { memo, type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { textOfBlock } from '../../../shared/alignment/align-blocks.ts';
import { positionBefore } from '../../../shared/derived/changed-ranges.ts';
import { SourceAlignment } from '../../../shared/derived/source-alignment.ts';
import type { SourceWords } from '../../../shared/derived/source-words.ts';
import { textBlocks } from '../../../shared/document/reading-text.ts';
import { t } from '../../../shared/translation/translate.ts';
import { editorView } from '../../editor/shown-view.ts';
import { goTo } from '../../editor/view-port.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import type { OutlineStore } from '../../model/outline.ts';
import { startWorker } from '../../platform/own-worker.ts';
import { useStore, useWholeStore } from '../../platform/store.ts';
import { type ShownSourceLine, type SourcePlace, sourceLines, sourcePlace } from './source-lines.ts';
import styles from './source-text.module.css';
import type { SourceTask } from './source-words-worker.ts';
import workerAddress from './source-words-worker.ts?worker&url';

/** Finds the words that an imported document shares with its source, in a thread of its own: it costs all of both.
 *  @param texts what each block of the document reads, with its calls
 *  @returns null when it was aborted */
function sharedWithSource(texts: readonly string[], source: string, signal: AbortSignal): Promise<SourceWords | null> {
  const worker = startWorker(workerAddress);
  return new Promise((resolve) => {
    const settle = (words: SourceWords | null): void => {
      worker.terminate();
      resolve(words);
    };
    signal.addEventListener('abort', () => settle(null), { once: true });
    worker.addEventListener('message', ({ data }: MessageEvent<SourceWords>) => settle(data));
    worker.postMessage({ texts, source } satisfies SourceTask);
  });
}

/** Name of the highlight that the style sheet draws. */
const highlightName = 'source-word';

/** The eye does not see it; scrolling would be drawn. */
const nearEnoughPx = 3;

/** Marks a place of the source: its line, and the word in it; null marks none. The page is touched directly, because the lines of
 *  a long source are too many to be drawn again with every key.
 *  @param box holds the lines of the source */
function markSource(box: HTMLElement, place: SourcePlace | null): void {
  box.querySelector('[aria-current]')?.removeAttribute('aria-current');
  CSS.highlights.delete(highlightName);
  const range = place && wordRange(box, place);
  if (place) lineElement(box, place)?.setAttribute('aria-current', 'location');
  if (range) CSS.highlights.set(highlightName, new Highlight(range));
}

/** Scrolls a place of the source to a height of the window.
 *  @param top CSS pixels from the top of the window; null for a third below the top of the source */
function scrollSource(box: HTMLElement, place: SourcePlace | null, top: number | null): void {
  const range = place && wordRange(box, place);
  if (!range) return;
  const frame = box.getBoundingClientRect();
  const wanted = Math.max(frame.top + 40, Math.min(frame.bottom - 80, top ?? frame.top + frame.height / 3));
  const distance = range.getBoundingClientRect().top - wanted;
  if (Math.abs(distance) > nearEnoughPx) box.scrollTop += distance;
}

/** Lines of the source are drawn in chunks, each a list of its own. */
const linesInChunk = 60;

const lineElement = (box: HTMLElement, { index }: SourcePlace): Element | undefined =>
  box.firstElementChild?.children[Math.floor(index / linesInChunk)]?.children[index % linesInChunk];

function wordRange(box: HTMLElement, place: SourcePlace): Range | null {
  const { column } = place;
  const text = lineElement(box, place)?.lastElementChild?.firstChild;
  if (!(text instanceof Text)) return null;
  const start = Math.min(column, text.length);
  const length = text.data.slice(start).search(/\s|$/);
  const range = document.createRange();
  range.setStart(text, start);
  range.setEnd(text, start + length);
  return range;
}

/** What leads from the document to the source and back. */
interface SourcePlaces {
  /** Offset in the source of what stands at a position of the document as it is now; null when nothing near it is from the source. */
  readonly offsetAt: (pos: number) => number | null;
  /** Position in the document of what stands at an offset of the source. */
  readonly positionAt: (offset: number) => number | null;
}

/** Follows the caret: marks its line and its word in the source, and scrolls so that they stand level with it.
 *  @returns what belongs together of the two texts */
function useSourceFollowing(
  session: DocumentSession,
  outline: OutlineStore,
  lines: readonly ShownSourceLine[],
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
function useScrollAlong(
  box: RefObject<HTMLElement | null>,
  lines: readonly ShownSourceLine[],
  places: SourcePlaces,
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
  return view ? view.coordsAtPos(view.state.selection.head).top : null;
};

interface SourceTextProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
}

/** It can be scrolled without a mouse. */
const scrollable = { role: 'group', 'aria-label': t`Source text`, tabIndex: 0 } as const;

/** The text as it was imported, line by line. The line of the caret is marked; a click leads to the place in the transcription. */
export function SourceText({ session, outline }: SourceTextProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => sourceLines(session.opened.sourceText), [session]);
  const places = useSourceFollowing(session, outline, lines, box);
  useLeadFromSource(box, lines, places);
  return (
    <div ref={box} {...scrollable} className={styles.desk}>
      <SourceLines lines={lines} />
    </div>
  );
}

/** A click on a line leads to the place in the transcription. Without a mouse one is there already: the caret leads here. */
function useLeadFromSource(
  box: RefObject<HTMLElement | null>,
  lines: readonly ShownSourceLine[],
  places: SourcePlaces,
): void {
  useEffect(() => {
    const element = box.current;
    const lead = (event: MouseEvent): void => {
      const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-line]') : null;
      const clicked = lines[Number(row?.dataset.line ?? -1)];
      // Whoever drags over words wants to copy them.
      if (!clicked || !window.getSelection()?.isCollapsed) return;
      const pos = places.positionAt(clicked.offset + wordOffset(clicked));
      if (pos !== null) goTo({ kind: 'range', from: pos, to: pos });
    };
    element?.addEventListener('click', lead);
    return () => element?.removeEventListener('click', lead);
  }, [box, lines, places]);
}

/** Where the first word of a line begins within it. */
const wordOffset = (line: ShownSourceLine): number => Math.max(0, line.text.search(/\S/));

/** Which line is the caret's is marked from outside (`source-view.ts`). */
const SourceLines = memo(function SourceLines({ lines }: { readonly lines: readonly ShownSourceLine[] }): ReactNode {
  const chunks = Array.from({ length: Math.ceil(lines.length / linesInChunk) }, (_, chunk) => chunk * linesInChunk);
  return (
    <div className={styles.sheet} data-selectable>
      {chunks.map((first) => (
        <ol key={first} className={styles.chunk}>
          {lines.slice(first, first + linesInChunk).map((line, index) => (
            <li key={line.number} data-line={first + index} className={styles.line}>
              <span className={styles.number} aria-hidden>
                {line.number}
              </span>
              <span className={styles.text}>{line.text || '\u00a0'}</span>
            </li>
          ))}
        </ol>
      ))}
    </div>
  );
});
