import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Collection } from '../../../main/storage/collection/collection.ts';
import { type FileSystem, nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import { encodeFrame } from '../../../shared/journal/frame.ts';
import { hasty } from '../../helpers/hasty-disk.ts';
import { contextOn, imported, inTemporaryFolder, newCollection, reopened } from '../../helpers/storage-fixtures.ts';

const documents = 205;
const longAgo = new Date(Date.now() - 60_000);

/** Notes what is read of the disk. */
function watching(): FileSystem & { readonly calls: string[] } {
  const calls: string[] = [];
  return {
    ...nodeFileSystem,
    calls,
    readFile: (file, most) => {
      calls.push(`read ${path.basename(file)}`);
      return nodeFileSystem.readFile(file, most);
    },
    readFolder: (folder) => {
      calls.push(`list ${path.basename(folder)}`);
      return nodeFileSystem.readFolder(folder);
    },
    statNow: (name) => {
      if (path.extname(name) === '.jsonl') calls.push('look at a segment');
      return nodeFileSystem.statNow(name);
    },
  };
}

/** A collection that was opened a while after its documents were added, so that what saves time is there. */
async function settled(folder: string): Promise<void> {
  const collection = await newCollection(folder, contextOn(hasty));
  for (let number = 1; number <= documents; number++) await collection.addDocument(imported(`${number}.txt`));
  for (const { id } of await collection.summaries()) {
    const journals = path.join(folder, 'documents', id, 'journal');
    for (const { name } of await nodeFileSystem.readFolder(journals))
      await utimes(path.join(journals, name), longAgo, longAgo);
    await utimes(journals, longAgo, longAgo);
  }
  await collection.close();
  await utimes(path.join(folder, 'documents'), longAgo, longAgo);
  await (await reopened(folder, contextOn(nodeFileSystem))).close();
}

const sourcesOf = async (collection: Collection): Promise<readonly string[]> =>
  (await collection.summaries()).map(({ source }) => source);

const counted = Array.from({ length: documents }, (_, index) => `${index + 1}.txt`);

describe('a large collection', () => {
  test('shows its first rows without its documents being listed or any other being looked at', async () => {
    await inTemporaryFolder(async (parent) => {
      const folder = path.join(parent, 'letters');
      await settled(folder);
      const disk = watching();
      const collection = await reopened(folder, contextOn(disk));
      const first = await collection.firstSummaries(20);
      expect([first.map(({ source }) => source), collection.count]).toEqual([counted.slice(0, 20), documents]);
      expect(disk.calls.filter((call) => call === 'list documents' || call.endsWith('document.json'))).toEqual([]);
      expect(disk.calls.filter((call) => call === 'look at a segment')).toHaveLength(20);
      await collection.close();
    });
  });

  test('gives the rest in batches that make the whole list together', async () => {
    await inTemporaryFolder(async (parent) => {
      const folder = path.join(parent, 'letters');
      await settled(folder);
      const collection = await reopened(folder, contextOn(nodeFileSystem));
      const rest: string[] = [];
      for await (const some of collection.summaryBatches(20)) rest.push(...some.map(({ source }) => source));
      expect(rest).toEqual(counted.slice(20));
      await collection.close();
    });
  });

  test('has every document that was added, changed or taken away since its list was kept', async () => {
    await inTemporaryFolder(async (parent) => {
      const folder = path.join(parent, 'letters');
      await settled(folder);
      const list = path.join(folder, 'index', 'list.json');
      const before = await readFile(list);
      const collection = await reopened(folder, contextOn(nodeFileSystem));
      const [first, second] = await collection.firstSummaries(2);
      if (!first || !second) throw new Error('there are no documents');
      await collection.addDocument(imported('new.txt'));
      await collection.removed.remove([first.id]);
      const store = await collection.openDocument(second.id);
      await store.setStatus('proofread');
      await store.close();
      await collection.close();
      // As on another machine, or after a crash: what was kept knows nothing of it.
      await writeFile(list, before);
      const again = await reopened(folder, contextOn(nodeFileSystem));
      expect(await sourcesOf(again)).toEqual([...counted.slice(1), 'new.txt']);
      expect((await again.firstSummaries(1)).map(({ status }) => status)).toEqual(['proofread']);
      await again.close();
    });
  });

  test('is read line by line again when a byte of its list was flipped', async () => {
    await inTemporaryFolder(async (parent) => {
      const folder = path.join(parent, 'letters');
      await settled(folder);
      const [replica] = await nodeFileSystem.readFolder(path.join(folder, 'journal'));
      const segment = path.join(folder, 'journal', replica?.name ?? '', '000001.jsonl');
      const bytes = await readFile(segment);
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      await writeFile(segment, bytes);
      const collection = await reopened(folder, contextOn(nodeFileSystem));
      expect(collection.readOnly).toContain('the list of documents');
      await collection.close();
    });
  });

  test('tells of a folder that is gone, and takes up one that has come', async () => {
    await inTemporaryFolder(async (parent) => {
      const folder = path.join(parent, 'letters');
      await settled(folder);
      await mkdir(path.join(parent, 'elsewhere'));
      const [first] = await nodeFileSystem.readFolder(path.join(folder, 'documents'));
      const [from, to] = [path.join(folder, 'documents', first?.name ?? ''), path.join(parent, 'elsewhere', 'one')];
      await nodeFileSystem.rename(from, to);
      const without = await reopened(folder, contextOn(nodeFileSystem));
      expect([without.count, without.notices.some((notice) => notice.includes(first?.name ?? '?'))]).toEqual([
        documents - 1,
        true,
      ]);
      await without.close();
      await nodeFileSystem.rename(to, from);
      const whole = await reopened(folder, contextOn(nodeFileSystem));
      expect([whole.count, whole.notices]).toEqual([documents, []]);
      await whole.close();
    });
  });

  test('does not believe a kept list that a hostile archive brings', async () => {
    await inTemporaryFolder(async (parent) => {
      const folder = path.join(parent, 'letters');
      await settled(folder);
      const list = path.join(folder, 'index', 'list.json');
      const text = await readFile(list, 'utf8');
      const json = text.slice(text.indexOf('{'), -1);
      const outside = encodeFrame(Buffer.from(json.replace(/"d[0-9a-z]{11}"/, '"../../../x"')));
      for (const bytes of [outside, text.slice(0, -20), '{}', '']) {
        await writeFile(list, bytes);
        const collection = await reopened(folder, contextOn(nodeFileSystem, { editor: 'XX' }));
        expect(await sourcesOf(collection)).toEqual(counted);
        await collection.close();
      }
    });
  });
});
