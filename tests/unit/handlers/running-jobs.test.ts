import { expect, test, vi } from 'vitest';
import { RunningJobs } from '../../../main/handlers/session/running-jobs.ts';
import type { EventName, Events } from '../../../shared/contract/ipc.ts';

type Progress = Events['progress'];

function watchedJobs(): { readonly jobs: RunningJobs; readonly told: Progress[] } {
  const told: Progress[] = [];
  const send = <E extends EventName>(event: E, value: Events[E]): void => {
    if (event === 'progress') told.push(value as Progress);
  };
  return { jobs: new RunningJobs({ send }), told };
}

test('the window is told of the start and of the end of a job, under one name', async () => {
  const { jobs, told } = watchedJobs();
  const result = await jobs.run('Importing', async ({ progress }) => {
    progress({ what: 'Importing a.txt', done: 1, total: 2 });
    progress({ what: 'Importing', done: 2, total: 2 });
    return 'all';
  });
  expect(result).toBe('all');
  expect(told.map(({ what, done, total }) => ({ what, done, total }))).toEqual([
    { what: 'Importing', done: 0, total: 0 },
    { what: 'Importing', done: 2, total: 2 },
  ]);
  expect(new Set(told.map(({ job }) => job)).size).toBe(1);
});

test('a long step that begins right after short ones is told', async () => {
  const { jobs, told } = watchedJobs();
  const expected = { what: 'Reading page 1.png', done: 0, total: 8 };
  await jobs.run('Importing', async ({ progress }) => {
    for (let done = 1; done < 8; done++) progress({ what: `Importing page ${done}.png`, done, total: 8 });
    progress(expected);
    await vi.waitUntil(() => told.some(({ what }) => what === expected.what));
  });
  // The short ones are not told one by one, nor after it.
  expect(told.map(({ what }) => what)).toEqual(['Importing', 'Reading page 1.png', 'Reading page 1.png']);
});

test('a job that fails ends its progress as well', async () => {
  const { jobs, told } = watchedJobs();
  const failing = jobs.run('Exporting', async ({ progress }) => {
    progress({ what: 'Exporting', done: 3, total: 9 });
    throw new Error('the disk is full');
  });
  await expect(failing).rejects.toThrow('the disk is full');
  expect(told.at(-1)).toMatchObject({ done: 9, total: 9, remainingMs: 0 });
});

test('cancelling stops the named job and no other', async () => {
  const { jobs, told } = watchedJobs();
  const signals: AbortSignal[] = [];
  let finish = (): void => undefined;
  const blocked = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const work = async ({ signal }: { readonly signal: AbortSignal }): Promise<void> => {
    signals.push(signal);
    await blocked;
  };
  const running = [jobs.run('one', work), jobs.run('two', work)];
  jobs.cancel(told[1]?.job ?? '');
  jobs.cancel('no such job');
  expect(signals.map(({ aborted }) => aborted)).toEqual([false, true]);
  const all = jobs.cancelAll().then(() => 'settled');
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  expect(await Promise.race([all, Promise.resolve('still running')])).toBe('still running');
  finish();
  expect(await all).toBe('settled');
  await Promise.all(running);
});
