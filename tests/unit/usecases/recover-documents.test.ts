import { describe, expect, it } from 'vitest';
import type { Collection } from '../../../main/storage/collection/collection.ts';
import { type BranchChoice, type RepairReport, repairCollection } from '../../../main/usecases/recover-documents.ts';
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
import { contextOn, imported, reopened } from '../../helpers/storage-fixtures.ts';

const nothingChosen: BranchChoice = { named: [], all: false };

async function repaired(collection: Collection, choice = nothingChosen): Promise<RepairReport> {
  const outcome = await repairCollection(collection, choice);
  if (outcome.kind !== 'repaired') throw new Error(outcome.kind);
  return outcome.report;
}

const time = '2026-03-01T10:00:00.000Z';

describe('a repair', () => {
  it('puts what can be read of a damaged document in its place and keeps the old folder', async () => {
    const { disk, id } = await withDocument('One. ', 'Two2. ', 'Three3. ');
    damage(disk, journalFile(id), 3);
    const damaged = disk.bytes(journalFile(id));
    const collection = await open(disk);
    const { before, after, salvaged, left } = await repaired(collection);
    expect(before.troubled).toEqual([{ document: id, source: '001.txt', trouble: 'damaged' }]);
    expect(salvaged.map(({ document, sentences }) => [document, sentences])).toEqual([
      [
        id,
        [
          `What can be read of “001.txt”, up to change 2 (MK, ${time}), is a new document in its place; 1 later change could not be joined to it; the damaged one is kept whole in recovered/replaced-${id}.`,
        ],
      ],
    ]);
    expect([left, after.findings, after.troubled]).toEqual([[], [], []]);
    expect(disk.bytes(`${folder}/recovered/replaced-${id}/journal/r00000000001/000001.jsonl`)).toEqual(damaged);
    const [summary] = await collection.summaries();
    expect([summary?.id, await shown(collection, summary?.id ?? id)]).toEqual([
      salvaged[0]?.documents[0],
      ['One. ', null],
    ]);
    await collection.close();
  });

  it('leaves a document with two lines of changes until a person says which', async () => {
    const { disk, id } = await withDocument('Both. ');
    await fork(disk, id, ['Here. '], ['There. ', 'Once more. ']);
    const collection = await open(disk);
    const { salvaged, left } = await repaired(collection);
    expect([salvaged, left.map(({ document, trouble }) => [document, trouble])]).toEqual([[], [[id, 'branches']]]);
    const { commonSeq, branches } = left[0]?.recovery ?? { commonSeq: 0, branches: [] };
    expect([commonSeq, branches.map(({ tip: _, ...figures }) => figures)]).toEqual([
      2,
      [
        { records: 4, ownRecords: 2, ownEdits: 2, editor: 'MK', time },
        { records: 3, ownRecords: 1, ownEdits: 1, editor: 'MK', time },
      ],
    ]);

    const kept = await repaired(collection, { named: [branches[1]?.tip.slice(0, 8) ?? ''], all: false });
    expect(kept.salvaged[0]?.sentences).toEqual([
      `“001.txt” goes on with the line that ends with change 3 (MK, ${time}); the line that was not taken is among the old files, which are kept whole in recovered/replaced-${id}.`,
    ]);
    const ids = (await collection.summaries()).map((summary) => summary.id);
    expect(await Promise.all(ids.map((each) => shown(collection, each)))).toEqual([['Here. Both. ', null]]);
    expect(disk.files).toContain(`${folder}/recovered/replaced-${id}/journal/r00000000001/000001 (1).jsonl`);
    expect(kept.after.findings).toEqual([]);
    await collection.close();
  });

  it('makes a document of each line when all are wanted', async () => {
    const { disk, id } = await withDocument('Both. ');
    await fork(disk, id, ['Here. '], ['There. ', 'Once more. ']);
    const collection = await open(disk);
    const { salvaged, after } = await repaired(collection, { named: [], all: true });
    expect(salvaged[0]?.sentences).toEqual([
      `2 lines of changes to “001.txt” are documents of their own now, ending with change 4 (MK, ${time}) and change 3 (MK, ${time}); the old files are kept whole in recovered/replaced-${id}.`,
    ]);
    const texts = await Promise.all((salvaged[0]?.documents ?? []).map((each) => shown(collection, each)));
    expect([texts, after.findings]).toEqual([
      [
        ['Once more. There. Both. ', null],
        ['Here. Both. ', null],
      ],
      [],
    ]);
    await collection.close();
  });

  it('keeps every old file when keeping both is interrupted at any call, and can be done again', async () => {
    const { disk, id } = await withDocument('Both. ');
    await fork(disk, id, ['Here. '], ['There. ', 'Once more. ']);
    const old = (['000001.jsonl', '000001 (1).jsonl'] as const).map((name) => disk.bytes(journalFile(id, name)));
    for (let failing = 1, isDone = false; !isDone; failing += 5) {
      const one = disk.copy();
      const collection = await open(one);
      let calls = 0;
      one.inject = () => (++calls >= failing ? { error: 'EIO' } : null);
      await repairCollection(collection, { named: [], all: true }).catch(() => null);
      await collection.close().catch(() => undefined);
      isDone = calls < failing;
      one.inject = () => null;
      const again = await reopened(folder, contextOn(one, { pid: 2 }));
      const { after } = await repaired(again, { named: [], all: true });
      expect(after.findings, `call ${failing}`).toEqual([]);
      const aside = `${folder}/recovered/replaced-${id}/journal/r00000000001`;
      const kept = ['000001.jsonl', '000001 (1).jsonl'].map((name) => one.bytes(`${aside}/${name}`));
      expect(kept, `call ${failing}`).toEqual(old);
      const ids = (await again.summaries()).map((summary) => summary.id);
      const texts = await Promise.all(ids.map(async (each) => (await shown(again, each))[0]));
      expect(new Set(texts), `call ${failing}`).toEqual(new Set(['Once more. There. Both. ', 'Here. Both. ']));
      await again.close();
    }
  });

  it('changes nothing when no line has the name that was given, or more than one has', async () => {
    const { disk, id } = await withDocument('Both. ');
    await fork(disk, id, ['Here. '], ['There. ']);
    const collection = await open(disk);
    const files = disk.files;
    expect(await repairCollection(collection, { named: ['zz'], all: false })).toEqual({
      kind: 'no such branch',
      name: 'zz',
    });
    expect(await repairCollection(collection, { named: [''], all: false })).toEqual({
      kind: 'ambiguous branch',
      name: '',
    });
    expect(disk.files).toEqual(files);
    await collection.close();
  });

  it('finishes the others when one cannot be read at all, and says that it needs a backup', async () => {
    const { disk, id } = await withDocument('One. ');
    const first = await open(disk);
    const other = (await first.addDocument(imported('002.txt'))).id;
    await first.close();
    await type(disk, other, 'One. ', 'Two2. ');
    damage(disk, journalFile(id), 1);
    damage(disk, journalFile(other), 2);
    const collection = await open(disk);
    const { salvaged, left, after } = await repaired(collection);
    expect(salvaged.map(({ document }) => document)).toEqual([other]);
    expect(left.map(({ document, trouble, keep }) => [document, trouble, keep])).toEqual([[id, 'unreadable', []]]);
    expect(after.findings.map(({ document }) => document)).toEqual([id]);
    await collection.close();
  });

  it('makes a missing document.json again, and puts a conflict copy that holds nothing new away', async () => {
    const { disk, id } = await withDocument('One. ');
    const older = disk.bytes(journalFile(id));
    await type(disk, id, 'Two. ');
    disk.setBytes(journalFile(id, '000001 (1).jsonl'), older);
    disk.removeFile(`${folder}/documents/${id}/document.json`);
    const collection = await open(disk);
    const { before, tidied, after } = await repaired(collection);
    expect(before.remarks).toEqual([
      { document: id, what: 'document.json of “001.txt” is missing; its journal says the same.' },
    ]);
    expect(tidied.map(({ what }) => what)).toEqual([
      `000001 (1).jsonl of “001.txt” is a conflict copy of a synchronised folder that holds nothing new. It is kept in recovered/${id}/000001 (1).jsonl now.`,
      'document.json of “001.txt” was made again from its journal.',
    ]);
    expect([after.findings, after.remarks]).toEqual([[], []]);
    expect(disk.bytes(`${folder}/recovered/${id}/000001 (1).jsonl`)).toEqual(older);
    await collection.close();
  });
});
