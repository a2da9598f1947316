import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Box, LayoutBlock, LayoutLine, LayoutWord, PageLayout } from '../../shared/document/layout.ts';
import { altoXml } from '../../shared/export/alto.ts';
import { readLayout } from '../../shared/import/ocr/read-layout.ts';

const application = { name: 'Anchorite', version: '0.1.0' };

/** Pixels in quarters, which no sum rounds. */
const quarter = (most: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: most * 4 }).map((n) => n / 4);

const anyBox: fc.Arbitrary<Box | null> = fc.option(
  fc.record({
    x: quarter(900),
    y: quarter(700),
    width: fc.integer({ min: 1, max: 100 }),
    height: fc.integer({ min: 1, max: 100 }),
  }),
  { nil: null },
);

/** What a word can be: no white space, nothing that XML cannot hold. */
const anyText = fc.oneof(
  fc.constantFrom('by', 'RECONNAIS-', 'soft\u00AD', '-', '¬', '&<>"\'', ']]>', 'é✓②', '😀', 'a\u00A0b', '&amp;'),
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
    .filter((text) => !/[\s\p{Cc}\p{Cs}\p{Cn}\uFFFE\uFFFF]/u.test(text)),
);

const anyConfidence = fc.option(
  fc.integer({ min: 0, max: 10_000 }).map((n) => n / 100),
  { nil: null },
);

const anyWord: fc.Arbitrary<LayoutWord> = fc.record({
  text: anyText,
  box: anyBox,
  confidence: anyConfidence,
  alternatives: fc.array(fc.record({ text: anyText, confidence: anyConfidence }), { maxLength: 2 }),
  hyphenation: fc.option(
    fc.record({ part: fc.constantFrom(1 as const, 2 as const), whole: fc.option(anyText, { nil: null }) }),
    { nil: null },
  ),
});

const anyLine: fc.Arbitrary<LayoutLine> = fc.record({
  box: anyBox,
  baseline: fc.option(fc.array(fc.record({ x: quarter(1000), y: quarter(800) }), { minLength: 2, maxLength: 4 }), {
    nil: null,
  }),
  words: fc.array(anyWord, { maxLength: 5 }),
});

const anyBlock: fc.Arbitrary<LayoutBlock> = fc.record({ box: anyBox, lines: fc.array(anyLine, { maxLength: 3 }) });

const anyLayout: fc.Arbitrary<PageLayout> = fc.record({
  width: fc.constant(1000),
  height: fc.constant(800),
  blocks: fc.array(anyBlock, { maxLength: 4 }),
});

test('any layout written as ALTO and read again is the same layout', () => {
  fc.assert(
    fc.property(anyLayout, fc.constantFrom(null, '0001.png', 'a & b.tif'), (layout, image) => {
      const read = readLayout([altoXml({ layout, image, number: 1 }, application)]);
      expect(read).toEqual({ kind: 'layout', format: 'alto', pages: [{ layout, image, language: null }], remarks: [] });
    }),
    { numRuns: 500 },
  );
});
