import type { Node } from 'prosemirror-model';
import type { Command, EditorState, Transaction } from 'prosemirror-state';
import { Transform } from 'prosemirror-transform';
import { type AnnotationAct, annotationRanges } from '../document/annotation.ts';
import { followWords } from '../document/follow-words.ts';
import type { AnnotationId } from '../document/identifier.ts';
import type { ZoneAct } from '../document/page-image.ts';
import { annotationReadings } from '../document/reading.ts';
import { leadsBack } from './keep-anchors.ts';
import { stepsBetween } from './rewrite/steps-between.ts';
import { annotationActs, ownGroup, zoneActs } from './undo-history.ts';

/** Makes the document what it was in an earlier version, as a new change on top: nothing of the history is removed. Page
 *  anchors, tags and notes come back with it. Only what differs is touched, so that all other words keep their history, and places
 *  in them stay where they are. Does nothing when the document is the same.
 *  @param zones what makes the zones of today those of then (`zoneChanges`) */
export const restoreDocument =
  (earlier: Node, zones: readonly ZoneAct[] = []): Command =>
  (state, dispatch) => {
    const transaction = steppedTo(state, earlier);
    if (!transaction.docChanged && zones.length === 0) return false;
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
    const wanted = new Transform(state.doc);
    for (const range of annotationRanges(state.doc).filter((present) => present.id === id))
      wanted.removeMark(range.from, range.to, state.schema.mark('annotation', { id, kind: range.as }));
    const mark = state.schema.mark('annotation', { id, kind: as });
    for (const { from, to } of places) wanted.addMark(from, to, mark);
    const transaction = steppedTo(state, wanted.doc);
    if (!transaction.docChanged && comment === undefined) return false;
    const text = annotationReadings(transaction.doc).get(id)?.text ?? '';
    const acts: readonly AnnotationAct[] = [
      ...(transaction.docChanged ? [{ kind: 'restored' as const, id, as, text }] : []),
      ...(comment === undefined ? [] : [{ kind: 'commented' as const, id, comment }]),
    ];
    finishRestoring(transaction, acts, dispatch);
    return true;
  };

/** A transaction that leads to a document by what differs alone. */
function steppedTo(state: EditorState, doc: Node): Transaction {
  const transaction = state.tr;
  for (const step of stepsBetween(state.doc, doc)) transaction.step(step);
  return transaction;
}

/** Sends a restoring on its way, an act of its own, with what it does to annotations. */
export function finishRestoring(
  transaction: Transaction,
  acts: readonly AnnotationAct[],
  dispatch: ((transaction: Transaction) => void) | undefined,
): void {
  if (acts.length > 0) transaction.setMeta(annotationActs, acts);
  dispatch?.(transaction.setMeta(ownGroup, true).scrollIntoView());
}

/** What restoring does to annotations, for their own histories. */
export function annotationChanges(before: Node, after: Node): readonly AnnotationAct[] {
  const had = new Map(annotationReadings(before));
  const acts: AnnotationAct[] = [];
  for (const [id, { as, text }] of annotationReadings(after)) {
    const was = had.get(id);
    if (was?.as !== as || was.text !== text) acts.push({ kind: 'restored', id, as, text });
    had.delete(id);
  }
  for (const id of had.keys()) acts.push({ kind: 'withdrawn', id });
  return acts;
}
