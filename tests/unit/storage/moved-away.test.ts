import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Collection, openCollection } from '../../../main/storage/collection/collection.ts';
import { CollectionAwayError, LockLostError } from '../../../main/storage/disk/collection-lock.ts';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import type { DocumentStore } from '../../../main/storage/document/document-store.ts';
import { JournalMismatchError } from '../../../main/storage/journal/journal-writer.ts';
import { typing } from '../../helpers/journal-builders.ts';
import { contextOn, imported, inTemporaryFolder, newCollection, reopened } from '../../helpers/storage-fixtures.ts';

interface Open {
  readonly folder: string;
  /** Where it is moved to. */
  readonly elsewhere: string;
  readonly collection: Collection;
  readonly store: DocumentStore;
  type(text: string): Promise<unknown>;
}

const context = contextOn(nodeFileSystem);

/** A collection with an open document, into which something was typed. */
async function open(parent: string): Promise<Open> {
  const folder = path.join(parent, 'letters');
  const collection = await newCollection(folder, context);
  const { id } = await collection.addDocument(imported());
  const store = await collection.openDocument(id);
  const type = (text: string): Promise<unknown> =>
    store.append(store.state.seq, [typing(text.trim().toLowerCase(), store.state.doc, text)]);
  await type('One ');
  return { folder, elsewhere: path.join(parent, 'elsewhere'), collection, store, type };
}

/** Longer than a look at the lock is relied upon. */
const later = (): Promise<void> => delay(300);

const journalIn = (folder: string, { id }: DocumentStore): Promise<string> =>
  readFile(path.join(folder, 'documents', id, 'journal', context.replica, '000001.jsonl'), 'utf8');

describe('a collection whose folder is moved away while it is open', () => {
  it('says so, keeps what it holds as it was, and saves again when the folder is back', () =>
    inTemporaryFolder(async (parent) => {
      const { folder, elsewhere, collection, store, type } = await open(parent);
      await rename(folder, elsewhere);
      await later();
      const before = store.state;
      for (let attempt = 0; attempt < 2; attempt++)
        await expect(type('Two ')).rejects.toBeInstanceOf(CollectionAwayError);
      await expect(collection.learn([{ kind: 'word added', word: 'Kuznetsov' }])).rejects.toBeInstanceOf(
        CollectionAwayError,
      );
      await expect(collection.addDocument(imported('002.txt'))).rejects.toBeInstanceOf(CollectionAwayError);
      // Nothing was taken for done, so that the same can be asked for again.
      expect([store.state, store.readOnly]).toEqual([before, null]);
      await expect(nodeFileSystem.stat(folder)).resolves.toBeNull();
      await rename(elsewhere, folder);
      await type('Two ');
      await collection.learn([{ kind: 'word added', word: 'Kuznetsov' }]);
      await store.close();
      await collection.close();
      const again = await reopened(folder, context);
      const found = await again.openDocument(store.id);
      expect([found.state.doc.textContent.slice(0, 8), again.notices]).toEqual(['Two One ', []]);
      expect([(await again.check()).findings, again.vocabulary.words]).toEqual([[], ['Kuznetsov']]);
      await again.close();
    }));

  it('is written where it is when it came back as a copy, and nowhere else', () =>
    inTemporaryFolder(async (parent) => {
      const { folder, elsewhere, collection, store, type } = await open(parent);
      await rename(folder, elsewhere);
      await later();
      await expect(type('Two ')).rejects.toBeInstanceOf(CollectionAwayError);
      const left = await journalIn(elsewhere, store);
      await cp(elsewhere, folder, { recursive: true });
      await type('Two ');
      expect([await journalIn(elsewhere, store), (await journalIn(folder, store)).split('\n').length]).toEqual([
        left,
        4,
      ]);
      await collection.close();
    }));

  it('takes its lock again when it came back without one', () =>
    inTemporaryFolder(async (parent) => {
      const { folder, elsewhere, collection, type } = await open(parent);
      await rename(folder, elsewhere);
      await later();
      await expect(type('Two ')).rejects.toBeInstanceOf(CollectionAwayError);
      await rm(path.join(elsewhere, 'collection.lock'));
      await rename(elsewhere, folder);
      await type('Two ');
      expect((await openCollection(folder, context)).kind).toBe('locked');
      await collection.close();
      expect((await openCollection(folder, context)).kind).toBe('opened');
    }));

  it('is not written to when an older state came back in its place', () =>
    inTemporaryFolder(async (parent) => {
      const { folder, elsewhere, collection, store, type } = await open(parent);
      const older = path.join(parent, 'older');
      await cp(folder, older, { recursive: true });
      await type('Two ');
      await rename(folder, elsewhere);
      await later();
      await expect(type('Three ')).rejects.toBeInstanceOf(CollectionAwayError);
      const before = await journalIn(older, store);
      await rename(older, folder);
      await expect(type('Three ')).rejects.toBeInstanceOf(JournalMismatchError);
      expect(await journalIn(folder, store)).toBe(before);
      await collection.close().catch(() => undefined);
    }));

  it('is not taken for another collection that stands in its place', () =>
    inTemporaryFolder(async (parent) => {
      const { folder, elsewhere, collection, store, type } = await open(parent);
      await rename(folder, elsewhere);
      const other = await newCollection(folder, context);
      await later();
      await expect(type('Two ')).rejects.toBeInstanceOf(CollectionAwayError);
      await other.close();
      await later();
      await expect(type('Two ')).rejects.toBeInstanceOf(CollectionAwayError);
      await rm(folder, { recursive: true });
      await rename(elsewhere, folder);
      await type('Two ');
      expect((await journalIn(folder, store)).split('\n')).toHaveLength(4);
      await collection.close();
    }));

  it('that another program took over meanwhile is lost, as ever', () =>
    inTemporaryFolder(async (parent) => {
      const { folder, elsewhere, collection, type } = await open(parent);
      await rename(folder, elsewhere);
      await later();
      await expect(type('Two ')).rejects.toBeInstanceOf(CollectionAwayError);
      const theirs = { format: 1, nonce: 'theirs', host: 'office', bootId: 'b', namespace: null, pid: 7, started: '9' };
      await writeFile(
        path.join(elsewhere, 'collection.lock'),
        `${JSON.stringify({ ...theirs, since: '2026-03-01T10:00:00.000Z' })}\n`,
      );
      await rename(elsewhere, folder);
      await expect(type('Two ')).rejects.toBeInstanceOf(LockLostError);
      await collection.close();
    }));

  it('closes without a fault, and is free to be opened where it is', () =>
    inTemporaryFolder(async (parent) => {
      const { folder, elsewhere, collection, store } = await open(parent);
      await mkdir(path.join(parent, 'shelf'));
      await rename(folder, elsewhere);
      await later();
      await store.close();
      await collection.close();
      await expect(nodeFileSystem.stat(folder)).resolves.toBeNull();
      const again = await reopened(elsewhere, context);
      expect([again.readOnly, (await again.summaries()).length]).toEqual([null, 1]);
      await again.close();
    }));

  it('does not show its documents as ones that have not arrived', () =>
    inTemporaryFolder(async (parent) => {
      const { folder, elsewhere, collection, store } = await open(parent);
      await store.close();
      await rename(folder, elsewhere);
      await later();
      await expect(collection.openDocument(store.id)).rejects.toBeInstanceOf(CollectionAwayError);
      await expect(collection.summaries()).rejects.toBeInstanceOf(CollectionAwayError);
      expect(collection.notices).toEqual([]);
      await rename(elsewhere, folder);
      expect((await collection.summaries()).length).toBe(1);
      await collection.close();
    }));
});
