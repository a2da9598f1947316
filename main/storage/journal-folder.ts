import path from 'node:path';
import { isIdentifier, type ReplicaId } from '../../shared/document/identifier.ts';
import type { Segment } from '../../shared/journal/read-records.ts';
import { undoConversion } from '../../shared/journal/undo-conversion.ts';
import { segmentFile, segmentNumber } from './collection-paths.ts';
import { errorCode, type FileSystem, type FolderEntry } from './file-system.ts';

/** How much a journal holds: grows with every record, so that it tells whether something made from it is still true. */
export type JournalSize = Readonly<Record<string, { readonly segments: number; readonly bytes: number }>>;

/** The replicas that wrote to a document or a collection, in the order of their ids. */
export async function replicasIn(fileSystem: FileSystem, journals: string): Promise<readonly ReplicaId[]> {
  const entries = await readFolderOrNone(fileSystem, journals);
  return entries
    .filter(({ name, kind }) => kind === 'folder' && isIdentifier(name))
    .map(({ name }) => name as ReplicaId);
}

/** The numbers of a replica's segments, ascending. */
export async function segmentNumbers(fileSystem: FileSystem, folder: string): Promise<readonly number[]> {
  const entries = await readFolderOrNone(fileSystem, folder);
  return entries
    .filter(({ kind }) => kind === 'file')
    .map(({ name }) => segmentNumber(name))
    .filter((number): number is number => number !== null)
    .sort((a, b) => a - b);
}

/** Reads the segments of a replica's journal. What another program did to the line ends or the encoding of one is undone in memory. */
export async function readSegments(fileSystem: FileSystem, folder: string): Promise<readonly Segment[]> {
  const segments: Segment[] = [];
  for (const number of await segmentNumbers(fileSystem, folder)) {
    const bytes = await fileSystem.readFile(segmentFile(folder, number));
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
