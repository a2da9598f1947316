import { anyOf } from '../draft/any-of.ts';
import { monthNamePattern } from '../draft/dates.ts';
import { type Block, rangeOfLines } from '../draft/draft.ts';
import type { SourceRange } from '../draft/source-lines.ts';
import { ordinaryFigures } from './note-labels.ts';

/** How surely a figure calls a note.
 *  - `sure`: nothing else is printed so: `indication(1)`, `twenty-eighth./2/`
 *  - `likely`: glued behind a sentence or a title: `offensive.1 I`, `Kennedy0`
 *  - `plausible`: behind a figure or an abbreviation, as numbers are not written: `978.2 The`, `5 p.m.,36`, `18)17`
 *  - `possible`: only with a note that answers to it: `USUN 1` at the end of a title, `Khrushchev1 said`
 *  - `hidden`: the last figures of a number: `Nos. 18232` */
export type ReferenceSureness = 'sure' | 'likely' | 'plausible' | 'possible' | 'hidden';

/** From the surest down. */
const surenesses: readonly ReferenceSureness[] = ['sure', 'likely', 'plausible', 'possible', 'hidden'];

/** A figure or sign that may call a note. */
export interface ReferenceCandidate extends SourceRange {
  readonly label: string;
  readonly sureness: ReferenceSureness;
  readonly block: Block;
}

const closing = '[\\p{L}.,;:!?"”\'’)\\]]';
const after = '(?=[\\s.,;:!?)"”’\\]—–-]|$)';
/** What follows where a sentence has ended: the next one, or nothing. */
const newSentence = '(?=\\s+["“‘([]?\\p{Lu}|\\s*$)';
const figures = '(0|[1-9]\\d?[a-z]?)';

interface ReferenceForm {
  readonly sureness: ReferenceSureness;
  readonly inTitle?: ReferenceSureness;
  readonly pattern: RegExp;
}

const forms: readonly ReferenceForm[] = [
  { sureness: 'sure', pattern: new RegExp(`(?<=${closing})\\((\\d{1,3})\\)${after}`, 'gu') },
  { sureness: 'sure', pattern: new RegExp(`(?<=${closing})/(\\d{1,3})/(?![\\p{Ll}\\d/])`, 'gu') },
  { sureness: 'sure', pattern: new RegExp(`(?<=\\d)/(\\d{1,3})/${after}`, 'gu') },
  { sureness: 'sure', pattern: new RegExp(`(?<=${closing})\\[(\\d{1,3})\\]`, 'gu') },
  { sureness: 'plausible', pattern: new RegExp(`(?<=${closing}) \\[(\\d{1,2})\\](?=[\\s.,;:]|$)`, 'gu') },
  { sureness: 'plausible', pattern: /(?<=\d) \[(\d{1,2})\](?=\s\p{Lu}{3})/gu },
  { sureness: 'likely', pattern: /(?<=\p{L}{2}["”’)]?[.,;:!?]?["”’)]?)([⁰¹²³⁴-⁹]{1,3})/gu },
  {
    sureness: 'likely',
    pattern: new RegExp(`(?<=\\p{L}{3}["”’)\\]]{0,2}[.,;:!?]["”’)\\]]{0,2})${figures}${after}`, 'gu'),
  },
  { sureness: 'likely', pattern: new RegExp(`(?<=\\p{L}{3}["”’)\\]]{1,2})${figures}${after}`, 'gu') },
  // Behind the figures, abbreviations and short words in which a sentence ends.
  {
    sureness: 'plausible',
    pattern: new RegExp(
      `(?<=(?:\\d|(?<!\\p{L})\\p{L}{1,2})["”’)\\]]{0,2}[.!?]["”’)\\]]{0,2})${figures}${newSentence}`,
      'gu',
    ),
  },
  { sureness: 'plausible', pattern: new RegExp(`(?<=[\\d\\p{L}]["”’)\\]]{0,2}[,;])${figures}(?=\\s|$)`, 'gu') },
  { sureness: 'plausible', pattern: new RegExp(`(?<=[\\d\\p{L}]["”’)\\]]{1,2})${figures}${after}`, 'gu') },
  { sureness: 'plausible', pattern: new RegExp(`(?<=\\b[ap]\\.\\s?m[.,;:]{1,2})${figures}${after}`, 'gu') },
  { sureness: 'plausible', pattern: new RegExp(`(?<=(?:\\p{Lu}\\.){2})${figures}${after}`, 'gu') },
  {
    sureness: 'plausible',
    pattern: new RegExp(`(?<=${monthNamePattern}\\s\\d{1,2}|\\d{4})\\((\\d{1,3})\\)${after}`, 'giu'),
  },
  { sureness: 'plausible', pattern: new RegExp(`(?<=[”’"][)\\]]|[\\d\\p{L}][)\\]][)\\]])${figures}${after}`, 'gu') },
  { sureness: 'plausible', pattern: new RegExp(`(?<=…["”’)\\]]{0,2})${figures}${after}`, 'gu') },
  {
    sureness: 'plausible',
    pattern: new RegExp(`(?<=\\b${monthNamePattern}\\s\\d{1,2},?\\s(?:1[5-9]|20)\\d\\d)${figures}${after}`, 'giu'),
  },
  // No month has so many days.
  {
    sureness: 'plausible',
    pattern: new RegExp(`(?<=\\b${monthNamePattern}\\s(?=3[2-9]|[4-9]\\d|\\d{3})\\d{1,2})${figures}${after}`, 'giu'),
  },
  { sureness: 'possible', pattern: new RegExp(`(?<=(?<![\\p{L}\\d.-])\\p{Lu})([1-9]\\d)${after}`, 'gu') },
  // Numbers seldom begin with a year.
  { sureness: 'possible', pattern: new RegExp(`(?<=(?<!\\d)(?:1[6-9]|20)\\d\\d)([1-9]\\d?)${after}`, 'gu') },
  { sureness: 'hidden', pattern: new RegExp(`(?<=(?:^|[^\\d.,])\\d{1,4})([1-9])${after}`, 'gu') },
  { sureness: 'hidden', pattern: new RegExp(`(?<=(?:^|[^\\d.,])\\d{1,4})([1-9]\\d)${after}`, 'gu') },
  {
    sureness: 'possible',
    inTitle: 'likely',
    pattern: new RegExp(`(?<=\\p{L}\\p{Ll}|\\p{L}[’']s)${figures}${after}`, 'gu'),
  },
  { sureness: 'possible', pattern: new RegExp(`(?<=${closing})([*†‡]{1,3})(?=[\\s.,;:]|$)`, 'gu') },
  { sureness: 'possible', pattern: /(?<=[\p{L}.,;:]\s)([*†‡])(?=\s\p{L})/gu },
];

const titleEnd = /\s(\d{1,2})$/;

/** Words after which a figure is a number of something: `No.1`, `p.5`, `November 5`. */
const counted = [
  'nos?|vols?|pp?|pars?|paras?|arts?|secs?|sects?|figs?|chaps?|chs?|app|pt|dept',
  'volume|part|number|phase|chapter|section|annex|tab|document|footnote|page|article|paragraph',
  'january|february|march|april|may|june|july|august|september|october|november|december',
  'km|cm|ft|in|mr|mrs|dr|st',
];
const numbered = new RegExp(`(?:^|[^\\p{L}])${anyOf(counted)}[.,]?\\s?$`, 'iu');

/** Finds what may call a note in a block, in source order. O(length of the block). */
export function findReferenceCandidates(text: string, block: Block): readonly ReferenceCandidate[] {
  const range = rangeOfLines(block);
  const words = text.slice(range.from, range.to);
  if (!/[\d⁰¹²³⁴-⁹*†‡]/.test(words)) return [];
  const isTitle = block.role.kind === 'heading';
  const found: ReferenceCandidate[] = [];
  const add = (match: RegExpMatchArray, label: string, sureness: ReferenceSureness): void => {
    const printed = match[0].trimStart();
    const index = (match.index ?? 0) + match[0].length - printed.length;
    if (sureness !== 'sure' && numbered.test(words.slice(Math.max(0, index - 12), index))) return;
    const from = range.from + index;
    found.push({ from, to: from + printed.length, label: ordinaryFigures(label), sureness, block });
  };
  for (const { pattern, sureness, inTitle } of forms)
    for (const match of words.matchAll(pattern)) add(match, match[1] ?? '', isTitle ? (inTitle ?? sureness) : sureness);
  const atEnd = isTitle ? titleEnd.exec(words) : null;
  if (atEnd) add(atEnd, atEnd[1] ?? '', 'possible');
  const alone = /^\d{1,3}$/.exec(words);
  if (alone) found.push({ ...range, label: alone[0], sureness: 'plausible', block });
  return outsideInterruptions(block, withoutOverlaps(found));
}

/** One place can fit several forms; the surest reading of it stays. What hides in a number may be one figure or two. */
function withoutOverlaps(found: readonly ReferenceCandidate[]): readonly ReferenceCandidate[] {
  const kept: ReferenceCandidate[] = [];
  for (const sureness of surenesses) {
    const own = found.filter((candidate) => candidate.sureness === sureness).sort((a, b) => a.from - b.from);
    const surer = kept.toSorted((a, b) => a.from - b.from);
    let next = 0;
    let end = 0;
    for (const candidate of own) {
      while ((surer[next]?.to ?? Infinity) <= candidate.from) next++;
      const isTaken = (surer[next]?.from ?? Infinity) < candidate.to;
      if (isTaken || (sureness !== 'hidden' && candidate.from < end)) continue;
      kept.push(candidate);
      end = candidate.to;
    }
  }
  return kept.sort((a, b) => a.from - b.from || a.to - b.to);
}

const outsideInterruptions = (
  { interruptions }: Block,
  found: readonly ReferenceCandidate[],
): readonly ReferenceCandidate[] =>
  interruptions.length === 0
    ? found
    : found.filter(({ from }) => !interruptions.some(({ line }) => line.from <= from && from < line.to));
