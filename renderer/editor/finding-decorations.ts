import { Plugin, PluginKey, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import { retold } from '../../shared/translation/retell.ts';
import type { Range } from '../model/places.ts';
import styles from './findings.module.css';

/** A stretch of the text that a rule or a schema finds fault with. */
export interface FindingMark extends Range {
  readonly message: string;
}

const findingsKey = new PluginKey<DecorationSet>('findings');

/** A finding about a whole division is marked where it begins. */
const longestMark = 60;

/** Past this many nobody looks for them by their marks, and each costs with every key. */
const mostMarks = 200;

/** Underlines what breaks the schemas. It is found elsewhere and handed in; in between the marks are carried along. */
export const findingDecorations = (): Plugin<DecorationSet> =>
  new Plugin<DecorationSet>({
    key: findingsKey,
    state: {
      init: () => DecorationSet.empty,
      apply: (transaction, set) => {
        const marks = transaction.getMeta(findingsKey) as readonly FindingMark[] | undefined;
        if (marks) return DecorationSet.create(transaction.doc, marks.slice(0, mostMarks).map(drawn));
        return transaction.docChanged && set !== DecorationSet.empty
          ? set.map(transaction.mapping, transaction.doc)
          : set;
      },
    },
    props: { decorations: (state) => findingsKey.getState(state) },
  });

function drawn({ from, to, message }: FindingMark): Decoration {
  return Decoration.inline(from, Math.min(to, from + longestMark), {
    class: styles.finding ?? '',
    title: retold(message),
  });
}

/** Lets findings be marked instead of those that are. */
export const withFindings = (transaction: Transaction, marks: readonly FindingMark[]): Transaction =>
  transaction.setMeta(findingsKey, marks).setMeta('addToHistory', false);
