import type { SourcePlace } from './source-lines.ts';

/** Name of the highlight that the style sheet draws. */
const highlightName = 'source-word';

/** Marks the word of the source at a place, without touching the page; null marks none.
 *  @param box holds the lines of the source */
export function markSourceWord(box: HTMLElement, place: SourcePlace | null): void {
  CSS.highlights.delete(highlightName);
  const range = place && wordRange(box, place);
  if (range) CSS.highlights.set(highlightName, new Highlight(range));
}

/** Scrolls a place of the source to a height of the window.
 *  @param top CSS pixels from the top of the window */
export function scrollSource(box: HTMLElement, place: SourcePlace | null, top: number | null): void {
  const range = place && wordRange(box, place);
  if (top === null || !range) return;
  const frame = box.getBoundingClientRect();
  const wanted = Math.max(frame.top + 40, Math.min(frame.bottom - 80, top));
  box.scrollTop += range.getBoundingClientRect().top - wanted;
}

function wordRange(box: HTMLElement, { index, column }: SourcePlace): Range | null {
  const text = box.querySelector(`[data-line="${index}"] [data-line-text]`)?.firstChild;
  if (!(text instanceof Text)) return null;
  const start = Math.min(column, text.length);
  const length = text.data.slice(start).search(/\s|$/);
  const range = document.createRange();
  range.setStart(text, start);
  range.setEnd(text, start + length);
  return range;
}
