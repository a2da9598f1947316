import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createCanvas, GlobalFonts, PDFDocument } from '@napi-rs/canvas';
import type { Box } from '../../shared/document/layout.ts';

const root = path.join(import.meta.dirname, '../..');
const face = 'Page Typewriter';
GlobalFonts.registerFromPath(
  path.join(root, 'node_modules/@fontsource/courier-prime/files/courier-prime-latin-400-normal.woff2'),
  face,
);

/** A word that was typed on a page; its box is in image pixels. */
export interface TypedWord {
  readonly text: string;
  readonly box: Box;
}

/** Of every page, in image pixels: small paper at 300 dots per inch. */
const size = { width: 1240, height: 1754 };
/** PDF counts in points. */
const pointsPerPixel = 72 / 300;
const margin = 130;
const lineHeight = 46;
const letterHeight = 30;

/** Writes a PDF of pages as a typewriter would have set them, with their text layer.
 *  @returns the words of each page */
export async function typeBook(
  file: string,
  pages: readonly (readonly string[])[],
): Promise<readonly (readonly TypedWord[])[]> {
  const book = new PDFDocument({ title: 'Typed pages' });
  const words = pages.map((lines) => {
    const context = book.beginPage(size.width * pointsPerPixel, size.height * pointsPerPixel);
    context.scale(pointsPerPixel, pointsPerPixel);
    const typed = typeLines(context, lines);
    book.endPage();
    return typed;
  });
  await writeFile(file, book.close());
  return words;
}

/** Writes a PNG of one page as a typewriter would have set it. */
export async function typePicture(file: string, lines: readonly string[]): Promise<void> {
  const canvas = createCanvas(size.width, size.height);
  typeLines(canvas.getContext('2d'), lines);
  await writeFile(file, canvas.toBuffer('image/png'));
}

type Typewriter = Pick<CanvasRenderingContext2D, 'fillStyle' | 'font' | 'fillRect' | 'fillText' | 'measureText'>;

function typeLines(context: Typewriter, lines: readonly string[]): readonly TypedWord[] {
  context.fillStyle = '#f6f0e0';
  context.fillRect(0, 0, size.width, size.height);
  context.fillStyle = '#26221c';
  context.font = `${letterHeight}px "${face}"`;
  const advance = context.measureText('M').width;
  return lines.flatMap((line, row) => {
    const baseline = margin + row * lineHeight;
    context.fillText(line, margin, baseline);
    return [...line.matchAll(/\S+/g)].map(({ 0: text, index }) => ({
      text,
      box: {
        x: margin + index * advance,
        y: baseline - letterHeight + 6,
        width: text.length * advance,
        height: letterHeight,
      },
    }));
  });
}

/** The text of a file with page markers, page by page, in lines as long as a page is wide. */
export function pagesOfText(text: string): readonly (readonly string[])[] {
  return text
    .split(/\[Facsimile Page \d+\]/)
    .slice(1)
    .map((page) => page.split(/\n/).flatMap((line) => folded(line.replace(/\[[^\]]*\]/g, ' '))));
}

const longestLine = 56;

/** @returns an empty line for an empty one */
function folded(line: string): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(/\s+/).filter(Boolean)) {
    if (current !== '' && current.length + word.length >= longestLine) {
      lines.push(current);
      current = '';
    }
    current = current === '' ? word : `${current} ${word}`;
  }
  return [...lines, current];
}
