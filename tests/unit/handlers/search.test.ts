import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { SearchOutcome } from '../../../shared/contract/payloads/search.ts';
import type { DocumentId, GroupId } from '../../../shared/document/identifier.ts';
import { desk, granted, start } from '../../helpers/desk.ts';

async function opened() {
  const ask = await start();
  desk.chosenFolder = path.join(desk.folder, 'c');
  granted(await ask('collection:new', { title: 'Telegrams' }));
  const folder = path.join(desk.folder, 'texts');
  await mkdir(folder);
  desk.chosenFiles = ['one.txt', 'two.txt'].map((name) => path.join(folder, name));
  await writeFile(desk.chosenFiles[0] ?? '', 'The Minister said that the talks would go on.\n');
  await writeFile(desk.chosenFiles[1] ?? '', 'Nothing of this concerns the other paper.\n');
  const imported = granted(await ask('collection:import', { files: null }))?.imported ?? [];
  const search = async (text: string): Promise<SearchOutcome> =>
    granted(await ask('collection:search', { text, inSource: false, limit: 20 }));
  const found = async (text: string): Promise<readonly DocumentId[]> => {
    for (;;) {
      const outcome = await search(text);
      if (outcome.kind !== 'found') throw new Error(outcome.sentence);
      // What is not read yet is read meanwhile.
      if (outcome.left === 0) return outcome.hits.map(({ document }) => document);
    }
  };
  const [one, two] = imported.map(({ id }) => id);
  if (!one || !two) throw new Error('two documents were not imported');
  return { ask, search, found, one, two };
}

test('an edit is found by the next search, in a document that is open and after it was closed', async () => {
  const { ask, found, one, two } = await opened();
  expect([await found('minister'), await found('nothing'), await found('the')]).toEqual([[one], [two], [one, two]]);
  const { seq } = granted(await ask('document:open', { document: one }));
  const steps = [{ stepType: 'replace', from: 1, to: 1, slice: { content: [{ type: 'text', text: 'Zyzzyva ' }] } }];
  const changes = [{ group: 'g00000000001' as GroupId, steps }];
  granted(await ask('document:append', { document: one, baseSeq: seq, changes }));
  expect(await found('zyzzyva')).toEqual([one]);
  granted(await ask('document:close', { document: one }));
  expect(await found('"zyzzyva the minister"')).toEqual([one]);
});

test('the status of many documents is set at once, and what they had before takes it back', async () => {
  const { ask, found, one, two } = await opened();
  granted(await ask('collection:set-status', { documents: [one], status: 'proofread' }));
  const changes = [one, two].map((document) => ({ document, status: 'corrected' as const }));
  const { rows, before, left } = granted(await ask('collection:set-statuses', { changes }));
  expect(rows.map(({ status }) => status)).toEqual(['corrected', 'corrected']);
  expect(left).toEqual([]);
  expect(before).toEqual([
    { document: one, status: 'proofread' },
    { document: two, status: 'raw' },
  ]);
  granted(await ask('collection:set-statuses', { changes: before }));
  expect([await found('status:proofread'), await found('status:raw')]).toEqual([[one], [two]]);
});

test('a document that cannot be read holds up the status of no other, and is told', async () => {
  const { ask, one, two } = await opened();
  await rm(path.join(desk.folder, 'c', 'documents', one), { recursive: true });
  const changes = [one, two].map((document) => ({ document, status: 'corrected' as const }));
  const { rows, before, left } = granted(await ask('collection:set-statuses', { changes }));
  expect(rows.map(({ id }) => id)).toEqual([two]);
  expect(before).toEqual([{ document: two, status: 'raw' }]);
  expect(left).toEqual([one]);
});

test('documents that are removed, put back, or have another status are found as they are', async () => {
  const { ask, found, one, two } = await opened();
  expect(new Set(await found('status:raw'))).toEqual(new Set([one, two]));
  granted(await ask('collection:set-status', { documents: [two], status: 'corrected' }));
  expect([await found('status:raw'), await found('status:corrected')]).toEqual([[one], [two]]);
  granted(await ask('collection:remove', { documents: [one] }));
  expect(await found('minister')).toEqual([]);
  granted(await ask('collection:put-back', { documents: [one] }));
  expect(await found('minister')).toEqual([one]);
});

test('the index is kept with the collection and read again', async () => {
  const { ask, found, one } = await opened();
  await found('minister');
  granted(await ask('collection:close', null));
  expect(existsSync(path.join(desk.folder, 'c', 'index', 'search.json'))).toBe(true);
  desk.chosenFolder = path.join(desk.folder, 'c');
  granted(await ask('collection:open', { folder: null }));
  expect(await found('minister')).toEqual([one]);
});

test('what is no query is told with its place, and kept queries are there the next time', async () => {
  const { ask, search } = await opened();
  expect(await search('minister (')).toEqual({
    kind: 'not searched',
    sentence: 'Words were expected: at its end of the query.',
  });
  const searches = [{ text: 'minister', inSource: true }];
  expect(granted(await ask('collection:searches', null))).toEqual([]);
  granted(await ask('collection:keep-searches', { searches }));
  expect(granted(await ask('collection:searches', null))).toEqual(searches);
});
