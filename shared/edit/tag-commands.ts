import type { Node } from 'prosemirror-model';
import type { Command, EditorState, Transaction } from 'prosemirror-state';
import { Transform } from 'prosemirror-transform';
import type { AnnotationAct, AnnotationKind, AnnotationState } from '../document/annotation.ts';
import { rangesOfAnnotation } from '../document/annotation.ts';
import { type AnnotationId, type EntityId, newAnnotationId, type TagTypeId } from '../document/identifier.ts';
import { readingOf } from '../document/reading.ts';
import { annotationActs, ownGroup } from './undo-history.ts';

/** A new annotation over a passage: what changes in the document, and the act for the journal. */
export interface Tagging {
  readonly transform: Transform;
  readonly act: AnnotationAct;
}

/** Tags the words between two positions. White space, page anchors and line ends at either end stay outside: an annotation
 *  begins and ends with a word. Null when no word is left, or when a tag of the kind covers just these words already. */
export function tagRange(doc: Node, from: number, to: number, kind: AnnotationKind): Tagging | null {
  const range = wordsBetween(doc, from, to);
  if (!range || likeTag(doc, from, to, kind) !== null) return null;
  const id = newAnnotationId();
  const mark = doc.type.schema.mark('annotation', { id, kind });
  return {
    transform: new Transform(doc).addMark(range.from, range.to, mark),
    act: { kind: 'created', id, as: kind, text: readingOf(doc, range.from, range.to) },
  };
}

/** The tag of a kind that begins and ends with the words between two positions: another like it would say nothing more. Null when there is
 *  none. */
export function likeTag(doc: Node, from: number, to: number, kind: AnnotationKind): AnnotationId | null {
  const range = wordsBetween(doc, from, to);
  if (!range) return null;
  const ending = new Set(tagsAt(doc, range.to - 1, kind));
  const both = tagsAt(doc, range.from, kind).filter((id) => ending.has(id));
  for (const id of both) {
    // A tag over several blocks has a range in each.
    const ranges = rangesOfAnnotation(doc, id);
    const [first, last] = [ranges[0], ranges.at(-1)];
    const words = first && last && wordsBetween(doc, first.from, last.to);
    if (words && words.from === range.from && words.to === range.to) return id;
  }
  return null;
}

/** The tags of a kind on the character behind a position. */
const tagsAt = (doc: Node, pos: number, kind: AnnotationKind): readonly AnnotationId[] =>
  (doc.nodeAt(pos)?.marks ?? [])
    .filter(({ type, attrs }) => type.name === 'annotation' && attrs.kind === kind)
    .map(({ attrs }) => attrs.id as AnnotationId);

/** The stretch between two positions without what is no word at its ends; null when there is no word in it. */
export function wordsBetween(
  doc: Node,
  from: number,
  to: number,
): { readonly from: number; readonly to: number } | null {
  let first: number | null = null;
  let last = from;
  doc.nodesBetween(from, to, (node, pos) => {
    if (!node.isText) return;
    const text = node.text ?? '';
    for (let i = Math.max(0, from - pos); i < Math.min(text.length, to - pos); i++) {
      if (/\s/.test(text.charAt(i))) continue;
      first ??= pos + i;
      last = pos + i + 1;
    }
  });
  return first === null ? null : { from: first, to: last };
}

/** Tags the selected passage, unless a tag of the kind covers just these words already. */
export const tagSelection =
  (kind: AnnotationKind, type: TagTypeId | null = null): Command =>
  (state, dispatch) => {
    const tagging = tagRange(state.doc, state.selection.from, state.selection.to, kind);
    if (!tagging) return false;
    const transaction = state.tr;
    for (const step of tagging.transform.steps) transaction.step(step);
    const { act } = tagging;
    const acts: readonly AnnotationAct[] = type === null ? [act] : [act, { kind: 'typed', id: act.id, type }];
    dispatch?.(transaction.setMeta(annotationActs, acts).setMeta(ownGroup, true));
    return true;
  };

/** Says of which type of the collection a tag is, and of which kind that makes it; null: of the kind alone. Does nothing where it is so already, or another
 *  tag of that kind covers just its words.
 *  @param tag as it is known now */
export const typeAnnotation =
  (tag: Pick<AnnotationState, 'id' | 'as' | 'type'>, kind: AnnotationKind, type: TagTypeId | null): Command =>
  (state, dispatch) => {
    if (tag.as === kind && tag.type === type) return false;
    const retagged = tag.as === kind ? state.tr : kindChanged(state, tag.id, kind);
    if (!retagged) return false;
    const acts: readonly AnnotationAct[] = [
      ...(tag.as === kind ? [] : [{ kind: 'retagged' as const, id: tag.id, as: kind }]),
      ...(tag.type === type ? [] : [{ kind: 'typed' as const, id: tag.id, type }]),
    ];
    dispatch?.(retagged.setMeta(annotationActs, acts).setMeta(ownGroup, true));
    return true;
  };

/** Says something of an annotation; an empty comment takes away what was said. The document stays as it is, so undo does not take
 *  it back: the annotation's history does. */
export const commentAnnotation =
  (id: AnnotationId, comment: string): Command =>
  (state, dispatch) => {
    const act: AnnotationAct = { kind: 'commented', id, comment };
    dispatch?.(state.tr.setMeta(annotationActs, [act]));
    return true;
  };

/** Says which entity of the collection annotations mean; null: none any more. Does nothing where all of them say so already.
 *  @param annotations as they are known now */
export const identifyAnnotations =
  (annotations: readonly Pick<AnnotationState, 'id' | 'entity'>[], entity: EntityId | null): Command =>
  (state, dispatch) => {
    const acts = annotations
      .filter((annotation) => annotation.entity !== entity)
      .map(({ id }): AnnotationAct => ({ kind: 'identified', id, entity }));
    if (acts.length === 0) return false;
    dispatch?.(state.tr.setMeta(annotationActs, acts).setMeta(ownGroup, true));
    return true;
  };

/** Takes an annotation off the text. Its record and its history stay. */
export const withdrawAnnotation =
  (id: AnnotationId): Command =>
  (state, dispatch) => {
    const ranges = rangesOfAnnotation(state.doc, id);
    const transaction = state.tr;
    for (const { from, to, as } of ranges)
      transaction.removeMark(from, to, state.schema.mark('annotation', { id, kind: as }));
    const act: AnnotationAct = { kind: 'withdrawn', id };
    dispatch?.(transaction.setMeta(annotationActs, [act]).setMeta(ownGroup, true));
    return true;
  };

/** Says that an annotation is of another kind, unless another one of that kind covers just its words. */
export const retagAnnotation =
  (id: AnnotationId, kind: AnnotationKind): Command =>
  (state, dispatch) => {
    const transaction = kindChanged(state, id, kind);
    if (!transaction) return false;
    const act: AnnotationAct = { kind: 'retagged', id, as: kind };
    dispatch?.(transaction.setMeta(annotationActs, [act]).setMeta(ownGroup, true));
    return true;
  };

/** Null when it is of the kind already, or another one of it covers just its words. */
function kindChanged(state: EditorState, id: AnnotationId, kind: AnnotationKind): Transaction | null {
  const ranges = rangesOfAnnotation(state.doc, id);
  const [first, last] = [ranges[0], ranges.at(-1)];
  if (!first || !last || ranges.every((range) => range.as === kind)) return null;
  if (likeTag(state.doc, first.from, last.to, kind) !== null) return null;
  const transaction = state.tr;
  for (const { from, to, as } of ranges)
    transaction
      .removeMark(from, to, state.schema.mark('annotation', { id, kind: as }))
      .addMark(from, to, state.schema.mark('annotation', { id, kind }));
  return transaction;
}

/** Moves an annotation to the selected passage, unless it or another one of its kind covers just these words already. */
export const retargetAnnotation =
  (annotation: Pick<AnnotationState, 'id' | 'as'>): Command =>
  (state, dispatch) => {
    const { from, to } = state.selection;
    const range = wordsBetween(state.doc, from, to);
    if (!range || likeTag(state.doc, from, to, annotation.as) !== null) return false;
    const transaction = state.tr;
    for (const old of rangesOfAnnotation(state.doc, annotation.id))
      transaction.removeMark(old.from, old.to, state.schema.mark('annotation', { id: old.id, kind: old.as }));
    const mark = state.schema.mark('annotation', { id: annotation.id, kind: annotation.as });
    transaction.addMark(range.from, range.to, mark);
    const text = readingOf(state.doc, range.from, range.to);
    const act: AnnotationAct = { kind: 'retargeted', id: annotation.id, text };
    dispatch?.(transaction.setMeta(annotationActs, [act]).setMeta(ownGroup, true));
    return true;
  };
