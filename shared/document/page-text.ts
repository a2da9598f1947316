import type { Mark, Node } from 'prosemirror-model';
import { blockText } from './block-text.ts';

/** Words of a block of which an editor says that the page itself is wrong there. TEI: `choice`. */
export interface EmendedRange {
  readonly mark: Mark;
  /** Offsets in the block's content. */
  readonly from: number;
  readonly to: number;
}

/** The emendations of a text block, in the order in which they begin. */
export function emendedRanges(block: Node): readonly EmendedRange[] {
  const ranges = new Map<unknown, EmendedRange>();
  block.forEach((child, from) => {
    const to = from + child.nodeSize;
    for (const mark of child.marks)
      if (mark.type.name === 'emendation')
        ranges.set(mark.attrs.id, { mark, from: ranges.get(mark.attrs.id)?.from ?? from, to });
  });
  return [...ranges.values()];
}

/** What a part of a text block reads on the page: emended words as the page has them, the others as they stand.
 *  @param from @param to offsets in the block's content; an emendation that they cut is taken whole */
export function pageReading(block: Node, from = 0, to = block.content.size): string {
  const { text, offsets } = blockText(block);
  const ranges = emendedRanges(block);
  if (ranges.length === 0 && from === 0 && to === block.content.size) return text;
  const told = new Set<Mark>();
  let reading = '';
  for (const [index, offset] of offsets.entries()) {
    if (offset < from || offset >= to) continue;
    // The outermost begins first.
    const emended = ranges.find((range) => range.from <= offset && offset < range.to);
    if (!emended) reading += text.charAt(index);
    else if (!told.has(emended.mark)) {
      told.add(emended.mark);
      reading += String(emended.mark.attrs.sic);
    }
  }
  return reading;
}
