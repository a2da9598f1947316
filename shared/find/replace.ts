import type { Mark, Node } from 'prosemirror-model';
import { Transform } from 'prosemirror-transform';
import { newAnnotationId } from '../document/identifier.ts';
import { isAnchor } from '../document/page-anchor.ts';
import { blockText, emendedRanges, pageReading } from '../document/reading-text.ts';
import { matchSequences } from '../text/sequences.ts';
import type { Match } from './find.ts';

export interface ReplaceOptions {
  /** The page itself is wrong: the new words become the `corr` of a `choice`, the old ones its `sic`. */
  readonly emendation?: boolean;
}

/** Replaces matches. Only the characters that differ are touched, page anchors inside stay where they are, and marks that
 *  cover all of the replaced characters (a tag over the word) cover the new ones. */
export function replaceMatches(
  doc: Node,
  matches: readonly Match[],
  replacementFor: (match: Match) => string,
  options: ReplaceOptions = {},
): Transform {
  const transform = new Transform(doc);
  for (const match of [...matches].sort((a, b) => b.from - a.from)) {
    const replacement = replacementFor(match);
    const before = transform.mapping.maps.length;
    const emended = options.emendation && replacement !== '' ? emendedWith(transform.doc, match) : null;
    replaceOne(transform, match, replacement);
    if (!emended) continue;
    const end = transform.mapping.slice(before).map(emended.to, 1);
    for (const mark of emended.marks) transform.removeMark(emended.from, end, mark);
    const emendation = doc.type.schema.mark('emendation', { id: newAnnotationId(), sic: emended.sic });
    transform.addMark(emended.from, end, emendation);
  }
  return transform;
}

interface Emended {
  readonly from: number;
  readonly to: number;
  /** What the page reads there, whatever was made of it before. */
  readonly sic: string;
  /** Those that the new emendation takes the place of. */
  readonly marks: readonly Mark[];
}

/** What an emendation of a match covers: the emendations that it touches become part of it. Null when it lies within one, which
 *  keeps what the page reads. */
function emendedWith(doc: Node, match: Match): Emended | null {
  const $from = doc.resolve(match.from);
  const [start, block] = [$from.start(), $from.parent];
  const touched = emendedRanges(block).filter(
    (range) => range.from + start < match.to && range.to + start > match.from,
  );
  if (touched.some((range) => range.from + start <= match.from && range.to + start >= match.to)) return null;
  const from = Math.min(match.from, ...touched.map((range) => range.from + start));
  const to = Math.max(match.to, ...touched.map((range) => range.to + start));
  const sic = touched.length === 0 ? match.text : pageReading(block, from - start, to - start);
  return { from, to, sic, marks: touched.map(({ mark }) => mark) };
}

/** `$&`, `$1` … `$9`, `$<name>` and `$$` in a replacement for a regular expression. What names no group of it stays as it is
 *  written. */
export const expandGroups = (replacement: string, { groups, named }: Match): string =>
  replacement.replace(
    /\$(?:(\$)|(&)|(\d)|<([^>]+)>)/g,
    (written, dollar?: string, all?: string, at?: string, name = '') => {
      if (dollar) return '$';
      if (all) return groups[0] ?? '';
      return (at ? groups[Number(at)] : named?.[String(name)]) ?? written;
    },
  );

/** A character of the reading text and its position in the document. */
interface Character {
  readonly pos: number;
  readonly text: string;
}

function replaceOne(transform: Transform, match: Match, replacement: string): void {
  const characters = charactersOf(transform.doc, match);
  const old = characters.map(({ text }) => text).join('');
  for (const { from, to, text } of differences(old, replacement).toReversed()) {
    const before = characters[from - 1];
    replaceRun(transform, characters.slice(from, to), text, before ? before.pos + 1 : match.from);
  }
}

/** A part of the old text, from one character up to, and without, another, and what takes its place. */
interface Difference {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** What differs word by word, in order, so that what covers one word of several stays with it, and line ends stay between them. */
function differences(old: string, replacement: string): readonly Difference[] {
  const [oldWords, newWords] = [wordsAndSpaces(old), wordsAndSpaces(replacement)];
  const starts: number[] = [];
  let length = 0;
  for (const word of oldWords) {
    starts.push(length);
    length += word.length;
  }
  const startOf = (index: number): number => starts[index] ?? length;
  const found: Difference[] = [];
  const differ = (from: number, to: number, newFrom: number, newTo: number): void => {
    const text = newWords.slice(newFrom, newTo).join('');
    if (from < to || newFrom < newTo) found.push({ from: startOf(from), to: startOf(to), text });
  };
  let [at, newAt] = [0, 0];
  const end = { old: oldWords.length, new: newWords.length, count: 0 };
  const runs = oldWords.length === newWords.length ? [] : matchSequences(oldWords, newWords);
  for (const run of [...runs, end]) {
    if (run.old - at === run.new - newAt) for (; at < run.old; at++, newAt++) differ(at, at + 1, newAt, newAt + 1);
    else differ(at, run.old, newAt, run.new);
    [at, newAt] = [run.old + run.count, run.new + run.count];
  }
  return found;
}

const wordsAndSpaces = (text: string): readonly string[] => text.match(/\s+|\S+/g) ?? [];

/** @param place where words go that take the place of none */
function replaceRun(transform: Transform, characters: readonly Character[], replacement: string, place: number): void {
  const same = commonEdges(characters, replacement);
  const changed = characters.slice(same.start, characters.length - same.end);
  const inserted = replacement.slice(same.start, replacement.length - same.end);
  const marks = coveringMarks(transform.doc, changed.length > 0 ? changed : characters);
  const first = changed[0];
  const before = characters[same.start - 1];
  const at = first?.pos ?? (before ? before.pos + 1 : place);
  if (first) deleteAllButAnchors(transform, first.pos, (changed.at(-1) ?? first).pos + 1);
  if (inserted !== '') transform.insert(at, transform.doc.type.schema.text(inserted, marks));
}

function charactersOf(doc: Node, match: Match): readonly Character[] {
  const $from = doc.resolve(match.from);
  const start = $from.start();
  const { text, offsets } = blockText($from.parent);
  const characters: Character[] = [];
  for (let index = offsets.indexOf(match.from - start); index < offsets.length; index++) {
    const pos = start + (offsets[index] ?? 0);
    if (pos >= match.to) break;
    characters.push({ pos, text: text.charAt(index) });
  }
  return characters;
}

/** Line ends and line-end hyphens inside the changed characters go with them; page anchors never. */
function deleteAllButAnchors(transform: Transform, from: number, to: number): void {
  const kept: number[] = [];
  transform.doc.nodesBetween(from, to, (node, pos) => {
    if (isAnchor(node)) kept.push(pos);
  });
  let end = to;
  for (const pos of [...kept].reverse()) {
    if (pos + 1 < end) transform.delete(pos + 1, end);
    end = pos;
  }
  if (from < end) transform.delete(from, end);
}

/** How many characters at the start and at the end need no change. */
function commonEdges(characters: readonly Character[], replacement: string): { start: number; end: number } {
  const most = Math.min(characters.length, replacement.length);
  let start = 0;
  while (start < most && characters[start]?.text === replacement.charAt(start)) start += 1;
  let end = 0;
  while (
    end < most - start &&
    characters[characters.length - 1 - end]?.text === replacement.charAt(replacement.length - 1 - end)
  )
    end += 1;
  // A character beyond U+FFFF is two units, which never part.
  if (isHalf(replacement.charCodeAt(start - 1), 0xd800)) start -= 1;
  if (isHalf(replacement.charCodeAt(replacement.length - end), 0xdc00)) end -= 1;
  return { start, end };
}

const isHalf = (unit: number, first: number): boolean => unit >= first && unit < first + 0x400;

function coveringMarks(doc: Node, characters: readonly Character[]): readonly Mark[] {
  const marksAt = ({ pos }: Character): readonly Mark[] => doc.nodeAt(pos)?.marks ?? [];
  const [first, ...rest] = characters;
  if (!first) return [];
  return marksAt(first).filter((mark) => rest.every((character) => mark.isInSet(marksAt(character))));
}
