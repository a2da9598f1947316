import { DOMMatrix, ImageData, Path2D } from '@napi-rs/canvas';

/** What a reader of PDF finds on a page. Boxes are in points, from the lower left corner. */
export interface ReadPdfPage {
  readonly width: number;
  readonly height: number;
  readonly words: readonly string[];
  readonly boxes: readonly {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[];
  /** How text is drawn: 3 is not at all. */
  readonly renderingModes: readonly number[];
}

export interface ReadPdf {
  readonly pages: readonly ReadPdfPage[];
  readonly outline: readonly string[];
  readonly isTagged: boolean;
}

/** Reads a PDF with pdf.js. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  Object.assign(globalThis, { DOMMatrix, ImageData, Path2D });
  const { getDocument, OPS } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({
    data: new Uint8Array(bytes),
    verbosity: 0,
    isEvalSupported: false,
    useSystemFonts: false,
  });
  const pdf = await task.promise;
  try {
    const pages: ReadPdfPage[] = [];
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number);
      const [, , width = 0, height = 0] = page.view;
      const { items } = await page.getTextContent();
      const texts = items.flatMap((item) => ('str' in item ? [item] : []));
      const { fnArray, argsArray } = await page.getOperatorList();
      const modes = fnArray.flatMap((operator, index) =>
        operator === OPS.setTextRenderingMode ? [Number((argsArray[index] as readonly unknown[])[0])] : [],
      );
      pages.push({
        width,
        height,
        // Where text goes on to the left on one line, as stamps do, the reader begins a new item and says no more.
        words: texts
          .map(({ str }) => str)
          .join('\n')
          .split(/\s+/)
          .filter((word) => word !== ''),
        boxes: texts
          .filter(({ str }) => str.trim() !== '')
          .map((item) => ({
            x: item.transform[4] as number,
            y: item.transform[5] as number,
            width: item.width,
            height: item.height,
          })),
        renderingModes: [...new Set(modes)],
      });
    }
    const outline = (await pdf.getOutline()) ?? [];
    const isTagged =
      (await pdf.getMarkInfo())?.Marked === true && (await (await pdf.getPage(1)).getStructTree()) !== null;
    return { pages, outline: outline.map(({ title }) => title), isTagged };
  } finally {
    await task.destroy();
  }
}
