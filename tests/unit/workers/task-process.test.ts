import { expect, test } from 'vitest';
import { type ChildProcess, type ProcessRequest, taskProcess } from '../../../main/workers/task-process.ts';

/** A process that does with each task what the test says; counts how many were started and killed. */
function processes(onTask: (child: FakeChild, task: number) => void, memoryBytes = 0) {
  const counts = { started: 0, killed: 0 };
  const start = (): ChildProcess => {
    counts.started += 1;
    let tell: (message: unknown) => void = () => undefined;
    let end: (code: number | null) => void = () => undefined;
    return {
      post: (message) => setImmediate(() => onTask({ tell, end }, (message as ProcessRequest<null>).task)),
      onMessage: (listener) => {
        tell = listener;
      },
      onEnd: (listener) => {
        end = listener;
      },
      memoryBytes: () => memoryBytes,
      kill: () => {
        counts.killed += 1;
      },
    };
  };
  const worker = taskProcess<null, string, string>(start, new URL('file:///worker.js'), 64);
  return { worker, counts };
}

interface FakeChild {
  readonly tell: (message: unknown) => void;
  readonly end: (code: number | null) => void;
}

const never = new AbortController().signal;
const answer = ({ tell }: FakeChild, task: number): void => tell({ kind: 'answered', task, answer: 'done' });

test('a process that ends in the middle of a task is told of, and the next task gets another one', async () => {
  let first = true;
  const { worker, counts } = processes((child, task) => {
    if (first) child.end(null);
    else answer(child, task);
    first = false;
  });
  expect(await worker.ask(null, { limitMs: 60_000, signal: never })).toEqual({ ok: false, fault: { kind: 'crashed' } });
  expect(await worker.ask(null, { limitMs: 60_000, signal: never })).toEqual({ ok: true, answer: 'done' });
  expect(counts.started).toBe(2);
  worker.close();
});

test('a process that takes too much memory is ended', async () => {
  const { worker, counts } = processes(() => undefined, 65 * 1024 * 1024);
  expect(await worker.ask(null, { limitMs: 60_000, signal: never })).toEqual({
    ok: false,
    fault: { kind: 'out of memory', limitMb: 64 },
  });
  expect(counts.killed).toBe(1);
});

test('a process that gives no sign in time is ended', async () => {
  const { worker, counts } = processes(() => undefined);
  expect(await worker.ask(null, { limitMs: 5, signal: never })).toEqual({
    ok: false,
    fault: { kind: 'out of time', limitMs: 5 },
  });
  expect(counts.killed).toBe(1);
});

test('what a process tells before its answer arrives in order', async () => {
  const { worker } = processes((child, task) => {
    for (const value of ['one', 'two']) child.tell({ kind: 'told', task, value });
    answer(child, task);
  });
  const told: string[] = [];
  await worker.ask(null, { limitMs: 60_000, signal: never, told: (value) => void told.push(value) });
  expect(told).toEqual(['one', 'two']);
  worker.close();
});
