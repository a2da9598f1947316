import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { builtWorkers, madeOnce } from '../../helpers/built-workers.ts';

const workers = builtWorkers();
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-once-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('of many that need a folder at the same time one makes it, and the others find it finished', async () => {
  const made = path.join(folder, 'made');
  let times = 0;
  const make = async (): Promise<void> => {
    times += 1;
    await writeFile(made, 'half');
    await new Promise((resolve) => setTimeout(resolve, 20));
    await writeFile(made, 'whole');
  };
  const found = await Promise.all(Array.from({ length: 5 }, () => madeOnce(made, make).then(() => readFile(made))));
  expect(times).toBe(1);
  expect(found.map(String)).toEqual(Array.from({ length: 5 }, () => 'whole'));
});

test('what could not be made is made by the next that needs it', async () => {
  const made = path.join(folder, 'made');
  await expect(madeOnce(made, () => Promise.reject(new Error('no room')))).rejects.toThrow('no room');
  await madeOnce(made, () => writeFile(made, 'whole'));
  expect(await readFile(made, 'utf8')).toBe('whole');
});

test('the worker programs of a run are in one folder, which is new for every run', async () => {
  expect(workers().pathname).toBe(`${inject('workersFolder')}/`);
  expect(inject('workersFolder')).toMatch(/anchorite-workers-\w{6}.workers$/);
  expect(await readFile(new URL('find-worker.js', workers()), 'utf8')).toContain('serveTasks(');
});
