import type { BlockInterruption } from '../draft/draft.ts';
import type { SourceLine } from '../draft/source-lines.ts';
import { endsWithArrow, isSourceNote, noteLabelOf } from '../notes/note-labels.ts';
import { isReceptionLine, mayBeginDateline, readDateline } from '../parts/datelines.ts';
import { continuesStamp } from '../parts/form-marks.ts';
import { continuesField } from '../parts/header-fields.ts';
import { findPageLines, pageLineRole } from '../parts/page-lines.ts';
import { isSalutation } from '../parts/salutations.ts';
import { isTitle } from '../parts/titles.ts';
import { isLabelAlone, itemLabelOf } from '../text/item-labels.ts';
import { tableRows } from '../text/tables.ts';
import { isFull, type LineMeasure, lineMeasure, longestWrappedLine, shortestFullLine } from './line-measure.ts';
import { standsAlone, standsAloneInOpening } from './line-sorts.ts';
import { findOpenings, type OpeningLine } from './openings.ts';

/** Lines that make one block. */
export interface LineGroup {
  /** The first and the last have words; between them lines may stand that hold nothing but page markers. */
  readonly lines: readonly SourceLine[];
  /** Those of the lines that belong to the page's form and not to the sentence that goes on below them. */
  readonly interruptions: readonly BlockInterruption[];
  /** Lines before the block that hold nothing but page markers. */
  readonly markerLines: readonly SourceLine[];
  readonly opening: boolean;
}

interface OpenGroup extends LineGroup {
  readonly lines: SourceLine[];
  readonly interruptions: BlockInterruption[];
}

/** Gathers lines into blocks. Lines between which a blank line stands are one block only where a page ends within a sentence; with nothing but
 *  a page marker between them they may be. O(length).
 *  @returns the groups, and the marker lines after the last of them */
export function groupLines(
  text: string,
  lines: readonly SourceLine[],
): { readonly groups: readonly LineGroup[]; readonly markerLinesAfter: readonly SourceLine[] } {
  const openings = findOpenings(lines);
  const pageLines = findPageLines(lines);
  const rows = tableRows(text, lines);
  const measure = lineMeasure(lines);
  const groups: OpenGroup[] = [];
  let markerLines: SourceLine[] = [];
  let groupIndex = -1;
  lines.forEach((line, index) => {
    if (line.words === '') {
      markerLines.push(line);
      return;
    }
    const group = groups.at(-1);
    const [first, before] = [group?.lines[0], group?.lines.at(-1)];
    const opening = openings[index] ?? { isOpening: false, unit: null };
    const pair: LinePair | null =
      group && first && before && before.stretch === line.stretch
        ? {
            text,
            first,
            before,
            line,
            next: lines[index + 1],
            openingBefore: openings[groupIndex] ?? opening,
            opening,
            areRows: [rows[groupIndex] ?? false, rows[index] ?? false],
            arePageLines: (pageLines[groupIndex] ?? false) || (pageLines[index] ?? false),
            measure,
            index,
          }
        : null;
    if (group && pair && areOneBlock(pair)) for (const part of [...markerLines, line]) group.lines.push(part);
    else groups.push({ lines: [line], interruptions: [], markerLines, opening: opening.isOpening });
    markerLines = [];
    groupIndex = index;
  });
  return { groups: joinOverPages(text, groups, measure), markerLinesAfter: markerLines };
}

/** Two lines of words, one after the other, without a blank line between them. */
interface LinePair {
  readonly text: string;
  /** The first line of the earlier one's block. */
  readonly first: SourceLine;
  readonly before: SourceLine;
  readonly line: SourceLine;
  /** The line behind them. */
  readonly next: SourceLine | undefined;
  readonly openingBefore: OpeningLine;
  readonly opening: OpeningLine;
  /** Whether they are rows of a table. */
  readonly areRows: readonly [before: boolean, line: boolean];
  /** Whether one of them belongs to the edge of a page. */
  readonly arePageLines: boolean;
  readonly measure: LineMeasure;
  /** Of the later line. */
  readonly index: number;
}

function areOneBlock(pair: LinePair): boolean {
  const { first, before, line, areRows } = pair;
  if (line.follows === 'surely') return true;
  if (isClosingDateline(pair)) return true;
  if (areRows[0] || areRows[1]) return areRows[0] && areRows[1];
  if (pair.arePageLines) return before === first && continuesStamp(first.words) && !standsAlone(line.words);
  if (standsAlone(before.words) || standsAlone(line.words)) return false;
  if (before === first && isLabelAlone(before.words)) return !isLabelAlone(line.words);
  return areOneInOpening(pair) ?? (!beginsAnew(pair) && isSameParagraph(pair));
}

/** The office above the town, and the line that says when the paper came in, below the text as above it. */
const isClosingDateline = ({ before, line, opening }: LinePair): boolean =>
  !opening.isOpening &&
  Math.max(before.words.length, line.words.length) < 90 &&
  (isReceptionLine(line.words)
    ? readDateline(before.words) !== null
    : before.words.endsWith(',') &&
      mayBeginDateline(before.words) &&
      readDateline(`${before.words} ${line.words}`) !== null);

/** `General R. C. Drum,` and `Washington, D. C.:` are one address. */
const isAddress = (before: SourceLine, line: SourceLine): boolean =>
  before.words.endsWith(',') && line.words.endsWith(':') && Math.max(before.words.length, line.words.length) < 60;

/** What an opening's titles, datelines, fields and other short lines decide; null where they decide nothing. */
function areOneInOpening({ first, before, line, next, opening, openingBefore }: LinePair): boolean | null {
  if (opening.unit === 'goes on') return true;
  if (openingBefore.unit !== null || opening.unit === 'begins') return false;
  if (openingBefore.isOpening) {
    if (opening.isOpening && isAddress(before, line)) return true;
    if (opening.isOpening && continuesField(first, before, line, next)) return true;
    if (standsAloneInOpening(before.words)) return false;
  }
  return opening.isOpening && standsAloneInOpening(line.words) ? false : null;
}

/** Whether the line begins something new, although no blank line sets it apart. */
const beginsAnew = (pair: LinePair): boolean =>
  /^NOTE:/.test(pair.line.words) ||
  countsOn(pair) ||
  (!runsOn(pair) && !countsWithin(pair) && (isSalutation(pair.before.words) || hasBeginning(pair)));

/** `(2)` at the beginning of a line goes on with a count within the sentence when `(1)` stands amid the lines above. */
function countsWithin({ text, first, before, line }: LinePair): boolean {
  const found = /^(\(|)(\d{1,2}|[a-z])(\)|\.)\s/i.exec(line.words);
  if (!found || /[.:]$/.test(before.words)) return false;
  const [, open = '', sign = '', close = ''] = found;
  const earlier = /\d/.test(sign) ? String(Number(sign) - 1) : String.fromCharCode(sign.charCodeAt(0) - 1);
  return text.slice(Math.max(first.from, before.to - 600), before.to).includes(` ${open}${earlier}${close} `);
}

/** Whether the line has the next number after the block's: `2.` below a block that begins with `1.`. */
function countsOn({ text, first, line }: LinePair): boolean {
  const label = noteLabelOf(text, line);
  const before = label && noteLabelOf(text, first);
  return label !== null && before?.style === label.style && Number(before.label) + 1 === Number(label.label);
}

/** A call of a note, `/1/`, at the end of a line, below which the note itself stands. */
const callAtEnd = /\/\d{1,3}\/$/;

/** Whether the earlier line is full and its sentence unfinished, so that the next one only can go on with it. */
const runsOn = ({ before, measure, index }: LinePair): boolean =>
  measure.isWrapped(index) &&
  isFull(before, measure.at(index)) &&
  !callAtEnd.test(before.words) &&
  !endsWithArrow(before.words) &&
  !/[.:;,!?)"”\]]["”’)\]]*\d{0,2}$/.test(before.words.slice(-6));

/** Whether the line begins as items, notes, salutations and postscripts do. */
function hasBeginning({ text, before, line, measure, index }: LinePair): boolean {
  const { words } = line;
  if (itemLabelOf(text, line.from, line.to) !== null || isLabelAlone(words)) return true;
  if (isSourceNote(words) || isSalutation(words)) return true;
  if (/^(?:my\s+)?dear\s+\p{Lu}/iu.test(words) || /^note\s?:/i.test(words)) return true;
  // After a full line a bare number is rather one of the sentence: `12 missiles`.
  const note = noteLabelOf(text, line);
  return note !== null && (note.style !== 'bare' || !isFull(before, measure.at(index)));
}

/** A few words without an end, such as a signature below the last paragraph. */
const isLoneName = ({ words }: SourceLine): boolean =>
  words.length < shortestFullLine && /^\p{Lu}[^.!?]*\p{L}$/u.test(words);

/** Where the next line's first word would have fitted within this part of the measure, a finished sentence ended a paragraph. */
const roomPart = 0.8;

const endsSentence = ({ words }: SourceLine): boolean => /[.:;!?]["”’)\]]*$/.test(words.slice(-4));
const firstWordOf = ({ words }: SourceLine): string => words.split(' ', 1)[0] ?? '';

function isSameParagraph({ text, first, before, line, next, measure, index }: LinePair): boolean {
  if (line.follows === 'likely') return true;
  if (before.words.length > longestWrappedLine || line.words.length > longestWrappedLine) return false;
  if (endsWithArrow(before.words)) return false;
  if (/\p{L}-$/u.test(before.words.slice(-2)) && /^\p{L}/u.test(line.words)) return true;
  if (!measure.isWrapped(index)) return false;
  const full = measure.at(index);
  if (!isFull(before, full)) {
    // A short line ends a paragraph, unless the next one goes on in small letters.
    return before.words.length >= shortestFullLine / 2 && !endsSentence(before) && /^\p{Ll}/u.test(line.words);
  }
  if (
    endsSentence(before) &&
    (before.words.length + 1 + firstWordOf(line).length < full * roomPart || isLoneName(line))
  )
    return false;
  // An indented line begins a paragraph, except below a label, where the lines of an item hang.
  const isIndented =
    line.indent >= before.indent + 2 ||
    (before === first && line.indent >= 2 && next?.stretch === line.stretch && next.indent <= line.indent - 2);
  return !isIndented || itemLabelOf(text, before.from, before.to) !== null || noteLabelOf(text, before) !== null;
}

/** So many lines of its form, and no more, stand between the end of a page and the beginning of the next. */
const mostInterruptions = 8;

/** Joins what a page's end cuts in two: a sentence goes on below running head and markings, which stay in it as interruptions. */
function joinOverPages(text: string, groups: readonly OpenGroup[], measure: LineMeasure): readonly LineGroup[] {
  const joined: OpenGroup[] = [];
  for (let index = 0; index < groups.length; index++) {
    const group = groups[index] as OpenGroup;
    const between = interruptionsAfter(groups, index + 1);
    const next = groups[index + 1 + between.length];
    if (between.length === 0 || !next || !goesOnBelow(text, group, next, measure)) {
      joined.push(group);
      continue;
    }
    // The joined group is looked at again: its sentence may go on over a further page.
    const merged = mergeGroups(group, between, next);
    (groups as OpenGroup[])[index + 1 + between.length] = merged;
    index += between.length;
  }
  return joined;
}

/** The groups from an index on that are lines of the page's form, if a running head is among them and no more than a page's end has. */
function interruptionsAfter(groups: readonly LineGroup[], from: number): readonly LineGroup[] {
  const between: LineGroup[] = [];
  for (let index = from; between.length <= mostInterruptions; index++) {
    const group = groups[index];
    if (!group || !isPageGroup(group)) break;
    between.push(group);
  }
  const hasHead = between.some(({ lines }) => lines.some(({ words }) => isHead(words)));
  return hasHead && between.length <= mostInterruptions ? between : [];
}

const isHead = (words: string): boolean => {
  const role = pageLineRole(words);
  return role?.kind === 'form work' && role.type === 'header';
};

const isPageGroup = ({ lines }: LineGroup): boolean =>
  lines.every(
    ({ words }, index) => pageLineRole(words) !== null || (index > 0 && continuesStamp(lines[index - 1]?.words ?? '')),
  );

/** Whether a sentence goes on from one group to another one, of which a page's end parts it. */
function goesOnBelow(text: string, group: LineGroup, next: LineGroup, measure: LineMeasure): boolean {
  const [before, line] = [group.lines.at(-1), next.lines[0]];
  if (!before || !line || isPageGroup(group)) return false;
  if ([group, next].some((one) => one.opening && !isPlain(one))) return false;
  if (itemLabelOf(text, line.from, line.to) !== null || isSalutation(line.words)) return false;
  const isBroken = /\p{L}-$/u.test(before.words.slice(-2)) && /^\p{L}/u.test(line.words);
  if (isBroken) return true;
  const isFinished = /[.!?:;]["”’)\]]*\d{0,3}$/.test(before.words.slice(-6));
  const isLong = before.words.length > longestWrappedLine || isFull(before, measure.usual);
  if (!/[.!?]$/.test(before.words) && /^\p{Ll}/u.test(line.words)) return before.words.length >= shortestFullLine / 2;
  if (!isLong || line.indent > (group.lines[0]?.indent ?? 0)) return false;
  // In a text whose paragraphs are set in, a line that is not goes on with the paragraph, sentence or not.
  if (isFinished) return measure.hasIndents && line.indent === 0 && line.words.length >= shortestFullLine;
  return true;
}

/** Whether a group of an opening is nothing but words: the first line of the text, behind which a page ends. */
const isPlain = ({ lines: [line] }: LineGroup): boolean =>
  line !== undefined &&
  line.words.length >= shortestFullLine &&
  !standsAlone(line.words) &&
  !standsAloneInOpening(line.words) &&
  !isTitle(line.words);

function mergeGroups(group: OpenGroup, between: readonly LineGroup[], next: OpenGroup): OpenGroup {
  const further = between.flatMap(({ lines }) =>
    lines.map(
      (line): BlockInterruption => ({ line, role: pageLineRole(line.words) ?? { kind: 'stamp', type: 'other' } }),
    ),
  );
  return {
    ...group,
    opening: false,
    lines: [
      ...group.lines,
      ...between.flatMap(({ lines, markerLines }) => [...markerLines, ...lines]),
      ...next.markerLines,
      ...next.lines,
    ],
    interruptions: [...group.interruptions, ...further, ...next.interruptions],
  };
}
