import { expect, test } from 'vitest';
import { layoutFaultParts, layoutRemarkSentence } from '../../../../shared/import/ocr/layout-fault.ts';
import { readLayout, readLayoutFile } from '../../../../shared/import/ocr/read-layout.ts';
import { layoutBytes, layoutOf, word } from '../../../helpers/layout-builders.ts';

const nothing = 'Nothing was imported or changed.';

test.each([
  [
    'layout-cut-short.xml',
    `is not well-formed XML: unclosed tag: PrintSpace (line 4, column 98). ${nothing} Export it again from the program that made it.`,
  ],
  [
    'layout-entities.xml',
    `declares entities or elements of its own, which is not safe to read. ${nothing} Remove its document type declaration and import it again.`,
  ],
  [
    'layout-external-entity.xml',
    `declares entities or elements of its own, which is not safe to read. ${nothing} Remove its document type declaration and import it again.`,
  ],
  [
    'layout-too-deep.xml',
    `is not read as a layout, because more than 256 elements stand inside one another. ${nothing} Divide it into its pages and import those.`,
  ],
  [
    'layout-many-attributes.xml',
    `is not read as a layout, because an element has more than 512 attributes. ${nothing} Divide it into its pages and import those.`,
  ],
  ['layout-without-pages.xml', `describes no page. ${nothing} Check that the right file was chosen.`],
  [
    'layout-of-another-kind.xml',
    `is neither hOCR, ALTO nor PAGE: its outermost element is “mets”. ${nothing} Export one of these formats from the program that made it.`,
  ],
  [
    'layout-negative-page.xml',
    `gives page 1 a size of -100 × 2, which no image has. ${nothing} Export it again from the program that made it.`,
  ],
  [
    'layout-giant-page.xml',
    `gives page 1 a size of 4000000000 × 4000000000, which no image has. ${nothing} Export it again from the program that made it.`,
  ],
  ['empty.txt', `holds no text. ${nothing} Check that the right file was chosen.`],
  [
    'latin-1.txt',
    `is not valid UTF-8: the byte 0xE9 at offset 6 cannot be decoded. ${nothing} If it comes from an older Windows system, import it with the encoding windows-1252; otherwise save it as UTF-8 first.`,
  ],
])('the hostile layout %s is refused with one clear message', (name, message) => {
  const read = readLayoutFile(layoutBytes(`hostile/${name}`));
  if (read.kind === 'layout') throw new Error('it was read');
  const { what, kept, next } = layoutFaultParts(read, name);
  expect(`${what} ${kept} ${next}`).toBe(`“${name}” ${message}`);
});

test('boxes outside the page are cut or left out and doubtful confidences left out, each counted', () => {
  const { pages, remarks } = layoutOf('hostile/layout-boxes-outside.xml');
  expect(pages[0]?.layout.blocks[0]?.lines[0]?.words).toEqual([
    word('inside', [10, 10, 20, 10], { confidence: 50 }),
    word('over', [90, 0, 10, 5]),
    word('outside'),
    word('negative'),
    word('partial'),
    word('endless'),
  ]);
  expect(remarks.map(layoutRemarkSentence)).toEqual([
    'Page 1: 1 box reaches over the edge of the page and was cut there.',
    'Page 1: 4 boxes were outside the page or without extent and left out.',
    'Page 1: 2 confidences were no number in range and left out.',
  ]);
});

test('a file longer than the limit is refused before its end is read', () => {
  let pieces = 0;
  function* endless(): Iterable<string> {
    yield '<alto>';
    for (;;) {
      pieces += 1;
      yield ' '.repeat(1000);
    }
  }
  const limits = { length: 10_000, depth: 256, attributes: 512 };
  expect(readLayout(endless(), { limits })).toEqual({
    kind: 'beyond-limits',
    reason: 'it is longer than 10000 characters',
  });
  expect(pieces).toBe(10);
});

test('a line or a file with more words than any has is refused before they take the memory', () => {
  const alto = (lines: readonly string[]): readonly string[] => [
    '<alto><Layout><Page WIDTH="10" HEIGHT="10"><PrintSpace><TextBlock>',
    ...lines.map((content) => `<TextLine><String CONTENT="${content}"/></TextLine>`),
    '</TextBlock></PrintSpace></Page></Layout></alto>',
  ];
  expect(readLayout(alto(['a '.repeat(60_000)]))).toEqual({
    kind: 'beyond-limits',
    reason: 'a line is longer than 100000 characters',
  });
  expect(readLayout(alto(Array<string>(41).fill('a '.repeat(50_000))))).toEqual({
    kind: 'beyond-limits',
    reason: 'it has more than 2000000 words',
  });
});

test('a line with more words than any page has, or a file of more pages, is refused before more of it is read', () => {
  const words = '<String CONTENT="a"/>'.repeat(50_001);
  const page = '<Page WIDTH="10" HEIGHT="10"/>';
  let asked = 0;
  function* endless(): Iterable<string> {
    yield '<alto><Layout>';
    for (;;) {
      asked += 1;
      yield page;
    }
  }
  const line = ['<alto><Layout>', page.replace('/>', '>'), `<PrintSpace><TextBlock><TextLine>${words}`];
  expect(readLayout(line)).toEqual({ kind: 'beyond-limits', reason: 'a line has more than 50000 words' });
  expect(readLayout(endless())).toEqual({ kind: 'beyond-limits', reason: 'it has more than 5000 pages' });
  expect(asked).toBe(5_001);
  const most = readLayout(['<alto><Layout>', page.repeat(5_000), '</Layout></alto>']);
  expect(most.kind === 'layout' && most.pages.length).toBe(5_000);
});

test('the remarks on sizes that a file leaves open are sentences', () => {
  expect(layoutRemarkSentence({ kind: 'size-from-boxes', page: 2 })).toBe(
    'Page 2: the file does not give the size of the page; the outermost boxes were taken for its edge.',
  );
  expect(layoutRemarkSentence({ kind: 'resolution-assumed', page: 1, dpi: 300 })).toBe(
    'Page 1: the resolution of the image is not known; 300 dots per inch were assumed.',
  );
});
