import { segmentFile } from '../disk/collection-paths.ts';
import { errorCode, type FileSystem, makeFolders, type OpenFile } from '../disk/file-system.ts';
import { writeAll } from '../disk/replace-file.ts';

/** An append was refused and nothing of it was written. The document is as it was. */
export class AppendRefusedError extends Error {
  override name = 'AppendRefusedError';
  constructor(
    readonly kind: /** The changes were made on another state than the present one. */
      | 'out of step'
      /** A change cannot be repeated from its record. */
      | 'does not replay'
      /** The document or the collection can only be read. */
      | 'read-only'
      /** The document was closed. */
      | 'closed'
      /** Someone has the document open. */
      | 'in use',
    message: string,
  ) {
    super(message);
  }
}

/** What was read back from the disk is not what the program holds. Everything acknowledged is in the journal. */
export class JournalMismatchError extends Error {
  override name = 'JournalMismatchError';
  constructor(
    readonly folder: string,
    reason: string,
  ) {
    super(`the journal in ${folder} does not lead to the state that was shown: ${reason}`);
  }
}

/** Records could not be put on the disk. What was acknowledged before is there; nothing more can be written. */
export class JournalWriteError extends Error {
  override name = 'JournalWriteError';
  constructor(
    readonly folder: string,
    cause: unknown,
  ) {
    super(`the journal in ${folder} could not be written: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

/** A segment that has reached this size is followed by a new one, in bytes. */
const segmentLimit = 8 * 1024 * 1024;

/** Where a journal goes on: the last segment and its size. Segment 0 when there is none yet. */
export interface WritePlace {
  readonly segment: number;
  /** In bytes. */
  readonly size: number;
}

/** Appends to the journal of this replica. One write at a time; a write is on the disk when it returns. */
export class JournalWriter {
  readonly #fileSystem: FileSystem;
  readonly #folder: string;
  readonly #limit: number;
  #place: WritePlace;
  #file: OpenFile | null = null;
  #failed: JournalWriteError | null = null;

  constructor(fileSystem: FileSystem, folder: string, place: WritePlace, limit: number = segmentLimit) {
    this.#fileSystem = fileSystem;
    this.#folder = folder;
    this.#place = place;
    this.#limit = limit;
  }

  /** Where the journal goes on. */
  get place(): WritePlace {
    return this.#place;
  }

  /** Where the last of the lines that were just written stands. */
  lastLine(frames: readonly Uint8Array[]): { readonly segment: number; readonly start: number } {
    const { segment, size } = this.#place;
    return { segment, start: size - (frames.at(-1)?.length ?? 0) };
  }

  /** Writes whole records and forces them to the disk. When that fails they are written again to a new segment: after a
   *  failed sync the system may have forgotten what it could not write, and a second sync of the same file would succeed
   *  without it.
   *  @throws JournalWriteError when the new segment fails too; nothing can be written from then on */
  async write(frames: readonly Uint8Array[]): Promise<void> {
    if (this.#failed) throw this.#failed;
    const bytes = Buffer.concat(frames);
    if (bytes.length === 0) return;
    try {
      await this.#append(bytes);
    } catch {
      await this.#appendElsewhere(bytes);
    }
  }

  /** After the folder was away: what was open may lead to another place. The next write opens it anew.
   *  @throws JournalMismatchError when the journal is not as it was left */
  async findAgain(): Promise<void> {
    await this.close().catch(() => undefined);
    const { segment, size } = this.#place;
    if (segment === 0) return;
    const stat = await this.#fileSystem.stat(segmentFile(this.#folder, segment));
    if (stat?.kind !== 'file' || stat.size !== size)
      throw new JournalMismatchError(this.#folder, 'it came back otherwise than it was left');
  }

  async close(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    await file?.close();
  }

  async #append(bytes: Uint8Array): Promise<void> {
    if (this.#place.segment === 0) await makeFolders(this.#fileSystem, this.#folder);
    if (this.#place.segment > 0 && !this.#file) await this.#reopen();
    if (this.#place.segment === 0 || this.#place.size >= this.#limit) await this.#nextSegment();
    await this.#writeHere(bytes);
  }

  async #appendElsewhere(bytes: Uint8Array): Promise<void> {
    const failedPlace = this.#place;
    try {
      await this.#nextSegment();
      await this.#writeHere(bytes);
    } catch (error) {
      await this.close().catch(() => undefined);
      this.#failed = new JournalWriteError(this.#folder, error);
    }
    await this.#cutBack(failedPlace);
    if (!this.#failed) return;
    await this.#cutBack(this.#place);
    throw this.#failed;
  }

  async #writeHere(bytes: Uint8Array): Promise<void> {
    if (!this.#file) throw new Error('no segment is open');
    await writeAll(this.#file, bytes);
    await this.#file.datasync();
    this.#place = { segment: this.#place.segment, size: this.#place.size + bytes.length };
  }

  /** What an earlier run left in memory of the system becomes as safe as what this one adds. */
  async #reopen(): Promise<void> {
    this.#file = await this.#fileSystem.open(segmentFile(this.#folder, this.#place.segment), 'append');
    await this.#file.datasync();
    await this.#fileSystem.syncFolder(this.#folder);
  }

  async #nextSegment(): Promise<void> {
    await this.close().catch(() => undefined);
    for (let segment = this.#place.segment + 1; ; segment++) {
      try {
        this.#file = await this.#fileSystem.open(segmentFile(this.#folder, segment), 'create');
      } catch (error) {
        if (errorCode(error) === 'EEXIST') continue;
        throw error;
      }
      this.#place = { segment, size: 0 };
      await this.#fileSystem.syncFolder(this.#folder);
      return;
    }
  }

  /** Takes back what a failed write left, so that nothing reads as saved what may not be on the disk. If even this fails, a
   *  reader still knows those bytes for what they are. */
  async #cutBack({ segment, size }: WritePlace): Promise<void> {
    if (segment === 0) return;
    try {
      const file = await this.#fileSystem.open(segmentFile(this.#folder, segment), 'modify');
      try {
        if ((await file.stat()).size > size) await file.truncate(size);
        await file.sync();
      } finally {
        await file.close();
      }
    } catch {
      // The disk refuses; the next opening finds the bytes and sets them aside.
    }
  }
}

/** Where the journal in a folder goes on. */
export const writePlace = (
  segments: readonly { readonly number: number; readonly bytes: Uint8Array }[],
): WritePlace => {
  const last = segments.at(-1);
  return last ? { segment: last.number, size: last.bytes.length } : { segment: 0, size: 0 };
};
