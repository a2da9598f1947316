import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { openCollection } from '../../../main/storage/collection/collection.ts';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import { newReplicaId } from '../../../shared/document/identifier.ts';
import { readingLines } from '../../../shared/proofreading/reading-lines.ts';
import { sample, workplace } from './program.ts';

const place = workplace();
const telegram = '003_a5bfdc7065c2c0b6';
let collection: string;
beforeEach(async () => {
  collection = path.join(place().folder, 'c');
  expect((await place().run('import', collection, sample(3))).code).toBe(0);
});

/** Reads the first lines of the telegram, as the window does. */
async function readLines(editor: string, count: number): Promise<void> {
  const now = () => new Date('2026-11-22T10:00:00Z');
  const opened = await openCollection(collection, { fileSystem: nodeFileSystem, replica: newReplicaId(), editor, now });
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  const [row] = await opened.collection.summaries();
  if (!row) throw new Error('no document');
  const store = await opened.collection.openDocument(row.id);
  const lines = readingLines(store.state.doc).map(({ key }) => key);
  await store.addReviews([{ kind: 'read', lines: lines.slice(0, count) }]);
  await store.close();
  await opened.collection.close();
}

test('a document that nobody has read says so, page by page', async () => {
  const { code, out } = await place().run('certificate', collection, telegram);
  expect(code).toBe(0);
  expect(out).toMatch(/^Telegram 1762 .*, raw\)\n/);
  expect(out).toMatch(/\n {2}Facsimile 1: not read yet, 0 of \d+ lines; no character corrected\.\n/);
});

test('what was read and corrected is attested, and one JSON value on request', async () => {
  await place().run('correct', collection, telegram, '--find', 'STEVENS ON', '--replace', 'STEVENSON');
  await readLines('MK', 5);
  const { out } = await place().run('certificate', collection);
  expect(out).toMatch(/ {2}Facsimile 1: read by MK on 22 November 2026, 5 of \d+ lines; /);
  expect(out).toMatch(
    / {2}The document: read by MK on 22 November 2026, 5 of \d+ lines; 2 characters in [\d,]+ corrected/,
  );
  const { value } = await place().json('certificate', collection, telegram);
  expect(value).toMatchObject({
    status: 'raw',
    pages: [
      { page: 'Facsimile 1', linesRead: 5 },
      { page: 'Facsimile 2' },
      { page: 'Facsimile 3' },
      { page: 'Facsimile 4' },
    ],
    whole: { linesRead: 5, corrected: 2, readers: [{ editor: 'MK', lines: 5, time: '2026-11-22T10:00:00.000Z' }] },
  });
  const whole = (await place().json('certificate', collection)).value;
  expect(whole).toEqual([value]);
});
