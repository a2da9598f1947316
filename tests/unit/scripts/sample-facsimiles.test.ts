import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { diffArrays } from 'diff';
import { describe, expect, test } from 'vitest';
import { facsimilesOf, largestPageBytes, stems } from '../../../scripts/sample/facsimiles/render.mjs';
import { type Box, layoutWords, type PageLayout } from '../../../shared/document/layout.ts';
import { anchorsOf } from '../../../shared/document/page-anchor.ts';
import { readLayoutFile } from '../../../shared/import/ocr/read-layout.ts';
import { readPlainText } from '../../../shared/import/plain-text/read-plain-text.ts';
import { sampleStems, sampleText } from '../../helpers/import-characters.ts';

const fixtures = path.join(import.meta.dirname, '../../../fixtures');
const pages = sampleStems.flatMap((stem) =>
  readdirSync(path.join(fixtures, 'facsimiles', stem))
    .filter((name) => name.endsWith('.webp'))
    .sort()
    .map((name, index) => ({ stem, name, index, file: path.join(fixtures, 'facsimiles', stem, name) })),
);
const wordsOf = (text: string): readonly string[] =>
  text
    .replaceAll('~~', '')
    .replace(/[⁰¹²³]+/g, ' $& ')
    .split(/\s+/)
    .filter((word) => word !== '');
const truthOf = (stem: string): readonly string[] =>
  readFileSync(path.join(fixtures, 'truth', `${stem.slice(0, 3)}.txt`), 'utf8').split('\f');

function layoutOf(file: string): PageLayout {
  const read = readLayoutFile(readFileSync(file.replace('.webp', '.xml')));
  if (read.kind !== 'layout' || read.pages.length !== 1) throw new Error(`${file}: ${JSON.stringify(read)}`);
  expect(read.remarks).toEqual([]);
  return (read.pages[0] as (typeof read.pages)[number]).layout;
}

/** How light each pixel is, 0 to 255. */
async function lightOf(
  image: string | Buffer,
): Promise<{ readonly width: number; readonly height: number; readonly light: Uint8Array }> {
  const { width, height, ...loaded } = await picture(image);
  const light = new Uint8Array(width * height);
  for (let at = 0; at < light.length; at++) {
    const [red = 0, green = 0, blue = 0] = loaded.data.subarray(at * 4, at * 4 + 3);
    light[at] = 0.3 * red + 0.59 * green + 0.11 * blue;
  }
  return { width, height, light };
}

async function picture(image: string | Buffer) {
  const loaded = await loadImage(image);
  const context = createCanvas(loaded.width, loaded.height).getContext('2d');
  context.drawImage(loaded, 0, 0);
  return context.getImageData(0, 0, loaded.width, loaded.height);
}

test('every sample document has its pages, as many as it has facsimile anchors where it has them', () => {
  expect(readdirSync(path.join(fixtures, 'facsimiles')).sort()).toEqual([...sampleStems]);
  expect(stems).toEqual(sampleStems);
  const counts = sampleStems.map((stem) => {
    const anchors = anchorsOf(readPlainText(sampleText(stem)).doc).filter(({ anchor }) => anchor.kind === 'facsimile');
    return [anchors.length, pages.filter((page) => page.stem === stem).length];
  });
  expect(counts).toEqual([
    [5, 5],
    [0, 1],
    [0, 3],
    [4, 4],
    [0, 2],
  ]);
  for (const stem of sampleStems) expect(truthOf(stem)).toHaveLength(pages.filter((page) => page.stem === stem).length);
});

describe.each(pages)('$stem/$name', ({ stem, file, index }) => {
  test('is small, and as large as its layout says', async () => {
    expect(readFileSync(file).length).toBeLessThanOrEqual(largestPageBytes);
    const { width, height } = await loadImage(file);
    const layout = layoutOf(file);
    expect([layout.width, layout.height]).toEqual([width, height]);
  });

  test('says what the truth text says, word for word, in its order', () => {
    const words = layoutWords(layoutOf(file)).map(({ text }) => text);
    expect(words).toEqual(wordsOf(truthOf(stem)[index] ?? ''));
  });

  test('has ink in the box of every word, and every box within its line and the page', async () => {
    const layout = layoutOf(file);
    const image = await lightOf(file);
    const faults = layout.blocks
      .flatMap((block) => block.lines)
      .flatMap((line) => line.words.map((word) => ({ word, within: line.box })))
      .filter(({ word, within }) => {
        if (word.box === null || within === null) return true;
        const page = { x: 0, y: 0, width: layout.width, height: layout.height };
        return !(encloses(within, word.box) && encloses(page, word.box) && darkest(image, word.box) < 165);
      });
    expect(faults).toEqual([]);
  });
});

test('nearly all ink of a typed page is in the boxes of its words', async () => {
  const page = pages.find(({ stem, index }) => stem.startsWith('002') && index === 1);
  if (!page) throw new Error('there is no such page');
  const { width, height, light } = await lightOf(page.file);
  const boxed = new Uint8Array(width * height);
  for (const { box } of layoutWords(layoutOf(page.file))) {
    if (!box) continue;
    for (let y = box.y; y < box.y + box.height; y++) boxed.fill(1, y * width + box.x, y * width + box.x + box.width);
  }
  let [ink, inBoxes] = [0, 0];
  for (let at = 0; at < light.length; at++) {
    // The holes and edges of the sheet are dark, too.
    const x = at % width;
    if ((light[at] ?? 255) > 150 || x < 110 || x > width - 60) continue;
    ink++;
    inBoxes += boxed[at] ?? 0;
  }
  expect(ink).toBeGreaterThan(20_000);
  expect(inBoxes / ink).toBeGreaterThan(0.97);
});

test('a page that is set anew is the same every time, and the one that is kept', async () => {
  // One in a face without weights: those with weights are measured otherwise by other versions of the canvas.
  const stem = '002_67ea4eed11dab1ac';
  const kept = path.join(fixtures, 'facsimiles', stem, '0001.webp');
  const [first, again] = [facsimilesOf(stem)[0], facsimilesOf(stem)[0]];
  if (!first || !again) throw new Error('there is no such page');
  expect(first.layout).toBe(readFileSync(kept.replace('.webp', '.xml'), 'utf8'));
  const bytes = await first.image();
  expect(bytes.equals(await again.image())).toBe(true);
  // Another processor may round otherwise, which changes the bytes but nothing that can be seen.
  expect(largestDifference(await lightOf(bytes), await lightOf(kept))).toBeLessThan(8);
});

test('the truth texts differ from the copies in nothing but what the copies have wrong, or what is no part of the page', () => {
  const differences = sampleStems.map((stem) =>
    diffArrays([...comparable(sampleText(stem))], [...comparable(truthOf(stem).join('\n'))])
      .filter((part) => part.added || part.removed)
      .map((part) => `${part.added ? '+' : '-'} ${part.value.join(' ')}`),
  );
  expect(differences).toMatchInlineSnapshot(`
    [
      [
        "- USUN 1",
        "+ USUN1",
        "- 1.",
        "+ 1",
      ],
      [
        "- The Cuban Missile Crisis",
        "- indication(1)",
        "+ indication1",
        "- 2).(2)",
        "+ 2).2",
        "- 1034,(3)",
        "+ 1034,3",
        "- Back",
        "- Back",
        "- Back",
        "- 127 Wall Street, New Haven, CT 06511.",
      ],
      [
        "- .",
        "- Chairman Khrushchev to President-elect Kennedy HistoryCentral.com > JFK >Correspondence Message From",
        "- withdrawn.All",
        "+ withdrawn. All",
        "+ - 2 -",
        "+ - 3 -",
      ],
      [
        "- COMING",
        "+ INCOMING",
        "- M Y",
        "+ MAY",
        "- RMOR",
        "+ RM/R",
        "- Titles",
        "+ files",
        "- CWII-710/p",
        "+ CU 7-710/2",
        "- STEVENS ON",
        "+ STEVENSON",
        "- STEVENS ON",
        "+ STEVENSON",
        "- -",
        "- -",
        "- -",
        "- -",
        "- CW 925 CU-710/3",
        "+ CU 935 CU 7-710/3",
        "- -",
        "- -",
        "- -",
        "- CUT-710/4",
        "+ CU 7-710/4",
        "- OFFER FIVE",
        "+ OF OFFENSIVE",
        "- cu-937",
        "+ CU-937",
      ],
      [
        "+ Kennedy-Khrushchev Exchanges 199",
        "+ 0 Source:Kennedy Library, National Security Files, Countries Series, USSR, Khrushchev Correspondence. No classification marking. According to Problems of Communism the Russian text was transmitted by the Soviet Foreign Ministry to the Soviet Embassy in Washington on November 4. A note on the source text indicates it was received on November 5. Other copies are in Department of State, Presidential Correspondence: Lot 77 D 163, and ibid.: Lot 66 D 204. 1 Transmitted in telegram 1606 from USUN, November 2. (USUN Files:NY FRC 84-84-001, Outgoing Telegrams, 1953-1963) 200 Foreign Relations, 1961-1963, Volume VI",
        "- Khrushchev 1. Source:Kennedy Library, National Security Files, Countries Series, USSR, Khrushchev Correspondence. No classification marking. According to Problems of Communism the Russian text was transmitted by the Soviet Foreign Ministry to the Soviet Embassy in Washington on November 4. A note on the source text indicates it was received on November 5. Other copies are in Department of State, Presidential Correspondence: Lot 77 D 163, and ibid.: Lot 66 D 204. 2. Transmitted in telegram 1606 from USUN, November 2. (USUN Files:NY FRC 84-84-001, Outgoing Telegrams, 1953-1963) 3.",
        "+ Khrushchev2 2",
      ],
    ]
  `);
});

/** The words of a text in the spelling in which copies and pages can be compared: note numbers as figures, one kind of quotation
 *  mark and of dash, no page markers. */
function comparable(text: string): readonly string[] {
  return text
    .replace(/[⁰¹²³]/g, (digit) => String('⁰¹²³'.indexOf(digit)))
    .replaceAll('~~', '')
    .replace(/[“”]/g, '"')
    .replace(/[‘’]/g, "'")
    .replaceAll('–', '-')
    .replace(/\[(Facsimile|Typeset) Page \d+\]|\[Page \d+\]/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '');
}

function encloses(outer: Box, inner: Box): boolean {
  return (
    inner.width > 0 &&
    inner.height > 0 &&
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

type Light = Awaited<ReturnType<typeof lightOf>>;

function darkest({ width, light }: Light, box: Box): number {
  let least = 255;
  for (let y = box.y; y < box.y + box.height; y++)
    for (let x = box.x; x < box.x + box.width; x++) least = Math.min(least, light[y * width + x] ?? 255);
  return least;
}

/** Between squares of 16 pixels, on average: a letter that is another makes far more than noise does. */
function largestDifference(one: Light, other: Light): number {
  expect([one.width, one.height]).toEqual([other.width, other.height]);
  const columns = Math.ceil(one.width / 16);
  const sums = new Float64Array(columns * Math.ceil(one.height / 16));
  for (let at = 0; at < one.light.length; at++) {
    const square = Math.floor(at / one.width / 16) * columns + Math.floor((at % one.width) / 16);
    sums[square] = (sums[square] ?? 0) + ((one.light[at] ?? 0) - (other.light[at] ?? 0)) / 256;
  }
  return Math.max(...sums.map(Math.abs));
}
