import path from 'node:path';
import type { Adapter } from 'lowdb';
import { nanoid } from 'nanoid';
import * as v from 'valibot';
import { readBoundedJson } from '../../../shared/journal/bounded-json.ts';
import { errorCode, type FileSystem, type OpenFile, RefusedPathError } from './file-system.ts';

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

/** A file of this project does not hold what it should. */
export class UnreadableFileError extends Error {
  override name = 'UnreadableFileError';
  constructor(
    readonly path: string,
    readonly reason: string,
  ) {
    super(`${path} cannot be read: ${reason}`);
  }
}

/** A lowdb adapter that checks what it reads and replaces the file safely. lowdb's own one does not sync and uses one fixed
 *  temporary name. */
export class CheckedJsonFile<Value> implements Adapter<Value> {
  readonly #fileSystem: FileSystem;
  readonly #path: string;
  readonly #schema: v.GenericSchema<unknown, Value>;

  constructor(fileSystem: FileSystem, path: string, schema: v.GenericSchema<unknown, Value>) {
    this.#fileSystem = fileSystem;
    this.#path = path;
    this.#schema = schema;
  }

  /** Null when there is no such file.
   *  @throws UnreadableFileError when it holds something else than the schema says, or is no plain file */
  async read(): Promise<Value | null> {
    const bytes = await this.#bytes();
    if (bytes === null) return null;
    const read = readBoundedJson(bytes);
    if (!read.ok) throw new UnreadableFileError(this.#path, read.reason);
    const checked = v.safeParse(this.#schema, read.value);
    if (checked.success) return checked.output;
    const [issue] = checked.issues;
    throw new UnreadableFileError(this.#path, `${v.getDotPath(issue) ?? 'it'}: ${issue.message}`);
  }

  /** When this returns the value is on the disk.
   *  @throws ReplaceFileError when it could not be written; the old file is as it was */
  write(value: Value): Promise<void> {
    return replaceFile(this.#fileSystem, this.#path, Buffer.from(`${JSON.stringify(value, null, 2)}\n`));
  }

  async #bytes(): Promise<Uint8Array | null> {
    try {
      return await this.#fileSystem.readFile(this.#path);
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return null;
      if (error instanceof RefusedPathError) throw new UnreadableFileError(this.#path, error.message);
      throw error;
    }
  }
}
