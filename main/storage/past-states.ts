import type { Node } from 'prosemirror-model';
import { Step } from 'prosemirror-transform';
// Makes the step type known to `Step.fromJSON`.
import '../../shared/document/anchor-step.ts';
import type { DocumentState } from '../../shared/document/document-state.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { schema } from '../../shared/document/schema.ts';
import { mergeReplicas } from '../../shared/journal/merge-replicas.ts';
import { parseRecord } from '../../shared/journal/parse-record.ts';
import { type ChainLink, readRecords } from '../../shared/journal/read-records.ts';
import { isChangeRecord, type JournalRecord } from '../../shared/journal/record.ts';
import { Replay } from '../../shared/journal/replay.ts';
import type { AppliedChange } from '../../shared/journal/word-history.ts';
import { documentFolder, documentJournals, replicaFolder } from './collection-paths.ts';
import type { FileSystem } from './file-system.ts';
import { readSegments, replicasIn } from './journal-folder.ts';

/** The journal of a document does not lead to a state that was asked for: it is damaged, or shorter than it was. */
export class PastUnreadableError extends Error {
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

/** What a document was, read from its journals. It holds the records and no state: those are made again for each question. */
export interface DocumentPast {
  /** The last record that was read. */
  readonly seq: number;
  /** The state after a record.
   *  @throws PastUnreadableError when the journal does not lead there */
  stateAt(seq: number): Promise<DocumentState>;
  /** The states after several records, for the price of the last of them, in the order of the journal.
   *  @throws PastUnreadableError when the journal does not lead to one of them */
  statesAt(seqs: readonly number[]): Promise<readonly DocumentState[]>;
  /** Every change of the document up to a record, with the document before and after it, oldest first.
   *  @throws PastUnreadableError when the journal does not lead there */
  changesUpTo(seq: number): Promise<readonly AppliedChange[]>;
}

interface PastOptions {
  readonly fileSystem: FileSystem;
  /** The collection's folder. */
  readonly folder: string;
  readonly id: DocumentId;
}

/** Reads the journals of a document. What is at the torn end of one, or behind damage, is left out. */
export async function readPast({ fileSystem, folder, id }: PastOptions): Promise<DocumentPast> {
  const journals = documentJournals(documentFolder(folder, id));
  const readings: (readonly ChainLink<JournalRecord>[])[] = [];
  for (const replica of await replicasIn(fileSystem, journals)) {
    const segments = await readSegments(fileSystem, replicaFolder(journals, replica));
    readings.push(readRecords(segments, parseRecord).records);
  }
  const records = mergeReplicas(readings).records.map(({ record }) => record);
  return {
    seq: records.length,
    stateAt: async (seq) => {
      const [state] = await statesAt(id, records, [seq]);
      if (!state) throw new PastUnreadableError(id, seq, records.length, 'there is no such record');
      return state;
    },
    statesAt: (seqs) => statesAt(id, records, seqs),
    changesUpTo: (seq) => changesUpTo(id, records, seq),
  };
}

async function statesAt(
  id: DocumentId,
  records: readonly JournalRecord[],
  seqs: readonly number[],
): Promise<readonly DocumentState[]> {
  const wanted = new Set(seqs);
  const states: DocumentState[] = [];
  const replay = new Replay(id);
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
    if (fault) throw new PastUnreadableError(id, seq, replay.seq, fault.reason);
    after(record);
    if (record.seq % recordsAtOnce === 0) await new Promise(setImmediate);
  }
  if (replay.seq < seq) throw new PastUnreadableError(id, seq, replay.seq, 'there is no such record');
}
