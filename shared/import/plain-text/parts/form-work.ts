import type { FormWorkType } from '../../../document/schema-blocks.ts';
import { anyOf } from '../draft/any-of.ts';
import { type Block, claim, type Draft, isInterruption, isUnclaimed } from '../draft/draft.ts';
import { headerFieldOf, isTelegramForm } from './telegram-header.ts';

const markings = [
  'top secret',
  'secret',
  'confidential',
  'unclassified',
  'restricted',
  'official use only',
  'limited official use(?: only)?',
];
const handling = ['eyes only', 'nodis', 'exdis', 'limdis', 'noforn', 'sensitive', 'priority', 'niact'];
const classification = new RegExp(`^${anyOf(markings)}(?:[\\s/;,–—-]+${anyOf(handling)})*$`, 'i');

/** `-2- 1762, NOVEMBER 13, 8 PM FROM NEW YORK`, `- 2 -`, `Page 2 of telegram 1762 from New York`. */
const continuationHead =
  /^(?:[-–—]\s?(\d{1,3})\s?[-–—](?:\s+\S.{0,120})?|page\s+(\d{1,3})\b.{0,40}\b(?:telegram|from|to)\b.{0,80})$/i;

/** An archive's number of a leaf: `CU 7-710/1`, `CWII-710/p`, `cu-937`. */
const shelfMark = /^[a-z]{1,5}[ -]?\d{1,4}(?:-\d{1,4})?(?:\/\w{1,3})?$/i;

const offices = [
  '(?:in|out)?(?:coming|going) (?:telegram|airgram|message)',
  '(?:department|dept\\.?) of (?:state|defense)',
  'the white house',
  'permanent record(?: copy)?',
  'foreign service of the united states.*',
  'central intelligence agency',
];
const letterhead = new RegExp(`^${anyOf(offices)}$`, 'i');

const notice =
  /\b(?:copy\s+must\s+be\s+returned|reproduction\s+(?:of\s+this\s+\w+|from\s+this\s+copy)?\s*is\s+prohibited)\b/i;

const withoutStrokes = (words: string): string => words.replaceAll('~~', '').trim();

/** Whether a line is nothing but a classification marking: `TOP SECRET`. */
export const isClassification = (words: string): boolean =>
  words.length <= 80 && classification.test(withoutStrokes(words));

/** The page number of a continuation head, the line with which a further page of a letter or telegram begins; else null. */
export function pageOfContinuationHead(words: string): number | null {
  const found = words.length <= 140 ? continuationHead.exec(words) : null;
  return found ? Number(found[1] ?? found[2]) : null;
}

/** Whether a line reads like an archive's number of a leaf. Only where such numbers stand does that mean anything. */
export const isShelfMark = (words: string): boolean => words.length <= 16 && shelfMark.test(words);

/** Whether a line is the printed head of an office's paper: `INCOMING TELEGRAM`, `Department of State`. */
export const isLetterhead = (words: string): boolean =>
  words.length <= 120 && words.split(/\s{2,}|\t/).every((part) => letterhead.test(part));

/** Classifications and continuation heads anywhere; letterheads and notices where a form has them. */
export function recogniseFormWork(draft: Draft): void {
  const isForm = isTelegramForm(draft);
  draft.blocks.forEach((block, index) => {
    if (!isUnclaimed(block)) return;
    const type =
      formWorkOf(block, isForm) ?? (isPlaceOfLetterhead(draft.blocks[index - 1], block) ? 'letterhead' : null);
    if (type !== null) claimFormWork(block, type);
  });
}

/** `WASHINGTON` on the line below `THE WHITE HOUSE`. */
const isPlaceOfLetterhead = (head: Block | undefined, { words, lines, opening }: Block): boolean =>
  opening &&
  lines.length === 1 &&
  head?.role.kind === 'form work' &&
  head.role.type === 'letterhead' &&
  head.lines[0]?.stretch === lines[0]?.stretch &&
  headerFieldOf(words) === null &&
  !/\bCOPY$/.test(words) &&
  /^\p{Lu}[\p{Lu}., ]{2,30}\d?$/u.test(words);

/** Archive slips and shelf marks on the form of a telegram, once its header fields are known. */
export function recogniseFormEdges(draft: Draft): void {
  if (!isTelegramForm(draft)) return;
  claimSlips(draft.blocks);
  claimShelfMarks(draft.blocks);
}

function formWorkOf(block: Block, isForm: boolean): FormWorkType | null {
  const { words } = block;
  if (isClassification(words)) return 'classification';
  if (pageOfContinuationHead(words) !== null) return 'header';
  if (block.opening && isLetterhead(words)) return 'letterhead';
  return isForm && words.length <= 200 && notice.test(words) ? 'other' : null;
}

const names: Record<FormWorkType, string> = {
  classification: 'Classification marking',
  header: 'Running head',
  shelfmark: 'Shelf mark',
  letterhead: 'Letterhead',
  other: 'Form work',
};

/** Sets a block apart as form work. Where on the page it stands is settled later (`settlePlaces`). */
export function claimFormWork(block: Block, type: FormWorkType, certainty: 'stated' | 'inferred' = 'stated'): void {
  claim(block, { kind: 'form work', type, place: 'top' }, 'form work', `${names[type]}: ${block.words}`, certainty);
}

/** Before a form's first field an archive's slip may stand: numbers and a date without words. */
function claimSlips(blocks: readonly Block[]): void {
  for (const block of blocks) {
    if (!block.opening || headsForm(block)) return;
    if (isUnclaimed(block) && block.words.length <= 25 && !/\p{L}/u.test(block.words))
      claimFormWork(block, 'other', 'inferred');
  }
}

const headsForm = (block: Block): boolean => block.role.kind === 'header field' || block.role.kind === 'salutation';

/** A shelf mark stands at the edge of a page: at an end of the document, or beside stamps and other form work. */
function claimShelfMarks(blocks: readonly Block[]): void {
  const isEdge = (block: Block | undefined): boolean =>
    block === undefined || isInterruption(block) || (isUnclaimed(block) && isShelfMark(block.words));
  blocks.forEach((block, index) => {
    if (!isUnclaimed(block) || !isShelfMark(block.words)) return;
    if (isEdge(blocks[index - 1]) || isEdge(blocks[index + 1])) claimFormWork(block, 'shelfmark', 'inferred');
  });
}

/** Says of each piece of form work whether it heads its page or closes it: on every page what precedes the first words of
 *  the text is its top. Pages begin at anchors that stand before a block. */
export function settlePlaces(blocks: readonly Block[]): void {
  let place: 'top' | 'bottom' = 'top';
  for (const block of blocks) {
    if (block.leading.length > 0) place = 'top';
    if (block.role.kind === 'form work') block.role = { ...block.role, place };
    else if (!isInterruption(block) && block.role.kind !== 'header field') place = 'bottom';
  }
}
