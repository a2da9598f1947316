import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import type { Box } from '../../shared/document/layout.ts';

/** What a page may say; no word occurs twice. */
export const typedLines: readonly string[] = [
  'DEPARTMENT OF STATE',
  'The President requested that the letter',
  'be delivered to Ambassador Stevenson in',
  'New York before noon on October 28.',
];

/** The size of the page, in pixels. */
const [width, height] = [900, 500] as const;

/** A typewritten page of 900 by 500 pixels as PNG, with where each of its words stands. */
export function typedPage(lines: readonly string[]): {
  readonly bytes: Buffer;
  readonly boxes: ReadonlyMap<string, Box>;
} {
  const { resolve } = createRequire(import.meta.url);
  const font = resolve('@fontsource/courier-prime/files/courier-prime-latin-400-normal.woff2');
  GlobalFonts.register(readFileSync(font), 'Typewriter');
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#f2ecd8';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#222';
  context.font = '30px Typewriter';
  const letter = context.measureText('n').width;
  const boxes = new Map<string, Box>();
  lines.forEach((line, row) => {
    context.fillText(line, 80, 120 + row * 60);
    for (const match of line.matchAll(/\S+/g))
      boxes.set(match[0], {
        x: 80 + match.index * letter,
        y: 95 + row * 60,
        width: match[0].length * letter,
        height: 32,
      });
  });
  return { bytes: canvas.toBuffer('image/png'), boxes };
}
