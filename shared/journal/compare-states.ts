import type { Node } from 'prosemirror-model';
import type { AnnotationId } from '../document/identifier.ts';
import { type ComparisonFigures, comparisonFigures } from './compare-documents.ts';

/** A comment on an annotation that reads otherwise than before; empty where there was, or is, none. */
export interface CommentDifference {
  readonly id: AnnotationId;
  readonly before: string;
  readonly after: string;
}

/** What of a state is compared for its figures. */
export interface ComparableState {
  readonly doc: Node;
  readonly annotations: Annotations;
}

type Annotations = ReadonlyMap<AnnotationId, { readonly comment: string }>;

/** What became of the comments. */
export function compareComments(older: Annotations, newer: Annotations): readonly CommentDifference[] {
  if (older === newer) return [];
  const differences: CommentDifference[] = [];
  for (const [id, { comment }] of newer) {
    const before = older.get(id)?.comment ?? '';
    if (before !== comment) differences.push({ id, before, after: comment });
  }
  return differences;
}

/** How much two states of a document differ; an annotation that only has another comment counts as a tag. */
export function stateFigures(older: ComparableState, newer: ComparableState): ComparisonFigures {
  const figures = comparisonFigures(older.doc, newer.doc);
  return { ...figures, tags: figures.tags + compareComments(older.annotations, newer.annotations).length };
}
