import type { Fault } from '../../shared/contract/payloads/fault.ts';
import type { ReadingRole } from '../../shared/document/layout.ts';
import { unreachable } from '../../shared/text/unreachable.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { taskFaultSentence, taskThread } from '../workers/task-thread.ts';
import type { OcrLanguage } from './ocr-languages.ts';
import type { OcrAnswer, PageOcrRequest } from './ocr-worker.ts';
import type { PagePixels, PageReadingParts } from './read-page.ts';

export type PageReadResult =
  | { readonly kind: 'read'; readonly reading: PageReadingParts }
  | { readonly kind: 'refused'; readonly fault: Fault }
  /** The data of the language cannot be used: no page can be read. */
  | { readonly kind: 'no language'; readonly fault: Fault }
  | { readonly kind: 'cancelled' };

/** Reads pages in a thread of its own, one after another. */
export interface PageReader {
  /** @param name what a person calls the page
   *  @param role `second` reads the same page in another way, for comparison */
  read(
    pixels: PagePixels,
    name: string,
    role: Extract<ReadingRole, 'ocr' | 'second'>,
    signal: AbortSignal,
  ): Promise<PageReadResult>;
  close(): Promise<void>;
}

/** Fifty times what a page takes. */
const pageLimitMs = 300_000;
/** What the thread itself may take; the memory of the engine is bounded by the size of what it is given. */
const memoryMb = 1_024;

/** @param workers the folder of the worker programs */
export function pageReader(workers: URL, language: OcrLanguage): PageReader {
  const worker = taskThread<PageOcrRequest, OcrAnswer>(new URL('ocr-worker.js', workers), memoryMb);
  return {
    close: worker.close,
    async read(pixels, name, role, signal) {
      const result = await worker.ask({ pixels, language, role }, { limitMs: pageLimitMs, signal });
      if (result.ok) {
        // The library leaves a thread behind that it could not start.
        if (result.answer.kind === 'bad language') await worker.close();
        return resultOf(result.answer, name, language);
      }
      if (result.fault.kind === 'cancelled') return { kind: 'cancelled' };
      return refused(
        `${taskFaultSentence(result.fault, inEnglish`Reading “${name}”`)}.`,
        inEnglish`Make the image smaller and try again.`,
        null,
      );
    },
  };
}

function resultOf(answer: OcrAnswer, name: string, language: OcrLanguage): PageReadResult {
  switch (answer.kind) {
    case 'read':
      return { kind: 'read', reading: { by: answer.by, layout: answer.layout } };
    case 'bad language':
      return { kind: 'no language', fault: languageFault(language, answer.reason) };
    case 'bad image':
      return refused(
        inEnglish`“${name}” cannot be read as an image.`,
        inEnglish`Look whether the file is complete.`,
        answer.reason,
      );
    default:
      return unreachable(answer);
  }
}

const refused = (what: string, next: string, details: string | null): PageReadResult => ({
  kind: 'refused',
  fault: { what, kept, next, details },
});

const kept = inEnglish`Nothing was changed.`;

const languageFault = ({ name, folder }: OcrLanguage, details: string): Fault => ({
  what: inEnglish`The data of the language “${name}” is missing or cannot be used, so nothing was read.`,
  kept,
  next: folder
    ? inEnglish`Put a file named ${name}.traineddata, made for Tesseract 4 or later, into ${folder}.`
    : inEnglish`Install Anchorite again.`,
  details,
});
