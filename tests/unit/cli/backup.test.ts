import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { sample, workplace } from './program.ts';

const place = workplace();
let collection: string;
beforeEach(async () => {
  collection = path.join(place().folder, 'letters');
  expect((await place().run('import', collection, sample(3))).code).toBe(0);
});

test('a backup beside the collection becomes a collection with the same documents', async () => {
  const made = (await place().json('backup', collection)).value as { backup: string; isUsable: boolean };
  expect(made.isUsable).toBe(true);
  expect(path.dirname(made.backup)).toBe(`${collection} backups`);
  const restored = path.join(place().folder, 'restored');
  expect((await place().run('restore-backup', made.backup, restored)).code).toBe(0);
  const before = (await place().json('list', collection)).value;
  expect((await place().json('list', restored)).value).toEqual(before);
  expect((await place().run('check', restored)).code).toBe(0);
});

test('a second backup is made only of something new', async () => {
  await place().run('backup', collection);
  const again = await place().run('backup', collection);
  expect(again.said).toContain('holds all that there is');
  expect(await readdir(`${collection} backups`)).toHaveLength(1);
});

test('a backup is never put over anything, and what is no backup is said', async () => {
  const { backup } = (await place().json('backup', collection)).value as { backup: string };
  const full = await place().run('restore-backup', backup, collection);
  expect([full.code, full.said]).toEqual([3, expect.stringContaining('never put over anything')]);
  const none = await place().run('restore-backup', place().folder, path.join(place().folder, 'new'));
  expect([none.code, none.said]).toEqual([3, expect.stringContaining('is no backup of a collection')]);
});
