import type { Node } from 'prosemirror-model';
import type { Command, EditorState, Transaction } from 'prosemirror-state';
import { insertPoint, Transform } from 'prosemirror-transform';
import { followWords } from '../alignment/align-blocks.ts';
import { type AnnotationAct, type AnnotationState, rangesOfAnnotation } from '../document/annotation.ts';
import type { AnnotationId, EntityId, TagTypeId } from '../document/identifier.ts';
import type { PageImage, Zone, ZoneAct } from '../document/page-image.ts';
import { annotationReadings } from '../document/reading.ts';
import { AnchorStep } from '../document/steps.ts';
import { treatmentChanges, zoneChanges } from '../document/zones.ts';
import { unreachable } from '../text/unreachable.ts';
import { inEnglish } from '../translation/retell.ts';
import { restoresEarlierState } from './keep-anchors.ts';
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
    finishRestoring(transaction.setMeta(restoresEarlierState, true), annotationChanges(state.doc, earlier), dispatch);
    return true;
  };

/** What is said of an annotation besides its kind. */
interface SaidOf {
  readonly comment?: string;
  readonly entity?: EntityId | null;
  readonly type?: TagTypeId | null;
}

/** Brings one annotation back as it was in an earlier version: its kind, on the words that are still there.
 *  @param said what was said of it then, as far as that is to come back too; a comment is not part of what undo takes back */
export const restoreAnnotation =
  (id: AnnotationId, earlier: Node, { comment, entity, type }: SaidOf = {}): Command =>
  (state, dispatch) => {
    const was = rangesOfAnnotation(earlier, id);
    const as = was[0]?.as;
    const places = was.flatMap(({ from, to }) => followWords(earlier, state.doc, from, to) ?? []);
    if (as === undefined || places.length === 0) return false;
    const wanted = new Transform(state.doc);
    for (const range of rangesOfAnnotation(state.doc, id))
      wanted.removeMark(range.from, range.to, state.schema.mark('annotation', { id, kind: range.as }));
    const mark = state.schema.mark('annotation', { id, kind: as });
    for (const { from, to } of places) wanted.addMark(from, to, mark);
    const transaction = steppedTo(state, wanted.doc);
    if (!transaction.docChanged && [comment, entity, type].every((one) => one === undefined)) return false;
    const text = annotationReadings(transaction.doc).get(id)?.text ?? '';
    const acts: readonly AnnotationAct[] = [
      ...(transaction.docChanged ? [{ kind: 'restored' as const, id, as, text }] : []),
      ...(comment === undefined ? [] : [{ kind: 'commented' as const, id, comment }]),
      ...(entity === undefined ? [] : [{ kind: 'identified' as const, id, entity }]),
      ...(type === undefined ? [] : [{ kind: 'typed' as const, id, type }]),
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
function finishRestoring(
  transaction: Transaction,
  acts: readonly AnnotationAct[],
  dispatch: ((transaction: Transaction) => void) | undefined,
): void {
  if (acts.length > 0) transaction.setMeta(annotationActs, acts);
  dispatch?.(transaction.setMeta(ownGroup, true).scrollIntoView());
}

/** What restoring does to annotations, for their own histories. */
function annotationChanges(before: Node, after: Node): readonly AnnotationAct[] {
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

/** Which blocks of an earlier document come back, and what gives way to them. Positions are those before text blocks. */
export interface RestoredBlocks {
  /** In the earlier document, one behind the other. */
  readonly older: readonly number[];
  /** In the present document, one behind the other. */
  readonly newer: readonly number[];
  /** Other blocks of the present document that go with it: their words were moved there. */
  readonly moved: readonly number[];
  /** The present block beside which they come back when none gives way. */
  readonly beside: { readonly pos: number; readonly side: 'before' | 'after' } | null;
}

/** Brings earlier paragraphs back in the place of those that stand for them now, also when they were split, joined, moved or
 *  taken away since; those that were added go. One act, taken back by one undo. Page anchors of today stay, and tags of that time
 *  come back with their words. Words that stand there now and then are not touched. */
export const restoreBlocks =
  (blocks: RestoredBlocks, earlier: Node): Command =>
  (state, dispatch) => {
    const wanted = state.tr;
    const [from, to] = [onlyOne(blocks.older), onlyOne(blocks.newer)];
    // What kind of block it is now stays: that is no matter of its words.
    if (from !== null && to !== null) replaceWords(wanted, to, earlier.nodeAt(from));
    else replaceBlocks(wanted, blocks, earlier);
    if (wanted.doc.eq(state.doc)) return false;
    // As the guard of the page anchors leaves it. None of them comes or goes, so they need no steps of their own.
    const { doc } = state.applyTransaction(wanted).state;
    const transaction = state.tr;
    for (const step of stepsBetween(state.doc, doc)) transaction.step(step instanceof AnchorStep ? step.inner : step);
    if (!transaction.docChanged) return false;
    finishRestoring(transaction, annotationChanges(state.doc, doc), dispatch);
    return true;
  };

const onlyOne = (positions: readonly number[]): number | null =>
  positions.length === 1 ? (positions[0] ?? null) : null;

function replaceWords(transaction: Transaction, pos: number, earlier: Node | null): void {
  const block = transaction.doc.nodeAt(pos);
  if (!block?.isTextblock || !earlier || block.content.eq(earlier.content)) return;
  transaction.replaceWith(pos + 1, pos + 1 + block.content.size, earlier.content);
}

function replaceBlocks(transaction: Transaction, { older, newer, moved, beside }: RestoredBlocks, earlier: Node): void {
  const gone = stretchOf(transaction.doc, newer);
  const back = stretchOf(earlier, older);
  if (gone && back) transaction.replaceRange(gone.from, gone.to, earlier.slice(back.from, back.to));
  else if (gone) transaction.deleteRange(gone.from, gone.to);
  else if (back && beside) insertBeside(transaction, beside, earlier, unitOf(earlier, back));
  for (const pos of moved) {
    const at = transaction.mapping.map(pos);
    const block = transaction.doc.nodeAt(at);
    if (block?.isTextblock) transaction.deleteRange(at, at + block.nodeSize);
  }
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** From before the first of some blocks to behind the last; null when there are none. */
function stretchOf(doc: Node, blocks: readonly number[]): Stretch | null {
  const [first, last] = [blocks[0], blocks.at(-1)];
  if (first === undefined || last === undefined) return null;
  return { from: first, to: last + (doc.nodeAt(last)?.nodeSize ?? 0) };
}

/** The stretch with what holds nothing else, such as the list item of its paragraph: that has gone with it. */
function unitOf(earlier: Node, { from, to }: Stretch): Stretch {
  let [$from, $to] = [earlier.resolve(from), earlier.resolve(to)];
  const shared = (): number => $from.sharedDepth($to.pos);
  while ($from.depth > shared() && $from.parentOffset === 0) $from = earlier.resolve($from.before());
  while ($to.depth > shared() && $to.pos === $to.end()) $to = earlier.resolve($to.after());
  while ($from.depth > 0 && $from.sameParent($to) && $from.parentOffset === 0 && $to.pos === $to.end())
    [$from, $to] = [earlier.resolve($from.before()), earlier.resolve($to.after())];
  return { from: $from.pos, to: $to.pos };
}

function insertBeside(
  transaction: Transaction,
  { pos, side }: NonNullable<RestoredBlocks['beside']>,
  earlier: Node,
  unit: Stretch,
): void {
  const { doc } = transaction;
  const at = side === 'after' ? pos + (doc.nodeAt(pos)?.nodeSize ?? 0) : pos;
  const type = earlier.resolve(unit.from).nodeAfter?.type;
  const $at = doc.resolve(at);
  const outside = $at.depth === 0 ? at : side === 'after' ? $at.after(1) : $at.before(1);
  const point = (type && insertPoint(doc, at, type)) ?? outside;
  transaction.replaceRange(point, point, earlier.slice(unit.from, unit.to));
}

/** What of an earlier state a person wants back. */
export type Wanted =
  | { readonly kind: 'all' }
  | { readonly kind: 'paragraphs'; readonly blocks: RestoredBlocks }
  | { readonly kind: 'annotation'; readonly id: AnnotationId };

/** What of a document can come back. */
interface RestorableState {
  readonly doc: Node;
  readonly annotations: ReadonlyMap<
    AnnotationId,
    Pick<AnnotationState, 'as' | 'comment' | 'entity' | 'type' | 'withdrawn'>
  >;
  readonly zones: readonly Zone[];
  readonly pages: readonly PageImage[];
}

/** What brings something back, and what the version that it leads to is called. */
export interface Restoring {
  /** Does nothing where all is as it was already, or cannot come back. */
  readonly command: Command;
  readonly name: string;
}

/** How something comes back, whoever asks for it.
 *  @param version the number of the version that `past` is; null for a state of an annotation's history */
export function restoring(
  wanted: Wanted,
  past: RestorableState,
  present: RestorableState,
  version: number | null,
): Restoring {
  const from = version === null ? 'its history' : `version ${version}`;
  switch (wanted.kind) {
    case 'all':
      return {
        command: restoreDocument(past.doc, [
          ...zoneChanges(present.zones, past.zones),
          ...treatmentChanges(present.pages, past.pages),
        ]),
        name: inEnglish`Restored ${from}`,
      };
    case 'paragraphs':
      return { command: restoreBlocks(wanted.blocks, past.doc), name: inEnglish`Restored a paragraph from ${from}` };
    case 'annotation': {
      const [then, now] = [past, present].map(({ annotations }) => annotations.get(wanted.id));
      const comment = then?.comment ?? '';
      const entity = then?.entity ?? null;
      const type = then?.type ?? null;
      const said: SaidOf = {
        ...(comment !== (now?.comment ?? '') && { comment }),
        ...(entity !== (now?.entity ?? null) && { entity }),
        ...(type !== (now?.type ?? null) && { type }),
      };
      return {
        command: restoreAnnotation(wanted.id, past.doc, said),
        name: inEnglish`Restored a tag from ${from}`,
      };
    }
    default:
      return unreachable(wanted);
  }
}
