import { createHash } from 'node:crypto';
import path from 'node:path';
import type { SourceFile } from '../../shared/document/document-state.ts';
import { sourceFolder } from './collection-paths.ts';
import { errorCode, type FileSystem, RefusedPathError } from './file-system.ts';
import { readFolderOrNone } from './journal-folder.ts';

/** The file that a document was imported from is not in its folder any more, or is another one. */
export class SourceMissingError extends Error {
  override name = 'SourceMissingError';
  /** @param reason what stands in its place, when something does that is not read */
  constructor(
    readonly folder: string,
    readonly source: SourceFile,
    readonly reason: string | null,
  ) {
    super(`${folder} does not hold ${source.name} as it was imported${reason === null ? '' : ` (${reason})`}`);
  }
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The bytes that a document was imported from, found by what they are and not by their name, which a person may change.
 *  @param document the document's folder
 *  @throws SourceMissingError */
export async function readSource(fileSystem: FileSystem, document: string, source: SourceFile): Promise<Uint8Array> {
  const folder = sourceFolder(document);
  let refused: string | null = null;
  try {
    for (const { name, kind } of await readFolderOrNone(fileSystem, folder)) {
      const file = path.join(folder, name);
      if (kind !== 'file') refused ??= new RefusedPathError({ kind }, file, `source/${name}`).message;
      if (kind !== 'file' || (await fileSystem.stat(file))?.size !== source.bytes) continue;
      const bytes = await fileSystem.readFile(file);
      if (sha256Of(bytes) === source.sha256) return bytes;
    }
  } catch (error) {
    if (!(error instanceof Error) || errorCode(error) === null) throw error;
    refused = error.message;
  }
  throw new SourceMissingError(folder, source, refused);
}
