import type { Node } from 'prosemirror-model';
import { type AlignedWords, alignReadings } from '../alignment/align-readings.ts';
import { alignMoved } from '../alignment/moved-words.ts';
import type { PageImageId } from '../document/identifier.ts';
import { type Box, boxAround, type LayoutLine, type LayoutWord, type PageLayout } from '../document/layout.ts';
import { textBlocks } from '../document/reading-text.ts';
import { characterPlaces } from '../text/edit-distance.ts';
import { wordKey } from '../text/word-shape.ts';

/** A word of a page with its place in a document: the one that was imported, unless said otherwise. */
export interface PlacedLayoutWord {
  /** Positions before its first and after its last character, without white space. A word that a line end divides has two
   *  places, each with the characters that its line shows. */
  readonly from: number;
  readonly to: number;
  readonly box: Box;
  /** 0 to 100, the least of its parts; null when not stated. */
  readonly confidence: number | null;
  /** Which words of the reading it stands for, by their numbers in the order of its blocks and lines, from 0. */
  readonly read: readonly number[];
}

/** A line of a page; `from` and `to` enclose its words in the document. */
interface PlacedLine {
  readonly from: number;
  readonly to: number;
  readonly box: Box;
}

/** The words of a page that have a place both on the image and in the text, in the order of the text, and its lines, from the top. */
export interface PlacedPage {
  readonly page: PageImageId;
  readonly words: readonly PlacedLayoutWord[];
  readonly lines: readonly PlacedLine[];
}

/** What a page reads, in the order of the pages. */
export interface ReadPage {
  readonly page: PageImageId;
  readonly layout: PageLayout;
}

/** Fewer letters than this between parts that do not match may be there by chance: they are looked for like what was moved. */
const leastInOrder = 40;

/** Finds the words of a document on the images of its pages: aligns its text with what OCR, or a file with a layout, reads there.
 *  Both may err, split and join words, lack parts or have them in another order; a word that is not found has no place.
 *  @param readings in the order of the pages
 *  @returns a page for each reading, in the same order; positions are of `imported` */
export function placeWords(imported: Node, readings: readonly ReadPage[]): readonly PlacedPage[] {
  return pagesOf(readings, placesOfWords(imported, readings));
}

/** A word of the document, or the part of it that one line shows, with the word of the reading that stands for it. */
export interface SeenPlace extends PlacedLayoutWord {
  readonly seen: LayoutWord;
  /** Index of its reading. */
  readonly reading: number;
}

/** The same as `placeWords`, with what each word was read as, in the order of the text. */
export function seenPlaces(imported: Node, readings: readonly Pick<ReadPage, 'layout'>[]): readonly SeenPlace[] {
  return placesOfWords(imported, readings)
    .map(({ line, ...place }) => ({ ...place, reading: line.reading }))
    .sort((a, b) => a.from - b.from || a.to - b.to);
}

function placesOfWords(imported: Node, readings: readonly Pick<ReadPage, 'layout'>[]): readonly Place[] {
  const text = documentWords(imported);
  const seen = seenWords(readings);
  const oldKeys = text.map(({ word }) => wordKey(word));
  const newKeys = seen.map(({ word }) => wordKey(word));
  const inOrder = alignReadings(oldKeys, newKeys, { areTied: false, leastLetters: leastInOrder });
  const moved = alignMoved(
    { keys: oldKeys, begins: (index) => text[index]?.begins === true },
    { keys: newKeys, begins: (index) => seen[index]?.begins === true },
    inOrder,
  );
  return [...inOrder, ...moved].flatMap((group) => placesOf(group, text, seen));
}

/** A word of the document between white space and line ends. */
interface DocumentWord {
  readonly word: string;
  /** Position before each of its UTF-16 units. */
  readonly offsets: readonly number[];
  /** Whether it is the first of its block. */
  readonly begins: boolean;
}

/** A word of a reading. */
interface SeenWord {
  readonly seen: LayoutWord;
  /** Its number in its reading, from 0. */
  readonly number: number;
  readonly word: string;
  readonly box: Box | null;
  readonly confidence: number | null;
  readonly line: SeenLine;
  readonly begins: boolean;
}

interface SeenLine {
  /** Index of the reading. */
  readonly reading: number;
  readonly box: Box | null;
}

function documentWords(doc: Node): readonly DocumentWord[] {
  return textBlocks(doc).flatMap(({ block, start }) => blockWords(block, start));
}

const space = /\s/;

function blockWords(block: Node, start: number): readonly DocumentWord[] {
  const words: DocumentWord[] = [];
  let units: string[] = [];
  let offsets: number[] = [];
  const end = (): void => {
    if (units.length > 0) words.push({ word: units.join(''), offsets, begins: words.length === 0 });
    units = [];
    offsets = [];
  };
  const push = (unit: string, offset: number): void => {
    if (space.test(unit)) end();
    else {
      units.push(unit);
      offsets.push(start + offset);
    }
  };
  block.forEach((child, offset) => {
    const text = child.text ?? '';
    for (let index = 0; index < text.length; index++) push(text.charAt(index), offset + index);
    // The image shows a line end also where the text joins the word, and a note call as the source prints it.
    if (child.type.name === 'lineBreak') end();
    if (child.type.name === 'noteReference')
      for (const unit of (child.attrs.raw as string | null) ?? '') push(unit, offset);
  });
  end();
  return words;
}

function seenWords(readings: readonly Pick<ReadPage, 'layout'>[]): readonly SeenWord[] {
  return readings.flatMap(({ layout }, reading) => {
    let before = 0;
    return layout.blocks.flatMap((block) =>
      block.lines.flatMap((line, index) => {
        const words = lineWords(line, { reading, before, isFirst: index === 0 });
        before += line.words.length;
        return words;
      }),
    );
  });
}

/** Where a line is in its reading. */
interface LinePlace {
  readonly reading: number;
  /** How many words of the reading come before it. */
  readonly before: number;
  /** Whether it begins its block. */
  readonly isFirst: boolean;
}

function lineWords(line: LayoutLine, { reading, before, isFirst }: LinePlace): readonly SeenWord[] {
  const seenLine: SeenLine = { reading, box: line.box };
  const boxes = wordBoxes(line);
  return line.words.flatMap((seen, index) => {
    const { text, confidence } = seen;
    const word = text.replace(/\s+/g, '');
    if (word === '') return [];
    const place = { number: before + index, line: seenLine, begins: isFirst && index === 0 };
    return [{ seen, word, box: boxes[index] ?? null, confidence, ...place }];
  });
}

/** Where the words of a line are: their own boxes, else the part of the box of the line that their letters take; null where neither
 *  is known. */
function wordBoxes({ box: whole, words }: LayoutLine): readonly (Box | null)[] {
  const letters = words.reduce((sum, { text }) => sum + text.length + 1, -1);
  let before = 0;
  return words.map(({ text, box }) => {
    const share = { from: before / letters, to: (before + text.length) / letters };
    before += text.length + 1;
    return box ?? (whole && partOf(whole, share.from, share.to));
  });
}

/** A part of the width of a box, both ends as shares of it. */
const partOf = (box: Box, from: number, to: number): Box => ({
  ...box,
  x: box.x + box.width * from,
  width: box.width * (to - from),
});

/** A word of the document, or the part of it that one line shows. */
interface Place extends PlacedLayoutWord {
  readonly line: SeenLine;
  readonly seen: LayoutWord;
}

/** The places of the words of one group: what one line shows of a word is one place. */
function placesOf(group: AlignedWords, text: readonly DocumentWord[], seen: readonly SeenWord[]): readonly Place[] {
  const words = text.slice(group.old, group.old + group.oldCount);
  const shown = seen.slice(group.new, group.new + group.newCount);
  const [word, only] = [words[0], shown[0]];
  if (words.length === 1 && shown.length === 1 && word && only)
    return wholePlace(word, 0, word.offsets.length, only, only.box);
  const letters = characterPlaces(joined(shown), joined(words));
  const places: Place[] = [];
  let shownAt = 0;
  for (const one of shown) {
    const from = letters[shownAt] ?? 0;
    shownAt += one.word.length;
    addParts(places, words, one, from, letters[shownAt] ?? 0);
  }
  return places;
}

const joined = (words: readonly { readonly word: string }[]): string => words.map(({ word }) => word).join('');

/** Adds the parts of words that one shown word reads.
 *  @param from place in the letters of all `words` together
 *  @param to as `from` */
function addParts(places: Place[], words: readonly DocumentWord[], shown: SeenWord, from: number, to: number): void {
  let wordStart = 0;
  for (const word of words) {
    const first = Math.max(from, wordStart);
    const last = Math.min(to, wordStart + word.offsets.length);
    if (first < last) {
      const box = shown.box && partOf(shown.box, (first - from) / (to - from), (last - from) / (to - from));
      for (const place of wholePlace(word, first - wordStart, last - wordStart, shown, box)) addPlace(places, place);
    }
    wordStart += word.offsets.length;
  }
}

function wholePlace(
  { offsets }: DocumentWord,
  first: number,
  last: number,
  { line, confidence, seen, number }: SeenWord,
  box: Box | null,
): readonly Place[] {
  const from = offsets[first];
  const end = offsets[last - 1];
  return box && from !== undefined && end !== undefined
    ? [{ from, to: end + 1, box, confidence, line, seen, read: [number] }]
    : [];
}

/** Parts of one word that stand in one line are one place. */
function addPlace(places: Place[], place: Place): void {
  const last = places.at(-1);
  if (last && last.line === place.line && last.to === place.from)
    places[places.length - 1] = {
      from: last.from,
      to: place.to,
      box: boxAround([last.box, place.box]) ?? place.box,
      confidence: lesser(last.confidence, place.confidence),
      line: place.line,
      seen: place.seen,
      read: [...last.read, ...place.read],
    };
  else places.push(place);
}

const lesser = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);

function pagesOf(readings: readonly ReadPage[], places: readonly Place[]): readonly PlacedPage[] {
  const byReading = readings.map((): Place[] => []);
  for (const place of places) byReading[place.line.reading]?.push(place);
  return readings.map(({ page }, index) => {
    const own = (byReading[index] ?? []).sort((a, b) => a.from - b.from || a.to - b.to);
    return { page, words: own.map(({ line: _, seen: __, ...word }) => word), lines: linesOf(own) };
  });
}

function linesOf(places: readonly Place[]): readonly PlacedLine[] {
  const lines = new Map<SeenLine, Place[]>();
  for (const place of places) lines.set(place.line, [...(lines.get(place.line) ?? []), place]);
  return [...lines]
    .flatMap(([line, own]) => {
      const box = line.box ?? boxAround(own.map((place) => place.box));
      const [from, to] = [Math.min(...own.map((place) => place.from)), Math.max(...own.map((place) => place.to))];
      return box ? [{ from, to, box }] : [];
    })
    .sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x);
}
