import type { Node } from 'prosemirror-model';
import { type EditorState, Plugin, type PluginKey, type Transaction } from 'prosemirror-state';
import { type Decoration, DecorationSet } from 'prosemirror-view';
import { rangesAfter } from '../../../shared/derived/changed-ranges.ts';
import type { Range } from '../place.ts';
import { sightOf } from './sight.ts';

/** What a text block is decorated with, and nothing but the block says so.
 *  @param start position of the block's first inline place */
export type DecorateBlock = (block: Node, start: number) => readonly Decoration[];

/** A plugin whose decorations follow from each text block by itself: after an edit only the blocks it touched are read again, and only
 *  blocks in sight are decorated.
 *  @param isDrawn whether they are drawn just now; asked whenever the view is drawn */
export function blockDecorations(
  key: PluginKey<DecorationSet>,
  decorate: DecorateBlock,
  isDrawn: () => boolean = () => true,
): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: (_, state) => drawn(state, decorate),
      apply: (transaction, set, before, after) =>
        sightOf(before).generation === sightOf(after).generation
          ? followed(transaction, set, sightOf(after), decorate)
          : drawn(after, decorate),
    },
    props: { decorations: (state: EditorState) => (isDrawn() ? key.getState(state) : null) },
  });
}

function drawn(state: EditorState, decorate: DecorateBlock): DecorationSet {
  const decorations: Decoration[] = [];
  for (const { block, start } of blocksIn(state.doc, [sightOf(state)])) decorations.push(...decorate(block, start));
  return DecorationSet.create(state.doc, decorations);
}

function followed(transaction: Transaction, set: DecorationSet, sight: Range, decorate: DecorateBlock): DecorationSet {
  if (!transaction.docChanged) return set;
  const { doc } = transaction;
  const mapped = set.map(transaction.mapping, doc);
  const touched = rangesAfter([], transaction)
    .map(({ fromB, toB }) => ({ from: Math.max(fromB - 1, sight.from), to: Math.min(toB + 1, sight.to) }))
    .filter(({ from, to }) => from <= to);
  const blocks = blocksIn(doc, touched);
  const stale = blocks.flatMap(({ block, start }) => mapped.find(start - 1, start + block.content.size + 1));
  const fresh = blocks.flatMap(({ block, start }) => decorate(block, start));
  return mapped.remove(stale).add(doc, [...fresh]);
}

interface TouchedBlock {
  readonly block: Node;
  readonly start: number;
}

/** The text blocks that some stretches touch. */
export function blocksIn(doc: Node, ranges: readonly Range[]): readonly TouchedBlock[] {
  const found = new Map<number, Node>();
  for (const { from, to } of ranges)
    doc.nodesBetween(Math.max(0, from), Math.min(doc.content.size, to), (node, pos) => {
      if (!node.isTextblock) return true;
      found.set(pos + 1, node);
      return false;
    });
  return [...found].map(([start, block]) => ({ block, start }));
}
