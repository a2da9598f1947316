import { createRequire } from 'node:module';
import path from 'node:path';
import { createCanvas, DOMMatrix, ImageData, Path2D } from '@napi-rs/canvas';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/types/src/display/api.js';
import type { PageLayout } from '../../shared/document/layout.ts';
import { pdfResolution } from '../../shared/document/page-image.ts';
import { type ImageFault, mostPages, mostPixels } from '../../shared/import/images/image-fault.ts';
import { readTextLayer, type TextRun } from '../../shared/import/images/text-layer.ts';
import type { Picture } from './picture-decoding.ts';

/** A PDF that is open. */
export interface OpenedPdf {
  readonly pages: number;
  /** Size at `pdfResolution` and text layer of a page, from 0. */
  inspect(
    frame: number,
  ): Promise<{ readonly width: number; readonly height: number; readonly layout: PageLayout | null }>;
  /** @param size of the image to be, in pixels */
  render(frame: number, size: { readonly width: number; readonly height: number }): Promise<Picture>;
  close(): Promise<void>;
}

export type PdfOpening =
  | { readonly ok: true; readonly pdf: OpenedPdf }
  | { readonly ok: false; readonly fault: ImageFault };

/** Posters and plans are rendered with fewer dots an inch, so that no page is larger than this. */
const largestPagePixels = 100_000_000;
const pointsPerInch = 72;

/** The library would take the canvas that came with it, which is another version than the one that draws here. Of Electron's processes
 *  it takes only the main one for Node, and all others for pages with a DOM; this is one without. */
async function loadLibrary() {
  Object.assign(globalThis, { DOMMatrix, ImageData, Path2D });
  if ('type' in process) Object.defineProperty(process, 'type', { value: 'browser' });
  return import('pdfjs-dist/legacy/build/pdf.mjs');
}

const packageFolder = (): string =>
  path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')) + path.sep;

/** Opens a PDF. Nothing in it is run, and nothing is fetched. */
export async function openPdf(bytes: Uint8Array): Promise<PdfOpening> {
  const { getDocument } = await loadLibrary();
  const folder = packageFolder();
  const task = getDocument({
    data: new Uint8Array(bytes),
    standardFontDataUrl: path.join(folder, 'standard_fonts') + path.sep,
    cMapUrl: path.join(folder, 'cmaps') + path.sep,
    wasmUrl: path.join(folder, 'wasm') + path.sep,
    iccUrl: path.join(folder, 'iccs') + path.sep,
    cMapPacked: true,
    useSystemFonts: false,
    disableFontFace: true,
    isEvalSupported: false,
    enableXfa: false,
    maxImageSize: mostPixels,
    verbosity: 0,
  });
  try {
    const document = await task.promise;
    const pages = document.numPages;
    if (pages > mostPages || pages === 0) {
      await task.destroy();
      return { ok: false, fault: pages === 0 ? { kind: 'empty' } : { kind: 'too many pages', pages } };
    }
    return { ok: true, pdf: openedPdf(document, () => task.destroy()) };
  } catch (error) {
    return { ok: false, fault: pdfFault(error) };
  }
}

function pdfFault(error: unknown): ImageFault {
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  if (name === 'PasswordException') return { kind: 'password' };
  return { kind: 'damaged', format: 'pdf', reason: message.replace(/\.$/, '') };
}

function openedPdf(document: PDFDocumentProxy, close: () => Promise<void>): OpenedPdf {
  return {
    pages: document.numPages,
    async inspect(frame) {
      const page = await document.getPage(frame + 1);
      const viewport = page.getViewport({ scale: scaleOf(page) });
      const size = { width: wholePixels(viewport.width), height: wholePixels(viewport.height) };
      const layout = readTextLayer(await textRuns(page, viewport.transform as unknown as Matrix), size);
      page.cleanup();
      return { ...size, layout };
    },
    async render(frame, { width, height }) {
      const page = await document.getPage(frame + 1);
      const scale = width / page.getViewport({ scale: 1 }).width;
      const viewport = page.getViewport({ scale });
      const canvas = createCanvas(width, height);
      const context = canvas.getContext('2d');
      context.fillStyle = '#fff';
      context.fillRect(0, 0, canvas.width, canvas.height);
      // Typed for a page of a browser; this canvas does what the library needs of one.
      const target = { canvas, canvasContext: context, viewport } as unknown;
      await page.render(target as Parameters<PDFPageProxy['render']>[0]).promise;
      page.cleanup();
      return { width: canvas.width, height: canvas.height, drawable: canvas };
    },
    close,
  };
}

/** Not one more for what is only the rounding of a scale. */
const wholePixels = (length: number): number => Math.max(1, Math.ceil(length - 0.01));

/** How many pixels a point of the page becomes. */
function scaleOf(page: PDFPageProxy): number {
  const { width, height } = page.getViewport({ scale: 1 });
  return Math.min(pdfResolution / pointsPerInch, Math.sqrt(largestPagePixels / Math.max(1, width * height)));
}

type Matrix = readonly [number, number, number, number, number, number];

async function textRuns(page: PDFPageProxy, toImage: Matrix): Promise<readonly TextRun[]> {
  const { items } = await page.getTextContent();
  return items.flatMap((item) => {
    if (!('str' in item)) return [];
    const placed = multiply(toImage, item.transform as unknown as Matrix);
    // The matrix holds the size of the font, in which the width is to be counted.
    const size = Math.hypot(item.transform[0] as number, item.transform[1] as number);
    return [{ text: item.str, matrix: placed, width: size > 0 ? item.width / size : 0, endsLine: item.hasEOL }];
  });
}

const multiply = ([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix => [
  a * g + c * h,
  b * g + d * h,
  a * i + c * j,
  b * i + d * j,
  a * k + c * l + e,
  b * k + d * l + f,
];
