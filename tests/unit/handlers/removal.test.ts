import path from 'node:path';
import { expect, test } from 'vitest';
import { desk, granted, letter, documents as samples, start, withLetter } from '../../helpers/desk.ts';

test('documents leave the collection, also one that is open, come back in their place, and are deleted only when asked', async () => {
  const ask = await start();
  const { documents } = await withLetter(ask);
  desk.chosenFiles = [path.join(samples, '000_2f139198d5bf1d28.txt')];
  granted(await ask('collection:import', { files: null }));
  const [id] = documents.map((document) => document.id);
  if (!id) throw new Error('nothing was imported');
  granted(await ask('document:open', { document: id }));
  const removed = granted(await ask('collection:remove', { documents: [id, id] }));
  expect(removed.removed).toMatchObject([{ id, source: path.basename(letter) }]);
  expect(removed.sentence).toContain('was removed from the collection.');
  expect(desk.open.document).toBe(false);
  expect(granted(await ask('collection:documents', null))).toHaveLength(1);
  expect(granted(await ask('collection:removed', null)).map((one) => one.id)).toEqual([id]);
  expect(await ask('document:open', { document: id })).toMatchObject({ ok: false });
  const back = granted(await ask('collection:put-back', { documents: [id] }));
  expect(back.documents.map((document) => document.id)[0]).toBe(id);
  granted(await ask('collection:remove', { documents: [id] }));
  expect(granted(await ask('collection:empty-removed', { documents: [id] }))).toMatchObject({ removed: [] });
  expect(await ask('collection:put-back', { documents: [id] })).toMatchObject({ ok: false });
});
