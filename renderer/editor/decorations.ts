import type { Node } from 'prosemirror-model';
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import type { Correction } from '../../shared/alignment/corrections.ts';
import { blockFacts } from '../../shared/derived/block-facts.ts';
import { positionAfter, positionBefore, rangesAfter } from '../../shared/derived/changed-ranges.ts';
import type { AnnotationKind } from '../../shared/document/annotation.ts';
import type { AnnotationId } from '../../shared/document/identifier.ts';
import type { DerivedDocument } from '../model/derived/derived-document.ts';
import type { SearchHits } from '../model/derived/search-hits.ts';
import type { Range } from '../model/places.ts';
import { sightOf } from './sight.ts';
import tagsStyles from './tags.module.css';
import transcriptionStyles from './transcription.module.css';

/** What a text block is decorated with, and nothing but the block says so.
 *  @param start position of the block's first inline place */
type DecorateBlock = (block: Node, start: number) => readonly Decoration[];

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
        transaction.getMeta(key) !== true && sightOf(before).generation === sightOf(after).generation
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
function blocksIn(doc: Node, ranges: readonly Range[]): readonly TouchedBlock[] {
  const found = new Map<number, Node>();
  for (const { from, to } of ranges)
    doc.nodesBetween(Math.max(0, from), Math.min(doc.content.size, to), (node, pos) => {
      if (!node.isTextblock) return true;
      found.set(pos + 1, node);
      return false;
    });
  return [...found].map(([start, block]) => ({ block, start }));
}

/** Something that is drawn over the text and goes along with it. */
interface DrawnSource<Item extends Range> {
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
        if (transaction.getMeta(key) === true || isElsewhere) return drawnInSight(transaction, after, derived, source);
        return transaction.docChanged ? carried(transaction, set, source) : set;
      },
    },
    props: {
      decorations: (state) => (source.isShown?.() === false ? null : key.getState(state)),
    },
  });
}

/** Lets a plugin of `sightDecorations` or `blockDecorations` draw anew what it draws. */
export const redrawn = (transaction: Transaction, key: PluginKey<DecorationSet>): Transaction =>
  transaction.setMeta(key, true).setMeta('addToHistory', false);

function drawnInSight<Item extends Range>(
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

const correctionsKey = new PluginKey<DecorationSet>('corrections');

/** Draws corrections like tracked changes: the reading as imported, struck, before the new one. Whether they are seen is a class
 *  of the page. Which words are corrected is counted while nobody types; in between they are only carried along. */
export const correctionDecorations = (derived: DerivedDocument): Plugin<DecorationSet> =>
  sightDecorations<Correction>(correctionsKey, derived, {
    between: (from, to) => derived.known?.corrections.between(from, to) ?? [],
    draw: drawnCorrections,
  });

/** Lets the corrections be drawn that the document has now. */
export const withCorrections = (transaction: Transaction): Transaction => redrawn(transaction, correctionsKey);

function drawnCorrections({ from, to, before }: Correction): readonly Decoration[] {
  const decorations: Decoration[] = [];
  if (before !== '')
    decorations.push(
      Decoration.widget(from, () => oldReading(before), { side: 0, key: `old-${before}`, ignoreSelection: true }),
    );
  if (from < to) decorations.push(Decoration.inline(from, to, { class: transcriptionStyles.corrected ?? '' }));
  return decorations;
}

function oldReading(text: string): HTMLElement {
  const element = document.createElement('del');
  element.className = transcriptionStyles.oldReading ?? '';
  element.textContent = text;
  element.contentEditable = 'false';
  return element;
}

/** What is made to stand out for the moment, and changes nothing. */
interface Highlights {
  /** The tag under the pointer. */
  readonly hovered: AnnotationId | null;
  /** The tag that the inspector shows. */
  readonly chosen: AnnotationId | null;
  /** Where another part of the window led to. */
  readonly pointed: Range | null;
  /** The hit of the search that is stood on. */
  readonly currentHit: Range | null;
}

interface HighlightState {
  readonly highlights: Highlights;
  readonly set: DecorationSet;
}

const highlightKey = new PluginKey<HighlightState>('highlights');

const none: Highlights = { hovered: null, chosen: null, pointed: null, currentHit: null };

export const highlightDecorations = (): Plugin<HighlightState> =>
  new Plugin<HighlightState>({
    key: highlightKey,
    state: {
      init: () => ({ highlights: none, set: DecorationSet.empty }),
      apply: (transaction, known, before, after) => {
        const patch = transaction.getMeta(highlightKey) as Partial<Highlights> | undefined;
        const isElsewhere = sightOf(before).generation !== sightOf(after).generation;
        if (!patch && !isElsewhere) {
          if (!transaction.docChanged) return known;
          return { ...known, set: known.set.map(transaction.mapping, transaction.doc) };
        }
        const highlights = { ...known.highlights, ...patch };
        return { highlights, set: DecorationSet.create(after.doc, [...drawnHighlights(highlights, after)]) };
      },
    },
    props: { decorations: (state) => highlightKey.getState(state)?.set },
  });

/** Lets other things stand out; what the patch does not name stays. */
export const withHighlights = (transaction: Transaction, patch: Partial<Highlights>): Transaction =>
  transaction.setMeta(highlightKey, patch).setMeta('addToHistory', false);

export const highlightsOf = (state: EditorState): Highlights => highlightKey.getState(state)?.highlights ?? none;

function* drawnHighlights(highlights: Highlights, state: EditorState): Iterable<Decoration> {
  const lifted = new Set([highlights.hovered, highlights.chosen].filter((id) => id !== null));
  if (lifted.size > 0) yield* liftedIn(state, lifted);
  if (highlights.pointed) yield* around(highlights.pointed, transcriptionStyles.pointed);
  if (highlights.currentHit) yield* around(highlights.currentHit, transcriptionStyles.currentHit);
}

/** Of tags, what is in sight. */
function* liftedIn(state: EditorState, lifted: ReadonlySet<AnnotationId>): Iterable<Decoration> {
  for (const { block, start } of blocksIn(state.doc, [sightOf(state)]))
    for (const { id, kind, from, to } of blockFacts(block).tags)
      if (lifted.has(id)) yield Decoration.inline(start + from, start + to, liftedBy(kind));
}

const liftedBy = (kind: AnnotationKind): Record<string, string> => ({
  class: tagsStyles.lifted ?? '',
  'data-lifted': kind,
});

const around = ({ from, to }: Range, name: string | undefined): readonly Decoration[] =>
  from < to ? [Decoration.inline(from, to, { class: name ?? '' })] : [];

const hitsKey = new PluginKey<DecorationSet>('hits');

/** Marks what a search has found. */
export const hitDecorations = (derived: DerivedDocument, hits: SearchHits): Plugin<DecorationSet> =>
  sightDecorations(hitsKey, derived, {
    between: (from, to) => hits.between(from, to),
    draw: ({ from, to }) => (from < to ? [Decoration.inline(from, to, { class: transcriptionStyles.hit ?? '' })] : []),
  });

/** Lets the hits be marked that are found now. */
export const withHits = (transaction: Transaction): Transaction => redrawn(transaction, hitsKey);
