import { beforeEach, describe, expect, it } from 'vitest';
import { besideCollection, makeBackup } from '../../../main/storage/backup/make-backup.ts';
import { restoreBackup } from '../../../main/storage/backup/restore-backup.ts';
import { openCollection } from '../../../main/storage/collection/collection.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { replicaId, typing } from '../../helpers/journal-builders.ts';
import { MemoryFileSystem } from '../../helpers/memory-file-system.ts';
import { contextOn, imported, newCollection, reopened } from '../../helpers/storage-fixtures.ts';

const folder = '/letters';
const elsewhere = '/home/maria/photographs';
const context = (disk: MemoryFileSystem) => contextOn(disk, { pid: 1, checkpointEvery: 1 });

let disk: MemoryFileSystem;
let bad: DocumentId;
let good: DocumentId;

/** A collection of two documents, of which the first has a checkpoint, and somebody's own folder. */
beforeEach(async () => {
  disk = new MemoryFileSystem();
  const collection = await newCollection(folder, context(disk));
  ({ id: bad } = await collection.addDocument(imported('bad.txt')));
  ({ id: good } = await collection.addDocument(imported('good.txt')));
  await collection.close();
  await type(bad);
  disk.makeFolders(`${elsewhere}/2026`);
  for (const name of ['1.json', '000001.jsonl', 'collection.json', '2026/a.jpg'])
    disk.setBytes(`${elsewhere}/${name}`, Buffer.from(name));
});

/** Writes a word into a document and closes all. */
async function type(id: DocumentId): Promise<void> {
  const collection = await reopened(folder, context(disk));
  const store = await collection.openDocument(id);
  await store.append(store.state.seq, [typing(`${store.state.seq}`, store.state.doc, 'Urgent. ')]);
  await store.close();
  await collection.close();
}

/** What is in somebody's own folder. */
const outside = (): readonly string[] =>
  disk.files
    .filter((file) => file.startsWith(elsewhere))
    .map((file) => `${file} ${Buffer.from(disk.bytes(file)).toString()}`);

/** Puts a link to somebody's own folder in the place of everything that a name stands for. */
function linkFrom(name: string): void {
  disk.forget(disk.names.filter((one) => one === name || one.startsWith(`${name}/`)));
  disk.setLink(name, elsewhere);
}

describe('a link to a folder of somebody', () => {
  it.each([
    ['in the place of staging', () => `${folder}/staging`],
    ['in the place of recovered', () => `${folder}/recovered`],
    ['in the place of the list of documents', () => `${folder}/journal`],
    ['in the place of a journal', () => `${folder}/documents/${bad}/journal`],
    ['in the place of a replica’s journal', () => `${folder}/documents/${bad}/journal/${replicaId}`],
    ['in the place of checkpoints', () => `${folder}/documents/${bad}/checkpoints`],
    ['in the place of a document', () => `${folder}/documents/${bad}`],
  ])('%s is named, and nothing behind it is read, moved, written or removed', async (_, place) => {
    const name = place();
    linkFrom(name);
    const before = outside();
    const outcome = await openCollection(folder, context(disk));
    if (outcome.kind !== 'opened') throw new Error(outcome.kind);
    const { collection } = outcome;
    await collection.summaries();
    await collection.openDocument(bad).then(
      (store) => store.close(),
      () => undefined,
    );
    await collection.tidy();
    const told = [collection.readOnly, ...(await collection.check()).findings.map(({ what }) => what)];
    expect(told.join('\n')).toContain(`${name.slice(folder.length + 1)} is a link, and links are not followed`);
    await collection.close();
    if (collection.readOnly === null) await type(good);
    expect(outside()).toEqual(before);
  });

  it('in the place of an unfinished backup is left where it is, and the backup is made', async () => {
    const backups = besideCollection(folder);
    disk.makeFolders(backups);
    linkFrom(`${backups}/.unfinished 000007 2026-03-01 10.00.00`);
    const before = outside();
    const outcome = await makeBackup(context(disk), folder, backups);
    expect(outcome).toMatchObject({
      kind: 'made',
      leftOut: ['letters backups/.unfinished 000007 2026-03-01 10.00.00 is a link, and links are not followed'],
    });
    expect(outside()).toEqual(before);
  });

  it('in the place of the folder of backups makes none', async () => {
    linkFrom(besideCollection(folder));
    const before = outside();
    await expect(makeBackup(context(disk), folder, besideCollection(folder))).rejects.toThrow(
      'letters backups is a link, and links are not followed',
    );
    expect(outside()).toEqual(before);
  });
});

describe('a document that cannot be read', () => {
  it('is in the list with the reason, and the others are as ever', async () => {
    linkFrom(`${folder}/documents/${bad}/journal`);
    const collection = await reopened(folder, context(disk));
    expect((await collection.summaries()).map(({ id }) => id)).toEqual([good]);
    expect(collection.unreadable).toEqual([
      {
        id: bad,
        source: 'bad.txt',
        reason: `“bad.txt” cannot be read (documents/${bad}/journal is a link, and links are not followed); nothing was changed, and other documents are not concerned.`,
      },
    ]);
    await collection.close();
    await type(good);
  });

  it('is left out of the backup, which is made of the others and told of', async () => {
    linkFrom(`${folder}/documents/${bad}/journal`);
    const backups = besideCollection(folder);
    const outcome = await makeBackup(context(disk), folder, backups);
    if (outcome.kind !== 'made') throw new Error(outcome.kind);
    expect(outcome.leftOut).toEqual([`documents/${bad}/journal is a link, and links are not followed`]);
    expect(await restoreBackup(disk, outcome.backup, '/restored')).toEqual({ kind: 'restored', damaged: [] });
    const restored = await reopened('/restored', contextOn(disk, { pid: 2 }));
    expect((await restored.openDocument(good)).state.doc.textContent).toMatch(/^From Moscow/);
    await restored.close();
  });
});

describe('a backup that is not what was backed up', () => {
  it('gives what differs to a place where nothing relies on it', async () => {
    const outcome = await makeBackup(context(disk), folder, besideCollection(folder));
    if (outcome.kind !== 'made') throw new Error(outcome.kind);
    const journal = `documents/${bad}/journal/${replicaId}/000001.jsonl`;
    disk.setBytes(`${outcome.backup}/collection/${journal}`, Buffer.from('another'));
    expect(await restoreBackup(disk, outcome.backup, '/restored')).toEqual({ kind: 'restored', damaged: [journal] });
    const kept = disk.files.filter((file) => file.startsWith('/restored') && file.endsWith(journal));
    expect(kept).toEqual([`/restored/recovered/damaged/${journal}`]);
  });
});
