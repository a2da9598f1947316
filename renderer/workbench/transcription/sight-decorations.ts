import type { Node } from 'prosemirror-model';
import { type EditorState, Plugin, type PluginKey, type Transaction } from 'prosemirror-state';
import { type Decoration, DecorationSet } from 'prosemirror-view';
import { positionAfter, positionBefore } from '../../../shared/derived/changed-ranges.ts';
import type { DerivedDocument } from '../../model/derived/derived-document.ts';
import type { Range } from '../place.ts';
import { sightOf } from './sight.ts';

/** Something that is drawn over the text and goes along with it. */
export interface DrawnSource<Item extends Range> {
  /** What stands between two positions of the document that everything has followed to. */
  readonly between: (from: number, to: number) => Iterable<Item>;
  /** @param item with its place in `doc` */
  readonly draw: (item: Item, doc: Node) => readonly Decoration[];
  /** Whether a decoration means what it did, after the text in or beside it was changed. */
  readonly isStill?: (decoration: Decoration, doc: Node) => boolean;
  /** Whether it is drawn just now; asked whenever the view is drawn. */
  readonly isShown?: () => boolean;
}

/** A plugin that draws what a source knows of the stretch in sight. In between it is carried along. */
export function sightDecorations<Item extends Range>(
  key: PluginKey<DecorationSet>,
  derived: DerivedDocument,
  source: DrawnSource<Item>,
): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (transaction, set, before, after) => {
        const isElsewhere = sightOf(before).generation !== sightOf(after).generation;
        if (transaction.getMeta(key) === true || isElsewhere) return drawn(transaction, after, derived, source);
        return transaction.docChanged ? carried(transaction, set, source) : set;
      },
    },
    props: {
      decorations: (state) => (source.isShown?.() === false ? null : key.getState(state)),
    },
  });
}

/** Lets a plugin of `sightDecorations` draw anew what its source knows. */
export const redrawn = (transaction: Transaction, key: PluginKey<DecorationSet>): Transaction =>
  transaction.setMeta(key, true).setMeta('addToHistory', false);

function drawn<Item extends Range>(
  transaction: Transaction,
  state: EditorState,
  { since }: DerivedDocument,
  { between, draw }: DrawnSource<Item>,
): DecorationSet {
  const { mapping, doc } = transaction;
  const back = mapping.invert();
  const now = (pos: number, side: -1 | 1): number => mapping.map(positionAfter(since, pos, side), side);
  const sight = sightOf(state);
  const [first, last] = [back.map(sight.from, -1), back.map(sight.to, 1)];
  const decorations: Decoration[] = [];
  for (const item of between(positionBefore(since, first), positionBefore(since, last, 1))) {
    const isEmpty = item.from === item.to;
    const placed = { ...item, from: now(item.from, isEmpty ? -1 : 1), to: now(item.to, -1) };
    if (placed.from <= placed.to && placed.to <= doc.content.size) decorations.push(...draw(placed, doc));
  }
  return DecorationSet.create(doc, decorations);
}

function carried<Item extends Range>(
  transaction: Transaction,
  set: DecorationSet,
  { isStill }: DrawnSource<Item>,
): DecorationSet {
  const { mapping, doc } = transaction;
  const mapped = set.map(mapping, doc);
  if (!isStill) return mapped;
  const gone: Decoration[] = [];
  mapping.maps.forEach((map, index) => {
    const rest = mapping.slice(index + 1);
    map.forEach((_oldStart, _oldEnd, newStart, newEnd) => {
      const touched = mapped.find(rest.map(newStart, -1), rest.map(newEnd, 1));
      gone.push(...touched.filter((decoration) => !isStill(decoration, doc)));
    });
  });
  return gone.length === 0 ? mapped : mapped.remove(gone);
}
