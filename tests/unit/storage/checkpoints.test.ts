import { describe, expect, it } from 'vitest';
import type { Collection } from '../../../main/storage/collection/collection.ts';
import type { StorageContext } from '../../../main/storage/disk/storage-context.ts';
import { spentCheckpoints } from '../../../main/storage/document/checkpoint.ts';
import type { DocumentStore, VersionFigures } from '../../../main/storage/document/document-store.ts';
import type { DocumentState, StoredChange } from '../../../shared/document/document-state.ts';
import type { AnnotationId, DocumentId, ReplicaId } from '../../../shared/document/identifier.ts';
import { schema } from '../../../shared/document/schema.ts';
import { stateFigures } from '../../../shared/journal/compare-documents.ts';
import { canonicalHash } from '../../../shared/text/canonical-json.ts';
import { acting, apply, change, tagging, telegram, typing, undoing } from '../../helpers/journal-builders.ts';
import { MemoryFileSystem } from '../../helpers/memory-file-system.ts';
import { contextOn, imported, newCollection, reopened } from '../../helpers/storage-fixtures.ts';

const folder = '/letters';
const logged: string[] = [];

const context = (disk: MemoryFileSystem, more: Partial<StorageContext> = {}): StorageContext =>
  contextOn(disk, { pid: 1, checkpointEvery: 4, log: (entry) => logged.push(entry), ...more });

const checkpointsOf = (disk: MemoryFileSystem): readonly string[] =>
  disk.files.filter((file) => file.includes('/checkpoints/')).sort();

const journalFile = (id: DocumentId): string => `${folder}/documents/${id}/journal/r00000000001/000001.jsonl`;

/** Everything of a document that a checkpoint stands for. */
interface Seen {
  readonly doc: string;
  readonly facts: unknown;
  readonly annotations: unknown;
  readonly figures: VersionFigures;
  readonly history: readonly StoredChange[];
  readonly readOnly: string | null;
  readonly notices: readonly string[];
}

async function seen(store: DocumentStore): Promise<Omit<Seen, 'notices'>> {
  const { doc, imported: original, annotations, ...facts } = store.state;
  return {
    doc: `${canonicalHash(doc)} ${canonicalHash(original)}`,
    facts,
    annotations: [...annotations],
    figures: await store.versionFigures(),
    history: store.history(200),
    readOnly: store.readOnly,
  };
}

async function look(disk: MemoryFileSystem, id: DocumentId): Promise<Seen> {
  logged.length = 0;
  const collection = await reopened(folder, context(disk, { checkpointEvery: 1_000, ...contextOn(disk, { pid: 2 }) }));
  const store = await collection.openDocument(id);
  const found = { ...(await seen(store)), notices: collection.notices };
  await collection.close();
  return found;
}

function withoutCheckpoints(disk: MemoryFileSystem): MemoryFileSystem {
  const copy = disk.copy();
  copy.forget(checkpointsOf(disk));
  return copy;
}

/** A document with an edit, a tag, an undo, a comment, an emendation, a version, an edit, a status; closed. */
async function worked(): Promise<{ readonly disk: MemoryFileSystem; readonly id: DocumentId }> {
  const disk = new MemoryFileSystem();
  const collection = await newCollection(folder, context(disk));
  const { id } = await collection.addDocument(imported());
  await work(collection, id);
  await collection.close();
  return { disk, id };
}

async function work(collection: Collection, id: DocumentId): Promise<void> {
  const store = await collection.openDocument(id);
  const first = typing('1', telegram, 'Urgent. ');
  const typed = apply(telegram, first);
  await store.append(1, [first, undoing('2', first, telegram)]);
  await store.append(3, [tagging('3', telegram, 6, 12, 'a1', 'place')]);
  await store.append(4, [acting('4', { kind: 'commented', id: 'a1' as AnnotationId, comment: 'Which?' })]);
  const emendation = schema.mark('emendation', { id: 'e1', sic: 'Frm' });
  const { doc } = store.state;
  await store.append(5, [change('5', doc, (transform) => transform.addMark(1, 5, emendation))]);
  await store.nameVersion('Read once');
  await store.append(7, [typing('7', store.state.doc, 'More. ')]);
  await store.setStatus('correcting');
  await store.setMetadata({ title: typed.textContent.slice(0, 7) });
}

describe('older checkpoints', () => {
  const left = (seqs: readonly number[]): readonly number[] => {
    const spent = spentCheckpoints(seqs);
    return seqs.filter((seq) => !spent.includes(seq));
  };

  it('of a short journal go, but for one in case that the last cannot be read', () => {
    expect(left([])).toEqual([]);
    expect(left([4_000, 3_000, 2_000, 1_000])).toEqual([4_000, 3_000]);
  });

  it('of a long journal stay, evenly and few, as it grows', () => {
    let seqs: readonly number[] = [];
    for (let seq = 500; seq <= 100_000; seq += 500) {
      seqs = left([seq, ...seqs]);
      expect(seqs.length).toBeLessThanOrEqual(11);
      const gaps = [...seqs, 0].map((one, index, all) => (all[index - 1] ?? one) - one);
      expect(Math.max(...gaps)).toBeLessThanOrEqual(Math.max(5_000, seq / 4));
    }
  });
});

describe('a checkpoint', () => {
  it('is kept on closing when enough was done since the last one, and opening leads to the same', async () => {
    const { disk, id } = await worked();
    expect(checkpointsOf(disk)).toEqual([`${folder}/documents/${id}/checkpoints/10.json`]);
    expect(await look(disk, id)).toEqual(await look(withoutCheckpoints(disk), id));
  });

  it('keeps what was done for each version, which is what its states say', async () => {
    const { disk, id } = await worked();
    const collection = await reopened(folder, context(disk));
    const store = await collection.openDocument(id);
    const past = await (await store.past()).statesAt([1, 7, 10]);
    const [first, second, present] = past as readonly [DocumentState, DocumentState, DocumentState];
    const expected = { versions: [null, stateFigures(first, second)], sinceLast: stateFigures(second, present) };
    expect(expected.versions[1]).toEqual({ corrections: 0, tags: 2, anchors: 0 });
    expect(expected.sinceLast).toEqual({ corrections: 1, tags: 0, anchors: 0 });
    expect(await store.versionFigures()).toEqual(expected);
    await store.nameVersion('Read twice');
    expect((await store.versionFigures()).versions.at(-1)).toEqual(expected.sinceLast);
    await collection.close();
  });

  it('is what a document is opened from, and a check compares it with the journal', async () => {
    const { disk, id } = await worked();
    const [file = ''] = checkpointsOf(disk);
    // Sealed again after a change that no journal holds: the work of a program with a fault.
    const text = Buffer.from(disk.bytes(file)).toString();
    const content = text.slice(text.indexOf('"checkpoint":') + 13, -2).replaceAll('Read once', 'Read twice');
    const { createHash } = await import('node:crypto');
    const sha256 = createHash('sha256').update(content).digest('hex');
    disk.setBytes(file, Buffer.from(`{"sha256":"${sha256}","checkpoint":${content}}\n`));
    const collection = await reopened(folder, context(disk, { checkpointEvery: 1_000 }));
    const store = await collection.openDocument(id);
    expect(store.state.versions.map(({ name }) => name)).toEqual(['Imported', 'Read twice']);
    await store.close();
    const { findings } = await collection.check();
    expect(findings.map(({ what }) => what)).toEqual([
      `A checkpoint of “001.txt” holds another state than its journal (documents/${id}/checkpoints/10.json); deleting it loses nothing.`,
    ]);
    const [done, ...more] = await collection.tidy();
    expect([done?.what, more]).toEqual([expect.stringContaining('It was deleted; the journal holds all of it.'), []]);
    expect([disk.files.includes(file), (await collection.check()).findings]).toEqual([false, []]);
  });

  it('that is damaged anywhere is passed over, for the log only', async () => {
    const { disk, id } = await worked();
    const expected = await look(withoutCheckpoints(disk), id);
    const [file = ''] = checkpointsOf(disk);
    const whole = disk.bytes(file);
    for (let offset = 0; offset < whole.length; offset += 29) {
      const damaged = disk.copy();
      const bytes = Uint8Array.from(whole);
      bytes[offset] = (bytes[offset] ?? 0) ^ (1 << (offset % 8));
      damaged.setBytes(file, offset % 58 === 0 ? bytes : whole.subarray(0, offset));
      expect(await look(damaged, id), `byte ${offset}`).toEqual(expected);
      expect(logged.join(), `byte ${offset}`).toContain('was passed over: its digest is wrong');
    }
  });

  it('of another document is passed over', async () => {
    const { disk, id } = await worked();
    const collection = await reopened(folder, context(disk));
    const other = await collection.addDocument(imported('002.txt'));
    await collection.close();
    const [file = ''] = checkpointsOf(disk);
    disk.makeFolders(`${folder}/documents/${other.id}/checkpoints`);
    disk.setBytes(`${folder}/documents/${other.id}/checkpoints/10.json`, disk.bytes(file));
    expect((await look(disk, other.id)).facts).toMatchObject({ seq: 1, id: other.id });
    expect(logged.join()).toContain('it is of another document');
    expect((await look(disk, id)).facts).toMatchObject({ seq: 10 });
  });

  it('is gone on from with what was done after it, whose torn end is set aside as without one', async () => {
    const { disk, id } = await worked();
    const collection = await reopened(folder, context(disk, { checkpointEvery: 1_000 }));
    const store = await collection.openDocument(id);
    await store.append(10, [typing('11', store.state.doc, 'Again. ')]);
    const torn = disk.copy();
    const journal = torn.bytes(journalFile(id));
    torn.setBytes(journalFile(id), Buffer.concat([journal, journal.subarray(0, 33)]));
    const [quick, slow] = [await look(torn.copy(), id), await look(withoutCheckpoints(torn), id)];
    expect(quick).toEqual(slow);
    expect(quick.notices).toHaveLength(1);
    expect(quick.facts).toMatchObject({ seq: 11 });
  });

  it('hides no damage of the journal before it', async () => {
    const { disk, id } = await worked();
    const bytes = Uint8Array.from(disk.bytes(journalFile(id)));
    bytes[bytes.length - 700] = (bytes[bytes.length - 700] ?? 0) ^ 4;
    disk.setBytes(journalFile(id), bytes);
    const found = await look(disk, id);
    expect(found).toEqual(await look(withoutCheckpoints(disk), id));
    expect(found.readOnly).toContain('is damaged');
  });

  it('hides no change that another copy of the collection made at the same time', async () => {
    const { disk, id } = await worked();
    const copy = disk.copy();
    const replica = 'r00000000002' as ReplicaId;
    for (const [one, more] of [
      [disk, {}],
      [copy, { replica }],
    ] as const) {
      const collection = await reopened(folder, context(one, { ...more, checkpointEvery: 1 }));
      const store = await collection.openDocument(id);
      await store.append(10, [typing('11', store.state.doc, 'Here. ')]);
      await collection.close();
    }
    const theirs = copy.files.filter((file) => file.includes(`/${replica}/`));
    for (const file of theirs) {
      disk.makeFolders(file.slice(0, file.lastIndexOf('/')));
      disk.setBytes(file, copy.bytes(file));
    }
    const found = await look(disk, id);
    expect(found).toEqual(await look(withoutCheckpoints(disk), id));
    expect(found.readOnly).toBeNull();
  });

  it('is kept while the document is open when that is asked for, also while changes go on', async () => {
    const { disk, id } = await worked();
    const collection = await reopened(folder, context(disk));
    const store = await collection.openDocument(id);
    for (let seq = 10; seq < 22; seq++) {
      const appended = store.append(seq, [typing(`${seq}`, store.state.doc, `${seq} `)]);
      await Promise.all([appended, store.keepCheckpoint()]);
    }
    await store.keepCheckpoint();
    expect(checkpointsOf(disk)).toHaveLength(2);
    expect(checkpointsOf(disk)).toContain(`${folder}/documents/${id}/checkpoints/22.json`);
    const crashed = disk.copy();
    expect(await look(crashed, id)).toEqual(await look(withoutCheckpoints(crashed), id));
    await collection.close();
    const last = await reopened(folder, context(disk));
    expect((await last.check()).findings).toEqual([]);
  });

  it('is not kept when the journal on the disk is not what was acknowledged', async () => {
    const { disk, id } = await worked();
    const collection = await reopened(folder, context(disk));
    const store = await collection.openDocument(id);
    await store.append(10, [typing('11', store.state.doc, 'Again. ')]);
    const bytes = Uint8Array.from(disk.bytes(journalFile(id)));
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    disk.setBytes(journalFile(id), bytes);
    await expect(store.keepCheckpoint()).rejects.toThrow('what was there before is another');
    expect(checkpointsOf(disk)).toEqual([`${folder}/documents/${id}/checkpoints/10.json`]);
  });
});
