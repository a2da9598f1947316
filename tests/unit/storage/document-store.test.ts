import { AttrStep } from 'prosemirror-transform';
import { describe, expect, it } from 'vitest';
import type { Collection } from '../../../main/storage/collection/collection.ts';
import { AppendRefusedError, JournalMismatchError } from '../../../main/storage/journal/journal-writer.ts';
import { SourceMissingError } from '../../../main/storage/journal/source-file.ts';
import type { AnnotationAct } from '../../../shared/document/annotation.ts';
import type { AnnotationId, DocumentId, ReplicaId } from '../../../shared/document/identifier.ts';
import { AnchorStep } from '../../../shared/document/steps.ts';
import { canonicalHash } from '../../../shared/text/canonical-json.ts';
import { apply, change, group, tagging, telegram, typing, undoing } from '../../helpers/journal-builders.ts';
import { MemoryFileSystem } from '../../helpers/memory-file-system.ts';
import { contextOn, imported, newCollection, reopened } from '../../helpers/storage-fixtures.ts';

const folder = '/letters';

interface Opened {
  readonly disk: MemoryFileSystem;
  readonly collection: Collection;
  readonly id: DocumentId;
}

async function oneDocument(): Promise<Opened> {
  const disk = new MemoryFileSystem();
  const collection = await newCollection(folder, contextOn(disk));
  const { id } = await collection.addDocument(imported());
  return { disk, collection, id };
}

const journalFile = (id: DocumentId, segment = 1): string =>
  `${folder}/documents/${id}/journal/r00000000001/00000${segment}.jsonl`;

const lines = (disk: MemoryFileSystem, file: string): readonly Record<string, unknown>[] =>
  Buffer.from(disk.bytes(file))
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line.slice(line.indexOf('{'))) as Record<string, unknown>);

describe('appending', () => {
  it('acknowledges with the number of the last record and the time, after the bytes are on the disk', async () => {
    const { disk, collection, id } = await oneDocument();
    const store = await collection.openDocument(id);
    const calls: string[] = [];
    disk.inject = ({ name, path }) => {
      if (path === journalFile(id)) calls.push(name);
      return null;
    };
    const first = typing('1', telegram, 'Urgent. ');
    const second = typing('2', apply(telegram, first), 'Very ');
    expect(await store.append(1, [first, second])).toEqual({ seq: 3, savedAt: '2026-03-01T10:00:00.000Z' });
    // The segment of the import is made safe first, then one write and one sync for both changes.
    expect(calls).toEqual(['open', 'datasync', 'write', 'datasync']);
    expect(store.state.doc.textContent).toContain('Very Urgent. From Moscow');
  });

  it('lets everyone who waits share one sync', async () => {
    const { disk, collection, id } = await oneDocument();
    const store = await collection.openDocument(id);
    let syncs = 0;
    disk.inject = ({ name, path }) => {
      if (path === journalFile(id) && name === 'datasync') syncs += 1;
      return null;
    };
    let doc = telegram;
    const waiting: Promise<unknown>[] = [];
    for (let n = 0; n < 50; n++) {
      const next = typing(`${n}`, doc, 'x');
      doc = apply(doc, next);
      waiting.push(store.append(n + 1, [next]));
    }
    await Promise.all(waiting);
    expect([store.state.seq, syncs < 5, lines(disk, journalFile(id)).length]).toEqual([51, true, 51]);
  });

  it('says in each record which ones were on the disk before', async () => {
    const { disk, collection, id } = await oneDocument();
    const store = await collection.openDocument(id);
    await store.append(1, [typing('1', telegram, 'a'), typing('2', telegram, 'b')]);
    await store.setStatus('correcting');
    expect(lines(disk, journalFile(id)).map(({ seq, synced, kind }) => [seq, synced, kind])).toEqual([
      [1, 0, 'import'],
      [2, 1, 'steps'],
      [3, 1, 'steps'],
      [4, 3, 'status'],
    ]);
  });

  it('tells acts upon anchors and annotations by their kind', async () => {
    const { disk, collection, id } = await oneDocument();
    const store = await collection.openDocument(id);
    const at = telegram.child(0).nodeSize + 'The Minister said, '.length + 1;
    const relabelled = change('1', telegram, (tr) => tr.step(new AnchorStep(new AttrStep(at, 'label', '3'))));
    const tagged = tagging('2', apply(telegram, relabelled), 6, 12, 'a00000000001', 'place');
    await store.append(1, [relabelled, tagged]);
    expect(
      lines(disk, journalFile(id)).map(({ kind, payload }) => [kind, (payload as { anchors?: unknown }).anchors]),
    ).toEqual([
      ['import', undefined],
      ['anchor', ['f2']],
      ['annotation', undefined],
    ]);
  });

  it('refuses changes that were made on another state, and keeps none of them', async () => {
    const { collection, id } = await oneDocument();
    const store = await collection.openDocument(id);
    await store.append(1, [typing('1', telegram, 'a')]);
    await expect(store.append(1, [typing('2', telegram, 'b')])).rejects.toMatchObject({ kind: 'out of step' });
    expect(store.state.seq).toBe(2);
  });

  it('refuses all changes of a call when one of them cannot be repeated', async () => {
    const { disk, collection, id } = await oneDocument();
    const store = await collection.openDocument(id);
    const bytes = Buffer.from(disk.bytes(journalFile(id)));
    const bad = { group: group('2'), steps: [{ stepType: 'replace', from: 900, to: 901 }] };
    const refused = store.append(1, [typing('1', telegram, 'a'), bad]);
    await expect(refused).rejects.toBeInstanceOf(AppendRefusedError);
    await expect(refused).rejects.toMatchObject({ kind: 'does not replay' });
    expect([store.state.seq, store.state.doc.eq(telegram), Buffer.from(disk.bytes(journalFile(id)))]).toEqual([
      1,
      true,
      bytes,
    ]);
    expect((await store.append(1, [typing('1', telegram, 'a')])).seq).toBe(2);
  });

  it.each([
    ['that ends before it begins', { stepType: 'replace', from: 9, to: 4 }],
    ['with half a position', { stepType: 'replace', from: 1.5, to: 1.5 }],
    ['that gives a block an attribute that is none', { stepType: 'attr', pos: 0, attr: 'recognition', value: 7 }],
  ])('refuses a step %s, which it could not take back', async (_which, step) => {
    const { collection, id } = await oneDocument();
    const store = await collection.openDocument(id);
    const refused = store.append(1, [{ group: group('1'), steps: [step] }]);
    await expect(refused).rejects.toMatchObject({ kind: 'does not replay' });
    expect([store.state.seq, store.state.doc.eq(telegram)]).toEqual([1, true]);
  });

  it('refuses what the schema of the journal does not allow', async () => {
    const { collection, id } = await oneDocument();
    const store = await collection.openDocument(id);
    const act = { kind: 'created', id: '../x', as: 'place', text: '' } as unknown as AnnotationAct;
    await expect(store.append(1, [{ group: group('1'), steps: [], annotations: [act] }])).rejects.toMatchObject({
      kind: 'does not replay',
    });
  });

  it('keeps facts, status and named versions', async () => {
    const { disk, collection, id } = await oneDocument();
    const store = await collection.openDocument(id);
    await store.setMetadata({ title: 'Telegram 1606' });
    await store.setStatus('proofread');
    await store.nameVersion('For print');
    await store.close();
    await collection.close();
    const again = await (await reopened(folder, contextOn(disk))).openDocument(id);
    expect([again.state.metadata.title, again.state.status]).toEqual(['Telegram 1606', 'proofread']);
    expect(again.state.versions.map(({ number, name, automatic, seq }) => [number, name, automatic, seq])).toEqual([
      [1, 'Imported', true, 1],
      [2, 'For print', false, 4],
    ]);
    expect((await again.summary()).status).toBe('proofread');
  });
});

describe('an open document', () => {
  it('undoes after reopening what was done before', async () => {
    const { disk, collection, id } = await oneDocument();
    const store = await collection.openDocument(id);
    const tagged = tagging('1', telegram, 6, 12, 'a00000000001', 'place');
    await store.append(1, [tagged]);
    await store.close();
    await collection.close();
    const again = await (await reopened(folder, contextOn(disk))).openDocument(id);
    const [last] = again.history(10);
    if (!last) throw new Error('there is no history');
    expect([last.group, last.annotations]).toEqual([tagged.group, tagged.annotations]);
    await again.append(2, [{ group: group('2'), undoes: last.group, steps: last.inverse }]);
    expect([
      canonicalHash(again.state.doc),
      again.state.annotations.get('a00000000001' as AnnotationId)?.withdrawn,
    ]).toEqual([canonicalHash(telegram), true]);
  });

  it('is one and the same for all its users, until the last one closes it', async () => {
    const { collection, id } = await oneDocument();
    const [one, two] = await Promise.all([collection.openDocument(id), collection.openDocument(id)]);
    await one.append(1, [typing('1', telegram, 'a')]);
    expect(two.state.seq).toBe(2);
    await one.close();
    expect((await two.append(2, [typing('2', telegram, 'b')])).seq).toBe(3);
    await two.close();
    await expect(two.append(3, [typing('3', telegram, 'c')])).rejects.toMatchObject({ kind: 'closed' });
    const three = await collection.openDocument(id);
    expect((await three.append(3, [typing('3', telegram, 'c')])).seq).toBe(4);
  });

  it('can be opened again while it is being closed', async () => {
    const { collection, id } = await oneDocument();
    for (let seq = 1; seq < 20; seq++) {
      const store = await collection.openDocument(id);
      const acknowledged = store.append(seq, [typing(`${seq}`, telegram, 'a')]);
      const closing = store.close();
      const next = await collection.openDocument(id);
      await Promise.all([acknowledged, closing]);
      expect(next.state.seq).toBe(seq + 1);
      await next.close();
    }
    await collection.close();
  });

  it('reports on closing when the disk does not hold what was acknowledged', async () => {
    const { disk, collection, id } = await oneDocument();
    const store = await collection.openDocument(id);
    const first = typing('1', telegram, 'a');
    await store.append(1, [first, undoing('2', first, telegram)]);
    const bytes = disk.bytes(journalFile(id));
    disk.setBytes(journalFile(id), bytes.subarray(0, bytes.length - 100));
    await expect(store.close()).rejects.toBeInstanceOf(JournalMismatchError);
  });

  it('does not take another file for its source', async () => {
    const { disk, collection, id } = await oneDocument();
    disk.setBytes(`${folder}/documents/${id}/source/001.txt`, Buffer.from('Another one'));
    const store = await collection.openDocument(id);
    await expect(store.sourceText()).rejects.toBeInstanceOf(SourceMissingError);
  });

  it('is the same whatever the clock says', async () => {
    const { disk, collection, id } = await oneDocument();
    await collection.close();
    let doc = telegram;
    for (const [index, year] of [2016, 2036, 1999, 2026].entries()) {
      const context = { ...contextOn(disk), now: () => new Date(Date.UTC(year, 0, 1)) };
      const again = await reopened(folder, context);
      const store = await again.openDocument(id);
      const next = typing(`${index}`, doc, `${year} `);
      doc = apply(doc, next);
      await store.append(index + 1, [next]);
      await store.close();
      await again.close();
    }
    const last = await reopened(folder, contextOn(disk));
    const store = await last.openDocument(id);
    expect([canonicalHash(store.state.doc), store.readOnly, last.notices]).toEqual([canonicalHash(doc), null, []]);
  });
});

describe('a document of two installations', () => {
  const other = 'r00000000002' as ReplicaId;

  async function typeAs(
    disk: MemoryFileSystem,
    id: DocumentId,
    replica: ReplicaId,
    name: string,
  ): Promise<string | null> {
    const collection = await reopened(folder, contextOn(disk, { replica }));
    const store = await collection.openDocument(id);
    const { readOnly } = store;
    if (readOnly === null) await store.append(store.state.seq, [typing(name.trim(), store.state.doc, name)]);
    await store.close();
    await collection.close();
    return readOnly;
  }

  it('goes on where the other one stopped, each writing its own files', async () => {
    const { disk, collection, id } = await oneDocument();
    await collection.close();
    for (const [index, replica] of [other, undefined, other].entries())
      expect(await typeAs(disk, id, replica ?? ('r00000000001' as ReplicaId), `${index}`)).toBeNull();
    const again = await reopened(folder, contextOn(disk));
    const store = await again.openDocument(id);
    expect([store.state.doc.textContent.slice(0, 7), store.state.seq]).toEqual(['210From', 4]);
    const theirs = lines(disk, `${folder}/documents/${id}/journal/${other}/000001.jsonl`);
    expect(theirs.map(({ seq, synced }) => [seq, synced])).toEqual([
      [2, 0],
      [4, 2],
    ]);
  });

  it('shows what both did after both changed their copies, and goes on from there', async () => {
    const { disk, collection, id } = await oneDocument();
    await collection.close();
    const copy = disk.copy();
    await typeAs(disk, id, 'r00000000001' as ReplicaId, 'mine ');
    await typeAs(copy, id, other, 'theirs ');
    const theirs = `${folder}/documents/${id}/journal/${other}/000001.jsonl`;
    await disk.makeFolder(theirs.slice(0, theirs.lastIndexOf('/')));
    disk.setBytes(theirs, copy.bytes(theirs));
    const opened = await reopened(folder, contextOn(disk));
    const store = await opened.openDocument(id);
    const [conflict] = store.state.conflicts;
    expect([store.readOnly, store.state.seq]).toEqual([null, 4]);
    expect([conflict?.ours, conflict?.theirs].sort()).toEqual(['mine', 'theirs']);
    await store.keepMerges();
    await store.close();
    await opened.close();
    const again = await (await reopened(folder, contextOn(disk))).openDocument(id);
    expect([again.isMergePending, again.state.conflicts, again.state.doc.eq(store.state.doc)]).toEqual([
      false,
      store.state.conflicts,
      true,
    ]);
  });

  it('can only be read while the files of the other one are missing', async () => {
    const { disk, collection, id } = await oneDocument();
    await collection.close();
    await typeAs(disk, id, other, 'theirs ');
    await typeAs(disk, id, 'r00000000001' as ReplicaId, 'mine ');
    await disk.removeFile(`${folder}/documents/${id}/journal/${other}/000001.jsonl`);
    const store = await (await reopened(folder, contextOn(disk))).openDocument(id);
    // The own change was made on one that is not here.
    expect([store.readOnly, store.trouble, store.state.seq]).toEqual([
      expect.stringMatching(
        /^Your own changes .* were made on changes of others that are not here \(from change 2 on\)/,
      ),
      'waiting',
      1,
    ]);
  });
});
