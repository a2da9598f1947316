import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { sample, workplace } from './program.ts';

const place = workplace();
let collection: string;
beforeEach(async () => {
  collection = path.join(place().folder, 'c');
  expect((await place().run('import', collection, sample(0), sample(3))).code).toBe(0);
});

const telegram = '003_a5bfdc7065c2c0b6';

let editions = 0;

/** The TEI edition of the telegram, each time in a folder of its own: an export writes over nothing. */
async function edition(): Promise<string> {
  editions += 1;
  const out = path.join(place().folder, `out-${editions}`);
  expect((await place().run('export', collection, '--to', 'tei', '--out', out, '--document', telegram)).code).toBe(0);
  return readFile(path.join(out, `${telegram}.xml`), 'utf8');
}

test('every hit is marked once, the edition has it, and the page anchors are where they were', async () => {
  const anchors = (await edition()).match(/<pb [^>]*>/g);
  const asked = [
    'mark',
    collection,
    telegram,
    '--find',
    'STEVENS ON',
    '--as',
    'abbreviation',
    '--expansion',
    'Adlai Stevenson',
  ];
  const first = await place().json(...asked);
  expect(first.code).toBe(0);
  expect(first.value).toMatchObject({
    source: `${telegram}.txt`,
    as: 'abbreviation',
    hits: 2,
    marked: 2,
    marks: [
      { text: 'STEVENS ON', marked: true },
      { text: 'STEVENS ON', marked: true },
    ],
  });
  expect((await place().json(...asked)).value).toMatchObject({ hits: 2, marked: 0 });
  const xml = await edition();
  expect(xml.match(/<abbr>STEVENS ON<\/abbr>\s*<expan>Adlai Stevenson<\/expan>/g)).toHaveLength(2);
  expect(xml.match(/<pb [^>]*>/g)).toEqual(anchors);
});

test('what is illegible takes the place of its letters, and restoring the version before brings all of them back', async () => {
  const text = async (): Promise<string> => (await place().run('show', collection, telegram, '--text')).out;
  const before = await text();
  const { value } = await place().json(
    'mark',
    collection,
    telegram,
    '--find',
    'STEVENS ON',
    '--as',
    'illegible',
    '--reason',
    'blotted',
    '--quantity',
    '9',
  );
  expect(value).toMatchObject({ hits: 2, marked: 2 });
  expect(await text()).not.toContain('STEVENS ON');
  expect(await edition()).toContain('<gap reason="blotted" unit="chars" quantity="9"/>');
  expect((await place().run('restore', collection, telegram, '1')).code).toBe(0);
  expect(await text()).toBe(before);
});

test.each([
  [['--as', 'foreign'], 'Name the language'],
  [['--as', 'foreign', '--language', 'in French'], 'fr, de or ru-Latn'],
  [['--as', 'italic', '--hand', 'red'], 'says nothing of hand'],
  [['--as', 'added', '--place', 'somewhere'], 'A place is one of'],
])('%s is wrong use, and nothing is changed', async (options, said) => {
  const { code, said: told } = await place().run('mark', collection, telegram, '--find', 'STEVENS ON', ...options);
  expect(code).toBe(2);
  expect(told).toContain(said);
});

test('words that are not there are no fault, and the code says so', async () => {
  const { code, value } = await place().json('mark', collection, telegram, '--find', 'no such words', '--as', 'bold');
  expect([code, value]).toEqual([1, expect.objectContaining({ hits: 0, marked: 0, marks: [] })]);
});

test('a footnote stands behind its words; where they stand twice it must be said which', async () => {
  const asked = ['note', collection, telegram, '--after', 'STEVENS ON', '--text', 'So the copy.'];
  const unsure = await place().json(...asked);
  expect([unsure.code, unsure.value]).toEqual([1, expect.objectContaining({ note: null, hits: 2 })]);
  const { code, value } = await place().json(...asked, '--hit', '2');
  expect(code).toBe(0);
  expect(value).toMatchObject({ after: 'STEVENS ON', kind: 'footnote', hits: 2 });
  const { note, label } = value as { readonly note: string; readonly label: string };
  expect(await edition()).toContain(`STEVENS ON<note n="${label}" place="bottom" xml:id="${note}">So the copy.</note>`);
});

test('a comment is in no edition, a note on the document points at it', async () => {
  const note = (...options: readonly string[]) => place().json('note', collection, telegram, ...options);
  expect((await note('--after', 'DISTANTLING', '--kind', 'comment', '--text', 'Really?')).code).toBe(0);
  expect((await note('--on-document', '--kind', 'editorial', '--text', 'A bad copy.')).code).toBe(0);
  const xml = await edition();
  expect(xml).not.toContain('Really?');
  expect(xml).toMatch(
    /<note n="b" type="editorial" place="bottom" target="#[^"]+" xml:id="[^"]+">A bad copy\.<\/note>/,
  );
  const nowhere = await place().run('note', collection, telegram, '--text', 'x');
  expect([nowhere.code, nowhere.said]).toEqual([2, expect.stringContaining('--after')]);
});
