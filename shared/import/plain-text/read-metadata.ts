import { type DocumentMetadata, type DocumentType, emptyMetadata, type StatedDate } from '../../document/metadata.ts';
import type { HeaderFieldName } from '../../document/schema.ts';
import { type FoundDate, findDate, withYear } from './draft/dates.ts';
import { type Block, type Draft, excerpt, rangeOfLines } from './draft/draft.ts';
import { cableDateOf, cableFieldOf, cableNumberOf, cablePlaceOf, isCable } from './parts/cable-fields.ts';
import { readDateline } from './parts/datelines.ts';
import { isLetterhead, unspaced } from './parts/form-marks.ts';
import { headerFieldOf, isLabelOfSeveral, isTelegramForm } from './parts/header-fields.ts';
import { despatchNumberOf } from './parts/opening-lines.ts';
import { partiesOfTitle } from './parts/parties.ts';
import { isTelegram } from './parts/telegrams.ts';
import { numberOfTitle, titleForm, typeOfTitle } from './parts/titles.ts';

/** What the header, title, dateline and source note of a document say about it. Attachments have headers of their own:
 *  only what stands before the first of them counts. */
export function readMetadata(draft: Draft, fileName: string): DocumentMetadata {
  const firstAttachment = draft.blocks.findIndex(({ role }) => role.kind === 'attachment heading');
  const main = firstAttachment === -1 ? draft.blocks : draft.blocks.slice(0, firstAttachment);
  const title = titleText(draft, main);
  const parties = partiesOfTitle(title);
  const isForm = isTelegramForm(draft);
  const known: DocumentMetadata = {
    ...emptyMetadata,
    number: numberOf(draft, main),
    type: typeOf(draft, main),
    date: dateOf(draft, main, title),
    from: inTitleCase(fieldValue(main, 'from')) || parties.from || signerOf(main),
    to: inTitleCase(withoutSerial(fieldValue(main, 'to'))) || parties.to || addresseeOf(main),
    placeSent: placeSent(draft, main, isForm),
    classification: classificationOf(draft, main),
  };
  return {
    ...known,
    title:
      title ||
      (isForm ? telegramTitle(known) : '') ||
      oneLine(fieldValue(main, 'subject')) ||
      letterTitle(known) ||
      firstWords(main) ||
      fileName.replace(/\.[^.]*$/, ''),
  };
}

/** The title without its number, the calls of notes and the page markers in it. */
function titleText(draft: Draft, main: readonly Block[]): string {
  const title = main.find(({ role }) => role.kind === 'heading');
  if (!title) return '';
  const { from, to } = rangeOfLines(title);
  const left = draft.spans.filter((span) => span.sort !== 'mark' && span.from >= from && span.to <= to);
  const lines = title.lines.map((line) => {
    let at = line.from;
    let words = '';
    for (const span of left.filter((other) => other.from >= line.from && other.to <= line.to)) {
      words += draft.text.slice(at, span.from);
      at = span.to;
    }
    return words + draft.text.slice(at, line.to);
  });
  const words = lines.join(' ').replace(/\s+/g, ' ').trim();
  return words.slice(printedNumber(draft, from)?.length ?? numberOfTitle(words)?.length ?? 0).trim();
}

/** The number that was marked where a block begins. */
function printedNumber(draft: Draft, from: number): string | null {
  const number = draft.spans.find(
    (span) => span.sort === 'mark' && span.finding?.kind === 'number' && span.from === from,
  );
  return number ? draft.text.slice(number.from, number.to) : null;
}

function typeOf(draft: Draft, main: readonly Block[]): DocumentType {
  const titles = main.filter(({ role }) => role.kind === 'heading');
  const [title] = titles;
  const named = titles.map(({ words }) => typeOfTitle(words)).find((type) => type !== 'other');
  if (named) return named;
  if (isTelegram(draft)) return 'telegram';
  const isLetter =
    main.some(({ role }) => role.kind === 'salutation') ||
    draft.spans.some((span) => span.sort === 'mark' && span.finding?.kind === 'salutation');
  if (title && titleForm(title.words) !== 'parties') return 'other';
  if (isLetter) return 'letter';
  if (isMail(main)) return 'message';
  const isMemorandum =
    (fieldValue(main, 'from') !== '' && fieldValue(main, 'to') !== '') ||
    main.some(({ role, words }) => role.kind === 'header field' && /^memorandum\b/i.test(words));
  return isMemorandum ? 'memorandum' : 'other';
}

/** Whether a mail program wrote the head. */
const isMail = (main: readonly Block[]): boolean =>
  main.some(({ role, words }) => role.kind === 'header field' && /^sent: \S/i.test(words)) &&
  fieldValue(main, 'from') !== '';

/** The number of the title or the telegram, else what a line alone or a field states. */
function numberOf(draft: Draft, main: readonly Block[]): string {
  const stated = draft.spans.find((span) => span.sort === 'mark' && span.finding?.kind === 'number');
  if (stated) return numberIn(draft.text.slice(stated.from, stated.to));
  const alone = main.find(({ finding }) => finding?.kind === 'number');
  if (alone) return despatchNumberOf(alone.words) ?? numberIn(alone.words);
  return (
    main.map(({ words }) => cableNumberOf(words)).find((number) => number !== '') ||
    numberIn(fieldValue(main, 'number')) ||
    (numberedPaper.exec(titleText(draft, main))?.[1] ?? '')
  );
}

/** `DISPATCH NO. HUKA-133`. */
const numberedPaper =
  /^(?:dispatch|despatch|telegram|cablegram|airgram|memorandum|instruction)\s+no\.?\s+([\w-]{1,20})$/i;

const numberIn = (words: string): string => /^\[?(?:no\.?\s*)?#?\s?([A-Z]?-?\d+[a-z]?)/i.exec(words)?.[1] ?? '';

const oneLine = (words: string): string => words.replace(/\s+/g, ' ');

/** What stands behind the label of the first field of that name which has anything there. */
function fieldValue(main: readonly Block[], name: HeaderFieldName): string {
  for (const [index, { role, words, lines }] of main.entries()) {
    if (role.kind !== 'header field' || role.field !== name) continue;
    const first = lines[0]?.words ?? '';
    const cable = cableFieldOf(first);
    const label = cable ?? headerFieldOf(first);
    if (!label || (!label.hasColon && !isLabelOfSeveral(first))) continue;
    const further = [...lines.slice(1).map((line) => line.words), ...entriesBelow(main, index, name)];
    const stated = label.hasColon ? words.slice(first.length - label.value.length) : '';
    const value = cable ? cable.value : stated.trim() || further.join('; ');
    if (value.trim() !== '') return value.trim();
  }
  return '';
}

/** The fields of a name that follow a label, such as `MEMORANDUM FOR`, and have none of their own. */
function entriesBelow(main: readonly Block[], index: number, name: HeaderFieldName): readonly string[] {
  const below = main.slice(index + 1);
  const end = below.findIndex(
    ({ role, words }) => role.kind !== 'header field' || role.field !== name || headerFieldOf(words) !== null,
  );
  return below.slice(0, end === -1 ? below.length : end).map(({ words }) => words);
}

/** `SECSTATE WASHDC 7301` without the number by which the addressee counts what comes in. */
const withoutSerial = (to: string): string =>
  to.replace(/(?<=^(?:SECSTATE|AM[A-Z]+|US[A-Z]+)\b.*)\s+(?:(?:PRIORITY|IMMEDIATE|NIACT|FLASH)\s*)*\d{0,6}$/, '');

/** The date of the dateline, else of a date field, the telegram's own number, the title, or its reception. */
function dateOf(draft: Draft, main: readonly Block[], title: string): StatedDate | null {
  const received = findDate(fieldValue(main, 'received'));
  const stated = main
    .filter(({ role }) => role.kind === 'dateline')
    .map(({ words }) => readDateline(words)?.date ?? null);
  const fields = main
    .filter(({ role, words }) => role.kind === 'header field' && /^(?:date|sent|time|dated)\b[^:]{0,12}:/i.test(words))
    .map(({ words }) => findDate(words));
  const cables = main.map(({ role, words }) => (role.kind === 'header field' ? cableDateOf(words) : null));
  const all = [...stated, ...fields, ...cables, findDate(fieldValue(main, 'number')), findDate(title), received];
  const date = all.find((candidate) => candidate !== null);
  if (!date) return null;
  if (date.year !== null) return { text: date.text, when: date.when };
  const year = received?.year ?? yearOfNotes(draft, date);
  return year === null ? { text: date.text, when: null } : withYear(date, year);
}

/** The place of the dateline, of the letterhead, or where a telegram comes from. */
function placeSent(draft: Draft, main: readonly Block[], isForm: boolean): string {
  const datelines = main.filter(({ role }) => role.kind === 'dateline');
  const inDateline = datelines.map(({ words }) => readDateline(words)?.place ?? '').find((place) => place !== '') ?? '';
  const isPlace = ({ role, words }: Block): boolean =>
    role.kind === 'form work' && role.type === 'letterhead' && !isLetterhead(words);
  const from = isForm ? fieldValue(main, 'from') : '';
  return inTitleCase(inDateline || (main.find(isPlace)?.words ?? '') || (isCable(draft) ? cablePlaceOf(from) : from));
}

/** The name below the valediction. */
function signerOf(main: readonly Block[]): string {
  const names = main.filter(
    ({ role, words, finding }) => role.kind === 'signature' && finding?.kind !== 'valediction' && !/,$/.test(words),
  );
  const name = (names[0]?.words ?? '').replace(/^\/s\/\s*/, '').replace(/[/([]?\d{1,3}[\])/]?$/, '');
  return inTitleCase(name.replace(/(?<=\p{L}{3})\.$/u, ''));
}

/** Whom the address below the signature names. */
function addresseeOf(main: readonly Block[]): string {
  const addressee = main.find(
    ({ role, finding }) => role.kind === 'header field' && finding?.what.startsWith('Addressee'),
  );
  return (addressee?.words ?? '').replace(/[.,]$/, '');
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
  /\b(top\s+secret|most\s+secret|secret|confidential|limited\s+official\s+use|official\s+use\s+only|unclassified)\b/i;

/** The marking on the paper, else what the source note says. */
function classificationOf(draft: Draft, main: readonly Block[]): string {
  const isMarking = ({ role }: Pick<Block, 'role'>): boolean =>
    role.kind === 'form work' && role.type === 'classification';
  const within = main.flatMap(({ interruptions }) => interruptions.filter(isMarking));
  const marking = main.find(isMarking)?.words ?? within[0]?.line.words;
  const note = draft.blocks.find(({ role }) => role.kind === 'note' && role.note.type === 'source');
  // In a note the word counts only as a statement of its own: `… 11-762. Top Secret; Priority.`
  const inNote =
    note &&
    /(?:^|[.;]\s)(top secret|secret|confidential|limited official use|official use only|unclassified)\s?[.;]/i.exec(
      note.words,
    );
  const words = marking ? (classifications.exec(marking) ?? classifications.exec(unspaced(marking)))?.[1] : inNote?.[1];
  return words ? inTitleCase(words.toUpperCase()) : '';
}

/** `Telegram 1762 from New York, November 13, 1962` for a form that has no title. */
function telegramTitle({ number, from, date }: DocumentMetadata): string {
  if (date?.when && /^\d{6}Z/.test(date.text))
    return `Telegram${number && ` ${number}`}${from && ` from ${from}`}, ${longDate(date.when)}`;
  const sent = date && findDate(date.text);
  const year = date?.when?.slice(0, 4);
  const day = sent && date ? inTitleCase(date.text.replace(/,?\s+\S+\s?[ap]\.?m\.?$/i, '')) : '';
  const when = day === '' ? '' : `, ${day}${year && !day.includes(year) ? `, ${year}` : ''}`;
  return `Telegram${number && ` ${number}`}${from && ` from ${from}`}${when}`;
}

/** `Letter from John F. Kennedy, October 27, 1962` for a letter of which somebody signed or is addressed and no title is printed. */
function letterTitle({ type, from, to, date }: DocumentMetadata): string {
  if (type !== 'letter' || (from === '' && to === '')) return '';
  const when = date?.when?.length === 'yyyy-mm-dd'.length ? longDate(date.when) : oneLine(date?.text ?? '');
  return `Letter${from && ` from ${from}`}${to && ` to ${to}`}${when && `, ${when}`}`;
}

/** `1973-03-12` as `March 12, 1973`. */
const longDate = (when: string): string =>
  new Date(`${when}T00:00:00Z`).toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' });

/** The first line that is text, shortened. */
function firstWords(main: readonly Block[]): string {
  const first =
    main.find(({ role }) => role.kind === 'paragraph' || role.kind === 'item') ??
    main.find(({ role }) => role.kind === 'salutation');
  return first ? excerpt(first.lines[0]?.words ?? '', 80) : '';
}

/** `NEW YORK` as `New York`; words that have small letters stay as they are. */
function inTitleCase(words: string): string {
  if (/\p{Ll}/u.test(words)) return words;
  return words.replace(/\p{L}+/gu, (word) => word.charAt(0) + word.slice(1).toLowerCase());
}
