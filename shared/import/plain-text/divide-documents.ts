import { inEnglish } from '../../translation/retell.ts';
import { type Draft, excerpt, remark } from './draft/draft.ts';
import { findPageMarkers } from './draft/page-markers.ts';
import { type SourceLine, type SourceRange, splitLines } from './draft/source-lines.ts';
import { standsAloneInOpening } from './layout/line-sorts.ts';
import { isAttachmentHeading } from './parts/attachments.ts';
import { cableFieldOf, isCableLine } from './parts/cable-fields.ts';
import { readDateline } from './parts/datelines.ts';
import { fileNumberOf } from './parts/file-numbers.ts';
import { isClassification } from './parts/form-marks.ts';
import { headerFieldOf } from './parts/header-fields.ts';
import { despatchNumberOf } from './parts/opening-lines.ts';
import { salutationWithin } from './parts/salutations.ts';
import { longestTitle, numberOfTitle, titleForm } from './parts/titles.ts';

/** One of the documents that a text seems to hold. */
export interface DividedPart extends SourceRange {
  /** The line by which it is known: its title, or the number of its form. */
  readonly name: string;
}

/** Where the documents begin that a text seems to hold: a page of a printed volume with several of them, a file of telegrams one behind the
 *  other. Documents are told apart by what each has and no attachment: a number before its title, an archive's file number or the number of
 *  a despatch above it, the number of a telegram's form, or the first page of a cable.
 *  @returns the parts, which make the whole text; one when it seems to hold one document. O(length) */
export function divideDocuments(text: string): readonly DividedPart[] {
  return partsOf(text, splitLines(text, findPageMarkers(text)));
}

/** The same of a text whose lines are known. */
function partsOf(text: string, lines: readonly SourceLine[]): readonly DividedPart[] {
  const found = beginnings(lines);
  return found.map(({ at, name }, index) => ({
    from: index === 0 ? 0 : (lines[at]?.start ?? 0),
    to: lines[found[index + 1]?.at ?? lines.length]?.start ?? text.length,
    name,
  }));
}

/** Says where further documents seem to begin in a text that is read as one.
 *  @returns how many it seems to hold */
export function remarkFurtherDocuments(draft: Draft, lines: readonly SourceLine[]): number {
  const [, second, ...others] = partsOf(draft.text, lines);
  if (!second) return 1;
  const count = others.length + 2;
  const what = inEnglish`This text seems to hold ${count} documents; the second is “${excerpt(second.name)}”. It was read as one. Divide it where each begins to have them apart.`;
  const first = lines.find(({ from, words }) => from >= second.from && words !== '');
  remark(draft, what, first ? { from: first.from, to: first.to } : null);
  return count;
}

interface Beginning {
  /** Index of the first line. */
  readonly at: number;
  readonly name: string;
}

/** The first document begins with the text, if it is one of those that can be told from others. */
function beginnings(lines: readonly SourceLine[]): readonly Beginning[] {
  const kinds = [titledBeginnings(lines), formBeginnings(lines), cableBeginnings(lines)];
  const [most = []] = kinds.toSorted((a, b) => b.length - a.length);
  const [first, ...others] = most;
  if (!first || first.at > lastFirstLine) return [{ at: 0, name: lines[0]?.words ?? '' }];
  return [{ ...first, at: 0 }, ...others];
}

/** The first document begins among so many first lines. */
const lastFirstLine = 40;
/** A title has its dateline, greeting or number among so many lines that follow it. */
const linesToDate = 6;
/** Lines of a title, of which the last may be the beginning of what follows. */
const mostTitleLines = 3;

/** `30. Telegram From …`, and titles below a file number, `893.00/2801`, or the number of a despatch, `No. 237.` */
function titledBeginnings(lines: readonly SourceLine[]): readonly Beginning[] {
  const found: (Beginning & { readonly number: number })[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    if (!line || line.words === '' || !beginsStretch(lines, index)) continue;
    const title = titleAt(lines, index);
    if (title === null) continue;
    const above = headAbove(lines, index);
    const number = Number.parseInt((numberOfTitle(title) ?? '').replace(/^\D+/, ''), 10);
    const before = found.at(-1)?.number ?? 0;
    if (Number.isNaN(number) ? above === index || titleForm(title) === 'paper' : number <= before) continue;
    if (!isFiled(lines, above, index) && titleForm(title) !== 'paper' && !isDatedBelow(lines, index)) continue;
    found.push({ at: markersAbove(lines, above), name: title, number: Number.isNaN(number) ? before : number });
  }
  return found;
}

const beginsStretch = (lines: readonly SourceLine[], index: number): boolean =>
  lines[index - 1]?.stretch !== lines[index]?.stretch || lines[index - 1]?.words === '';

/** The title that begins with a line; null when none does. */
function titleAt(lines: readonly SourceLine[], index: number): string | null {
  const stretch = lines.slice(index, index + mostTitleLines).filter(({ stretch: of }) => of === lines[index]?.stretch);
  let title = '';
  for (const { words } of stretch) {
    if (words.length > longestTitle) return null;
    title = title === '' ? words : `${title} ${words}`;
    if (titleForm(title) !== null) return title;
  }
  return null;
}

/** The first of the lines directly above a title that give an archive's file number or the number of a despatch; else the title's own. */
function headAbove(lines: readonly SourceLine[], index: number): number {
  let above = index;
  while (above > 0 && isNumberLine(lines[above - 1]?.words ?? '')) above--;
  return above;
}

const isNumberLine = (words: string): boolean =>
  !isAttachmentHeading(words) && (fileNumberOf(words) !== null || despatchNumberOf(words) !== null);

/** Whether an archive's file number is among the lines above a title. */
const isFiled = (lines: readonly SourceLine[], above: number, index: number): boolean =>
  lines.slice(above, index).some(({ words }) => fileNumberOf(words) !== null);

function isDatedBelow(lines: readonly SourceLine[], index: number): boolean {
  const below = lines.slice(index + 1, index + 1 + linesToDate).map(({ words }) => words);
  return below.some(
    (words, place) =>
      readDateline(words) !== null ||
      readDateline(`${below[place - 1] ?? ''} ${words}`.trim()) !== null ||
      salutationWithin(words) !== '' ||
      /^\[?undated/i.test(words),
  );
}

/** A page marker on a line of its own above a beginning is of the page that begins there. */
function markersAbove(lines: readonly SourceLine[], index: number): number {
  let above = index;
  while (above > 0 && lines[above - 1]?.words === '') above--;
  return above;
}

/** Lines in which the fields of one form stand. */
const formLines = 12;
/** Its head has no more lines above them. */
const mostHeadLines = 10;

/** Forms of telegrams, of which each has its sender, addressee, and a number of its own. */
function formBeginnings(lines: readonly SourceLine[]): readonly Beginning[] {
  const found: Beginning[] = [];
  let known = '';
  for (const [index, { words }] of lines.entries()) {
    const field = headerFieldOf(words);
    if (field?.field !== 'number' || !field.hasColon || !/^n[or]\s?:/i.test(words)) continue;
    const number = /\d{1,6}/.exec(field.value)?.[0] ?? '';
    const around = lines
      .slice(Math.max(0, index - formLines), index + formLines)
      .map((line) => headerFieldOf(line.words)?.field);
    if (number === '' || number === known || !around.includes('from') || !around.includes('to')) continue;
    known = number;
    found.push({ at: topOfHead(lines, index, found.at(-1)?.at ?? -1), name: words });
  }
  return found;
}

/** Cables begin anew with `PAGE 01` of another number, or with another line of day and hour. */
function cableBeginnings(lines: readonly SourceLine[]): readonly Beginning[] {
  const found: Beginning[] = [];
  const known = { page: '', hour: '' };
  for (const [index, { words }] of lines.entries()) {
    const page = /^PAGE 0?1 +([A-Z][A-Z ]{1,20} +\d{3,6})/.exec(words)?.[1];
    const hour = isCableLine(words) ? /\b\d{6}Z [A-Z]{3} \d{2}\b/.exec(words)?.[0] : undefined;
    const isNew = page !== undefined ? page !== known.page : hour !== undefined && hour !== known.hour && !known.page;
    if (page !== undefined) known.page = page;
    if (hour !== undefined) known.hour = hour;
    if (isNew) found.push({ at: topOfHead(lines, index, found.at(-1)?.at ?? -1), name: words });
  }
  return found;
}

/** The first of the lines above a line that belong to the same head: markings, letterheads, fields, offices. */
function topOfHead(lines: readonly SourceLine[], index: number, previous: number): number {
  let top = index;
  while (
    top - 1 > previous &&
    index - top < mostHeadLines &&
    lines[top]?.afterFormFeed !== true &&
    isOfHead(lines[top - 1]?.words ?? '')
  )
    top--;
  return top;
}

const isOfHead = (words: string): boolean =>
  words === '' || standsAloneInOpening(words) || isClassification(words) || cableFieldOf(words) !== null;
