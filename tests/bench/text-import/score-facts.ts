import type { DocumentMetadata } from '../../../shared/document/metadata.ts';
import type { Copy } from './copy.ts';
import type { Tally } from './tally.ts';
import type { TrueDocument, TrueFacts } from './truth.ts';

/** A line with the number of a despatch: `No. 237.]`, `[No. 12]`, `No. 485.—Confidential.]`. */
export const despatchNumber = /^\[?(?:.{0,30}\bNo\.) ?(\d{1,5})(?:\.?\]|\.$|\.—.{0,30}\])/;
/** A paragraph that is a dateline, although it is not encoded as one. */
export const datelineAlone = /^[\w .,]{3,60}, \w+ \d{1,2}, \d{4}\.?$/;

/** What a copy can show of its document at all. */
interface Shown {
  readonly document: TrueDocument;
  readonly copy: Copy;
  readonly metadata: DocumentMetadata;
  /** Whether it says where and when it was written. */
  readonly isDated: boolean;
}

/** Holds what was read of the document as a whole against the encoding. */
export function scoreFacts(tally: Tally, document: TrueDocument, copy: Copy, metadata: DocumentMetadata): void {
  const isDated =
    copy.form !== null || copy.blocks.some(({ kind, block }) => kind === 'dateline' && block.attachment === 0);
  const shown = { document, copy, metadata, isDated };
  scoreNumber(tally, shown);
  scoreDate(tally, shown);
  scorePlace(tally, shown);
  for (const side of ['from', 'to'] as const) scoreParty(tally, shown, side);
  const [truth, read] = [document.facts.type, metadata.type];
  const isShown = truth !== 'other' && (!copy.isTypescript || truth === 'telegram');
  if (isShown || read === 'telegram')
    tally.state('type', truth === 'other' ? '' : truth, read === 'other' ? '' : read, truth === read);
}

function scoreNumber(tally: Tally, { document, copy, metadata }: Shown): void {
  const { facts } = document;
  const hasTitle = copy.blocks.some(({ kind }) => kind === 'title');
  const words = copy.blocks.map((block) => ({ ...block, words: copy.text.slice(block.from, block.to) }));
  const despatches = words
    .filter(
      ({ kind, block }) => block.attachment === 0 && ['paragraph', 'file number', 'remark', 'title'].includes(kind),
    )
    .flatMap((block) => despatchNumber.exec(block.words)?.[1] ?? []);
  const firstParagraph = words.find(({ kind, block }) => kind === 'paragraph' && block.attachment === 0);
  const ofTelegram = facts.type === 'telegram' ? /^(\d{1,5})\.\s/.exec(firstParagraph?.words ?? '')?.[1] : undefined;
  const ofTitle = hasTitle && !copy.isTypescript ? facts.number : '';
  const stated = copy.form?.number ?? (ofTitle || ofTelegram || despatches[0] || '');
  const truth = stated || (metadata.number === facts.number ? facts.number : '');
  tally.state('number', truth, metadata.number, [truth, ...despatches, facts.number].includes(metadata.number));
}

function scoreDate(tally: Tally, { document: { facts }, copy, metadata, isDated }: Shown): void {
  const read = metadata.date?.when ?? '';
  const isStated = isDated && facts.date !== '' && !facts.isUndated;
  // Where the encoding gives no date, but the title or a line states one, whatever was read there is taken for it.
  const isElsewhere = isDated || hasDatelineAlone(copy) || (read !== '' && facts.title.includes(read.slice(0, 4)));
  const truth = isStated ? facts.date : isElsewhere ? read : '';
  tally.state('date', truth, read, truth.length < 10 ? read.startsWith(truth) : read === truth);
}

const hasDatelineAlone = (copy: Copy): boolean =>
  copy.blocks.some(
    ({ kind, from, to }) =>
      (kind === 'paragraph' || kind === 'closer') && datelineAlone.test(copy.text.slice(from, to)),
  );

function scorePlace(tally: Tally, { document: { facts }, copy, metadata, isDated }: Shown): void {
  const read = metadata.placeSent;
  const stated = isDated ? facts.place : '';
  const truth = stated === '' && hasDatelineAlone(copy) ? read : stated;
  const [a, b] = [letters(truth), letters(read)];
  tally.state('place', truth, read, b !== '' && (a.endsWith(b) || b.endsWith(a)));
}

const letters = (words: string): string => words.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

function scoreParty(tally: Tally, { document: { facts }, copy, metadata }: Shown, side: 'from' | 'to'): void {
  if (copy.isTypescript && !copy.form) return;
  const truth = copy.form?.[side] ?? facts[side];
  const bare = metadata[side].replace(/\([^()]*\)/g, '');
  const isNamedInParentheses = nameOf(metadata[side]).includes(nameOf(truth)) && truth !== '';
  const [want, got] = [nameOf(truth), nameOf(isNamedInParentheses ? metadata[side] : bare)];
  const signers = copy.blocks
    .filter(({ kind }) => kind === 'signature')
    .map(({ from, to }) => nameOf(copy.text.slice(from, to).split('\n')[0] ?? ''));
  if (want === '' && side === 'from' && signers.includes(got)) return;
  const isSame = got.startsWith(want) || (got.includes(want) && got.length < want.length + 70);
  tally.state(side, truth, metadata[side], want !== '' && !got.includes(' through ') && isSame);
}

/** A name without the words with which people are addressed. */
const nameOf = (words: string): string =>
  words
    .toLowerCase()
    .replace(/\b(?:the|mr|mister|his|her|a)\b\.?/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The title as it is compared. */
export const titleLetters = ({ title }: Pick<TrueFacts, 'title'>): string => nameOf(title).replaceAll(' ', '');
