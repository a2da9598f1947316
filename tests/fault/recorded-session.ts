import type { Collection } from '../../main/storage/collection/collection.ts';
import { replicaFolder, segmentFile } from '../../main/storage/disk/collection-paths.ts';
import type { StorageContext } from '../../main/storage/disk/storage-context.ts';
import type { DocumentStore } from '../../main/storage/document/document-store.ts';
import type { Change, DocumentState } from '../../shared/document/document-state.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { readRecords, type Segment } from '../../shared/journal/journal-reader.ts';
import { parseRecord } from '../../shared/journal/record-codec.ts';
import { Replay } from '../../shared/journal/replay.ts';
import { canonicalHash } from '../../shared/text/canonical-json.ts';
import { replicaId, tagging, typing, undoing } from '../helpers/journal-builders.ts';
import { RecordingDisk } from '../helpers/recording-disk.ts';
import type { SeededRandom } from '../helpers/seeded-random.ts';
import { contextOn, imported, newCollection, reopened } from '../helpers/storage-fixtures.ts';

/** Where the collection of the session is. */
export const sessionFolder = '/letters';

/** Small enough for several segments in a session. */
const segmentLimit = 2_500;
/** Few enough for several checkpoints, too. */
const checkpointEvery = 3;

export const sessionContext = (disk: RecordingDisk, pid: number): StorageContext => ({
  ...contextOn(disk, { pid }),
  segmentLimit,
  checkpointEvery,
});

/** What storage said was saved by the time that so many operations of the disk had been carried out. */
export interface Acknowledged {
  readonly collection: boolean;
  /** The last change of each document. */
  readonly documents: ReadonlyMap<DocumentId, number>;
}

/** A state of a document as one word, so that states can be compared. */
export const stateWord = (state: DocumentState): string =>
  JSON.stringify([
    canonicalHash(state.doc),
    state.status,
    state.metadata.title,
    state.versions.map(({ name, seq }) => `${seq} ${name}`),
    [...state.annotations.values()].map(({ id, withdrawn }) => `${id} ${withdrawn}`),
  ]);

interface Mark {
  readonly operations: number;
  readonly document: DocumentId | null;
  readonly seq: number;
}

/** A person's work with a collection on a recording disk: creates it, imports, types, tags, undoes, names versions, in several
 *  documents at once, closes, is interrupted, and goes on. */
export class RecordedSession {
  readonly disk = new RecordingDisk();
  readonly #random: SeededRandom;
  readonly #marks: Mark[] = [];
  readonly #states = new Map<DocumentId, Map<number, string>>();
  #groups = 0;

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  /** Does all of it.
   *  @param rounds how many edits each document gets between two openings */
  async run(rounds: number): Promise<void> {
    const first = await newCollection(sessionFolder, sessionContext(this.disk, 1));
    this.#mark(null, 0);
    const ids = [await this.#import(first, '001.txt'), await this.#import(first, '002.txt')];
    await this.#edit(first, ids, rounds);
    await first.close();
    const second = await reopened(sessionFolder, sessionContext(this.disk, 2));
    ids.push(await this.#import(second, '003.txt'));
    await this.#edit(second, ids, rounds);
    // The program stops here, within a write; the next one mends that, and goes on.
    await this.#tear(ids[0]);
    const third = await reopened(sessionFolder, sessionContext(this.disk, 3));
    await this.#edit(third, ids, rounds);
    await third.close();
    for (const id of ids) this.#addStatesBetween(id);
  }

  /** What had been acknowledged after the first so many operations. */
  acknowledgedAfter(operations: number): Acknowledged {
    const documents = new Map<DocumentId, number>();
    const told = this.#marks.filter((mark) => mark.operations <= operations);
    for (const { document, seq } of told) if (document) documents.set(document, seq);
    return { collection: told.length > 0, documents };
  }

  /** The state of a document after a change; undefined when it never had that change. */
  stateAt(id: DocumentId, seq: number): string | undefined {
    return this.#states.get(id)?.get(seq);
  }

  async #import(collection: Collection, name: string): Promise<DocumentId> {
    const { id } = await collection.addDocument(imported(name));
    const store = await collection.openDocument(id);
    this.#saved(store, 1);
    await store.close();
    return id;
  }

  async #edit(collection: Collection, ids: readonly DocumentId[], rounds: number): Promise<void> {
    const stores = await Promise.all(ids.map((id) => collection.openDocument(id)));
    for (let round = 0; round < rounds; round++) {
      const busy = stores.filter(() => this.#random.next() < 0.7);
      await Promise.all(busy.map((store) => this.#act(store)));
    }
    for (const store of stores) if (this.#random.next() < 0.5) await store.close();
  }

  async #act(store: DocumentStore): Promise<void> {
    const { seq, doc } = store.state;
    const name = `${this.#groups++}`;
    const kind = this.#random.below(8);
    if (kind === 0) await store.setStatus(this.#random.next() < 0.5 ? 'correcting' : 'corrected');
    else if (kind === 1) await store.setMetadata({ title: `Telegram ${name}` });
    else if (kind === 2) await store.nameVersion(`Version ${name}`);
    else if (kind === 3) await store.append(seq, [tagging(name, doc, 2, 6, `a${name}`, 'person')]);
    else if (kind === 4) await store.append(seq, this.#typedAndTakenBack(store, name));
    else await store.append(seq, [typing(name, doc, `${name} `.repeat(1 + this.#random.below(30)))]);
    this.#saved(store, store.state.seq);
  }

  /** Both in one flush, so that half a flush is seen, too. */
  #typedAndTakenBack(store: DocumentStore, name: string): readonly Change[] {
    const typed = typing(name, store.state.doc, 'by mistake ');
    return [typed, undoing(`${name}u`, typed, store.state.doc)];
  }

  /** The states within a flush, which nobody was shown. Those that were shown must be what the records say. */
  #addStatesBetween(id: DocumentId): void {
    const journal = replicaFolder(`${sessionFolder}/documents/${id}/journal`, replicaId);
    const segments: Segment[] = [];
    for (let number = 1; ; number++) {
      const bytes = this.disk.bytes(segmentFile(journal, number));
      if (!bytes) break;
      segments.push({ number, bytes });
    }
    const states = this.#states.get(id) ?? new Map<number, string>();
    const replay = new Replay(id);
    for (const { record } of readRecords(segments, parseRecord).records) {
      const fault = replay.apply(record);
      const word = stateWord(replay.state);
      if (fault || (states.get(record.seq) ?? word) !== word) throw new Error(`change ${record.seq} is another one`);
      states.set(record.seq, word);
    }
  }

  #saved(store: DocumentStore, seq: number): void {
    const states = this.#states.get(store.id) ?? new Map<number, string>();
    states.set(seq, stateWord(store.state));
    this.#states.set(store.id, states);
    this.#mark(store.id, seq);
  }

  #mark(document: DocumentId | null, seq: number): void {
    this.#marks.push({ operations: this.disk.operations.length, document, seq });
  }

  async #tear(id: DocumentId | undefined): Promise<void> {
    if (id === undefined) throw new Error('the session has no document');
    const journal = replicaFolder(`${sessionFolder}/documents/${id}/journal`, replicaId);
    let segment = 1;
    while (this.disk.bytes(segmentFile(journal, segment + 1))) segment += 1;
    const file = await this.disk.open(segmentFile(journal, segment), 'append');
    await file.write(Buffer.from('0123abcd 420 {"format":1,"seq":'));
  }
}
