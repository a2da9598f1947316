import type { Box, LayoutBlock, LayoutLine, PageLayout } from '../../document/layout.ts';
import { lineBox, lineText } from './placed-lines.ts';

/** How a line stands among those of its page. */
export interface LinePlace {
  /** How far it is set in, in widths of a letter; 0 where its box is not known. */
  readonly indent: number;
  /** Whether more room is above it than between the lines of its block. */
  readonly hasGap: boolean;
  /** Whether nothing shows that a paragraph begins with it. */
  readonly isLikelySame: boolean;
}

export interface PageColumns {
  of(block: LayoutBlock, line: LayoutLine, before: LayoutLine | undefined): LinePlace;
}

/** Lines that are further apart than so many usual distances of their block have a gap between them. */
const gapPart = 1.6;
/** In widths of a letter: less is a line that was set, or found, unevenly. */
const leastIndent = 2;
/** So many letters beyond the usual is as far as anything is set in. */
const mostIndent = 80;
/** A line that ends its sentence and leaves this part of the measure empty ends its paragraph, when paragraphs are not set in. */
const shortPart = 0.7;
const fewestLines = 4;

/** Measures the lines of a page. O(lines²) in the small blocks alone, of which a page has few. */
export function pageColumns({ blocks }: PageLayout): PageColumns {
  const letter = letterWidth(blocks);
  const measured = new Map(blocks.map((block) => [block, measureOf(block)]));
  const wide = [...measured.values()].flatMap((measure) => (measure && measure.lines >= 3 ? [measure] : []));
  const all = [...measured.values()].flatMap((measure) => measure ?? []);
  const leftOf = (block: LayoutBlock, box: Box): number => {
    const own = measured.get(block);
    if (own && own.lines >= 3) return own.left;
    const above = (wide.length > 0 ? wide : all).filter(({ left, right }) => box.x < right && box.x + box.width > left);
    return above.length === 0 ? (own?.left ?? box.x) : Math.min(...above.map(({ left }) => left));
  };
  const indentOf = (block: LayoutBlock, line: LayoutLine): number => {
    const box = lineBox(line);
    if (!box || letter === 0) return 0;
    return Math.min(mostIndent, Math.max(0, Math.round((box.x - leftOf(block, box)) / letter)));
  };
  return {
    of(block, line, before) {
      const indent = indentOf(block, line);
      if (!before) return { indent, hasGap: false, isLikelySame: false };
      const measure = measured.get(block) ?? null;
      const hasGap = isApart(before, line, measure);
      const isEven = Math.abs(indent - indentOf(block, before)) < leastIndent;
      return { indent, hasGap, isLikelySame: !hasGap && isEven && !endsParagraph(before, measure) };
    },
  };
}

/** The extent of a block's lines. */
interface Measure {
  readonly lines: number;
  readonly left: number;
  readonly right: number;
  /** The usual distance between lines; 0 when there are too few. */
  readonly pitch: number;
}

function measureOf({ lines }: LayoutBlock): Measure | null {
  const boxes = lines.filter((line) => lineText(line) !== '').flatMap((line) => lineBox(line) ?? []);
  if (boxes.length === 0) return null;
  const pitches = boxes
    .slice(1)
    .map((box, index) => middle(box) - middle(boxes[index] ?? box))
    .filter((pitch) => pitch > 0);
  return {
    lines: boxes.length,
    left: Math.min(...boxes.map(({ x }) => x)),
    right: Math.max(...boxes.map(({ x, width }) => x + width)),
    pitch: pitches.length < 2 ? 0 : median(pitches),
  };
}

const middle = (box: Box): number => box.y + box.height / 2;

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** The usual width of a letter on a page, in pixels; 0 when no box tells. */
function letterWidth(blocks: readonly LayoutBlock[]): number {
  const widths = blocks
    .flatMap(({ lines }) => lines)
    .flatMap((line) => {
      const [box, text] = [lineBox(line), lineText(line)];
      return box && text.length > 2 ? [box.width / text.length] : [];
    });
  return widths.length === 0 ? 0 : median(widths);
}

function isApart(before: LayoutLine, line: LayoutLine, measure: Measure | null): boolean {
  const [above, box] = [lineBox(before), lineBox(line)];
  if (!above || !box || !measure || measure.pitch === 0) return false;
  return middle(box) - middle(above) > measure.pitch * gapPart;
}

function endsParagraph(line: LayoutLine, measure: Measure | null): boolean {
  const box = lineBox(line);
  if (!box || !measure || measure.lines < fewestLines) return false;
  const isShort = box.x + box.width < measure.left + (measure.right - measure.left) * shortPart;
  return isShort && /[.!?:]["”’)\]]*$/.test(lineText(line));
}
