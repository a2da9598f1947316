import { appendFile, mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Collection } from '../../../main/storage/collection/collection.ts';
import { type FileSystem, nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import { encodeFrame } from '../../../shared/journal/frame.ts';
import { contextOn, imported, inTemporaryFolder, newCollection, reopened } from '../../helpers/storage-fixtures.ts';

/** Counts the files that are read. */
function counting(): FileSystem & { readonly read: string[] } {
  const read: string[] = [];
  return {
    ...nodeFileSystem,
    read,
    readFile: (file, mostBytes) => {
      read.push(path.basename(file));
      return nodeFileSystem.readFile(file, mostBytes);
    },
  };
}

const names = ['a.txt', 'b.txt', 'c.txt'];
const longAgo = new Date(Date.now() - 60_000);

/** A collection whose folders were changed a while ago, as most are, with its index. */
async function indexed(folder: string): Promise<string> {
  const collection = await newCollection(folder, contextOn(nodeFileSystem));
  for (const name of names) await collection.addDocument(imported(name));
  for (const { id } of await collection.summaries()) {
    const journals = path.join(folder, 'documents', id, 'journal');
    for (const replica of await nodeFileSystem.readFolder(journals))
      await utimes(path.join(journals, replica.name), longAgo, longAgo);
    await utimes(journals, longAgo, longAgo);
  }
  await collection.close();
  return path.join(folder, 'index', 'summaries.jsonl');
}

const rowsOf = async (collection: Collection): Promise<readonly unknown[]> => {
  const rows = await collection.summaries();
  await collection.close();
  return rows;
};

describe('the index of summaries', () => {
  test('a collection is listed from it without a file of any document being read', async () => {
    await inTemporaryFolder(async (parent) => {
      const folder = path.join(parent, 'letters');
      await indexed(folder);
      const [first, disk] = [nodeFileSystem, counting()];
      const rows = await rowsOf(await reopened(folder, contextOn(disk)));
      expect(rows).toHaveLength(3);
      expect(disk.read.filter((name) => name === 'document.json')).toEqual([]);
      expect(rows).toEqual(await rowsOf(await reopened(folder, contextOn(first))));
    });
  });

  test('a document that was changed since, here or by another replica, is listed as it is now', async () => {
    await inTemporaryFolder(async (parent) => {
      const folder = path.join(parent, 'letters');
      const index = await indexed(folder);
      const before = await readFile(index);
      const collection = await reopened(folder, contextOn(nodeFileSystem));
      const [, second] = await collection.summaries();
      if (!second) throw new Error('there is no second document');
      const document = await collection.openDocument(second.id);
      await document.setStatus('proofread');
      await document.close();
      await collection.close();
      // As after a crash, or on another machine: the index knows nothing of it.
      await writeFile(index, before);
      const rows = await (await reopened(folder, contextOn(nodeFileSystem))).summaries();
      expect(rows.map(({ status }) => status)).toEqual(['raw', 'proofread', 'raw']);
    });
  });

  test('a journal that arrives beside the others makes its document be read again', async () => {
    await inTemporaryFolder(async (parent) => {
      const folder = path.join(parent, 'letters');
      await indexed(folder);
      const [row] = await rowsOf(await reopened(folder, contextOn(nodeFileSystem)));
      const { id } = row as { readonly id: string };
      await mkdir(path.join(folder, 'documents', id, 'journal', 'r00000000009'));
      const disk = counting();
      await rowsOf(await reopened(folder, contextOn(disk)));
      expect(disk.read.filter((name) => name === 'document.json').length).toBeGreaterThan(0);
    });
  });

  test('a change is added to it, and what cannot be read of it costs time alone', async () => {
    await inTemporaryFolder(async (parent) => {
      const folder = path.join(parent, 'letters');
      const index = await indexed(folder);
      const whole = await readFile(index);
      const rows = await rowsOf(await reopened(folder, contextOn(nodeFileSystem)));
      const flipped = Buffer.from(whole);
      flipped[Math.floor(whole.length / 2)] = 0;
      const others = [Buffer.alloc(0), whole.subarray(0, whole.length - 9), flipped, Buffer.from('{"format":2}\n')];
      for (const bytes of others) {
        await writeFile(index, bytes);
        expect(await rowsOf(await reopened(folder, contextOn(nodeFileSystem)))).toEqual(rows);
        await appendFile(index, 'no line');
      }
    });
  });

  test('a false line that a hostile archive brings is not believed', async () => {
    await inTemporaryFolder(async (parent) => {
      const folder = path.join(parent, 'letters');
      const index = await indexed(folder);
      const rows = await rowsOf(await reopened(folder, contextOn(nodeFileSystem)));
      const lines = (await readFile(index, 'utf8')).trimEnd().split('\n');
      const jsons = lines.map((line) => line.replace(/^\S+ \S+ /, '').replace(/"words":\d+/, '"words":"many"'));
      await writeFile(index, Buffer.concat(jsons.map((json) => encodeFrame(Buffer.from(json)))));
      expect(await rowsOf(await reopened(folder, contextOn(nodeFileSystem)))).toEqual(rows);
    });
  });
});
