import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import { gatherFiles } from '../../../main/storage/outside/outside-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-folder-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function files(...names: readonly string[]): Promise<void> {
  for (const name of names) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), 'x');
  }
}

test('a file stands for itself, also one that is not there; a link that a person named is followed', async () => {
  await files('in/a.txt');
  await symlink(path.join(folder, 'in'), path.join(folder, 'link'));
  const named = ['in/a.txt', 'gone.txt', 'link'].map((name) => path.join(folder, name));
  expect(await gatherFiles(nodeFileSystem, named)).toEqual({
    kind: 'gathered',
    files: [
      { file: path.join(folder, 'in/a.txt'), isNamed: true },
      { file: path.join(folder, 'gone.txt'), isNamed: true },
      { file: path.join(folder, 'link/a.txt'), isNamed: false },
    ],
    refused: [],
    leftOut: [],
  });
});

test('more files than can be imported are counted no further', async () => {
  await files('a/1.txt', 'a/2.txt', 'b/3.txt', 'b/4.txt');
  expect(await gatherFiles(nodeFileSystem, [folder], { files: 3, depth: 9 })).toEqual({
    kind: 'too many',
    folder,
    limit: 3,
  });
  expect(await gatherFiles(nodeFileSystem, [folder], { files: 4, depth: 9 })).toMatchObject({ kind: 'gathered' });
});

test('folders within folders are looked into so far and no further, and an empty one is told', async () => {
  await files('a/b/c/deep.txt', 'a/near.txt');
  await mkdir(path.join(folder, 'void'));
  const gathered = await gatherFiles(nodeFileSystem, [path.join(folder, 'a'), path.join(folder, 'void')], {
    files: 9,
    depth: 1,
  });
  expect(gathered).toMatchObject({
    files: [{ file: path.join(folder, 'a/near.txt') }],
    refused: [
      { folder: path.join(folder, 'a/b/c'), why: { kind: 'too deep' } },
      { folder: path.join(folder, 'void'), why: { kind: 'empty' } },
    ],
  });
});

test('a folder of one’s own that happens to be named as those of a collection are is no part of one', async () => {
  await files('documents/letter.txt', 'journal/1962/diary.txt', 'collection.json');
  const gathered = await gatherFiles(nodeFileSystem, [path.join(folder, 'documents'), path.join(folder, 'journal')]);
  expect(gathered).toMatchObject({ refused: [], files: [{}, {}] });
});

test('what is hidden or the system’s own is left out by name, and a link or a pipe in a folder is refused and not followed', async () => {
  await files('in/a.txt', 'in/.hidden', 'in/.git/config', 'in/Thumbs.db', 'elsewhere/secret.txt');
  await symlink(path.join(folder, 'elsewhere'), path.join(folder, 'in/link'));
  execFileSync('mkfifo', [path.join(folder, 'in/pipe.txt')]);
  const named = (name: string): string => path.join(folder, 'in', name);
  expect(await gatherFiles(nodeFileSystem, [path.join(folder, 'in')])).toEqual({
    kind: 'gathered',
    files: [{ file: named('a.txt'), isNamed: false }],
    refused: [
      { folder: named('link'), why: { kind: 'link' } },
      { folder: named('pipe.txt'), why: { kind: 'special' } },
    ],
    leftOut: [
      { file: named('.git'), why: 'hidden' },
      { file: named('.hidden'), why: 'hidden' },
      { file: named('Thumbs.db'), why: 'of the system' },
    ],
  });
});

test('looking into folders stops where it is told to', async () => {
  await files('a/1.txt', 'b/2.txt', 'c/3.txt');
  const seen: string[] = [];
  const goesOn = (inner: string): boolean => seen.push(path.relative(folder, inner)) < 3;
  expect(await gatherFiles(nodeFileSystem, [folder], { files: 9, depth: 9 }, goesOn)).toEqual({ kind: 'cancelled' });
  expect(seen).toEqual(['', 'a', 'b']);
});
