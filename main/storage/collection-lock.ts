import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { FileSystem, OpenFile } from './file-system.ts';
import type { HostFacts } from './host-facts.ts';
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

/** Another program has taken the collection over. */
export class LockLostError extends Error {
  override name = 'LockLostError';
  constructor(readonly folder: string) {
    super(`the lock of ${folder} is no longer this program's`);
  }
}

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
  readonly host: HostFacts;
  readonly now: () => Date;
  /** Siglum of the editor. */
  readonly editor: string;
  /** Whether the person said that the present holder is gone. */
  readonly takeOver: boolean;
}

/** The right to write to a collection: held by one process at a time, and given back by `release`. */
export class CollectionLock {
  readonly #fileSystem: FileSystem;
  readonly #folder: string;
  readonly #nonce: string;
  readonly #open: OpenFile;
  readonly #timer: NodeJS.Timeout;
  #confirmedMs = Number.NEGATIVE_INFINITY;
  #lost = false;

  constructor(fileSystem: FileSystem, folder: string, nonce: string, open: OpenFile) {
    this.#fileSystem = fileSystem;
    this.#folder = folder;
    this.#nonce = nonce;
    this.#open = open;
    this.#timer = setInterval(() => void this.#beat(), heartbeatMs);
    // A heartbeat must not keep a finished command running.
    this.#timer.unref();
  }

  /** To be called before anything is written.
   *  @throws LockLostError when the lock is no longer this one */
  async confirm(): Promise<void> {
    if (!this.#lost && performance.now() - this.#confirmedMs < confirmEveryMs) return;
    if (!this.#lost) {
      const found = await readLock(this.#fileSystem, path.join(this.#folder, lockName));
      this.#lost = found?.nonce !== this.#nonce;
      this.#confirmedMs = performance.now();
    }
    if (this.#lost) throw new LockLostError(this.#folder);
  }

  async release(): Promise<void> {
    clearInterval(this.#timer);
    await this.#open.close();
    const file = path.join(this.#folder, lockName);
    const found = await readLock(this.#fileSystem, file);
    if (found?.nonce === this.#nonce) await this.#fileSystem.removeFile(file);
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
      return { kind: 'held', lock: new CollectionLock(fileSystem, folder, content.nonce, open), tookOver: false };
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

const lifeOf = (found: FoundLock, host: HostFacts): HolderLife =>
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
  const who = editor === '' ? '' : `${editor}, `;
  // It comes from a file that anybody may have written.
  const machine = host.replaceAll(/[\p{Cc}\p{Cf}“”]/gu, ' ').slice(0, 100);
  const where = host === '' ? 'a program that cannot be told' : `process ${pid} on the machine “${machine}”`;
  return `${who}${where}, since ${minute(since)}, with a last sign of life at ${minute(seen)}`;
}

/** A time to the minute, UTC. */
function minute(time: string): string {
  const known = new Date(time);
  if (Number.isNaN(known.getTime())) return 'a time that cannot be told';
  return `${known.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
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
    return new CollectionLock(fileSystem, folder, content.nonce, open);
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
