import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';
import { sample, type Workplace, workplace } from './program.ts';

const place = workplace();
const telegram = '003_a5bfdc7065c2c0b6';
const pages = path.join(import.meta.dirname, '../../../fixtures/facsimiles', telegram);

interface Shown extends DocumentSummary {
  readonly versions: readonly { readonly name: string }[];
  readonly report: { readonly remarks: readonly { readonly what: string }[] };
  readonly pages?: readonly unknown[];
}

const rows = async ({ json }: Workplace, collection: string): Promise<readonly DocumentSummary[]> =>
  (await json('list', collection)).value as readonly DocumentSummary[];
const labels = (row: DocumentSummary | undefined): readonly string[] => row?.anchors.map(({ label }) => label) ?? [];

/** The telegram with its images, corrected on the first and third page, and tagged on both. */
async function workedOn(here: Workplace): Promise<string> {
  const collection = path.join(here.folder, 'c');
  await here.run('import', collection, sample(3), '--editor', 'EG');
  const images = (await readdir(pages)).map((name) => path.join(pages, name));
  expect((await here.run('add-images', collection, telegram, ...images)).code).toBe(0);
  await here.run('correct', collection, telegram, '--find', 'STEVENS ON', '--replace', 'STEVENSON', '--editor', 'MK');
  await here.run('tag', collection, telegram, '--find', 'KUZNETSOV', '--as', 'person');
  return collection;
}

test('a document is divided at a page: text, pages, tags, corrections, images and history go with it, and both are valid', async () => {
  const here = place();
  const { run, json, folder } = here;
  const collection = await workedOn(here);
  const [whole] = await rows(here, collection);
  const before = (await run('show', collection, telegram, '--text')).out;
  const split = await json('split', collection, telegram, 'facsimile 3', '--title', 'The second half');
  expect(split.code).toBe(0);
  expect(split.said).toMatch(/^What follows from Facsimile 3 on is the document “The second half” now, .*; “Telegram/);
  const { first, second } = split.value as { readonly first: string; readonly second: string };
  const [one, two] = await rows(here, collection);
  expect([one?.id, two?.id, two?.title]).toEqual([first, second, 'The second half']);
  expect([labels(one), labels(two)]).toEqual([
    ['1', '2'],
    ['3', '4'],
  ]);
  expect((one?.words ?? 0) + (two?.words ?? 0)).toBe(whole?.words);
  expect((one?.corrections ?? 0) + (two?.corrections ?? 0)).toBe(whole?.corrections);
  expect((one?.tags ?? 0) + (two?.tags ?? 0)).toBe(whole?.tags);
  const texts = await Promise.all([first, second].map(async (id) => (await run('show', collection, id, '--text')).out));
  expect(texts.join('').replace(/\s+/g, '')).toBe(before.replace(/\s+/g, ''));
  const shown = (await json('show', collection, second)).value as Shown;
  expect(shown.report.remarks[0]?.what).toMatch(
    new RegExp(`^This document was divided from “.*” \\(${first}\\) at Facsimile 3, after change \\d+;`),
  );
  expect(shown.versions.map(({ name }) => name).at(-1)).toBe('Divided from the whole');
  const blame = await run('blame', collection, first, '--find', 'STEVENSON READ');
  expect(blame.out).toContain('MK');
  expect(
    (await readdir(path.join(collection, 'documents', second, 'facsimile'))).filter((name) => name.endsWith('webp')),
  ).toEqual(['0003.webp', '0004.webp']);
  expect(await readFile(path.join(collection, 'documents', second, 'source', `${telegram}.txt`))).toEqual(
    await readFile(sample(3)),
  );
  expect((await json('check', collection)).code).toBe(0);
  const out = path.join(folder, 'tei');
  expect((await run('export', collection, '--to', 'tei', '--out', out)).code).toBe(0);
});

test('its parts are joined again, with nothing lost; the second is kept among the removed documents', async () => {
  const here = place();
  const { run, json } = here;
  const collection = await workedOn(here);
  const [whole] = await rows(here, collection);
  const before = (await run('show', collection, telegram, '--text')).out;
  const { first, second } = (await json('split', collection, telegram, '3')).value as Record<string, string>;
  if (!first || !second) throw new Error('nothing was divided');
  expect((await rows(here, collection))[1]?.title).toBe(`${whole?.title}, from Facsimile 3 on`);
  const joined = await run('join', collection, first, second);
  expect([joined.code, joined.said]).toEqual([
    0,
    `“${whole?.title}, from Facsimile 3 on” stands behind “${whole?.title}” now, with its notes, tags and images; itself, with its history, is kept among the removed documents.\n`,
  ]);
  const [again, ...others] = await rows(here, collection);
  expect(others).toEqual([]);
  const figures = (row: DocumentSummary | undefined) => [row?.id, labels(row), row?.words, row?.corrections, row?.tags];
  expect(figures(again)).toEqual(figures(whole));
  expect((await run('show', collection, first, '--text')).out.replace(/\s+/g, '')).toBe(before.replace(/\s+/g, ''));
  const removed = (await json('list', collection, '--removed')).value as readonly { readonly id: string }[];
  expect(removed.map(({ id }) => id)).toEqual([second]);
  expect((await json('check', collection)).code).toBe(0);
  expect((await run('export', collection, '--to', 'tei', '--out', path.join(here.folder, 'tei'))).code).toBe(0);
  expect((await run('export', collection, '--to', 'alto', '--out', path.join(here.folder, 'alto'))).code).toBe(0);
});

test('documents of other sources are joined', async () => {
  const here = place();
  const collection = path.join(here.folder, 'c');
  await here.run('import', collection, sample(0), sample(4));
  const [one, two] = await rows(here, collection);
  expect((await here.run('join', collection, '#1', '#2')).code).toBe(0);
  const [joined] = await rows(here, collection);
  expect([joined?.notes, joined?.words, joined?.corrections]).toEqual([
    (one?.notes ?? 0) + (two?.notes ?? 0),
    (one?.words ?? 0) + (two?.words ?? 0),
    0,
  ]);
  expect((await here.json('check', collection)).code).toBe(0);
  expect((await here.run('export', collection, '--to', 'tei', '--out', path.join(here.folder, 'tei'))).code).toBe(0);
});

test('what cannot be divided or joined is told, and nothing is changed', async () => {
  const here = place();
  const collection = path.join(here.folder, 'c');
  await here.run('import', collection, sample(3));
  const said = async (...words: readonly string[]) => {
    const { code, said: told } = await here.run(...words);
    return [code, told.replace(/\(p[0-9a-z]{11}\)/g, '(…)')];
  };
  expect(await said('split', collection, telegram, 'Facsimile 1')).toEqual([
    2,
    'The document begins with that page, so there is nothing to divide from it. Nothing was changed.\n',
  ]);
  expect(await said('split', collection, telegram, 'Typeset 9')).toEqual([
    2,
    'The document has no page “Typeset 9”. Nothing was changed. Its pages: Facsimile 1 (…), Facsimile 2 (…), Facsimile 3 (…), Facsimile 4 (…).\n',
  ]);
  expect(await said('join', collection, telegram, telegram)).toEqual([
    2,
    'A document cannot be joined with itself. Nothing was changed.\n',
  ]);
  expect(await rows(here, collection)).toHaveLength(1);
});
