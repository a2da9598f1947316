import { nanoid } from 'nanoid';
import type { JobControl, JobProgress } from '../../workers/job.ts';
import type { Shell } from './shell.ts';

/** At most this often the window is told how far a job is. */
const tellEveryMs = 100;

/** The jobs that the window started: it is told of their progress and can stop them. */
export class RunningJobs {
  readonly #shell: Pick<Shell, 'send'>;
  readonly #running = new Map<string, AbortController>();
  readonly #unsettled = new Set<Promise<unknown>>();

  constructor(shell: Pick<Shell, 'send'>) {
    this.#shell = shell;
  }

  /** Runs a job. The last progress that the window gets of it has `done` equal to `total`, whatever became of it. */
  async run<Result>(what: string, work: (control: JobControl) => Promise<Result>): Promise<Result> {
    const job = nanoid();
    const stop = new AbortController();
    this.#running.set(job, stop);
    const teller = new ProgressTeller(this.#shell, job, what);
    const working = work({ progress: (progress) => teller.tell(progress), signal: stop.signal });
    this.#unsettled.add(working);
    try {
      return await working;
    } finally {
      this.#unsettled.delete(working);
      this.#running.delete(job);
      teller.end();
    }
  }

  cancel(job: string): void {
    this.#running.get(job)?.abort();
  }

  /** Stops all jobs and waits until none of them does anything any more. */
  async cancelAll(): Promise<void> {
    for (const stop of this.#running.values()) stop.abort();
    await Promise.allSettled(this.#unsettled);
  }
}

/** Sends the progress of one job, not too often, with an estimate of what remains. What came too soon after the last is sent a little later,
 *  unless something newer is: a long step that follows short ones is not shown as one of them. */
class ProgressTeller {
  readonly #shell: Pick<Shell, 'send'>;
  readonly #job: string;
  readonly #startedMs = performance.now();
  #toldMs = Number.NEGATIVE_INFINITY;
  #last: JobProgress;
  #untold: JobProgress | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(shell: Pick<Shell, 'send'>, job: string, what: string) {
    this.#shell = shell;
    this.#job = job;
    this.#last = { what, done: 0, total: 0 };
    this.#send(this.#last);
  }

  tell(progress: JobProgress): void {
    this.#last = progress;
    // The end is told by `end`, once.
    if (progress.done === progress.total) return;
    this.#untold = progress;
    const waitMs = this.#toldMs + tellEveryMs - performance.now();
    if (waitMs <= 0) this.#tellUntold();
    else this.#timer ??= setTimeout(() => this.#tellUntold(), waitMs);
  }

  #tellUntold(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#untold) this.#send(this.#untold);
    this.#untold = null;
  }

  end(): void {
    clearTimeout(this.#timer);
    const total = Math.max(1, this.#last.total);
    this.#send({ ...this.#last, done: total, total });
  }

  #send({ what, done, total }: JobProgress): void {
    this.#toldMs = performance.now();
    const elapsedMs = this.#toldMs - this.#startedMs;
    const remainingMs = done === 0 || total === 0 ? null : Math.round((elapsedMs / done) * (total - done));
    this.#shell.send('progress', { job: this.#job, what, done, total, remainingMs });
  }
}
