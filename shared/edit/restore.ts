import { Fragment, type Node, Slice } from 'prosemirror-model';
import type { Command, Transaction } from 'prosemirror-state';
import { ReplaceStep } from 'prosemirror-transform';
import { AnchorStep } from '../document/anchor-step.ts';
import { type AnnotationAct, type AnnotationKind, annotationRanges } from '../document/annotation.ts';
import { followWords } from '../document/follow-words.ts';
import type { AnnotationId } from '../document/identifier.ts';
import type { ZoneAct } from '../document/page-image.ts';
import { leadsBack } from './keep-anchors.ts';
import { annotationActs, ownGroup, zoneActs } from './undo-history.ts';

/** Makes the document what it was in an earlier version, as a new change on top: nothing of the history is removed. Page
 *  anchors, tags and notes come back with it. Does nothing when the document is the same.
 *  @param zones what makes the zones of today those of then (`zoneChanges`) */
export const restoreDocument =
  (earlier: Node, zones: readonly ZoneAct[] = []): Command =>
  (state, dispatch) => {
    const difference = differingChildren(state.doc, earlier);
    if (!difference && zones.length === 0) return false;
    const transaction = state.tr;
    if (difference) {
      const { from, to, content } = difference;
      transaction.step(new AnchorStep(new ReplaceStep(from, to, new Slice(content, 0, 0))));
    }
    if (zones.length > 0) transaction.setMeta(zoneActs, zones);
    finishRestoring(transaction.setMeta(leadsBack, true), annotationChanges(state.doc, earlier), dispatch);
    return true;
  };

/** Brings one annotation back as it was in an earlier version: its kind, on the words that are still there.
 *  @param comment what was said of it then, when that is to come back too; not part of what undo takes back */
export const restoreAnnotation =
  (id: AnnotationId, earlier: Node, comment?: string): Command =>
  (state, dispatch) => {
    const was = annotationRanges(earlier).filter((range) => range.id === id);
    const as = was[0]?.as;
    const places = was.flatMap(({ from, to }) => followWords(earlier, state.doc, from, to) ?? []);
    if (as === undefined || places.length === 0) return false;
    const transaction = state.tr;
    for (const range of annotationRanges(state.doc).filter((present) => present.id === id))
      transaction.removeMark(range.from, range.to, state.schema.mark('annotation', { id, kind: range.as }));
    const mark = state.schema.mark('annotation', { id, kind: as });
    for (const { from, to } of places) transaction.addMark(from, to, mark);
    const isMoved = !transaction.doc.eq(state.doc);
    if (!isMoved && comment === undefined) return false;
    const acts: readonly AnnotationAct[] = [
      ...(isMoved ? [{ kind: 'restored' as const, id, as, text: coveredText(transaction.doc, id) }] : []),
      ...(comment === undefined ? [] : [{ kind: 'commented' as const, id, comment }]),
    ];
    finishRestoring(transaction, acts, dispatch);
    return true;
  };

/** Sends a restoring on its way, an act of its own, with what it does to annotations. */
export function finishRestoring(
  transaction: Transaction,
  acts: readonly AnnotationAct[],
  dispatch: ((transaction: Transaction) => void) | undefined,
): void {
  if (acts.length > 0) transaction.setMeta(annotationActs, acts);
  dispatch?.(transaction.setMeta(ownGroup, true).scrollIntoView());
}

/** The children of the document from the first that differs to the last, and what stood there earlier. */
function differingChildren(
  present: Node,
  earlier: Node,
): { readonly from: number; readonly to: number; readonly content: Fragment } | null {
  if (present.eq(earlier)) return null;
  const most = Math.min(present.childCount, earlier.childCount);
  let start = 0;
  while (start < most && present.child(start).eq(earlier.child(start))) start += 1;
  let end = 0;
  while (
    end < most - start &&
    present.child(present.childCount - 1 - end).eq(earlier.child(earlier.childCount - 1 - end))
  )
    end += 1;
  const children: Node[] = [];
  for (let index = start; index < earlier.childCount - end; index++) children.push(earlier.child(index));
  return {
    from: sizeOfChildren(present, 0, start),
    to: sizeOfChildren(present, 0, present.childCount - end),
    content: Fragment.from(children),
  };
}

function sizeOfChildren(node: Node, from: number, to: number): number {
  let size = 0;
  for (let index = from; index < to; index++) size += node.child(index).nodeSize;
  return size;
}

/** What restoring does to annotations, for their own histories. */
export function annotationChanges(before: Node, after: Node): readonly AnnotationAct[] {
  const had = kindsOf(before);
  const acts: AnnotationAct[] = [];
  for (const [id, as] of kindsOf(after)) {
    const text = coveredText(after, id);
    if (had.get(id) !== as || coveredText(before, id) !== text) acts.push({ kind: 'restored', id, as, text });
    had.delete(id);
  }
  for (const id of had.keys()) acts.push({ kind: 'withdrawn', id });
  return acts;
}

const kindsOf = (doc: Node): Map<AnnotationId, AnnotationKind> =>
  new Map(annotationRanges(doc).map(({ id, as }) => [id, as]));

const coveredText = (doc: Node, id: AnnotationId): string =>
  annotationRanges(doc)
    .filter((range) => range.id === id)
    .map(({ from, to }) => doc.textBetween(from, to, ' ', ''))
    .join(' … ')
    .replace(/\s+/g, ' ');
