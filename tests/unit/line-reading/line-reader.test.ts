import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtInModel } from '../../../main/line-reading/known-models.ts';
import { type LineReader, lineReader } from '../../../main/line-reading/line-reader.ts';
import { type LayoutLine, layoutWords, type PageLayout } from '../../../shared/document/layout.ts';
import { builtWorkers } from '../../helpers/built-workers.ts';
import { inTemporaryFolder } from '../../helpers/storage-fixtures.ts';
import { typedPage } from '../../helpers/typed-page.ts';

const workers = builtWorkers();
const { signal } = new AbortController();
const lines = ['The Ambassador called', 'on October 28.'];
const page = typedPage(lines);

/** Where the lines are, with nothing read right on them. */
const found: PageLayout = {
  width: 900,
  height: 500,
  blocks: [
    {
      box: null,
      lines: lines.map(
        (line): LayoutLine => ({
          box: null,
          baseline: null,
          words: line.split(' ').map((word) => ({
            text: '?',
            box: page.boxes.get(word) ?? null,
            confidence: null,
            alternatives: [],
            hyphenation: null,
          })),
        }),
      ),
    },
  ],
};

/** Starting the recogniser takes longer than reading with it. */
let reader: LineReader;
beforeAll(() => {
  reader = lineReader(workers(), null);
});
afterAll(() => reader.close());

const texts = (layout: PageLayout): readonly string[] => layoutWords(layout).map(({ text }) => text);

test('the recogniser reads the lines that another reading found, word by word, with their places on the page', async () => {
  const result = await reader.read({ bytes: page.bytes, turn: 0, layout: found }, 'page 1', signal);
  if (result.kind !== 'read') throw new Error(JSON.stringify(result));
  expect(result.reading.by).toBe('PP-OCRv4');
  expect(texts(result.reading.layout)).toEqual(lines.join(' ').split(' '));
  for (const { text, box, confidence } of layoutWords(result.reading.layout)) {
    const truth = page.boxes.get(text);
    expect(Math.abs((box?.x ?? 0) - (truth?.x ?? 0)), text).toBeLessThan(25);
    expect(confidence).toBeGreaterThan(50);
  }
});

test('a page that lies on its side is read along its lines', async () => {
  const lying = createCanvas(500, 900);
  const context = lying.getContext('2d');
  context.translate(0, 900);
  context.rotate(-Math.PI / 2);
  context.drawImage(await loadImage(page.bytes), 0, 0);
  const turned: PageLayout = {
    width: 500,
    height: 900,
    blocks: found.blocks.map((block) => ({
      ...block,
      lines: block.lines.map((line) => ({
        ...line,
        words: line.words.map((word) => ({
          ...word,
          box: word.box && {
            x: word.box.y,
            y: 900 - word.box.x - word.box.width,
            width: word.box.height,
            height: word.box.width,
          },
        })),
      })),
    })),
  };
  const bytes = lying.toBuffer('image/png');
  const result = await reader.read({ bytes, turn: 90, layout: turned }, 'page 1', signal);
  if (result.kind !== 'read') throw new Error(JSON.stringify(result));
  expect(texts(result.reading.layout)).toEqual(lines.join(' ').split(' '));
});

test('an alphabet of another model, and a file that is no image, are refused in words', () =>
  inTemporaryFolder(async (folder) => {
    const alphabet = path.join(folder, 'alphabet.txt');
    await writeFile(alphabet, 'a\nb\n');
    const asked = { bytes: page.bytes, turn: 0, layout: found };
    const others = lineReader(workers(), { ...builtInModel(), name: 'mine', alphabet });
    const other = await others.read(asked, 'page 1', signal);
    await others.close();
    expect(other).toMatchObject({
      kind: 'refused',
      fault: { details: 'its alphabet has 2 signs, but it tells 6624 signs from each other' },
    });
    const broken = await reader.read({ ...asked, bytes: new Uint8Array([1, 2, 3]) }, 'page 1', signal);
    expect(broken).toMatchObject({ kind: 'refused', fault: { what: '“page 1” cannot be read as an image.' } });
  }));
