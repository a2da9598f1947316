import { expect, test } from 'vitest';
import { detectFormat } from '../../../../shared/import/detect-format.ts';
import type { ReadLayoutOptions } from '../../../../shared/import/ocr/read-layout.ts';
import { readServiceFile } from '../../../../shared/import/ocr-services/read-service-file.ts';

const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** The first page of an answer, by what the file is taken for. */
function read(value: unknown, options: ReadLayoutOptions = {}) {
  const layout = readServiceFile(bytes(value), options);
  if (layout.kind !== 'layout') throw new Error(layout.kind);
  const [page] = layout.pages;
  return {
    format: detectFormat('answer.json', bytes(value)),
    language: page?.language,
    size: page && [page.layout.width, page.layout.height],
    blocks: page?.layout.blocks.map(({ lines }) => lines.map(({ words }) => words.map(({ text }) => text).join(' '))),
    boxes: page?.layout.blocks.flatMap(({ lines }) => lines.flatMap(({ words }) => words.map(({ box }) => box))),
  };
}

const image: ReadLayoutOptions = { imageSize: () => ({ width: 800, height: 1000, dpi: null }) };
const corners = (x: number, y: number) => [
  { x, y },
  { x: x + 90, y },
  { x: x + 90, y: y + 30 },
  { x, y: y + 30 },
];
const box = (x: number, y: number) => ({ x, y, width: 90, height: 30 });

test('Google Vision as its library for Python writes it: names with underlines, breaks as numbers', () => {
  const word = (text: string, end: number, x: number, y: number): object => ({
    bounding_box: { vertices: corners(x, y) },
    confidence: 0.9,
    symbols: [...text].map((letter, index) => ({
      text: letter,
      property: index === text.length - 1 ? { detected_break: { type: end } } : null,
    })),
  });
  const words = [word('The', 1, 10, 10), word('lamps', 5, 110, 10), word('are', 1, 10, 50), word('lit', 0, 110, 50)];
  const page = { width: 800, height: 1000, blocks: [{ paragraphs: [{ words: [...words, word('.', 3, 210, 50)] }] }] };
  const found = read({ full_text_annotation: { pages: [page], text: 'not used' } });
  expect(found).toMatchObject({ format: 'google-vision', size: [800, 1000], blocks: [['The lamps', 'are lit.']] });
  expect(found.boxes?.[1]).toEqual(box(110, 10));
});

test('Google’s detection of text alone: the lines of the whole text, with the places of its words', () => {
  const word = (description: string, x: number, y: number): object => ({
    description,
    boundingPoly: { vertices: corners(x, y) },
  });
  const found = read(
    {
      responses: [
        {
          textAnnotations: [
            { locale: 'en', description: 'The lamps\nare lit.\n', boundingPoly: { vertices: corners(10, 10) } },
            word('The', 10, 10),
            word('lamps', 110, 10),
            word('are', 10, 50),
            word('lit', 110, 50),
            word('.', 190, 50),
          ],
        },
      ],
    },
    image,
  );
  expect(found).toMatchObject({ format: 'google-vision', language: 'en', blocks: [['The lamps', 'are lit.']] });
  const strange = read({ textAnnotations: [{ description: 'One line\nand two' }, word('Two', 0, 0)] }, image);
  expect(strange.blocks).toEqual([['One line', 'and two']]);
});

test('Azure as its libraries write it: without the outermost name, with underlines, corners as points', () => {
  const span = (offset: number, length: number): object => ({ offset, length });
  const word = (content: string, x: number, offset: number): object => ({
    content,
    polygon: corners(x, 10),
    confidence: 0.9,
    span: span(offset, content.length),
  });
  const page = {
    page_number: 1,
    width: 800,
    height: 1000,
    unit: 'pixel',
    words: [word('Guten', 10, 0), word('Morgen', 110, 6)],
    lines: [{ content: 'Guten Morgen', polygon: corners(10, 10), spans: [span(0, 12)] }],
  };
  const answer = { api_version: '2023-07-31', model_id: 'prebuilt-read', content: 'Guten Morgen', pages: [page] };
  const found = read(answer);
  expect(found).toMatchObject({ format: 'azure', size: [800, 1000], blocks: [['Guten Morgen']] });
  expect(found.boxes).toEqual([box(10, 10), box(110, 10)]);
  expect(read({ modelId: 'prebuilt-layout', apiVersion: '2024-11-30', pages: [page] }).blocks).toEqual([
    ['Guten Morgen'],
  ]);
});

test('Azure’s Image Analysis, and its older OCR of boxes written as text', () => {
  const words = [
    { text: 'Guten', boundingPolygon: corners(10, 10), confidence: 0.9 },
    { text: 'Morgen', boundingPolygon: corners(110, 10), confidence: 0.9 },
  ];
  const analysis = read({
    modelVersion: '2023-10-01',
    metadata: { width: 800, height: 1000 },
    readResult: { blocks: [{ lines: [{ text: 'Guten Morgen', boundingPolygon: corners(10, 10), words }] }] },
  });
  expect(analysis).toMatchObject({ format: 'azure', size: [800, 1000], blocks: [['Guten Morgen']] });
  expect(analysis.boxes).toEqual([box(10, 10), box(110, 10)]);
  const older = read(
    {
      language: 'de',
      textAngle: 0,
      orientation: 'Up',
      regions: [
        {
          boundingBox: '10,10,190,30',
          lines: [
            {
              boundingBox: '10,10,190,30',
              words: [
                { boundingBox: '10,10,90,30', text: 'Guten' },
                { boundingBox: '110,10,90,30', text: 'Morgen' },
              ],
            },
          ],
        },
      ],
    },
    image,
  );
  expect(older).toMatchObject({ format: 'azure', language: 'de', size: [800, 1000], blocks: [['Guten Morgen']] });
  expect(older.boxes).toEqual([box(10, 10), box(110, 10)]);
});

test('Textract in the parts that its pages come in', () => {
  const part = (page: number, text: string): object => ({
    JobStatus: 'SUCCEEDED',
    Blocks: [
      { BlockType: 'PAGE', Id: `p${page}`, Page: page },
      {
        BlockType: 'LINE',
        Id: `l${page}`,
        Page: page,
        Text: text,
        Relationships: [{ Type: 'CHILD', Ids: [`w${page}`] }],
      },
      { BlockType: 'WORD', Id: `w${page}`, Page: page, Text: text, Confidence: 99 },
    ],
  });
  const layout = readServiceFile(bytes([part(1, 'first'), part(2, 'second')]));
  if (layout.kind !== 'layout') throw new Error(layout.kind);
  expect(
    layout.pages.map(({ layout: { blocks } }) =>
      blocks.flatMap(({ lines }) => lines.flatMap(({ words }) => words.map(({ text }) => text))),
    ),
  ).toEqual([['first'], ['second']]);
});

test('data that only looks a little like an answer stays what it is', () => {
  expect(detectFormat('model.json', bytes({ modelId: 'x', layers: [{ name: 'a' }] }))).toBe('json');
  expect(detectFormat('map.json', bytes({ regions: [{ name: 'a' }], orientation: 'north' }))).toBe('json');
});
