import type { Node } from 'prosemirror-model';
import type { AnnotationKind } from '../document/annotation.ts';
import { blockText, textBlocks } from '../document/reading-text.ts';

/** A name, or what else a tag stands for, in a reading text. */
export interface Span {
  /** UTF-16 offsets. */
  readonly from: number;
  readonly to: number;
  readonly kind: AnnotationKind;
}

/** A block of text as a recogniser takes it: everything that is plain data, for a thread. */
export interface Passage {
  /** The reading text of the block. */
  readonly text: string;
  /** The type of the block, such as `signature`. */
  readonly block: string;
  /** What is tagged, the longer of two that overlap; in order. */
  readonly spans: readonly Span[];
}

/** The text blocks of a document with what is tagged in them, in the order of `textBlocks`. O(document). */
export const passagesOf = (doc: Node): readonly Passage[] => textBlocks(doc).map(({ block }) => passageOf(block));

const kept = new WeakMap<Node, Passage>();

/** One text block; the answer is kept with the node. */
export function passageOf(block: Node): Passage {
  const known = kept.get(block);
  if (known) return known;
  const passage = { text: blockText(block).text, block: block.type.name, spans: apart(taggedSpans(block)) };
  kept.set(block, passage);
  return passage;
}

function taggedSpans(block: Node): readonly Span[] {
  const { text, offsets } = blockText(block);
  const spans = new Map<unknown, { from: number; to: number; readonly kind: AnnotationKind }>();
  let unit = 0;
  block.forEach((child, offset) => {
    const from = unit;
    while (unit < offsets.length && (offsets[unit] ?? 0) < offset + child.nodeSize) unit += 1;
    if (unit === from) return;
    for (const mark of child.marks) {
      if (mark.type.name !== 'annotation') continue;
      const known = spans.get(mark.attrs.id);
      if (known) known.to = unit;
      else spans.set(mark.attrs.id, { from, to: unit, kind: mark.attrs.kind as AnnotationKind });
    }
  });
  return [...spans.values()].flatMap(({ from, to, kind }) => {
    const words = text.slice(from, to);
    const first = from + words.search(/\S/);
    const last = from + words.trimEnd().length;
    return words.trim() === '' ? [] : [{ from: first, to: last, kind }];
  });
}

/** Of spans that overlap the longest, in order. */
export function apart<Kind extends Span>(spans: readonly Kind[]): readonly Kind[] {
  const chosen: Kind[] = [];
  for (const span of spans.toSorted((a, b) => b.to - b.from - (a.to - a.from)))
    if (chosen.every((other) => other.to <= span.from || span.to <= other.from)) chosen.push(span);
  return chosen.sort((a, b) => a.from - b.from);
}
