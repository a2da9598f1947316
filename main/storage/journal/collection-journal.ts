import type { DocumentId, ReplicaId } from '../../../shared/document/identifier.ts';
import type { VocabularyAct } from '../../../shared/document/vocabulary.ts';
import {
  type CollectionEntry,
  type CollectionRecord,
  parseCollectionRecord,
} from '../../../shared/journal/collection-record.ts';
import {
  type ChainEnd,
  type JournalEnding,
  readRecords,
  type Segment,
} from '../../../shared/journal/journal-reader.ts';
import { readArrivedRecords } from '../../../shared/journal/read-arrived.ts';
import { encodeRecord, journalFormat, noHash } from '../../../shared/journal/record.ts';
import type { CollectionLock } from '../disk/collection-lock.ts';
import { collectionJournals, keptPath, recoveredFolder, replicaFolder, segmentFile } from '../disk/collection-paths.ts';
import { type FileSystem, RefusedPathError } from '../disk/file-system.ts';
import { nativeHashOf, readSegments, replicasIn } from '../disk/journal-folder.ts';
import type { StorageContext } from '../disk/storage-context.ts';
import { GroupCommit } from './group-commit.ts';
import {
  type CutOff,
  endingSentence,
  refusedSentence,
  terminatedSentence,
  unrepairedSentence,
} from './journal-messages.ts';
import { AppendRefusedError, JournalWriter, type WritePlace, writePlace } from './journal-writer.ts';
import { quarantineTails, terminateLine } from './quarantine.ts';

const name = 'the list of documents';

/** What the journals of a collection say. */
export interface CollectionFacts {
  /** Who created it, as the first record says; null when none does. */
  readonly created: { readonly id: string; readonly title: string; readonly time: string } | null;
  /** The documents in the order in which they were added, with the base name of each one's file. */
  readonly documents: ReadonlyMap<DocumentId, string>;
  /** Siglum of who added a document, of those that another replica added. */
  readonly addedByOthers: ReadonlyMap<DocumentId, string>;
  readonly vocabulary: readonly VocabularyAct[];
  /** Documents that another one took the place of. */
  readonly replaced: ReadonlySet<DocumentId>;
  /** Documents that a person took out, and whose folders are kept, in the order in which that was done. */
  readonly removed: ReadonlyMap<DocumentId, Removal>;
  /** Documents that were taken out and then deleted. Where another copy of the collection did that, they are still here. */
  readonly emptied: ReadonlyMap<DocumentId, Removal>;
  /** All that were ever added, in order: where one that comes back belongs. */
  readonly order: readonly DocumentId[];
}

/** How a document came to be removed, or emptied. */
export interface Removal {
  /** Base name of the file it was imported from. */
  readonly source: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  /** Siglum of who did it. */
  readonly editor: string;
}

/** A collection's own journal as it was read. */
export interface LoadedCollectionJournal {
  readonly facts: CollectionFacts;
  /** The last record of this replica's own journal. */
  readonly ownHead: ChainEnd;
  /** The highest number of any replica's records: the next one gets a higher one, so that numbers follow causes. */
  readonly lastSeq: number;
  readonly place: WritePlace;
  /** Why nothing can be added, as a sentence; null when all journals are in order. */
  readonly readOnly: string | null;
  /** What was cut off its end, to be told with what was cut off documents. */
  readonly cutOff: CutOff | null;
  /** What else was mended, as sentences. */
  readonly notices: readonly string[];
}

/** Reads the collection's journals of all replicas: what they say together, in an order that does not depend on clocks.
 *  @param lock null when nothing may be changed; else the torn end of this replica's journal is set aside */
export async function loadCollectionJournal(
  { fileSystem, replica: own }: StorageContext,
  folder: string,
  lock: CollectionLock | null,
): Promise<LoadedCollectionJournal> {
  const records: CollectionRecord[] = [];
  const faults: string[] = [];
  const notices: string[] = [];
  let cutOff: CutOff | null = null;
  let ownHead: ChainEnd = { hash: noHash, seq: 0 };
  let place = writePlace([]);
  const orNothing = async <Found>(reading: Promise<readonly Found[]>): Promise<readonly Found[]> => {
    try {
      return await reading;
    } catch (error) {
      if (!(error instanceof RefusedPathError)) throw error;
      faults.push(refusedSentence(name, error.message));
      return [];
    }
  };
  for (const replica of await orNothing(replicasIn(fileSystem, collectionJournals(folder)))) {
    const journal = replicaFolder(collectionJournals(folder), replica);
    let segments = await orNothing(readSegments(fileSystem, journal));
    // What another replica wrote may still be arriving.
    const read = replica === own ? readRecords : readArrivedRecords;
    const { records: links, ending } = read(segments, parseCollectionRecord, { hash: nativeHashOf });
    for (const { record } of links) records.push(record);
    const isIncomplete = ending.kind === 'torn' || ending.kind === 'unterminated';
    if (isIncomplete && replica === own && lock) {
      await lock.confirm();
      try {
        const recovered = await recoverList(fileSystem, folder, journal, segments, ending);
        segments = recovered.segments;
        cutOff = recovered.cutOff;
        if (!cutOff) notices.push(terminatedSentence(name));
      } catch (error) {
        faults.push(unrepairedSentence(name, error instanceof Error ? error.message : String(error)));
      }
    } else if (!isIncomplete && ending.kind !== 'whole') {
      const file = keptPath(folder, segmentFile(journal, ending.at.segment));
      faults.push(endingSentence(name, file, ending, links.length > 0 ? 'part' : 'nothing'));
    }
    if (replica !== own) continue;
    const last = links.at(-1);
    if (last) ownHead = { hash: last.hash, seq: last.record.seq };
    place = writePlace(segments);
  }
  const lastSeq = records.reduce((last, { seq }) => Math.max(last, seq), 0);
  return { facts: foldRecords(records, own), ownHead, lastSeq, place, readOnly: faults[0] ?? null, cutOff, notices };
}

/** Completes the last line of the own journal, or cuts off what is less than one. */
async function recoverList(
  fileSystem: FileSystem,
  folder: string,
  journal: string,
  segments: readonly Segment[],
  ending: Extract<JournalEnding, { readonly kind: 'torn' | 'unterminated' }>,
): Promise<{ readonly segments: readonly Segment[]; readonly cutOff: CutOff | null }> {
  if (ending.kind === 'unterminated')
    return { segments: await terminateLine(fileSystem, journal, segments, ending.at), cutOff: null };
  const aside = await quarantineTails(fileSystem, journal, segments, ending.tails, recoveredFolder(folder));
  const copy = keptPath(folder, aside.copies[0] ?? recoveredFolder(folder));
  return { segments: aside.segments, cutOff: { name, bytes: aside.bytes, copy } };
}

function foldRecords(records: readonly CollectionRecord[], own: ReplicaId): CollectionFacts {
  // Two replicas that did not know of each other gave the same numbers.
  const ordered = [...records].sort((a, b) => a.seq - b.seq || (a.replica < b.replica ? -1 : 1));
  let created: CollectionFacts['created'] = null;
  const list = new DocumentList(own);
  const vocabulary: VocabularyAct[] = [];
  for (const record of ordered) {
    if (record.kind === 'document') list.add(record);
    else if (record.kind === 'vocabulary') for (const change of record.payload.changes) vocabulary.push(change);
    else created ??= { id: record.collection, title: record.payload.title, time: record.time };
  }
  return { created, ...list.facts(), vocabulary };
}

/** Which documents there are, by what happened to them: the last act counts. */
class DocumentList {
  readonly #added = new Map<DocumentId, string>();
  /** The sigla of others who added one. */
  readonly #addedByOthers = new Map<DocumentId, string>();
  readonly #replaced = new Set<DocumentId>();
  readonly #removed = new Map<DocumentId, Omit<Removal, 'source'>>();
  readonly #emptied = new Map<DocumentId, Omit<Removal, 'source'>>();
  readonly #own: ReplicaId;

  /** @param own the replica that this working copy is */
  constructor(own: ReplicaId) {
    this.#own = own;
  }

  add({ payload, time, editor, replica }: Extract<CollectionRecord, { readonly kind: 'document' }>): void {
    const { id } = payload;
    if (payload.act === 'added') {
      this.#added.set(id, payload.source);
      if (replica !== this.#own) this.#addedByOthers.set(id, editor);
    } else if (payload.act === 'replaced') this.#replaced.add(id);
    else {
      this.#removed.delete(id);
      this.#emptied.delete(id);
      if (payload.act === 'removed') this.#removed.set(id, { time, editor });
      if (payload.act === 'emptied') this.#emptied.set(id, { time, editor });
    }
  }

  facts(): Pick<CollectionFacts, 'documents' | 'addedByOthers' | 'replaced' | 'removed' | 'emptied' | 'order'> {
    const isGone = (id: DocumentId): boolean =>
      this.#replaced.has(id) || this.#removed.has(id) || this.#emptied.has(id);
    return {
      documents: new Map([...this.#added].filter(([id]) => !isGone(id))),
      addedByOthers: this.#addedByOthers,
      replaced: this.#replaced,
      removed: this.#withSources(this.#removed),
      emptied: this.#withSources(this.#emptied),
      order: [...this.#added.keys()],
    };
  }

  #withSources(acts: ReadonlyMap<DocumentId, Omit<Removal, 'source'>>): ReadonlyMap<DocumentId, Removal> {
    return new Map([...acts].map(([id, by]) => [id, { source: this.#added.get(id) ?? id, ...by }]));
  }
}

/** Appends to this replica's part of a collection's journal. */
export class CollectionJournal {
  readonly #context: StorageContext;
  readonly #collection: string;
  readonly #lock: CollectionLock;
  readonly #writer: JournalWriter;
  readonly #commit: GroupCommit;
  #head: ChainEnd;
  #lastSeq: number;
  #synced: number;
  /** How often the folder had come back when the writer was last sure of its place. */
  #returns: number;

  constructor(
    context: StorageContext,
    folder: string,
    collection: string,
    lock: CollectionLock,
    loaded: LoadedCollectionJournal,
  ) {
    this.#context = context;
    this.#collection = collection;
    this.#lock = lock;
    this.#head = loaded.ownHead;
    this.#lastSeq = loaded.lastSeq;
    this.#synced = loaded.ownHead.seq;
    const journal = replicaFolder(collectionJournals(folder), context.replica);
    this.#writer = new JournalWriter(context.fileSystem, journal, loaded.place, context.segmentLimit);
    this.#returns = lock.returns;
    this.#commit = new GroupCommit(
      () => this.#mayWrite(),
      (frames) => this.#write(frames),
    );
  }

  /** Resolves when the entry is on the disk. */
  append(entry: CollectionEntry): Promise<void> {
    return this.#commit.run(() => {
      const { replica, editor, now } = this.#context;
      const record: CollectionRecord = {
        format: journalFormat,
        seq: this.#lastSeq + 1,
        prev: this.#head.hash,
        parent: this.#head.hash,
        synced: this.#synced,
        collection: this.#collection,
        editor,
        replica,
        time: now().toISOString(),
        ...entry,
      };
      const { json, frame, hash } = encodeRecord(record, nativeHashOf);
      const parsed = parseCollectionRecord(json);
      if (!parsed.ok) throw new AppendRefusedError('does not replay', JSON.stringify(parsed.fault));
      this.#head = { hash, seq: record.seq };
      this.#lastSeq = record.seq;
      return [frame];
    });
  }

  async close(): Promise<void> {
    await this.#commit.idle();
    await this.#writer.close();
  }

  async #mayWrite(): Promise<void> {
    await this.#lock.confirm();
    const { returns } = this.#lock;
    if (returns === this.#returns) return;
    await this.#writer.findAgain();
    this.#returns = returns;
  }

  async #write(frames: readonly Uint8Array[]): Promise<void> {
    if (frames.length === 0) return;
    await this.#writer.write(frames);
    this.#synced = this.#head.seq;
    this.#context.workingCopy?.noteWritten({ document: null, ...this.#writer.lastLine(frames), hash: this.#head.hash });
  }
}
