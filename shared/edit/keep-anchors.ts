import type { Node } from 'prosemirror-model';
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state';
import { Mapping } from 'prosemirror-transform';
import { AnchorStep } from '../document/anchor-step.ts';
import { increasingRun } from '../document/increasing-run.ts';
import { settleAnchorMarks } from './anchor-marks.ts';
import { nearestAnchorPlace } from './anchor-place.ts';
import { anchorKey, anchorsBetween, type SequencedAnchor, sequenceAfter } from './anchor-sequence.ts';
import { type AppliedSteps, appendSteps, isComposing, type TouchedStretch, touchedStretch } from './applied-steps.ts';
import { isUndoing } from './undo-history.ts';

/** While an input method composes, repairing would disturb it: what it did is kept here until it has finished. */
type Pending = AppliedSteps | null;

const pendingKey = new PluginKey<Pending>('keep-anchors');

/** Meta of a transaction that leads back to a state of the document that was in order, as an undo does. */
export const leadsBack = 'anchorite:leads-back';

/** Keeps the sequence of page anchors as it is through every edit, by repairing it after the edit and within the same
 *  undo group. Only an `AnchorStep` may change it. */
export function keepAnchors(): Plugin<Pending> {
  return new Plugin<Pending>({
    key: pendingKey,
    state: {
      init: () => null,
      apply: (transaction, pending) => (isComposing(transaction) ? appendSteps(pending, [transaction]) : null),
    },
    appendTransaction(transactions, oldState, newState) {
      const pending = pendingKey.getState(oldState) ?? null;
      if (transactions.some(isComposing)) return null;
      const applied = appendSteps(pending, transactions);
      if (applied.steps.length === 0) return null;
      return repair(newState, applied, transactions.some(isLeadingBack));
    },
  });
}

/** Whether a transaction leads back to a state of the document that was in order: undo, redo, or restoring a version. */
export const isLeadingBack = (transaction: Transaction): boolean =>
  isUndoing(transaction) || transaction.getMeta(leadsBack) === true;

/** The transaction that puts the anchors back into order, or null when they are. An undo leads back to a state that was in
 *  order, so its anchors are never given other marks. */
function repair(state: EditorState, applied: AppliedSteps, undoing: boolean): Transaction | null {
  const touched = touchedStretch(state.doc, applied);
  const transaction = state.tr;
  repairSequence(transaction, applied, touched);
  if (!undoing) {
    const { maps } = transaction.mapping;
    const to = maps.reduce((end, map) => map.map(end, 1), touched.newTo);
    settleAnchorMarks(transaction, touched.from - anchorReach, to + anchorReach);
  }
  return transaction.docChanged ? transaction.setStoredMarks(state.storedMarks) : null;
}

/** An edit that ends right beside an anchor can change the marks of its place. */
const anchorReach = 1;

function repairSequence(transaction: Transaction, applied: AppliedSteps, touched: TouchedStretch): void {
  const { doc } = transaction;
  const present = anchorsBetween(doc, touched.from, touched.newTo);
  const before = anchorsBetween(applied.docs[0] ?? doc, touched.from, touched.oldTo);
  if (present.length === 0 && before.length === 0) return;
  const nodes = before.map(({ node }) => node);
  const wanted = wantedSequence(nodes, applied, doc);
  if (sameSequence(present, wanted)) return;
  restoreSequence(transaction, present, wanted, (node) => formerPlace(node, before, applied, touched));
}

/** The sequence as it was, changed only by the steps that may. */
function wantedSequence(before: readonly Node[], { steps, docs }: AppliedSteps, final: Node): readonly Node[] {
  let wanted = before;
  steps.forEach((step, index) => {
    const doc = docs[index];
    if (step instanceof AnchorStep && doc) wanted = sequenceAfter(step, doc, docs[index + 1] ?? final, wanted);
  });
  return wanted;
}

const sameSequence = (present: readonly SequencedAnchor[], wanted: readonly Node[]): boolean =>
  present.length === wanted.length && wanted.every((node, index) => anchorKey(node) === keyAt(present, index));

const keyAt = (anchors: readonly SequencedAnchor[], index: number): string | null => {
  const anchor = anchors[index];
  return anchor ? anchorKey(anchor.node) : null;
};

/** Takes out strangers, copies and what stands out of order, then puts each lost anchor back near where it was. */
function restoreSequence(
  transaction: Transaction,
  present: readonly SequencedAnchor[],
  wanted: readonly Node[],
  formerPlaceOf: (node: Node) => number,
): void {
  const order = new Map(wanted.map((node, index) => [anchorKey(node), index]));
  const kept = increasingRun(present.map(({ node }) => order.get(anchorKey(node)) ?? -1));
  const places = new Map<number, number>();
  present.forEach(({ pos, node }, index) => {
    if (kept.has(index)) places.set(order.get(anchorKey(node)) ?? 0, pos);
  });
  for (const [index, { pos }] of [...present.entries()].reverse())
    if (!kept.has(index)) transaction.delete(pos, pos + 1);
  const mapped = (pos: number): number => transaction.mapping.map(pos, 1);
  let floor = 0;
  wanted.forEach((node, index) => {
    const place = places.get(index);
    if (place !== undefined) {
      floor = mapped(place) + 1;
      return;
    }
    const next = wanted.findIndex((_, later) => later > index && places.has(later));
    const ceiling = next < 0 ? transaction.doc.content.size : mapped(places.get(next) ?? 0);
    floor = nearestAnchorPlace(transaction, node, mapped(formerPlaceOf(node)), floor, ceiling) + 1;
  });
}

/** Where a lost anchor stood, in the present document: before whatever replaced the text around it. */
function formerPlace(
  node: Node,
  before: readonly SequencedAnchor[],
  { steps }: AppliedSteps,
  touched: TouchedStretch,
): number {
  const was = before.find((anchor) => anchorKey(anchor.node) === anchorKey(node));
  if (!was) return touched.from;
  return new Mapping(steps.map((step) => step.getMap())).map(was.pos, -1);
}
