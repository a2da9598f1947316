import { type Plugin, PluginKey, type Transaction } from 'prosemirror-state';
import { Decoration, type DecorationSet } from 'prosemirror-view';
import type { Correction } from '../../../shared/document/corrections.ts';
import type { DerivedDocument } from '../../model/derived/derived-document.ts';
import { redrawn, sightDecorations } from './sight-decorations.ts';
import styles from './transcription.module.css';

const correctionsKey = new PluginKey<DecorationSet>('corrections');

/** Draws corrections like tracked changes: the reading as imported, struck, before the new one. Whether they are seen is a class
 *  of the page. Which words are corrected is counted while nobody types; in between they are only carried along. */
export const correctionDecorations = (derived: DerivedDocument): Plugin<DecorationSet> =>
  sightDecorations<Correction>(correctionsKey, derived, {
    between: (from, to) => derived.known?.corrections.between(from, to) ?? [],
    draw: drawn,
  });

/** Lets the corrections be drawn that the document has now. */
export const withCorrections = (transaction: Transaction): Transaction => redrawn(transaction, correctionsKey);

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
