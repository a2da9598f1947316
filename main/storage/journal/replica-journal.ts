import type { ReplicaId } from '../../../shared/document/identifier.ts';
import {
  type ChainEnd,
  type JournalEnding,
  readRecords,
  type Segment,
} from '../../../shared/journal/journal-reader.ts';
import { readArrivedRecords } from '../../../shared/journal/read-arrived.ts';
import { encodeRecord, journalFormat, noHash, type RecordEnvelope } from '../../../shared/journal/record.ts';
import type { ChainedRecord, Parsed } from '../../../shared/journal/record-codec.ts';
import type { CollectionLock } from '../disk/collection-lock.ts';
import { keptPath, recoveredFolder, replicaFolder, segmentFile } from '../disk/collection-paths.ts';
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
import { digestOf, provenPlace, type SegmentDigest } from './segment-digest.ts';

/** A journal of the collection as a whole, of which every replica has a folder. */
export interface JournalKind<Rec extends ChainedRecord> {
  /** The folder of the collection. */
  readonly folder: string;
  /** What a person calls it, with its article. */
  readonly name: string;
  /** Where the folders of the replicas are. */
  readonly journals: (folder: string) => string;
  readonly parse: (json: Uint8Array) => Parsed<Rec>;
}

/** The beginning of a replica's journal, which was read and found good. */
export interface ProvenJournal {
  readonly digests: readonly SegmentDigest[];
  /** The last record of it. */
  readonly head: ChainEnd;
}

/** The journals of all replicas as they were read. */
export interface LoadedJournals<Rec> {
  /** One replica after the other. */
  readonly records: readonly Rec[];
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
  /** All of each journal, for the next time; null when one of them was not whole. Costs reading their bytes once more. */
  readonly prove: (() => ReadonlyMap<ReplicaId, ProvenJournal>) | null;
}

/** A journal that was read to its end and is in order. */
interface WholeJournal {
  readonly segments: readonly Segment[];
  readonly head: ChainEnd;
}

const provenJournals = (wholes: ReadonlyMap<ReplicaId, WholeJournal>): ReadonlyMap<ReplicaId, ProvenJournal> =>
  new Map([...wholes].map(([replica, { segments, head }]) => [replica, { digests: segments.map(digestOf), head }]));

/** Reads what all replicas wrote.
 *  @param lock null when nothing may be changed; else the torn end of this replica's journal is set aside */
export async function loadReplicaJournals<Rec extends ChainedRecord>(
  { fileSystem, replica: own }: StorageContext,
  { folder, name, journals, parse }: JournalKind<Rec>,
  lock: CollectionLock | null,
): Promise<LoadedJournals<Rec>> {
  const records: Rec[] = [];
  const wholes = new Map<ReplicaId, WholeJournal>();
  let areWhole = true;
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
  for (const replica of await orNothing(replicasIn(fileSystem, journals(folder)))) {
    const journal = replicaFolder(journals(folder), replica);
    let segments = await orNothing(readSegments(fileSystem, journal));
    // What another replica wrote may still be arriving.
    const read = replica === own ? readRecords : readArrivedRecords;
    const { records: links, ending } = read(segments, parse, { hash: nativeHashOf });
    for (const { record } of links) records.push(record);
    const end = links.at(-1);
    areWhole &&= ending.kind === 'whole';
    if (end) wholes.set(replica, { segments, head: { hash: end.hash, seq: end.record.seq } });
    const isIncomplete = ending.kind === 'torn' || ending.kind === 'unterminated';
    if (isIncomplete && replica === own && lock) {
      await lock.confirm();
      try {
        const recovered = await recoverEnd(fileSystem, folder, name, journal, segments, ending);
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
    if (end) ownHead = { hash: end.hash, seq: end.record.seq };
    place = writePlace(segments);
  }
  const lastSeq = records.reduce((last, { seq }) => Math.max(last, seq), 0);
  const prove = areWhole && faults.length === 0 ? () => provenJournals(wholes) : null;
  return { records, ownHead, lastSeq, place, readOnly: faults[0] ?? null, cutOff, notices, prove };
}

/** Reads what was written since journals were read the last time, when they begin with what they held then.
 *  @param known what that was, and the highest number of a record among it
 *  @returns those records alone; null when all has to be read again: a journal is not in order, begins otherwise, or has come with records
 *  that belong among the known ones */
export async function continueReplicaJournals<Rec extends ChainedRecord>(
  { fileSystem, replica: own }: StorageContext,
  { folder, journals, parse }: JournalKind<Rec>,
  known: { readonly journals: ReadonlyMap<ReplicaId, ProvenJournal>; readonly lastSeq: number },
): Promise<LoadedJournals<Rec> | null> {
  const replicas = await replicasIn(fileSystem, journals(folder));
  if ([...known.journals.keys()].some((replica) => !replicas.includes(replica))) return null;
  const records: Rec[] = [];
  const wholes = new Map<ReplicaId, WholeJournal>();
  let [ownHead, place]: [ChainEnd, WritePlace] = [{ hash: noHash, seq: 0 }, writePlace([])];
  for (const replica of replicas) {
    const segments = await readSegments(fileSystem, replicaFolder(journals(folder), replica));
    const beginning = known.journals.get(replica);
    const from = provenPlace(segments, beginning?.digests ?? []);
    if (!from) return null;
    const read = replica === own ? readRecords : readArrivedRecords;
    const { records: links, ending } = read(segments, parse, {
      hash: nativeHashOf,
      from,
      ...(beginning && { after: beginning.head }),
    });
    if (ending.kind !== 'whole' || links.some(({ record }) => record.seq <= known.lastSeq)) return null;
    for (const { record } of links) records.push(record);
    const end = links.at(-1);
    const head = end ? { hash: end.hash, seq: end.record.seq } : beginning?.head;
    if (head) wholes.set(replica, { segments, head });
    if (replica === own) [ownHead, place] = [head ?? ownHead, writePlace(segments)];
  }
  const lastSeq = records.reduce((last, { seq }) => Math.max(last, seq), known.lastSeq);
  const prove = (): ReadonlyMap<ReplicaId, ProvenJournal> => provenJournals(wholes);
  return { records, ownHead, lastSeq, place, readOnly: null, cutOff: null, notices: [], prove };
}

/** Completes the last line of the own journal, or cuts off what is less than one. */
async function recoverEnd(
  fileSystem: FileSystem,
  folder: string,
  name: string,
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

/** What a record holds besides its envelope. */
interface AnyEntry {
  readonly kind: string;
  readonly payload: unknown;
}

/** A record as it is written. */
type WrittenRecord = Omit<RecordEnvelope, 'document'> & { readonly collection: string } & AnyEntry;

/** Which journal is appended to. */
interface AppendedJournal extends JournalKind<ChainedRecord> {
  /** Identifier of the collection. */
  readonly collection: string;
  /** Whether it is the collection's list of documents, by the last record of which a working copy is known. */
  readonly isNoted?: false;
}

/** Appends to this replica's part of a journal of the collection. */
export class ReplicaJournal<Entry extends AnyEntry> {
  readonly #context: StorageContext;
  readonly #journal: AppendedJournal;
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
    journal: AppendedJournal,
    lock: CollectionLock,
    loaded: Pick<LoadedJournals<unknown>, 'ownHead' | 'lastSeq' | 'place'>,
  ) {
    this.#context = context;
    this.#journal = journal;
    this.#lock = lock;
    this.#head = loaded.ownHead;
    this.#lastSeq = loaded.lastSeq;
    this.#synced = loaded.ownHead.seq;
    const folder = replicaFolder(journal.journals(journal.folder), context.replica);
    this.#writer = new JournalWriter(context.fileSystem, folder, loaded.place, context.segmentLimit);
    this.#returns = lock.returns;
    this.#commit = new GroupCommit(
      () => this.#mayWrite(),
      (frames) => this.#write(frames),
    );
  }

  /** Resolves when the entry is on the disk. */
  append(entry: Entry): Promise<void> {
    return this.#commit.run(() => {
      const { replica, editor, now } = this.#context;
      const record: WrittenRecord = {
        format: journalFormat,
        seq: this.#lastSeq + 1,
        prev: this.#head.hash,
        parent: this.#head.hash,
        synced: this.#synced,
        collection: this.#journal.collection,
        editor,
        replica,
        time: now().toISOString(),
        ...entry,
      };
      const { json, frame, hash } = encodeRecord(record, nativeHashOf);
      const parsed = this.#journal.parse(json);
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
    if (this.#journal.isNoted === false) return;
    this.#context.workingCopy?.noteWritten({ document: null, ...this.#writer.lastLine(frames), hash: this.#head.hash });
  }
}
