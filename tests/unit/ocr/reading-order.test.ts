import { expect, test } from 'vitest';
import { inReadingOrder } from '../../../main/ocr/reading-order.ts';
import { type RecognisedLine, recognisedLines } from '../../../main/ocr/tesseract.ts';
import type { LayoutBlock } from '../../../shared/document/layout.ts';

const letter = 10;

/** A line of typewriter letters, 20 pixels high. */
function line(text: string, x: number, y: number, paragraph: number, fall = 0): RecognisedLine {
  let at = x;
  const words = text.split(' ').map((word) => {
    const box = { x: at, y: y + fall * at, width: word.length * letter, height: 20 };
    at += (word.length + 1) * letter;
    return { text: word, box, confidence: 90, alternatives: [], hyphenation: null };
  });
  const end = at - letter;
  return {
    box: { x, y: y + Math.min(0, fall * end), width: end - x, height: 20 + Math.abs(fall * (end - x)) },
    baseline: [
      { x, y: y + 18 + fall * x },
      { x: end, y: y + 18 + fall * end },
    ],
    words,
    paragraph,
  };
}

const textOf = (blocks: readonly LayoutBlock[]): readonly (readonly string[])[] =>
  blocks.map(({ lines }) => lines.map(({ words }) => words.map(({ text }) => text).join(' ')));

test('lines that the engine put into nested blocks are read from the top, and go on in one block', () => {
  const blocks = inReadingOrder([
    line('and the third line is just as long as', 100, 180, 1),
    line('The first line of this paragraph goes', 100, 100, 2),
    line('on in the second one that is as long', 100, 140, 3),
    line('the others.', 100, 220, 4),
  ]);
  expect(textOf(blocks)).toEqual([
    [
      'The first line of this paragraph goes',
      'on in the second one that is as long',
      'and the third line is just as long as',
      'the others.',
    ],
  ]);
});

test('on a page that was laid crookedly the parts of one row are one line', () => {
  const fall = 0.05;
  const blocks = inReadingOrder([
    line('copy of the law as it was', 140, 100, 1, fall),
    line('second line of the text here', 140, 140, 1, fall),
    line('1/', 100, 100, 2, fall),
    line('2/', 100, 140, 3, fall),
    line('signed', 420, 100, 4, fall),
  ]);
  expect(textOf(blocks).flat()).toEqual(['1/ copy of the law as it was signed', '2/ second line of the text here']);
});

test('what is far off in a row is a line of its own', () => {
  const blocks = inReadingOrder([line('No. 15594', 100, 100, 1), line('Budapest, May 19, 1939', 600, 100, 1)]);
  expect(textOf(blocks).flat()).toEqual(['No. 15594', 'Budapest, May 19, 1939']);
});

test('columns are read one after the other', () => {
  const rows = Array.from({ length: 8 }, (_, row) => row);
  const blocks = inReadingOrder([
    ...rows.map((row) => line(`left column line ${row}`, 100, 100 + row * 40, 1)),
    ...rows.map((row) => line(`right column line ${row}`, 500, 100 + row * 40, 2)),
  ]);
  expect(textOf(blocks)).toEqual([
    rows.map((row) => `left column line ${row}`),
    rows.map((row) => `right column line ${row}`),
  ]);
});

test('a page without lines has no blocks', () => {
  expect(inReadingOrder([])).toEqual([]);
});

test('the other letters that the engine thought of are kept with their words', () => {
  const bbox = { x0: 10, y0: 20, x1: 60, y1: 40 };
  const word = { text: 'vear', confidence: 52.4, bbox, symbols: [], choices: [], font_name: '' };
  const one = {
    words: [word],
    text: 'vear',
    confidence: 52,
    bbox,
    baseline: { x0: 10, y0: 38, x1: 60, y1: 38 },
    rowAttributes: { ascenders: 1, descenders: 1, rowHeight: 20 },
  };
  const paragraph = { lines: [one], text: '', confidence: 52, bbox, is_ltr: true };
  const place = (index: number, ...choices: readonly (readonly [string, number])[]): string =>
    `<span class='ocrx_cinfo' id='lstm_choices_1_1_${index}'>${choices
      .map(
        ([text, confidence]) => `<span class='ocrx_cinfo' id='choice_1' title='x_confs ${confidence}'>${text}</span>`,
      )
      .join('')}</span>`;
  const hocr = `<span class='ocrx_word' id='word_1_1' title='bbox'>vear${place(1, [' ', 95])}${place(2, ['v', 40.2], ['y', 31.6])}${place(3, ['e', 96])}${place(4, ['a', 90], ['&amp;', 2])}${place(5, ['r', 96])}</span>`;
  const block = { paragraphs: [paragraph], text: '', confidence: 52, bbox, blocktype: '' };
  const lines = recognisedLines({ blocks: [block as never], hocr });
  expect(lines).toEqual([
    {
      box: { x: 10, y: 20, width: 50, height: 20 },
      baseline: [
        { x: 10, y: 38 },
        { x: 60, y: 38 },
      ],
      paragraph: 0,
      words: [
        {
          text: 'vear',
          box: { x: 10, y: 20, width: 50, height: 20 },
          confidence: 52,
          alternatives: [
            { text: 'year', confidence: 32 },
            { text: 've&r', confidence: 2 },
          ],
          hyphenation: null,
        },
      ],
    },
  ]);
});
