import type { BranchComparison } from '../../shared/contract/recovery.ts';
import type { ComparedState, StateName, VersionComparison } from '../../shared/contract/versions.ts';
import type { DocumentState } from '../../shared/document/document-state.ts';
import type { DocumentComparison } from '../../shared/journal/compare-documents.ts';
import { compareComments } from '../../shared/journal/compare-states.ts';
import type { DocumentStore } from '../storage/document-store.ts';
import type { CompareRequest } from './compare-worker.ts';
import { type NamedState, namedState } from './document-versions.ts';
import type { JobContext } from './job-context.ts';
import { taskFaultSentence, taskThread } from './task-thread.ts';

/** How long comparing may take, and how much memory: far more than a large document needs. */
const compareLimitMs = 60_000;
const compareMemoryMb = 1_024;

export type ComparisonOutcome =
  | { readonly kind: 'compared'; readonly value: VersionComparison }
  | { readonly kind: 'no such version'; readonly name: StateName }
  /** With the reason as the end of a sentence. */
  | { readonly kind: 'stopped'; readonly reason: string }
  | { readonly kind: 'cancelled' };

/** Compares two states of a document in a thread of its own. The one that was made first is the older, whichever is named
 *  first. */
export async function compareVersions(
  context: Pick<JobContext, 'workers'>,
  store: DocumentStore,
  names: readonly [StateName, StateName],
  signal: AbortSignal,
): Promise<ComparisonOutcome> {
  const [first, second] = [await namedState(store, names[0]), await namedState(store, names[1])];
  if (!first) return { kind: 'no such version', name: names[0] };
  if (!second) return { kind: 'no such version', name: names[1] };
  const [older, newer] = first.state.seq <= second.state.seq ? [first, second] : [second, first];
  const outcome = await compareStates(context, older.state, newer.state, signal);
  if (outcome.kind !== 'compared') return outcome;
  return { kind: 'compared', value: { older: sideOf(older), newer: sideOf(newer), ...outcome.value } };
}

type StateComparisonOutcome =
  | { readonly kind: 'compared'; readonly value: BranchComparison }
  | Extract<ComparisonOutcome, { readonly kind: 'stopped' | 'cancelled' }>;

/** Compares two states of a document, whatever line of changes they are of, in a thread of its own. */
export async function compareStates(
  context: Pick<JobContext, 'workers'>,
  older: DocumentState,
  newer: DocumentState,
  signal: AbortSignal,
): Promise<StateComparisonOutcome> {
  const worker = taskThread<CompareRequest, DocumentComparison>(
    new URL('compare-worker.js', context.workers),
    compareMemoryMb,
  );
  try {
    const request = { older: older.doc.toJSON() as unknown, newer: newer.doc.toJSON() as unknown };
    const result = await worker.ask(request, { limitMs: compareLimitMs, signal });
    if (!result.ok)
      return result.fault.kind === 'cancelled'
        ? { kind: 'cancelled' }
        : { kind: 'stopped', reason: taskFaultSentence(result.fault, 'comparing them') };
    const comments = compareComments(older.annotations, newer.annotations);
    return { kind: 'compared', value: { comparison: result.answer, comments } };
  } finally {
    await worker.close();
  }
}

const sideOf = ({ version, state }: NamedState): ComparedState => ({ version, seq: state.seq });
