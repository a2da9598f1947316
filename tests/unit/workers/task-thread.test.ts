import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TaskThread, taskThread } from '../../../main/workers/task-thread.ts';

/** A worker that does as it is told, over the protocol of the real ones. */
const program = `
import { parentPort } from 'node:worker_threads';
parentPort.on('message', ({ task, request }) => {
  parentPort.postMessage({ kind: 'begun', task });
  if (request === 'spin') for (;;);
  if (request === 'fill') { const all = []; for (;;) all.push(new Array(1000).fill(all.length)); }
  if (request === 'exit') process.exit(3);
  if (request === 'fail') return parentPort.postMessage({ kind: 'failed', task, error: new TypeError('as told') });
  parentPort.postMessage({ kind: 'answered', task, answer: [request, threadNumber] });
});
const threadNumber = Math.random();
`;

let folder: string;
let worker: TaskThread<string, readonly [string, number]>;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-task-'));
  await writeFile(path.join(folder, 'told-worker.mjs'), program);
});
beforeEach(() => {
  worker = taskThread(pathToFileURL(path.join(folder, 'told-worker.mjs')), 64);
});
afterEach(() => worker.close());
afterAll(() => rm(folder, { recursive: true, force: true }));

const unhurried = (): { limitMs: number; signal: AbortSignal } => ({
  limitMs: 60_000,
  signal: new AbortController().signal,
});

test('tasks are answered in their order, by one thread', async () => {
  const results = await Promise.all(['a', 'b', 'c'].map((request) => worker.ask(request, unhurried())));
  const answers = results.map((result) => (result.ok ? result.answer : null));
  expect(answers.map((answer) => answer?.[0])).toEqual(['a', 'b', 'c']);
  expect(new Set(answers.map((answer) => answer?.[1])).size).toBe(1);
});

test('a task that does not end is ended, and the next one is answered', async () => {
  const spinning = worker.ask('spin', { ...unhurried(), limitMs: 100 });
  const next = worker.ask('after', unhurried());
  expect(await spinning).toEqual({ ok: false, fault: { kind: 'out of time', limitMs: 100 } });
  expect(await next).toMatchObject({ ok: true, answer: ['after', expect.any(Number)] });
});

test('a task that takes all memory ends itself alone', async () => {
  expect(await worker.ask('fill', unhurried())).toEqual({ ok: false, fault: { kind: 'out of memory', limitMb: 64 } });
  expect(await worker.ask('after', unhurried())).toMatchObject({ ok: true });
});

test('a task is cancelled in the middle, and before it begins', async () => {
  const stop = new AbortController();
  const spinning = worker.ask('spin', { limitMs: 60_000, signal: stop.signal });
  const waiting = worker.ask('spin', { limitMs: 60_000, signal: stop.signal });
  setTimeout(() => stop.abort(), 50);
  expect(await spinning).toEqual({ ok: false, fault: { kind: 'cancelled' } });
  expect(await waiting).toEqual({ ok: false, fault: { kind: 'cancelled' } });
});

test('a worker that fails is an error, and the next task has a new one', async () => {
  await expect(worker.ask('fail', unhurried())).rejects.toThrow('as told');
  await expect(worker.ask('exit', unhurried())).rejects.toThrow('a worker ended with code 3');
  expect(await worker.ask('after', unhurried())).toMatchObject({ ok: true });
});

test('a worker whose program is not there is an error', async () => {
  const missing = taskThread(pathToFileURL(path.join(folder, 'no-worker.mjs')), 64);
  await expect(missing.ask('a', unhurried())).rejects.toThrow('no-worker.mjs');
});
