import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { openPdf } from '../../../main/images/pdf-pages.ts';
import { drawnPage } from '../../helpers/image-files.ts';
import { readPdf } from '../../helpers/read-pdf.ts';
import { sample, workplace } from './program.ts';

const place = workplace();
let collection: string;
let out: string;
beforeEach(() => {
  collection = path.join(place().folder, 'c');
  out = path.join(place().folder, 'out');
});

const fixtures = path.join(import.meta.dirname, '../../../fixtures/facsimiles');
const stem = path.basename(sample(3), '.txt');
const page = (number: number, ending: 'webp' | 'xml'): string => path.join(fixtures, stem, `000${number}.${ending}`);

const wordsIn = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');
const exported = () => place().run('export', collection, '--to', 'searchable-pdf', '--out', out);

describe('a searchable PDF', () => {
  test('has the words as they read now, in their order, each within the image where it stands on the page', async () => {
    await place().run('import', collection, page(1, 'webp'), page(1, 'xml'), page(2, 'webp'), page(2, 'xml'));
    await place().run('correct', collection, '#1', '--find', 'KUZNETSOV', '--replace', 'Кузнецов—𝔎');
    await place().run(
      'correct',
      collection,
      '#1',
      '--find',
      'STEVENSON READ',
      '--replace',
      'STEVENSON THEN SLOWLY READ',
    );
    const text = (await place().run('show', collection, '#1', '--text')).out;
    expect((await exported()).code).toBe(0);
    const pdf = await readPdf(await readFile(path.join(out, '0001.pdf')));
    expect(pdf.pages).toHaveLength(2);
    const words = pdf.pages.flatMap((one) => one.words);
    const markers = /\[[^\]]*Page \d+\]/g;
    expect(words).toEqual(wordsIn(text.replace(markers, ' ')));
    expect(words).toContain('Кузнецов—𝔎');
    for (const { boxes, width, height } of pdf.pages)
      for (const { x, y, width: w, height: h } of boxes) {
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(-0.01);
        expect(x + w).toBeLessThanOrEqual(width + 0.01);
        expect(y + h).toBeLessThanOrEqual(height + 0.01);
      }
    expect(pdf.outline).toEqual(['Facsimile 1', 'Facsimile 2']);
    expect(pdf.isTagged).toBe(true);
    // Another reader of the same program takes the words of it for a text layer.
    const opened = await openPdf(await readFile(path.join(out, '0001.pdf')));
    expect(opened.ok && (await opened.pdf.inspect(0)).layout?.blocks.length).toBeGreaterThan(0);
  });

  test('has a JPEG as it is, byte for byte, and shows nothing of the words', async () => {
    const jpeg = await drawnPage('jpeg');
    const image = path.join(place().folder, 'scan.jpg');
    await writeFile(image, jpeg);
    await place().run('import', collection, sample(4));
    await place().run('add-images', collection, '#1', image);
    expect(await exported()).toMatchObject({ code: 0, said: '' });
    const bytes = await readFile(path.join(out, `${path.basename(sample(4), '.txt')}.pdf`));
    expect(bytes.includes(jpeg)).toBe(true);
    const pdf = await readPdf(bytes);
    expect(pdf.pages[0]?.renderingModes).toEqual([3]);
    // Nothing was read on the page: its words lie over it all the same.
    expect(pdf.pages[0]?.words.length).toBeGreaterThan(300);
  });

  test('of a document without page images is not made, and a sentence says why', async () => {
    await place().run('import', collection, sample(4));
    const { code, said } = await exported();
    expect(code).toBe(1);
    expect(said).toContain('it has no page images, so there is nothing to put words under');
    await mkdir(out, { recursive: true });
  });
});
