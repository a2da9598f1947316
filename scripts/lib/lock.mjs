import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ToolFailure } from './project.mjs';

const heartbeatMs = 2_000;
/** A live owner touches its lock every two seconds; one this old belongs to a process that is gone or frozen. */
const staleMs = 60_000;
const pollMs = 250;

/**
 * @typedef {object} Owner
 * @property {string} token
 * @property {number} pid
 * @property {string} host
 */

/** @param {string} file @returns {Owner | undefined} */
function readOwner(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: there is such a process, of another user.
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** Whether the process that made the lock can no longer release it.
 *  @param {string} file @param {Owner} owner */
function isAbandoned(file, owner) {
  if (owner.host === os.hostname() && !isRunning(owner.pid)) return true;
  try {
    return Date.now() - statSync(file).mtimeMs > staleMs;
  } catch {
    return false;
  }
}

/** Moves an abandoned lock away. Of several that try, the rename lets one win; should it have caught a lock that was made
 *  in between, that one is put back.
 *  @param {string} file @param {Owner} dead */
function clearAbandoned(file, dead) {
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (readOwner(aside)?.token !== dead.token) {
    try {
      linkSync(aside, file);
    } catch {
      // A third process holds the lock by now; the displaced owner finds out by its token when it releases.
    }
  }
  rmSync(aside, { force: true });
}

/** Makes the lock file with its content in one step. @param {string} file @param {Owner} owner */
function tryAcquire(file, owner) {
  const draft = `${file}.${owner.token}`;
  writeFileSync(draft, JSON.stringify(owner));
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Runs `task` while holding a lock file, waiting for another live holder first. A holder that died is taken over from.
 *  @template Result
 *  @param {string} file
 *  @param {() => Promise<Result>} task
 *  @param {{ readonly patienceMs?: number, readonly onWait?: (pid: number) => void }} [options]
 *  @returns {Promise<Result>}
 *  @throws {ToolFailure} when another process keeps the lock for longer than `patienceMs` (15 minutes) */
export async function withLock(file, task, options = {}) {
  mkdirSync(path.dirname(file), { recursive: true });
  const owner = { token: randomUUID(), pid: process.pid, host: os.hostname() };
  const deadline = Date.now() + (options.patienceMs ?? 15 * 60_000);
  let told = false;
  while (!tryAcquire(file, owner)) {
    const holder = readOwner(file);
    if (holder && isAbandoned(file, holder)) {
      clearAbandoned(file, holder);
      continue;
    }
    if (Date.now() > deadline)
      throw new ToolFailure(`Process ${holder?.pid} keeps ${file}; end it or delete that file.`);
    if (holder && !told) options.onWait?.(holder.pid);
    told = true;
    await sleep(pollMs);
  }
  const heartbeat = setInterval(() => touch(file, owner.token), heartbeatMs);
  heartbeat.unref();
  try {
    return await task();
  } finally {
    clearInterval(heartbeat);
    if (readOwner(file)?.token === owner.token) rmSync(file, { force: true });
  }
}

/** @param {string} file @param {string} token */
function touch(file, token) {
  if (readOwner(file)?.token !== token) return;
  const now = new Date();
  utimesSync(file, now, now);
}
