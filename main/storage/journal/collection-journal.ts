import type { DocumentId, ReplicaId } from '../../../shared/document/identifier.ts';
import type { VocabularyAct } from '../../../shared/document/vocabulary.ts';
import {
  type CollectionEntry,
  type CollectionRecord,
  parseCollectionRecord,
} from '../../../shared/journal/collection-record.ts';
import type { TagTypeGroup } from '../../../shared/tag-types/tag-types.ts';
import type { CollectionLock } from '../disk/collection-lock.ts';
import { collectionJournals } from '../disk/collection-paths.ts';
import type { StorageContext } from '../disk/storage-context.ts';
import { type LoadedJournals, loadReplicaJournals, ReplicaJournal } from './replica-journal.ts';

/** What the journals of a collection say. */
export interface CollectionFacts {
  /** Who created it, as the first record says; null when none does. */
  readonly created: { readonly id: string; readonly title: string; readonly time: string } | null;
  /** The documents in the order in which they were added, with the base name of each one's file. */
  readonly documents: ReadonlyMap<DocumentId, string>;
  /** Siglum of who added a document, of those that another replica added. */
  readonly addedByOthers: ReadonlyMap<DocumentId, string>;
  readonly vocabulary: readonly VocabularyAct[];
  /** What became of the types of tags, oldest first. */
  readonly tagTypes: readonly TagTypeGroup[];
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
}

/** Reads the collection's journals of all replicas: what they say together, in an order that does not depend on clocks.
 *  @param lock null when nothing may be changed; else the torn end of this replica's journal is set aside */
export async function loadCollectionJournal(
  context: StorageContext,
  folder: string,
  lock: CollectionLock | null,
): Promise<LoadedCollectionJournal> {
  const loaded = await loadReplicaJournals(context, { folder, ...collectionKind }, lock);
  return { ...loaded, facts: foldRecords(loaded.records, context.replica) };
}

const collectionKind = {
  name: 'the list of documents',
  journals: collectionJournals,
  parse: parseCollectionRecord,
} as const;

function foldRecords(records: readonly CollectionRecord[], own: ReplicaId): CollectionFacts {
  // Two replicas that did not know of each other gave the same numbers.
  const ordered = [...records].sort((a, b) => a.seq - b.seq || (a.replica < b.replica ? -1 : 1));
  let created: CollectionFacts['created'] = null;
  const list = new DocumentList(own);
  const vocabulary: VocabularyAct[] = [];
  const tagTypes: TagTypeGroup[] = [];
  for (const record of ordered) {
    if (record.kind === 'document') list.add(record);
    else if (record.kind === 'vocabulary') for (const change of record.payload.changes) vocabulary.push(change);
    else if (record.kind === 'tag types') tagTypes.push(record.payload);
    else created ??= { id: record.collection, title: record.payload.title, time: record.time };
  }
  return { created, ...list.facts(), vocabulary, tagTypes };
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
