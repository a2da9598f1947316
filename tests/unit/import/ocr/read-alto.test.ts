import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { layoutWords } from '../../../../shared/document/layout.ts';
import { readLayout, readLayoutFile } from '../../../../shared/import/ocr/read-layout.ts';
import { block, layoutBytes, layoutOf, layoutText, line, word } from '../../../helpers/layout-builders.ts';

test('ALTO 2 in tenths of a millimetre is measured in the pixels of its image, its blocks chained by IDNEXT', () => {
  const asked: unknown[] = [];
  const read = layoutOf('layout/alto-2-mm10.xml', {
    imageSize: (page, image) => {
      asked.push([page, image]);
      return { width: 4200, height: 5940, dpi: null };
    },
  });
  expect(asked).toEqual([[1, '0001.tif']]);
  expect(read).toEqual({
    kind: 'layout',
    format: 'alto',
    remarks: [],
    pages: [
      {
        image: '0001.tif',
        language: null,
        layout: {
          width: 4200,
          height: 5940,
          blocks: [
            block(
              [508, 508, 1016, 254],
              line([508, 508, 1016, 254], [word('first', [508, 508, 1016, 254], { confidence: 100 })]),
            ),
            block([508, 1016, 1016, 254], line([508, 1016, 1016, 254], [word('second', [508, 1016, 1016, 254])])),
            block(
              [400, 40, 508, 100],
              line(
                [400, 40, 508, 100],
                [word('CAFé', [400, 40, 508, 100], { confidence: 50 })],
                [
                  [400, 120],
                  [908, 120],
                ],
              ),
            ),
          ],
        },
      },
    ],
  });
});

test('ALTO 3 in 1200ths of an inch is measured in pixels; a hyphen belongs to its word', () => {
  const read = layoutOf('layout/alto-3-inch1200.xml', { imageSize: () => ({ width: 5100, height: 6600, dpi: 300 }) });
  const whole = 'RECONNAISSANCE';
  expect(read.remarks).toEqual([]);
  expect(read.pages[0]?.layout).toEqual({
    width: 5100,
    height: 6600,
    blocks: [
      block(
        [600, 600, 1200, 300],
        line(
          [600, 600, 1200, 150],
          [
            word('air', [600, 600, 300, 150], { confidence: 97 }),
            word('RECONNAIS-', [950, 600, 850, 150], { confidence: 80, hyphenation: { part: 1, whole } }),
          ],
        ),
        line(
          [600, 750, 600, 150],
          [word('SANCE', [600, 750, 600, 150], { confidence: 90, hyphenation: { part: 2, whole } })],
        ),
      ),
    ],
  });
});

test('lengths in inches of a page without size follow the resolution of the image, or one that is assumed', () => {
  const text =
    '<alto><Description><MeasurementUnit>inch1200</MeasurementUnit></Description><Layout><Page><PrintSpace><TextBlock>' +
    '<TextLine><String CONTENT="one" HPOS="1200" VPOS="600" WIDTH="1200" HEIGHT="120"/></TextLine>' +
    '</TextBlock></PrintSpace></Page></Layout></alto>';
  const known = readLayout([text], { imageSize: () => ({ width: 1700, height: 2200, dpi: 200 }) });
  expect(known).toMatchObject({
    remarks: [{ kind: 'size-from-image', page: 1 }],
    pages: [{ layout: { width: 1700, blocks: [block(null, line(null, [word('one', [200, 100, 200, 20])]))] } }],
  });
  expect(readLayout([text])).toMatchObject({
    remarks: [
      { kind: 'size-from-boxes', page: 1 },
      { kind: 'resolution-assumed', page: 1, dpi: 300 },
    ],
    pages: [{ layout: { width: 600, blocks: [block(null, line(null, [word('one', [300, 150, 300, 30])]))] } }],
  });
});

test('ALTO 4 gives alternatives, boxes of polygons, its reading order, and lines of which only the text is known', () => {
  expect(layoutOf('layout/alto-4.xml')).toEqual({
    kind: 'layout',
    format: 'alto',
    remarks: [{ kind: 'size-from-boxes', page: 2 }],
    pages: [
      {
        image: '0001.png',
        language: null,
        layout: {
          width: 1000,
          height: 800,
          blocks: [
            block(
              null,
              line(
                [10, 100, 480, 40],
                [
                  word('a', null, { confidence: 60 }),
                  word('whole', null, { confidence: 60 }),
                  word('line', null, { confidence: 60 }),
                ],
              ),
              line(null, [word('no'), word('box')]),
            ),
            block(
              [10, 10, 490, 50],
              line(
                [10, 10, 490, 50],
                [
                  word('Neue', [10, 10, 100, 50], {
                    confidence: 93,
                    alternatives: [
                      { text: 'Nene', confidence: 31 },
                      { text: 'Nueue', confidence: null },
                    ],
                  }),
                ],
                [
                  [10, 50],
                  [250, 52],
                  [500, 50],
                ],
              ),
            ),
            block(null),
          ],
        },
      },
      {
        image: '0001.png',
        language: null,
        layout: { width: 96, height: 25, blocks: [block(null, line(null, [word('sized', [5, 5, 90.5, 20])]))] },
      },
    ],
  });
});

test('a file that comes in pieces of one character says the same', () => {
  const bytes = layoutBytes('layout/alto-4.xml');
  expect({ ...readLayout([...new TextDecoder().decode(bytes)]), encoding: 'utf-8' }).toEqual(readLayoutFile(bytes));
});

const scans = join(import.meta.dirname, '../../../../../shared/scans');
const hasScans = existsSync(scans);

test.skipIf(!hasScans)(
  hasScans
    ? 'the ground truth of real pages gives lines with boxes, baselines and words'
    : 'the ground truth of real pages is read (passed over: ../shared/scans is not there)',
  () => {
    const names = readdirSync(scans).filter((name) => name.endsWith('.xml'));
    expect(names).toHaveLength(14);
    for (const name of names) {
      const bytes = readFileSync(join(scans, name));
      const read = readLayoutFile(bytes);
      if (read.kind !== 'layout') throw new Error(`${name}: ${read.kind}`);
      const [page] = read.pages;
      if (!page) throw new Error(`${name} has no page`);
      expect(page.image).toBe(name.replace('.xml', '.jpg'));
      const lines = page.layout.blocks.flatMap((one) => one.lines);
      expect(lines.every((one) => one.box !== null && one.baseline !== null)).toBe(true);
      expect(layoutWords(page.layout).every((one) => one.confidence === null)).toBe(true);
      const contents = [...bytes.toString('utf8').matchAll(/CONTENT="([^"]*)"/g)].map(([, content]) => content ?? '');
      const words = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
      const plain = contents.join(' ').replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");
      expect(words(layoutText(page.layout))).toBe(words(plain.replaceAll('&lt;', '<').replaceAll('&gt;', '>')));
    }
  },
);
