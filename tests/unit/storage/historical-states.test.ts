import type { Node } from 'prosemirror-model';
import { describe, expect, it } from 'vitest';
import type { DocumentStore } from '../../../main/storage/document/document-store.ts';
import { HistoricalStateUnreadableError } from '../../../main/storage/document/historical-states.ts';
import type { AnnotationId } from '../../../shared/document/identifier.ts';
import { canonicalHash } from '../../../shared/text/canonical-json.ts';
import { acting, apply, tagging, telegram, typing, undoing } from '../../helpers/journal-builders.ts';
import { MemoryFileSystem } from '../../helpers/memory-file-system.ts';
import { contextOn, imported, newCollection } from '../../helpers/storage-fixtures.ts';

async function openTelegram(): Promise<{ readonly disk: MemoryFileSystem; readonly store: DocumentStore }> {
  const disk = new MemoryFileSystem();
  const collection = await newCollection('/letters', contextOn(disk));
  const { id } = await collection.addDocument(imported());
  return { disk, store: await collection.openDocument(id) };
}

const first = typing('1', telegram, 'Urgent. ');
const afterFirst: Node = apply(telegram, first);
const tag = tagging('2', afterFirst, 1, 7, 'a00000000001', 'term');
const afterTag: Node = apply(afterFirst, tag);
const taken = undoing('3', first, afterFirst);

describe('the past of a document', () => {
  it('is every state that it was in, with what was known of it then', async () => {
    const { store } = await openTelegram();
    await store.append(1, [first]);
    await store.nameVersion('Before the tag');
    await store.append(3, [tag]);
    await store.setMetadata({ title: 'Another title' });
    const past = await store.past();
    const states = await past.statesAt([1, 2, 3, 4, 5]);
    expect(
      states.map(({ seq, doc, metadata, versions, annotations }) => [
        seq,
        canonicalHash(doc),
        metadata.title,
        versions.map(({ name }) => name),
        annotations.size,
      ]),
    ).toEqual([
      [1, canonicalHash(telegram), 'Telegram', ['Imported'], 0],
      [2, canonicalHash(afterFirst), 'Telegram', ['Imported'], 0],
      [3, canonicalHash(afterFirst), 'Telegram', ['Imported', 'Before the tag'], 0],
      [4, canonicalHash(afterTag), 'Telegram', ['Imported', 'Before the tag'], 1],
      [5, canonicalHash(afterTag), 'Another title', ['Imported', 'Before the tag'], 1],
    ]);
    expect((await past.stateAt(2)).doc.eq(afterFirst)).toBe(true);
  });

  it('includes what was on its way to the disk when it was asked for', async () => {
    const { store } = await openTelegram();
    const appending = store.append(1, [first]);
    expect((await store.past()).seq).toBe(2);
    await appending;
  });

  it('names each change with who, when, and the documents before and after it', async () => {
    const { store } = await openTelegram();
    await store.append(1, [first, taken]);
    await store.nameVersion('Nothing');
    const changes = await (await store.past()).changesUpTo(4);
    expect(
      changes.map(({ seq, editor, isUndo, before, after }) => [
        seq,
        editor,
        isUndo,
        before.textContent.slice(0, 7),
        after.textContent.slice(0, 7),
      ]),
    ).toEqual([
      [2, 'MK', false, 'From Mo', 'Urgent.'],
      [3, 'MK', true, 'Urgent.', 'From Mo'],
    ]);
    expect(changes.map(({ steps }) => steps.length)).toEqual([1, 1]);
  });

  it('leaves out a change that was only said of an annotation when the text is asked for, and keeps its history', async () => {
    const { store } = await openTelegram();
    await store.append(1, [
      first,
      tag,
      acting('4', { kind: 'commented', id: 'a00000000001' as AnnotationId, comment: 'x' }),
    ]);
    const past = await store.past();
    expect((await past.stateAt(3)).annotations.get('a00000000001' as AnnotationId)?.comment).toBe('');
    expect((await past.stateAt(4)).annotations.get('a00000000001' as AnnotationId)?.comment).toBe('x');
    expect((await past.changesUpTo(4)).map(({ steps }) => steps.length)).toEqual([1, 1, 0]);
  });

  it('says how far it can be read when a later state is asked for', async () => {
    const { store } = await openTelegram();
    await store.append(1, [first]);
    const past = await store.past();
    await expect(past.stateAt(3)).rejects.toBeInstanceOf(HistoricalStateUnreadableError);
    await expect(past.changesUpTo(3)).rejects.toMatchObject({ seq: 3, reached: 2 });
  });

  it('is the same whether it is read from a checkpoint or from the beginning', async () => {
    const disk = new MemoryFileSystem();
    const collection = await newCollection('/letters', contextOn(disk));
    const { id } = await collection.addDocument(imported());
    const store = await collection.openDocument(id);
    const folder = `/letters/documents/${id}/checkpoints`;
    const kept: (readonly [string, Uint8Array])[] = [];
    const keep = async (): Promise<void> => {
      await store.keepCheckpoint();
      const file = `${folder}/${store.state.seq}.json`;
      kept.push([file, disk.bytes(file)]);
    };
    await store.append(1, [first]);
    await keep();
    await store.nameVersion('Before the tag');
    await store.append(3, [tag]);
    await keep();
    await store.append(4, [acting('4', { kind: 'commented', id: 'a00000000001' as AnnotationId, comment: 'Who?' })]);
    await keep();
    await store.append(5, [undoing('5', first, afterFirst)]);
    await store.setMetadata({ title: 'Another title' });
    for (const [file, bytes] of kept) disk.setBytes(file, bytes);
    const seqs = [1, 2, 3, 4, 5, 6, 7];
    const read = async (): Promise<readonly unknown[]> => {
      const past = await store.past();
      const states = [];
      for (const seq of seqs) states.push(await past.stateAt(seq));
      expect(await past.statesAt([5, 7])).toEqual([states[4], states[6]]);
      return [past.seq, (await past.changesUpTo(7)).length, ...states];
    };
    const quickly = await read();
    for (const [file] of kept) await disk.removeFile(file);
    expect(quickly).toEqual(await read());
    expect(kept.map(([file]) => file)).toEqual([2, 4, 5].map((seq) => `${folder}/${seq}.json`));
  });

  it('can be read of a document whose journal is damaged, up to the damage', async () => {
    const { disk, store } = await openTelegram();
    await store.append(1, [first]);
    await store.append(2, [tag]);
    const file = `/letters/documents/${store.id}/journal/r00000000001/000001.jsonl`;
    const bytes = Buffer.from(disk.bytes(file));
    bytes[bytes.length - 20] = 0;
    disk.setBytes(file, bytes);
    const past = await store.past();
    expect(past.seq).toBe(2);
    expect((await past.stateAt(2)).doc.eq(afterFirst)).toBe(true);
  });
});
