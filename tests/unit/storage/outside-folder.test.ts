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
    passedOver: 0,
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
