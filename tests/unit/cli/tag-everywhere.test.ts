import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';
import { sample, workplace } from './program.ts';

const place = workplace();
let collection: string;
beforeEach(async () => {
  collection = path.join(place().folder, 'c');
  expect((await place().run('import', collection, sample(2), sample(3), sample(4))).code).toBe(0);
});

interface Tagged {
  readonly hits: number;
  readonly tagged: number;
  readonly documents: readonly {
    readonly document: string;
    readonly group: string | null;
    readonly hits: readonly { readonly text: string; readonly tag: string | null; readonly isTagged: boolean }[];
  }[];
}

const all = ['--find', 'Cuba', '--as', 'place', '--all'];
const tagCounts = async (): Promise<readonly number[]> =>
  ((await place().json('list', collection)).value as readonly DocumentSummary[]).map(({ tags }) => tags);

test('all occurrences in the collection are tagged in capitals and possessives too, once', async () => {
  const first = await place().json('tag', collection, ...all);
  expect(first.code).toBe(0);
  const { hits, tagged, documents } = first.value as Tagged;
  expect(tagged).toBe(hits);
  expect(documents.length).toBeGreaterThan(1);
  expect(new Set(documents.flatMap((document) => document.hits.map(({ text }) => text)))).toEqual(
    new Set(['Cuba', 'CUBA']),
  );
  expect((await tagCounts()).reduce((sum, count) => sum + count)).toBe(tagged);
  const again = (await place().json('tag', collection, ...all)).value as Tagged;
  expect([again.hits, again.tagged]).toEqual([hits, 0]);
  expect(again.documents.every(({ group }) => group === null)).toBe(true);
});

test('a dry run says what would be tagged and tags nothing', async () => {
  const { code, value } = await place().json('tag', collection, ...all, '--dry-run');
  expect(code).toBe(0);
  expect((value as Tagged).hits).toBeGreaterThan(1);
  expect((value as Tagged).tagged).toBe(0);
  expect(await tagCounts()).toEqual([0, 0, 0]);
});

test('with --all a document can be named, and without it must be', async () => {
  const one = await place().json('tag', collection, '1', ...all);
  expect(one).toMatchObject({ code: 0, value: { find: 'Cuba', as: 'place', all: true } });
  const [first = 0, ...others] = await tagCounts();
  expect(first).toBeGreaterThan(0);
  expect(others).toEqual([0, 0]);
  expect((await place().run('tag', collection, '--find', 'Cuba', '--as', 'place')).code).toBe(2);
  expect((await place().run('tag', collection, ...all, '--regex')).code).toBe(2);
  expect((await place().run('tag', collection, '--find', 'Nowhere', '--as', 'place', '--all')).code).toBe(1);
});
