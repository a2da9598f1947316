import { anyOf } from '../draft/any-of.ts';
import { monthPattern } from '../draft/dates.ts';
import { type Block, rangeOf } from '../draft/draft.ts';
import type { SourceRange } from '../draft/source-lines.ts';
import { ordinaryFigures } from './note-labels.ts';

/** How surely a figure calls a note.
 *  - `sure`: nothing else is printed so: `indication(1)`, `twenty-eighth./2/`
 *  - `likely`: glued behind a sentence or a title: `offensive.1 I`, `Kennedy0`
 *  - `possible`: only with a note that answers to it: `USUN 1` at the end of a title, `Khrushchev1 said` */
export type ReferenceSureness = 'sure' | 'likely' | 'possible';

/** A figure or sign that may call a note. */
export interface ReferenceCandidate extends SourceRange {
  readonly label: string;
  readonly sureness: ReferenceSureness;
  readonly block: Block;
}

const closing = '[\\p{L}.,;:!?"”\'’)\\]]';
const after = '(?=[\\s.,;:!?)"”’\\]—–-]|$)';

const forms: readonly {
  readonly sureness: ReferenceSureness;
  readonly inTitle?: ReferenceSureness;
  readonly pattern: RegExp;
}[] = [
  { sureness: 'sure', pattern: new RegExp(`(?<=${closing})\\((\\d{1,3})\\)${after}`, 'gu') },
  { sureness: 'sure', pattern: new RegExp(`(?<=${closing})/(\\d{1,3})/(?![\\p{Ll}\\d/])`, 'gu') },
  { sureness: 'sure', pattern: new RegExp(`(?<=\\d)/(\\d{1,3})/${after}`, 'gu') },
  { sureness: 'sure', pattern: new RegExp(`(?<=${closing})\\[(\\d{1,3})\\]`, 'gu') },
  { sureness: 'likely', pattern: /(?<=\p{L}{2}["”’)]?[.,;:!?]?["”’)]?)([⁰¹²³⁴-⁹]{1,3})/gu },
  {
    sureness: 'likely',
    pattern: new RegExp(`(?<=\\p{L}{3}["”’)]{0,2}[.,;:!?]["”’)\\]]{0,2})(\\d{1,2})${after}`, 'gu'),
  },
  { sureness: 'likely', pattern: new RegExp(`(?<=\\p{L}{3}["”’)]{1,2})(\\d{1,2})${after}`, 'gu') },
  {
    sureness: 'possible',
    pattern: new RegExp(`(?<=(?:\\d{4}|\\p{Lu}\\.\\p{Lu}|[ap]\\.m)[.,;:])(\\d{1,2})${after}`, 'gu'),
  },
  {
    sureness: 'possible',
    pattern: new RegExp(`(?<=${monthPattern}\\s\\d{1,2}|\\d{4})\\((\\d{1,3})\\)${after}`, 'giu'),
  },
  { sureness: 'possible', inTitle: 'likely', pattern: new RegExp(`(?<=\\p{Ll}{3})(\\d{1,2})${after}`, 'gu') },
  { sureness: 'possible', pattern: new RegExp(`(?<=${closing})([*†‡]{1,3})(?=[\\s.,;:]|$)`, 'gu') },
];

const titleEnd = /\s(\d{1,2})$/;

/** Words after which a figure is a number of something: `No.1`, `p.5`, `November 5`. */
const counted = [
  'nos?|vols?|pp?|pars?|paras?|arts?|secs?|sects?|figs?|chaps?|chs?|app|pt|dept',
  'volume|part|number|phase|chapter|section|annex|tab',
  'january|february|march|april|may|june|july|august|september|october|november|december',
  'km|cm|ft|in|mr|mrs|dr|st',
];
const numbered = new RegExp(`(?:^|[^\\p{L}])${anyOf(counted)}[.,]?\\s?$`, 'iu');

/** Finds what may call a note in a block, in source order. O(length of the block). */
export function findReferenceCandidates(text: string, block: Block): readonly ReferenceCandidate[] {
  const range = rangeOf(block);
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
  return withoutOverlaps(found);
}

/** One place can fit several forms; the surest reading of it stays. */
function withoutOverlaps(found: ReferenceCandidate[]): readonly ReferenceCandidate[] {
  const rank: readonly ReferenceSureness[] = ['sure', 'likely', 'possible'];
  found.sort((a, b) => a.from - b.from || rank.indexOf(a.sureness) - rank.indexOf(b.sureness));
  const kept: ReferenceCandidate[] = [];
  for (const candidate of found) if (candidate.from >= (kept.at(-1)?.to ?? 0)) kept.push(candidate);
  return kept;
}
