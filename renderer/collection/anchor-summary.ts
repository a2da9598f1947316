import type { DocumentSummary } from '../../shared/contract/document-summary.ts';
import { type AnchorKind, anchorKinds } from '../../shared/document/page-anchor.ts';

/** The page anchors of one kind in a few words. */
export interface AnchorSummary {
  readonly kind: AnchorKind;
  /** `facsimile 1–5`, `page 200`, `facsimile 1–4, inferred`. */
  readonly text: string;
}

/** What page anchors a document has, a line a kind. */
export function anchorSummary(anchors: DocumentSummary['anchors']): readonly AnchorSummary[] {
  return anchorKinds.flatMap((kind) => {
    const ofKind = anchors.filter((anchor) => anchor.kind === kind);
    if (ofKind.length === 0) return [];
    const labels = ranges(ofKind.map((anchor) => anchor.label || '?'));
    const inferred = ofKind.some((anchor) => anchor.inferred) ? ', inferred' : '';
    return [{ kind, text: `${kind} ${labels}${inferred}` }];
  });
}

/** Runs of numbers that follow one another as `first–last`; at most three runs are named. */
function ranges(labels: readonly string[]): string {
  const runs: { first: string; last: string }[] = [];
  for (const label of labels) {
    const run = runs.at(-1);
    if (run && /^\d+$/.test(label) && Number(label) === Number(run.last) + 1) run.last = label;
    else runs.push({ first: label, last: label });
  }
  const named = runs.slice(0, 3).map(({ first, last }) => (first === last ? first : `${first}–${last}`));
  return named.join(', ') + (runs.length > 3 ? ' …' : '');
}
