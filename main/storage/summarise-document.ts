import type { DocumentSummary } from '../../shared/contract/document-summary.ts';
import { annotationRanges } from '../../shared/document/annotation.ts';
import { wordCount } from '../../shared/document/block-text.ts';
import type { DocumentState } from '../../shared/document/document-state.ts';
import { misreadings } from '../../shared/document/misreadings.ts';
import { anchorsOf } from '../../shared/document/page-anchor.ts';
import { isKeptAlike } from '../../shared/document/review.ts';

/** A document as a row of the collection table. Costs the whole document, so it is made when asked for and not with each
 *  change.
 *  @param suspects how many are left; null when that is not known */
export function summariseDocument(state: DocumentState, suspects: number | null): DocumentSummary {
  const { metadata, doc } = state;
  return {
    id: state.id,
    source: state.source.name,
    title: metadata.title,
    type: metadata.type,
    number: metadata.number,
    date: metadata.date?.text ?? '',
    when: metadata.date?.when ?? '',
    from: metadata.from,
    to: metadata.to,
    status: state.status,
    anchors: anchorsOf(doc).map(({ anchor: { kind, label, inferred } }) => ({ kind, label, inferred })),
    notes: noteCount(state),
    corrections: misreadings(state.imported, doc).length,
    tags: tagCount(state),
    words: wordCount(doc),
    suspects,
    changed: state.changed.time,
    changedBy: state.changed.editor,
  };
}

function noteCount({ doc }: DocumentState): number {
  let count = 0;
  doc.descendants((node) => {
    if (node.type.name === 'note') count += 1;
    return !node.isTextblock;
  });
  return count;
}

function tagCount({ doc, annotations }: DocumentState): number {
  const standing = new Set(annotationRanges(doc).map(({ id }) => id));
  return [...standing].filter((id) => annotations.get(id)?.withdrawn !== true).length;
}

/** How many suspects a state of a document had. */
export interface FoundSuspects {
  readonly of: DocumentState;
  readonly left: number;
}

/** How many suspects are left in a state; null when that is not known, because what they come from has changed since they were found. */
export function suspectsLeft(found: FoundSuspects | null, { doc, readings, reviews }: DocumentState): number | null {
  if (!found) return null;
  const { of, left } = found;
  return of.doc === doc && of.readings === readings && isKeptAlike(of.reviews, reviews) ? left : null;
}
