import { readFileSync } from 'node:fs';
import type { Box, LayoutBlock, LayoutLine, LayoutWord, PageLayout, Point } from '../../shared/document/layout.ts';
import { type ReadLayout, type ReadLayoutOptions, readLayoutFile } from '../../shared/import/ocr/read-layout.ts';

type Sides = readonly [x: number, y: number, width: number, height: number];

const box = ([x, y, width, height]: Sides): Box => ({ x, y, width, height });

/** A word; without box when none is given. */
export const word = (text: string, sides: Sides | null = null, more: Partial<LayoutWord> = {}): LayoutWord => ({
  text,
  box: sides && box(sides),
  confidence: null,
  alternatives: [],
  hyphenation: null,
  ...more,
});

export const line = (
  sides: Sides | null,
  words: readonly LayoutWord[],
  baseline: readonly (readonly [x: number, y: number])[] | null = null,
): LayoutLine => ({
  box: sides && box(sides),
  baseline: baseline?.map(([x, y]): Point => ({ x, y })) ?? null,
  words,
});

export const block = (sides: Sides | null, ...lines: readonly LayoutLine[]): LayoutBlock => ({
  box: sides && box(sides),
  lines,
});

const fixtures = new URL('../../fixtures/', import.meta.url);

export const layoutBytes = (path: string): Uint8Array => new Uint8Array(readFileSync(new URL(path, fixtures)));

/** A fixture that is expected to be read. */
export function layoutOf(path: string, options: ReadLayoutOptions = {}): ReadLayout {
  const read = readLayoutFile(layoutBytes(path), options);
  if (read.kind !== 'layout') throw new Error(`${path}: ${read.kind}`);
  const { encoding: _encoding, ...layout } = read;
  return layout;
}

/** The text of a layout: a line a line, an empty line between blocks. */
export function layoutText(layout: PageLayout): string {
  const lineText = ({ words }: LayoutLine): string => words.map(({ text }) => text).join(' ');
  return layout.blocks.map(({ lines }) => lines.map(lineText).join('\n')).join('\n\n');
}
