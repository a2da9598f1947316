import type { Node } from 'prosemirror-model';
import type { AnnotationKind } from '../document/annotation.ts';
import { blockText } from '../document/block-text.ts';
import type { AnnotationId } from '../document/identifier.ts';
import { anchorOf, isAnchor, type PageAnchor } from '../document/page-anchor.ts';

/** A stretch of a text block that one tag covers. It neither begins nor ends on a page anchor. */
export interface BlockTag {
  readonly id: AnnotationId;
  readonly kind: AnnotationKind;
  /** Offsets in the block's content. */
  readonly from: number;
  readonly to: number;
  /** The words, as they are read. */
  readonly text: string;
}

/** A page anchor in a text block. */
export interface BlockAnchor {
  readonly anchor: PageAnchor;
  /** Offset in the block's content. */
  readonly from: number;
}

/** A call of a note in a text block. */
export interface BlockCall {
  /** Id of the note; null when there is none. */
  readonly target: string | null;
  readonly label: string;
  /** Offset in the block's content. */
  readonly from: number;
}

/** What lists and counts tell of one text block. */
export interface BlockFacts {
  readonly words: number;
  readonly tags: readonly BlockTag[];
  readonly anchors: readonly BlockAnchor[];
  readonly calls: readonly BlockCall[];
}

const known = new WeakMap<Node, BlockFacts>();

/** Reads a text block. Nodes never change, so the answer is kept with the node: after an edit only the touched blocks are read again. */
export function blockFacts(block: Node): BlockFacts {
  const kept = known.get(block);
  if (kept) return kept;
  const facts = readFacts(block);
  known.set(block, facts);
  return facts;
}

function readFacts(block: Node): BlockFacts {
  const tags: GrowingTag[] = [];
  const open = new Map<AnnotationId, GrowingTag>();
  const anchors: BlockAnchor[] = [];
  const calls: BlockCall[] = [];
  block.forEach((child, from) => {
    if (isAnchor(child)) anchors.push({ anchor: anchorOf(child), from });
    else if (child.type.name === 'noteReference') {
      const { target, label } = child.attrs as { target: string | null; label: string };
      calls.push({ target, label, from });
    }
    for (const { type, attrs } of child.marks)
      if (type.name === 'annotation') grow(tags, open, attrs as Pick<BlockTag, 'id' | 'kind'>, child, from);
  });
  const { text } = blockText(block);
  return {
    words: text === '' ? 0 : spacesIn(text) + 1,
    tags: tags.map(({ id, kind, from, to }) => ({ id, kind, from, to, text: readingBetween(block, from, to) })),
    anchors,
    calls,
  };
}

function spacesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) count += 1;
  return count;
}

interface GrowingTag extends Omit<BlockTag, 'text' | 'to'> {
  to: number;
  /** Where the mark ends, page anchors included. */
  reach: number;
}

/** Touching stretches of one tag are one. */
function grow(
  tags: GrowingTag[],
  open: Map<AnnotationId, GrowingTag>,
  { id, kind }: Pick<BlockTag, 'id' | 'kind'>,
  child: Node,
  from: number,
): void {
  const end = from + child.nodeSize;
  const last = open.get(id);
  if (last?.reach === from) {
    last.reach = end;
    if (!isAnchor(child)) last.to = end;
  } else if (!isAnchor(child)) {
    const tag = { id, kind, from, to: end, reach: end };
    open.set(id, tag);
    tags.push(tag);
  }
}

/** What a text block reads between two offsets of its content. */
export function readingBetween(block: Node, from: number, to: number): string {
  const { text, offsets } = blockText(block);
  const first = firstIndex(offsets.length, (index) => (offsets[index] ?? 0) >= from);
  const after = firstIndex(offsets.length, (index) => (offsets[index] ?? 0) >= to);
  return text.slice(first, after).trim();
}

/** The first index below a length that passes; the length when none does. Those behind one that passes pass, too. */
export function firstIndex(length: number, passes: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
