import type { StampType } from '../../../document/schema.ts';
import { anyOf } from '../draft/any-of.ts';
import { monthNamePattern } from '../draft/dates.ts';

const markings = [
  'top secret',
  'secret',
  'confidential',
  'unclassified',
  'unclas',
  'restricted',
  'official use only',
  'limited official use(?: only)?',
  'administratively restricted',
  'most secret',
  'strictly confidential',
];
const handling = [
  'eyes only|nodis|exdis|limdis|stadis|noforn|sensitive|priority|niact|plain|personal|immediate|routine|flash|emergency|verbatim text',
  'u\\.?\\s?s\\.? (?:urgent|eyes only)|urgent|security information|restricted data|special handling|for the record|no distribution',
  'specat|controlled dissem|no foreign dissem|double priority|literally eyes only(?: for .{1,40})?|nodis/\\p{L}+|umbra|spoke|ultra',
];
const classification = new RegExp(`^${anyOf(markings)}(?:[\\s/;,:–—-]+${anyOf(handling)}){0,4}$`, 'iu');
const precedence = new RegExp(
  `^(?:most immediate|priority|urgent|niact|plain|immediate|routine|rush|us urgent)(?:[\\s/;,–—-]+${anyOf([...markings, ...handling])}){0,3}$`,
  'iu',
);
/** Markings set with spaces between their letters: `C O N F I D E N T I A L`. */
const spaced = /^(?:\p{Lu} ){3,14}\p{Lu}(?: {2,}(?:\p{Lu} ){2,9}\p{Lu})?$/u;

/** `-2- 1762, NOVEMBER 13, 8 PM FROM NEW YORK`, `- 2 -`, `Page 2 of telegram 1762 from New York`, `PAGE 02 BONN 01234 031215Z`,
 *  `PAGE TWO RUEHC 1234 SECRET`. */
const continuationHeads: readonly RegExp[] = [
  /^[-–—]\s?(\d{1,3})\s?[-–—](?:,?\s+\S.{0,120})?$/,
  /^page\s+(\d{1,3})\b.{0,40}\b(?:telegram|from|to)\b.{0,80}$/i,
  /^PAGE\s+0?(\d{1,3})\s+(?:OF\s+\d{1,3}\s+)?[A-Z][A-Z /]{1,30}\s+\d{3,6}.{0,60}$/,
  /^page\s+0?(\d{1,3})(?:\s+of\s+\d{1,3})?$/i,
];

/** An archive's number of a leaf: `CU 7-710/1`, `CWII-710/p`, `cu-937`. */
const shelfMark = /^[a-z]{1,5}[ -]?\d{1,4}(?:-\d{1,4})?(?:\/\w{1,3})?$/i;

const offices = [
  '(?:in|out)?(?:coming|going) (?:telegram|airgram|message|cable)|department of state telegram|telegraphic message',
  '(?:department|dept\\.?) of (?:state|defense)|the white house|national security council|central intelligence agency',
  'permanent record(?: copy)?|foreign service of the united states.*|(?:united states|u\\.s\\.) department of (?:state|defense)',
  'classified message|office of the secretary of defense|executive office of the president',
];
const letterhead = new RegExp(`^${anyOf(offices)}$`, 'i');

const notice =
  /\b(?:copy\s+must\s+be\s+returned|reproduction\s+(?:of\s+this\s+\w+|from\s+this\s+copy)?\s*is\s+prohibited)\b/i;

const withoutStrokes = (words: string): string => words.replaceAll('~~', '').trim();

/** Whether a line is nothing but a classification marking: `TOP SECRET`, `secret priority`, `C O N F I D E N T I A L`. */
export function isClassification(words: string): boolean {
  if (words.length > 80) return false;
  const marking = withoutStrokes(words);
  return classification.test(marking) || (spaced.test(marking) && classification.test(unspaced(marking)));
}

/** Whether a line says how urgent a telegram is. Only in an opening does that mean anything. */
export const isPrecedence = (words: string): boolean => words.length <= 60 && precedence.test(withoutStrokes(words));

/** `T O P  S E C R E T` as `TOP SECRET`. */
export const unspaced = (words: string): string =>
  words
    .split(/ {2,}/)
    .map((word) => word.replaceAll(' ', ''))
    .join(' ');

/** The page number of a continuation head, the line with which a further page of a letter or telegram begins; else null. */
export function pageOfContinuationHead(words: string): number | null {
  if (words.length > 140) return null;
  const found = continuationHeads.map((head) => head.exec(words)).find((match) => match !== null);
  return found ? Number(found[1]) : null;
}

/** Whether a line reads like an archive's number of a leaf. Only where such numbers stand does that mean anything. */
export const isShelfMark = (words: string): boolean => words.length <= 16 && shelfMark.test(words);

/** Whether a line is the printed head of an office's paper: `INCOMING TELEGRAM`, `Department of State`. */
export const isLetterhead = (words: string): boolean =>
  words.length <= 120 && words.split(/\s{2,}|\t/).every((part) => letterhead.test(part));

/** Whether a line of a form forbids or asks something: `This copy must be returned to RM/R`. */
export const isFormNotice = (words: string): boolean => words.length <= 200 && notice.test(words);

/** What archives stamp on paper and film. Each pattern fits a whole line, or the first of a stamp's lines. */
const stamps: readonly { readonly type: StampType; readonly pattern: RegExp }[] = [
  {
    type: 'declassification',
    pattern:
      /^["“]?declassified(?:\s?[:;/]?\s*(?:(?:for|by|per|under|in|on|pe|authority|with|nnd|e\.?\s?o\.?|\d|us)\b.*)?)["”]?$/i,
  },
  {
    type: 'declassification',
    pattern:
      /^(?:sanitized(?:\s+copy)?|authority\s+nnd\b.*|(?:per\s+)?e\.?\s?o\.?\s?\d{5}.*|.{0,40}\bdeclassified\/released us department of state\b.*|approved for release\b.*)$/i,
  },
  { type: 'microfilm', pattern: /^microfilmed\b(?!.*\bto\b.*\.$)/i },
  { type: 'copy-quality', pattern: /^(?:best|poor)\s+(?:available\s+)?copy(?:\s+available)?$/i },
  { type: 'other', pattern: /^(?:copy|photocopy|reproduced\s+(?:at|from))\b.*\b(?:library|archives|holdings)\b.*$/i },
  {
    type: 'date',
    pattern: new RegExp(
      `^(?:\\d{4}\\s+)?${monthNamePattern}\\s+\\d{1,2}\\s+(?:\\d{4}\\b)?.{0,12}\\b(?:AM|PM)\\b.{0,8}$`,
    ),
  },
];

/** No stamp states what somebody did: `Declassified in 1999, it was still kept from readers.` */
const statement = /\b(?:was|were|is|are|had|have|has|which|who|would|not|and (?:that|the))\b/i;

/** A month and year that a date stamp left, letters of the month often lost: `MAY 1964`, `M Y 1964`. */
export const dateRest = /^(?:[A-Z]\s?){2,4}(?:\d{1,2}\s+)?\d{4}$/;

/** Ends in a preposition, or opens quotation marks that it does not close. */
const opensFurther = /(?:\b(?:in|for|by|of|at)|^["“][^"”]*)$/i;

/** The sort of stamp that a line is, or begins; null when it is none. */
export function stampOf(words: string): StampType | null {
  if (words.length > 140) return null;
  const found = stamps.find(({ pattern }) => pattern.test(words));
  return found === undefined || statement.test(words) ? null : found.type;
}

/** Whether a stamp's line goes on upon the next one: it ends in a preposition or within quotation marks. */
export const continuesStamp = (words: string): boolean => stampOf(words) !== null && opensFurther.test(words);
