import type { Events } from '../../shared/contract/ipc.ts';
import { ask } from '../bridge.ts';
import { createStore, type ReadableStore } from '../store.ts';

/** Long work that is under way. */
export type Job = Events['progress'];

const store = createStore<readonly Job[]>([]);

/** Jobs that have lasted long enough to be worth showing, oldest first. */
export const jobs: ReadableStore<readonly Job[]> = store;

/** Work that ends sooner shows nothing. */
const patienceMs = 400;
const firstHeard = new Map<string, number>();

export function noteProgress(job: Job): void {
  const isOver = job.total > 0 && job.done >= job.total;
  const since = firstHeard.get(job.job) ?? performance.now();
  if (isOver) firstHeard.delete(job.job);
  else firstHeard.set(job.job, since);
  const isShown = !isOver && performance.now() - since >= patienceMs;
  store.update((known) => {
    const others = known.filter((one) => one.job !== job.job);
    if (isOver) return others;
    return isShown || others.length < known.length ? [...others, job] : known;
  });
}

export const cancelJob = (job: string): Promise<unknown> => ask('job:cancel', { job });
