import { describe, expect, it } from 'vitest';
import { besideCollection } from '../../../main/storage/backup/make-backup.ts';
import { restoreBackup } from '../../../main/storage/backup/restore-backup.ts';
import type { Collection } from '../../../main/storage/collection/collection.ts';
import type { StorageContext } from '../../../main/storage/disk/storage-context.ts';
import type { DocumentId, ReplicaId } from '../../../shared/document/identifier.ts';
import { parseCollectionRecord } from '../../../shared/journal/collection-record.ts';
import { encodeRecord, noHash } from '../../../shared/journal/record.ts';
import { telegram, typing } from '../../helpers/journal-builders.ts';
import { MemoryFileSystem } from '../../helpers/memory-file-system.ts';
import { contextOn, imported, newCollection, reopened } from '../../helpers/storage-fixtures.ts';

const folder = '/letters';
let lastProcess = 0;
const context = (disk: MemoryFileSystem, more: Partial<StorageContext> = {}): StorageContext =>
  contextOn(disk, { pid: ++lastProcess, ...more });
const open = (disk: MemoryFileSystem, more: Partial<StorageContext> = {}): Promise<Collection> =>
  reopened(folder, context(disk, more));

/** A closed collection with documents of these names, in this order. */
async function collectionOf(
  ...names: readonly string[]
): Promise<{ readonly disk: MemoryFileSystem; readonly ids: readonly DocumentId[] }> {
  const disk = new MemoryFileSystem();
  const collection = await newCollection(folder, context(disk));
  const ids: DocumentId[] = [];
  for (const name of names) ids.push((await collection.addDocument(imported(name))).id);
  await collection.close();
  return { disk, ids };
}

const sourcesOf = async (collection: Collection): Promise<readonly string[]> =>
  (await collection.summaries()).map(({ source }) => source);
const removedOf = async (collection: Collection): Promise<readonly string[]> =>
  (await collection.removed.list()).map(({ source }) => source);

/** The files below a folder with their content. */
const contentOf = (disk: MemoryFileSystem, below: string): ReadonlyMap<string, string> =>
  new Map(
    disk.files
      .filter((file) => file.startsWith(`${below}/`))
      .map((file) => [file.slice(below.length), Buffer.from(disk.bytes(file)).toString('base64')]),
  );

/** One that is there for sure. */
const idAt = (ids: readonly DocumentId[], index: number): DocumentId => {
  const id = ids[index];
  if (id === undefined) throw new Error(`there is no document ${index}`);
  return id;
};

describe('a document that is removed', () => {
  it('is in no list, and its folder is kept whole', async () => {
    const { disk, ids } = await collectionOf('a.txt', 'b.txt', 'c.txt');
    const id = idAt(ids, 1);
    const before = contentOf(disk, `${folder}/documents/${id}`);
    const collection = await open(disk);
    await collection.removed.remove([id]);
    expect([await sourcesOf(collection), collection.named('b')]).toEqual([['a.txt', 'c.txt'], []]);
    await collection.close();
    expect(contentOf(disk, `${folder}/removed/${id}`)).toEqual(before);
    expect(contentOf(disk, `${folder}/documents/${id}`).size).toBe(0);
    const again = await open(disk);
    expect([await sourcesOf(again), again.notices, (await again.check()).findings]).toEqual([
      ['a.txt', 'c.txt'],
      [],
      [],
    ]);
    expect(await again.removed.list()).toEqual([
      { id, source: 'b.txt', title: 'Telegram', removed: '2026-03-01T10:00:00.000Z', removedBy: 'MK' },
    ]);
    await again.close();
  });

  it('comes back in its old place of the list, with all that was done to it, also in another session', async () => {
    const { disk, ids } = await collectionOf('a.txt', 'b.txt', 'c.txt');
    const id = idAt(ids, 1);
    const first = await open(disk);
    const store = await first.openDocument(id);
    await store.append(1, [typing('1', telegram, 'Urgent. ')]);
    await store.close();
    await first.removed.remove([id]);
    await first.addDocument(imported('d.txt'));
    await first.removed.putBack([id]);
    expect(await sourcesOf(first)).toEqual(['a.txt', 'b.txt', 'c.txt', 'd.txt']);
    await first.removed.remove([id, idAt(ids, 2)]);
    await first.close();
    const second = await open(disk);
    expect(await removedOf(second)).toEqual(['b.txt', 'c.txt']);
    await second.removed.putBack([idAt(ids, 2), id]);
    expect([await sourcesOf(second), await removedOf(second)]).toEqual([['a.txt', 'b.txt', 'c.txt', 'd.txt'], []]);
    const opened = await second.openDocument(id);
    expect(opened.state.doc.textContent.startsWith('Urgent. From Moscow')).toBe(true);
    await opened.append(2, [typing('2', opened.state.doc, 'Very ')]);
    await second.close();
    const third = await open(disk);
    expect([await sourcesOf(third), third.notices, (await third.check()).findings]).toEqual([
      ['a.txt', 'b.txt', 'c.txt', 'd.txt'],
      [],
      [],
    ]);
    await third.close();
  });

  it('takes along what other copies of the collection wrote to it', async () => {
    const { disk, ids } = await collectionOf('a.txt');
    const id = idAt(ids, 0);
    const other = await open(disk, { replica: 'r00000000002' as ReplicaId });
    const store = await other.openDocument(id);
    await store.append(1, [typing('1', telegram, 'There. ')]);
    await other.close();
    const collection = await open(disk);
    await collection.removed.remove([id]);
    expect([...contentOf(disk, `${folder}/removed/${id}/journal`).keys()]).toEqual([
      '/r00000000001/000001.jsonl',
      '/r00000000002/000001.jsonl',
    ]);
    await collection.removed.putBack([id]);
    const again = await collection.openDocument(id);
    expect([again.state.doc.textContent.slice(0, 7), again.readOnly]).toEqual(['There. ', null]);
    await collection.close();
  });

  it('is not removed while someone has it open, and then none of the others is either', async () => {
    const { disk, ids } = await collectionOf('a.txt', 'b.txt');
    const collection = await open(disk);
    const store = await collection.openDocument(idAt(ids, 1));
    await expect(collection.removed.remove(ids)).rejects.toMatchObject({ kind: 'in use' });
    await store.close();
    expect([await sourcesOf(collection), await removedOf(collection)]).toEqual([['a.txt', 'b.txt'], []]);
    await collection.close();
  });

  it('cannot be removed from a collection that is open for reading only', async () => {
    const { disk, ids } = await collectionOf('a.txt');
    const collection = await open(disk, { readOnly: true } as Partial<StorageContext>);
    await expect(collection.removed.remove(ids)).rejects.toMatchObject({ kind: 'read-only' });
    await collection.close();
  });

  it('is seen as removed by one who only reads, also while its folder is still in its old place', async () => {
    const { disk, ids } = await collectionOf('a.txt', 'b.txt');
    const collection = await open(disk);
    disk.inject = ({ name, path }) => (name === 'rename' && path.includes('/documents/') ? { error: 'EACCES' } : null);
    await collection.removed.remove([idAt(ids, 0)]);
    disk.inject = () => null;
    const reader = await open(disk.copy(), { readOnly: true } as Partial<StorageContext>);
    expect([await sourcesOf(reader), await removedOf(reader), reader.notices]).toEqual([['b.txt'], ['a.txt'], []]);
    await reader.close();
    await collection.close();
    const again = await open(disk);
    expect([...contentOf(disk, `${folder}/removed/${idAt(ids, 0)}`).keys()].length).toBeGreaterThan(0);
    expect([await sourcesOf(again), again.notices]).toEqual([['b.txt'], []]);
    await again.close();
  });

  it('is in the backups, and can be put back in a restored one', async () => {
    const { disk, ids } = await collectionOf('a.txt', 'b.txt');
    const collection = await open(disk, { backups: besideCollection });
    await collection.removed.remove([idAt(ids, 0)]);
    await collection.close();
    const [manifest = ''] = disk.files.filter((file) => file.endsWith('/backup.json'));
    const outcome = await restoreBackup(disk, manifest.replace('/backup.json', ''), '/restored');
    expect(outcome).toEqual({ kind: 'restored', damaged: [] });
    const restored = await reopened('/restored', context(disk));
    expect([await sourcesOf(restored), await removedOf(restored)]).toEqual([['b.txt'], ['a.txt']]);
    await restored.removed.putBack([idAt(ids, 0)]);
    expect([await sourcesOf(restored), (await restored.check()).findings]).toEqual([['a.txt', 'b.txt'], []]);
    await restored.close();
  });

  it('whose folder is gone is told of by a check, and is not put back', async () => {
    const { disk, ids } = await collectionOf('a.txt');
    const id = idAt(ids, 0);
    const first = await open(disk);
    await first.removed.remove([id]);
    await first.close();
    disk.forget([...disk.files.filter((file) => file.includes(id)), `${folder}/removed/${id}`]);
    const collection = await open(disk);
    const what = `The folder removed/${id} of “a.txt” is not there; bring it back from a backup, or empty it.`;
    expect((await collection.check()).findings).toEqual([{ document: id, what }]);
    await expect(collection.removed.putBack([id])).rejects.toMatchObject({ sentence: what });
    await collection.removed.empty([id]);
    expect([await removedOf(collection), (await collection.check()).findings]).toEqual([[], []]);
    await collection.close();
  });
});

describe('a check', () => {
  it('reads the journals of removed documents, too', async () => {
    const { disk, ids } = await collectionOf('a.txt', 'b.txt');
    const id = idAt(ids, 0);
    const first = await open(disk);
    await first.removed.remove([id]);
    await first.close();
    const file = `${folder}/removed/${id}/journal/r00000000001/000001.jsonl`;
    disk.setBytes(file, Buffer.from(Buffer.from(disk.bytes(file)).toString().replace('From Moscow', 'From Mosc0w')));
    const collection = await open(disk);
    const { findings } = await collection.check();
    expect(findings).toEqual([
      { document: id, what: expect.stringContaining('The journal of the removed “a.txt” is') },
    ]);
    await collection.close();
  });
});

describe('emptying', () => {
  it('deletes what is kept of the documents that are named, and of no other', async () => {
    const { disk, ids } = await collectionOf('a.txt', 'b.txt', 'c.txt');
    const collection = await open(disk);
    await collection.removed.remove(ids);
    await collection.removed.empty([idAt(ids, 1)]);
    expect(await removedOf(collection)).toEqual(['a.txt', 'c.txt']);
    await collection.close();
    expect(disk.files.filter((file) => file.includes(idAt(ids, 1)))).toEqual([]);
    const again = await open(disk);
    expect([await sourcesOf(again), await removedOf(again), again.notices]).toEqual([[], ['a.txt', 'c.txt'], []]);
    await expect(again.removed.empty([idAt(ids, 1)])).rejects.toMatchObject({
      sentence: `There is no removed document ${idAt(ids, 1)} in this collection.`,
    });
    await again.close();
  });

  it('never takes a document that is in the list', async () => {
    const { disk, ids } = await collectionOf('a.txt');
    const collection = await open(disk);
    await expect(collection.removed.empty(ids)).rejects.toThrow('There is no removed document');
    expect(await sourcesOf(collection)).toEqual(['a.txt']);
    await collection.close();
  });

  it('leaves a folder that somebody brought back afterwards, which can be put back', async () => {
    const { disk, ids } = await collectionOf('a.txt');
    const id = idAt(ids, 0);
    const kept = disk.copy();
    const first = await open(disk);
    await first.removed.remove([id]);
    await first.removed.empty([id]);
    await first.close();
    for (const file of kept.files.filter((one) => one.includes(id))) {
      disk.makeFolders(file.slice(0, file.lastIndexOf('/')));
      disk.setBytes(file, kept.bytes(file));
    }
    const collection = await open(disk);
    expect([await sourcesOf(collection), await removedOf(collection)]).toEqual([[], ['a.txt']]);
    await collection.removed.putBack([id]);
    await collection.close();
    const again = await open(disk);
    expect([await sourcesOf(again), (await again.check()).findings]).toEqual([['a.txt'], []]);
    await again.close();
  });

  it('in another copy of the collection deletes nothing in this one', async () => {
    const { disk, ids } = await collectionOf('a.txt');
    const first = await open(disk);
    await first.removed.remove(ids);
    await first.close();
    const copy = disk.copy();
    const other = await open(copy, { replica: 'r00000000002' as ReplicaId });
    await other.removed.empty(ids);
    await other.close();
    for (const file of copy.files.filter((one) => one.startsWith(`${folder}/journal/r00000000002/`))) {
      disk.makeFolders(file.slice(0, file.lastIndexOf('/')));
      disk.setBytes(file, copy.bytes(file));
    }
    const collection = await open(disk);
    expect(await removedOf(collection)).toEqual(['a.txt']);
    await collection.removed.putBack(ids);
    expect((await (await collection.openDocument(idAt(ids, 0))).sourceText()).length).toBeGreaterThan(0);
    await collection.close();
  });
});

describe('an act upon documents that this build does not know', () => {
  it('opens a collection for reading only, as older programs do with removed documents', () => {
    const record = { format: 1, seq: 1, prev: noHash, parent: noHash, synced: 0, collection: 'c1', editor: 'MK' };
    const payload = { act: 'pulped', id: 'd00000000001' };
    const { json } = encodeRecord({
      ...record,
      replica: 'r1',
      time: '2026-03-01T10:00:00.000Z',
      kind: 'document',
      payload,
    });
    expect(parseCollectionRecord(json)).toEqual({ ok: false, fault: { kind: 'unknown kind', name: 'pulped' } });
  });
});

describe('removing, putting back and emptying that is interrupted', () => {
  /** What is acknowledged of a document, and what may be found after an interruption. */
  type Where = 'list' | 'removed' | 'gone';

  const acts: readonly {
    readonly to: Where;
    readonly do: (collection: Collection, id: DocumentId) => Promise<void>;
  }[] = [
    { to: 'removed', do: ({ removed }, id) => removed.remove([id]) },
    { to: 'list', do: ({ removed }, id) => removed.putBack([id]) },
    { to: 'removed', do: ({ removed }, id) => removed.remove([id]) },
    { to: 'gone', do: ({ removed }, id) => removed.empty([id]) },
  ];

  async function whereIs(collection: Collection, id: DocumentId): Promise<readonly Where[]> {
    const isListed = (await collection.summaries()).some((summary) => summary.id === id);
    const isKept = (await collection.removed.list()).some((one) => one.id === id);
    const found: Where[] = [...(isListed ? ['list' as const] : []), ...(isKept ? ['removed' as const] : [])];
    return found.length === 0 ? ['gone'] : found;
  }

  it.each(['EIO', 'ENOSPC'])('at any call, with %s, leaves the document in exactly one place, whole', async (error) => {
    const { disk, ids } = await collectionOf('a.txt', 'b.txt');
    const id = idAt(ids, 0);
    for (let failing = 1; ; failing++) {
      const one = disk.copy();
      const collection = await open(one);
      let calls = 0;
      one.inject = () => (++calls >= failing ? { error } : null);
      let [before, after]: Where[] = ['list', 'list'];
      for (const act of acts) {
        after = act.to;
        const isDone = await act.do(collection, id).then(
          () => true,
          () => false,
        );
        if (!isDone) break;
        before = act.to;
      }
      const isOver = calls < failing;
      one.inject = () => null;
      await collection.close().catch(() => undefined);
      const again = await open(one);
      const found = await whereIs(again, id);
      expect(found, `call ${failing}`).toHaveLength(1);
      expect([before, after], `call ${failing}`).toContain(found[0]);
      expect([again.notices, again.readOnly, (await again.check()).findings], `call ${failing}`).toEqual([
        [],
        null,
        [],
      ]);
      if (found[0] === 'removed') await again.removed.putBack([id]);
      if (found[0] !== 'gone') expect(await (await again.openDocument(id)).sourceText()).toBe('The source.\n');
      await again.close();
      if (isOver) break;
    }
  });
});
