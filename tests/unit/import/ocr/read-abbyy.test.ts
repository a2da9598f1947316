import { expect, test } from 'vitest';
import { detectFormat } from '../../../../shared/import/detect-format.ts';
import { layoutRemarkSentence } from '../../../../shared/import/ocr/layout-fault.ts';
import { readLayout } from '../../../../shared/import/ocr/read-layout.ts';

const letters = (text: string, left: number, more = ''): string =>
  [...text]
    .map(
      (letter, index) =>
        `<charParams l="${left + index * 10}" t="100" r="${left + index * 10 + 9}" b="130" charConfidence="${letter === 'x' ? 255 : 80}"${index === 0 ? more : ''}>${letter}</charParams>`,
    )
    .join('');

const abbyy = (...blocks: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><document xmlns="http://www.abbyy.com/FineReader_xml/FineReader10-schema-v1.xml" version="1.0"><page width="1000" height="1400" resolution="300">${blocks.join('')}</page></document>`;

const par = (...lines: readonly string[]): string =>
  `<par>${lines.map((line) => `<line baseline="130" l="100" t="100" r="900" b="140">${line}</line>`).join('')}</par>`;

const text = (...pars: readonly string[]): string => `<block blockType="Text"><text>${pars.join('')}</text></block>`;

const formatted = (inside: string, more = ''): string =>
  `<formatting lang="GermanStandard"${more}>${inside}</formatting>`;

function read(xml: string) {
  const layout = readLayout([xml]);
  if (layout.kind !== 'layout') throw new Error(layout.kind);
  return { ...layout, page: layout.pages[0] };
}

test('letters become words with boxes, lines and paragraphs; looks and the language are kept', () => {
  const xml = abbyy(
    text(
      par(
        formatted(`${letters('Guten Tag', 100)}`),
        formatted(`${letters('ins', 100, ' wordStart="true"')}${letters('Haus', 140, ' wordStart="1"')}`, ' bold="1"'),
      ),
      par(formatted('ohne Buchstaben')),
    ),
  );
  expect(detectFormat('a.xml', new TextEncoder().encode(xml))).toBe('abbyy');
  const { page, remarks } = read(xml);
  expect(remarks.map(layoutRemarkSentence)).toEqual([]);
  expect(page?.language).toBe('de');
  expect(page?.layout.blocks.map(({ lines }) => lines.map(({ words }) => words.map((word) => word.text)))).toEqual([
    [
      ['Guten', 'Tag'],
      ['ins', 'Haus'],
    ],
    [['ohne', 'Buchstaben']],
  ]);
  const [first] = page?.layout.blocks[0]?.lines[0]?.words ?? [];
  expect(first).toMatchObject({ confidence: 80, box: { x: 100, y: 100, width: 49, height: 30 } });
  expect(page?.layout.blocks[0]?.lines[1]?.spans).toEqual([{ as: 'bold', from: 0, to: 8 }]);
});

test('the cells of a table have their places', () => {
  const cell = (words: string): string => `<cell><text>${par(formatted(letters(words, 100)))}</text></cell>`;
  const { page } = read(
    abbyy(
      `<block blockType="Table"><row>${cell('a')}${cell('b')}</row><row>${cell('c')}</row></block>`,
      text(par(formatted('d'))),
    ),
  );
  expect(page?.layout.blocks.map(({ cell: place }) => (place ? [place.row, place.column] : null))).toEqual([
    [0, 0],
    [0, 1],
    [1, 0],
    null,
  ]);
});

test('letters outside of lines are counted, and doubtful confidences left out', () => {
  const { page, remarks } = read(abbyy(text(letters('lost', 100), par(formatted(letters('x', 100))))));
  expect(page?.layout.blocks.flatMap(({ lines }) => lines.flatMap(({ words }) => words))).toMatchObject([
    { text: 'x', confidence: null },
  ]);
  expect(remarks.map(layoutRemarkSentence)).toEqual([
    'Page 1: 4 characters stand outside of lines and words and were left out.',
  ]);
});
