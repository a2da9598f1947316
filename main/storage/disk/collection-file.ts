import { Low } from 'lowdb';
import * as v from 'valibot';
import { isIdentifier } from '../../../shared/document/identifier.ts';
import { collectionFile } from './collection-paths.ts';
import type { FileSystem } from './file-system.ts';
import { CheckedJsonFile, UnreadableFileError } from './lowdb-adapter.ts';

/** The number of the folder format that this build writes for a collection that is not shared (docs/formats.md). */
export const collectionFormat = 1;
/** That of a shared one: its documents may have lines of changes that only builds which know this number put together. */
const sharedFormat = 2;

/** `collection.json`: what makes a folder a collection. It can be made again from the collection's journal. */
export interface CollectionFile {
  readonly format: number;
  /** Identity of the collection, the same in every copy. */
  readonly id: string;
  readonly title: string;
  /** ISO 8601, UTC. */
  readonly created: string;
}

const collectionSchema: v.GenericSchema<unknown, CollectionFile> = v.object({
  format: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  id: v.custom<string>(isIdentifier),
  title: v.string(),
  created: v.string(),
});

/** A newer build may have other fields; only these two are asked for. */
const anyFormatSchema = v.object({ format: v.pipe(v.number(), v.safeInteger()), title: v.fallback(v.string(), '') });

export type CollectionFileReading =
  | { readonly kind: 'read'; readonly file: CollectionFile }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly reason: string }
  /** Its journals are read as those of the present format. */
  | { readonly kind: 'older format'; readonly file: CollectionFile }
  | { readonly kind: 'newer format'; readonly format: number; readonly title: string };

export async function readCollectionFile(fileSystem: FileSystem, folder: string): Promise<CollectionFileReading> {
  const file = collectionFile(folder);
  try {
    const any = await new CheckedJsonFile(fileSystem, file, anyFormatSchema).read();
    if (!any) return { kind: 'missing' };
    if (any.format > sharedFormat) return { kind: 'newer format', ...any };
    const read = await new CheckedJsonFile(fileSystem, file, collectionSchema).read();
    if (!read) return { kind: 'missing' };
    return { kind: read.format < collectionFormat ? 'older format' : 'read', file: read };
  } catch (error) {
    if (error instanceof UnreadableFileError) return { kind: 'unreadable', reason: error.reason };
    throw error;
  }
}

/** Gives a collection the number of those that are shared, which keeps builds that know only the number before from writing to it.
 *  @throws ReplaceFileError or the file system's error */
export async function markShared(fileSystem: FileSystem, folder: string): Promise<void> {
  const reading = await readCollectionFile(fileSystem, folder);
  if (reading.kind !== 'read' || reading.file.format >= sharedFormat) return;
  await writeCollectionFile(fileSystem, folder, { ...reading.file, format: sharedFormat });
}

export async function writeCollectionFile(
  fileSystem: FileSystem,
  folder: string,
  value: CollectionFile,
): Promise<void> {
  const adapter = new CheckedJsonFile(fileSystem, collectionFile(folder), collectionSchema);
  await new Low<CollectionFile>(adapter, value).write();
}
