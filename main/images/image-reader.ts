import type { ProposedTreatment } from '../../shared/contract/payloads/facsimile.ts';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import type { Box, PageLayout } from '../../shared/document/layout.ts';
import {
  type ImageFormat,
  type PageImage,
  type PageTreatment,
  type PageTurn,
  untreated,
} from '../../shared/document/page-image.ts';
import { type ImageFault, imageFaultSentences } from '../../shared/import/images/image-fault.ts';
import { unreachable } from '../../shared/text/unreachable.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { ConfinedPath } from '../storage/disk/confined-file-system.ts';
import type { JobContext } from '../workers/job.ts';
import { type ProcessFault, type ProcessResult, taskProcess } from '../workers/task-process.ts';
import { taskFaultSentence } from '../workers/task-thread.ts';

/** Which picture of which file, and what is known of it. */
export interface PictureSource extends Pick<PageImage, 'format' | 'frame' | 'width' | 'height'>, ConfinedPath {}

/** What the process that decodes images is asked for. Paths are inside a collection, or of copies that are on their way there. */
export type ImageRequest =
  /** What pages a file makes. Told of each page; a picture other than a PDF's is decoded once to see that it can be. */
  | { readonly kind: 'inspect'; readonly file: ConfinedPath }
  /** Writes `thumbnail.jpg` into a folder. */
  | { readonly kind: 'thumbnail'; readonly source: PictureSource; readonly folder: ConfinedPath }
  /** Writes the levels of a pyramid into a folder, the smallest first, and the thumbnail. Told of each level. */
  | { readonly kind: 'tiles'; readonly source: PictureSource; readonly folder: ConfinedPath }
  /** The page that lies in the picture as PNG, for what reads it. */
  | { readonly kind: 'render'; readonly source: PictureSource; readonly treatment: PageTreatment }
  /** How the page seems to lie in the picture. */
  | { readonly kind: 'propose'; readonly source: PictureSource; readonly turn: PageTurn }
  /** Pictures of parts of a page. */
  | ({ readonly kind: 'cut out' } & PagePieces);

/** Parts of a page that are wanted as pictures. */
export interface PagePieces {
  readonly source: PictureSource;
  /** By which the page is turned to be upright. */
  readonly turn: PageTurn;
  /** In pixels of the page as its file has it. */
  readonly boxes: readonly Box[];
}

/** A picture of a word. */
export interface CutPicture {
  /** PNG. */
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** For `unlikeness`. */
  readonly shape: readonly number[];
}

/** A page of a file, in the order of the file. */
export interface InspectedPage {
  readonly frame: number;
  readonly width: number;
  readonly height: number;
  /** What the text layer of a PDF says; null for other files and for pages without words. */
  readonly layout: PageLayout | null;
}

export type ImageTold =
  | { readonly kind: 'page'; readonly page: InspectedPage; readonly total: number }
  | { readonly kind: 'level'; readonly level: number };

export type ImageAnswer =
  | { readonly kind: 'inspected'; readonly format: ImageFormat }
  | { readonly kind: 'written' }
  | { readonly kind: 'rendered'; readonly bytes: Uint8Array }
  | { readonly kind: 'cut out'; readonly pictures: readonly CutPicture[] }
  | { readonly kind: 'proposed'; readonly treatment: ProposedTreatment }
  | { readonly kind: 'refused'; readonly fault: ImageFault };

/** What came of a file or a page. */
export type ImageOutcome<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'refused'; readonly fault: Fault }
  | { readonly kind: 'cancelled' };

/** Decodes images from outside in a process of its own, bounded in time and memory. One thing at a time. */
export interface ImageReader {
  /** What pages a file makes.
   *  @param name what a person calls the file */
  inspect(
    file: ConfinedPath,
    name: string,
    signal: AbortSignal,
    onPage?: (page: number, total: number) => void,
  ): Promise<ImageOutcome<{ readonly format: ImageFormat; readonly pages: readonly InspectedPage[] }>>;
  /** Writes the thumbnail of a page, or all its tiles, into a folder. */
  makePictures(
    kind: 'thumbnail' | 'tiles',
    source: PictureSource,
    folder: ConfinedPath,
    options: { readonly name: string; readonly signal: AbortSignal; readonly onLevel?: (level: number) => void },
  ): Promise<ImageOutcome<null>>;
  /** The picture of a page as PNG: straight and cut out as it lies in its file, before any quarter turns by a person.
   *  @param treatment how it lies there; null for the whole picture as it is */
  render(
    source: PictureSource,
    treatment: PageTreatment | null,
    name: string,
    signal: AbortSignal,
  ): Promise<ImageOutcome<Uint8Array>>;
  /** How a page seems to lie in its picture.
   *  @param turn by which the picture is turned to be upright */
  propose(
    source: PictureSource,
    turn: PageTurn,
    name: string,
    signal: AbortSignal,
  ): Promise<ImageOutcome<ProposedTreatment>>;
  /** Small pictures of words of a page, turned upright, in the order of their boxes. */
  cutOut(pieces: PagePieces, name: string, signal: AbortSignal): Promise<ImageOutcome<readonly CutPicture[]>>;
  close(): void;
}

/** How long a page may take: fifty times what a large scan takes. */
const pageLimitMs = 60_000;
/** A picture of 200 megapixels, twice, and the file. */
const memoryMb = 4_096;

export function imageReader({ startChild, workers }: Pick<JobContext, 'startChild' | 'workers'>): ImageReader {
  const file = new URL('page-image-worker.js', workers);
  const worker = taskProcess<ImageRequest, ImageTold, ImageAnswer>(startChild, file, memoryMb);
  const ask = (request: ImageRequest, signal: AbortSignal, told?: (value: ImageTold) => void) =>
    worker.ask(request, { limitMs: pageLimitMs, signal, ...(told && { told }) });
  return {
    close: worker.close,
    async inspect({ root, path }, name, signal, onPage) {
      const pages: InspectedPage[] = [];
      const result = await ask({ kind: 'inspect', file: { root, path } }, signal, (told) => {
        if (told.kind !== 'page') return;
        pages.push(told.page);
        onPage?.(pages.length, told.total);
      });
      return outcomeOf(result, name, (answer) =>
        answer.kind === 'inspected' ? { format: answer.format, pages } : null,
      );
    },
    async makePictures(kind, source, folder, { name, signal, onLevel }) {
      const result = await ask({ kind, source, folder }, signal, (told) => {
        if (told.kind === 'level') onLevel?.(told.level);
      });
      const outcome = outcomeOf(result, name, (answer) => (answer.kind === 'written' ? answer : null));
      return outcome.kind === 'done' ? { kind: 'done', value: null } : outcome;
    },
    async render(source, treatment, name, signal) {
      const result = await ask({ kind: 'render', source, treatment: treatment ?? untreated }, signal);
      return outcomeOf(result, name, (answer) => (answer.kind === 'rendered' ? answer.bytes : null));
    },
    async propose(source, turn, name, signal) {
      const result = await ask({ kind: 'propose', source, turn }, signal);
      return outcomeOf(result, name, (answer) => (answer.kind === 'proposed' ? answer.treatment : null));
    },
    async cutOut(pieces, name, signal) {
      const result = await ask({ kind: 'cut out', ...pieces }, signal);
      return outcomeOf(result, name, (answer) => (answer.kind === 'cut out' ? answer.pictures : null));
    },
  };
}

function outcomeOf<Value>(
  result: ProcessResult<ImageAnswer>,
  name: string,
  read: (answer: ImageAnswer) => Value | null,
): ImageOutcome<Value> {
  if (!result.ok)
    return result.fault.kind === 'cancelled'
      ? { kind: 'cancelled' }
      : { kind: 'refused', fault: processFault(result.fault, name) };
  const { answer } = result;
  if (answer.kind === 'refused') return { kind: 'refused', fault: imageFault(answer.fault, name) };
  const value = read(answer);
  if (value === null) throw new Error(`the image process answered ${answer.kind} to another question`);
  return { kind: 'done', value };
}

const kept = inEnglish`Nothing was imported or changed.`;

/** Why an image was not taken.
 *  @param name base name of the file */
const imageFault = (fault: ImageFault, name: string): Fault => ({
  ...imageFaultSentences(fault, name),
  kept,
  details: null,
});

function processFault(fault: ProcessFault, name: string): Fault {
  const next = inEnglish`Save it anew with an image editor, smaller if it is large, and try again.`;
  return { what: processSentence(fault, name), kept, next, details: null };
}

function processSentence(fault: ProcessFault, name: string): string {
  switch (fault.kind) {
    case 'crashed':
      return inEnglish`Decoding “${name}” made the process that decodes images end.`;
    case 'out of time':
    case 'out of memory':
    case 'cancelled':
      return `${taskFaultSentence(fault, inEnglish`Decoding “${name}”`)}.`;
    default:
      return unreachable(fault);
  }
}
