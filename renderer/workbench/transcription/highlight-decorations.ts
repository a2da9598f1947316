import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import { blockFacts } from '../../../shared/derived/block-facts.ts';
import type { AnnotationKind } from '../../../shared/document/annotation.ts';
import type { AnnotationId } from '../../../shared/document/identifier.ts';
import type { Range } from '../place.ts';
import { blocksIn } from './block-decorations.ts';
import { sightOf } from './sight.ts';
import tagStyles from './tags.module.css';
import styles from './transcription.module.css';

/** What is made to stand out for the moment, and changes nothing. */
export interface Highlights {
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
        return { highlights, set: DecorationSet.create(after.doc, [...drawn(highlights, after)]) };
      },
    },
    props: { decorations: (state) => highlightKey.getState(state)?.set },
  });

/** Lets other things stand out; what the patch does not name stays. */
export const withHighlights = (transaction: Transaction, patch: Partial<Highlights>): Transaction =>
  transaction.setMeta(highlightKey, patch).setMeta('addToHistory', false);

export const highlightsOf = (state: EditorState): Highlights => highlightKey.getState(state)?.highlights ?? none;

function* drawn(highlights: Highlights, state: EditorState): Iterable<Decoration> {
  const lifted = new Set([highlights.hovered, highlights.chosen].filter((id) => id !== null));
  if (lifted.size > 0) yield* liftedIn(state, lifted);
  if (highlights.pointed) yield* around(highlights.pointed, styles.pointed);
  if (highlights.currentHit) yield* around(highlights.currentHit, styles.currentHit);
}

/** Of tags, what is in sight. */
function* liftedIn(state: EditorState, lifted: ReadonlySet<AnnotationId>): Iterable<Decoration> {
  for (const { block, start } of blocksIn(state.doc, [sightOf(state)]))
    for (const { id, kind, from, to } of blockFacts(block).tags)
      if (lifted.has(id)) yield Decoration.inline(start + from, start + to, liftedBy(kind));
}

const liftedBy = (kind: AnnotationKind): Record<string, string> => ({
  class: tagStyles.lifted ?? '',
  'data-lifted': kind,
});

const around = ({ from, to }: Range, name: string | undefined): readonly Decoration[] =>
  from < to ? [Decoration.inline(from, to, { class: name ?? '' })] : [];
