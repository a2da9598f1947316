import path from 'node:path';
import { syncSharedCollection } from '../../main/sharing/share-collection.ts';
import { takeFile } from '../../main/sharing/shared-files.ts';
import { type Collection, openCollection } from '../../main/storage/collection/collection.ts';
import type { FileSystem } from '../../main/storage/disk/file-system.ts';
import type { StorageContext } from '../../main/storage/disk/storage-context.ts';
import type { DocumentStore } from '../../main/storage/document/document-store.ts';
import { lookAtDocument } from '../../main/storage/document/load-document.ts';
import type { DocumentId, ReplicaId } from '../../shared/document/identifier.ts';
import { MortalDisk } from './mortal-disk.ts';
import type { SeededRandom } from './seeded-random.ts';
import { contextOn } from './storage-fixtures.ts';

/** Where the document of a session is, in each copy. */
interface CopyPlace {
  /** The disk that outlives the program. */
  readonly disk: FileSystem;
  /** The collection's folder. */
  readonly folder: string;
  readonly document: DocumentId;
  /** The person's own folder, where the collection is shared through Git. */
  readonly userFolder?: string;
}

/** The working copy of one archivist, with the program that runs on it, or does not. */
export class ArchivistsCopy {
  readonly editor: string;
  readonly replica: ReplicaId;
  #program: { readonly mortal: MortalDisk; readonly collection: Collection; readonly store: DocumentStore } | null =
    null;
  /** A program that was ended is another process than the next one. */
  #pid = 1;

  constructor(
    readonly name: string,
    readonly place: CopyPlace,
  ) {
    this.editor = name.toUpperCase();
    this.replica = `r0000000000${name}` as ReplicaId;
  }

  /** The open document: the program is started when it does not run. */
  async store(): Promise<DocumentStore> {
    this.#program ??= await this.#start();
    return this.#program.store;
  }

  async #start() {
    this.#pid += 1;
    const mortal = new MortalDisk(this.place.disk);
    const collection = await this.#opened(mortal.fileSystem);
    return { mortal, collection, store: await collection.openDocument(this.place.document) };
  }

  async #opened(fileSystem: FileSystem): Promise<Collection> {
    const outcome = await openCollection(this.place.folder, this.#context(fileSystem));
    if (outcome.kind !== 'opened') throw new Error(`the collection of ${this.name} does not open: ${outcome.kind}`);
    return outcome.collection;
  }

  #context(fileSystem: FileSystem): StorageContext {
    // Checkpoints after a few records: a session has no hundreds.
    const { replica, editor } = this;
    return contextOn(fileSystem, { replica, editor, pid: this.#pid, checkpointEvery: 3 });
  }

  async close(): Promise<void> {
    const program = this.#program;
    this.#program = null;
    await program?.store.close();
    await program?.collection.close();
  }

  /** Does something, and ends the program at one of the calls to the disk that it takes.
   *  @returns whether it was done before that */
  async killedWhile(random: SeededRandom, work: (store: DocumentStore) => Promise<unknown>): Promise<boolean> {
    const store = await this.store();
    const program = this.#program;
    program?.mortal.endAfter(random.below(12));
    const isDone = await work(store).then(
      () => true,
      () => false,
    );
    program?.mortal.endAfter(0);
    this.#program = null;
    // Its timers end with it.
    await program?.collection.close().catch(() => undefined);
    return isDone;
  }

  /** Takes over what another copy has: its own records, and those of others that have reached it.
   *  @param part how much of each journal arrives, from 0 to 1: it may end anywhere within a line */
  async receive(from: ArchivistsCopy, part: () => number): Promise<void> {
    await this.close();
    for (const { replica, name, bytes } of await from.#segments()) {
      if (replica === this.replica) continue;
      const arriving = bytes.subarray(0, Math.ceil(bytes.length * part()));
      // As where a synchronised folder is filled: what is here is never made shorter.
      await takeFile(this.place.disk, path.join(this.place.folder, name), name, arriving);
    }
  }

  /** The files of all journals of the document. */
  async #segments() {
    const { disk, folder, document } = this.place;
    const journals = `documents/${document}/journal`;
    const segments: { readonly replica: string; readonly name: string; readonly bytes: Uint8Array }[] = [];
    for (const { name: replica } of await disk.readFolder(path.join(folder, journals)))
      for (const { name: segment } of await disk.readFolder(path.join(folder, journals, replica))) {
        const name = `${journals}/${replica}/${segment}`;
        if (segment.endsWith('.jsonl'))
          segments.push({ replica, name, bytes: await disk.readFile(path.join(folder, name)) });
      }
    return segments;
  }

  /** Gives and takes through the repository that all share.
   *  @param endAfter how many calls to the disk the program lives */
  async sync(endAfter = Number.POSITIVE_INFINITY): Promise<boolean> {
    await this.close();
    this.#pid += 1;
    const mortal = new MortalDisk(this.place.disk);
    const collection = await this.#opened(mortal.fileSystem);
    mortal.endAfter(endAfter);
    const { userFolder = '' } = this.place;
    const context = { fileSystem: mortal.fileSystem, userFolder, editor: this.editor };
    const outcome = await syncSharedCollection(collection, context).catch((error: unknown) => {
      if (endAfter === Number.POSITIVE_INFINITY) throw error;
      return null;
    });
    if (endAfter !== Number.POSITIVE_INFINITY) mortal.endAfter(0);
    await collection.close().catch((error: unknown) => {
      if (endAfter === Number.POSITIVE_INFINITY) throw error;
    });
    if (outcome?.kind === 'refused' && endAfter === Number.POSITIVE_INFINITY) throw new Error(outcome.why);
    return outcome?.kind === 'done';
  }

  /** All lines of its journals. */
  async journals(): Promise<string> {
    return (await this.#segments()).map(({ bytes }) => Buffer.from(bytes).toString('utf8')).join('');
  }

  /** The document as its journals alone lead to it, with every conflict that was ever told of. */
  async reread(useCheckpoints: boolean) {
    const { disk, folder, document } = this.place;
    const loaded = await lookAtDocument(this.#context(disk), folder, document, useCheckpoints);
    if (!loaded) throw new Error(`the document of ${this.name} cannot be read`);
    return loaded;
  }
}
