import type { Node } from 'prosemirror-model';
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import { rangesAfter } from '../../shared/derived/changed-ranges.ts';
import type { Range } from '../model/places.ts';
import styles from './laid-out-blocks.module.css';
import { isWholeLaidOut, sightOf } from './sight.ts';
import { SightWatcher } from './sight-watcher.ts';

const laidOutKey = new PluginKey<DecorationSet>('laid-out-blocks');

/** Lays out the blocks in sight alone. What the browser does for a frame then costs what is seen of a document, too. Two empty elements
 *  stand for what comes before and behind, so that the text scrolls about as far as it is long. */
export const laidOutBlocks = (): Plugin<DecorationSet> =>
  new Plugin<DecorationSet>({
    key: laidOutKey,
    state: {
      init: (_, state) => blocksInSight(state),
      apply: (transaction, set, before, after) =>
        sightOf(before).generation === sightOf(after).generation
          ? followed(transaction, set, after)
          : blocksInSight(after),
    },
    props: {
      decorations: (state) => laidOutKey.getState(state),
      attributes: (state): Record<string, string> => (isWholeLaidOut(state) ? {} : { class: styles.onlyInSight ?? '' }),
    },
    view: (view) => new SightWatcher(view),
  });

const blocksInSight = (state: EditorState): DecorationSet =>
  isWholeLaidOut(state) ? DecorationSet.empty : DecorationSet.create(state.doc, laidOutIn(state.doc, sightOf(state)));

/** Blocks that an edit made or changed are laid out as those around them are. */
function followed(transaction: Transaction, set: DecorationSet, after: EditorState): DecorationSet {
  if (!transaction.docChanged) return set;
  if (isWholeLaidOut(after)) return DecorationSet.empty;
  const { doc } = transaction;
  const mapped = set.map(transaction.mapping, doc);
  const sight = sightOf(after);
  const touched = rangesAfter([], transaction)
    .map(({ fromB, toB }) => ({ from: Math.max(fromB, sight.from), to: Math.min(toB, sight.to) }))
    .filter(({ from, to }) => from <= to);
  const fresh = touched.flatMap((range) => laidOutIn(doc, range));
  const stale = touched.flatMap(({ from, to }) => mapped.find(from, to));
  return mapped.remove(stale).add(doc, fresh);
}

/** What a range touches of the document, and of the divisions in it. */
function laidOutIn(doc: Node, { from, to }: Range): Decoration[] {
  const decorations: Decoration[] = [];
  doc.nodesBetween(Math.max(0, from - 1), Math.min(doc.content.size, to + 1), (node, pos) => {
    decorations.push(Decoration.node(pos, pos + node.nodeSize, { class: styles.laidOut ?? '' }));
    return node.type.name === 'division';
  });
  return decorations;
}
