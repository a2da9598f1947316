import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { filesWithin, outsideFileSentence, readOutsideFile } from '../../../main/storage/disk/outside-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-outside-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a file is read whole, byte for byte, through a link as well', async () => {
  const bytes = Uint8Array.from([0xff, 0xfe, 0, 1, 2]);
  await writeFile(path.join(folder, 'a.txt'), bytes);
  await symlink('a.txt', path.join(folder, 'b.txt'));
  const read = await readOutsideFile(path.join(folder, 'b.txt'), 100);
  expect(read.kind === 'read' && [read.name, [...read.bytes]]).toEqual(['b.txt', [...bytes]]);
});

test.each<[string, string, string]>([
  ['gone.txt', 'missing', 'There is no file “gone.txt”.'],
  ['a-folder', 'folder', '“a-folder” is a folder, not a file.'],
  ['long.txt', 'too large', '“long.txt” has 1 MB, and no more than 1 MB can be read at once.'],
  ['loop.txt', 'unreadable', '“loop.txt” could not be read: it is a link that leads back to itself.'],
])('%s is not read: %s', async (name, kind, sentence) => {
  await mkdir(path.join(folder, 'a-folder'));
  await writeFile(path.join(folder, 'long.txt'), 'x'.repeat(11));
  await symlink('loop.txt', path.join(folder, 'loop.txt'));
  const file = path.join(folder, name);
  const result = await readOutsideFile(file, 10);
  expect(result.kind).toBe(kind);
  expect(result.kind !== 'read' && outsideFileSentence(result, file)).toBe(sentence);
});

test.skipIf(process.platform === 'win32')('a pipe is refused instead of waited for', async () => {
  const pipe = path.join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  expect(await readOutsideFile(pipe, 10)).toEqual({ kind: 'not a file' });
});

test('a dropped folder stands for the files in it, a file for itself', async () => {
  for (const name of ['b.txt', 'a.txt', '.hidden']) await writeFile(path.join(folder, name), name);
  await mkdir(path.join(folder, 'deeper'));
  const file = path.join(folder, 'a.txt');
  expect(await filesWithin(folder)).toEqual([file, path.join(folder, 'b.txt')]);
  expect(await filesWithin(file)).toEqual([file]);
});
