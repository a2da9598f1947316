import { type Plugin, PluginKey, type Transaction } from 'prosemirror-state';
import { Decoration, type DecorationSet } from 'prosemirror-view';
import type { DerivedDocument } from '../../model/derived/derived-document.ts';
import type { SearchHits } from '../../model/derived/search-hits.ts';
import { redrawn, sightDecorations } from './sight-decorations.ts';
import styles from './transcription.module.css';

const hitsKey = new PluginKey<DecorationSet>('hits');

/** Marks what a search has found. */
export const hitDecorations = (derived: DerivedDocument, hits: SearchHits): Plugin<DecorationSet> =>
  sightDecorations(hitsKey, derived, {
    between: (from, to) => hits.between(from, to),
    draw: ({ from, to }) => (from < to ? [Decoration.inline(from, to, { class: styles.hit ?? '' })] : []),
  });

/** Lets the hits be marked that are found now. */
export const withHits = (transaction: Transaction): Transaction => redrawn(transaction, hitsKey);
