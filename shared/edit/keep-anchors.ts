import { Mark, type Node, type ResolvedPos } from 'prosemirror-model';
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state';
import { Mapping, type Step } from 'prosemirror-transform';
import { anchorOf, isAnchor } from '../document/page-anchor.ts';
import { AnchorStep, touchedBy } from '../document/steps.ts';
import { increasingRun } from '../text/sequences.ts';
import { isUndoing } from './undo-history.ts';

/** A page anchor of one state of a document. */
interface SequencedAnchor {
  readonly pos: number;
  readonly node: Node;
}

/** What makes two anchor nodes the same anchor saying the same page. Marks and placement may differ. */
function anchorKey(node: Node): string {
  const { id, kind, label } = anchorOf(node);
  return `${id} ${kind} ${label}`;
}

/** The anchors between two positions, in order. */
export function anchorsBetween(doc: Node, from: number, to: number): SequencedAnchor[] {
  const found: SequencedAnchor[] = [];
  if (from >= to) return found;
  doc.nodesBetween(from, to, (node, pos) => {
    if (isAnchor(node) && pos >= from && pos < to) found.push({ pos, node });
    return !node.isLeaf;
  });
  return found;
}

/** The sequence after a step that may change it: the anchors that the step touched stand as the step's own result has them,
 *  each after the anchor that precedes it there; all others stay. */
function sequenceAfter(step: AnchorStep, before: Node, after: Node, sequence: readonly Node[]): readonly Node[] {
  const touchedBefore = new Set(touchedAnchors(step, before, 'before').map(({ node }) => anchorKey(node)));
  const next = sequence.filter((node) => !touchedBefore.has(anchorKey(node)));
  for (const { pos, node } of touchedAnchors(step, after, 'after'))
    next.splice(placeInSequence(after, pos, next), 0, node);
  return next;
}

function placeInSequence(doc: Node, pos: number, sequence: readonly Node[]): number {
  const order = new Map(sequence.map((node, index) => [anchorKey(node), index]));
  for (const earlier of anchorsBetween(doc, 0, pos).reverse()) {
    const index = order.get(anchorKey(earlier.node));
    if (index !== undefined) return index + 1;
  }
  return 0;
}

/** The anchors in what a step touches, in the document before or after it. */
const touchedAnchors = (step: AnchorStep, doc: Node, side: 'before' | 'after'): readonly SequencedAnchor[] =>
  touchedBy(step).flatMap(({ oldFrom, oldTo, newFrom, newTo }) =>
    side === 'before' ? anchorsBetween(doc, oldFrom, oldTo) : anchorsBetween(doc, newFrom, newTo),
  );

/** The marks that a page anchor at a place has to have: those of the text on both sides of it. Inside a marked passage the
 *  anchor belongs to it, so that the passage stays whole; at its edge it does not, because no passage begins or ends on an
 *  anchor. */
function marksOfPlace(parent: Node, indexBefore: number, indexAfter: number): readonly Mark[] {
  let before = indexBefore;
  let after = indexAfter;
  while (before >= 0 && isAnchor(parent.child(before))) before -= 1;
  while (after < parent.childCount && isAnchor(parent.child(after))) after += 1;
  if (before < 0 || after >= parent.childCount) return Mark.none;
  const around = parent.child(after).marks;
  return parent.child(before).marks.filter((mark) => mark.isInSet(around));
}

/** Gives the anchors between two positions, and those that stand right beside them, the marks of their places. */
function settleAnchorMarks(transaction: Transaction, from: number, to: number): void {
  const { doc } = transaction;
  const { start, end } = widened(doc, Math.max(0, from), Math.min(to, doc.content.size));
  for (const { pos, node } of anchorsBetween(doc, start, end)) {
    const $pos = doc.resolve(pos);
    const wanted = marksOfPlace($pos.parent, $pos.index() - 1, $pos.index() + 1);
    if (Mark.sameSet(wanted, node.marks)) continue;
    for (const mark of node.marks) if (!mark.isInSet(wanted)) transaction.removeMark(pos, pos + 1, mark);
    for (const mark of wanted) if (!mark.isInSet(node.marks)) transaction.addMark(pos, pos + 1, mark);
  }
}

/** An edit at one end of a row of anchors can change the marks of all of them. */
function widened(doc: Node, from: number, to: number): { readonly start: number; readonly end: number } {
  let start = from;
  let end = to;
  for (let before = doc.resolve(start).nodeBefore; before && isAnchor(before); before = doc.resolve(start).nodeBefore)
    start -= 1;
  for (let after = doc.resolve(end).nodeAfter; after && isAnchor(after); after = doc.resolve(end).nodeAfter) end += 1;
  return { start, end };
}

/** Puts an anchor at the position nearest to the wanted one that can hold it, not before `floor` and not after `ceiling`,
 *  without crossing text.
 *  @returns the position it stands at */
function nearestAnchorPlace(
  transaction: Transaction,
  anchor: Node,
  wanted: number,
  floor: number,
  ceiling: number,
): number {
  const { doc } = transaction;
  const pos = Math.max(floor, Math.min(wanted, ceiling));
  const place = inlinePlace(doc, pos, floor, ceiling);
  if (place === null) return insertParagraph(transaction, anchor, pos);
  transaction.insert(place, anchor.mark(Mark.none));
  return place;
}

/** Between two blocks the start of the next and the end of the one before are the same place to a reader. The text comes
 *  before its notes, so an anchor of the text never moves on into a note. */
function inlinePlace(doc: Node, pos: number, floor: number, ceiling: number): number | null {
  const $pos = doc.resolve(pos);
  if ($pos.parent.inlineContent) return pos;
  const after = nextInlinePlace(doc, pos, ceiling);
  const before = previousInlinePlace(doc, pos, floor);
  if (after !== null && (before === null || inNotes(doc.resolve(after)) === inNotes($pos))) return after;
  return before ?? after;
}

const inNotes = ($pos: ResolvedPos): boolean => {
  for (let depth = $pos.depth; depth > 0; depth--) if ($pos.node(depth).type.name === 'notes') return true;
  return false;
};

function nextInlinePlace(doc: Node, pos: number, ceiling: number): number | null {
  let place: number | null = null;
  doc.nodesBetween(pos, ceiling, (node, at) => {
    if (place !== null) return false;
    if (node.inlineContent && at >= pos && at + 1 <= ceiling) place = at + 1;
    return place === null;
  });
  return place;
}

function previousInlinePlace(doc: Node, pos: number, floor: number): number | null {
  let place: number | null = null;
  doc.nodesBetween(floor, pos, (node, at) => {
    const end = at + node.nodeSize - 1;
    if (node.inlineContent && end <= pos && end >= floor) place = end;
    return !node.inlineContent;
  });
  return place;
}

function insertParagraph(transaction: Transaction, anchor: Node, pos: number): number {
  const paragraph = transaction.doc.type.schema.node('paragraph', null, [anchor]);
  const mapsBefore = transaction.mapping.maps.length;
  transaction.insert(pos, paragraph);
  let place = pos;
  transaction.mapping.maps[mapsBefore]?.forEach((_oldStart, _oldEnd, newStart) => {
    place = newStart + 1;
  });
  return place;
}

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
interface TouchedStretch {
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

/** While an input method composes, repairing would disturb it: what it did is kept here until it has finished. */
type Pending = AppliedSteps | null;

const pendingKey = new PluginKey<Pending>('keep-anchors');

/** Meta of a transaction that leads back to a state of the document that was in order, as an undo does. */
export const restoresEarlierState = 'anchorite:leads-back';

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
      return repair(newState, applied, transactions.some(isRestoringEarlierState));
    },
  });
}

/** Whether a transaction leads back to a state of the document that was in order: undo, redo, or restoring a version. */
export const isRestoringEarlierState = (transaction: Transaction): boolean =>
  isUndoing(transaction) || transaction.getMeta(restoresEarlierState) === true;

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
