import fc from 'fast-check';
import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { readingOf } from '../../shared/document/reading.ts';
import { namedPapers } from '../../shared/references/document-references.ts';
import { attachment, doc, fac, lineEnd, note, notes, p, person } from '../helpers/builders.ts';

const words = fc.constantFrom(
  ...[
    'your 1313, April 13, 5 p.m.',
    'Deptel',
    ' 1034',
    'my despatch No. 30, of',
    ' February 26',
    'Re-',
    'ftel ',
    'Document 12',
    '  ',
    '. ',
  ],
);
/** What stands in a line: words, page anchors within them, line ends that break a word or not, a tag. */
const part: fc.Arbitrary<(index: number) => Node | string> = fc.oneof(
  { weight: 5, arbitrary: words.map((text) => () => text) },
  fc.constant((index: number) => fac(index, 'text', `f${index}`)),
  fc.boolean().map((joins) => () => lineEnd(joins)),
  words.map((text) => (index: number) => person(`a${index}`, text)),
);
const paragraph = fc.array(part, { minLength: 1, maxLength: 8 });
const content = fc
  .tuple(fc.array(paragraph, { minLength: 1, maxLength: 5 }), paragraph, words)
  .map(([paragraphs, enclosed, noted]) => {
    let index = 0;
    const block = (parts: readonly ((index: number) => Node | string)[]): Node =>
      p(...parts.map((make) => make(++index)));
    return doc(...paragraphs.map(block), attachment(block(enclosed)), notes(note('n1', '1', noted)));
  });

test('a reference stands where its words are read, over pages, line ends, tags and broken paragraphs', () => {
  let found = 0;
  fc.assert(
    fc.property(content, (document) => {
      let last = 0;
      for (const { text, start, end } of namedPapers(document, { year: 1917, month: 7, day: 19 })) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(readingOf(document, start, end)).toBe(text.replace(/\s+/g, ' '));
        last = end;
        found++;
      }
    }),
    { numRuns: 1_000 },
  );
  expect(found).toBeGreaterThan(1_000);
});
