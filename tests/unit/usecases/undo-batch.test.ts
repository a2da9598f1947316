import { describe, expect, test } from 'vitest';
import { documentsOf } from '../../../main/storage/collection/named-documents.ts';
import { undoBatch } from '../../../main/usecases/undo-batch.ts';
import { canonicalHash } from '../../../shared/text/canonical-json.ts';
import { change, telegram, typing } from '../../helpers/journal-builders.ts';
import { MemoryFileSystem } from '../../helpers/memory-file-system.ts';
import { contextOn, imported, newCollection } from '../../helpers/storage-fixtures.ts';

const control = { progress: () => undefined, signal: new AbortController().signal };

async function collectionWithOne() {
  const collection = await newCollection('/letters', contextOn(new MemoryFileSystem()));
  const { id } = await collection.addDocument(imported());
  const documents = documentsOf(collection);
  const read = () => documents.withDocument(id, async (store) => store.state);
  const before = await read();
  const made = typing('1', before.doc, 'Urgent. ');
  await documents.withDocument(id, (store) => store.append(1, [made]));
  return { id, documents, read, before, act: { document: id, group: made.group } };
}

describe('an act upon several documents', () => {
  test('is taken back as one act of undo, which itself is in the journal', async () => {
    const { id, documents, read, before, act } = await collectionWithOne();
    expect(await undoBatch(documents, [act], control)).toEqual({ documents: [id], left: [] });
    const after = await read();
    expect(canonicalHash(after.doc)).toBe(canonicalHash(before.doc));
    expect(after.seq).toBeGreaterThan(2);
  });

  test('stays where something was done since', async () => {
    const { id, documents, read, act } = await collectionWithOne();
    await documents.withDocument(id, async (store) => {
      const later = change('2', store.state.doc, (tr) => tr.insert(1, telegram.type.schema.text('Later. ')));
      await store.append(store.state.seq, [later]);
    });
    const before = await read();
    expect(await undoBatch(documents, [act], control)).toEqual({ documents: [], left: [id] });
    expect(canonicalHash((await read()).doc)).toBe(canonicalHash(before.doc));
  });
});
