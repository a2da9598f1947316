import type { Fault } from '../../shared/contract/payloads/fault.ts';
import type { PageLayout } from '../../shared/document/layout.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { JobContext } from '../workers/job.ts';
import { taskFaultSentence, taskThread } from '../workers/task-thread.ts';
import { ownModel } from './known-models.ts';
import type { LineModelFiles } from './line-model.ts';
import type { LineReadingAnswer, LineReadingRequest } from './line-reader-worker.ts';
import type { PageLines } from './read-page-lines.ts';

export type LineReadingResult =
  | { readonly kind: 'read'; readonly reading: { readonly by: string; readonly layout: PageLayout } }
  | { readonly kind: 'refused'; readonly fault: Fault }
  | { readonly kind: 'cancelled' };

/** Reads the lines of pages in a thread of its own, one page after another. */
export interface LineReader {
  /** @param name what a person calls the page */
  read(page: PageLines, name: string, signal: AbortSignal): Promise<LineReadingResult>;
  close(): Promise<void>;
}

/** Thirty times what a page takes. */
const pageLimitMs = 300_000;
/** What the thread itself may take; the runtime has 400 MB beside it. */
const memoryMb = 1_024;

/** @param workers the folder of the worker programs
 *  @param model null for the recogniser that comes with the program */
export function lineReader(workers: URL, model: LineModelFiles | null): LineReader {
  const worker = taskThread<LineReadingRequest, LineReadingAnswer>(new URL('line-reader-worker.js', workers), memoryMb);
  return {
    close: worker.close,
    async read(page, name, signal) {
      const result = await worker.ask({ ...page, model }, { limitMs: pageLimitMs, signal });
      if (!result.ok && result.fault.kind === 'cancelled') return { kind: 'cancelled' };
      if (!result.ok)
        return refused(
          `${taskFaultSentence(result.fault, inEnglish`Reading “${name}”`)}.`,
          inEnglish`Make the image smaller and try again.`,
          null,
        );
      const { answer } = result;
      if (answer.kind === 'read') return { kind: 'read', reading: { by: answer.by, layout: answer.layout } };
      if (answer.kind === 'bad model') return { kind: 'refused', fault: modelFault(model, answer.reason) };
      return refused(
        inEnglish`“${name}” cannot be read as an image.`,
        inEnglish`Look whether the file is complete.`,
        answer.reason,
      );
    },
  };
}

/** Reads with a person's own recogniser. */
export function ownLineReader({ workers, ownData }: Pick<JobContext, 'workers' | 'ownData'>, name: string): LineReader {
  let started: LineReader | null = null;
  return {
    close: async () => started?.close(),
    async read(page, pageName, signal) {
      try {
        const model = ownData ? ownModel(ownData.readers, name) : null;
        if (!model)
          return refused(inEnglish`There is no line recogniser “${name}” here.`, inEnglish`Choose another one.`, null);
        started ??= lineReader(workers, model);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        return refused(
          inEnglish`The description of the line recogniser “${name}” cannot be read.`,
          inEnglish`Look at recogniser.json in its folder.`,
          why,
        );
      }
      return started.read(page, pageName, signal);
    },
  };
}

const refused = (what: string, next: string, details: string | null): LineReadingResult => ({
  kind: 'refused',
  fault: { what, kept, next, details },
});

const kept = inEnglish`Nothing was changed.`;

const modelFault = (model: LineModelFiles | null, details: string): Fault => ({
  what: inEnglish`The line recogniser “${model?.name ?? 'PP-OCRv4'}” cannot be used, so it read nothing.`,
  kept,
  next: model
    ? inEnglish`Look whether ${model.model} and ${model.alphabet} belong together.`
    : inEnglish`Install Anchorite again.`,
  details,
});
