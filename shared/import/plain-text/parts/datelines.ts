import { inEnglish } from '../../../translation/retell.ts';
import { type FoundDate, findDate } from '../draft/dates.ts';
import { claim, type Draft, isUnclaimed } from '../draft/draft.ts';
import { isTitle, withoutPaper } from './titles.ts';

/** Where and when a paper was written. */
export interface Dateline {
  /** Town and country, empty where none is named: `Viña del Mar, Chili`. */
  readonly place: string;
  /** Null for one that says `undated`. */
  readonly date: FoundDate | null;
  /** The kind of paper that stands before the place, as Australian volumes have it: `Cablegram`; else empty. */
  readonly paper: string;
}

/** Longest dateline, in characters, its lines joined: ministry, town, day, hour, when it was received. */
const longestDateline = 220;

/** `(Received May 9.)`, `[Received 5:35 p.m.]`, `[via London]`, `[Extract.]` behind the date. */
const remarksAfter = /(?:\s*(?:\[[^[\]]{1,80}\]|\([^()]{1,80}\))[.,]?)+$/;
const undated = /^(.{0,80}?)[,\s]*\[?\bundated\b[.,]?\]?[.,]?$/i;
/** `17 [12]`, `1924 [1925]`: the editor's correction of a figure. */
const corrected = /(?<=\d)\s?\[\d{0,4}\??\]/g;

/** `5 January [1940]`. */
const suppliedYear = /(?<=\p{L} )\[((?:1[5-9]|20)\d\d)\]/gu;
/** `Copenh- agen`: the hyphen at the end of a line within a word. */
const brokenWord = /(?<=\p{Ll})- (?=\p{Ll})/gu;

/** Reads a line, or lines joined by spaces, as a dateline: `Washington, November 7, 1962, 9:32 p.m.`; null when it is none. */
export function readDateline(words: string): Dateline | null {
  if (words.length > longestDateline || words.length < 6 || !/\d|undated/i.test(words) || isTitle(words)) return null;
  if (isReceptionLine(words)) return null;
  const whole = words.replace(brokenWord, '');
  const unbracketed = /^\[([^[\]]*)\]$/.exec(whole)?.[1] ?? whole;
  const all = unbracketed.replace(suppliedYear, '$1').replace(remarksAfter, '').replace(corrected, '');
  const { paper, words: line } = withoutPaper(all);
  const withoutDate = undated.exec(line)?.[1];
  if (withoutDate !== undefined) return datelineOf(withoutDate, null, paper);
  const date = findDate(line);
  if (!date || !/\p{L}/u.test(date.text) || (date.year === null && date.from === 0)) return null;
  if (!/^[\s.,;\])]*$/.test(line.slice(date.to))) return null;
  return datelineOf(line.slice(0, date.from), date, paper);
}

function datelineOf(before: string, date: FoundDate | null, paper: string): Dateline | null {
  const parts = placeParts(before.replace(/[\s[(]+$/, '').replace(/(?:^|\s)(?:the|this)$/i, ''));
  return parts && { place: townOf(parts), date, paper };
}

/** A part of a place's name: capitals, with the small words between them. */
const placeWord =
  /^(?:[“"]?\p{Lu}[\p{L}.’'‘`´-]*[”"]?|[a-z]{1,3}[’']\p{Lu}[\p{L}-]*|&|of|the|de|da|do|di|la|le|les|du|des|del|el|and|at|on|near|in|off|for|to|à|au|aux|board|route|en|sur|am|an|der|von|upon|sea|bei|y|via|No|\d{1,4})$/u;

/** Most words of one part of a place: `Commissioner of the United States to China`. */
const longestPart = 8;

/** The parts of a place between commas, without brackets; null when it does not read like one. Empty for no place at all. */
function placeParts(place: string): readonly string[] | null {
  const plain = place
    .replace(/(?<=\p{L}\s)\[[^[\]]{1,30}\]/gu, '')
    .replace(/[[\]]/g, ' ')
    .replace(/\([^()]{1,40}\)/g, ' ');
  if (plain.trim() === '') return [];
  const parts = plain
    .split(',')
    .map((part) => part.trim().replace(/\s+/g, ' '))
    .filter((part) => part !== '');
  const isName = (part: string): boolean =>
    part.split(' ').length <= longestPart &&
    /^\p{Lu}|^(?:the|at|on|near|off|en|in)\s/u.test(part) &&
    part.split(' ').every((word) => placeWord.test(word));
  if (parts.length > 8 || !parts.every(isName) || !/^[\p{Lu}atone\s]/u.test(parts[0] ?? '')) return null;
  return parts;
}

/** Words of an office, a house or a ship: the town is what follows them. */
const office =
  /\b(?:department|legation|embassy|consulate|consulate[- ]general|ministry|office|headquarters|steamer|ship|flagship|hotel|mission|delegation|bureau|agency|division|executive|mansion|white house|commission(?:er)?|committee|secretariat|foreign|navy|war|army|residence|quarters|camp|board|university|house|palace|ministère|légation|ambassade)\b/i;
const weekday = /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$/i;

function townOf(parts: readonly string[]): string {
  const named = parts.filter((part) => !weekday.test(part));
  const lastOffice = named.findLastIndex((part) => office.test(part));
  const town = named.slice(lastOffice + 1);
  return (town.length > 0 ? town : named)
    .join(', ')
    .replace(/^(?:at|in)\s+/i, '')
    .replace(/(?<=\p{L}{4})\.$/u, '');
}

/** A remark behind the date that goes on upon the next line: `(Received July`. */
const openReception = /\s+[[(](?:received|rec['’]d)\b[^\])]{0,40}$/i;

/** Whether a line can be the first of a dateline of several, such as the office above the town: `Legation of the United States,`, `Berlin,
 *  October 3,`. */
export function mayBeginDateline(words: string): boolean {
  if (words.length > 120 || words.length < 4 || isTitle(words)) return false;
  const beforeReception = words.replace(openReception, '');
  if (beforeReception !== words) return readDateline(beforeReception) !== null;
  const date = findDate(words);
  const before = date ? words.slice(0, date.from) : words;
  const parts = placeParts(before.replace(/\s\d{1,2},?$/, '').replace(/[\s[(]+$/, ''));
  return (
    parts !== null &&
    parts.length > 0 &&
    (/,$|\b(?:\d{1,2}|of|the)$/.test(words) || parts.some((part) => office.test(part)))
  );
}

/** Whether a line only says when what is above it came in: `[Received 5:35 p.m.]`. */
export const isReceptionLine = (words: string): boolean =>
  /^[[(](?:received|rec['’]d|sent|transmitted|communicated)\b[^\])]{0,60}[\])]\.?\d{0,3}$/i.test(words);

/** How many blocks from its end a section's closing dateline may stand, notes not counted. */
const closingBlocks = 6;

/** Datelines before the prose, and those with which a paper closes (`Washington, May 12, 1930.`). */
export function recogniseDatelines(draft: Draft): void {
  const text = draft.blocks.filter(({ role }) => role.kind !== 'note');
  const last = text.length - 1;
  text.forEach((block, index) => {
    if (!isUnclaimed(block) || (!block.opening && index < last - closingBlocks)) return;
    if (readDateline(block.words) === null) return;
    claim(block, { kind: 'dateline' }, 'dateline', inEnglish`Dateline: ${block.words}`);
  });
}
