import { newAnnotationId } from '../../../document/identifier.ts';
import type { DocumentType } from '../../../document/metadata.ts';
import { schema } from '../../../document/schema.ts';
import { inEnglish } from '../../../translation/retell.ts';
import { anyOf } from '../draft/any-of.ts';
import { type Block, claim, type Draft, isUnclaimed, rangeOfLines, remark } from '../draft/draft.ts';
import { partiesOfLine } from './parties.ts';

/** The papers that a title names, and what sort of document each is. The first that fits counts. */
const papers: readonly { readonly type: DocumentType; readonly names: readonly string[] }[] = [
  { type: 'telegram', names: ['(?:circular )?(?:telegram|cablegram|airgram)', 'cable'] },
  { type: 'letter', names: ['letter'] },
  { type: 'memorandum', names: ['memorand(?:um|a)', 'memo'] },
  { type: 'message', names: ['(?:oral |verbal |circular )?message'] },
  {
    type: 'other',
    names: ['notes?', 'reports?', 'papers?', 'minutes', '(?:summary )?record', 'statement', 'list', 'notice'],
  },
  {
    type: 'other',
    names: ['aide[- ]m[ée]moire', 'd[ei]spatch', 'instructions?', 'editorial note', 'talking points', 'circular'],
  },
  {
    type: 'other',
    names: ['(?:special )?(?:national )?intelligence (?:estimate|report|brief|memorandum)', 'proclamation'],
  },
  {
    type: 'other',
    names: ['press release', 'communiqué', 'resolution', 'edict', 'decree', '(?:executive )?order', 'directive'],
  },
  {
    type: 'other',
    names: ['agreement', 'protocol', 'convention', 'treaty', 'declaration', 'conversation', 'summary', 'draft'],
  },
  {
    type: 'other',
    names: ['transcript', 'translation', 'extracts?', 'agenda', 'proposals?', 'study', 'address', 'speech', 'remarks'],
  },
];
const adjectives = [
  'draft|personal|informal|secret|joint|handwritten|unsigned|undated|action|information|briefing|background|supplementary',
  'oral|verbal|circular|confidential|top secret|editorial|final|preliminary|revised|special|annual|imperial|official|unofficial',
  'tripartite|public|private|intelligence|backchannel|planning|policy|position|decision|discussion|research|routing|cover|staff',
  'British|French|Soviet|American|German|Chinese|Japanese|Italian|United States|U\\.S\\.|first|second|third|fourth',
];
const prepositions = [
  'from',
  'to',
  'of',
  'by',
  'for',
  'between',
  'among',
  'prepared',
  'concerning',
  'regarding',
  'no\\.?',
  'on',
  'upon',
  'in',
  'touching',
  'relating',
  'respecting',
  'covering',
];
const verbs = [
  'drafted',
  'handed',
  'issued',
  'approved',
  'signed',
  'submitted',
  'adopted',
  'dated',
  'sent',
  'delivered',
  'left',
  'presented',
  'with',
  'as',
];

const adjectivesBefore = `(?:${anyOf(adjectives)}\\s+){0,3}`;
const anyPaper = anyOf(papers.flatMap(({ names }) => names));

/** `Telegram From …`, `Draft letter from …`, `Memorandum of Conversation, by …`, `Draft Telegram, Drafted by …`. */
const namesPaper = new RegExp(
  `^${adjectivesBefore}${anyPaper}s?,?\\s+${anyOf([...prepositions, ...verbs])}(?!\\p{L})`,
  'iu',
);
/** The paper alone, with the call of a note. */
const isPaperAlone = new RegExp(`^${adjectivesBefore}${anyPaper}s?\\s?\\d{0,2}$`, 'iu');

const numberBefore = /^(\d{1,4}[a-z]?)\.\s+(?=\S)|^\[?no\.?\s(\d{1,4}[a-z]?)\.?\]?\s+(?=\S)/i;
/** What old books print before a title: the page of the original, with the sign that a page begins in it. */
const originalPage = /^\[\d{1,4}\]\s*\*?\s*/;

/** Longest title, in characters, its lines joined. */
export const longestTitle = 400;

/** The number of a title, as printed and with its period: `495.`, `No. 140.`; null when it has none. */
export const numberOfTitle = (words: string): string | null => numberBefore.exec(words)?.[0].trim() ?? null;

// A title that a copy left behind may begin with the rest of its number: `. Message From …`.
const withoutNumber = (words: string): string =>
  words
    .replace(numberBefore, '')
    .replace(originalPage, '')
    .replace(/^[.\s]+/, '');

/** What a title-like line says it is: a paper of somebody (`Telegram From …`), who wrote to whom (`Mr. Hay to Mr. Conger.`),
 *  or nothing but a paper (`Editorial Note`). */
export type TitleForm = 'paper of' | 'parties' | 'paper';

/** How a line reads like a document's title; null when it does not. */
export function titleForm(words: string): TitleForm | null {
  if (words.length > longestTitle || words.length < 4 || /[:;,]$/.test(words)) return null;
  const title = withoutNumber(words);
  if (namesPaper.test(title) && !isSentence(title)) return 'paper of';
  if (partiesOfLine(title)) return 'parties';
  return isPaperAlone.test(title) ? 'paper' : null;
}

/** Whether a line reads like a document's title. */
export const isTitle = (words: string): boolean => titleForm(words) !== null;

const finiteVerb =
  /\b(?:is|are|was|were|has|have|had|will|would|shall|should|may|might|can|could|must|do|does|did|says?|said|states?|stated|reads?|gives?|shows?|be|been|begins?|refers?)\b/;
/** The same where all letters are capitals, in which `STATE` and `STATES` are rather names. */
const capitalVerb =
  /\b(?:IS|ARE|WAS|WERE|HAS|HAVE|HAD|WILL|WOULD|SHALL|SHOULD|MAY|MIGHT|CAN|COULD|MUST|DOES|DID|SAID|SAYS|BE|BEEN)\b/;
const nextSentence =
  /[.?!]["”]?\s+(?:I|He|She|We|They|It|This|That|The|There|In|On|At|If|When|As|Please|Your|My|Our|Following)\s/;

/** A title states nothing: `Memorandum No. 343 was read with regard to …` begins a sentence. */
function isSentence(title: string): boolean {
  const isInCapitals = !/\p{Ll}/u.test(title);
  if (
    finiteVerb.test(title) ||
    (isInCapitals && capitalVerb.test(title)) ||
    nextSentence.test(title) ||
    /^\S+ \S+: /.test(title)
  )
    return true;
  // `Report by telegraph.`
  return /^\p{Lu}.*[.!?]["”’)\]]*$/u.test(title) && !/\s["“(]?\p{Lu}/u.test(title);
}

/** A numbered line that may be a title although it names no kind of paper. */
const isNumberedTitle = (words: string): boolean => {
  const title = words.replace(numberBefore, '');
  return (
    numberBefore.test(words) &&
    !/^1[5-9]\d\d\b/.test(words) &&
    title.length <= 160 &&
    isInTitleCase(title) &&
    !/[.:;,]$|[.!?]\s+\p{Lu}/u.test(title)
  );
};

/** Least share of capitals among the longer words of a heading. */
const titleCaseShare = 0.6;

/** Whether most words begin with capitals, as in headings. */
export function isInTitleCase(words: string): boolean {
  const long = words.match(/(?<!\p{L})\p{L}{4,}/gu) ?? [];
  const capitals = long.filter((word) => /^\p{Lu}/u.test(word));
  return /^["“‘(\d]*\p{Lu}/u.test(words) && capitals.length >= long.length * titleCaseShare;
}

/** `Cablegram 228 [1] LONDON, …`, `Extract [CANBERRA], …`, `Cablegram unnumbered, 15 February …`: the kind of paper and its number, before a
 *  place in capitals, or a date. */
const paperBefore = new RegExp(
  `^(${anyOf(['circular cablegram|cablegram|telegram|savingram|airgram|d[ei]spatch|letter|memorandum|minute|note|extract', 'aide-m[ée]moire|submission'])})${[
    '(?:\\s+no\\.?)?(?:\\s+(?:unnumbered,?|[a-z]{0,4}\\.?\\d{1,6}(?:/\\d{1,6}){0,2}))?',
    '(?:\\s+\\(extracts?\\))?(?:\\s?\\[\\d{1,2}\\])?(?:\\s+n\\.d\\.)?\\s*(?=\\[?[\\p{L}\\d]{1,3})',
  ].join('')}`,
  'iu',
);

/** A dateline before which Australian volumes print the kind of paper, without that; else the words as they are and no paper. */
export function withoutPaper(words: string): { readonly paper: string; readonly words: string } {
  const [before = '', paper = ''] = paperBefore.exec(words.slice(0, 80)) ?? [];
  const rest = words.slice(before.length);
  return before !== '' && /^\[?(?:\p{Lu}{3}|\d{1,2} \p{Lu})/u.test(rest)
    ? { paper, words: rest }
    : { paper: '', words };
}

/** The sort of paper that a title names. */
export function typeOfTitle(words: string): DocumentType {
  const title = withoutNumber(words).replace(/^\d{1,4}\s+/, '');
  const fits = (names: readonly string[]): boolean =>
    new RegExp(`^${adjectivesBefore}${anyOf(names)}(?!\\p{L}{2})`, 'iu').test(title);
  return papers.find(({ names }) => fits(names))?.type ?? 'other';
}

/** Finds the title of the document before header fields and prose. What a site prints above it is set apart; everything else that
 *  stands there is the document's own and stays. */
export function recogniseTitle(draft: Draft): void {
  const candidates = titleRegion(draft.blocks);
  const abovePaper = titleAbovePaper(draft);
  const title = abovePaper ?? bestTitle(draft, candidates);
  if (!title) return;
  claim(title, { kind: 'heading', level: 1 }, 'heading', inEnglish`Title: ${title.words}`);
  markNumber(draft, title, abovePaper ? (numberAbovePaper.exec(title.words)?.[0] ?? null) : numberOfTitle(title.words));
  const index = draft.blocks.indexOf(title);
  const before = draft.blocks.slice(0, index).filter(isUnclaimed);
  const number = before.at(-1);
  if (number && numberAlone.test(number.words)) claimNumber(number);
  for (const block of surelySites(draft, index)) setApart(draft, block, title.words);
  claimPaperBelow(draft.blocks[index + 1]);
}

const ranks: readonly TitleForm[] = ['paper', 'parties', 'paper of'];

/** The first of the candidates that read most like a title. One above a site's breadcrumbs counts only if none is below. */
function bestTitle(draft: Draft, candidates: readonly Block[]): Block | null {
  const crumbs = draft.blocks.findLast(({ opening, role }) => opening && role.kind === 'furniture');
  const below = candidates.filter((block) => !crumbs || rangeOfLines(block).from > rangeOfLines(crumbs).from);
  for (const blocks of [below, candidates]) {
    const rated = blocks.map((block) => ({ block, rank: rankOf(block) }));
    const best = Math.max(-1, ...rated.map(({ rank }) => rank));
    if (best >= 0) return rated.find(({ rank }) => rank === best)?.block ?? null;
  }
  return candidates.find((block) => isLoneNumbered(draft, block)) ?? titleByPlace(draft, candidates[0]);
}

/** `123 Menzies to Bruce`, above a dateline that names the kind of paper: a number without a full stop counts there. */
const numberAbovePaper = /^\d{1,4}[A-Z]?(?=\s+\p{Lu})/u;

function titleAbovePaper({ blocks }: Draft): Block | null {
  const index = blocks.findIndex(({ role, words }) => role.kind === 'dateline' && withoutPaper(words).paper !== '');
  const title = blocks[index - 1];
  return title?.opening && isUnclaimed(title) && numberAbovePaper.test(title.words) ? title : null;
}

function rankOf(block: Block): number {
  const form = titleForm(block.words);
  if (form === null) return -1;
  return ranks.indexOf(form) === 0 ? 0 : 1;
}

/** A number on the line above the title: `495.`, `No. 396`. */
const numberAlone = /^(?:no\.?\s*)?(\d{1,4})\.?$/i;

/** Whether a line is the number of the title below it. */
export const isNumberAlone = (words: string): boolean => words.length <= 10 && numberAlone.test(words);

function claimNumber(block: Block): void {
  const number = numberAlone.exec(block.words)?.[1] ?? '';
  claim(block, { kind: 'header field', field: 'number' }, 'number', inEnglish`Number of the document: ${number}`);
}

function setApart(draft: Draft, block: Block, title: string): void {
  const role = { kind: 'furniture', reason: 'before the title' } as const;
  claim(block, role, 'furniture', inEnglish`Set apart, before the title: ${block.words}`, 'inferred');
  if (!isTitle(block.words)) return;
  remark(
    draft,
    inEnglish`Another title stands before the one taken for the document's own (${title}).`,
    rangeOfLines(block),
  );
}

const seriesTitle = /^foreign relations of the united states\b/i;

/** What above the title is surely a site's: the name of the series; what stands above breadcrumbs; on a web page the heading right above
 *  the title with which the page begins. */
function surelySites(draft: Draft, title: number): readonly Block[] {
  const before = draft.blocks.slice(0, title);
  const crumbs = before.findLastIndex(({ role }) => role.kind === 'furniture');
  return before.filter((block, index) => {
    if (!isUnclaimed(block)) return false;
    if (seriesTitle.test(block.words) || index < crumbs) return true;
    return draft.isWebPage && index === 0 && title === 1 && isSiteHeading(block.words);
  });
}

const isSiteHeading = (words: string): boolean =>
  words.length <= 60 && isInTitleCase(words) && /^[\p{L}’' –-]+$/u.test(words) && !isTitle(words);

/** `Memorandum` on the line below `The Department of State to the Panamanian Legation`. */
function claimPaperBelow(block: Block | undefined): void {
  if (!block || !isUnclaimed(block) || !block.opening || !isPaperAlone.test(block.words)) return;
  claim(block, { kind: 'heading', level: 2 }, 'heading', inEnglish`Kind of paper: ${block.words}`);
}

/** Blocks that can be a title: unclaimed ones before the first header field of a form, salutation or prose. */
function titleRegion(blocks: readonly Block[]): readonly Block[] {
  const isEnd = ({ opening, role }: Block): boolean =>
    !opening ||
    role.kind === 'salutation' ||
    role.kind === 'attachment heading' ||
    (role.kind === 'header field' && !['file', 'number', 'other'].includes(role.field));
  const end = blocks.findIndex(isEnd);
  return blocks.slice(0, end === -1 ? blocks.length : end).filter(isUnclaimed);
}

/** A numbered line counts as title only when no numbered line follows: otherwise it begins a list. */
function isLoneNumbered(draft: Draft, block: Block): boolean {
  const next = draft.blocks[draft.blocks.indexOf(block) + 1];
  return isNumberedTitle(block.words) && next !== undefined && numberOfTitle(next.words) === null;
}

/** A heading that names neither paper nor parties is the title where a file number above it, or a dateline below it, shows that one stands
 *  there. */
function titleByPlace(draft: Draft, block: Block | undefined): Block | null {
  if (!block || !isInTitleCase(block.words) || block.words.length > 250 || /[:;,]$|[.!?]["”]?$/.test(block.words))
    return null;
  const index = draft.blocks.indexOf(block);
  const [above, below] = [draft.blocks[index - 1]?.role, draft.blocks[index + 1]?.role];
  const isFiled = above?.kind === 'header field' && above.field === 'file';
  return isFiled || (index === 0 && below?.kind === 'dateline' && block.words.split(' ').length > 3) ? block : null;
}

function markNumber(draft: Draft, title: Block, number: string | null): void {
  if (number === null) return;
  const { from } = rangeOfLines(title);
  const to = from + number.length;
  if (draft.text.slice(from, to) !== number) return;
  const what = inEnglish`Number of the document: ${number.replace(/^\[?no\.?\s|[.\]]+$/gi, '')}`;
  draft.spans.push({
    sort: 'mark',
    from,
    to,
    finding: { kind: 'number', what, certainty: 'stated', from, to },
    mark: (recognition) => schema.mark('segment', { id: newAnnotationId(), type: 'number', recognition }),
  });
}
