import path from 'node:path';
import { expect, test } from 'vitest';
import { desk, granted, start, told } from '../../helpers/desk.ts';
import { hasty } from '../../helpers/hasty-disk.ts';
import { contextOn, imported, newCollection } from '../../helpers/storage-fixtures.ts';

const documents = 203;

test('the window gets the first rows of a large collection, and the rest in their order when it asks', async () => {
  const folder = path.join(desk.folder, 'many');
  const collection = await newCollection(folder, contextOn(hasty));
  for (let number = 1; number <= documents; number++) await collection.addDocument(imported(`${number}.txt`));
  await collection.close();
  const ask = await start({ collection: folder });
  const { opened } = granted(await ask('app:start', null));
  const first = opened?.collection.documents.map(({ source }) => source) ?? [];
  expect([first.length, opened?.collection.isWhole, opened?.collection.count]).toEqual([200, false, documents]);
  expect(told('rows')).toEqual([]);
  const rest = granted(await ask('collection:rest', null));
  expect(rest).toMatchObject({ folder, unreadable: [] });
  const later = told('rows').flatMap((sent) => sent.documents.map(({ source }) => source));
  expect([...first, ...later]).toEqual(Array.from({ length: documents }, (_, index) => `${index + 1}.txt`));
});
