import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { ImportOutcome } from '../../../shared/contract/calls/collection.ts';
import { damageJournal, sample, workplace } from './program.ts';

const place = workplace();

interface Listed {
  readonly document: string;
  readonly text: string;
  readonly score: number;
  readonly reasons: readonly string[];
  readonly suggestions: readonly { readonly text: string; readonly why: string }[];
  readonly page: number | null;
  readonly image: string | null;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | null;
}

/** hOCR of pages with one line each, ten pixels a letter; the words are 90 % sure, `doubted` 20 %. */
function hocrOf(doubted: string, ...lines: readonly string[]): string {
  const pages = lines.map((line, index) => {
    const words = [...line.matchAll(/\S+/g)].map(({ 0: word, index: at }) => {
      const box = `bbox ${at * 10} 100 ${(at + word.length) * 10} 120`;
      return `<span class="ocrx_word" title="${box}; x_wconf ${word === doubted ? 20 : 90}">${word}</span>`;
    });
    return `<div class="ocr_page" title="image &quot;${index}.tif&quot;; bbox 0 0 800 600; ppageno ${index}">
      <p class="ocr_par"><span class="ocr_line" title="bbox 0 100 800 120">${words.join(' ')}</span></p></div>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml"><head><meta name="ocr-system" content="tesseract 5.3.0"/></head>
<body>${pages.join('')}</body></html>`;
}

test('the suspects of a document are listed as JSON, most doubtful first, and as a table', async () => {
  const collection = path.join(place().folder, 'c');
  expect((await place().run('import', collection, sample(0), sample(3))).code).toBe(0);
  const { code, value } = await place().json('suspects', collection, '003_a5bfdc7065c2c0b6');
  const listed = value as readonly Listed[];
  expect(code).toBe(0);
  expect(listed.map(({ score }) => score)).toEqual(listed.map(({ score }) => score).toSorted((a, b) => b - a));
  const found = listed.slice(0, 10).map(({ text, suggestions }) => `${text} → ${suggestions[0]?.text}`);
  expect(found).toEqual(
    expect.arrayContaining([
      'OFFER FIVE WEAPONS → OF OFFENSIVE WEAPONS',
      'STEVENS ON → STEVENSON',
      'DISTANTLING → DISMANTLING',
    ]),
  );
  expect(new Set(listed.map(({ document }) => document)).size).toBe(1);
  expect(listed.every(({ reasons }) => reasons.length > 0)).toBe(true);
  const table = (await place().run('suspects', collection)).out;
  expect(table.split('\n')[0]).toMatch(/^score +text +suggestion +document +reasons$/);
  expect(table).toContain('DISTANTLING');
});

test('a layout that came without images says how sure the reading was, and where on which page each word stands', async () => {
  const collection = path.join(place().folder, 'c');
  const file = path.join(place().folder, 'pages.hocr');
  await writeFile(
    file,
    hocrOf('send', 'The committee met in London.', 'They will send the rernoved letters to the house.'),
  );
  expect((await place().run('import', collection, file)).code).toBe(0);
  const { code, value } = await place().json('suspects', collection, 'pages');
  expect(code).toBe(0);
  const placed = (value as readonly Listed[]).map(({ text, page, image, box }) => ({ text, page, image, box }));
  expect(placed).toContainEqual({
    text: 'rernoved',
    page: 2,
    image: null,
    box: { x: 190, y: 100, width: 80, height: 20 },
  });
  expect((value as readonly Listed[]).find(({ text }) => text === 'send')?.reasons).toContain(
    'The OCR was only 20 % sure',
  );
});

test('a document that cannot be read does not hold up the suspects of the others, and is told', async () => {
  const collection = path.join(place().folder, 'c');
  const { value } = await place().json('import', collection, sample(0), sample(3));
  const damaged = (value as ImportOutcome).imported[0]?.id ?? '';
  await damageJournal(collection, damaged);
  const { code, value: listed, said } = await place().json('suspects', collection);
  expect(code).toBe(3);
  expect(said).toContain('000_2f139198d5bf1d28.txt” is damaged');
  const [first] = listed as readonly Listed[];
  expect(first?.document).not.toBe(damaged);
  const single = await place().run('suspects', collection, damaged, '--json');
  expect([single.code, single.out]).toEqual([3, '']);
  expect(single.said).toContain('is damaged');
});

interface Grouped {
  readonly groups: readonly {
    readonly group: string;
    readonly meant: string | null;
    readonly suspects: readonly unknown[];
  }[];
}

interface AlikeWords {
  readonly words: readonly {
    readonly id: string;
    readonly text: string;
    readonly source: string;
    readonly page: string | null;
    readonly unlikeness?: number | null;
  }[];
}

test('words that read alike in many documents are decided in one go, but for those that are left out', async () => {
  const collection = path.join(place().folder, 'c');
  const lines = ['The weapoms came.', 'All weapoms went, weapoms too.', 'Of weapoms he spoke rernoved.'];
  const files = await Promise.all(
    lines.map(async (line, index) => {
      const file = path.join(place().folder, `${index}.txt`);
      await writeFile(file, `${line}\n`);
      return file;
    }),
  );
  expect((await place().run('import', collection, ...files)).code).toBe(0);
  const groups = (await place().json('suspects', collection, '--alike')).value as Grouped;
  expect(groups.groups[0]).toMatchObject({ group: 'weapoms', meant: 'weapons' });
  expect(groups.groups[0]?.suspects).toHaveLength(4);
  const listed = (await place().json('suspects', collection, '--alike', 'weapoms')).value as AlikeWords;
  expect(listed.words.map(({ text }) => text).sort()).toEqual(['weapoms', 'weapoms', 'weapoms', 'weapoms']);
  const out = listed.words.find(({ source }) => source === '2.txt')?.id ?? '';
  const settle = ['suspects', collection, '--settle', 'weapoms', '--as', 'weapons', '--leave-out', out] as const;
  const { code, value } = await place().json(...settle);
  expect({ code, value }).toMatchObject({
    code: 0,
    value: { words: 3, left: 0, corrections: [{ from: 'weapoms', to: 'weapons' }] },
  });
  const shown = await Promise.all(
    ['0.txt', '1.txt', '2.txt'].map((name) => place().run('show', collection, name, '--text')),
  );
  expect(shown.map(({ out: text }) => text.trim())).toEqual([
    'The weapons came.',
    'All weapons went, weapons too.',
    'Of weapoms he spoke rernoved.',
  ]);
  const kept = await place().run('suspects', collection, '--settle', 'weapoms', '--keep');
  expect(kept.code).toBe(0);
  expect((await place().run('suspects', collection)).out).not.toContain('weapoms');
  expect((await place().run('suspects', collection, '--settle', 'weapoms')).code).toBe(2);
});

test('suspects that share letters are corrected in one go, each to its first suggestion', async () => {
  const collection = path.join(place().folder, 'c');
  const file = path.join(place().folder, 'a.txt');
  await writeFile(file, 'They rernoved the rnilitary and the cornmander of the government.\n');
  expect((await place().run('import', collection, file)).code).toBe(0);
  const groups = (await place().json('suspects', collection, '--alike')).value as Grouped;
  expect(groups.groups.map(({ group }) => group)).toEqual(['rn>m']);
  expect((await place().run('suspects', collection, '--settle', 'rn>m')).code).toBe(0);
  const { out } = await place().run('show', collection, 'a.txt', '--text');
  expect(out.trim()).toBe('They removed the military and the commander of the government.');
});
