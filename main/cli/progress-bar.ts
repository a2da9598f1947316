import { Presets, SingleBar } from 'cli-progress';
import type { JobProgress } from '../jobs/job-control.ts';
import type { Terminal } from './terminal.ts';

/** Shows how far a job is. */
export interface ProgressBar {
  show(progress: JobProgress): void;
  end(): void;
}

/** A bar for whoever watches; nothing in a pipe. Work that ends within 400 ms shows none. */
export function progressBar(terminal: Terminal): ProgressBar {
  if (!terminal.isWatched) return { show: () => undefined, end: () => undefined };
  const bar = new SingleBar(
    { format: '{bar} {value}/{total}  {what}', hideCursor: true, clearOnComplete: true, stopOnComplete: false },
    Presets.shades_classic,
  );
  const started = performance.now();
  let isDrawn = false;
  return {
    show({ what, done, total }) {
      if (!isDrawn && performance.now() - started < quietMs) return;
      if (!isDrawn) bar.start(total, done, { what });
      isDrawn = true;
      bar.setTotal(total);
      bar.update(done, { what });
    },
    end() {
      if (isDrawn) bar.stop();
    },
  };
}

const quietMs = 400;
