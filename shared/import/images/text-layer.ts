import type { Box, LayoutBlock, LayoutLine, LayoutWord, PageLayout } from '../../document/layout.ts';

/** A run of characters of a PDF's text layer, as pdf.js gives it: placed by a matrix on the page. */
export interface TextRun {
  readonly text: string;
  /** Maps the run's own plane (x along the line, y up, 1 is the size of the font) to pixels of the page image. */
  readonly matrix: readonly [number, number, number, number, number, number];
  /** How far the run reaches, in sizes of the font. */
  readonly width: number;
  /** Whether the line ends behind it. */
  readonly endsLine: boolean;
}

/** How far letters reach above and below their line, in sizes of the font. */
const ascent = 0.8;
const descent = 0.22;
/** Gaps that are wider part words; as a part of the height. */
const wordGap = 0.18;
/** Lines that are further apart belong to different blocks, unless the whole page is set so; in heights of a line. */
const blockGap = 1.9;
/** The same on a page with wider spacing; in the usual distance of its lines. */
const wideBlockGap = 1.35;
/** A line of a widely set page that begins further right than the one before begins a paragraph; in heights of a line. */
const indent = 1.5;

interface Piece {
  readonly text: string;
  readonly box: Box;
}

/** Makes words, lines and blocks of a text layer. It states no confidence. Null when it holds no words. */
export function readTextLayer(
  runs: readonly TextRun[],
  size: { readonly width: number; readonly height: number },
): PageLayout | null {
  const blocks = byDirection(runs).flatMap(([turns, own]) => {
    const upright = own.map((run) => ({ ...run, matrix: turned(run.matrix, -turns) }));
    const lines = linesOf(upright).flatMap((pieces) => lineOf(pieces) ?? []);
    return blocksOf(lines).map((block) => turnedBlock(block, turns));
  });
  return blocks.length === 0 ? null : { ...size, blocks };
}

/** Runs by the direction that they are written in, as quarter turns clockwise from left to right, in the order in which directions come. */
function byDirection(runs: readonly TextRun[]): readonly (readonly [number, readonly TextRun[]])[] {
  const directions = new Map<number, TextRun[]>();
  let last = 0;
  for (const run of runs) {
    // White space goes with what it follows.
    if (run.text.trim() !== '') last = (Math.round(Math.atan2(run.matrix[1], run.matrix[0]) / (Math.PI / 2)) + 4) % 4;
    directions.set(last, [...(directions.get(last) ?? []), run]);
  }
  return [...directions];
}

/** A matrix turned about the corner of the page.
 *  @param turns quarters clockwise */
function turned(matrix: TextRun['matrix'], turns: number): TextRun['matrix'] {
  let [a, b, c, d, e, f] = matrix;
  for (let quarter = (turns + 4) % 4; quarter > 0; quarter--) [a, b, c, d, e, f] = [-b, a, -d, c, -f, e];
  return [a, b, c, d, e, f];
}

function turnedBox(box: Box, turns: number): Box {
  let { x, y, width, height } = box;
  for (let quarter = turns; quarter > 0; quarter--) [x, y, width, height] = [round(-y - height), x, height, width];
  return { x, y, width, height };
}

function turnedBlock(block: LayoutBlock, turns: number): LayoutBlock {
  if (turns === 0) return block;
  const place = (box: Box | null): Box | null => box && turnedBox(box, turns);
  return {
    box: place(block.box),
    lines: block.lines.map((line) => ({
      ...line,
      box: place(line.box),
      words: line.words.map((word) => ({ ...word, box: place(word.box) })),
    })),
  };
}

/** The pieces of each line, white space between words as pieces of their own. */
function linesOf(runs: readonly TextRun[]): readonly (readonly Piece[])[] {
  const lines: Piece[][] = [];
  let line: Piece[] = [];
  const end = (): void => {
    if (line.length > 0) lines.push(line);
    line = [];
  };
  for (const run of runs) {
    const last = line.at(-1);
    const pieces = piecesOf(run);
    const [first] = pieces;
    if (last && first && !isOnOneLine(last.box, first.box)) end();
    line.push(...pieces);
    if (run.endsLine) end();
  }
  end();
  return lines;
}

const middle = (box: Box): number => box.y + box.height / 2;

const isOnOneLine = (one: Box, other: Box): boolean =>
  Math.abs(middle(one) - middle(other)) < Math.max(one.height, other.height) * 0.6;

/** A run cut at its white space. Letters are taken to be of one width, as nothing else is known. */
function piecesOf(run: TextRun): readonly Piece[] {
  const { length } = run.text;
  return [...run.text.matchAll(/\s+|\S+/g)].map((match) => {
    const [text] = match;
    const from = (match.index / length) * run.width;
    const to = ((match.index + text.length) / length) * run.width;
    return { text, box: boxOf(run.matrix, from, to) };
  });
}

function boxOf([a, b, c, d, e, f]: TextRun['matrix'], from: number, to: number): Box {
  const corners = [from, to].flatMap((x) => [-descent, ascent].map((y) => [a * x + c * y + e, b * x + d * y + f]));
  const xs = corners.map(([x = 0]) => x);
  const ys = corners.map(([, y = 0]) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x: round(x), y: round(y), width: round(Math.max(...xs) - x), height: round(Math.max(...ys) - y) };
}

const round = (value: number): number => Math.round(value * 10) / 10;

function lineOf(pieces: readonly Piece[]): LayoutLine | null {
  const words: Piece[] = [];
  let last: Piece | null = null;
  for (const piece of pieces) {
    const isSpace = piece.text.trim() === '';
    const before = words.at(-1);
    if (!isSpace && before && last && last.text.trim() !== '' && touches(last.box, piece.box))
      words[words.length - 1] = { text: before.text + piece.text, box: union([before.box, piece.box]) };
    else if (!isSpace) words.push(piece);
    last = piece;
  }
  if (words.length === 0) return null;
  return { box: union(words.map(({ box }) => box)), baseline: null, words: words.map(layoutWord) };
}

const touches = (one: Box, next: Box): boolean =>
  next.x - (one.x + one.width) < Math.max(one.height, next.height) * wordGap;

const layoutWord = ({ text, box }: Piece): LayoutWord => ({
  text,
  box,
  confidence: null,
  alternatives: [],
  hyphenation: null,
});

function union(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: round(right - x), height: round(bottom - y) };
}

function blocksOf(lines: readonly LayoutLine[]): readonly LayoutBlock[] {
  const pitch = widePitch(lines);
  const blocks: LayoutLine[][] = [];
  for (const line of lines) {
    const block = blocks.at(-1);
    const before = block?.at(-1)?.box;
    if (block && before && line.box && isNear(before, line.box, pitch)) block.push(line);
    else blocks.push([line]);
  }
  return blocks.map((inside) => ({ box: union(inside.flatMap(({ box }) => box ?? [])), lines: inside }));
}

/** @param wide the usual distance of lines of a page that is set widely, else null */
function isNear(before: Box, box: Box, wide: number | null): boolean {
  const pitch = middle(box) - middle(before);
  if (pitch <= 0) return false;
  const height = Math.max(before.height, box.height);
  if (wide === null || pitch < height * blockGap) return pitch < height * blockGap;
  return pitch < wide * wideBlockGap && box.x - before.x < height * indent;
}

/** Fewer lines than this do not show how a page is set. */
const leastLines = 4;

/** The usual distance between lines, in pixels, when most of them are further apart than lines of a block usually are: typescripts with two
 *  spaces between lines. Else null. */
function widePitch(lines: readonly LayoutLine[]): number | null {
  const boxes = lines.flatMap(({ box }) => box ?? []);
  const pitches = boxes
    .slice(1)
    .map((box, index) => middle(box) - middle(boxes[index] ?? box))
    .filter((pitch) => pitch > 0)
    .sort((a, b) => a - b);
  const heights = boxes.map(({ height }) => height).sort((a, b) => a - b);
  const [usual = 0, height = 0] = [pitches[pitches.length >> 1], heights[heights.length >> 1]];
  if (boxes.length < leastLines || usual < height * blockGap) return null;
  const alike = pitches.filter((pitch) => Math.abs(pitch - usual) < usual * 0.12).length;
  return alike * 2 > pitches.length ? usual : null;
}
