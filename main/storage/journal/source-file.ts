import { createHash } from 'node:crypto';
import path from 'node:path';
import type { SourceFile } from '../../../shared/document/document-state.ts';
import { sourceFolder } from '../disk/collection-paths.ts';
import { errorCode, type FileSystem, RefusedPathError } from '../disk/file-system.ts';
import { readFolderOrNone } from '../disk/journal-folder.ts';

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

/** The file that a document was imported from. */
export interface FoundSource {
  /** Byte for byte what was imported. */
  readonly bytes: Uint8Array;
  /** Whether another program, such as Git on a checkout, converted the line ends of the file; `bytes` are those before. */
  readonly isConverted: boolean;
}

/** Finds the file that a document was imported from by what it holds and not by its name, which a person may change.
 *  @param document the document's folder
 *  @throws SourceMissingError */
export async function findSource(fileSystem: FileSystem, document: string, source: SourceFile): Promise<FoundSource> {
  const folder = sourceFolder(document);
  let refused: string | null = null;
  const others: string[] = [];
  try {
    for (const { name, kind } of await readFolderOrNone(fileSystem, folder)) {
      const file = path.join(folder, name);
      if (kind !== 'file') {
        refused ??= new RefusedPathError({ kind }, file, `source/${name}`).message;
        continue;
      }
      const size = (await fileSystem.stat(file))?.size ?? 0;
      if (size !== source.bytes) {
        // Of the bytes of a text each may be a line end.
        if (size <= 2 * source.bytes && source.bytes <= 2 * size) others.push(file);
        continue;
      }
      const bytes = await fileSystem.readFile(file);
      if (sha256Of(bytes) === source.sha256) return { bytes, isConverted: false };
    }
    for (const file of others) {
      const before = beforeConversion(await fileSystem.readFile(file), source);
      if (before) return { bytes: before, isConverted: true };
    }
  } catch (error) {
    if (!(error instanceof Error) || errorCode(error) === null) throw error;
    refused = error.message;
  }
  throw new SourceMissingError(folder, source, refused);
}

/** The bytes of a source before its line ends were converted; null when that does not lead to them. */
function beforeConversion(converted: Uint8Array, source: SourceFile): Uint8Array | null {
  const lines = Buffer.from(converted).toString('latin1').replaceAll('\r\n', '\n');
  for (const before of [lines, lines.replaceAll('\n', '\r\n')]) {
    const bytes = Buffer.from(before, 'latin1');
    if (bytes.length === source.bytes && sha256Of(bytes) === source.sha256) return bytes;
  }
  return null;
}

/** The bytes that a document was imported from.
 *  @param document the document's folder
 *  @throws SourceMissingError */
export const readSource = async (fileSystem: FileSystem, document: string, source: SourceFile): Promise<Uint8Array> =>
  (await findSource(fileSystem, document, source)).bytes;
