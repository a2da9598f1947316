import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createCollection, openCollection } from '../../../main/storage/collection/collection.ts';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import type { DocumentId, ReplicaId } from '../../../shared/document/identifier.ts';
import { canonicalHash } from '../../../shared/text/canonical-json.ts';
import { doc, p } from '../../helpers/builders.ts';
import { apply, telegram, typing } from '../../helpers/journal-builders.ts';
import { MemoryFileSystem } from '../../helpers/memory-file-system.ts';
import { contextOn, imported, inTemporaryFolder, newCollection, reopened } from '../../helpers/storage-fixtures.ts';

const folder = '/letters';

/** A collection with one document, closed. */
async function oneDocument(): Promise<{ readonly disk: MemoryFileSystem; readonly id: DocumentId }> {
  const disk = new MemoryFileSystem();
  const collection = await newCollection(folder, contextOn(disk));
  const { id } = await collection.addDocument(imported());
  await collection.close();
  return { disk, id };
}

const journalFile = (id: DocumentId): string => `${folder}/documents/${id}/journal/r00000000001/000001.jsonl`;
const hintFile = (id: DocumentId): string => `${folder}/documents/${id}/document.json`;
const listFile = `${folder}/journal/r00000000001/000001.jsonl`;
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

describe('a new collection', () => {
  it('is a folder of plain files on a real disk, and opens again', async () => {
    await inTemporaryFolder(async (parent) => {
      const real = `${parent}/letters`;
      const collection = await newCollection(real, contextOn(nodeFileSystem));
      const added = await collection.addDocument(imported('001.txt', telegram, 'Příloha\n'));
      const store = await collection.openDocument(added.id);
      const typed = typing('1', telegram, 'Urgent. ');
      await store.append(1, [typed]);
      await store.close();
      await collection.close();

      const again = await reopened(real, contextOn(nodeFileSystem));
      const document = await again.openDocument(added.id);
      expect(canonicalHash(document.state.doc)).toBe(canonicalHash(apply(telegram, typed)));
      expect(await document.sourceText()).toBe('Příloha\n');
      expect([again.title, again.readOnly, again.notices]).toEqual(['Letters', null, []]);
      expect(await again.check()).toEqual({ documents: 1, records: 2, findings: [], remarks: [], troubled: [] });
      await document.close();
      await again.close();
    });
  });

  it('has the layout of docs/formats.md', async () => {
    const { disk, id } = await oneDocument();
    expect(disk.files.toSorted()).toEqual([
      `${folder}/.gitattributes`,
      `${folder}/.gitignore`,
      `${folder}/collection.json`,
      hintFile(id),
      journalFile(id),
      `${folder}/documents/${id}/source/001.txt`,
      listFile,
    ]);
    expect(textOf(disk.bytes(`${folder}/documents/${id}/source/001.txt`))).toBe('The source.\n');
    expect(textOf(disk.bytes(journalFile(id)))).toMatch(/^[0-9a-f]{8} \d+ \{"format":1,"seq":1,"prev":"0{32}".*\}\n$/);
  });

  it('is not made where something is already', async () => {
    const disk = new MemoryFileSystem();
    await disk.makeFolder(folder);
    disk.setBytes(`${folder}/.hidden`, new Uint8Array());
    expect((await createCollection(folder, 'Letters', contextOn(disk))).kind).toBe('opened');
    expect(await createCollection(folder, 'Letters', contextOn(disk))).toEqual({ kind: 'not empty' });
  });

  it('is not made where nothing can be written', async () => {
    const disk = new MemoryFileSystem();
    disk.inject = ({ name }) => (name === 'makeFolder' ? { error: 'EACCES' } : null);
    expect(await createCollection(folder, 'Letters', contextOn(disk))).toEqual({
      kind: 'not writable',
      reason: expect.stringContaining('EACCES'),
    });
  });
});

describe('adding documents', () => {
  it('keeps the name of the file as it was, and a safe one on the disk', async () => {
    const disk = new MemoryFileSystem();
    const collection = await newCollection(folder, contextOn(disk));
    const { id, source } = await collection.addDocument(imported('a:b?.txt'));
    expect([source, (await collection.summaries())[0]?.source]).toEqual(['a:b?.txt', 'a:b?.txt']);
    expect(disk.files).toContain(`${folder}/documents/${id}/source/a_b_.txt`);
    expect(await (await collection.openDocument(id)).sourceText()).toBe('The source.\n');
  });

  it('lists them in the order in which they were added, with what the table shows', async () => {
    const disk = new MemoryFileSystem();
    const collection = await newCollection(folder, contextOn(disk));
    for (const name of ['b.txt', 'a.txt', 'c.txt']) await collection.addDocument(imported(name));
    await collection.close();
    const summaries = await (await reopened(folder, contextOn(disk))).summaries();
    expect(summaries.map(({ source }) => source)).toEqual(['b.txt', 'a.txt', 'c.txt']);
    expect(summaries[0]).toEqual({
      id: expect.stringMatching(/^d[0-9a-z]{11}$/),
      source: 'b.txt',
      title: 'Telegram',
      type: 'other',
      number: '',
      date: '',
      when: '',
      from: '',
      to: '',
      status: 'raw',
      anchors: [{ kind: 'facsimile', label: '2', inferred: false }],
      notes: 0,
      corrections: 0,
      tags: 0,
      words: 16,
      suspects: null,
      changed: '2026-03-01T10:00:00.000Z',
      changedBy: 'MK',
    });
  });

  it('finds them by id, by the stem of the name, and by the name', async () => {
    const collection = await newCollection(folder, contextOn(new MemoryFileSystem()));
    const one = await collection.addDocument(imported('001.txt'));
    const text = await collection.addDocument(imported('two.parts.txt'));
    const notes = await collection.addDocument(imported('two.parts.md'));
    expect(['001', '001.txt', one.id].map((name) => collection.named(name))).toEqual([[one.id], [one.id], [one.id]]);
    expect(['two.parts', '002', '01'].map((name) => collection.named(name))).toEqual([[text.id, notes.id], [], []]);
  });

  it('lets two at once both be kept', async () => {
    const disk = new MemoryFileSystem();
    const collection = await newCollection(folder, contextOn(disk));
    await Promise.all([collection.addDocument(imported('a.txt')), collection.addDocument(imported('b.txt'))]);
    await collection.close();
    const again = await reopened(folder, contextOn(disk));
    expect((await again.summaries()).map(({ source }) => source).toSorted()).toEqual(['a.txt', 'b.txt']);
    expect((await again.check()).findings).toEqual([]);
  });
});

describe('opening a collection', () => {
  it('tells a folder that holds none', async () => {
    const disk = new MemoryFileSystem();
    await disk.makeFolder('/empty');
    disk.setBytes('/file', new Uint8Array());
    for (const path of ['/missing', '/empty'])
      expect(await openCollection(path, contextOn(disk))).toEqual({ kind: 'not a collection' });
    await inTemporaryFolder(async (real) => {
      await (await nodeFileSystem.open(`${real}/file`, 'create')).close();
      for (const path of [`${real}/file`, real])
        expect(await openCollection(path, contextOn(nodeFileSystem))).toEqual({ kind: 'not a collection' });
    });
  });

  it('makes collection.json again when it cannot be read, and keeps the old one', async () => {
    const { disk } = await oneDocument();
    disk.setBytes(`${folder}/collection.json`, Buffer.from('{"format":'));
    const collection = await reopened(folder, contextOn(disk));
    expect([collection.title, collection.readOnly, collection.notices]).toEqual([
      'Letters',
      null,
      [expect.stringContaining('collection.json could not be read')],
    ]);
    expect((await collection.summaries()).length).toBe(1);
    await collection.close();
    expect((await reopened(folder, contextOn(disk))).notices).toEqual([]);
  });

  it('makes collection.json again when it is gone', async () => {
    const { disk } = await oneDocument();
    await disk.removeFile(`${folder}/collection.json`);
    const collection = await reopened(folder, contextOn(disk));
    expect([collection.title, collection.readOnly]).toEqual(['Letters', null]);
  });

  it('of a newer format is for reading only, whatever else its file holds', async () => {
    const { disk, id } = await oneDocument();
    disk.setBytes(`${folder}/collection.json`, Buffer.from('{"format": 2, "title": "New", "wings": true}'));
    const before = disk.files.toSorted();
    const collection = await reopened(folder, contextOn(disk));
    expect([collection.title, collection.readOnly]).toEqual([
      'New',
      expect.stringContaining('newer version of Anchorite'),
    ]);
    expect((await collection.summaries()).map((summary) => summary.id)).toEqual([id]);
    await expect(collection.addDocument(imported())).rejects.toThrow('newer version');
    await collection.close();
    expect(disk.files.toSorted()).toEqual(before);
  });

  it('on a disk that cannot be written to is for reading only', async () => {
    const { disk } = await oneDocument();
    disk.inject = ({ name, path }) => (name === 'open' && path.endsWith('.lock') ? { error: 'EROFS' } : null);
    const collection = await reopened(folder, contextOn(disk));
    expect(collection.readOnly).toContain('EROFS');
    expect((await collection.summaries()).length).toBe(1);
  });

  it('for reading leaves every byte as it is', async () => {
    const { disk, id } = await oneDocument();
    disk.setBytes(journalFile(id), Buffer.concat([disk.bytes(journalFile(id)), Buffer.from('0000')]));
    const before = disk.files.map((file) => [file, textOf(disk.bytes(file))]);
    const outcome = await openCollection(folder, { ...contextOn(disk), readOnly: true });
    if (outcome.kind !== 'opened') throw new Error(outcome.kind);
    const store = await outcome.collection.openDocument(id);
    expect(store.readOnly).toBe('This collection is open for reading only.');
    await expect(store.append(1, [typing('1', telegram, 'x')])).rejects.toThrow('reading only');
    await store.close();
    await outcome.collection.check();
    await outcome.collection.close();
    expect(disk.files.map((file) => [file, textOf(disk.bytes(file))])).toEqual(before);
  });

  it('for reading tells of an unfinished write, unless it may be going on just now', async () => {
    for (const [isRunning, findings] of [
      [false, [expect.objectContaining({ what: expect.stringContaining('is not shown') })]],
      [true, []],
    ] as const) {
      const { disk, id } = await oneDocument();
      const writer = await reopened(folder, contextOn(disk, { pid: isRunning ? 5 : 1 }));
      const store = await writer.openDocument(id);
      await store.append(1, [typing('1', telegram, 'Urgent. ')]);
      const bytes = disk.bytes(journalFile(id));
      disk.setBytes(journalFile(id), Buffer.concat([bytes, Buffer.from('0000')]));
      const outcome = await openCollection(folder, { ...contextOn(disk, { pid: 5 }), readOnly: true });
      if (outcome.kind !== 'opened') throw new Error(outcome.kind);
      expect([(await outcome.collection.check()).findings, disk.bytes(journalFile(id)).length]).toEqual([
        findings,
        bytes.length + 4,
      ]);
    }
  });

  it('puts a whole document that an interrupted import left into the list', async () => {
    const { disk, id } = await oneDocument();
    const list = textOf(disk.bytes(listFile)).split('\n');
    disk.setBytes(listFile, Buffer.from(`${list[0]}\n`));
    const collection = await reopened(folder, contextOn(disk));
    expect(collection.notices).toEqual([expect.stringContaining('“001.txt” had been imported')]);
    expect((await collection.summaries()).map((summary) => summary.id)).toEqual([id]);
    await collection.close();
    expect((await reopened(folder, contextOn(disk))).notices).toEqual([]);
  });

  it('sets what an interrupted import left aside', async () => {
    const { disk } = await oneDocument();
    const staged = `${folder}/staging/r00000000001/d00000000002`;
    disk.makeFolders(staged);
    disk.setBytes(`${staged}/half`, Buffer.from('half'));
    const collection = await reopened(folder, contextOn(disk));
    expect(collection.notices).toEqual([expect.stringContaining('An import was interrupted')]);
    expect(textOf(disk.bytes(`${folder}/recovered/import-d00000000002/half`))).toBe('half');
  });

  it('tells of a document whose folder is gone', async () => {
    const { disk, id } = await oneDocument();
    await disk.rename(`${folder}/documents/${id}`, '/elsewhere');
    const collection = await reopened(folder, contextOn(disk));
    expect(collection.notices).toEqual([expect.stringContaining(`documents/${id} of “001.txt” is not there`)]);
    expect(await collection.summaries()).toEqual([]);
    expect((await collection.check()).findings.map(({ document }) => document)).toEqual([id]);
  });

  it('lists the documents of two installations together', async () => {
    const { disk } = await oneDocument();
    const other = contextOn(disk, { replica: 'r00000000002' as ReplicaId });
    const theirs = await reopened(folder, other);
    await theirs.addDocument(imported('002.txt'));
    await theirs.close();
    const collection = await reopened(folder, contextOn(disk));
    expect((await collection.summaries()).map(({ source }) => source)).toEqual(['001.txt', '002.txt']);
    expect([collection.readOnly, (await collection.check()).findings]).toEqual([null, []]);
  });
});

describe('the summary of a document', () => {
  it('is made again when document.json is gone, damaged, or older than the journal', async () => {
    const { disk, id } = await oneDocument();
    const hint = textOf(disk.bytes(hintFile(id)));
    for (const content of [null, '{', hint.replace('"words": 16', '"words": 17')]) {
      if (content === null) await disk.removeFile(hintFile(id));
      else disk.setBytes(hintFile(id), Buffer.from(content));
      const collection = await reopened(folder, contextOn(disk));
      expect((await collection.summaries())[0]?.words).toBe(16);
      await collection.close();
      expect(textOf(disk.bytes(hintFile(id)))).toBe(hint);
    }
  });

  it('counts what was changed while the document is open, and after it was closed', async () => {
    const { disk, id } = await oneDocument();
    const collection = await reopened(folder, contextOn(disk));
    const store = await collection.openDocument(id);
    await store.append(1, [typing('1', telegram, 'Very urgent. ')]);
    const while_ = (await collection.summaries())[0];
    await store.close();
    const after = (await collection.summaries())[0];
    expect([while_?.words, after]).toEqual([18, while_]);
  });

  it('keeps how many suspects were left, until the text is changed', async () => {
    const { disk, id } = await oneDocument();
    const left = async (): Promise<number | null | undefined> => {
      const collection = await reopened(folder, contextOn(disk));
      const [summary] = await collection.summaries();
      await collection.close();
      return summary?.suspects;
    };
    expect(await left()).toBe(null);
    const collection = await reopened(folder, contextOn(disk));
    const store = await collection.openDocument(id);
    expect([store.noteSuspects(store.state, 7), store.noteSuspects(store.state, 7)]).toEqual([true, false]);
    await collection.close();
    expect(await left()).toBe(7);
    const again = await reopened(folder, contextOn(disk));
    const opened = await again.openDocument(id);
    await opened.setStatus('correcting');
    await opened.addReviews([{ kind: 'read', lines: ['line-1'] }]);
    expect(opened.summary().suspects).toBe(7);
    const before = opened.state;
    await opened.append(before.seq, [typing('1', telegram, 'Very urgent. ')]);
    expect([opened.summary().suspects, opened.noteSuspects(before, 8)]).toEqual([null, false]);
    await again.close();
    expect(await left()).toBe(null);
  });

  it('is read from a document.json of number 1, which says nothing of suspects', async () => {
    const { disk, id } = await oneDocument();
    const { checksum: _, ...hint } = JSON.parse(textOf(disk.bytes(hintFile(id))) ?? '') as Record<string, unknown>;
    const { suspects: __, ...summary } = hint.summary as Record<string, unknown>;
    const older = { ...hint, format: 1, summary: { ...summary, words: 3 } };
    const checksum = createHash('sha256').update(JSON.stringify(older)).digest('hex').slice(0, 32);
    disk.setBytes(hintFile(id), Buffer.from(JSON.stringify({ ...older, checksum })));
    const [read] = await (await reopened(folder, contextOn(disk))).summaries();
    expect([read?.words, read?.suspects]).toEqual([3, null]);
  });

  it('is not read from the journal when nothing changed', async () => {
    const { disk, id } = await oneDocument();
    const read: string[] = [];
    const collection = await reopened(folder, contextOn(disk));
    disk.inject = ({ name, path }) => {
      if (name === 'readFile') read.push(path);
      return null;
    };
    await collection.summaries();
    expect(read).toEqual([`${folder}/index/summaries.jsonl`, hintFile(id)]);
  });
});

describe('checking a collection', () => {
  it('finds a source that is another one', async () => {
    const { disk, id } = await oneDocument();
    const source = `${folder}/documents/${id}/source/001.txt`;
    disk.setBytes(source, Buffer.from('The SOURCE.\n'));
    const report = await (await reopened(folder, contextOn(disk))).check();
    expect(report.findings).toEqual([{ document: id, what: expect.stringContaining('The source of “001.txt”') }]);
  });

  it('finds a source that was renamed to be the same one', async () => {
    const { disk, id } = await oneDocument();
    const source = `${folder}/documents/${id}/source/001.txt`;
    await disk.rename(source, `${folder}/documents/${id}/source/renamed.txt`);
    expect((await (await reopened(folder, contextOn(disk))).check()).findings).toEqual([]);
  });

  it('finds conflict copies among the journals', async () => {
    const { disk, id } = await oneDocument();
    disk.setBytes(journalFile(id).replace('.jsonl', ' (conflicted copy).jsonl'), new Uint8Array());
    const report = await (await reopened(folder, contextOn(disk))).check();
    expect(report.findings).toEqual([
      { document: id, what: expect.stringContaining('is a conflict copy of a synchronised folder') },
    ]);
  });

  it('finds a folder that belongs to no document', async () => {
    const { disk } = await oneDocument();
    await disk.makeFolder(`${folder}/documents/d00000000009`);
    const collection = await reopened(folder, contextOn(disk));
    expect(collection.notices).toEqual([expect.stringContaining('documents/d00000000009 holds no document')]);
    expect((await collection.check()).findings).toEqual([
      { document: null, what: 'documents/d00000000009 belongs to no document of the list.' },
    ]);
  });

  it('finds nothing in a document that is open and being typed in', async () => {
    const { disk, id } = await oneDocument();
    const collection = await reopened(folder, contextOn(disk));
    const store = await collection.openDocument(id);
    await store.append(1, [typing('1', doc(p('x')), 'Urgent. ')]);
    expect(await collection.check()).toEqual({ documents: 1, records: 2, findings: [], remarks: [], troubled: [] });
  });
});
