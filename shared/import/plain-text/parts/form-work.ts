import { formSegmentType } from '../../../document/furniture.ts';
import { newAnnotationId } from '../../../document/identifier.ts';
import { type FormWorkType, type StampType, schema } from '../../../document/schema.ts';
import { inEnglish } from '../../../translation/retell.ts';
import {
  type Block,
  type BlockInterruption,
  claim,
  type Draft,
  type DraftFinding,
  isInterruption,
  isUnclaimed,
} from '../draft/draft.ts';
import { cableFieldOf, isCable } from './cable-fields.ts';
import {
  dateRest,
  isClassification,
  isFormNotice,
  isLetterhead,
  isPrecedence,
  isShelfMark,
  pageOfContinuationHead,
  stampOf,
} from './form-marks.ts';
import { headerFieldOf, isTelegramForm } from './header-fields.ts';
import { isPageLine } from './page-lines.ts';

/** Stamps, at the edges of pages. One that ends with a preposition takes the next short line in capitals too, past a blank line: recognised
 *  text of a film page reads `MICROFILMED FOR` and `KENNEDY LIBRARY` as two. */
export function recogniseStamps(draft: Draft): void {
  const isOfCable = isCable(draft);
  const kept: Block[] = [];
  draft.blocks.forEach((block, index) => {
    const before = kept.at(-1);
    if (before?.role.kind === 'stamp' && isUnclaimed(block) && continuesStampedForm(before, block)) {
      before.lines = [...before.lines, ...block.lines];
      before.words = `${before.words} ${block.words}`;
      claimStamp(before, before.role.type);
      return;
    }
    kept.push(block);
    if (!isUnclaimed(block)) return;
    const isRest = before?.role.kind === 'stamp' && dateRest.test(block.words);
    const type = stampOf(block.words) ?? (isRest ? 'date' : null);
    const isField = isOfCable && block.opening && cableFieldOf(block.words) !== null;
    if (type !== null && !isField && isAtPageEdge(draft.blocks, index)) claimStamp(block, type);
  });
  draft.blocks = kept;
}

/** So many blocks before the end are the edge of the last page. */
const lastBlocks = 10;

function isAtPageEdge(blocks: readonly Block[], index: number): boolean {
  const block = blocks[index];
  const isEdge = (other: Block | undefined): boolean =>
    other !== undefined && (isInterruption(other) || isPageLine(other.words) || isShelfMark(other.words));
  const isTopOfPage = (block?.leading.length ?? 0) > 0 || block?.lines[0]?.afterFormFeed === true;
  return (
    block?.opening === true ||
    isTopOfPage ||
    index >= blocks.length - lastBlocks ||
    isEdge(blocks[index - 1]) ||
    isEdge(blocks[index + 1])
  );
}

const continuesStampedForm = (stamp: Block, next: Block): boolean =>
  /\b(?:in|for|by|of|at)$/i.test(stamp.words) &&
  next.words.length <= 40 &&
  !/\p{Ll}/u.test(next.words) &&
  next.leading.length === 0;

function claimStamp(block: Block, type: StampType): void {
  claim(block, { kind: 'stamp', type }, 'stamp', inEnglish`Stamp: ${block.words}`);
}

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
  const { words, opening } = block;
  if (isClassification(words) || (opening && !isForm && isPrecedence(words))) return 'classification';
  if (pageOfContinuationHead(words) !== null) return 'header';
  if (opening && isLetterhead(words)) return 'letterhead';
  return isForm && isFormNotice(words) ? 'other' : null;
}

const names: Record<FormWorkType, string> = {
  classification: inEnglish`Classification marking`,
  header: inEnglish`Running head`,
  shelfmark: inEnglish`Shelf mark`,
  letterhead: inEnglish`Letterhead`,
  other: inEnglish`Form work`,
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

/** Marks the lines of the page's form over which a sentence goes on. TEI: `fw` within the `p`. */
export function markInterruptions(draft: Draft): void {
  for (const block of draft.blocks) {
    for (const interruption of block.interruptions) draft.spans.push(spanOf(interruption));
  }
}

/** Whether a further page begins with a line: a running head, or the last marking above it. */
export function startsPage(interruptions: readonly BlockInterruption[], { line }: BlockInterruption): boolean {
  const index = interruptions.findIndex((other) => other.line === line);
  const [here, next] = [interruptions[index], interruptions[index + 1]];
  const isHead = (other: BlockInterruption | undefined): boolean =>
    other?.role.kind === 'form work' && other.role.type === 'header';
  return isHead(here) || (isHead(next) && here?.role.kind === 'form work' && here.role.type === 'classification');
}

function spanOf({ line, role }: BlockInterruption): Draft['spans'][number] {
  const { from, to, words } = line;
  const isStamp = role.kind === 'stamp';
  const what = isStamp
    ? inEnglish`Stamp within the paragraph: ${words}`
    : inEnglish`${names[role.type]} within the paragraph: ${words}`;
  const finding: DraftFinding = { from, to, kind: role.kind, what, certainty: 'stated' };
  const type = formSegmentType({ sort: role.kind, type: role.type });
  const mark = (recognition: string) => schema.mark('segment', { id: newAnnotationId(), type, recognition });
  return { sort: 'mark', from, to, finding, mark };
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
