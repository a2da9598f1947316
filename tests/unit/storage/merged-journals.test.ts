import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import { lookAtDocument } from '../../../main/storage/document/load-document.ts';
import type { ReplicaId } from '../../../shared/document/identifier.ts';
import { parseRecord } from '../../../shared/journal/record-codec.ts';
import { goldenDocuments } from '../../helpers/golden-collection.ts';
import { inTemporaryFolder, reopened } from '../../helpers/storage-fixtures.ts';

const fixture = path.join(import.meta.dirname, '../../../fixtures/merged-journals');

const context = {
  fileSystem: nodeFileSystem,
  replica: 'r00000000009' as ReplicaId,
  editor: 'DD',
  now: () => new Date(Date.UTC(2026, 2, 2)),
};

/** Two people changed a document apart, twice: the first time it was written down what came of it, the second time not. */
test('a document of several people leads to what it led to when it was written, by a program of any later version', () =>
  inTemporaryFolder(async (folder) => {
    cpSync(path.join(fixture, 'collection'), folder, { recursive: true });
    const expected: unknown = JSON.parse(readFileSync(path.join(fixture, 'expected.json'), 'utf8'));
    const collection = await reopened(folder, context);
    const documents = await goldenDocuments(collection);
    const [id] = (await collection.summaries()).map((summary) => summary.id);
    const store = id && (await collection.openDocument(id));
    if (!store) throw new Error('there is no document');
    expect([store.readOnly, store.trouble, store.isMergePending]).toEqual([null, null, true]);
    expect(JSON.parse(JSON.stringify({ documents, conflicts: store.state.conflicts }))).toEqual(
      withoutActs(expected, documents),
    );
    await store.close();
    await collection.close();
  }));

test('lines of changes are merged once: whoever opens the document again goes on from what came of it', () =>
  inTemporaryFolder(async (folder) => {
    cpSync(path.join(fixture, 'collection'), folder, { recursive: true });
    const collection = await reopened(folder, context);
    const [id] = (await collection.summaries()).map((summary) => summary.id);
    if (!id) throw new Error('there is no document');
    const look = async () => {
      const loaded = await lookAtDocument(context, folder, id);
      return loaded && { took: loaded.tookMerging, checkpointed: loaded.checkpointed, seq: loaded.replay.seq };
    };
    const store = await collection.openDocument(id);
    expect((await look())?.took).toBe(true);
    await store.keepMerges();
    const { doc, seq, conflicts } = store.state;
    await store.close();
    await collection.close();
    expect(await look()).toEqual({ took: false, checkpointed: seq, seq });
    const again = await reopened(folder, context);
    const opened = await again.openDocument(id);
    expect(opened.state.doc.toJSON()).toEqual(doc.toJSON());
    expect([opened.state.conflicts, opened.state.seq]).toEqual([conflicts, seq]);
    await opened.close();
    await again.close();
  }));

test('a checkpoint of merged lines counts for the very journals of everyone that it was made from, and for no others', () =>
  inTemporaryFolder(async (folder) => {
    cpSync(path.join(fixture, 'collection'), folder, { recursive: true });
    const collection = await reopened(folder, context);
    const [id] = (await collection.summaries()).map((summary) => summary.id);
    if (!id) throw new Error('there is no document');
    const store = await collection.openDocument(id);
    await store.keepMerges();
    await store.close();
    await collection.close();
    const look = async () => {
      const loaded = await lookAtDocument(context, folder, id);
      return loaded && { checkpointed: loaded.checkpointed > 0, text: loaded.replay.doc.textContent };
    };
    const before = await look();
    expect(before?.checkpointed).toBe(true);
    // What one of the others did last has not arrived, as in a copy that was put back: what follows from the rest is shown.
    const journals = path.join(folder, 'documents', id, 'journal');
    for (const replica of readdirSync(journals)) {
      const segment = path.join(journals, replica, '000001.jsonl');
      const whole = readFileSync(segment);
      const other = Buffer.from(whole);
      other[whole.length - 10] = (whole[whole.length - 10] ?? 0) ^ 1;
      for (const bytes of [whole.subarray(0, whole.lastIndexOf(10, whole.length - 2) + 1), other]) {
        writeFileSync(segment, bytes);
        const [found, all] = [
          await lookAtDocument(context, folder, id),
          await lookAtDocument(context, folder, id, false),
        ];
        expect(found?.checkpointed).toBe(0);
        expect(found?.replay.doc.toJSON()).toEqual(all?.replay.doc.toJSON());
      }
      writeFileSync(segment, whole);
    }
    expect(await look()).toEqual(before);
  }));

/** How many acts can be taken back follows from who looks. */
function withoutActs(expected: unknown, found: readonly { readonly acts: number }[]): unknown {
  const { documents, ...rest } = expected as { readonly documents: readonly object[] };
  return { ...rest, documents: documents.map((one, index) => ({ ...one, acts: found[index]?.acts })) };
}

test('a merge is a kind of record that programs of before do not know: they open the document for reading only', () => {
  const record = {
    format: 1,
    seq: 4,
    prev: '0'.repeat(32),
    parent: '1'.repeat(32),
    synced: 0,
    document: 'd00000000001',
    editor: 'AA',
    replica: 'r00000000001',
    time: '2026-03-01T10:00:00.000Z',
    kind: 'a later kind',
    payload: {},
  };
  const read = parseRecord(Buffer.from(JSON.stringify(record)));
  expect(read).toEqual({ ok: false, fault: { kind: 'unknown kind', name: 'a later kind' } });
});
