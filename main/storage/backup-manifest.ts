import path from 'node:path';
import * as v from 'valibot';
import { count } from '../../shared/journal/payload-schema.ts';
import type { FileSystem } from './file-system.ts';
import { CheckedJsonFile, UnreadableFileError } from './lowdb-adapter.ts';

/** A file of a backup. */
export interface BackupFile {
  /** Relative to the collection, with `/` between names. */
  readonly path: string;
  readonly bytes: number;
  /** Of the file that was copied, milliseconds since 1970. */
  readonly modifiedMs: number;
  readonly sha256: string;
}

/** `backup.json`: what a backup holds. */
export interface BackupManifest {
  readonly format: 1;
  /** When it was made. ISO 8601, UTC. */
  readonly created: string;
  readonly files: readonly BackupFile[];
}

/** The collection's files are in a folder of their own, so that no file of theirs can be taken for this one. */
export const backupContent = (backup: string): string => path.join(backup, 'collection');

/** Names separated by `/`, none of which leads upwards or is empty. */
const relativePath = v.pipe(
  v.string(),
  v.check((text) => text.split('/').every((name) => !['', '.', '..'].includes(name) && !/[\\\0]/.test(name))),
);

const manifestSchema: v.GenericSchema<unknown, BackupManifest> = v.object({
  format: v.literal(1),
  created: v.string(),
  files: v.array(v.object({ path: relativePath, bytes: count, modifiedMs: v.number(), sha256: v.string() })),
});

const manifestFile = (fileSystem: FileSystem, backup: string): CheckedJsonFile<BackupManifest> =>
  new CheckedJsonFile(fileSystem, path.join(backup, 'backup.json'), manifestSchema);

export type ManifestReading =
  | { readonly kind: 'read'; readonly manifest: BackupManifest }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly reason: string };

export async function readManifest(fileSystem: FileSystem, backup: string): Promise<ManifestReading> {
  try {
    const manifest = await manifestFile(fileSystem, backup).read();
    return manifest ? { kind: 'read', manifest } : { kind: 'missing' };
  } catch (error) {
    if (error instanceof UnreadableFileError) return { kind: 'unreadable', reason: `backup.json: ${error.reason}` };
    throw error;
  }
}

export const writeManifest = (fileSystem: FileSystem, backup: string, manifest: BackupManifest): Promise<void> =>
  manifestFile(fileSystem, backup).write(manifest);
