import { findDate, timePattern } from '../draft/dates.ts';
import { claim, type Draft, isUnclaimed } from '../draft/draft.ts';
import { isTitle } from './titles.ts';

const place = /^(?:the\s+)?\p{Lu}[\p{L}.'’ -]{1,40}(?:,\s+\p{Lu}[\p{L}.'’ -]{1,30}){0,2},?$/u;
const afterDate = new RegExp(`^[\\s.,;]*(?:${timePattern})?\\.?(?:\\s*[\\[(][^\\])]{0,30}[\\])])?$`, 'i');
const undated = /^(.{2,60}),\s+undated\.?$/i;

/** The place that a dateline names, empty for one that has only a date; null when the line is no dateline.
 *  `Washington, November 7, 1962, 9:32 p.m.` gives `Washington`. */
export function placeOfDateline(words: string): string | null {
  if (words.length > 120 || isTitle(words)) return null;
  const withoutDate = undated.exec(words)?.[1];
  if (withoutDate !== undefined) return place.test(withoutDate) ? withoutDate : null;
  const date = findDate(words);
  if (!date || !/\p{L}/u.test(date.text) || (date.year === null && date.from === 0)) return null;
  if (!afterDate.test(words.slice(date.to))) return null;
  const before = words.slice(0, date.from).trim();
  if (before === '') return '';
  return before.endsWith(',') && place.test(before) ? before.slice(0, -1).replace(/,$/, '').trim() : null;
}

/** Datelines before the prose (at most two: of the letter and of its place) and in the closing of a letter. */
export function recogniseDatelines(draft: Draft): void {
  const last = draft.blocks.length - 1;
  draft.blocks.forEach((block, index) => {
    if (!isUnclaimed(block) || (!block.opening && index < last - 6)) return;
    if (placeOfDateline(block.words) === null) return;
    claim(block, { kind: 'dateline' }, 'dateline', `Dateline: ${block.words}`);
  });
}
