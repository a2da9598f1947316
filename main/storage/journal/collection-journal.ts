import type { ReaderEvent, TemplateAct } from '../../../shared/archive/collection-desk.ts';
import type { DocumentId, ReplicaId } from '../../../shared/document/identifier.ts';
import type { VocabularyAct } from '../../../shared/document/vocabulary.ts';
import {
  type CollectionEntry,
  type CollectionRecord,
  type OtherRecord,
  otherRecord,
  parseCollectionRecord,
} from '../../../shared/journal/collection-record.ts';
import type { TagTypeGroup } from '../../../shared/tag-types/tag-types.ts';
import { inEnglish } from '../../../shared/translation/retell.ts';
import type { CollectionLock } from '../disk/collection-lock.ts';
import { collectionJournals } from '../disk/collection-paths.ts';
import { RefusedPathError } from '../disk/file-system.ts';
import type { StorageContext } from '../disk/storage-context.ts';
import {
  type Act,
  type Adder,
  type ListCheckpoint,
  type ListState,
  readListCheckpoint,
  writeListCheckpoint,
} from './list-checkpoint.ts';
import {
  continueReplicaJournals,
  type LoadedJournals,
  loadReplicaJournals,
  ReplicaJournal,
} from './replica-journal.ts';

/** What the journals of a collection say. */
export interface CollectionFacts {
  /** Who created it, as the first record says; null when none does. */
  readonly created: { readonly id: string; readonly title: string; readonly time: string } | null;
  /** The documents in the order in which they were added, with the base name of each one's file. */
  readonly documents: ReadonlyMap<DocumentId, string>;
  /** Siglum of who added a document, of those that another replica added. */
  readonly addedByOthers: ReadonlyMap<DocumentId, string>;
  /** What it learned, its templates of facts, its second readers, and what became of its types of tags, oldest first. */
  readonly desk: {
    readonly vocabulary: readonly VocabularyAct[];
    readonly templates: readonly TemplateAct[];
    readonly readers: readonly ReaderEvent[];
    readonly tagTypes: readonly TagTypeGroup[];
  };
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
export interface LoadedCollectionJournal extends LoadedJournals<CollectionRecord> {
  readonly facts: CollectionFacts;
  /** From what the facts were made. */
  readonly list: ListState;
  /** What is known of the journals from the last time; null when all was read anew. */
  readonly checkpoint: ListCheckpoint | null;
}

const emptyList: ListState = {
  created: null,
  added: new Map(),
  replaced: new Set(),
  removed: new Map(),
  emptied: new Map(),
  others: [],
};

/** Reads the collection's journals of all replicas: what they say together, in an order that does not depend on clocks.
 *  @param lock null when nothing may be changed; else the torn end of this replica's journal is set aside */
export async function loadCollectionJournal(
  context: StorageContext,
  folder: string,
  lock: CollectionLock | null,
): Promise<LoadedCollectionJournal> {
  const kind = { folder, ...collectionKind };
  const checkpoint = await readListCheckpoint(context.fileSystem, folder);
  const after = checkpoint && (await continueReplicaJournals(context, kind, checkpoint).catch(notRead));
  if (checkpoint && after) {
    const list = withRecords(checkpoint.list, after.records);
    return { ...after, list, facts: factsOf(list, context.replica), checkpoint };
  }
  const loaded = await loadReplicaJournals(context, kind, lock);
  const list = withRecords(emptyList, loaded.records);
  return { ...loaded, list, facts: factsOf(list, context.replica), checkpoint: null };
}

/** Reading all of it tells what is not as it should be. */
function notRead(error: unknown): null {
  if (error instanceof RefusedPathError) return null;
  throw error;
}

/** As many records are read faster than a checkpoint is written. */
const recordsWorthIt = 200;

/** Keeps what was read for the next opening, when that is worth it.
 *  @param completeAtMs see `ListCheckpoint`
 *  @throws ReplaceFileError or the file system's error */
export async function keepListCheckpoint(
  { fileSystem }: StorageContext,
  folder: string,
  loaded: LoadedCollectionJournal,
  completeAtMs: number | null,
): Promise<void> {
  const { checkpoint, records, prove, lastSeq, list } = loaded;
  if (!prove || list.added.size < recordsWorthIt) return;
  const isComplete = completeAtMs !== null && completeAtMs !== checkpoint?.completeAtMs;
  if (records.length < recordsWorthIt && !isComplete) return;
  await writeListCheckpoint(fileSystem, folder, { format: 1, journals: prove(), lastSeq, list, completeAtMs });
}

const collectionKind = {
  name: inEnglish`the list of documents`,
  journals: collectionJournals,
  parse: parseCollectionRecord,
} as const;

/** @param records higher in number than all that were read before */
function withRecords(before: ListState, records: readonly CollectionRecord[]): ListState {
  // Two replicas that did not know of each other gave the same numbers.
  const ordered = [...records].sort((a, b) => a.seq - b.seq || (a.replica < b.replica ? -1 : 1));
  let { created } = before;
  const list = new DocumentList(before);
  const others = [...before.others];
  for (const record of ordered) {
    if (record.kind === 'document') list.add(record);
    else if (record.kind === 'collection')
      created ??= { id: record.collection, title: record.payload.title, time: record.time };
    else others.push(otherRecord(record));
  }
  return { created, ...list.state(), others };
}

/** @param own the replica that this working copy is */
function factsOf(list: ListState, own: ReplicaId): CollectionFacts {
  const { created, added, replaced, removed, emptied } = list;
  const isGone = (id: DocumentId): boolean => replaced.has(id) || removed.has(id) || emptied.has(id);
  const withSources = (acts: ReadonlyMap<DocumentId, Act>): ReadonlyMap<DocumentId, Removal> =>
    new Map([...acts].map(([id, by]) => [id, { source: added.get(id)?.source ?? id, ...by }]));
  const documents = new Map<DocumentId, string>();
  const addedByOthers = new Map<DocumentId, string>();
  for (const [id, { source, by }] of added) {
    if (by.replica !== own) addedByOthers.set(id, by.editor);
    if (!isGone(id)) documents.set(id, source);
  }
  return {
    created,
    documents,
    addedByOthers,
    desk: deskOf(list.others),
    replaced,
    removed: withSources(removed),
    emptied: withSources(emptied),
    order: [...added.keys()],
  };
}

function deskOf(others: readonly OtherRecord[]): CollectionFacts['desk'] {
  const vocabulary: VocabularyAct[] = [];
  const templates: TemplateAct[] = [];
  const readers: ReaderEvent[] = [];
  const tagTypes: TagTypeGroup[] = [];
  for (const record of others) {
    if (record.kind === 'vocabulary') for (const change of record.payload.changes) vocabulary.push(change);
    else if (record.kind === 'template') templates.push(record.payload);
    else if (record.kind === 'tag types') tagTypes.push(record.payload);
    else readers.push({ act: record.payload, editor: record.editor, time: record.time });
  }
  return { vocabulary, templates, readers, tagTypes };
}

/** Which documents there are, by what happened to them: the last act counts. */
class DocumentList {
  readonly #added: Map<DocumentId, { readonly source: string; readonly by: Adder }>;
  readonly #replaced: Set<DocumentId>;
  readonly #removed: Map<DocumentId, Act>;
  readonly #emptied: Map<DocumentId, Act>;
  #by: Adder | null = null;

  constructor(before: ListState) {
    this.#added = new Map(before.added);
    this.#replaced = new Set(before.replaced);
    this.#removed = new Map(before.removed);
    this.#emptied = new Map(before.emptied);
  }

  add({ payload, time, editor, replica }: Extract<CollectionRecord, { readonly kind: 'document' }>): void {
    const { id } = payload;
    if (payload.act === 'added') {
      // One object for all that follow one another.
      if (this.#by?.replica !== replica || this.#by.editor !== editor) this.#by = { replica, editor };
      this.#added.set(id, { source: payload.source, by: this.#by });
    } else if (payload.act === 'replaced') this.#replaced.add(id);
    else {
      this.#removed.delete(id);
      this.#emptied.delete(id);
      if (payload.act === 'removed') this.#removed.set(id, { time, editor });
      if (payload.act === 'emptied') this.#emptied.set(id, { time, editor });
    }
  }

  state(): Omit<ListState, 'created' | 'others'> {
    return {
      added: this.#added,
      replaced: this.#replaced,
      removed: this.#removed,
      emptied: this.#emptied,
    };
  }
}

/** Appends to this replica's part of a collection's journal. */
export class CollectionJournal extends ReplicaJournal<CollectionEntry> {
  constructor(
    context: StorageContext,
    folder: string,
    collection: string,
    lock: CollectionLock,
    loaded: LoadedCollectionJournal,
  ) {
    super(context, { folder, collection, ...collectionKind }, lock, loaded);
  }
}
