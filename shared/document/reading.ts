import type { Node } from 'prosemirror-model';
import { type AnnotationKind, annotationRanges } from './annotation.ts';
import type { AnnotationId } from './identifier.ts';
import { type BlockText, blockText } from './reading-text.ts';

/** What a gap reads to a person; in a reading text it is one character. */
const gapSign = '[…]';

/** What stands between two positions, as a reader takes it: the one answer for journals, comparisons, histories and lists. A page
 *  anchor or a note call leaves no trace, also within a word; a word that a line end breaks is whole; line ends, block borders and
 *  any other white space are one space, none at either end; a gap is `[…]`.
 *  @param read how a block is read: `blockTextWithCalls` for a text in which nobody has recognised note calls
 *  @example readingOf(doc, from, to) // `Kuznetsov` of `Kuz[Facsimile Page 2]net-⏎sov` */
export function readingOf(doc: Node, from: number, to: number, read: (block: Node) => BlockText = blockText): string {
  const parts: string[] = [];
  doc.nodesBetween(from, to, (node, pos) => {
    if (!node.isTextblock) return true;
    parts.push(readingInBlock(node, from - pos - 1, to - pos - 1, read));
    return false;
  });
  return parts.filter(Boolean).join(' ');
}

/** The same of one text block.
 *  @param from offset in the content of the block, as `to` */
export function readingInBlock(
  block: Node,
  from: number,
  to: number,
  read: (block: Node) => BlockText = blockText,
): string {
  const { text, offsets } = read(block);
  return text.slice(unitAt(offsets, from), unitAt(offsets, to)).trim().replaceAll('\uFFFC', gapSign);
}

/** The first unit of a text that stands at an offset of its block or behind it. */
function unitAt(offsets: readonly number[], offset: number): number {
  let [low, high] = [0, offsets.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What an annotation says of which words. */
export interface AnnotationReading {
  readonly as: AnnotationKind;
  /** The words of its stretches, with `…` between them. */
  readonly text: string;
  /** Positions before the first and after the last of its words. */
  readonly from: number;
  readonly to: number;
}

/** What the annotations of a document cover, in document order. */
export function annotationReadings(doc: Node): ReadonlyMap<AnnotationId, AnnotationReading> {
  const readings = new Map<AnnotationId, AnnotationReading>();
  for (const { id, as, from, to } of annotationRanges(doc)) {
    const text = readingOf(doc, from, to);
    const known = readings.get(id);
    readings.set(id, known ? { ...known, as, text: `${known.text} … ${text}`, to } : { as, text, from, to });
  }
  return readings;
}
