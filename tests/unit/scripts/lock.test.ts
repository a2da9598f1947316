import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withLock } from '../../../scripts/lib/lock.mjs';

const lockModule = pathToFileURL(path.join(import.meta.dirname, '../../../scripts/lib/lock.mjs')).href;

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-lock-'));
  file = path.join(folder, 'nested', 'the.lock');
});
afterEach(() => rm(folder, { recursive: true }));

/** A process that takes the lock and keeps it until it is killed. */
async function holder(): Promise<ChildProcess> {
  const keep = `
    import { withLock } from ${JSON.stringify(lockModule)};
    await withLock(${JSON.stringify(file)}, () => {
      process.stdout.write('held');
      return new Promise((resolve) => setTimeout(resolve, 60_000));
    });`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', keep], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

test('what holds the lock runs alone, the next one after it', async () => {
  const events: string[] = [];
  const work = (name: string) => async () => {
    events.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 20));
    events.push(`${name} ends`);
  };
  await Promise.all([withLock(file, work('one')), withLock(file, work('two')), withLock(file, work('three'))]);
  const names = events.filter((event) => event.endsWith('begins')).map((event) => event.split(' ')[0]);
  expect([...names].sort()).toEqual(['one', 'three', 'two']);
  expect(events).toEqual(names.flatMap((name) => [`${name} begins`, `${name} ends`]));
});

test('the lock is released when the work fails, and the failure is passed on', async () => {
  await expect(withLock(file, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(existsSync(file)).toBe(false);
  await expect(withLock(file, async () => 'next')).resolves.toBe('next');
});

test('a lock whose holder was killed is taken over', async () => {
  const child = await holder();
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(existsSync(file)).toBe(true);
  await expect(withLock(file, async () => 'mine', { patienceMs: 5_000 })).resolves.toBe('mine');
});

test('a lock whose holder lives is not taken over, and the message names the process', async () => {
  const child = await holder();
  const waited: number[] = [];
  const options = { patienceMs: 300, onWait: (pid: number) => waited.push(pid) };
  await expect(withLock(file, async () => 'mine', options)).rejects.toThrow(`Process ${child.pid} keeps`);
  expect(waited).toEqual([child.pid]);
  child.kill('SIGKILL');
  await once(child, 'exit');
});
