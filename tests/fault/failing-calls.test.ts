import { describe, expect, it } from 'vitest';
import { besideCollection } from '../../main/storage/backup/make-backup.ts';
import { type Collection, openCollection } from '../../main/storage/collection/collection.ts';
import type { StorageContext } from '../../main/storage/disk/storage-context.ts';
import type { DocumentStore } from '../../main/storage/document/document-store.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { typing } from '../helpers/journal-builders.ts';
import { type FileCall, type Injected, MemoryFileSystem } from '../helpers/memory-file-system.ts';
import { contextOn, imported, newCollection, reopened } from '../helpers/storage-fixtures.ts';
import { folder } from './crashed-collection.ts';
import { report } from './fault-report.ts';

/** What was acknowledged before a failure. */
interface Acknowledged {
  collection: boolean;
  document: DocumentId | null;
  /** The changes of the document, as the words that each one typed. */
  readonly words: string[];
  status: boolean;
  /** Whether every failure so far was reported to the caller. */
  failed: boolean;
}

/** Makes a collection, imports, types, closes; goes on after a failure as far as the program lets it. */
async function work(disk: MemoryFileSystem, acknowledged: Acknowledged, more: Partial<StorageContext>): Promise<void> {
  let collection: Collection | null = null;
  try {
    collection = await newCollection(folder, contextOn(disk, { pid: 1, ...more }));
    acknowledged.collection = true;
    const { id } = await collection.addDocument(imported());
    acknowledged.document = id;
    const store = await collection.openDocument(id);
    for (const word of ['one', 'two', 'three']) await type(store, word, acknowledged);
    await store.setStatus('correcting');
    acknowledged.status = true;
    await store.close();
  } catch {
    acknowledged.failed = true;
  }
  await collection?.close().catch(() => {
    acknowledged.failed = true;
  });
}

async function type(store: DocumentStore, word: string, acknowledged: Acknowledged): Promise<void> {
  try {
    await store.append(store.state.seq, [typing(word, store.state.doc, `${word} `)]);
    acknowledged.words.push(word);
  } catch (error) {
    // A person is told, and what was typed is not taken for saved.
    expect(store.readOnly).toContain('could not be saved');
    throw error;
  }
}

const nothing = (): Acknowledged => ({ collection: false, document: null, words: [], status: false, failed: false });

/** Opens what a failure left on a disk that works again, and compares it with what had been acknowledged. */
async function holds(disk: MemoryFileSystem, acknowledged: Acknowledged, what: string): Promise<void> {
  disk.inject = () => null;
  const outcome = await openCollection(folder, contextOn(disk, { pid: 2 }));
  if (outcome.kind !== 'opened') {
    expect([outcome.kind, acknowledged.collection], what).toEqual(['not a collection', false]);
    return;
  }
  const { collection } = outcome;
  expect([collection.readOnly, (await collection.check()).findings], what).toEqual([null, []]);
  const { document, words, status } = acknowledged;
  const ids = (await collection.summaries()).map(({ id }) => id);
  if (document !== null) expect(ids, what).toEqual([document]);
  for (const id of ids) {
    const store = await collection.openDocument(id);
    const typed = [...words].reverse().map((word) => `${word} `);
    expect(store.state.doc.textContent.replace(/^(three )?(two )?(one )?/, '').startsWith('From Moscow'), what).toBe(
      true,
    );
    expect(store.state.doc.textContent.includes(typed.join('')), what).toBe(true);
    if (status) expect(store.state.status, what).toBe('correcting');
    const { seq, doc } = store.state;
    expect((await store.append(seq, [typing('more', doc, 'more ')])).seq, what).toBe(seq + 1);
    await store.close();
  }
  await collection.close();
  const last = await reopened(folder, contextOn(disk, { pid: 3 }));
  expect([last.notices, (await last.check()).findings], what).toEqual([[], []]);
  await last.close();
}

/** Runs the work once for each call that it makes, letting that call fail in some way. */
async function everyCall(
  failure: (call: FileCall, failing: number) => Injected,
  more: Partial<StorageContext> = {},
): Promise<number> {
  for (let failing = 1; ; failing++) {
    const disk = new MemoryFileSystem();
    disk.inject = (call) => failure(call, failing);
    const acknowledged = nothing();
    await work(disk, acknowledged, more);
    if (disk.calls < failing) {
      // Whatever was lost has failed the test before it comes here.
      report({ fault: 'failing calls', store: 'Anchorite', trials: failing - 1, lost: 0, unopened: 0 });
      return failing - 1;
    }
    await holds(disk.copy(), acknowledged, `call ${failing}`);
  }
}

describe('a call to the file system that fails', () => {
  it.each(['EIO', 'ENOSPC', 'EACCES'])(
    'once, with %s, loses nothing that was acknowledged, wherever it is',
    async (error) => {
      const calls = await everyCall(({ number }, failing) => (number === failing ? { error } : null));
      expect(calls).toBeGreaterThan(100);
    },
  );

  it('once loses nothing, also when checkpoints and backups are made', async () => {
    const more = { checkpointEvery: 2, backups: besideCollection };
    const calls = await everyCall(({ number }, failing) => (number === failing ? { error: 'EIO' } : null), more);
    expect(calls).toBeGreaterThan(200);
  });

  it.each(['EIO', 'ENOSPC'])('with %s, as do all after it, loses nothing that was acknowledged', async (error) => {
    await everyCall(({ number }, failing) => (number >= failing ? { error } : null));
  });

  it('because the disk is full loses nothing, although reading and removing still work', async () => {
    const taking = new Set(['open', 'write', 'makeFolder', 'datasync', 'sync']);
    await everyCall(({ number, name }, failing) =>
      number >= failing && taking.has(name) ? { error: 'ENOSPC' } : null,
    );
  });

  it('by taking part of the bytes is gone on with, at every call', async () => {
    await everyCall(({ number, name }, failing) => (name === 'write' && number >= failing ? { short: 7 } : null));
  });

  it('by taking part of the bytes, and then none, loses nothing that was acknowledged', async () => {
    await everyCall(({ number, name }, failing) => {
      if (name !== 'write' || number < failing) return null;
      return number === failing ? { short: 20 } : { error: 'ENOSPC' };
    });
  });
});

describe('a failed sync', () => {
  it('is made good in a new segment, and what is acknowledged then is there once', async () => {
    const disk = new MemoryFileSystem();
    const collection = await newCollection(folder, contextOn(disk, { pid: 1 }));
    const { id } = await collection.addDocument(imported());
    const store = await collection.openDocument(id);
    await store.append(1, [typing('one', store.state.doc, 'one ')]);
    let syncs = 0;
    disk.inject = ({ name }) => (name === 'datasync' && ++syncs === 1 ? { error: 'EIO' } : null);
    await store.append(2, [typing('two', store.state.doc, 'two ')]);
    disk.inject = () => null;
    await store.append(3, [typing('three', store.state.doc, 'three ')]);
    const journal = `${folder}/documents/${id}/journal/r00000000001`;
    const seqs = [1, 2].map((segment) =>
      [
        ...Buffer.from(disk.bytes(`${journal}/00000${segment}.jsonl`))
          .toString()
          .matchAll(/"seq":(\d+)/g),
      ].map(([, seq]) => Number(seq)),
    );
    expect([seqs, store.readOnly]).toEqual([
      [
        [1, 2],
        [3, 4],
      ],
      null,
    ]);
    await store.close();
    await collection.close();
    const again = await reopened(folder, contextOn(disk, { pid: 2 }));
    const reread = await again.openDocument(id);
    expect([reread.state.doc.textContent.startsWith('three two one From'), again.notices]).toEqual([true, []]);
  });
});
