import type { Node } from 'prosemirror-model';
import type { CalendarDay } from '../dates/calendar.ts';
import { datelineDate } from '../dates/read-dates.ts';
import type { DocumentId } from '../document/identifier.ts';
import type { DocumentMetadata } from '../document/metadata.ts';
import { blockText, textBlocks } from '../document/reading-text.ts';
import { type Party, partyOf } from './party.ts';

/** What other papers name a document by. */
export interface PaperFacts {
  readonly id: DocumentId;
  readonly title: string;
  /** Its own numbers as a cable or despatch, mostly one. */
  readonly numbers: readonly string[];
  /** Its number in the printed volume; null when it has none. */
  readonly printed: string | null;
  readonly day: CalendarDay | null;
  /** Minutes from midnight, of the dateline; null when no time is told. */
  readonly minute: number | null;
  readonly from: Party;
  readonly to: Party;
  /** What sort of paper it is known to be. */
  readonly sort: 'telegram' | 'letter' | null;
  /** Where it was written, as stated. */
  readonly placeSent: string;
}

/** A number for comparing: `A–123` as `A-123`, `012345` as `12345`. */
export const plainNumber = (number: string): string =>
  number
    .trim()
    .replace('–', '-')
    .toUpperCase()
    .replace(/^0+(?=\d)/, '');

/** What is told of a document apart from its text. */
export type KnownFacts = Pick<DocumentMetadata, 'title' | 'number' | 'date' | 'from' | 'to' | 'placeSent' | 'type'>;

/** How many blocks and characters of a document may hold its head, where the metadata lack something. */
const headBlocks = 12;
const headLength = 700;

/** What a document is known by, from its metadata; what they lack is looked for in the head of the text. O(head). */
export function paperFacts(id: DocumentId, doc: Node, metadata: KnownFacts): PaperFacts {
  const head = textBlocks(doc).slice(0, headBlocks);
  const stated = head.map(({ block }) => ({ kind: block.type.name, text: blockText(block).text.slice(0, headLength) }));
  const dateline = stated.find(({ kind }) => kind === 'dateline')?.text ?? '';
  const date = dateOf(metadata, dateline, stated);
  const printed = printedNumber(metadata, stated);
  const from = partyOf(metadata.from);
  return {
    id,
    title: metadata.title,
    numbers: numbersOf(metadata, printed, stated),
    printed,
    day: date.day,
    minute: date.minute,
    from: sender(from, metadata.placeSent, dateline),
    to: partyOf(metadata.to),
    sort: metadata.type === 'telegram' || metadata.type === 'letter' ? metadata.type : null,
    placeSent: metadata.placeSent,
  };
}

interface HeadBlock {
  readonly kind: string;
  readonly text: string;
}

/** A post is known by the town it writes from, too; who signs for the department is the department. */
function sender(from: Party, placeSent: string, dateline: string): Party {
  if (from.office === 'other' && from.places.size === 0 && /department of state|state department/i.test(dateline))
    return { ...from, office: 'home' };
  if ((from.office !== 'mission' && from.office !== 'consulate') || placeSent === '') return from;
  const town = partyOf(placeSent.replace(/,.*$/, ''));
  return { ...from, places: new Set([...from.places, ...town.places]) };
}

function dateOf(
  { date }: KnownFacts,
  dateline: string,
  stated: readonly HeadBlock[],
): { readonly day: CalendarDay | null; readonly minute: number | null } {
  const known = dayOf(date?.when ?? null);
  const head = stated
    .map(({ text }) => text)
    .join(' ')
    .slice(0, headLength);
  const read = [date?.text ?? '', dateline, ...(known ? [] : [head])]
    .map((line) => datelineDate(line, { written: known }))
    .find((found) => found?.date.day != null && found.date.year !== null);
  const clock = read?.clock?.time;
  const { year = null, month = null, day = null } = read?.date ?? {};
  const own = year !== null && month !== null && day !== null ? { year, month, day } : null;
  return { day: known ?? own, minute: clock ? clock.hour * 60 + clock.minute : null };
}

/** The day of a date in the form of `att.datable.w3c`; null when it names none. */
function dayOf(when: string | null): CalendarDay | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)/.exec(when ?? '');
  return match && { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
}

/** `133. Telegram From …`, `[157]`: the number that a title begins with. */
function printedNumber({ title }: KnownFacts, stated: readonly HeadBlock[]): string | null {
  const heading = stated.find(({ kind }) => kind === 'heading')?.text ?? title;
  const found = /^\s*(?:document\s+)?\[?(\d{1,4})\]?(?:\.\s|\s+\p{Lu}|\]\s)/iu.exec(heading);
  return found?.[1] ?? null;
}

const inTitle =
  /\b(?:telegram|airgram|d[ei]spatch|instruction|cablegram|cable)\s+(?:no\.?\s*)?((?:[A-Z]{1,2}[-–])?\d{1,6})\b/i;
/** `1204. Answering …`, `No. 86`, `No. 16.]` at the front of a text. */
const atFront = /^(?:\[?no\.?\s*(\d{1,6})\.?\]?(?:\s|$)|(\d{1,6})\.\s)/i;

function numbersOf(
  { title, number, type }: KnownFacts,
  printed: string | null,
  stated: readonly HeadBlock[],
): string[] {
  const numbers = new Set<string>();
  const titled = inTitle.exec(title)?.[1];
  if (titled !== undefined) numbers.add(plainNumber(titled));
  if (number !== '' && number !== printed) numbers.add(plainNumber(number));
  if (numbers.size === 0) {
    const front = frontNumber(stated, type === 'telegram');
    if (front !== null) numbers.add(plainNumber(front));
  }
  return [...numbers];
}

/** The number that the text begins with. Where the whole paper is one block, it stands behind the day. */
function frontNumber(stated: readonly HeadBlock[], isTelegram: boolean): string | null {
  const kinds = new Set(['heading', 'dateline', 'headerField', 'formWork', 'stamp', 'furniture']);
  const blocks = stated.filter(({ kind }) => !kinds.has(kind)).slice(0, isTelegram ? 6 : 2);
  // `1.` before the first words looks like the first of a list, but for the second.
  const labels = stated.filter(({ kind }) => kind === 'itemLabel').map(({ text }) => text);
  const [label = ''] = labels;
  if (blocks[0]?.kind === 'itemLabel' && /^\d+\.$/.test(label) && labels[1] !== `${Number.parseInt(label, 10) + 1}.`)
    return label.slice(0, -1);
  for (const [index, { text }] of blocks.entries()) {
    const [, despatch, cable] = atFront.exec(text) ?? [];
    if (despatch !== undefined) return despatch;
    if (cable !== undefined && (isTelegram || index < 2)) return cable;
    const date = datelineDate(text);
    const behind = date && atFront.exec(text.slice(date.to).replace(/^[\s.,\])]*(?:\[[^\]]*\])?[\s.]*/, ''));
    if (behind) return behind[1] ?? behind[2] ?? null;
  }
  return null;
}
