import { describe, expect, it } from 'vitest';
import {
  backupName,
  backupsIn,
  besideCollection,
  expiredBackups,
  makeBackup,
  parseBackupName,
} from '../../../main/storage/backup/make-backup.ts';
import { restoreBackup } from '../../../main/storage/backup/restore-backup.ts';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import type { StorageContext } from '../../../main/storage/disk/storage-context.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { canonicalHash } from '../../../shared/text/canonical-json.ts';
import { typing } from '../../helpers/journal-builders.ts';
import { MemoryFileSystem } from '../../helpers/memory-file-system.ts';
import { contextOn, imported, inTemporaryFolder, newCollection, reopened } from '../../helpers/storage-fixtures.ts';

const folder = '/letters';
const backups = '/letters backups';
const msPerHour = 3_600_000;

/** A clock that a test sets by hand. */
class Clock {
  time = Date.UTC(2026, 2, 2, 10);
}

const logged: string[] = [];

const context = (disk: MemoryFileSystem, clock = new Clock()): StorageContext =>
  contextOn(disk, {
    pid: 1,
    now: () => new Date(clock.time),
    backups: besideCollection,
    log: (entry) => logged.push(entry),
  });

async function withDocument(disk: MemoryFileSystem, clock?: Clock): Promise<DocumentId> {
  const collection = await newCollection(folder, context(disk, clock));
  const { id } = await collection.addDocument(imported());
  await collection.close();
  return id;
}

async function edit(disk: MemoryFileSystem, id: DocumentId, text: string, clock?: Clock): Promise<void> {
  const collection = await reopened(folder, context(disk, clock));
  const store = await collection.openDocument(id);
  await store.append(store.state.seq, [typing(`${store.state.seq}`, store.state.doc, text)]);
  await collection.close();
}

const namesOf = async (disk: MemoryFileSystem): Promise<readonly string[]> =>
  (await backupsIn(disk, backups)).map(({ name }) => name);

describe('a backup', () => {
  it('is made beside the collection on closing when something changed, and only then', async () => {
    const disk = new MemoryFileSystem();
    const id = await withDocument(disk);
    expect(await namesOf(disk)).toEqual(['000001 2026-03-02 10.00.00']);
    await (await reopened(folder, context(disk))).close();
    expect(await namesOf(disk)).toHaveLength(1);
    await edit(disk, id, 'Urgent. ');
    expect(await namesOf(disk)).toEqual(['000002 2026-03-02 10.00.00', '000001 2026-03-02 10.00.00']);
    const kept = disk.files.filter((file) => file.startsWith(`${backups}/000002`)).map((file) => file.slice(44));
    expect(kept).toEqual(
      expect.arrayContaining([
        'collection/collection.json',
        'collection/journal/r00000000001/000001.jsonl',
        `collection/documents/${id}/journal/r00000000001/000001.jsonl`,
        `collection/documents/${id}/source/001.txt`,
        'backup.json',
      ]),
    );
    expect(kept.some((file) => file.includes('lock'))).toBe(false);
  });

  it('is made of what a program wrote that was killed, by the next one', async () => {
    const disk = new MemoryFileSystem();
    const id = await withDocument(disk);
    const killed = await reopened(folder, context(disk));
    const store = await killed.openDocument(id);
    await store.append(1, [typing('1', store.state.doc, 'Urgent. ')]);
    const left = disk.copy();
    const { now, backups: place } = context(left);
    await (await reopened(folder, contextOn(left, { pid: 2, now, ...(place ? { backups: place } : {}) }))).close();
    expect((await backupsIn(left, backups)).map(({ number }) => number)).toEqual([2, 1]);
  });

  it('is restored to a folder of its own, and opens there with everything', async () => {
    const disk = new MemoryFileSystem();
    const id = await withDocument(disk);
    await edit(disk, id, 'Urgent. ');
    const [newest = ''] = await namesOf(disk);
    await edit(disk, id, 'Later: ');
    expect(await restoreBackup(disk, `${backups}/${newest}`, folder)).toEqual({ kind: 'not empty' });
    expect(await restoreBackup(disk, `${backups}/${newest}`, '/restored')).toEqual({ kind: 'restored', damaged: [] });
    const restored = await reopened('/restored', contextOn(disk, { pid: 2 }));
    const store = await restored.openDocument(id);
    expect([store.state.doc.textContent.startsWith('Urgent. From'), store.readOnly]).toEqual([true, null]);
    expect((await restored.check()).findings).toEqual([]);
  });

  it('tells which of its files are not what was backed up', async () => {
    const disk = new MemoryFileSystem();
    const id = await withDocument(disk);
    const [newest = ''] = await namesOf(disk);
    const file = `documents/${id}/source/001.txt`;
    disk.setBytes(`${backups}/${newest}/collection/${file}`, Buffer.from('Another.'));
    expect(await restoreBackup(disk, `${backups}/${newest}`, '/restored')).toEqual({
      kind: 'restored',
      damaged: [file],
    });
    expect(await restoreBackup(disk, folder, '/elsewhere')).toEqual({ kind: 'not a backup', reason: null });
  });

  it('that cannot be made leaves closing and the backups before as they are', async () => {
    const disk = new MemoryFileSystem();
    const id = await withDocument(disk);
    for (let failing = 1; failing < 60; failing += 3) {
      const full = disk.copy();
      let calls = 0;
      full.inject = ({ path }) => (path.startsWith(backups) && ++calls >= failing ? { error: 'ENOSPC' } : null);
      await edit(full, id, 'Urgent. ');
      full.inject = () => null;
      expect((await backupsIn(full, backups)).map(({ number }) => number)).toContain(1);
      await edit(full, id, 'Again. ');
      const [newest] = await backupsIn(full, backups);
      const outcome = await restoreBackup(full, `${backups}/${newest?.name}`, '/restored');
      expect(outcome, `call ${failing}`).toEqual({ kind: 'restored', damaged: [] });
      const restored = await reopened('/restored', contextOn(full, { pid: 2 }));
      expect((await restored.openDocument(id)).state.doc.textContent).toMatch(/^Again. Urgent. From/);
    }
  });

  it('that cannot be opened again is not counted', async () => {
    const disk = new MemoryFileSystem();
    const id = await withDocument(disk);
    const collection = await reopened(folder, contextOn(disk, { pid: 1 }));
    const store = await collection.openDocument(id);
    await store.append(1, [typing('1', store.state.doc, 'Urgent. ')]);
    await collection.close();
    disk.inject = ({ name, path }) =>
      name === 'write' && path.includes(backups) && path.endsWith('.jsonl') ? { lie: 40 } : null;
    await expect(makeBackup(context(disk), folder, backups)).rejects.toThrow('bytes arrived');
    expect(await namesOf(disk)).toHaveLength(1);
  });

  it('shares what did not change with the one before on a real disk', async () => {
    await inTemporaryFolder(async (parent) => {
      const real = contextOn(nodeFileSystem, { backups: besideCollection });
      const collection = await newCollection(`${parent}/letters`, real);
      const ids = [
        (await collection.addDocument(imported())).id,
        (await collection.addDocument(imported('002.txt'))).id,
      ];
      await collection.close();
      const again = await reopened(`${parent}/letters`, real);
      const store = await again.openDocument(ids[0] as DocumentId);
      await store.append(1, [typing('1', store.state.doc, 'Urgent. ')]);
      const state = canonicalHash(store.state.doc);
      await again.close();
      const [newest] = await backupsIn(nodeFileSystem, `${parent}/letters backups`);
      const backup = `${parent}/letters backups/${newest?.name}`;
      const { stat } = await import('node:fs/promises');
      const journal = (id: DocumentId | undefined): string =>
        `${backup}/collection/documents/${id}/journal/r00000000001/000001.jsonl`;
      expect([(await stat(journal(ids[0]))).nlink, (await stat(journal(ids[1]))).nlink]).toEqual([1, 2]);
      expect(await restoreBackup(nodeFileSystem, backup, `${parent}/restored`)).toMatchObject({ kind: 'restored' });
      const restored = await reopened(`${parent}/restored`, contextOn(nodeFileSystem));
      expect(canonicalHash((await restored.openDocument(ids[0] as DocumentId)).state.doc)).toBe(state);
      await restored.close();
    });
  });
});

describe('old backups', () => {
  it('leave ten recent ones, one a day for seven days, one a week for four weeks', () => {
    // One every hour for ninety days, the last on a Sunday at 23.00.
    const last = Date.UTC(2026, 2, 1, 23);
    const all = Array.from({ length: 90 * 24 }, (_, index) => {
      const time = new Date(last - (90 * 24 - 1 - index) * msPerHour);
      return parseBackupName(backupName(index + 1, time));
    }).filter((backup) => backup !== null);
    const expired = new Set(expiredBackups(all));
    const kept = all.filter((backup) => !expired.has(backup)).map(({ name }) => name.slice(-19, -6));
    expect(kept).toEqual([
      ...['2026-02-08 23', '2026-02-15 23', '2026-02-22 23'],
      ...['2026-02-23 23', '2026-02-24 23', '2026-02-25 23', '2026-02-26 23', '2026-02-27 23', '2026-02-28 23'],
      ...['14', '15', '16', '17', '18', '19', '20', '21', '22', '23'].map((hour) => `2026-03-01 ${hour}`),
    ]);
  });

  it('are told from new ones by their number, also when the clock was set back ten years', async () => {
    const disk = new MemoryFileSystem();
    const clock = new Clock();
    const id = await withDocument(disk, clock);
    for (let round = 0; round < 14; round++) {
      clock.time += (round % 2 === 0 ? -1 : 1) * 10 * 365 * 24 * msPerHour + msPerHour;
      await edit(disk, id, `${round} `, clock);
    }
    const names = await namesOf(disk);
    expect(names.slice(0, 10).map((name) => Number(name.slice(0, 6)))).toEqual([15, 14, 13, 12, 11, 10, 9, 8, 7, 6]);
    expect(disk.files.some((file) => file.includes('unfinished'))).toBe(false);
  });
});
