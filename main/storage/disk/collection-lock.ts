import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { inEnglish } from '../../../shared/translation/retell.ts';
import { readCollectionFile } from './collection-file.ts';
import { errorCode, type FileSystem, type OpenFile } from './file-system.ts';
import {
  createLock,
  type FoundLock,
  type HolderLife,
  holderLife,
  type LockContent,
  lockName,
  newLockContent,
  readLock,
  replaceLock,
} from './lock-file.ts';
import type { ProcessIdentities } from './process-identity.ts';

/** Who has a collection open for writing. */
export interface LockHolder {
  /** Name of the machine; empty when the lock cannot be read. */
  readonly host: string;
  readonly pid: number;
  /** Siglum of the editor; empty when it is not known. */
  readonly editor: string;
  /** ISO 8601, UTC. */
  readonly since: string;
  /** When it last gave a sign of life. ISO 8601, UTC. */
  readonly seen: string;
  /** Whether a person may say that it is gone: it is on another machine, or gives no sign of life any more. */
  readonly canTakeOver: boolean;
}

export type LockOutcome =
  | {
      readonly kind: 'held';
      readonly lock: CollectionLock;
      /** Whether the holder before ended without giving the lock back, so that its last writes may be torn. */
      readonly tookOver: boolean;
    }
  | { readonly kind: 'locked'; readonly holder: LockHolder };

/** The folder of a collection is not at its place: it was moved, or its disk is gone. It may come back. */
export class CollectionAwayError extends Error {
  override name = 'CollectionAwayError';
  constructor(readonly folder: string) {
    super(`${folder} is not at its place`);
  }
}

/** Another program has taken the collection over. */
export class LockLostError extends Error {
  override name = 'LockLostError';
  constructor(readonly folder: string) {
    super(`the lock of ${folder} is no longer this program's`);
  }
}

/** Whether an error says that the collection cannot be written to, now or for good. */
export const isLockFault = (error: unknown): error is LockLostError | CollectionAwayError =>
  error instanceof LockLostError || error instanceof CollectionAwayError;

const heartbeatMs = 5_000;
/** A holder that gave no sign for this long may be taken for gone, by a person. */
const silenceMs = 60_000;
/** How long a flush may rely on the lock having been there. */
const confirmEveryMs = 250;
const pauseMs = 50;
/** How often another process is given time to finish what it is doing to the lock. */
const mostPauses = 40;

interface LockOptions {
  readonly fileSystem: FileSystem;
  readonly host: ProcessIdentities;
  readonly now: () => Date;
  /** Siglum of the editor. */
  readonly editor: string;
  /** Id of the collection; null when it is not known. */
  readonly collection: string | null;
  /** Whether the person said that the present holder is gone. */
  readonly takeOver: boolean;
}

/** The right to write to a collection: held by one process at a time, and given back by `release`. */
export class CollectionLock {
  readonly #fileSystem: FileSystem;
  readonly #folder: string;
  readonly #content: LockContent;
  readonly #collection: string | null;
  readonly #timer: NodeJS.Timeout;
  #open: OpenFile;
  #confirmedMs = Number.NEGATIVE_INFINITY;
  #state: 'held' | 'away' | 'lost' = 'held';
  #returns = 0;

  /** @param collection its id, by which the folder is known again when it was away */
  constructor(fileSystem: FileSystem, folder: string, collection: string | null, content: LockContent, open: OpenFile) {
    this.#fileSystem = fileSystem;
    this.#folder = folder;
    this.#collection = collection;
    this.#content = content;
    this.#open = open;
    this.#timer = setInterval(() => void this.#beat(), heartbeatMs);
    // A heartbeat must not keep a finished command running.
    this.#timer.unref();
  }

  /** How often the folder was away and came back: what was opened in it before may lead elsewhere now. */
  get returns(): number {
    return this.#returns;
  }

  /** To be called before anything is written.
   *  @throws LockLostError when another program has taken the collection over, for good; CollectionAwayError for as long as
   *  the folder is not at its place */
  async confirm(): Promise<void> {
    if (this.#state === 'held' && performance.now() - this.#confirmedMs < confirmEveryMs) return;
    if (this.#state !== 'lost') await this.#look();
    if (this.#state === 'lost') throw new LockLostError(this.#folder);
    if (this.#state === 'away') throw new CollectionAwayError(this.#folder);
  }

  /** Whether the folder is at its place. */
  async isThere(): Promise<boolean> {
    return this.confirm().then(
      () => true,
      (error: unknown) => !(error instanceof CollectionAwayError),
    );
  }

  async release(): Promise<void> {
    clearInterval(this.#timer);
    const file = path.join(this.#folder, lockName);
    const found = await this.#read();
    // Wherever the file was moved to, nobody stands behind it any more.
    if (!found) await this.#open.truncate(0).catch(() => undefined);
    await this.#open.close();
    if (found?.nonce === this.#content.nonce) await this.#fileSystem.removeFile(file);
  }

  async #look(): Promise<void> {
    const found = await this.#read();
    if (found?.nonce === this.#content.nonce) return this.#confirmed(this.#state === 'away');
    if (!(await this.#isOurs())) {
      this.#state = 'away';
      return;
    }
    // Where it was there all the time, another program took the collection over, and may be done with it already.
    if (found || this.#state === 'held') this.#state = 'lost';
    else await this.#lockAgain();
  }

  /** The folder came back without the file. Only one process can make it anew. */
  async #lockAgain(): Promise<void> {
    const open = await createLock(this.#fileSystem, path.join(this.#folder, lockName), this.#content);
    if (!open) return this.#look();
    await this.#open.close().catch(() => undefined);
    this.#open = open;
    this.#confirmed(true);
  }

  #confirmed(isBack: boolean): void {
    this.#state = 'held';
    this.#confirmedMs = performance.now();
    if (isBack) this.#returns += 1;
  }

  #read(): Promise<FoundLock | null> {
    return readLock(this.#fileSystem, path.join(this.#folder, lockName)).catch(nullWhereNothingIs);
  }

  /** Whether the collection stands there that was opened, and not nothing, or another one. */
  async #isOurs(): Promise<boolean> {
    const stat = await this.#fileSystem.stat(this.#folder).catch(nullWhereNothingIs);
    if (stat?.kind !== 'folder' || this.#collection === null) return stat?.kind === 'folder';
    const reading = await readCollectionFile(this.#fileSystem, this.#folder).catch(nullWhereNothingIs);
    return reading?.kind === 'read' && reading.file.id === this.#collection;
  }

  async #beat(): Promise<void> {
    try {
      // The open file, not the name: if another lock stands there now, it is not touched.
      await this.#open.touch(new Date());
      this.#confirmedMs = Number.NEGATIVE_INFINITY;
    } catch {
      // A missed beat is told by the next `confirm`, if it matters.
    }
  }
}

/** What the system says of a place whose disk was taken out or whose server is gone. */
const goneCodes = new Set(['ENOENT', 'ENOTDIR', 'ENOTCONN', 'ESTALE', 'ENXIO', 'ENODEV', 'EHOSTDOWN', 'EHOSTUNREACH']);

function nullWhereNothingIs(error: unknown): null {
  if (goneCodes.has(errorCode(error) ?? '')) return null;
  throw error;
}

/** Takes the lock of a collection. A lock whose holder is known to have ended is taken over; one of a machine that cannot
 *  be asked, only with consent.
 *  @throws the file system's error when no lock can be written there */
export async function acquireLock(folder: string, options: LockOptions): Promise<LockOutcome> {
  const { fileSystem, host, now, editor } = options;
  const file = path.join(folder, lockName);
  let watched = '';
  for (let pauses = 0; ; pauses++) {
    const content = newLockContent(host, now(), editor);
    const open = await createLock(fileSystem, file, content);
    if (open)
      return {
        kind: 'held',
        lock: new CollectionLock(fileSystem, folder, options.collection, content, open),
        tookOver: false,
      };
    const found = await readLock(fileSystem, file);
    if (!found) continue;
    if (found.nonce !== watched) pauses = 0;
    watched = found.nonce;
    const isLastTry = pauses >= mostPauses;
    const mayTry = mayTakeOver(found, options, isLastTry);
    const taken = mayTry ? await takeOver(folder, found, content, options, isLastTry) : null;
    if (taken) return { kind: 'held', lock: taken, tookOver: true };
    // Otherwise another process is just writing the lock, or taking it over.
    if ((found.isWhole && !mayTry) || isLastTry) return { kind: 'locked', holder: holderOf(found, options) };
    await delay(pauseMs);
  }
}

/** By the clock of the machine, which also gave the lock its time. */
const isSilent = (found: FoundLock): boolean => Math.abs(Date.now() - found.seenMs) > silenceMs;

const lifeOf = (found: FoundLock, host: ProcessIdentities): HolderLife =>
  found.content ? holderLife(found.content, host) : 'elsewhere';

/** @param isLastTry whether it has been the same for some time: a program that broke off while it wrote its lock leaves one
 *  that never becomes whole, and nobody stands behind it */
function mayTakeOver(found: FoundLock, { host, takeOver }: LockOptions, isLastTry: boolean): boolean {
  if (!found.isWhole && isLastTry) return true;
  const life = lifeOf(found, host);
  return life === 'ended' || (takeOver && (life === 'elsewhere' || isSilent(found)));
}

function holderOf(found: FoundLock, { host }: LockOptions): LockHolder {
  return {
    host: found.content?.host ?? '',
    pid: found.content?.pid ?? 0,
    editor: found.content?.editor ?? '',
    since: found.content?.since ?? new Date(found.seenMs).toISOString(),
    seen: new Date(found.seenMs).toISOString(),
    canTakeOver: lifeOf(found, host) === 'elsewhere' || isSilent(found),
  };
}

/** Who holds a collection, where, since when, and when it last gave a sign of life, as part of a sentence. */
export function holderInWords({ host, pid, editor, since, seen }: LockHolder): string {
  // It comes from a file that anybody may have written.
  const machine = host.replaceAll(/[\p{Cc}\p{Cf}“”]/gu, ' ').slice(0, 100);
  const where =
    host === '' ? inEnglish`a program that cannot be told` : inEnglish`process ${pid} on the machine “${machine}”`;
  const who = editor === '' ? where : `${editor}, ${where}`;
  return inEnglish`${who}, since ${minute(since)}, with a last sign of life at ${minute(seen)}`;
}

/** A time to the minute, UTC. */
function minute(time: string): string {
  const known = new Date(time);
  if (Number.isNaN(known.getTime())) return inEnglish`a time that cannot be told`;
  return inEnglish`${known.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** Replaces the lock `found`. Several processes may try at once: the right to replace one very lock is a file named after
 *  its nonce, which only one of them can create. If that one ends before it is done, the right passes on under the next
 *  number. Null when another process was first. */
async function takeOver(
  folder: string,
  found: FoundLock,
  content: LockContent,
  options: LockOptions,
  isLastTry: boolean,
): Promise<CollectionLock | null> {
  const { fileSystem } = options;
  const file = path.join(folder, lockName);
  const rights = await claimRight(`${file}.${found.nonce}`, content, options, isLastTry);
  if (rights.length === 0) return null;
  try {
    // Whoever had the right before may have used it: nonces never come back, so the same one means that nobody has.
    if ((await readLock(fileSystem, file))?.nonce !== found.nonce) return null;
    const open = await replaceLock(fileSystem, file, content);
    return new CollectionLock(fileSystem, folder, options.collection, content, open);
  } finally {
    for (const right of rights) await fileSystem.removeFile(right).catch(() => undefined);
  }
}

/** The files of the right, this process's own last; empty when another process has it. */
async function claimRight(
  prefix: string,
  content: LockContent,
  options: LockOptions,
  isLastTry: boolean,
): Promise<readonly string[]> {
  const { fileSystem } = options;
  const rights: string[] = [];
  for (let number = 1; ; number++) {
    const right = `${prefix}.${number}`;
    const open = await createLock(fileSystem, right, content);
    rights.push(right);
    if (open) {
      await open.close();
      return rights;
    }
    const other = await readLock(fileSystem, right);
    if (!other || !mayTakeOver(other, options, isLastTry)) return [];
  }
}
