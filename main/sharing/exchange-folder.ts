import { createHash } from 'node:crypto';
import path from 'node:path';
import * as v from 'valibot';
import { isIdentifier, type ReplicaId } from '../../shared/document/identifier.ts';
import { encodeFrame, frameAt } from '../../shared/journal/frame.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { diskReason } from '../faults/unexpected-fault.ts';
import { segmentFile } from '../storage/disk/collection-paths.ts';
import { type ConfinedFileSystem, confined } from '../storage/disk/confined-file-system.ts';
import { errorCode, type FileSystem, makeFolders, RefusedPathError } from '../storage/disk/file-system.ts';
import { readFolderOrNone, replicasIn, segmentNumbers } from '../storage/disk/journal-folder.ts';
import { replaceFile, temporarySuffix } from '../storage/disk/replace-file.ts';
import { mostBytesOf } from '../storage/disk/size-limits.ts';
import { sharedSort } from './shared-files.ts';

/** The file that makes a folder an exchange folder. */
export const markerName = 'anchorite-exchange.json';

/** The number that this build writes (docs/formats.md). */
const exchangeFormat = 1;

/** The folder cannot be reached, read or written; a clause. */
export class ExchangeFolderError extends Error {
  override name = 'ExchangeFolderError';
}

/** What makes a folder an exchange folder, as it was read. */
export type Marker =
  | { readonly kind: 'none' }
  /** Its collection, by its identifier, and what whoever began called it. */
  | { readonly kind: 'read'; readonly collection: string; readonly title: string }
  | { readonly kind: 'newer format'; readonly format: number }
  /** It is not whole: it may be on its way. */
  | { readonly kind: 'unreadable' };

const anyMarker = v.object({ format: v.pipe(v.number(), v.safeInteger()) });
const marker = v.object({
  format: v.literal(exchangeFormat),
  collection: v.custom<string>(isIdentifier),
  title: v.string(),
});

/** A file that a copy of the collection put into the folder. */
export interface Entry {
  readonly replica: ReplicaId;
  /** As in the collection. */
  readonly name: string;
  /** How many at its beginning count: the file may have grown since. */
  readonly bytes: number;
  /** Of these. */
  readonly sha256: string;
}

const entryLine = v.object({
  name: v.string(),
  bytes: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});

/** What the copies of a collection put into the folder. */
export interface Entries {
  /** Of each copy, the last that it said of each file. */
  readonly entries: readonly Entry[];
  /** Copies of whose lists a part has not arrived. */
  readonly waiting: number;
  /** What was passed over, as parts of a sentence. */
  readonly refused: readonly string[];
}

/** A part of a list that has reached this size is followed by a new one: what is written with each synchronisation does not grow with the
 *  collection. */
const mostListBytes = 1024 * 1024;

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A plain folder, on a share or a stick or kept by a program that synchronises folders, through which the copies of a collection get each
 *  other's files. Each copy writes in a folder of its own alone: files as the collection has them, and behind them a list of what they are.
 *  A file is believed when its bytes are those that the list tells of; anything else waits.
 *
 *  Methods throw `ExchangeFolderError` when the disk refuses. */
export class ExchangeFolder {
  readonly #fileSystem: ConfinedFileSystem;

  private constructor(fileSystem: ConfinedFileSystem) {
    this.#fileSystem = fileSystem;
  }

  /** The gate to a folder, which is there. */
  static async at(disk: FileSystem, folder: string): Promise<ExchangeFolder> {
    return new ExchangeFolder(await reaching(() => confined(disk, folder)));
  }

  get #root(): string {
    return this.#fileSystem.root;
  }

  marker(): Promise<Marker> {
    return reaching(async () => {
      const bytes = await this.#fileSystem.readFile(path.join(this.#root, markerName)).catch((error: unknown) => {
        if (errorCode(error) === 'ENOENT') return null;
        throw error;
      });
      if (bytes === null) return { kind: 'none' };
      const json = jsonOf(bytes);
      const any = v.safeParse(anyMarker, json);
      if (any.success && any.output.format > exchangeFormat) return { kind: 'newer format', format: any.output.format };
      const read = v.safeParse(marker, json);
      return read.success ? { kind: 'read', ...read.output } : { kind: 'unreadable' };
    });
  }

  /** Makes the folder an exchange folder. */
  begin(collection: { readonly id: string; readonly title: string }): Promise<void> {
    const { id, title } = collection;
    const text = `${JSON.stringify({ format: exchangeFormat, collection: id, title })}\n`;
    return reaching(() => replaceFile(this.#fileSystem, path.join(this.#root, markerName), Buffer.from(text)));
  }

  /** Reads what the copies say that they put here. */
  entries(): Promise<Entries> {
    return reaching(async () => {
      const entries: Entry[] = [];
      const refused: string[] = [];
      let waiting = 0;
      for (const replica of await replicasIn(this.#fileSystem, this.#root)) {
        try {
          const list = await this.#listOf(replica);
          entries.push(...list.entries);
          refused.push(...list.refused);
          if (!list.isWhole) waiting += 1;
        } catch (error) {
          if (!(error instanceof RefusedPathError)) throw error;
          refused.push(error.message);
        }
      }
      return { entries, refused, waiting };
    });
  }

  async #listOf(replica: ReplicaId) {
    const folder = listsFolder(this.#root, replica);
    const entries = new Map<string, Entry>();
    const refused: string[] = [];
    let isWhole = true;
    for (const number of await segmentNumbers(this.#fileSystem, folder)) {
      const bytes = await this.#fileSystem.readFile(segmentFile(folder, number));
      let at = 0;
      for (let frame = frameAt(bytes, at); frame; frame = frameAt(bytes, at)) {
        at = frame.end;
        const read = v.safeParse(entryLine, jsonOf(frame.json));
        if (!read.success || sharedSort(read.output.name) === null)
          refused.push(
            inEnglish`${read.success ? read.output.name : inEnglish`a line of ${replica}`} is no file of a collection`,
          );
        else if (read.output.bytes > mostBytesOf(read.output.name))
          refused.push(inEnglish`${read.output.name} is too large`);
        else entries.set(read.output.name, { replica, ...read.output });
      }
      if (at < bytes.length) isWhole = false;
    }
    return { entries: [...entries.values()], refused, isWhole };
  }

  /** The bytes of a file; null when they are not here, or not all, or are others than its copy put here.
   *  @throws RefusedPathError when it is no plain file */
  async read(entry: Entry): Promise<Uint8Array | null> {
    const file = placeOf(this.#root, entry.replica, entry.name);
    const bytes = await reaching(() =>
      this.#fileSystem.readFile(file, mostBytesOf(entry.name)).catch((error: unknown) => {
        if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return null;
        throw error;
      }),
    );
    const told = bytes?.subarray(0, entry.bytes);
    return told && told.length === entry.bytes && sha256Of(told) === entry.sha256 ? told : null;
  }

  /** The documents of which a copy put files here that are here still. Asks for one folder, not for each file: it may be far away. */
  documentsOf(replica: ReplicaId): Promise<ReadonlySet<string>> {
    const folder = placeOf(this.#root, replica, 'documents');
    return reaching(async () => {
      const entries = await readFolderOrNone(this.#fileSystem, folder);
      return new Set(entries.filter(({ kind }) => kind === 'folder').map(({ name }) => name));
    });
  }

  /** Puts files into the folder of a copy; nobody hears of them before `keep`. */
  writer(replica: ReplicaId): ExchangeWriter {
    return new ExchangeWriter(this.#fileSystem, replica);
  }
}

/** Writes in the folder of one copy. */
class ExchangeWriter {
  #lines: Uint8Array[] = [];

  constructor(
    private readonly fileSystem: ConfinedFileSystem,
    private readonly replica: ReplicaId,
  ) {}

  put(name: string, bytes: Uint8Array): Promise<void> {
    return reaching(async () => {
      const target = placeOf(this.fileSystem.root, this.replica, name);
      await this.#replace(target, bytes);
      const line = JSON.stringify({ name, bytes: bytes.length, sha256: sha256Of(bytes) });
      this.#lines.push(encodeFrame(Buffer.from(line)));
    });
  }

  /** How many were put of which the list does not tell yet. */
  get unkept(): number {
    return this.#lines.length;
  }

  /** Adds to the list what was put. */
  keep(): Promise<void> {
    return reaching(async () => {
      if (this.#lines.length === 0) return;
      const folder = listsFolder(this.fileSystem.root, this.replica);
      const last = (await segmentNumbers(this.fileSystem, folder)).at(-1) ?? 1;
      const before = await this.fileSystem.readFile(segmentFile(folder, last)).catch((error: unknown) => {
        if (errorCode(error) === 'ENOENT') return new Uint8Array();
        throw error;
      });
      const isFull = before.length >= mostListBytes;
      await this.#replace(
        segmentFile(folder, isFull ? last + 1 : last),
        Buffer.concat(isFull ? this.#lines : [wholeLines(before), ...this.#lines]),
      );
      this.#lines = [];
    });
  }

  async #replace(target: string, bytes: Uint8Array): Promise<void> {
    const folder = path.dirname(target);
    await makeFolders(this.fileSystem, folder);
    // What a program left that was ended while it wrote: nobody else writes here.
    const left = `.${path.basename(target)}.`;
    for (const { name, kind } of await readFolderOrNone(this.fileSystem, folder))
      if (kind === 'file' && name.startsWith(left) && name.endsWith(temporarySuffix))
        await this.fileSystem.removeFile(path.join(folder, name));
    await replaceFile(this.fileSystem, target, bytes);
  }
}

/** What of a list can be read: a part that was cut off by whatever carries the folder is told again. */
function wholeLines(bytes: Uint8Array): Uint8Array {
  let at = 0;
  for (let frame = frameAt(bytes, at); frame; frame = frameAt(bytes, at)) at = frame.end;
  return bytes.subarray(0, at);
}

const listsFolder = (root: string, replica: ReplicaId): string => path.join(root, replica, 'lists');
const placeOf = (root: string, replica: ReplicaId, name: string): string =>
  path.join(root, replica, 'files', ...name.split('/'));

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return null;
  }
}

/** @throws ExchangeFolderError in the place of what the disk says */
async function reaching<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const reason = diskReason(error);
    if (reason === null || error instanceof RefusedPathError) throw error;
    throw new ExchangeFolderError(reason, { cause: error });
  }
}
