import type { Node } from 'prosemirror-model';
import * as v from 'valibot';
import { journalEntries } from '../../main/storage/document/journal-entries.ts';
import type { Change } from '../../shared/document/document-state.ts';
import { schema } from '../../shared/document/schema.ts';
import { mergeChanges } from '../../shared/edit/undo-history.ts';
import { applyNewSteps } from '../../shared/journal/apply-steps.ts';
import { readRecords } from '../../shared/journal/journal-reader.ts';
import { encodeRecord, type JournalEntry, journalFormat, noHash } from '../../shared/journal/record.ts';
import { parseRecord } from '../../shared/journal/record-codec.ts';
import { Replay } from '../../shared/journal/replay.ts';
import { snapshotSchema } from '../../shared/journal/replay-snapshot.ts';
import { documentId, importEntry, replicaId } from './journal-builders.ts';

/** What the main process keeps of a document that a window edits: its own copy, and the bytes that would be on the disk. */
export class SessionJournal {
  readonly replay = new Replay(documentId);
  readonly #frames: Uint8Array[] = [];
  #prev = noHash;

  /** @param initial its annotations are known from the import on */
  constructor(initial: Node) {
    this.#append(importEntry(initial));
  }

  /** Takes what a window sends at once.
   *  @throws Error when the journal would refuse it */
  append(changes: readonly Change[]): void {
    const sent = JSON.parse(JSON.stringify(mergeChanges(schema, changes))) as readonly Change[];
    for (const entry of journalEntries(this.replay.doc, sent)) this.#append(entry);
  }

  /** Everything replayed from the bytes alone. */
  reread(): Replay {
    const { records, ending } = readRecords([{ number: 1, bytes: Buffer.concat(this.#frames) }], parseRecord);
    if (ending.kind !== 'whole') throw new Error(`the journal does not end with its last record: ${ending.kind}`);
    const replay = new Replay(documentId);
    for (const { record } of records) {
      const fault = replay.apply(record);
      if (fault) throw new Error(`record ${fault.seq} does not replay: ${fault.reason}`);
    }
    return replay;
  }

  /** The state as a checkpoint keeps it, read back from its JSON. */
  fromCheckpoint(): Replay {
    const kept: unknown = JSON.parse(JSON.stringify(this.replay.snapshot()));
    const replay = Replay.restore(documentId, v.parse(snapshotSchema, kept));
    if (!replay) throw new Error('the checkpoint cannot be read back');
    return replay;
  }

  #append(entry: JournalEntry): void {
    const seq = this.replay.seq + 1;
    const record = {
      format: journalFormat,
      seq,
      prev: this.#prev,
      parent: this.#prev,
      synced: seq - 1,
      document: documentId,
      editor: 'MK',
      replica: replicaId,
      time: '2026-03-01T10:00:00.000Z',
      ...entry,
    };
    const { frame, json, hash } = encodeRecord(record);
    const parsed = parseRecord(json);
    if (!parsed.ok) throw new Error(`a record cannot be read back: ${JSON.stringify(parsed.fault)}`);
    const planned = this.replay.plan([parsed.value], applyNewSteps);
    if (!planned.ok) throw new Error(`the journal refused a change: ${planned.fault.reason}`);
    this.replay.commit(planned.plan);
    this.#frames.push(frame);
    this.#prev = hash;
  }
}
