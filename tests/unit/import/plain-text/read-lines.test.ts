import { expect, test } from 'vitest';
import type { SourceLine } from '../../../../shared/import/plain-text/draft/source-lines.ts';
import { readLines, readPlainText } from '../../../../shared/import/plain-text/read-plain-text.ts';
import { outline } from '../../../helpers/import-outline.ts';

/** A line as it stands on a page: how far it is set in, and whether a gap is above it. */
type PlacedLine = readonly [words: string, indent: number, gap: boolean];

const page: readonly PlacedLine[] = [
  ['Mr. Firefly to Mr. Driftwood.', 10, false],
  ['Consulate of the United States,', 30, true],
  ['Fredville, July 2, 1863.', 30, false],
  ['Sir:', 0, true],
  ['I have the honor to receive your letter of the 4th of last month, and to', 5, true],
  ['send herewith a copy of that of the mayor.', 0, false],
  ['The lamps are lit.', 5, false],
  ['I have, etc.,', 30, true],
  ['R. T. FIREFLY.', 40, false],
];

test('lines of which a page tells where they stand get the same structure as a text', () => {
  const text = page.map(([words]) => words).join('\n');
  let from = 0;
  let stretch = 0;
  const lines = page.map(([words, indent, gap], index): SourceLine => {
    if (index > 0) from += (page[index - 1]?.[0].length ?? 0) + 1;
    if (gap) stretch++;
    const to = from + words.length;
    return { from, to, markersFrom: from, start: from, end: to, words, indent, stretch, afterFormFeed: false };
  });
  const asText = page.map(([words, indent, gap]) => `${gap ? '\n' : ''}${' '.repeat(indent)}${words}`).join('\n');
  const [read, typed] = [readLines({ text, lines, markers: [] }), readPlainText(asText)];
  expect(outline(read.doc)).toEqual(outline(typed.doc));
  expect(read.metadata).toEqual(typed.metadata);
  expect(outline(read.doc)).toEqual([
    'heading 1: Mr. Firefly to Mr. Driftwood.',
    'dateline: Consulate of the United States,↵Fredville, July 2, 1863.',
    'salutation: Sir:',
    'paragraph: I have the honor to receive your l … ewith a copy of that of the mayor.',
    'paragraph: The lamps are lit.',
    'signature: I have, etc.,',
    'signature: R. T. FIREFLY.',
  ]);
});
