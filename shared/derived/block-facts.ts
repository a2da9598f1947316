import type { Node } from 'prosemirror-model';
import type { AnnotationKind } from '../document/annotation.ts';
import type { AnnotationId, ZoneId } from '../document/identifier.ts';
import { anchorOf, isAnchor, type PageAnchor } from '../document/page-anchor.ts';
import { readingInBlock } from '../document/reading.ts';
import { blockText } from '../document/reading-text.ts';

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

/** A stretch of a text block that a zone of a page image shows. */
export interface BlockZone {
  readonly id: ZoneId;
  /** Offsets in the block's content. */
  readonly from: number;
  readonly to: number;
  /** The words, as they are read. */
  readonly text: string;
}

/** What lists and counts tell of one text block. */
export interface BlockFacts {
  readonly words: number;
  readonly tags: readonly BlockTag[];
  readonly anchors: readonly BlockAnchor[];
  readonly calls: readonly BlockCall[];
  readonly zones: readonly BlockZone[];
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
  const tags = new Stretches<Pick<BlockTag, 'id' | 'kind'>>();
  const zones = new Stretches<Pick<BlockZone, 'id'>>();
  const anchors: BlockAnchor[] = [];
  const calls: BlockCall[] = [];
  block.forEach((child, from) => {
    if (isAnchor(child)) anchors.push({ anchor: anchorOf(child), from });
    else if (child.type.name === 'noteReference') {
      const { target, label } = child.attrs as { target: string | null; label: string };
      calls.push({ target, label, from });
    }
    for (const { type, attrs } of child.marks) {
      const { id, kind } = attrs as BlockTag;
      if (type.name === 'annotation') tags.add({ id, kind }, from, child, isAnchor(child));
      else if (type.name === 'zone') zones.add({ id: attrs.id as ZoneId }, from, child, false);
    }
  });
  const { text } = blockText(block);
  return {
    words: text === '' ? 0 : spacesIn(text) + 1,
    tags: tags.readIn(block),
    zones: zones.readIn(block),
    anchors,
    calls,
  };
}

interface GrowingStretch<Mark> {
  readonly mark: Mark;
  readonly from: number;
  to: number;
  /** Where the mark ends, page anchors included. */
  reach: number;
}

/** Stretches of a text block that bear a mark with an id; touching ones of one id are one. */
class Stretches<Mark extends { readonly id: string }> {
  readonly #found: GrowingStretch<Mark>[] = [];
  readonly #open = new Map<string, GrowingStretch<Mark>>();

  /** @param isSilent whether no stretch begins or ends with the child, but goes on over it */
  add(mark: Mark, from: number, { nodeSize }: Node, isSilent: boolean): void {
    const end = from + nodeSize;
    const last = this.#open.get(mark.id);
    if (last?.reach === from) {
      last.reach = end;
      if (!isSilent) last.to = end;
    } else if (!isSilent) {
      const stretch = { mark, from, to: end, reach: end };
      this.#open.set(mark.id, stretch);
      this.#found.push(stretch);
    }
  }

  readIn(block: Node): readonly (Mark & { readonly from: number; readonly to: number; readonly text: string })[] {
    return this.#found.map(({ mark, from, to }) => ({ ...mark, from, to, text: readingInBlock(block, from, to) }));
  }
}

function spacesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) count += 1;
  return count;
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
