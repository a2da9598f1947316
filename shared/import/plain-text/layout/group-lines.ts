import type { SourceLine } from '../draft/source-lines.ts';
import { isSourceNote, noteLabelOf } from '../notes/note-labels.ts';
import { isSalutation } from '../parts/salutations.ts';
import { stampGoesOn, stampOf } from '../parts/stamps.ts';
import { continuesField } from '../parts/telegram-header.ts';
import { isTitle } from '../parts/titles.ts';
import { itemLabelOf } from '../text/item-labels.ts';
import { isTableRow, isWideRow } from '../text/tables.ts';
import { isFull, lineMeasure, longestWrappedLine, shortestFullLine } from './line-measure.ts';
import { standsAlone, standsAloneInOpening } from './line-sorts.ts';
import { findOpenings } from './openings.ts';

/** Lines that make one block. */
export interface LineGroup {
  /** The first and the last have words; between them lines may stand that hold nothing but page markers. */
  readonly lines: readonly SourceLine[];
  /** Lines before the block that hold nothing but page markers. */
  readonly markerLines: readonly SourceLine[];
  readonly opening: boolean;
}

/** Gathers lines into blocks. Lines between which a blank line stands are never one block, with nothing but a page marker
 *  between them they may be. O(length).
 *  @returns the groups, and the marker lines after the last of them */
export function groupLines(
  text: string,
  lines: readonly SourceLine[],
): { readonly groups: readonly LineGroup[]; readonly markerLinesAfter: readonly SourceLine[] } {
  const openings = findOpenings(lines);
  const measureAt = lineMeasure(lines);
  const groups: { lines: SourceLine[]; markerLines: SourceLine[]; opening: boolean }[] = [];
  let markerLines: SourceLine[] = [];
  lines.forEach((line, index) => {
    if (line.words === '') {
      markerLines.push(line);
      return;
    }
    const group = groups.at(-1);
    const [first, before] = [group?.lines[0], group?.lines.at(-1)];
    const opening = openings[index] ?? false;
    const pair: LinePair | null =
      group && first && before && before.stretch === line.stretch
        ? { text, first, before, line, openingBefore: group.opening, opening, measure: measureAt(index) }
        : null;
    if (group && pair && areOneBlock(pair)) for (const part of [...markerLines, line]) group.lines.push(part);
    else groups.push({ lines: [line], markerLines, opening });
    markerLines = [];
  });
  return { groups, markerLinesAfter: markerLines };
}

/** Two lines of words, one after the other, without a blank line between them. */
interface LinePair {
  readonly text: string;
  /** The first line of the earlier one's block. */
  readonly first: SourceLine;
  readonly before: SourceLine;
  readonly line: SourceLine;
  /** Whether they stand in an opening. */
  readonly openingBefore: boolean;
  readonly opening: boolean;
  /** Length of a full line hereabouts, in characters. */
  readonly measure: number;
}

function areOneBlock(pair: LinePair): boolean {
  const { text, first, before, line } = pair;
  if (isTableRow(text, before) && isTableRow(text, line)) return true;
  if (isWideRow(text, before) || isWideRow(text, line)) return false;
  // A stamp has two lines at most.
  if (stampOf(first.words) !== null) return before === first && stampGoesOn(first.words);
  if (standsAlone(before.words) || standsAlone(line.words)) return false;
  return areOneInOpening(pair) ?? (!beginsAnew(pair) && isSameParagraph(pair));
}

/** What an opening's titles, fields and other short lines decide; null where they decide nothing. */
function areOneInOpening(pair: LinePair): boolean | null {
  const { first, before, line } = pair;
  if (pair.openingBefore) {
    if (isTitle(first.words) && titleGoesOn(pair)) return true;
    if (pair.opening && continuesField(first.words, line.words, before === first)) return true;
    if (standsAloneInOpening(before.words)) return false;
  }
  return pair.opening && standsAloneInOpening(line.words) ? false : null;
}

/** A title line of so many characters may go on upon the next line … */
const longTitleLine = 45;
/** … when that begins in small letters, or has no more characters than this. */
const shortTitleRest = 40;

function titleGoesOn({ text, before, line }: LinePair): boolean {
  if (before.words.length < longTitleLine || line.words.length > longestWrappedLine) return false;
  if (/^\p{Ll}/u.test(line.words)) return true;
  if (standsAloneInOpening(line.words) || itemLabelOf(text, line.from, line.to)) return false;
  return line.words.length <= shortTitleRest && !/[.:,]$/.test(line.words);
}

/** Whether the line begins something new, although no blank line sets it apart. */
const beginsAnew = (pair: LinePair): boolean =>
  /^NOTE:/.test(pair.line.words) ||
  countsOn(pair) ||
  (!runsOn(pair) && (isSalutation(pair.before.words) || hasBeginning(pair)));

/** Whether the line has the next number after the block's: `2.` below a block that begins with `1.`. */
function countsOn({ text, first, line }: LinePair): boolean {
  const label = noteLabelOf(text, line);
  const before = label && noteLabelOf(text, first);
  return label !== null && before?.style === label.style && Number(before.label) + 1 === Number(label.label);
}

/** Whether the earlier line is full and its sentence unfinished, so that the next one only can go on with it. */
const runsOn = ({ before, measure }: LinePair): boolean =>
  isFull(before, measure) && !/[.:;,!?)"”\]]["”’)\]]*\d{0,2}$/.test(before.words.slice(-6));

/** Whether the line begins as items, notes, salutations and postscripts do. */
function hasBeginning({ text, before, line, measure }: LinePair): boolean {
  const { words } = line;
  if (itemLabelOf(text, line.from, line.to) !== null || isSourceNote(words) || isSalutation(words)) return true;
  if (/^(?:my\s+)?dear\s+\p{Lu}/iu.test(words) || /^note\s?:/i.test(words)) return true;
  // After a full line a bare number is rather one of the sentence: `12 missiles`.
  const note = noteLabelOf(text, line);
  return note !== null && (note.style !== 'bare' || !isFull(before, measure));
}

/** A few words without an end, such as a signature below the last paragraph. */
const isLoneName = ({ words }: SourceLine): boolean =>
  words.length < shortestFullLine && /^\p{Lu}[^.!?]*\p{L}$/u.test(words);

/** Where the next line's first word would have fitted within this part of the measure, a finished sentence ended a paragraph. */
const roomPart = 0.8;

function isSameParagraph({ text, before, line, measure }: LinePair): boolean {
  if (before.words.length > longestWrappedLine || line.words.length > longestWrappedLine) return false;
  if (/\p{L}-$/u.test(before.words.slice(-2)) && /^\p{L}/u.test(line.words)) return true;
  const endsSentence = /[.:;!?]["”’)\]]*$/.test(before.words.slice(-4));
  if (!isFull(before, measure)) {
    // A short line ends a paragraph, unless the next one goes on in small letters.
    return before.words.length >= shortestFullLine / 2 && !endsSentence && /^\p{Ll}/u.test(line.words);
  }
  const firstWord = line.words.split(' ', 1)[0] ?? '';
  if (endsSentence && (before.words.length + 1 + firstWord.length < measure * roomPart || isLoneName(line)))
    return false;
  // An indented line begins a paragraph, except below a label, where the lines of an item hang.
  const isIndented = line.indent >= before.indent + 2;
  return !isIndented || itemLabelOf(text, before.from, before.to) !== null || noteLabelOf(text, before) !== null;
}
