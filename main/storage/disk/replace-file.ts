import path from 'node:path';
import { nanoid } from 'nanoid';
import type { FileSystem, OpenFile } from './file-system.ts';

/** A file could not be replaced. The old one is as it was. */
export class ReplaceFileError extends Error {
  override name = 'ReplaceFileError';
  constructor(
    readonly path: string,
    cause: unknown,
  ) {
    super(`${path} was not replaced: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** Ends of the names of files that are being written; such a file is never read. */
export const temporarySuffix = '.tmp';

/** Puts new content in the place of a file so that, whatever happens, the name holds either all of the old content or all of
 *  the new. When this returns the new content is on the disk.
 *  @throws ReplaceFileError when that was not possible */
export async function replaceFile(fileSystem: FileSystem, target: string, bytes: Uint8Array): Promise<void> {
  const folder = path.dirname(target);
  // Beside the target, because a rename cannot cross disks; a name of its own, because two writers may be at work.
  const temporary = path.join(folder, `.${path.basename(target)}.${nanoid(10)}${temporarySuffix}`);
  try {
    await writeWhole(fileSystem, temporary, bytes);
    await fileSystem.rename(temporary, target);
  } catch (error) {
    await fileSystem.removeFile(temporary).catch(() => undefined);
    throw new ReplaceFileError(target, error);
  }
  try {
    await fileSystem.syncFolder(folder);
  } catch (error) {
    throw new ReplaceFileError(target, error);
  }
}

/** Writes a file that is not there yet, with all its content on the disk when this returns. Its name is not yet: sync the
 *  folder. */
export async function writeWhole(fileSystem: FileSystem, target: string, bytes: Uint8Array): Promise<void> {
  const file = await fileSystem.open(target, 'create');
  try {
    await writeAll(file, bytes);
    const { size } = await file.stat();
    if (size !== bytes.length) throw new Error(`${size} of ${bytes.length} bytes arrived`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Writes in a loop until every byte is out. */
export async function writeAll(file: OpenFile, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const count = await file.write(bytes.subarray(written));
    if (count <= 0) throw new Error('the file takes no more bytes');
    written += count;
  }
}
