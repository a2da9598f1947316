import type { Node } from 'prosemirror-model';
import type { Transaction } from 'prosemirror-state';
import { Mapping, type Step } from 'prosemirror-transform';
import { touchedBy } from '../document/step-positions.ts';

/** Steps applied one after the other, each with the document before it. */
export interface AppliedSteps {
  readonly steps: readonly Step[];
  readonly docs: readonly Node[];
}

/** Ends a composition: dispatch a transaction with this meta when the input method has finished. While it composes, plugins that mend what an
 *  edit left would disturb it: they keep its steps and mend them at the end. */
export const compositionEnded = 'anchorite:composition-ended';

/** Whether a transaction is a part of what an input method composes. What a plugin appends to it, such as cells that fill up a row, is
 *  part of it, too. */
export function isComposing(transaction: Transaction): boolean {
  const root = (transaction.getMeta('appendedTransaction') as Transaction | undefined) ?? transaction;
  return root.getMeta('composition') !== undefined;
}

/** The steps with those of further transactions. */
export const appendSteps = (applied: AppliedSteps | null, transactions: readonly Transaction[]): AppliedSteps => ({
  steps: [...(applied?.steps ?? []), ...transactions.flatMap(({ steps }) => steps)],
  docs: [...(applied?.docs ?? []), ...transactions.flatMap(({ docs }) => docs)],
});

/** The one stretch outside which both documents are the same. It begins at the same position in both. */
export interface TouchedStretch {
  readonly from: number;
  readonly oldTo: number;
  readonly newTo: number;
}

/** What steps touched.
 *  @param doc the document after them */
export function touchedStretch(doc: Node, { steps, docs }: AppliedSteps): TouchedStretch {
  const mapping = new Mapping(steps.map((step) => step.getMap()));
  let from = doc.content.size;
  let newTo = 0;
  steps.forEach((step, index) => {
    const rest = mapping.slice(index + 1);
    for (const touched of touchedBy(step)) {
      from = Math.min(from, rest.map(touched.newFrom, -1));
      newTo = Math.max(newTo, rest.map(touched.newTo, 1));
    }
  });
  const growth = doc.content.size - (docs[0] ?? doc).content.size;
  return { from, newTo, oldTo: newTo - growth };
}
