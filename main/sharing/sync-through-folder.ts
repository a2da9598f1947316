import path from 'node:path';
import { isIdentifier } from '../../shared/document/identifier.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { markShared } from '../storage/disk/collection-file.ts';
import { documentsFolder, removedFolder } from '../storage/disk/collection-paths.ts';
import { type ConfinedFileSystem, confined } from '../storage/disk/confined-file-system.ts';
import { RefusedPathError } from '../storage/disk/file-system.ts';
import { readFolderOrNone } from '../storage/disk/journal-folder.ts';
import type { SharedCollection } from '../storage/settings/shared-collections.ts';
import { Arrivals, inOrder, type SyncContext, type SyncOutcome } from './arrivals.ts';
import { type Entry, ExchangeFolder } from './exchange-folder.ts';
import { documentOf, sharedSort } from './shared-files.ts';

/** What came of synchronising: ended at any moment, each file on either side is as it was or as it came. */
type Sharing = Pick<SharedCollection, 'remote' | 'images'>;

/** Puts what was done here into a plain folder, and takes over what others put there.
 *  @param collection open for writing, none of its documents open
 *  @param sharing `remote` is an exchange folder of this collection
 *  @throws ExchangeFolderError when that folder cannot be read or written; ReplaceFileError or the file system's error for the collection's */
export async function syncThroughFolder(
  collection: Collection,
  { remote, images }: Sharing,
  context: SyncContext,
): Promise<SyncOutcome> {
  const { folder, replica } = collection;
  const fileSystem = await confined(context.fileSystem, folder);
  await markShared(fileSystem, folder);
  const withImages = images !== 'leave-out';
  const place = await ExchangeFolder.at(context.fileSystem, remote);
  const arrivals = new Arrivals(collection, fileSystem);
  context.onProgress?.(inEnglish`Asking for what others did`, 0, 2);
  const { entries, waiting, refused } = await place.entries();
  for (const why of refused) arrivals.refuse(why);
  for (let count = 0; count < waiting; count++) arrivals.wait();
  const sizeHere = async (name: string): Promise<number | null> =>
    fileSystem.statNow(await arrivals.placeOf(name))?.size ?? null;
  await takeOver(place, await wantedOf(entries, { replica, withImages, sizeHere }), {
    ...context,
    take: (name, bytes) => arrivals.take(name, bytes),
    refuse: (why) => arrivals.refuse(why),
    wait: () => arrivals.wait(),
  });
  await arrivals.mergeLines();
  await giveOut({ place, collection, fileSystem, entries, withImages, arrivals, context });
  return arrivals.outcome();
}

/** Which files of others are wanted: those that are not here, and of a journal those that are longer than what is here. */
async function wantedOf(
  entries: readonly Entry[],
  given: {
    readonly replica: string | null;
    readonly withImages: boolean;
    readonly sizeHere: (name: string) => Promise<number | null>;
  },
): Promise<readonly (readonly Entry[])[]> {
  const byName = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (entry.replica === given.replica || (sharedSort(entry.name) === 'image' && !given.withImages)) continue;
    const here = await given.sizeHere(entry.name);
    if (here !== null && (sharedSort(entry.name) !== 'journal' || entry.bytes <= here)) continue;
    byName.set(entry.name, [...(byName.get(entry.name) ?? []), entry]);
  }
  const wanted = [...byName].map(([name, some]) => ({ name, some: some.sort((a, b) => b.bytes - a.bytes) }));
  return inOrder(wanted).map(({ some }) => some);
}

interface TakeOver extends Pick<SyncContext, 'signal' | 'onProgress'> {
  readonly take: (name: string, bytes: Uint8Array) => Promise<void>;
  readonly refuse: (why: string) => void;
  readonly wait: () => void;
}

/** Takes each file from whoever has most of it and has it whole. What follows a file that has not arrived waits with it: the later segments of
 *  a journal, and the journals of a document whose source is on its way. */
async function takeOver(
  place: ExchangeFolder,
  wanted: readonly (readonly Entry[])[],
  { signal, onProgress, take, refuse, wait }: TakeOver,
): Promise<void> {
  const held = new Set<string>();
  for (const [done, candidates] of wanted.entries()) {
    signal?.throwIfAborted();
    onProgress?.(inEnglish`Taking over what others did`, done, wanted.length);
    const name = candidates[0]?.name ?? '';
    const document = documentOf(name);
    const sort = sharedSort(name);
    const isHeld = sort === 'journal' && (held.has(path.posix.dirname(name)) || (document && held.has(document)));
    const bytes = isHeld ? null : await firstWhole(place, candidates, refuse);
    if (bytes) {
      await take(name, bytes);
      continue;
    }
    wait();
    if (sort === 'source' && document) held.add(document);
    if (sort === 'journal') held.add(path.posix.dirname(name));
  }
}

async function firstWhole(
  place: ExchangeFolder,
  candidates: readonly Entry[],
  refuse: (why: string) => void,
): Promise<Uint8Array | null> {
  for (const entry of candidates) {
    try {
      const bytes = await place.read(entry);
      if (bytes) return bytes;
    } catch (error) {
      if (!(error instanceof RefusedPathError)) throw error;
      refuse(error.message);
    }
  }
  return null;
}

interface GiveOut {
  readonly place: ExchangeFolder;
  readonly collection: Collection;
  readonly fileSystem: ConfinedFileSystem;
  readonly entries: readonly Entry[];
  readonly withImages: boolean;
  readonly arrivals: Arrivals;
  readonly context: SyncContext;
}

/** So many files go out before the list tells of them: whoever stops in the middle begins where it stopped. */
const filesAtOnce = 64;

/** Puts into the folder what nobody has put there yet, or not so much of it. Also what others wrote and came here by another way. */
async function giveOut({
  place,
  collection,
  fileSystem,
  entries,
  withImages,
  arrivals,
  context,
}: GiveOut): Promise<void> {
  const { folder, replica } = collection;
  const bytesThere = new Map<string, number>();
  // What this copy put there may have been taken away: then it is put there again.
  const ownThere = await place.documentsOf(replica);
  for (const { name, bytes, replica: by } of entries) {
    const document = documentOf(name);
    if (by !== replica || document === null || ownThere.has(document))
      bytesThere.set(name, Math.max(bytesThere.get(name) ?? 0, bytes));
  }
  const files = (await sharedFilesOf(fileSystem, folder)).filter(({ name, size }) => {
    if (sharedSort(name) === 'image' && !withImages) return false;
    const there = bytesThere.get(name);
    return there === undefined || (sharedSort(name) === 'journal' && there < size);
  });
  const writer = place.writer(replica);
  for (const [done, { name, file }] of inOrder(files).entries()) {
    context.signal?.throwIfAborted();
    context.onProgress?.(inEnglish`Giving others what was done here`, done, files.length);
    const bytes = await fileSystem.readFile(file);
    await writer.put(name, bytes);
    arrivals.went.add(name, bytes.subarray(bytesThere.get(name) ?? 0), !bytesThere.has(name));
    if (writer.unkept >= filesAtOnce) await writer.keep();
  }
  await writer.keep();
}

interface SharedFile {
  /** As in the collection, wherever it stands. */
  readonly name: string;
  readonly file: string;
  readonly size: number;
}

/** So many documents are looked at at a time: most of it is waiting. */
const documentsAtOnce = 16;

/** The files of a collection that are shared, those of documents that were taken out of it among them: others may work on them. */
async function sharedFilesOf(fileSystem: ConfinedFileSystem, folder: string): Promise<readonly SharedFile[]> {
  const found: SharedFile[] = [];
  const looked = new Set<string>();
  const look = (name: string, file: string): void => {
    if (sharedSort(name) === null) return;
    const stat = fileSystem.statNow(file, looked);
    if (stat?.kind === 'file') found.push({ name, file, size: stat.size });
  };
  const lookIn = async (name: string, place: string, deep: boolean): Promise<void> => {
    for (const entry of await plainFolder(fileSystem, place))
      if (entry.kind === 'file') look(`${name}/${entry.name}`, path.join(place, entry.name));
      else if (deep && entry.kind === 'folder')
        await lookIn(`${name}/${entry.name}`, path.join(place, entry.name), false);
  };
  look('collection.json', path.join(folder, 'collection.json'));
  for (const part of ['journal', 'entities']) await lookIn(part, path.join(folder, part), true);
  for (const place of [documentsFolder(folder), removedFolder(folder)]) {
    const ids = (await plainFolder(fileSystem, place)).filter(
      ({ name, kind }) => kind === 'folder' && isIdentifier(name),
    );
    for (let from = 0; from < ids.length; from += documentsAtOnce)
      await Promise.all(
        ids.slice(from, from + documentsAtOnce).map(async ({ name: id }) => {
          for (const part of ['journal', 'source', 'facsimile'])
            await lookIn(`documents/${id}/${part}`, path.join(place, id, part), part === 'journal');
        }),
      );
  }
  return found;
}

/** What is in a folder; nothing when something else stands in its place: `check` tells of it. */
async function plainFolder(fileSystem: ConfinedFileSystem, folder: string) {
  try {
    return await readFolderOrNone(fileSystem, folder);
  } catch (error) {
    if (error instanceof RefusedPathError) return [];
    throw error;
  }
}

/** Fills a new folder with what the copies of a collection put into an exchange folder.
 *  @param taken is given each file
 *  @returns what was not taken over, as parts of a sentence, and how many files have not arrived whole */
export async function fillFromFolder(
  remote: string,
  withImages: boolean,
  take: (name: string, bytes: Uint8Array) => Promise<void>,
  context: SyncContext,
): Promise<{ readonly refused: readonly string[]; readonly waiting: number; readonly withoutImages: number }> {
  const place = await ExchangeFolder.at(context.fileSystem, remote);
  const { entries, waiting, refused } = await place.entries();
  const left = [...refused];
  let waits = waiting;
  const wanted = await wantedOf(entries, { replica: null, withImages, sizeHere: async () => null });
  const { signal, onProgress } = context;
  await takeOver(place, wanted, {
    signal,
    onProgress,
    take,
    refuse: (why) => void left.push(why),
    wait: () => {
      waits += 1;
    },
  });
  const images = new Set(entries.map(({ name }) => name).filter((name) => sharedSort(name) === 'image'));
  return { refused: left, waiting: waits, withoutImages: withImages ? 0 : images.size };
}
