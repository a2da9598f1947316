import { createHash } from 'node:crypto';
import path from 'node:path';
import { isIdentifier, type ReplicaId } from '../../../shared/document/identifier.ts';
import type { Segment } from '../../../shared/journal/journal-reader.ts';
import { undoConversion } from '../../../shared/journal/migration.ts';
import { journalPath, segmentFile, segmentNumber } from './collection-paths.ts';
import { errorCode, type FileStat, type FileSystem, type FolderEntry, RefusedPathError } from './file-system.ts';

/** How much a journal holds: grows with every record, so that it tells whether something made from it is still true. */
export type JournalSize = Readonly<Record<string, { readonly segments: number; readonly bytes: number }>>;

/** A replica as this program names it. */
const replicaForm = /^r[0-9a-z]{11}$/;

/** The replicas that wrote to a document or a collection, in the order of their ids. Something else than a folder that is named like a
 *  replica is among them: whoever reads it meets it, so that no journal is passed over unseen. */
export async function replicasIn(fileSystem: FileSystem, journals: string): Promise<readonly ReplicaId[]> {
  const entries = await readFolderOrNone(fileSystem, journals);
  return entries
    .filter(({ name, kind }) => (kind === 'folder' ? isIdentifier(name) : replicaForm.test(name)))
    .map(({ name }) => name as ReplicaId);
}

/** The numbers of a replica's segments, ascending, of what is no plain file, too. */
export async function segmentNumbers(fileSystem: FileSystem, folder: string): Promise<readonly number[]> {
  const entries = await readFolderOrNone(fileSystem, folder);
  return entries
    .map(({ name }) => segmentNumber(name))
    .filter((number): number is number => number !== null)
    .sort((a, b) => a - b);
}

/** All segments of one replica are in memory at once. */
const mostJournalBytes = 1024 * 1024 * 1024;

/** Reads the segments of a replica's journal. What another program did to the line ends or the encoding of one is undone in memory.
 *  @throws RefusedPathError when something else than a plain file stands in the place of a segment, or all are too large together */
export async function readSegments(fileSystem: FileSystem, folder: string): Promise<readonly Segment[]> {
  const segments: Segment[] = [];
  let total = 0;
  for (const number of await segmentNumbers(fileSystem, folder)) {
    const bytes = await fileSystem.readFile(segmentFile(folder, number));
    total += bytes.length;
    if (total > mostJournalBytes)
      throw new RefusedPathError({ kind: 'too large', mostBytes: mostJournalBytes }, folder, journalPath(folder));
    segments.push({ number, ...(undoConversion(bytes) ?? { bytes }) });
  }
  return segments;
}

/** The size of the journals of all replicas, without reading them. */
export async function journalSize(fileSystem: FileSystem, journals: string): Promise<JournalSize> {
  const sizes: Record<string, { segments: number; bytes: number }> = {};
  for (const replica of await replicasIn(fileSystem, journals)) {
    const folder = path.join(journals, replica);
    const numbers = await segmentNumbers(fileSystem, folder);
    const stats = await Promise.all(numbers.map((number) => fileSystem.stat(segmentFile(folder, number))));
    sizes[replica] = {
      segments: numbers.length,
      bytes: stats.reduce((total, stat) => total + (stat?.size ?? 0), 0),
    };
  }
  return sizes;
}

/** What is in a folder; nothing when it is not there. */
export async function readFolderOrNone(fileSystem: FileSystem, folder: string): Promise<readonly FolderEntry[]> {
  try {
    return await fileSystem.readFolder(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** What `hashOf` gives, by the library of the system, which takes a fraction of the time. */
export const nativeHashOf = (json: Uint8Array): string => createHash('sha256').update(json).digest('hex').slice(0, 32);

/** So coarse are the times of some disks: a folder that was changed less than this ago may change again at the same time. */
const coarsestMs = 2_000;

/** When a folder was changed last, in milliseconds since 1970; null when there is none, or so lately that a later change may have the same
 *  time. */
export function settledTime(folder: FileStat | null): number | null {
  const changed = folder?.kind === 'folder' ? folder.modifiedMs : 0;
  return changed > 0 && changed < Date.now() - coarsestMs ? changed : null;
}
