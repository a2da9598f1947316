import { newAnnotationId } from '../../../document/identifier.ts';
import type { DocumentType } from '../../../document/metadata.ts';
import { schema } from '../../../document/schema.ts';
import { anyOf } from '../draft/any-of.ts';
import { type Block, claim, type Draft, isUnclaimed, rangeOf, remark } from '../draft/draft.ts';

/** The papers that a title names, and what sort of document each is. The first that fits counts. */
const papers: readonly { readonly type: DocumentType; readonly names: readonly string[] }[] = [
  { type: 'telegram', names: ['(?:circular )?telegram', 'airgram', 'cable'] },
  { type: 'letter', names: ['letter'] },
  { type: 'memorandum', names: ['memorandum', 'memo'] },
  { type: 'message', names: ['(?:oral |verbal )?message'] },
  { type: 'other', names: ['notes?', 'report', 'paper', 'minutes', '(?:summary )?record', 'statement', 'list'] },
  { type: 'other', names: ['aide[- ]m[ée]moire', 'despatch', 'instruction', 'editorial note', 'talking points'] },
  { type: 'other', names: ['(?:special )?national intelligence estimate', 'proclamation', 'press release'] },
];
const adjectives = ['draft', 'personal', 'informal', 'secret', 'joint', 'handwritten', 'unsigned', 'undated'];
const prepositions = ['from', 'to', 'of', 'by', 'for', 'between', 'prepared', 'concerning', 'no\\.?', 'on'];

const adjectivesBefore = `(?:${anyOf(adjectives)}\\s+){0,2}`;
const anyPaper = anyOf(papers.flatMap(({ names }) => names));

/** `Telegram From …`, `Draft letter from …`, `MEMORANDUM FOR THE PRESIDENT`; or the paper alone, with the call of a note. */
const namesPaper = new RegExp(
  `^${adjectivesBefore}${anyPaper}(?:s?\\s+${anyOf(prepositions)}(?!\\p{L})|\\d{0,2}$|\\s\\d{1,2}$)`,
  'iu',
);

const numberBefore = /^(\d{1,4}[a-z]?)\.\s+(?=\S)/i;

/** The number of a title, as printed and with its period: `495.`; null when it has none. */
export const numberOfTitle = (words: string): string | null => numberBefore.exec(words)?.[0].trim() ?? null;

/** Whether a line reads like a document's title: it names a kind of paper and does not end like a sentence. */
export function isTitle(words: string): boolean {
  if (words.length > 300 || /[.:;,]$/.test(words)) return false;
  // A title that a copy left behind may begin with the rest of its number: `. Message From …`.
  return namesPaper.test(words.replace(numberBefore, '').replace(/^[.\s]+/, ''));
}

/** A numbered line that may be a title although it names no kind of paper. */
const isNumberedTitle = (words: string): boolean =>
  words.length <= 300 &&
  numberBefore.test(words) &&
  /^\p{Lu}/u.test(words.replace(numberBefore, '')) &&
  !/[.:;,]$/.test(words);

/** The sort of paper that a title names. */
export function typeOfTitle(words: string): DocumentType {
  const title = words.replace(numberBefore, '').replace(/^[.\s]+/, '');
  const fits = (names: readonly string[]): boolean =>
    new RegExp(`^${adjectivesBefore}${anyOf(names)}(?!\\p{L}{2})`, 'iu').test(title);
  return papers.find(({ names }) => fits(names))?.type ?? 'other';
}

/** Finds the title of the document: the last title-like line before dateline, header and prose. What stands before it is
 *  the surroundings of the copy (site names, breadcrumbs, other pages' titles) and is set apart. */
export function recogniseTitle(draft: Draft): void {
  const candidates = titleRegion(draft.blocks);
  const title =
    candidates.findLast((block) => isTitle(block.words)) ?? candidates.find((block) => isLoneNumbered(draft, block));
  if (!title) return;
  claim(title, { kind: 'heading', level: 1 }, 'heading', `Title: ${title.words}`);
  markNumber(draft, title);
  const before = draft.blocks.slice(0, draft.blocks.indexOf(title)).filter(isUnclaimed);
  const number = before.at(-1);
  if (number && numberAlone.test(number.words)) claimNumber(number);
  for (const block of before.filter(isUnclaimed)) setApart(draft, block, title.words);
}

/** A number on the line above the title: `495.`, `No. 396`. */
const numberAlone = /^(?:no\.?\s*)?(\d{1,4})\.?$/i;

function claimNumber(block: Block): void {
  const number = numberAlone.exec(block.words)?.[1] ?? '';
  claim(block, { kind: 'header field', field: 'number' }, 'number', `Number of the document: ${number}`);
}

function setApart(draft: Draft, block: Block, title: string): void {
  const role = { kind: 'furniture', reason: 'before the title' } as const;
  claim(block, role, 'furniture', `Set apart, before the title: ${block.words}`, 'inferred');
  if (!isTitle(block.words)) return;
  remark(draft, `Another title stands before the one taken for the document's own (${title}).`, rangeOf(block));
}

/** Blocks that can be a title: unclaimed ones before the first header field, dateline, salutation or prose. */
function titleRegion(blocks: readonly Block[]): readonly Block[] {
  const isEnd = (block: Block): boolean =>
    !block.opening || ['dateline', 'salutation', 'header field', 'attachment heading'].includes(block.role.kind);
  const end = blocks.findIndex(isEnd);
  return blocks.slice(0, end === -1 ? blocks.length : end).filter(isUnclaimed);
}

/** A numbered line counts as title only when no numbered line follows: otherwise it begins a list. */
function isLoneNumbered(draft: Draft, block: Block): boolean {
  const next = draft.blocks[draft.blocks.indexOf(block) + 1];
  return isNumberedTitle(block.words) && next !== undefined && numberOfTitle(next.words) === null;
}

function markNumber(draft: Draft, title: Block): void {
  const number = numberOfTitle(title.words);
  if (number === null) return;
  const { from } = rangeOf(title);
  const to = from + number.length;
  if (draft.text.slice(from, to) !== number) return;
  draft.spans.push({
    sort: 'mark',
    from,
    to,
    finding: {
      kind: 'number',
      what: `Number of the document: ${number.replace(/\.$/, '')}`,
      certainty: 'stated',
      from,
      to,
    },
    mark: (recognition) => schema.mark('segment', { id: newAnnotationId(), type: 'number', recognition }),
  });
}
