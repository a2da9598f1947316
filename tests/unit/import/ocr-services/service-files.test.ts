import { expect, test } from 'vitest';
import { layoutFaultParts } from '../../../../shared/import/ocr/layout-fault.ts';
import type { ReadLayoutOptions } from '../../../../shared/import/ocr/read-layout.ts';
import { beginsAsJson, readServiceFile } from '../../../../shared/import/ocr-services/read-service-file.ts';

const bytes = (value: unknown): Uint8Array =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

function pagesOf(value: unknown, options: ReadLayoutOptions = {}) {
  const read = readServiceFile(bytes(value), options);
  if (read.kind !== 'layout') throw new Error(read.kind);
  return read.pages.map(({ layout, language }) => ({
    language,
    size: [layout.width, layout.height],
    blocks: layout.blocks.map(({ role, lines }) => ({
      ...(role && { role }),
      lines: lines.map(({ words }) => words.map(({ text }) => text).join(' ')),
    })),
    words: layout.blocks.flatMap(({ lines }) => lines.flatMap(({ words }) => words)),
  }));
}

const box = (left: number, top: number, width: number, height: number): object => ({
  BoundingBox: { Left: left, Top: top, Width: width, Height: height },
});

test('Textract: lines and words in blocks of its layout, in pixels of the image', () => {
  const word = (id: string, text: string, left: number): object => ({
    BlockType: 'WORD',
    Id: id,
    Text: text,
    Confidence: 98.5,
    Page: 1,
    Geometry: box(left, 0.1, 0.1, 0.05),
  });
  const line = (id: string, ...words: readonly string[]): object => ({
    BlockType: 'LINE',
    Id: id,
    Text: 'not used',
    Page: 1,
    Geometry: box(0.1, 0.1, 0.5, 0.05),
    Relationships: [{ Type: 'CHILD', Ids: words }],
  });
  const layout = (type: string, ...ids: readonly string[]): object => ({
    BlockType: type,
    Id: type,
    Page: 1,
    Relationships: [{ Type: 'CHILD', Ids: ids }],
  });
  const [page, ...more] = pagesOf(
    {
      DocumentMetadata: { Pages: 1 },
      Blocks: [
        { BlockType: 'PAGE', Id: 'p', Page: 1 },
        line('l1', 'w1', 'w2'),
        line('l2', 'w3'),
        word('w1', 'The', 0.1),
        word('w2', 'lamps', 0.3),
        word('w3', 'Lit', 0.1),
        layout('LAYOUT_TITLE', 'l2'),
      ],
    },
    { imageSize: () => ({ width: 1000, height: 2000, dpi: null }) },
  );
  expect(more).toEqual([]);
  expect(page?.blocks).toEqual([{ role: 'heading', lines: ['Lit'] }, { lines: ['The lamps'] }]);
  expect(page?.words[1]).toMatchObject({
    text: 'The',
    confidence: 98.5,
    box: { x: 100, y: 200, width: 100, height: 100 },
  });
});

test('Google Vision: breaks part words and lines, and what nothing parts is one word', () => {
  const word = (text: string, end: string | null, left: number): object => ({
    boundingBox: { vertices: [{ y: 10 }, { x: left + 90, y: 10 }, { x: left + 90, y: 40 }, { x: left, y: 40 }] },
    confidence: 0.9,
    symbols: [...text].map((letter, index) => ({
      text: letter,
      ...(index === text.length - 1 && end && { property: { detectedBreak: { type: end } } }),
    })),
  });
  const paragraph = [
    word('The', 'SPACE', 0),
    word('lam', 'HYPHEN', 100),
    word('ps', null, 0),
    word('.', 'LINE_BREAK', 90),
  ];
  const page = {
    width: 800,
    height: 1000,
    property: { detectedLanguages: [{ languageCode: 'en' }] },
    blocks: [{ paragraphs: [{ words: paragraph }] }],
  };
  const [read] = pagesOf({ responses: [{ fullTextAnnotation: { pages: [page] } }] });
  expect(read).toMatchObject({ language: 'en', size: [800, 1000], blocks: [{ lines: ['The lam-', 'ps.'] }] });
  expect(read?.words[0]?.box).toEqual({ x: 0, y: 10, width: 90, height: 30 });
});

test('Azure Document Intelligence: paragraphs hold the lines of their span, with their roles', () => {
  const content = 'Lamps\nThey are lit.\n7';
  const span = (text: string): object => ({ offset: content.indexOf(text), length: text.length });
  const polygon = [1, 1, 2, 1, 2, 1.5, 1, 1.5];
  const [read] = pagesOf({
    analyzeResult: {
      content,
      pages: [
        {
          pageNumber: 1,
          width: 8,
          height: 11,
          unit: 'inch',
          words: ['Lamps', 'They', 'are', 'lit.', '7'].map((text) => ({
            content: text,
            polygon,
            confidence: 0.5,
            span: span(text),
          })),
          lines: ['Lamps', 'They are lit.', '7'].map((text) => ({ content: text, polygon, spans: [span(text)] })),
        },
      ],
      paragraphs: [
        { content: 'Lamps', role: 'title', spans: [span('Lamps')] },
        { content: 'They are lit.', spans: [span('They are lit.')] },
        { content: '7', role: 'pageNumber', spans: [span('7')] },
      ],
    },
  });
  expect(read?.blocks).toEqual([
    { role: 'heading', lines: ['Lamps'] },
    { lines: ['They are lit.'] },
    { role: 'page number', lines: ['7'] },
  ]);
  expect(read?.size).toEqual([2400, 3300]);
  expect(read?.words[0]).toMatchObject({ confidence: 50, box: { x: 300, y: 300, width: 300, height: 150 } });
});

test('Azure’s Read API: lines with the words in them', () => {
  const [read] = pagesOf({
    analyzeResult: {
      readResults: [
        {
          page: 1,
          width: 800,
          height: 1000,
          unit: 'pixel',
          language: 'de',
          lines: [
            {
              boundingBox: [10, 10, 200, 10, 200, 40, 10, 40],
              text: 'Guten Morgen',
              words: [
                { text: 'Guten', boundingBox: [10, 10, 90, 10, 90, 40, 10, 40], confidence: 0.99 },
                { text: 'Morgen', boundingBox: [100, 10, 200, 10, 200, 40, 100, 40], confidence: 2 },
              ],
            },
          ],
        },
      ],
    },
  });
  expect(read).toMatchObject({ language: 'de', size: [800, 1000], blocks: [{ lines: ['Guten Morgen'] }] });
  expect(read?.words.map(({ confidence }) => confidence)).toEqual([99, null]);
});

test('JSON is told by how it begins, and what is damaged, empty or nonsense does no harm', () => {
  expect(beginsAsJson(bytes('\uFEFF \n{'))).toBe(true);
  expect(beginsAsJson(bytes('<alto/>'))).toBe(false);
  const cut = readServiceFile(bytes('{"Blocks": ['));
  if (cut.kind === 'layout') throw new Error('it was read');
  expect(layoutFaultParts(cut, 'a.json').what).toBe('“a.json” is no whole JSON file.');
  for (const nonsense of [
    {},
    [],
    [[[]]],
    { Blocks: 7 },
    { Blocks: [null, 3, { BlockType: 'LINE', Relationships: 'x' }] },
    { analyzeResult: { pages: [{ width: -1, height: 'x', lines: [{ spans: [{ offset: -1 }] }] }] } },
    { responses: [{ fullTextAnnotation: { pages: [{ width: 1e12, height: 5 }] } }] },
    `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
  ])
    expect(['layout', 'no-pages', 'page-size', 'malformed-json']).toContain(readServiceFile(bytes(nonsense)).kind);
});

test('an answer of more pages than any volume has is refused at the first one too many', () => {
  let asked = 0;
  const imageSize = () => {
    asked += 1;
    return null;
  };
  const textract = (pages: number) => ({
    DocumentMetadata: {},
    Blocks: Array.from({ length: pages }, (_, index) => ({ BlockType: 'LINE', Id: `${index}`, Page: index + 1 })),
  });
  const azure = { analyzeResult: { pages: Array(20_000).fill({ width: 9, height: 9 }) } };
  const vision = { fullTextAnnotation: { pages: Array(20_000).fill({ width: 9, height: 9 }) } };
  for (const answer of [textract(20_000), azure, vision]) {
    asked = 0;
    expect(readServiceFile(bytes(answer), { imageSize })).toEqual({
      kind: 'beyond-limits',
      reason: 'it has more than 5000 pages',
    });
    expect(asked).toBe(5_000);
  }
  expect(pagesOf(textract(5_000))).toHaveLength(5_000);
});

test('a line of Textract that has a word more often than any page has words is refused', () => {
  const Ids = Array(50_001).fill('w') as readonly string[];
  const Blocks = [
    { BlockType: 'LINE', Id: 'l', Relationships: [{ Type: 'CHILD', Ids }] },
    { BlockType: 'WORD', Id: 'w', Text: 'x' },
  ];
  expect(readServiceFile(bytes({ DocumentMetadata: {}, Blocks }))).toEqual({
    kind: 'beyond-limits',
    reason: 'a line has more than 50000 words',
  });
});
