// Makes the step type known to `Step.fromJSON`.
import type { Node } from 'prosemirror-model';
import { Step } from 'prosemirror-transform';
import { inEnglish } from '../../../shared/translation/retell.ts';
import '../../../shared/document/steps.ts';
import type { DocumentState } from '../../../shared/document/document-state.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { schema } from '../../../shared/document/schema.ts';
import { type ChainLink, mergeReplicas } from '../../../shared/journal/journal-reader.ts';
import { readArrivedRecords } from '../../../shared/journal/read-arrived.ts';
import { isChangeRecord, type JournalRecord, noHash } from '../../../shared/journal/record.ts';
import { parseRecord } from '../../../shared/journal/record-codec.ts';
import { Replay } from '../../../shared/journal/replay.ts';
import type { AppliedChange, MergedLine } from '../../../shared/journal/word-history.ts';
import { placesIn } from '../../../shared/merge/carried-conflicts.ts';
import { type MergedLines, mergeLines } from '../../../shared/merge/merge-lines.ts';
import type { GraphNode } from '../../../shared/merge/record-graph.ts';
import { type WorkLanes, workLanes } from '../../../shared/merge/work-lanes.ts';
import { documentFolder, documentJournals, replicaFolder } from '../disk/collection-paths.ts';
import type { FileSystem } from '../disk/file-system.ts';
import { nativeHashOf, readSegments, replicasIn } from '../disk/journal-folder.ts';
import { checkpointStart, checkpointsOf, type SegmentsOfReplica } from './checkpoint.ts';
import { fromTheBeginning, type ReplayStart } from './replay-journals.ts';

/** The journal of a document does not lead to a state that was asked for: it is damaged, or shorter than it was. */
export class HistoricalStateUnreadableError extends Error {
  override name = 'PastUnreadableError';
  constructor(
    readonly document: DocumentId,
    /** The state that was asked for. */
    readonly seq: number,
    /** The last one that can be read. */
    readonly reached: number,
    reason: string,
  ) {
    super(`change ${seq} of ${document} cannot be read again, the last one that can is ${reached}: ${reason}`);
  }
}

/** What a document was, read from its journals. It holds no state: those are made again for each question, from the nearest
 *  checkpoint before it where there is one that can be believed. */
export interface HistoricalStates {
  /** The last record that can be read. */
  readonly seq: number;
  /** The state after a record.
   *  @throws PastUnreadableError when the journal does not lead there */
  stateAt(seq: number): Promise<DocumentState>;
  /** The states after several records, for the price of the way from the first to the last of them, in the order of the journal.
   *  @throws PastUnreadableError when the journal does not lead to one of them */
  statesAt(seqs: readonly number[]): Promise<readonly DocumentState[]>;
  /** Every change of the document up to a record, with the document before and after it, oldest first.
   *  @throws PastUnreadableError when the journal does not lead there */
  changesUpTo(seq: number): Promise<readonly AppliedChange[]>;
  /** Who worked where, and where lines parted and met; null where the records do not come to one document. */
  work(): WorkLanes | null;
}

interface HistoricalStatesOptions {
  readonly fileSystem: FileSystem;
  /** The collection's folder. */
  readonly folder: string;
  readonly id: DocumentId;
}

/** Reads the journals of a document. What is at the torn end of one, or behind damage, is left out. */
export async function readHistoricalStates({
  fileSystem,
  folder,
  id,
}: HistoricalStatesOptions): Promise<HistoricalStates> {
  const document = documentFolder(folder, id);
  const folders = documentJournals(document);
  const journals: SegmentsOfReplica[] = [];
  for (const replica of await replicasIn(fileSystem, folders))
    journals.push({ replica, segments: await readSegments(fileSystem, replicaFolder(folders, replica)) });
  const links = (): readonly ChainLink<JournalRecord>[] =>
    journals.flatMap(({ segments }) => readArrivedRecords(segments, parseRecord, { hash: nativeHashOf }).records);
  if (journals.length > 1) {
    const read = links();
    const isParted = mergeReplicas([read]).fault?.kind === 'forked' || read.some(isMerge);
    const merged = isParted ? mergedStates(id, read) : null;
    if (merged) return merged;
  }
  let all: readonly JournalRecord[] | null = null;
  const whole = (): readonly JournalRecord[] => {
    all ??= mergedBehind(journals, fromTheBeginning(id)).records;
    return all;
  };
  /** The records up to `to` behind the nearest checkpoint that is not behind `from`. */
  const partBetween = async (from: number, to: number): Promise<JournalPart> => {
    // Where the records of several journals come between each other is only known when all are read.
    const until = journals.length === 1 ? to : Number.POSITIVE_INFINITY;
    for (const made of await checkpointsOf(fileSystem, document)) {
      if (made > from) continue;
      const start = await checkpointStart(fileSystem, document, id, made, journals);
      if (typeof start === 'string') continue;
      const { records, isOneLine } = mergedBehind(journals, start, until);
      // Where journals part, or one is missing, only reading all of them tells how far they go together.
      if (isOneLine) return { replay: start.replay, records };
    }
    if (all || !Number.isFinite(until)) return { replay: new Replay(id), records: whole() };
    return { replay: new Replay(id), records: mergedBehind(journals, fromTheBeginning(id), until).records };
  };
  const last = await partBetween(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
  const seq = last.records.at(-1)?.seq ?? (last.replay.seq || whole().length);
  const statesAt = async (seqs: readonly number[]): Promise<readonly DocumentState[]> =>
    statesOf(id, await partBetween(Math.min(...seqs), Math.max(...seqs)), seqs);
  return {
    seq,
    stateAt: async (wanted) => {
      const [state] = await statesAt([wanted]);
      if (!state) throw new HistoricalStateUnreadableError(id, wanted, seq, inEnglish`there is no such record`);
      return state;
    },
    statesAt,
    changesUpTo: (wanted) => changesUpTo(id, whole(), wanted),
    work: () => workOf(mergeLines(id, links())),
  };
}

const isMerge = ({ record }: ChainLink<JournalRecord>): boolean =>
  record.kind === 'merge' && record.payload.with !== noHash;

/** The same of a document whose lines of changes parted: every state is that of the line in which it was. Null where they cannot be put
 *  together. */
function mergedStates(id: DocumentId, links: readonly ChainLink<JournalRecord>[]): HistoricalStates | null {
  const whole = mergeLines(id, links);
  if (!whole || whole.fault) return null;
  const { seq } = whole.replay;
  const statesAt = async (seqs: readonly number[]): Promise<readonly DocumentState[]> => {
    const wanted = new Set(seqs);
    const states: DocumentState[] = [];
    mergeLines(id, links, (record, replay) => void (wanted.has(record.seq) && states.push(replay.state)));
    return states;
  };
  const stateAt = async (wanted: number): Promise<DocumentState> => {
    const [state] = await statesAt([wanted]);
    if (!state) throw new HistoricalStateUnreadableError(id, wanted, seq, inEnglish`there is no such record`);
    return state;
  };
  const changesUpTo = async (wanted: number) => mergedChanges(id, links, whole, wanted);
  return { seq, stateAt, statesAt, changesUpTo, work: () => workOf(whole) };
}

const workOf = (lines: MergedLines | null): WorkLanes | null => lines && workLanes(lines.records);

/** The changes that led to the document at a record, line within line. */
function mergedChanges(
  id: DocumentId,
  links: readonly ChainLink<JournalRecord>[],
  { records }: MergedLines,
  seq: number,
): readonly AppliedChange[] {
  const docs = new Map<string, Node>();
  const applied = new Map<string, JournalRecord>();
  mergeLines(id, links, (record, replay, { key }) => {
    docs.set(key, replay.doc);
    applied.set(key, record);
  });
  const changesTo = (end: GraphNode): readonly AppliedChange[] => {
    const changes: AppliedChange[] = [];
    for (let node: GraphNode = end; node.parent; node = node.parent) {
      const [record, before, after] = [applied.get(node.key), docs.get(node.parent.key), docs.get(node.key)];
      if (!record || !before || !after) break;
      if (!isChangeRecord(record) && record.kind !== 'merge') continue;
      changes.push({
        seq: record.seq,
        time: record.time,
        editor: record.editor,
        isUndo: record.kind !== 'merge' && record.payload.undoes !== undefined,
        steps: record.payload.steps.map((json) => Step.fromJSON(schema, json)),
        before,
        after,
        ...(node.other && { other: lineOf(node.other, after) }),
      });
    }
    return changes.reverse();
  };
  const lineOf = (other: GraphNode, merged: Node): MergedLine => {
    const doc = docs.get(other.key) ?? merged;
    return { doc, changes: changesTo(other), placeOf: placesIn(doc, merged) };
  };
  const end = records.find(({ record }) => record.seq === seq)?.node;
  return end ? changesTo(end) : [];
}

/** Records in a row, and the state before the first of them. */
interface JournalPart {
  readonly replay: Replay;
  readonly records: readonly JournalRecord[];
}

function mergedBehind(
  journals: readonly SegmentsOfReplica[],
  { head, places }: ReplayStart,
  until = Number.POSITIVE_INFINITY,
): { readonly records: readonly JournalRecord[]; readonly isOneLine: boolean } {
  const readings = journals.map(({ replica, segments }) => {
    const place = places.get(replica);
    const where = place ? { from: place.from, after: place.after } : {};
    return readArrivedRecords(segments, parseRecord, { ...where, until, hash: nativeHashOf }).records;
  });
  const merged = mergeReplicas(readings, head);
  return {
    records: merged.records.map(({ record }) => record),
    isOneLine: merged.fault === null && merged.waiting.length === 0,
  };
}

async function statesOf(
  id: DocumentId,
  { replay, records }: JournalPart,
  seqs: readonly number[],
): Promise<readonly DocumentState[]> {
  const wanted = new Set(seqs);
  // A checkpoint may have been made at the very record.
  const states: DocumentState[] = wanted.has(replay.seq) && replay.seq > 0 ? [replay.state] : [];
  await replayUpTo(id, replay, records, Math.max(...wanted, 0), () => {
    if (wanted.has(replay.seq)) states.push(replay.state);
  });
  return states;
}

async function changesUpTo(
  id: DocumentId,
  records: readonly JournalRecord[],
  seq: number,
): Promise<readonly AppliedChange[]> {
  const changes: AppliedChange[] = [];
  const replay = new Replay(id);
  let before: Node | null = null;
  await replayUpTo(id, replay, records, seq, (record) => {
    const after = replay.doc;
    // The first record is the import, which is no change.
    if (before && isChangeRecord(record))
      changes.push({
        seq: record.seq,
        time: record.time,
        editor: record.editor,
        isUndo: record.payload.undoes !== undefined,
        steps: record.payload.steps.map((json) => Step.fromJSON(schema, json)),
        before,
        after,
      });
    before = after;
  });
  return changes;
}

/** How many records are replayed before others of the program get their turn. */
const recordsAtOnce = 256;

async function replayUpTo(
  id: DocumentId,
  replay: Replay,
  records: readonly JournalRecord[],
  seq: number,
  after: (record: JournalRecord) => void,
): Promise<void> {
  for (const record of records) {
    if (record.seq > seq) break;
    const fault = replay.apply(record);
    if (fault) throw new HistoricalStateUnreadableError(id, seq, replay.seq, fault.reason);
    after(record);
    if (record.seq % recordsAtOnce === 0) await new Promise(setImmediate);
  }
  if (replay.seq < seq)
    throw new HistoricalStateUnreadableError(id, seq, replay.seq, inEnglish`there is no such record`);
}
