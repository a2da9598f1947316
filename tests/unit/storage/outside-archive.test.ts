import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ArchiveLimits, archiveNames, unpackArchive } from '../../../main/storage/disk/outside-archive.ts';
import { type ZipEntry, zipOf } from '../../helpers/zip-file.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-archive-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const small: ArchiveLimits = { files: 3, fileBytes: 100, bytes: 150, depth: 2, times: 100, freeBytes: 150 };

async function unpack(entries: readonly ZipEntry[], signal = new AbortController().signal) {
  const file = path.join(folder, 'a.zip');
  await writeFile(file, zipOf(entries));
  const unpacked = await unpackArchive(file, signal, small);
  if (unpacked.kind !== 'unpacked') return unpacked;
  const names = (await readdir(unpacked.folder, { recursive: true })).sort();
  await unpacked.remove();
  return names;
}

test('files are unpacked under their names, each part of which is made a plain one', async () => {
  expect(
    await unpack([
      { name: 'a/CON.png', bytes: 'x' },
      { name: 'b?.png', bytes: 'y' },
    ]),
  ).toEqual(['a', 'a/_CON.png', 'b_.png']);
});

test('links, devices and what systems hide are not unpacked', async () => {
  expect(
    await unpack([
      { name: 'link.png', bytes: '/etc/passwd', mode: 0o120777 },
      { name: '.hidden', bytes: 'x' },
      { name: 'a.png', bytes: 'x' },
    ]),
  ).toEqual(['a.png']);
});

test('of two files whose names differ in their letter case alone the first counts', async () => {
  expect(
    await unpack([
      { name: 'a.png', bytes: 'x' },
      { name: 'A.png', bytes: 'y' },
    ]),
  ).toEqual(['a.png']);
});

const many = (count: number, bytes: string): readonly ZipEntry[] =>
  Array.from({ length: count }, (_, index) => ({ name: `${index}.png`, bytes }));

test.each([
  ['too many files', many(4, 'x')],
  ['a file that is too large', many(1, 'x'.repeat(101))],
  ['files that are too large together', many(3, 'x'.repeat(60))],
  ['folders too deep', [{ name: 'a/b/c.png', bytes: 'x' }]],
])('%s are beyond limits', async (_, entries) => {
  expect(await unpack(entries)).toMatchObject({ kind: 'refused', fault: { kind: 'beyond limits' } });
});

test('an archive that is a hundred times as large once unpacked is refused, and nothing of it is written', async () => {
  const limits = { ...small, fileBytes: 1e9, bytes: 1e9, freeBytes: 1_000 };
  const file = path.join(folder, 'bomb.zip');
  const unpackedAs = async (text: string) => {
    await writeFile(file, zipSync({ 'a.txt': strToU8(text), 'b.txt': strToU8(text) }));
    return unpackArchive(file, new AbortController().signal, limits);
  };
  expect(await unpackedAs('x'.repeat(100_000))).toMatchObject({ fault: { kind: 'beyond limits' } });
  // What inflates a little, and what is small, are ordinary files.
  for (const text of ['abcdefghij'.repeat(40), Array.from({ length: 9_999 }, (_, index) => index).join('')]) {
    const unpacked = await unpackedAs(text);
    expect(unpacked.kind).toBe('unpacked');
    if (unpacked.kind === 'unpacked') await unpacked.remove();
  }
});

test('an archive with too many files is refused by its directory, before the first is written', async () => {
  const file = path.join(folder, 'many.zip');
  const bytes = zipOf(many(4, 'x'));
  // Were the first file unpacked, its damage would be told.
  bytes.write('damaged', 0, 'latin1');
  await writeFile(file, bytes);
  expect(await unpackArchive(file, new AbortController().signal, small)).toMatchObject({
    fault: { kind: 'beyond limits' },
  });
});

test('names that lead out of the archive, and files that end too early, are damage', async () => {
  expect(await unpack([{ name: 'a/../../b.png', bytes: 'x' }])).toMatchObject({ fault: { kind: 'damaged' } });
  const file = path.join(folder, 'cut.zip');
  await writeFile(file, zipOf(many(2, 'x')).subarray(0, 60));
  expect(await unpackArchive(file, new AbortController().signal, small)).toMatchObject({ fault: { kind: 'damaged' } });
  expect(await archiveNames(file)).toBeNull();
});

test('unpacking can be cancelled', async () => {
  expect(await unpack(many(1, 'x'), AbortSignal.abort())).toEqual({ kind: 'cancelled' });
  expect(await readFile(path.join(folder, 'a.zip'))).toBeInstanceOf(Buffer);
});
