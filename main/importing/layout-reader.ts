import path from 'node:path';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import { newReadingId } from '../../shared/document/identifier.ts';
import type { PageLayout, PageReading } from '../../shared/document/layout.ts';
import type { PageImage } from '../../shared/document/page-image.ts';
import { schema } from '../../shared/document/schema.ts';
import { fitLayout } from '../../shared/import/ocr/fit-layout.ts';
import { layoutFaultParts, layoutRemarkSentence } from '../../shared/import/ocr/layout-fault.ts';
import { type FiledLayout, type MatchedLayout, matchLayouts } from '../../shared/import/ocr/match-layouts.ts';
import type { ReadLayoutFile } from '../../shared/import/ocr/read-layout.ts';
import type { PagesDocument } from '../../shared/import/pages/read-pages.ts';
import { nothingImported } from '../../shared/import/read-fault.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { layoutLimits } from '../../shared/xml/xml-stream.ts';
import { outsideFileFault } from '../faults/read-fault.ts';
import { gunzipped, isGzip } from '../storage/disk/file-kinds.ts';
import { readOutsideFile } from '../storage/disk/outside-file.ts';
import type { JobControl } from '../workers/job.ts';
import { type TaskFault, taskFaultSentence, taskThread } from '../workers/task-thread.ts';
import type { LayoutAnswer, LayoutRequest, PagesRequest, SizedImage } from './layout-worker.ts';

export type LayoutFileResult =
  | {
      readonly kind: 'read';
      readonly name: string;
      readonly bytes: Uint8Array;
      readonly layout: ReadLayoutFile;
    }
  | { readonly kind: 'refused'; readonly fault: Fault }
  | { readonly kind: 'cancelled' };

/** Reads files with layouts (hOCR, ALTO, PAGE) in a thread of its own, bounded in time and memory. */
export interface LayoutReader {
  /** @param images that the file may describe, in the order of the pages */
  read(file: string, images: readonly SizedImage[], signal: AbortSignal): Promise<LayoutFileResult>;
  /** Makes a document of what was read on pages.
   *  @param name of the file that they are of, for a fault */
  document(pages: PagesRequest, name: string, signal: AbortSignal): Promise<PagesResult>;
  close(): Promise<void>;
}

export type PagesResult =
  | { readonly kind: 'made'; readonly made: PagesDocument }
  | { readonly kind: 'refused'; readonly fault: Fault }
  | { readonly kind: 'cancelled' };

/** A layout of five thousand pages takes some ten seconds. */
const readLimitMs = 60_000;
const readMemoryMb = 2_048;

/** @param workers the folder of the worker programs */
export function layoutReader(workers: URL): LayoutReader {
  const worker = taskThread<LayoutRequest | PagesRequest, LayoutAnswer>(
    new URL('layout-worker.js', workers),
    readMemoryMb,
  );
  return {
    close: worker.close,
    async document(pages, name, signal) {
      const result = await worker.ask(pages, { limitMs: readLimitMs, signal });
      if (!result.ok) return notRead(result.fault, name);
      const { answer } = result;
      if (answer.kind !== 'pages') throw new TypeError('a worker read a file where it was to make a document');
      return { kind: 'made', made: { ...answer, doc: schema.nodeFromJSON(answer.doc) } };
    },
    async read(file, images, signal) {
      const opened = await readOutsideFile(file, layoutLimits.length);
      const base = path.basename(file) || file;
      if (opened.kind !== 'read') return { kind: 'refused', fault: outsideFileFault(opened, base) };
      const { name } = opened;
      const bytes = isGzip(opened.bytes) ? gunzipped(opened.bytes, layoutLimits.length) : opened.bytes;
      if (bytes === null) return { kind: 'refused', fault: notUnpacked(name) };
      const sizes = images.map(({ name: image, frame, width, height }) => ({ name: image, frame, width, height }));
      const result = await worker.ask({ name, bytes, images: sizes }, { limitMs: readLimitMs, signal });
      if (!result.ok) return notRead(result.fault, name);
      const { answer } = result;
      if (answer.kind === 'layout') return { kind: 'read', name, bytes: opened.bytes, layout: answer };
      if (answer.kind === 'pages') throw new TypeError('a worker made a document where it was to read a file');
      return { kind: 'refused', fault: { ...layoutFaultParts(answer, name), details: null } };
    },
  };
}

function notRead(fault: TaskFault, name: string): Exclude<PagesResult, { readonly kind: 'made' }> {
  if (fault.kind === 'cancelled') return { kind: 'cancelled' };
  const what = `${taskFaultSentence(fault, inEnglish`Reading “${name}”`)}.`;
  const next = inEnglish`Divide it into its pages and try again.`;
  return { kind: 'refused', fault: { what, kept: nothingImported, next, details: null } };
}

const notUnpacked = (name: string): Fault => ({
  what: inEnglish`“${name}” is compressed (gzip) and could not be unpacked: it is damaged, or holds more than ${layoutLimits.length / 1024 / 1024} MB.`,
  kept: nothingImported,
  next: inEnglish`Unpack it yourself and import what it holds.`,
  details: null,
});

/** What files with layouts say of pages. */
interface PageLayouts {
  /** One at most for each page. */
  readonly readings: readonly PageReading[];
  /** `file` is a path. */
  readonly refused: readonly { readonly file: string; readonly fault: Fault }[];
  /** Sentences on what is not as it should be in files that were read. */
  readonly remarks: readonly string[];
  /** Of the text, as the first file that says so has it; null when none does. */
  readonly language: string | null;
  readonly cancelled: boolean;
}

/** Reads files with layouts and finds the page of each: by the image that it names, the name of the file, or order. What is wrong
 *  with one is told and does not hold up the others.
 *  @param pages in their order */
export async function readPageLayouts(
  reader: LayoutReader,
  files: readonly string[],
  pages: readonly PageImage[],
  { progress, signal }: JobControl,
): Promise<PageLayouts> {
  const layouts: FiledLayout[] = [];
  const paths = new Map<FiledLayout, string>();
  const refused: { readonly file: string; readonly fault: Fault }[] = [];
  const remarks: string[] = [];
  for (const [done, file] of files.entries()) {
    progress({ what: inEnglish`Reading ${path.basename(file)}`, done, total: files.length });
    const result = signal.aborted ? { kind: 'cancelled' as const } : await reader.read(file, pages, signal);
    if (result.kind === 'cancelled') return { readings: [], refused, remarks, language: null, cancelled: true };
    if (result.kind === 'refused') refused.push({ file, fault: result.fault });
    else {
      for (const page of result.layout.pages) {
        const filed = { ...page, file: result.name };
        layouts.push(filed);
        paths.set(filed, file);
      }
      for (const remark of result.layout.remarks) remarks.push(`“${result.name}”: ${layoutRemarkSentence(remark)}`);
    }
  }
  const pathOf = (layout: FiledLayout): string => paths.get(layout) ?? layout.file;
  const { matched, left, byOrder } = matchLayouts(layouts, pages);
  remarks.push(...byOrder.map(givenByOrder));
  const readings: PageReading[] = [];
  for (const match of matched) {
    const reading = fittedReading(match);
    if (reading?.isExtent) remarks.push(takenAsPixels(match));
    if (reading) readings.push(reading.reading);
    else refused.push({ file: pathOf(match.layout), fault: otherShape(match) });
  }
  for (const layout of left) refused.push({ file: pathOf(layout), fault: noImage(layout) });
  const language = matched.find(({ layout }) => layout.language !== null)?.layout.language ?? null;
  return { readings, refused, remarks, language, cancelled: false };
}

/** Null when the layout is of a page of another shape. */
function fittedReading({
  image,
  layout,
}: MatchedLayout<PageImage>): { readonly reading: PageReading; readonly isExtent: boolean } | null {
  const fitted = fitLayout(layout.layout, image.width, image.height);
  if (fitted.kind === 'mismatch') return null;
  const reading: PageReading = {
    id: newReadingId(),
    page: image.id,
    role: 'layout file',
    by: layout.file,
    layout: fitted.layout,
  };
  return { reading, isExtent: fitted.kind === 'extent' };
}

const givenByOrder = ({ image, layout }: MatchedLayout<PageImage>): string =>
  inEnglish`“${layout.file}” names the image “${layout.image ?? ''}”, which is not here; it was given to “${image.name}” by order. Compare them.`;

const takenAsPixels = ({ image, layout }: MatchedLayout<PageImage>): string =>
  inEnglish`“${layout.file}” gives the extent of its words as the size of the page; its boxes were taken as pixels of “${image.name}”.`;

const otherShape = ({ image, layout: { file, layout } }: MatchedLayout<PageImage>): Fault => ({
  what: inEnglish`“${file}” describes a page of ${layout.width} × ${layout.height} pixels, and the image “${image.name}” has ${image.width} × ${image.height}: the shapes differ, and its boxes would be in the wrong places.`,
  kept: inEnglish`The page is as it was.`,
  next: isTurned(layout, image)
    ? inEnglish`The layout may have been made of the image as it is stored, on its side: save the image upright with an image editor and make the layout of that, or import it without the layout.`
    : inEnglish`Choose the layout that was made of this image.`,
  details: null,
});

/** Whether a layout has the shape of its image laid on its side, as cameras store what they show upright. */
const isTurned = (layout: PageLayout, { width, height }: PageImage): boolean =>
  fitLayout({ ...layout, blocks: [] }, height, width).kind === 'fits';

const noImage = ({ file, image }: FiledLayout): Fault => ({
  what:
    image === null
      ? inEnglish`“${file}” describes a page, and there is no page image for it.`
      : inEnglish`“${file}” describes “${image}”, and there is no page image for it.`,
  kept: inEnglish`The pages are as they were.`,
  next: inEnglish`Add the image of the page first, or together with the layout.`,
  details: null,
});
