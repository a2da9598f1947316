import type { Node } from 'prosemirror-model';
import { type EditorState, Plugin, type PluginKey, type Transaction } from 'prosemirror-state';
import { type Decoration, DecorationSet } from 'prosemirror-view';

/** What a text block is decorated with, and nothing but the block says so.
 *  @param start position of the block's first inline place */
export type DecorateBlock = (block: Node, start: number) => readonly Decoration[];

/** A plugin whose decorations follow from each text block by itself: after an edit only the blocks it touched are read again.
 *  @param isDrawn whether they are drawn just now; asked whenever the view is drawn */
export function blockDecorations(
  key: PluginKey<DecorationSet>,
  decorate: DecorateBlock,
  isDrawn: () => boolean = () => true,
): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: (_, state) => DecorationSet.create(state.doc, decorationsOf(state.doc, decorate)),
      apply: (transaction, set) => followed(transaction, set, decorate),
    },
    props: { decorations: (state: EditorState) => (isDrawn() ? key.getState(state) : null) },
  });
}

function decorationsOf(doc: Node, decorate: DecorateBlock): Decoration[] {
  const decorations: Decoration[] = [];
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    decorations.push(...decorate(node, pos + 1));
    return false;
  });
  return decorations;
}

function followed(transaction: Transaction, set: DecorationSet, decorate: DecorateBlock): DecorationSet {
  if (!transaction.docChanged) return set;
  const mapped = set.map(transaction.mapping, transaction.doc);
  const blocks = touchedBlocks(transaction);
  const stale = blocks.flatMap(({ block, start }) => mapped.find(start - 1, start + block.content.size + 1));
  const fresh = blocks.flatMap(({ block, start }) => decorate(block, start));
  return mapped.remove(stale).add(transaction.doc, [...fresh]);
}

interface TouchedBlock {
  readonly block: Node;
  readonly start: number;
}

/** The text blocks that a transaction changed, found through its step maps; mark steps have empty maps and say where they act
 *  themselves. */
function touchedBlocks(transaction: Transaction): readonly TouchedBlock[] {
  const found = new Map<number, Node>();
  const { doc } = transaction;
  for (const { from, to } of touchedRanges(transaction))
    doc.nodesBetween(Math.max(0, from - 1), Math.min(doc.content.size, to + 1), (node, pos) => {
      if (!node.isTextblock) return true;
      found.set(pos + 1, node);
      return false;
    });
  return [...found].map(([start, block]) => ({ block, start }));
}

interface ActingStep {
  readonly from?: number;
  readonly to?: number;
  readonly pos?: number;
  readonly inner?: ActingStep;
}

function touchedRanges(transaction: Transaction): readonly { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  transaction.steps.forEach((step, index) => {
    const rest = transaction.mapping.slice(index + 1);
    let isEmpty = true;
    step.getMap().forEach((_oldStart, _oldEnd, newStart, newEnd) => {
      isEmpty = false;
      ranges.push({ from: rest.map(newStart, -1), to: rest.map(newEnd, 1) });
    });
    if (!isEmpty) return;
    const outer = step as ActingStep;
    const acting = outer.inner ?? outer;
    const from = acting.from ?? acting.pos ?? 0;
    const to = acting.to ?? (acting.pos === undefined ? transaction.doc.content.size : acting.pos + 1);
    ranges.push({ from: rest.map(from, -1), to: rest.map(to, 1) });
  });
  return ranges;
}
