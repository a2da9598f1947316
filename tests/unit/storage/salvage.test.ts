import { describe, expect, it } from 'vitest';
import { AppendRefusedError } from '../../../main/storage/journal/journal-writer.ts';
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
import { tagging } from '../../helpers/journal-builders.ts';
import type { MemoryFileSystem } from '../../helpers/memory-file-system.ts';
import { contextOn, reopened } from '../../helpers/storage-fixtures.ts';

const replica = 'r00000000001';

describe('a document whose journal is damaged in the middle', () => {
  it('opens as it was before, and what can be read becomes a document in its place', async () => {
    const { disk, id } = await withDocument('One. ', 'Two2. ', 'Three3. ');
    damage(disk, journalFile(id), 3);
    const damaged = disk.bytes(journalFile(id));
    const collection = await open(disk);
    expect(await shown(collection, id)).toEqual(['One. ', expect.stringContaining('is damaged')]);
    const { commonSeq, branches, adrift } = await collection.branches(id);
    expect([commonSeq, branches.map(({ seq }) => seq), adrift]).toEqual([2, [2], 1]);

    const kept = `${folder}/recovered/replaced-${id}`;
    const salvaged = await collection.salvage(id, { replace: true });
    expect(salvaged.kept).toBe(`recovered/replaced-${id}`);
    expect(disk.bytes(`${kept}/journal/${replica}/000001.jsonl`)).toEqual(damaged);
    expect(await shown(collection, salvaged.id)).toEqual(['One. ', null]);
    await collection.close();

    await type(disk, salvaged.id, 'Again. ');
    const again = await open(disk);
    expect((await again.summaries()).map((summary) => summary.id)).toEqual([salvaged.id]);
    expect([await shown(again, salvaged.id), again.notices]).toEqual([['Again. One. ', null], []]);
    expect((await again.check()).findings).toEqual([]);
    const store = await again.openDocument(salvaged.id);
    expect(await store.sourceText()).toBe('The source.\n');
    await again.close();
  });

  it('loses none of its files when the salvage is interrupted at any call', async () => {
    const { disk, id } = await withDocument('One. ', 'Two2. ', 'Three3. ');
    damage(disk, journalFile(id), 3);
    const damaged = disk.bytes(journalFile(id));
    for (let failing = 1; ; failing++) {
      const one = disk.copy();
      const collection = await open(one);
      let calls = 0;
      one.inject = () => (++calls >= failing ? { error: 'EIO' } : null);
      const outcome = await collection.salvage(id, { replace: true }).catch(() => null);
      await collection.close().catch(() => undefined);
      const isDone = calls < failing;
      one.inject = () => null;
      const again = await reopened(folder, contextOn(one, { pid: 2 }));
      const ids = (await again.summaries()).map((summary) => summary.id);
      const states = await Promise.all(ids.map((each) => shown(again, each)));
      expect(
        states.map(([text]) => text),
        `call ${failing}`,
      ).toContain('One. ');
      const files = [journalFile(id), `${folder}/recovered/replaced-${id}/journal/${replica}/000001.jsonl`];
      const kept = files.filter((file) => one.files.includes(file)).map((file) => one.bytes(file));
      expect(kept, `call ${failing}`).toEqual([damaged]);
      await again.close();
      const last = await reopened(folder, contextOn(one, { pid: 3 }));
      expect(last.notices, `call ${failing}`).toEqual([]);
      await last.close();
      if (!isDone) continue;
      expect(outcome).not.toBeNull();
      break;
    }
  });

  it('is not salvaged while it is open, nor when nothing of it can be read', async () => {
    const { disk, id } = await withDocument('One. ');
    const collection = await open(disk);
    const store = await collection.openDocument(id);
    await expect(collection.salvage(id, { replace: true })).rejects.toThrow(AppendRefusedError);
    await store.close();
    damage(disk, journalFile(id), 1);
    await expect(collection.salvage(id, { replace: true })).rejects.toThrow('bring it back from a backup');
    await collection.close();
  });
});

describe('a journal of which a synchronised folder kept two versions', () => {
  /** Two machines with one installation's files went on from the same state. */
  async function forked(name: string): Promise<{ readonly disk: MemoryFileSystem; readonly id: DocumentId }> {
    const { disk, id } = await withDocument('Both. ');
    await fork(disk, id, ['Here. '], ['There. ', 'Once more. '], name);
    return { disk, id };
  }

  it.each([
    '000001 (conflicted copy 2026-03-01).jsonl',
    '000001.sync-conflict-20260301-101112-ABCDEFG.jsonl',
    '000001-READINGROOM.jsonl',
    '000001 (1).jsonl',
  ])('named %s opens at the state that both share, and each becomes a document', async (name) => {
    const { disk, id } = await forked(name);
    const collection = await open(disk);
    const [text, readOnly] = await shown(collection, id);
    expect([text, readOnly]).toEqual(['Both. ', expect.stringContaining('was changed in two copies')]);
    expect(readOnly).toContain(name);
    const { commonSeq, branches } = await collection.branches(id);
    expect(commonSeq).toBe(2);
    expect(
      branches.map(({ seq, state }) => [seq, state.doc.textContent.slice(0, state.doc.textContent.indexOf('From'))]),
    ).toEqual([
      [4, 'Once more. There. Both. '],
      [3, 'Here. Both. '],
    ]);
    const [there, here] = branches;
    const one = await collection.salvage(id, { tip: there?.tip ?? '', replace: false });
    expect(one.kept).toBeNull();
    const two = await collection.salvage(id, { tip: here?.tip ?? '', replace: true });
    await collection.close();
    const again = await open(disk);
    expect((await again.summaries()).map((summary) => summary.id).sort()).toEqual([one.id, two.id].sort());
    expect(await shown(again, one.id)).toEqual(['Once more. There. Both. ', null]);
    expect(await shown(again, two.id)).toEqual(['Here. Both. ', null]);
    await again.close();
  });

  it('opens as ever when the other version holds nothing new', async () => {
    const { disk, id } = await withDocument('One. ');
    const older = disk.bytes(journalFile(id));
    await type(disk, id, 'Two. ');
    disk.setBytes(journalFile(id, '000001 (conflicted copy 2026-03-01).jsonl'), older);
    const collection = await open(disk);
    expect(await shown(collection, id)).toEqual(['Two. One. ', null]);
    await collection.close();
  });

  it('shows no more than the segments hold when the other version goes on from there', async () => {
    const { disk, id } = await withDocument('One. ');
    const newer = disk.copy();
    await type(newer, id, 'Two. ');
    disk.setBytes(journalFile(id, '000001-READINGROOM.jsonl'), newer.bytes(journalFile(id)));
    const collection = await open(disk);
    expect(await shown(collection, id)).toEqual(['One. ', expect.stringContaining('after change 2')]);
    const salvaged = await collection.salvage(id, { replace: true });
    expect(await shown(collection, salvaged.id)).toEqual(['Two. One. ', null]);
    await collection.close();
  });
});

describe('a document that two installations changed at once', () => {
  it('offers both, with tags and undo', async () => {
    const { disk, id } = await withDocument('Both. ');
    const copy = disk.copy();
    await type(disk, id, 'Here. ');
    const elsewhere = contextOn(copy, { pid: 1, replica: 'r00000000002' as ReplicaId });
    const collection = await reopened(folder, elsewhere);
    const store = await collection.openDocument(id);
    await store.append(2, [tagging('t', store.state.doc, 1, 5, 'a1', 'term')]);
    await collection.close();
    for (const file of copy.files.filter((one) => one.includes('/r00000000002/'))) {
      disk.makeFolders(file.slice(0, file.lastIndexOf('/')));
      disk.setBytes(file, copy.bytes(file));
    }
    const met = await open(disk);
    const { branches } = await met.branches(id);
    const tagged = branches.find(({ state }) => state.annotations.size > 0);
    const salvaged = await met.salvage(id, { tip: tagged?.tip ?? '', replace: false });
    const opened = await met.openDocument(salvaged.id);
    expect([opened.state.annotations.size, opened.history(9).length, opened.readOnly]).toEqual([1, 2, null]);
    await met.close();
  });
});
