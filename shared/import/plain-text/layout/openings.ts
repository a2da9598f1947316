import type { SourceLine } from '../draft/source-lines.ts';
import { isAttachmentHeading } from '../parts/attachments.ts';
import { isCableLine } from '../parts/cable-fields.ts';
import { isReceptionLine, mayBeginDateline, readDateline } from '../parts/datelines.ts';
import { continuesField, headerFieldOf, isLabelOfSeveral } from '../parts/header-fields.ts';
import { isOpeningRemark } from '../parts/opening-lines.ts';
import { isSalutation, salutationWithin } from '../parts/salutations.ts';
import { isNumberAlone, isTitle, longestTitle, numberOfTitle, titleForm } from '../parts/titles.ts';
import { standsAlone, standsAloneInOpening } from './line-sorts.ts';

/** A line longer than this, in characters, is prose, if it is nothing else. */
const longestOpeningLine = 200;
/** So many lines of at least so many characters, one after the other, are prose too, if they are nothing else. Of two
 *  only the second can show it, by its small letters, or their length. */
const proseRun = { lines: 3, characters: 40 };
const longProse = 50;
/** However short its lines are, a document's opening has no more of them. */
const mostOpeningLines = 60;
/** Titles and datelines have at most so many lines. */
const mostUnitLines = 6;

/** What is known of a line before lines are gathered into blocks. */
export interface OpeningLine {
  /** Whether it stands where titles, headers, datelines and salutations stand. */
  readonly isOpening: boolean;
  /** Whether it belongs to a title or dateline, and whether it goes on with that of the line before. */
  readonly unit: 'begins' | 'goes on' | null;
}

const text: OpeningLine = { isOpening: false, unit: null };

/** Says of each line whether it belongs to an opening. A document's opening ends with its salutation or before its prose; an attachment's
 *  heading begins another one, and so does a title with a dateline near the top of the text, whatever stands above it. */
export function findOpenings(lines: readonly SourceLine[]): readonly OpeningLine[] {
  const found: OpeningLine[] = [];
  let openLines = 0;
  let isOpen = true;
  /** Whether the line stands below a label such as `PARTICIPANTS`. */
  let listStretch = -1;
  for (let index = 0; index < lines.length; ) {
    const line = lines[index] as SourceLine;
    if (reopens(lines, index, isOpen)) {
      isOpen = true;
      openLines = 0;
    }
    const isOfField = isOpen && goesOnWithField(lines, index);
    const mayBe = isOpen && !isOfField && openLines <= mostOpeningLines && mayBegin(lines, index, found);
    const unit = mayBe ? unitLines(lines, index) : 0;
    const isEntry = line.stretch === listStretch || isOfField;
    if (isOpen && unit === 0 && !isEntry && (isProse(lines, index) || openLines > mostOpeningLines)) isOpen = false;
    if (isOpen && isLabelOfSeveral(line.words)) listStretch = line.stretch;
    const count = Math.max(1, unit);
    for (let place = 0; place < count; place++)
      found.push(isOpen ? { isOpening: true, unit: unit === 0 ? null : place === 0 ? 'begins' : 'goes on' } : text);
    if (isSalutation(line.words)) isOpen = false;
    openLines += count;
    index += count;
  }
  return found;
}

/** Whether a line goes on with a field that is the first of its stretch, such as a long subject. */
function goesOnWithField(lines: readonly SourceLine[], index: number): boolean {
  const line = lines[index];
  let first = index;
  while (first > 0 && index - first < mostUnitLines && lines[first - 1]?.stretch === line?.stretch) {
    first--;
    if (headerFieldOf(lines[first]?.words ?? '') !== null) break;
  }
  const [field, before] = [lines[first], lines[index - 1]];
  return (
    line !== undefined &&
    field !== undefined &&
    before !== undefined &&
    first < index &&
    continuesField(field, before, line, lines[index + 1])
  );
}

/** Whether a title or dateline can begin with a line: not below a full line of prose. */
function mayBegin(lines: readonly SourceLine[], index: number, found: readonly OpeningLine[]): boolean {
  const before = lines[index - 1];
  if (before === undefined || before.stretch !== lines[index]?.stretch || before.words.length < longTitleLine)
    return true;
  if (numberOfTitle(lines[index]?.words ?? '') !== null) return true;
  return found[index - 1]?.unit != null || standsAlone(before.words) || standsAloneInOpening(before.words);
}

/** A title stands among so many first lines of a text. */
const lastTitleLine = 40;

function reopens(lines: readonly SourceLine[], index: number, isOpen: boolean): boolean {
  const words = lines[index]?.words ?? '';
  if (isAttachmentHeading(words)) return true;
  if (isOpen || lines[index - 1]?.stretch === lines[index]?.stretch) return false;
  const isDatedBelow = (most: number): boolean =>
    lines.slice(index + 1, index + 1 + most).some((line) => readDateline(line.words) !== null);
  if (isOpeningRemark(words)) return isDatedBelow(3);
  const form = words.length <= longestTitle ? titleForm(words) : null;
  if (form === null || form === 'paper') return false;
  if (index < lastTitleLine) return isDatedBelow(4);
  // Further down it is that of another paper.
  const isGreetedBelow = lines
    .slice(index + 1, index + 4)
    .some((line) => salutationWithin(line.words) !== '' || isSalutation(line.words));
  return form === 'parties' && (isDatedBelow(4) || isGreetedBelow);
}

/** How many lines the title or dateline has that begins with a line; 0 when none does. */
function unitLines(lines: readonly SourceLine[], index: number): number {
  const first = lines[index];
  if (!first || first.words === '' || first.words.length > longestTitle || isLabelOfSeveral(first.words)) return 0;
  const stretch = lines.slice(index, index + mostUnitLines).filter((line) => line.stretch === first.stretch);
  return titleLines(stretch) || datelineLines(stretch);
}

const joinedWords = (lines: readonly SourceLine[]): string =>
  lines
    .map(({ words }) => words)
    .filter((words) => words !== '')
    .join(' ');

/** @param stretch lines without a blank line between them */
function titleLines(stretch: readonly SourceLine[]): number {
  for (let count = stretch.length; count > 1; count--) {
    const lines = stretch.slice(0, count);
    if (
      lines
        .slice(1)
        .every((line, place) =>
          titleGoesOn(joinedWords(lines.slice(0, place + 1)), lines[place] as SourceLine, line),
        ) &&
      isTitle(joinedWords(lines))
    )
      return count;
  }
  return isTitle(stretch[0]?.words ?? '') ? 1 : 0;
}

/** A title line of so many characters may go on upon the next line … */
const longTitleLine = 45;
/** … when that is no longer than this. */
const longestTitleRest = 90;

/** Words after which no title ends. */
const unfinished = /(?:\b(?:to|of|for|the|and|from|by|through|in|at|with|on|between|concerning|regarding)|,|[—–-])$/i;

function titleGoesOn(before: string, { words: last }: SourceLine, { words }: SourceLine): boolean {
  if (isNumberAlone(before)) return isTitle(words);
  if (words.length > longestTitleRest || standsAlone(words)) return false;
  const isOpenBracket = (before.match(/\(/g)?.length ?? 0) > (before.match(/\)/g)?.length ?? 0);
  if (isOpenBracket || unfinished.test(last)) return true;
  if (last.length < longTitleLine || /[.:]$/.test(last)) return false;
  if (/^[\p{Ll}(]/u.test(words)) return true;
  return (
    !standsAloneInOpening(words) &&
    !/[.:,]$/.test(words) &&
    !/^(?:\d{1,3}|[a-z])[.)]\s/i.test(words) &&
    (words.length <= 40 || titleForm(before) === null || /\bto\s/i.test(words))
  );
}

function datelineLines(stretch: readonly SourceLine[]): number {
  let count = 1;
  while (count <= Math.min(4, stretch.length) && readDateline(joinedWords(stretch.slice(0, count))) === null) {
    const line = stretch[count - 1];
    if (!line || !mayBeginDateline(line.words)) return 0;
    count++;
  }
  if (count > Math.min(4, stretch.length)) return 0;
  // `Berlin, October 3,` goes on with its year.
  const hasYear = (lines: number): boolean => readDateline(joinedWords(stretch.slice(0, lines)))?.date?.year != null;
  if (!hasYear(count) && count < stretch.length && hasYear(count + 1)) count++;
  while (isReceptionLine(stretch[count]?.words ?? '')) count++;
  return count;
}

function isProse(lines: readonly SourceLine[], index: number): boolean {
  const line = lines[index];
  if (!line || line.words === '') return false;
  const { words } = line;
  if (standsAlone(words) || standsAloneInOpening(words) || isCableLine(words)) return false;
  if (salutationWithin(words) !== '' || words.length > longestOpeningLine || isSentence(words)) return true;
  if (isSetInParagraph(line, lines[index + 1])) return true;
  const run = lines.slice(index, index + proseRun.lines).filter((other) => isProseLine(line, other));
  const goesOnInSmallLetters = /^\p{Ll}/u.test(run[1]?.words ?? '');
  const areLong = run.slice(0, 2).every((other) => other.words.length >= longProse);
  return (
    run.length === proseRun.lines ||
    (run.length > 1 && run[1] === lines[index + 1] && (goesOnInSmallLetters || areLong))
  );
}

/** Whether a line is the first of a paragraph: long, set in, above one that is not. */
const isSetInParagraph = (line: SourceLine, next: SourceLine | undefined): boolean =>
  line.indent >= 2 &&
  line.indent <= 8 &&
  line.words.length >= longProse &&
  next?.stretch === line.stretch &&
  next.indent === 0 &&
  !headerFieldOf(next.words)?.hasColon;

const isProseLine = (first: SourceLine, { stretch, words }: SourceLine): boolean =>
  stretch === first.stretch &&
  words.length >= proseRun.characters &&
  !standsAlone(words) &&
  !standsAloneInOpening(words) &&
  !isTitle(words) &&
  readDateline(words) === null;

/** At least eight words that end with a full stop. Datelines and headers have fewer, titles have none. */
const isSentence = (words: string): boolean =>
  /[.!?]["”’)]*$/.test(words.slice(-4)) && (words.match(/\S+/g)?.length ?? 0) >= 8 && headerFieldOf(words) === null;
