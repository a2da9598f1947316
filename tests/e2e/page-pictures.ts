import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import type { LayoutLine, PageLayout } from '../../shared/document/layout.ts';

const root = path.join(import.meta.dirname, '../..');
const face = 'Page Typewriter';
GlobalFonts.registerFromPath(
  path.join(root, 'node_modules/@fontsource/courier-prime/files/courier-prime-latin-400-normal.woff2'),
  face,
);

/** A page as a typewriter would have set it, with the box of each word. */
export interface TypedPage {
  /** Path of the PNG file. */
  readonly file: string;
  readonly layout: PageLayout;
}

const size = { width: 1240, height: 1754 };
const margin = 130;
const lineHeight = 46;
const letterHeight = 30;

/** Types lines on a page and writes its picture.
 *  @param lines no longer than 60 characters each; an empty one is a space between paragraphs */
export async function typePage(folder: string, name: string, lines: readonly string[]): Promise<TypedPage> {
  const canvas = createCanvas(size.width, size.height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#f6f0e0';
  context.fillRect(0, 0, size.width, size.height);
  context.fillStyle = '#26221c';
  context.font = `${letterHeight}px "${face}"`;
  const advance = context.measureText('M').width;
  const typed = lines.flatMap((line, row): LayoutLine[] => {
    const baseline = margin + row * lineHeight;
    context.fillText(line, margin, baseline);
    const words = [...line.matchAll(/\S+/g)].map(({ 0: text, index }) => ({
      text,
      box: {
        x: Math.round(margin + index * advance),
        y: baseline - letterHeight + 6,
        width: Math.round(text.length * advance),
        height: letterHeight,
      },
      confidence: 91,
      alternatives: [],
      hyphenation: null,
    }));
    const [first, last] = [words[0], words.at(-1)];
    if (!first || !last) return [];
    const box = { ...first.box, width: last.box.x + last.box.width - first.box.x };
    return [{ box, baseline: null, words }];
  });
  const file = path.join(folder, `${name}.png`);
  await writeFile(file, canvas.toBuffer('image/png'));
  return { file, layout: { ...size, blocks: [{ box: null, lines: typed }] } };
}

/** The text of a file with page markers, page by page, in lines as long as a page is wide. */
export function pagesOfText(text: string): readonly (readonly string[])[] {
  return text
    .split(/\[Facsimile Page \d+\]/)
    .slice(1)
    .map((page) => page.split(/\n/).flatMap((line) => folded(line.replace(/\[[^\]]*\]/g, ' '))));
}

const longestLine = 56;

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
