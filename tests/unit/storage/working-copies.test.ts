import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { backupsIn } from '../../../main/storage/backup/make-backup.ts';
import { restoreBackup } from '../../../main/storage/backup/restore-backup.ts';
import { type Collection, openCollection } from '../../../main/storage/collection/collection.ts';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import type { ProcessIdentities } from '../../../main/storage/disk/process-identity.ts';
import type { StorageContext } from '../../../main/storage/disk/storage-context.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { typing } from '../../helpers/journal-builders.ts';
import { SeededRandom } from '../../helpers/seeded-random.ts';
import { contextOn, imported, inTemporaryFolder, newCollection, reopened } from '../../helpers/storage-fixtures.ts';

/** A machine on which nothing else runs. */
const machine = (host: string): ProcessIdentities => ({
  self: { host, bootId: 'boot', namespace: null, pid: 1, started: '1' },
  machineId: `id of ${host}`,
  startOf: (pid) => (pid === 1 ? '1' : null),
});

/** What a person's program works with on a machine. */
const on = (user: string, host = 'reading-room'): StorageContext =>
  contextOn(nodeFileSystem, { workingCopies: path.join(user, 'working-copies'), host: machine(host) });

let acts = 0;

async function typeInto(folder: string, context: StorageContext, id?: DocumentId): Promise<string | null> {
  const collection = await reopened(folder, context);
  const [first] = await collection.summaries();
  const store = await collection.openDocument(id ?? first?.id ?? ('' as DocumentId));
  const { readOnly } = store;
  acts += 1;
  if (readOnly === null) await store.append(store.state.seq, [typing(`a${acts}`, store.state.doc, `${acts} `)]);
  await store.close();
  await collection.close();
  return readOnly;
}

/** The journals of the first document, by replica. */
async function journalsOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const [id = ''] = await readdir(path.join(folder, 'documents'));
  const journals = path.join(folder, 'documents', id, 'journal');
  const found = new Map<string, string>();
  for (const replica of await readdir(journals))
    found.set(replica, await readFile(path.join(journals, replica, '000001.jsonl'), 'utf8'));
  return found;
}

/** A collection with a document that was changed, at the desk. */
async function atTheDesk(parent: string): Promise<{ readonly desk: string; readonly user: string }> {
  const [desk, user] = [path.join(parent, 'desk'), path.join(parent, 'user')];
  const collection = await newCollection(desk, on(user));
  await collection.addDocument(imported());
  await collection.close();
  await typeInto(desk, on(user));
  return { desk, user };
}

const copied = async (from: string, to: string): Promise<string> => {
  await rm(to, { recursive: true, force: true });
  await cp(from, to, { recursive: true, preserveTimestamps: true });
  return to;
};

/** Whether the same journal file went on differently in two copies. */
async function partedJournals(folders: readonly string[]): Promise<readonly string[]> {
  const parted: string[] = [];
  const all = await Promise.all(folders.map(allJournals));
  for (const one of all)
    for (const other of all)
      for (const [file, text] of one) {
        const another = other.get(file) ?? '';
        if (!text.startsWith(another) && !another.startsWith(text)) parted.push(file);
      }
  return parted;
}

async function allJournals(folder: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.jsonl')) continue;
    const file = path.join(entry.parentPath, entry.name);
    found.set(path.relative(folder, file), await readFile(file, 'utf8'));
  }
  return found;
}

describe('the folder of a collection', () => {
  it('stays the same replica, also when it is moved on its disk, or opened from another way to it', () =>
    inTemporaryFolder(async (parent) => {
      const { desk, user } = await atTheDesk(parent);
      const [replica] = (await journalsOf(desk)).keys();
      await typeInto(desk, on(user));
      const moved = path.join(parent, 'shelf', 'moved');
      await mkdir(path.dirname(moved));
      await rename(desk, moved);
      await typeInto(moved, on(user));
      await typeInto(path.join(parent, 'shelf', '..', 'shelf', 'moved'), on(user));
      const journals = await journalsOf(moved);
      expect([...journals.keys()]).toEqual([replica]);
      expect(journals.get(replica ?? '')?.split('\n')).toHaveLength(6);
    }));

  it.each([
    ['stick first', ['stick', 'desk', 'stick', 'desk']],
    ['desk first', ['desk', 'stick', 'desk', 'stick']],
  ])('that was copied is another replica, and no journal is written in both, the %s', (_what, order) =>
    inTemporaryFolder(async (parent) => {
      const { desk, user } = await atTheDesk(parent);
      const [replica = ''] = (await journalsOf(desk)).keys();
      const stick = await copied(desk, path.join(parent, 'stick'));
      const before = (await journalsOf(stick)).get(replica);
      for (const where of order) expect(await typeInto(where === 'desk' ? desk : stick, on(user))).toBeNull();
      expect(await partedJournals([desk, stick])).toEqual([]);
      const [atDesk, onStick] = [await journalsOf(desk), await journalsOf(stick)];
      expect([atDesk.size, onStick.size, onStick.get(replica)]).toEqual([1, 2, before]);
      expect(atDesk.get(replica)?.startsWith(before ?? '-')).toBe(true);
    }),
  );

  it('that was restored from a backup is another replica', () =>
    inTemporaryFolder(async (parent) => {
      const { desk, user } = await atTheDesk(parent);
      const collection = await reopened(desk, on(user));
      const backups = path.join(parent, 'backups');
      expect((await collection.backUp(backups)).kind).toBe('made');
      await collection.close();
      await typeInto(desk, on(user));
      const [newest] = await backupsIn(nodeFileSystem, backups);
      const restored = path.join(parent, 'restored');
      await restoreBackup(nodeFileSystem, path.join(backups, newest?.name ?? ''), restored);
      for (const where of [restored, desk, restored]) await typeInto(where, on(user));
      expect([await partedJournals([desk, restored]), (await journalsOf(restored)).size]).toEqual([[], 2]);
    }));

  it('on another machine is another replica, also when the folder of the program came with it', () =>
    inTemporaryFolder(async (parent) => {
      const home = path.join(parent, 'home');
      await mkdir(home);
      const { desk, user } = await atTheDesk(home);
      const elsewhere = await copied(home, path.join(parent, 'other home'));
      const [there, theirUser] = [path.join(elsewhere, 'desk'), path.join(elsewhere, 'user')];
      await typeInto(there, on(theirUser, 'office'));
      await typeInto(desk, on(user));
      await typeInto(there, on(theirUser, 'office'));
      expect(await partedJournals([desk, there])).toEqual([]);
      expect([(await journalsOf(desk)).size, (await journalsOf(there)).size]).toEqual([1, 2]);
    }));

  it('that an older copy was put over is another replica', () =>
    inTemporaryFolder(async (parent) => {
      const { desk, user } = await atTheDesk(parent);
      const older = await copied(desk, path.join(parent, 'older'));
      const [id = ''] = await readdir(path.join(desk, 'documents'));
      await typeInto(desk, on(user));
      const given = await copied(desk, path.join(parent, 'given away'));
      // The journal alone, as a person puts it back from a backup; Git does so, too.
      await cp(path.join(older, 'documents', id), path.join(desk, 'documents', id), { recursive: true, force: true });
      await typeInto(desk, on(user));
      expect([await partedJournals([desk, given]), (await journalsOf(desk)).size]).toEqual([[], 2]);
    }));

  it('stays the same replica when what it wrote last is damaged, so that the loss is told', () =>
    inTemporaryFolder(async (parent) => {
      const { desk, user } = await atTheDesk(parent);
      await typeInto(desk, on(user));
      const [id = ''] = await readdir(path.join(desk, 'documents'));
      const [replica = ''] = (await journalsOf(desk)).keys();
      const file = path.join(desk, 'documents', id, 'journal', replica, '000001.jsonl');
      const bytes = await readFile(file);
      bytes[bytes.length - 30] = 0;
      await writeFile(file, bytes);
      expect(await typeInto(desk, on(user))).toContain('is damaged');
      expect([...(await journalsOf(desk)).keys()]).toEqual([replica]);
    }));

  it('is read without a trace', () =>
    inTemporaryFolder(async (parent) => {
      const { desk, user } = await atTheDesk(parent);
      const known = await readdir(path.join(user, 'working-copies'));
      for (const folder of [desk, await copied(desk, path.join(parent, 'stick'))]) {
        const before = await readdir(folder, { recursive: true });
        const outcome = await openCollection(folder, { ...on(user), readOnly: true });
        if (outcome.kind !== 'opened') throw new Error(outcome.kind);
        expect((await outcome.collection.summaries()).length).toBe(1);
        await outcome.collection.close();
        expect(await readdir(folder, { recursive: true })).toEqual(before);
      }
      expect(await readdir(path.join(user, 'working-copies'))).toEqual(known);
    }));

  it('is another replica each time when the folder of the program cannot be written to', () =>
    inTemporaryFolder(async (parent) => {
      const { desk, user } = await atTheDesk(parent);
      await writeFile(path.join(parent, 'no folder'), '');
      const nowhere = on(path.join(parent, 'no folder'));
      await typeInto(desk, nowhere);
      await typeInto(desk, nowhere);
      await typeInto(desk, on(user));
      const journals = await journalsOf(desk);
      expect([...journals.values()].map((text) => text.split('\n').length - 1).sort()).toEqual([1, 1, 3]);
    }));

  it('leaves what was done in it before as another replica to be undone', () =>
    inTemporaryFolder(async (parent) => {
      const { desk, user } = await atTheDesk(parent);
      const stick = await copied(desk, path.join(parent, 'stick'));
      const collection: Collection = await reopened(stick, on(user));
      const [summary] = await collection.summaries();
      const store = await collection.openDocument(summary?.id ?? ('' as DocumentId));
      const [last] = store.history(1);
      if (!last) throw new Error('there is nothing to undo');
      const text = store.state.doc.textContent;
      await store.append(
        store.state.seq,
        [{ group: last.group, steps: [] }].map(() => ({
          group: `u${last.group}` as typeof last.group,
          undoes: last.group,
          steps: last.inverse,
        })),
      );
      expect(text.endsWith(store.state.doc.textContent)).toBe(true);
      await collection.close();
    }));
});

describe('copies of a collection, in whatever order they are made, moved, put back and written', () => {
  it('never write one journal in two ways', () =>
    inTemporaryFolder(async (parent) => {
      for (let seed = 1; seed <= 12; seed++) {
        const random = new SeededRandom(seed);
        const here = path.join(parent, `${seed}`);
        await mkdir(here);
        const { desk, user } = await atTheDesk(here);
        const places = new Set([desk]);
        const any = (): string => [...places][random.below(places.size)] ?? desk;
        // Everything that was ever written, as it may have been given away.
        const given: string[] = [];
        for (let act = 0; act < 14; act++) {
          const [place, name] = [any(), path.join(here, `copy ${act}`)];
          switch (random.below(6)) {
            case 0:
              places.add(await copied(place, name));
              break;
            case 1:
              await rename(place, name);
              places.delete(place);
              places.add(name);
              break;
            case 2: {
              // Another copy in the place of this one.
              const other = any();
              if (other !== place) await copied(other, place);
              break;
            }
            default:
              if ((await typeInto(place, on(user, random.below(5) === 0 ? 'office' : 'reading-room'))) !== null) break;
              given.push(await copied(place, path.join(here, `given ${act}`)));
          }
        }
        expect(await partedJournals([...places, ...given]), `seed ${seed}`).toEqual([]);
      }
    }));
});
