import type { SourcePlace } from './source-lines.ts';

/** Name of the highlight that the style sheet draws. */
const highlightName = 'source-word';

/** The eye does not see it; scrolling would be drawn. */
const nearEnoughPx = 3;

/** Marks a place of the source: its line, and the word in it; null marks none. The page is touched directly, because the lines of
 *  a long source are too many to be drawn again with every key.
 *  @param box holds the lines of the source */
export function markSource(box: HTMLElement, place: SourcePlace | null): void {
  box.querySelector('[aria-current]')?.removeAttribute('aria-current');
  CSS.highlights.delete(highlightName);
  const range = place && wordRange(box, place);
  if (place) lineElement(box, place)?.setAttribute('aria-current', 'location');
  if (range) CSS.highlights.set(highlightName, new Highlight(range));
}

/** Scrolls a place of the source to a height of the window.
 *  @param top CSS pixels from the top of the window; null for a third below the top of the source */
export function scrollSource(box: HTMLElement, place: SourcePlace | null, top: number | null): void {
  const range = place && wordRange(box, place);
  if (!range) return;
  const frame = box.getBoundingClientRect();
  const wanted = Math.max(frame.top + 40, Math.min(frame.bottom - 80, top ?? frame.top + frame.height / 3));
  const distance = range.getBoundingClientRect().top - wanted;
  if (Math.abs(distance) > nearEnoughPx) box.scrollTop += distance;
}

/** Lines of the source are drawn in chunks, each a list of its own. */
export const linesInChunk = 60;

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
