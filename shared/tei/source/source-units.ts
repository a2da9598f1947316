import type { Node } from 'prosemirror-model';
import { type Entities, type FoldedUnit, foldedText, foldedUnits, spaceAfter, spaceBefore } from './folded-text.ts';
import type { SourceElement, SourceNode, SourceRun } from './source-tree.ts';

/** What the imported text of a block says of its source: which elements are transparent, and which are things. */
export interface BlockOrigins {
  /** Offsets of the elements. */
  readonly things: ReadonlySet<number>;
  /** Of elements of which one reading is shown: the offset of the reading, by that of the element. */
  readonly shown: ReadonlyMap<number, number>;
}

/** @param block as it was imported */
export function blockOrigins(block: Node): BlockOrigins {
  const things = new Set<number>();
  const shown = new Map<number, number>();
  block.forEach((child) => {
    const thing = child.isText ? null : /^e(\d+)$/.exec((child.attrs.origin as string | null | undefined) ?? '');
    if (thing) things.add(Number(thing[1]));
    for (const mark of child.marks) {
      const found = /^e(\d+)_(\d+)$/.exec((mark.attrs.origin as string | null) ?? '');
      if (found) shown.set(Number(found[1]), Number(found[2]));
    }
  });
  return { things, shown };
}

/** The characters of a stretch of the source, as the reader folded them. */
export function sourceUnits(stretch: SourceStretch): readonly FoldedUnit[] {
  const units: FoldedUnit[] = [];
  const { xml, entities } = stretch;
  eachRun(stretch, (run, preserves) => {
    for (const unit of foldedUnits(xml, run, { preserves, entities })) if (unit.char !== null) units.push(unit);
  });
  return units;
}

/** The same in pieces as long as they can be: each reads as its `char`, which is more than one unit here. Null where source can only be
 *  written whole (`UnitGroup`). */
export function sourcePieces(stretch: SourceStretch): readonly FoldedUnit[] | null {
  const pieces: FoldedUnit[] = [];
  const { xml, entities } = stretch;
  let areWhole = true;
  eachRun(stretch, (run, preserves) => {
    if (!preserves && run.kind === 'text' && !hasReference(xml, run)) {
      const { start, end } = run;
      pieces.push({ char: foldedText(xml.slice(start, end)), start, end, group: null });
      return;
    }
    let piece: { char: string; readonly start: number; end: number; readonly group: null } | null = null;
    for (const { char, start, end, group } of foldedUnits(xml, run, { preserves, entities })) {
      if (group) areWhole = false;
      if (char === null) piece = null;
      else if (piece) {
        piece.char += char;
        piece.end = end;
      } else {
        piece = { char, start, end, group: null };
        pieces.push(piece);
      }
    }
  });
  return areWhole ? pieces : null;
}

const hasReference = (xml: string, { start, end }: SourceRun): boolean => {
  for (let at = start; at < end; at += 1) if (xml.charCodeAt(at) === ampersand) return true;
  return false;
};

const ampersand = 38;

/** What a text block was read from. */
export interface SourceStretch {
  readonly xml: string;
  /** Those that stand in it. */
  readonly nodes: readonly SourceNode[];
  /** White space outside of these ends is none of the text. */
  readonly within: { readonly from: number; readonly to: number; readonly preserves: boolean };
  readonly origins: BlockOrigins;
  readonly entities: Entities;
}

/** The runs of text that are shown of a stretch, in order. */
function eachRun(
  { nodes, within, origins: { things, shown } }: SourceStretch,
  take: (run: SourceRun, preserves: boolean) => void,
): void {
  const visit = (node: SourceNode, from: number, to: number, preserves: boolean): void => {
    const [start, end] = [Math.max(node.start, from), Math.min(node.end, to)];
    if (node.kind === 'element') {
      if (things.has(node.start)) return;
      const reading = shown.get(node.start);
      const inner = reading === undefined ? node : node.children.find((child) => child.start === reading);
      if (inner?.kind !== 'element') return;
      for (const child of inner.children) visit(child, child.start, child.end, inner.preserves);
    } else if ((node.kind === 'text' || node.kind === 'cdata') && start < end)
      take({ kind: node.kind, start, end }, preserves);
  };
  for (const node of nodes)
    if (node.end > within.from && node.start < within.to) visit(node, within.from, within.to, within.preserves);
}

/** The text of an element without the white space at its ends. */
export function trimmed(
  xml: string,
  { openEnd, closeStart, preserves }: SourceElement,
): { readonly from: number; readonly to: number } {
  if (preserves) return { from: openEnd, to: closeStart };
  const from = spaceAfter(xml, openEnd, closeStart);
  return { from, to: spaceBefore(xml, closeStart, from) };
}

/** How many cells a comparison of what differs may have; what is longer counts as new. */
const mostCells = 4_000_000;

/** Pairs two rows of keys: for each of the second the number of the one of the first that it is, or -1. Common ends first, then the longest
 *  common row of what is between them. */
export function pairKeys(first: readonly string[], second: readonly string[]): Int32Array {
  const pairs = new Int32Array(second.length).fill(-1);
  let start = 0;
  while (start < first.length && start < second.length && first[start] === second[start]) {
    pairs[start] = start;
    start += 1;
  }
  let [a, b] = [first.length, second.length];
  while (a > start && b > start && first[a - 1] === second[b - 1]) {
    a -= 1;
    b -= 1;
    pairs[b] = a;
  }
  const [rows, columns] = [a - start, b - start];
  if (rows > 0 && columns > 0 && rows * columns <= mostCells)
    pairMiddle(first, second, { start, rows, columns }, pairs);
  return pairs;
}

function pairMiddle(
  first: readonly string[],
  second: readonly string[],
  { start, rows, columns }: { readonly start: number; readonly rows: number; readonly columns: number },
  pairs: Int32Array,
): void {
  const width = columns + 1;
  const lengths = new Uint32Array((rows + 1) * width);
  for (let row = rows - 1; row >= 0; row -= 1)
    for (let column = columns - 1; column >= 0; column -= 1)
      lengths[row * width + column] =
        first[start + row] === second[start + column]
          ? (lengths[(row + 1) * width + column + 1] ?? 0) + 1
          : Math.max(lengths[(row + 1) * width + column] ?? 0, lengths[row * width + column + 1] ?? 0);
  let [row, column] = [0, 0];
  while (row < rows && column < columns) {
    if (first[start + row] === second[start + column]) {
      pairs[start + column] = start + row;
      row += 1;
      column += 1;
    } else if ((lengths[(row + 1) * width + column] ?? 0) >= (lengths[row * width + column + 1] ?? 0)) row += 1;
    else column += 1;
  }
}
