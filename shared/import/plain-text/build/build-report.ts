import { type RecognitionId, recognitionId } from '../../../document/identifier.ts';
import type { ImportReport } from '../../../document/import-report.ts';
import type { Draft, DraftFinding } from '../draft/draft.ts';

/** Numbers what blocks, lists, anchors and spans point to, in the order of the source. */
export function numberFindings(draft: Draft): ReadonlyMap<DraftFinding, RecognitionId> {
  const findings = new Set<DraftFinding>();
  for (const block of draft.blocks) {
    for (const anchor of block.leading) findings.add(anchor.finding);
    if (block.role.kind === 'item' && block.role.list.finding) findings.add(block.role.list.finding);
    if (block.finding) findings.add(block.finding);
  }
  for (const anchor of draft.trailing) findings.add(anchor.finding);
  for (const span of draft.spans) if (span.sort !== 'set aside' && span.finding) findings.add(span.finding);
  const sorted = [...findings].sort((a, b) => a.from - b.from || b.to - a.to);
  return new Map(sorted.map((finding, index) => [finding, recognitionId(index + 1)]));
}

/** The report of a draft whose findings have their numbers. */
export function buildReport(draft: Draft, numbers: ReadonlyMap<DraftFinding, RecognitionId>): ImportReport {
  const { text } = draft;
  const recognitions = [...numbers].map(([{ kind, what, certainty, from, to }, id]) => ({
    id,
    kind,
    what,
    source: { from, to, text: text.slice(from, to) },
    certainty,
  }));
  const setAside = draft.spans
    .flatMap((span) => (span.sort === 'set aside' ? [span] : []))
    .toSorted((a, b) => a.from - b.from)
    .map(({ from, to, why }) => ({ from, to, text: text.slice(from, to), why }));
  const remarks = draft.remarks.toSorted((a, b) => (a.source?.from ?? 0) - (b.source?.from ?? 0));
  return { recognitions, remarks, setAside };
}
