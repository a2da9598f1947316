import type { Adapter } from 'lowdb';
import * as v from 'valibot';
import { readBoundedJson } from '../../../shared/journal/bounded-json.ts';
import { errorCode, type FileSystem, RefusedPathError } from './file-system.ts';
import { replaceFile } from './replace-file.ts';

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
