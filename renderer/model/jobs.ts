import type { ImportOutcome } from '../../shared/contract/calls/collection.ts';
import type { Events } from '../../shared/contract/ipc.ts';
import { ask } from '../platform/bridge.ts';
import { createStore, type ReadableStore, type Store } from '../platform/store.ts';

/** Long work that is under way. */
export type Job = Events['progress'];

const store = createStore<readonly Job[]>([]);

/** Jobs that have lasted long enough to be worth showing, oldest first. */
export const jobs: ReadableStore<readonly Job[]> = store;

/** Work that ends sooner shows nothing. */
const patienceMs = 400;

/** A job that is not shown yet: what was heard of it last, and when it will be. */
interface Waiting {
  job: Job;
  readonly timer: ReturnType<typeof setTimeout>;
}

const waiting = new Map<string, Waiting>();

export function noteProgress(job: Job): void {
  const isOver = job.total > 0 && job.done >= job.total;
  const wait = waiting.get(job.job);
  if (isOver) {
    clearTimeout(wait?.timer);
    waiting.delete(job.job);
    store.update((known) => known.filter((one) => one.job !== job.job));
  } else if (wait) wait.job = job;
  else if (store.get().some((one) => one.job === job.job))
    store.update((known) => known.map((one) => (one.job === job.job ? job : one)));
  // Also one of which nothing more is heard for long: it may be at its longest step.
  else waiting.set(job.job, { job, timer: setTimeout(() => show(job.job), patienceMs) });
}

function show(name: string): void {
  const wait = waiting.get(name);
  waiting.delete(name);
  if (wait) store.update((known) => [...known, wait.job]);
}

export const cancelJob = (job: string): Promise<unknown> => ask('job:cancel', { job });

/** An import that ended while the user was at something else; null when there is none. */
export const finishedImport: Store<ImportOutcome | null> = createStore<ImportOutcome | null>(null);
