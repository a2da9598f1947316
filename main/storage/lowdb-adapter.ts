import type { Adapter } from 'lowdb';
import * as v from 'valibot';
import { errorCode, type FileSystem } from './file-system.ts';
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
   *  @throws UnreadableFileError when it holds something else than the schema says */
  async read(): Promise<Value | null> {
    const text = await this.#text();
    if (text === null) return null;
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      throw new UnreadableFileError(this.#path, 'it is not JSON');
    }
    const checked = v.safeParse(this.#schema, json);
    if (checked.success) return checked.output;
    const [issue] = checked.issues;
    throw new UnreadableFileError(this.#path, `${v.getDotPath(issue) ?? 'it'}: ${issue.message}`);
  }

  /** When this returns the value is on the disk.
   *  @throws ReplaceFileError when it could not be written; the old file is as it was */
  write(value: Value): Promise<void> {
    return replaceFile(this.#fileSystem, this.#path, Buffer.from(`${JSON.stringify(value, null, 2)}\n`));
  }

  async #text(): Promise<string | null> {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(await this.#fileSystem.readFile(this.#path));
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return null;
      if (error instanceof TypeError) throw new UnreadableFileError(this.#path, 'it is not UTF-8');
      throw error;
    }
  }
}
