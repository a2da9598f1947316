import { mkdir, readdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { DocumentSummary, RemovedDocument } from '../../../shared/contract/payloads/document-summary.ts';
import { sample, type Workplace, workplace } from './program.ts';

const place = workplace();

/** A collection of three of the sample documents. */
async function threeDocuments({ folder, run }: Workplace): Promise<string> {
  const collection = path.join(folder, 'c');
  await run('import', collection, sample(0), sample(1), sample(3), '--editor', 'EG');
  return collection;
}

const stems = async ({ json }: Workplace, collection: string): Promise<readonly string[]> =>
  ((await json('list', collection)).value as readonly DocumentSummary[]).map(({ source }) => source.slice(0, 3));
const removedStems = async ({ json }: Workplace, collection: string): Promise<readonly string[]> =>
  ((await json('list', collection, '--removed')).value as readonly RemovedDocument[]).map(({ source }) =>
    source.slice(0, 3),
  );

test('a document is removed by any of its names, is listed with who did it, and comes back as it was', async () => {
  const here = place();
  const { run, json } = here;
  const collection = await threeDocuments(here);
  await run('correct', collection, '003_a5bfdc7065c2c0b6', '--find', 'STEVENS ON', '--replace', 'STEVENSON');
  const before = (await json('list', collection)).value;
  const removed = await run('remove', collection, '003_a5bfdc7065c2c0b6', '#1', '--editor', 'MK');
  expect([removed.code, removed.out.trimEnd().split('\n').length]).toEqual([0, 2]);
  expect(removed.said).toMatch(
    /^“Telegram 1762 .*” and “Draft letter .*” were removed from the collection\. They are kept whole, with all versions, and can be put back\.\n$/,
  );
  expect([await stems(here, collection), await removedStems(here, collection)]).toEqual([['001'], ['003', '000']]);
  expect((await json('list', collection, '--removed')).value).toMatchObject([{ removedBy: 'MK' }, { removedBy: 'MK' }]);
  expect((await run('show', collection, '003_a5bfdc7065c2c0b6')).code).toBe(2);
  const back = await json('put-back', collection, '2', '003_a5bfdc7065c2c0b6');
  expect([back.code, (back.value as readonly unknown[]).length]).toEqual([0, 2]);
  expect((await json('list', collection)).value).toEqual(before);
  expect((await json('check', collection)).code).toBe(0);
});

test('a name that is none, or is no removed document’s, is told, and nothing is changed', async () => {
  const here = place();
  const collection = await threeDocuments(here);
  const unknown = await here.run('remove', collection, '001_975a25f8ce92ca13', 'nowhere');
  expect([unknown.code, unknown.said]).toEqual([
    2,
    'There is no document “nowhere” in the collection. Nothing was changed. Name it by its id, which the list of documents shows.\n',
  ]);
  expect(await stems(here, collection)).toEqual(['000', '001', '003']);
  const back = await here.run('put-back', collection, '001_975a25f8ce92ca13');
  expect([back.code, back.said]).toEqual([
    2,
    'There is no removed document “001_975a25f8ce92ca13” in the collection. Nothing was changed. Name it by its id, which the list of removed documents shows.\n',
  ]);
});

test('emptying deletes what is named, all only after they were shown, and says that it is for good', async () => {
  const here = place();
  const { run } = here;
  const collection = await threeDocuments(here);
  await run('remove', collection, '#1', '#2', '#3');
  const nothing = await run('empty-removed', collection);
  expect([nothing.code, nothing.said]).toEqual([
    2,
    'Name the documents with --document, or give --all. Nothing was deleted.\n',
  ]);
  const one = await run('empty-removed', collection, '--document', '001_975a25f8ce92ca13');
  expect(one.code).toBe(0);
  expect(one.said).toMatch(
    /^“.*” is gone from the collection for good\. Backups that were made before may hold it still\.\n$/,
  );
  const asked = await run('empty-removed', collection, '--all');
  expect(asked.code).toBe(2);
  expect(asked.said).toMatch(/^These would be gone for good:\n {2}d.*\n {2}d.*\nNothing was deleted\. Give --yes/);
  expect(await removedStems(here, collection)).toEqual(['000', '003']);
  expect((await run('empty-removed', collection, '--all', '--yes')).code).toBe(0);
  expect([await removedStems(here, collection), await readdir(path.join(collection, 'removed'))]).toEqual([[], []]);
  expect((await run('empty-removed', collection, '--all', '--yes')).code).toBe(1);
});

test('a removed document whose folder somebody took away is not said to be back', async () => {
  const here = place();
  const collection = await threeDocuments(here);
  await here.run('remove', collection, '#2');
  await mkdir(path.join(here.folder, 'elsewhere'));
  const [id = ''] = await readdir(path.join(collection, 'removed'));
  await rename(path.join(collection, 'removed', id), path.join(here.folder, 'elsewhere', id));
  const back = await here.run('put-back', collection, id);
  expect(back.code).toBe(3);
  expect(back.said).toContain(`The folder removed/${id} of “001_975a25f8ce92ca13.txt” is not there;`);
  expect(await stems(here, collection)).toEqual(['000', '003']);
});
