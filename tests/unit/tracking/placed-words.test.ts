import type { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import type { PageImageId } from '../../../shared/document/identifier.ts';
import type { Box, LayoutLine, PageLayout } from '../../../shared/document/layout.ts';
import { readPlainText } from '../../../shared/import/plain-text/read-plain-text.ts';
import { type PlacedPage, placeWords } from '../../../shared/tracking/placed-words.ts';
import { call, doc, fac, furniture, lineEnd, p } from '../../helpers/builders.ts';
import { sampleStems, sampleText } from '../../helpers/import-characters.ts';
import { SeededRandom } from '../../helpers/seeded-random.ts';
import { rightlyBoxed, setPages } from '../../helpers/set-pages.ts';

const samples: readonly (readonly [string, Node])[] = sampleStems.map((stem) => [
  stem,
  readPlainText(sampleText(stem), { fileName: `${stem}.txt` }).doc,
]);
const misread = (seed: number) => ({ random: new SeededRandom(seed), errors: 0.04, divisions: 0.01, hasNoise: true });

describe('the words of the sample documents on pages that were set from them', () => {
  test.each(samples)('%s: at least 98 of 100 have the right box though 4 of 100 letters are misread', (_, imported) => {
    const { words, readings } = setPages(imported, misread(7));
    const { share, wrong } = rightlyBoxed(words, placeWords(imported, readings));
    expect(share, wrong.join('\n')).toBeGreaterThanOrEqual(0.98);
  });

  test.each(samples)('%s: at least 97 of 100 when the reading has the head of each page last', (_, imported) => {
    const arranged = <Block>(blocks: readonly Block[]) => [...blocks.slice(3), ...blocks.slice(0, 3)];
    const { words, readings } = setPages(imported, { ...misread(8), arranged });
    const { share, wrong } = rightlyBoxed(words, placeWords(imported, readings));
    expect(share, wrong.join('\n')).toBeGreaterThanOrEqual(0.97);
  });

  test.each(samples)('%s: most have the right box even when every block is in its reverse place', (_, imported) => {
    const arranged = <Block>(blocks: readonly Block[]) => blocks.toReversed();
    const { words, readings } = setPages(imported, { ...misread(8), arranged });
    const { share, wrong } = rightlyBoxed(words, placeWords(imported, readings));
    expect(share, wrong.join('\n')).toBeGreaterThanOrEqual(0.9);
  });

  test.each(samples)('%s: a page that was not read leaves the words of the others where they are', (_, imported) => {
    const { words, readings } = setPages(imported, misread(9));
    const gone = readings[Math.floor(readings.length / 2)];
    const read = readings.filter((reading) => reading !== gone);
    const pages = placeWords(imported, read);
    const left = words.filter(({ page }) => page !== gone?.page);
    expect(rightlyBoxed(left, pages).share).toBeGreaterThanOrEqual(readings.length > 1 ? 0.98 : 0);
  });
});

const s1 = 's1' as PageImageId;
const box = (x: number, width: number, y = 0): Box => ({ x, y, width, height: 10 });
const line = (...words: readonly (readonly [string, Box | null, number?])[]): LayoutLine => ({
  box: null,
  baseline: null,
  words: words.map(([text, at, confidence]) => ({
    text,
    box: at,
    confidence: confidence ?? null,
    alternatives: [],
    hyphenation: null,
  })),
});
const layout = (...lines: readonly LayoutLine[]): PageLayout => ({
  width: 1000,
  height: 1000,
  blocks: [{ box: null, lines }],
});
const placed = (imported: Node, ...lines: readonly LayoutLine[]): PlacedPage | undefined =>
  placeWords(imported, [{ page: s1, layout: layout(...lines) }])[0];

describe('places', () => {
  test('a word that the reading splits has one box around its parts, and the least of their confidences', () => {
    const page = placed(
      doc(p('THEN STEVENSON READ')),
      line(
        ['THEN', box(0, 40), 90],
        ['STEVENS', box(50, 70), 80],
        ['ON', box(125, 20), 60],
        ['READ', box(150, 40), 91],
      ),
    );
    expect(page).toEqual({
      page: s1,
      words: [
        { from: 1, to: 5, box: box(0, 40), confidence: 90, read: [0] },
        { from: 6, to: 15, box: box(50, 95), confidence: 60, read: [1, 2] },
        { from: 16, to: 20, box: box(150, 40), confidence: 91, read: [3] },
      ],
      lines: [{ from: 1, to: 20, box: box(0, 190) }],
    });
  });

  test('words that the reading joins have their shares of its box', () => {
    const page = placed(
      doc(p('THEN STEVENS ON READ')),
      line(['THEN', box(0, 40)], ['STEVENSON', box(50, 90)], ['READ', box(150, 40)]),
    );
    expect(page?.words.slice(1, 3)).toEqual([
      { from: 6, to: 13, box: box(50, 70), confidence: null, read: [1] },
      { from: 14, to: 16, box: box(120, 20), confidence: null, read: [1] },
    ]);
  });

  test('a word divided at the end of a line has a box in each of the two', () => {
    const lines = [
      line(['THE', box(0, 30)], ['RECONNAIS-', box(40, 100)]),
      line(['SANCE', box(0, 50, 20)], ['FLIGHTS', box(60, 70, 20)]),
    ];
    const whole = placed(doc(p('THE RECONNAISSANCE FLIGHTS')), ...lines);
    expect(whole?.words.slice(1, 3)).toEqual([
      { from: 5, to: 14, box: box(40, 100), confidence: null, read: [1] },
      { from: 14, to: 19, box: box(0, 50, 20), confidence: null, read: [2] },
    ]);
    const broken = placed(doc(p('THE RECONNAIS-', lineEnd(true), 'SANCE FLIGHTS')), ...lines);
    expect(broken?.words.slice(1, 3)).toEqual([
      { from: 5, to: 15, box: box(40, 100), confidence: null, read: [1] },
      { from: 16, to: 21, box: box(0, 50, 20), confidence: null, read: [2] },
    ]);
  });

  test('an anchor or a note call inside a word does not hide it', () => {
    const page = placed(
      doc(p('the UNI', fac(2), 'TED States', call(null, '1'), ' agreed')),
      line(['the', box(0, 30)], ['UNITED', box(40, 60)], ['States(1)', box(110, 90)], ['agreed', box(210, 60)]),
    );
    expect(page?.words).toEqual([
      { from: 1, to: 4, box: box(0, 30), confidence: null, read: [0] },
      { from: 5, to: 12, box: box(40, 60), confidence: null, read: [1] },
      { from: 13, to: 20, box: box(110, 90), confidence: null, read: [2] },
      { from: 21, to: 27, box: box(210, 60), confidence: null, read: [3] },
    ]);
  });

  test('an unreadable word between two that are found has the box between theirs', () => {
    const page = placed(
      doc(p('offensive weapons reached Cuba')),
      line(['offensive', box(0, 90)], ['vvaxqms', box(100, 70)], ['reached', box(180, 70)], ['Cuba', box(260, 40)]),
    );
    expect(page?.words[1]).toEqual({ from: 11, to: 18, box: box(100, 70), confidence: null, read: [1] });
  });

  test('a word whose line alone has a box has its share of that', () => {
    const one = { ...line(['offensive', null], ['weapons', null]), box: box(0, 170) };
    expect(placed(doc(p('offensive weapons')), one)?.words[1]).toEqual({
      from: 11,
      to: 18,
      box: box(100, 70),
      confidence: null,
      read: [1],
    });
  });

  test('what the page does not show has no place, and a page without a match has no words', () => {
    const imported = doc(furniture('Skip to main content'), p('offensive weapons reached Cuba'));
    const page = placed(
      imported,
      line(['offensive', box(0, 90)], ['weapons', box(100, 70)], ['reached', box(180, 70)]),
    );
    expect(page?.words.map(({ from }) => imported.textBetween(from, from + 3))).toEqual(['off', 'wea', 'rea']);
    expect(placed(imported, line(['Entirely', box(0, 80)], ['different', box(90, 90)]))).toEqual({
      page: s1,
      words: [],
      lines: [],
    });
    expect(placeWords(imported, [])).toEqual([]);
  });
});
