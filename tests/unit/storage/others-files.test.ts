import { describe, expect, it } from 'vitest';
import type { DocumentId, ReplicaId } from '../../../shared/document/identifier.ts';
import {
  damage,
  folder,
  fork,
  journalFile,
  open,
  shown,
  type,
  withDocument,
} from '../../helpers/damaged-collection.ts';
import { typing } from '../../helpers/journal-builders.ts';
import type { MemoryFileSystem } from '../../helpers/memory-file-system.ts';
import { contextOn, reopened } from '../../helpers/storage-fixtures.ts';

const other = 'r00000000002' as ReplicaId;
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

describe('opening a collection', () => {
  it('leaves alone what another replica is importing', async () => {
    const { disk } = await withDocument();
    const staged = `${folder}/staging/r00000000002/d00000000009`;
    disk.makeFolders(staged);
    disk.setBytes(`${staged}/half`, Buffer.from('half'));
    const collection = await open(disk);
    await collection.tidy();
    expect([collection.notices, textOf(disk.bytes(`${staged}/half`))]).toEqual([[], 'half']);
    await collection.close();
  });

  it('leaves alone what is in the place where earlier versions imported, until a person has it repaired', async () => {
    const { disk } = await withDocument();
    const staged = `${folder}/staging/d00000000002`;
    disk.makeFolders(staged);
    disk.setBytes(`${staged}/half`, Buffer.from('half'));
    const collection = await open(disk);
    expect([collection.notices, textOf(disk.bytes(`${staged}/half`))]).toEqual([[], 'half']);
    const { findings, remarks } = await collection.check();
    expect([findings, remarks]).toEqual([
      [],
      [{ document: null, what: expect.stringContaining('staging/d00000000002 is of an import by an earlier version') }],
    ]);
    expect(await collection.tidy()).toEqual([
      { document: null, what: expect.stringContaining('kept in recovered/import-d00000000002') },
    ]);
    expect(textOf(disk.bytes(`${folder}/recovered/import-d00000000002/half`))).toBe('half');
    expect((await collection.check()).remarks).toEqual([]);
  });
});

/** Every file of other replicas, with its content. */
const filesOf = (disk: MemoryFileSystem, replica: ReplicaId): ReadonlyMap<string, string> =>
  new Map(disk.files.filter((file) => file.includes(`/${replica}/`)).map((file) => [file, textOf(disk.bytes(file))]));

async function typeAsOther(disk: MemoryFileSystem, id: DocumentId, text: string): Promise<void> {
  const collection = await reopened(folder, contextOn(disk, { pid: 1, replica: other }));
  const store = await collection.openDocument(id);
  await store.append(store.state.seq, [typing('theirs', store.state.doc, text)]);
  await collection.close();
}

describe('a document that a salvage takes the place of', () => {
  it('stays where it is when others wrote to it, is in no list, and their files are not touched', async () => {
    const { disk, id } = await withDocument('One. ');
    await typeAsOther(disk, id, 'Theirs. ');
    await type(disk, id, 'Three3. ', 'Four44. ');
    damage(disk, journalFile(id), 4);
    const theirs = filesOf(disk, other);
    const collection = await open(disk);
    const salvaged = await collection.salvage(id, { replace: true });
    expect(salvaged.kept).toBe(`documents/${id}`);
    await collection.close();
    const again = await open(disk);
    expect((await again.summaries()).map((summary) => summary.id)).toEqual([salvaged.id]);
    expect([await shown(again, salvaged.id), again.readOnly, again.notices]).toEqual([
      ['Theirs. One. ', null],
      null,
      [],
    ]);
    expect((await again.check()).findings).toEqual([]);
    expect(filesOf(disk, other)).toEqual(theirs);
    await again.close();
  });

  it('that another one goes on with comes back without harm, however often', async () => {
    const { disk, id } = await withDocument('Both. ');
    await fork(disk, id, ['Here. '], ['There. ', 'Once more. ']);
    const before = disk.copy();
    const collection = await open(disk);
    const { kept } = await collection.salvage(id, { replace: true });
    expect(kept).toBe(`recovered/replaced-${id}`);
    await collection.close();
    // A program that synchronises folders brings the old folder back, with what was written to it since.
    await typeAsOther(before, id, 'Theirs. ').catch(() => undefined);
    for (const file of before.files.filter((one) => one.includes(id))) {
      disk.makeFolders(file.slice(0, file.lastIndexOf('/')));
      disk.setBytes(file, before.bytes(file));
    }
    for (let opening = 0; opening < 2; opening++) {
      const again = await open(disk);
      expect([again.readOnly, again.notices, (await again.summaries()).length]).toEqual([null, [], 1]);
      await again.close();
      expect(disk.files).toContain(journalFile(id));
      expect(disk.files).toContain(`${folder}/recovered/replaced-${id}/journal/r00000000001/000001.jsonl`);
    }
  });
});
