import type { Node } from 'prosemirror-model';
import type { BranchComparison } from '../../shared/contract/payloads/recovery.ts';
import type {
  ComparedState,
  PastName,
  PastState,
  StateName,
  VersionComparison,
  VersionTimeline,
  WordBlame,
} from '../../shared/contract/payloads/versions.ts';
import type { DocumentState, Version } from '../../shared/document/document-state.ts';
import { readingOf } from '../../shared/document/reading.ts';
import { compareComments, type DocumentComparison } from '../../shared/journal/compare-documents.ts';
import { type NoteEvent, noteHistory } from '../../shared/journal/note-history.ts';
import { type AppliedChange, wordAt, wordHistory } from '../../shared/journal/word-history.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import type { JobContext } from '../workers/job.ts';
import { taskFaultSentence, taskThread } from '../workers/task-thread.ts';
import type { CompareRequest } from './compare-worker.ts';

/** The versions of a document with what was done for each, oldest first. */
export async function versionTimeline(store: DocumentStore): Promise<VersionTimeline> {
  const { versions: figures, sinceLast } = await store.versionFigures();
  const versions = store.state.versions.map((version, index) => ({ ...version, figures: figures[index] ?? null }));
  return { versions, sinceLast, work: store.isOfSeveral ? (await store.past()).work() : null };
}

/** A state that a person named, with its version. */
interface NamedState {
  readonly state: DocumentState;
  /** Null for a present state that is no version. */
  readonly version: Version | null;
}

/** Finds a version by its number; null when there is none. The present state is a version when nothing came after its last. */
export async function namedState(store: DocumentStore, name: StateName): Promise<NamedState | null> {
  const { state } = store;
  if (name === 'present') return { state, version: state.versions.find(({ seq }) => seq === state.seq) ?? null };
  const version = state.versions.find(({ number }) => number === name);
  if (!version) return null;
  return { version, state: version.seq === state.seq ? state : await (await store.past()).stateAt(version.seq) };
}

/** A document as it was then; null when it never was so. */
export async function pastState(store: DocumentStore, name: PastName): Promise<PastState | null> {
  const seq = seqOf(store.state, name);
  if (seq === undefined) return null;
  const { doc, annotations, zones, pages } = await (await store.past()).stateAt(seq);
  return { seq, doc: doc.toJSON() as unknown, annotations: [...annotations], zones, pages };
}

const seqOf = ({ versions, annotations }: DocumentState, name: PastName): number | undefined =>
  name.kind === 'version'
    ? versions.find(({ number }) => number === name.number)?.seq
    : annotations.get(name.id)?.history.find(({ id }) => id === name.act)?.seq;

/** How long comparing may take, and how much memory: far more than a large document needs. */
const compareLimitMs = 60_000;
const compareMemoryMb = 1_024;

type ComparisonOutcome =
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
        : { kind: 'stopped', reason: taskFaultSentence(result.fault, inEnglish`comparing them`) };
    const comments = compareComments(older.annotations, newer.annotations);
    return { kind: 'compared', value: { comparison: result.answer, comments } };
  } finally {
    await worker.close();
  }
}

const sideOf = ({ version, state }: NamedState): ComparedState => ({ version, seq: state.seq });

/** A stretch of a document, by positions. */
export interface BlamedPlace {
  readonly from: number;
  readonly to: number;
}

/** Who changed the words at some places of a document, and when, for the price of one reading of its journal. */
export async function blamePlaces(store: DocumentStore, places: readonly BlamedPlace[]): Promise<readonly WordBlame[]> {
  const { doc, seq, versions } = store.state;
  const changes = places.length === 0 ? [] : await (await store.past()).changesUpTo(seq);
  const { editor = '', time = '' } = versions[0] ?? {};
  return places.map((place) => blameOf(changes, doc, place, { editor, time }));
}

/** What was done to a note of a document, oldest first, for the price of one reading of its journal. */
export async function historyOfNote(store: DocumentStore, id: string): Promise<readonly NoteEvent[]> {
  return noteHistory(await (await store.past()).changesUpTo(store.state.seq), id);
}

function blameOf(
  changes: readonly AppliedChange[],
  doc: Node,
  place: BlamedPlace,
  imported: WordBlame['imported'],
): WordBlame {
  const { from, to } = wholeWords(doc, place);
  return { text: readingOf(doc, from, to), events: wordHistory(changes, doc, { from, to }), imported };
}

/** Half a word has no history of its own. */
function wholeWords(doc: Node, { from, to }: BlamedPlace): BlamedPlace {
  const size = doc.content.size;
  const [start, end] = [Math.min(from, size), Math.min(Math.max(from, to), size)];
  const first = wordAt(doc, start);
  const last = wordAt(doc, end);
  // Between two words both touch the position: the one that the stretch goes on with counts.
  return {
    from: first && first.to > start ? first.from : start === end && first ? first.from : start,
    to: last && last.from < end ? last.to : start === end && last ? last.to : end,
  };
}
