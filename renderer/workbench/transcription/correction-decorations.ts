import { Plugin, PluginKey, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import type { Correction } from '../../../shared/document/corrections.ts';
import styles from './transcription.module.css';

const correctionsKey = new PluginKey<DecorationSet>('corrections');

/** Draws corrections like tracked changes: the reading as imported, struck, before the new one. Whether they are seen is a class
 *  of the page. Which words are corrected is counted while nobody types and handed in; in between they are only carried along. */
export const correctionDecorations = (): Plugin<DecorationSet> =>
  new Plugin<DecorationSet>({
    key: correctionsKey,
    state: {
      init: () => DecorationSet.empty,
      apply: (transaction, set) => {
        const found = transaction.getMeta(correctionsKey) as readonly Correction[] | undefined;
        if (found) return DecorationSet.create(transaction.doc, found.flatMap(drawn));
        return transaction.docChanged ? set.map(transaction.mapping, transaction.doc) : set;
      },
    },
    props: { decorations: (state) => correctionsKey.getState(state) },
  });

/** Hands in corrections that were counted against the document of this very state. */
export const withCorrections = (transaction: Transaction, found: readonly Correction[]): Transaction =>
  transaction.setMeta(correctionsKey, found).setMeta('addToHistory', false);

function drawn({ from, to, before }: Correction): readonly Decoration[] {
  const decorations: Decoration[] = [];
  if (before !== '')
    decorations.push(
      Decoration.widget(from, () => oldReading(before), { side: 0, key: `old-${before}`, ignoreSelection: true }),
    );
  if (from < to) decorations.push(Decoration.inline(from, to, { class: styles.corrected ?? '' }));
  return decorations;
}

function oldReading(text: string): HTMLElement {
  const element = document.createElement('del');
  element.className = styles.oldReading ?? '';
  element.textContent = text;
  element.contentEditable = 'false';
  return element;
}
