import { type DocumentMetadata, type DocumentType, emptyMetadata, type StatedDate } from '../../document/metadata.ts';
import type { HeaderFieldName } from '../../document/schema-blocks.ts';
import { type FoundDate, findDate, withYear } from './draft/dates.ts';
import { type Block, type Draft, excerpt, rangeOf } from './draft/draft.ts';
import { placeOfDateline } from './parts/datelines.ts';
import { isLetterhead } from './parts/form-work.ts';
import { isTelegramForm } from './parts/telegram-header.ts';
import { numberOfTitle, typeOfTitle } from './parts/titles.ts';

/** What the header, title, dateline and source note of a document say about it. Attachments have headers of their own:
 *  only what stands before the first of them counts. */
export function readMetadata(draft: Draft, fileName: string): DocumentMetadata {
  const firstAttachment = draft.blocks.findIndex(({ role }) => role.kind === 'attachment heading');
  const main = firstAttachment === -1 ? draft.blocks : draft.blocks.slice(0, firstAttachment);
  const title = titleText(draft, main);
  const parties = partiesOf(title);
  const isForm = isTelegramForm(draft);
  const known: DocumentMetadata = {
    ...emptyMetadata,
    number: numberOf(draft, main),
    type: typeOf(draft, main, isForm),
    date: dateOf(draft, main, title),
    from: inTitleCase(fieldValue(main, 'from')) || parties.from || signerOf(main),
    to: inTitleCase(fieldValue(main, 'to')) || parties.to,
    placeSent: placeSent(main, isForm),
    classification: classificationOf(draft, main),
  };
  return {
    ...known,
    title: title || (isForm ? telegramTitle(known) : '') || firstWords(main) || fileName.replace(/\.[^.]*$/, ''),
  };
}

/** The title without its number and the call of its note. */
function titleText(draft: Draft, main: readonly Block[]): string {
  const title = main.find(({ role }) => role.kind === 'heading');
  if (!title) return '';
  const { from, to } = rangeOf(title);
  const calls = draft.spans.filter((span) => span.sort === 'reference' && span.from >= from && span.to <= to);
  let words = title.words;
  for (const call of calls) {
    const printed = draft.text.slice(call.from, call.to);
    if (words.endsWith(printed)) words = words.slice(0, -printed.length).trimEnd();
  }
  return words.slice(numberOfTitle(words)?.length ?? 0).trim();
}

function typeOf(draft: Draft, main: readonly Block[], isForm: boolean): DocumentType {
  const title = main.find(({ role }) => role.kind === 'heading');
  const named = title ? typeOfTitle(title.words) : 'other';
  if (named !== 'other') return named;
  if (isForm) return 'telegram';
  const isLetter =
    main.some(({ role }) => role.kind === 'salutation') ||
    draft.spans.some((span) => span.sort === 'mark' && span.finding.kind === 'salutation');
  if (title) return 'other';
  if (isLetter) return 'letter';
  const isMemorandum = fieldValue(main, 'from') !== '' && fieldValue(main, 'to') !== '';
  return isMemorandum ? 'memorandum' : 'other';
}

/** Offices whose own name goes on with `to`: `Mission to the United Nations`. */
const officeBeforeTo = '(?:mission|delegation|representative|ambassador|advis[eo]r|assist\\w+|deputy|counsel(?:or)?)';
const parties = new RegExp(
  `\\bfrom\\s+(?:the\\s+)?(.+?)(?<!\\b${officeBeforeTo})\\s+to\\s+(?:the\\s+)?(.+?)(?:,|$)`,
  'i',
);

/** `X From A to B, date`: A and B. */
function partiesOf(title: string): { readonly from: string; readonly to: string } {
  const found = parties.exec(title.slice(0, 300));
  return { from: found?.[1] ?? '', to: found?.[2] ?? '' };
}

function numberOf(draft: Draft, main: readonly Block[]): string {
  const stated = draft.spans.find((span) => span.sort === 'mark' && span.finding.kind === 'number');
  const alone = main.find(({ finding }) => finding?.kind === 'number');
  const words = alone?.words ?? (stated ? draft.text.slice(stated.from, stated.to) : fieldValue(main, 'number'));
  return /^(?:no\.?\s*)?#?\s?([A-Z]?-?\d+[a-z]?)/i.exec(words)?.[1] ?? '';
}

/** What stands behind the label of the first field of that name which has anything there. */
function fieldValue(main: readonly Block[], name: HeaderFieldName): string {
  for (const { role, words } of main) {
    if (role.kind !== 'header field' || role.field !== name) continue;
    const value = /^[^:.]{1,24}[:.]\s*(.+)$/.exec(words)?.[1];
    if (value !== undefined) return value;
  }
  return '';
}

/** The date of the dateline, else of the telegram's own number, its reception, a date field or the title. */
function dateOf(draft: Draft, main: readonly Block[], title: string): StatedDate | null {
  const received = findDate(fieldValue(main, 'received'));
  const stated = main.filter(({ role }) => role.kind === 'dateline').map(({ words }) => findDate(words));
  const fields = main
    .filter(({ role, words }) => role.kind === 'header field' && /^date\s?:/i.test(words))
    .map(({ words }) => findDate(words));
  const all = [...stated, ...fields, findDate(fieldValue(main, 'number')), findDate(title), received];
  const date = all.find((candidate) => candidate !== null);
  if (!date) return null;
  if (date.year !== null) return { text: date.text, when: date.when };
  const year = received?.year ?? yearOfNotes(draft, date);
  return year === null ? { text: date.text, when: null } : withYear(date, year);
}

/** The place of the dateline, of the letterhead, or where a telegram comes from. */
function placeSent(main: readonly Block[], isForm: boolean): string {
  const dateline = main.find(({ role }) => role.kind === 'dateline');
  const inDateline = dateline ? (placeOfDateline(dateline.words) ?? '') : '';
  const isPlace = ({ role, words }: Block): boolean =>
    role.kind === 'form work' && role.type === 'letterhead' && !isLetterhead(words);
  return inTitleCase(inDateline || (main.find(isPlace)?.words ?? '') || (isForm ? fieldValue(main, 'from') : ''));
}

/** The name below the valediction. */
function signerOf(main: readonly Block[]): string {
  const names = main.filter(({ role, words }) => role.kind === 'signature' && !/[,.]$/.test(words));
  return inTitleCase((names[0]?.words ?? '').replace(/^\/s\/\s*/, '').replace(/[/([]?\d{1,3}[\])/]?$/, ''));
}

/** The year of a date without one, when the folder that the source note names (`11/3/62–11/16/62`), or a note below the
 *  text, has that day. */
function yearOfNotes(draft: Draft, date: FoundDate): number | null {
  const notes = draft.blocks.filter(
    ({ role }) => (role.kind === 'note' && role.note.type === 'source') || role.kind === 'postscript',
  );
  const words = notes.map((note) => note.words).join(' ');
  const days = [...words.matchAll(/(\d{1,2})\/(\d{1,2})\/(\d\d)(?!\d)/g)].map(([, month, day, year]) => ({
    dayOfYear: Number(month) * 31 + Number(day),
    year: 1900 + Number(year),
  }));
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last || first.year !== last.year || date.day === null) return null;
  const day = date.month * 31 + date.day;
  return first.dayOfYear <= day && day <= last.dayOfYear ? first.year : null;
}

const classifications =
  /\b(top\s+secret|secret|confidential|limited\s+official\s+use|official\s+use\s+only|unclassified)\b/i;

/** The marking on the paper, else what the source note says. */
function classificationOf(draft: Draft, main: readonly Block[]): string {
  const marking = main.find(({ role }) => role.kind === 'form work' && role.type === 'classification');
  const note = draft.blocks.find(({ role }) => role.kind === 'note' && role.note.type === 'source');
  // In a note the word counts only as a statement of its own: `… 11-762. Top Secret; Priority.`
  const inNote =
    note &&
    /(?:^|[.;]\s)(top secret|secret|confidential|limited official use|official use only|unclassified)\s?[.;]/i.exec(
      note.words,
    );
  const words = marking ? classifications.exec(marking.words)?.[1] : inNote?.[1];
  return words ? inTitleCase(words.toUpperCase()) : '';
}

/** `Telegram 1762 from New York, November 13, 1962` for a form that has no title. */
function telegramTitle({ number, from, date }: DocumentMetadata): string {
  const sent = date && findDate(date.text);
  const year = date?.when?.slice(0, 4);
  const day = sent && date ? inTitleCase(date.text.replace(/,?\s+\S+\s?[ap]\.?m\.?$/i, '')) : '';
  const when = day === '' ? '' : `, ${day}${year && !day.includes(year) ? `, ${year}` : ''}`;
  return `Telegram${number && ` ${number}`}${from && ` from ${from}`}${when}`;
}

/** The first line that is text, shortened. */
function firstWords(main: readonly Block[]): string {
  const first = main.find(
    ({ role }) => role.kind === 'paragraph' || role.kind === 'salutation' || role.kind === 'item',
  );
  return first ? excerpt(first.lines[0]?.words ?? '', 80) : '';
}

/** `NEW YORK` as `New York`; words that have small letters stay as they are. */
function inTitleCase(words: string): string {
  if (/\p{Ll}/u.test(words)) return words;
  return words.replace(/\p{L}+/gu, (word) => word.charAt(0) + word.slice(1).toLowerCase());
}
