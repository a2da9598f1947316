import path from 'node:path';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import type { JournalPlace, Segment } from '../../../shared/journal/journal-reader.ts';
import {
  documentFolder,
  documentJournals,
  documentsFolder,
  recoveredFolder,
  segmentFile,
} from '../disk/collection-paths.ts';
import { type FileSystem, makeFolders } from '../disk/file-system.ts';
import { replicasIn } from '../disk/journal-folder.ts';
import { writeAll, writeWhole } from '../disk/replace-file.ts';
import type { StorageContext } from '../disk/storage-context.ts';

/** What recovery took off the end of a journal. */
interface Quarantined {
  /** The segments as they are now. */
  readonly segments: readonly Segment[];
  /** How many bytes were taken off. */
  readonly bytes: number;
  /** The copies, as paths. */
  readonly copies: readonly string[];
}

/** Copies the torn ends of a journal to another folder, and only then cuts them off. May be interrupted at any point and
 *  done again.
 *  @param journal the folder of the segments
 *  @param aside where the copies go; made when missing */
export async function quarantineTails(
  fileSystem: FileSystem,
  journal: string,
  segments: readonly Segment[],
  tails: readonly JournalPlace[],
  aside: string,
): Promise<Quarantined> {
  await makeFolders(fileSystem, aside);
  const copies: string[] = [];
  let bytes = 0;
  for (const { segment, offset } of tails) {
    const tail = segments.find(({ number }) => number === segment)?.bytes.subarray(offset) ?? new Uint8Array();
    const prefix = `${path.basename(journal)}-${String(segment).padStart(6, '0')}-at-${offset}`;
    copies.push(await keepCopy(fileSystem, aside, prefix, tail));
    bytes += tail.length;
  }
  for (const tail of tails) await cutOff(fileSystem, segmentFile(journal, tail.segment), tail.offset);
  const left = segments.map(({ number, bytes: all }) => {
    const tail = tails.find(({ segment }) => segment === number);
    return { number, bytes: tail ? all.subarray(0, tail.offset) : all };
  });
  return { segments: left, bytes, copies };
}

/** Gives the last line of a journal the line feed that it lacks.
 *  @returns the segments as they are now */
export async function terminateLine(
  fileSystem: FileSystem,
  journal: string,
  segments: readonly Segment[],
  { segment, offset }: JournalPlace,
): Promise<readonly Segment[]> {
  const lineFeed = Buffer.from('\n');
  const open = await fileSystem.open(segmentFile(journal, segment), 'append');
  try {
    if ((await open.stat()).size !== offset) throw new Error('it was changed meanwhile');
    await writeAll(open, lineFeed);
    await open.sync();
  } finally {
    await open.close();
  }
  return segments.map((one) =>
    one.number === segment ? { ...one, bytes: Buffer.concat([one.bytes, lineFeed]) } : one,
  );
}

/** Writes bytes under the first free name. The same bytes, kept by a recovery that was interrupted, are kept once. */
async function keepCopy(fileSystem: FileSystem, folder: string, prefix: string, bytes: Uint8Array): Promise<string> {
  for (let number = 1; ; number++) {
    const file = path.join(folder, `${prefix}${number === 1 ? '' : `-${number}`}.torn`);
    const stat = await fileSystem.stat(file);
    if (stat?.kind === 'file' && Buffer.compare(await fileSystem.readFile(file), bytes) === 0) return file;
    if (stat) continue;
    await writeWhole(fileSystem, file, bytes);
    await fileSystem.syncFolder(folder);
    return file;
  }
}

async function cutOff(fileSystem: FileSystem, file: string, length: number): Promise<void> {
  const open = await fileSystem.open(file, 'modify');
  try {
    await open.truncate(length);
    await open.sync();
  } finally {
    await open.close();
  }
}

/** Moves the folder of a document that another one took the place of out of the way, with everything in it; does nothing when that
 *  is done. Where other replicas wrote to it, it stays: what is moved here would be moved for them, too, by a program that
 *  synchronises folders, and what they write next would come back. It is in no list wherever it is.
 *  @returns where it is */
export async function quarantineFolder(
  { fileSystem, replica }: StorageContext,
  folder: string,
  id: DocumentId,
): Promise<string> {
  const document = documentFolder(folder, id);
  const aside = path.join(recoveredFolder(folder), `replaced-${id}`);
  if ((await fileSystem.stat(document)) === null) return aside;
  const writers = await replicasIn(fileSystem, documentJournals(document));
  const isOwn = writers.every((writer) => writer === replica);
  if (!isOwn || (await fileSystem.stat(aside)) !== null) return document;
  await makeFolders(fileSystem, recoveredFolder(folder));
  await fileSystem.rename(document, aside);
  await fileSystem.syncFolder(recoveredFolder(folder));
  await fileSystem.syncFolder(documentsFolder(folder));
  return aside;
}
