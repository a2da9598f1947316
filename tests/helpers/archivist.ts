import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type JoinOutcome, joinCollection } from '../../main/sharing/join-collection.ts';
import {
  type ShareContext,
  type ShareOutcome,
  type ShareWish,
  shareCollection,
  syncSharedCollection,
} from '../../main/sharing/share-collection.ts';
import type { Collection } from '../../main/storage/collection/collection.ts';
import { nodeFileSystem } from '../../main/storage/disk/file-system.ts';
import type { StorageContext } from '../../main/storage/disk/storage-context.ts';
import type { ImageChoice } from '../../shared/contract/payloads/sharing.ts';
import type { DocumentId, ReplicaId } from '../../shared/document/identifier.ts';
import { canonicalJson } from '../../shared/text/canonical-json.ts';
import { typing } from './journal-builders.ts';
import { imported, newCollection, reopened } from './storage-fixtures.ts';

/** One of several people who work on a collection, each with a copy, a replica and a folder of settings of their own. */
export class Archivist {
  readonly folder: string;
  readonly context: StorageContext;
  readonly sharing: ShareContext;
  #acts = 0;

  /** @param place an empty folder for all of them
   *  @param siglum two capitals */
  constructor(
    readonly place: string,
    readonly siglum: string,
  ) {
    this.folder = path.join(place, siglum);
    const replica = `r${siglum.toLowerCase().padEnd(11, '0')}` as ReplicaId;
    this.context = { fileSystem: nodeFileSystem, replica, editor: siglum, now: () => new Date() };
    const userFolder = path.join(place, `user-${siglum}`);
    mkdirSync(userFolder, { recursive: true });
    this.sharing = { fileSystem: nodeFileSystem, userFolder, editor: siglum };
  }

  /** Begins a collection with some documents. */
  async begin(documents: number): Promise<readonly DocumentId[]> {
    const collection = await newCollection(this.folder, this.context);
    const ids: DocumentId[] = [];
    for (let number = 0; number < documents; number++)
      ids.push((await collection.addDocument(imported(`${number}.txt`))).id);
    await collection.close();
    return ids;
  }

  async with<Result>(use: (collection: Collection) => Promise<Result>): Promise<Result> {
    const collection = await reopened(this.folder, this.context);
    try {
      return await use(collection);
    } finally {
      await collection.close();
    }
  }

  share(remote: string, wish: Partial<ShareWish> = {}): Promise<ShareOutcome> {
    return this.with((collection) =>
      shareCollection(collection, { remote, withoutGit: false, images: 'include', ...wish }, this.sharing),
    );
  }

  join(remote: string, images: ImageChoice = 'include'): Promise<JoinOutcome> {
    return joinCollection({ remote, folder: this.folder, images }, this.context, this.sharing);
  }

  sync(images: ImageChoice | null = null): Promise<ShareOutcome> {
    return this.with((collection) => syncSharedCollection(collection, this.sharing, images));
  }

  /** Writes into a document. */
  write(id: DocumentId, text: string, at: number): Promise<void> {
    return this.with(async (collection) => {
      const store = await collection.openDocument(id);
      this.#acts += 1;
      const group = `${this.siglum.toLowerCase()}${this.#acts}`;
      await store.append(store.state.seq, [typing(group, store.state.doc, text, at)]);
      await store.close();
    });
  }

  /** The canonical form of every document, with what is to be settled in it. */
  states(): Promise<ReadonlyMap<DocumentId, string>> {
    return this.with(async (collection) => {
      const states = new Map<DocumentId, string>();
      for (const { id } of await collection.summaries()) {
        const store = await collection.openDocument(id);
        if (store.readOnly !== null) throw new Error(store.readOnly);
        states.set(id, `${canonicalJson(store.state.doc)}\n${JSON.stringify(store.state.conflicts)}`);
        await store.close();
      }
      if (collection.unreadable.length > 0) throw new Error('some documents cannot be read');
      return states;
    });
  }
}
