import type { Collection } from '../../main/storage/collection/collection.ts';
import type { StorageContext } from '../../main/storage/disk/storage-context.ts';
import type { AnnotationId } from '../../shared/document/identifier.ts';
import { canonicalHash } from '../../shared/text/canonical-json.ts';
import { acting, tagging, typing, undoing } from './journal-builders.ts';
import { imported, newCollection, reopened } from './storage-fixtures.ts';

/** What a collection of a released format must still lead to in every later version. */
export interface GoldenDocument {
  readonly source: string;
  readonly seq: number;
  readonly state: string;
  readonly imported: string;
  readonly status: string;
  readonly title: string;
  readonly versions: readonly string[];
  readonly annotations: readonly string[];
  /** How many acts can be taken back. */
  readonly acts: number;
}

/** Everything of a collection's documents that must stay the same. */
export async function goldenDocuments(collection: Collection): Promise<readonly GoldenDocument[]> {
  const documents: GoldenDocument[] = [];
  for (const { id, source } of await collection.summaries()) {
    const store = await collection.openDocument(id);
    const { state } = store;
    documents.push({
      source,
      seq: state.seq,
      state: canonicalHash(state.doc),
      imported: canonicalHash(state.imported),
      status: state.status,
      title: state.metadata.title,
      versions: state.versions.map(({ number, name, seq }) => `${number} ${name} ${seq}`),
      annotations: [...state.annotations.values()].map((one) =>
        // What was released before there were entities knows none.
        JSON.stringify({
          ...one,
          entity: one.entity ?? undefined,
          type: one.type ?? undefined,
          history: one.history.length,
        }),
      ),
      acts: new Set(store.history(200).map(({ group }) => group)).size,
    });
    await store.close();
  }
  return documents;
}

/** Makes a small collection with every kind of record, in several segments. */
export async function makeGoldenCollection(folder: string, context: StorageContext): Promise<void> {
  const first = await newCollection(folder, { ...context, segmentLimit: 3_000 });
  const { id } = await first.addDocument(imported('001.txt'));
  await first.addDocument(imported('002.txt'));
  const store = await first.openDocument(id);
  const mistake = typing('1', store.state.doc, 'By mistake. ');
  await store.append(1, [mistake, undoing('2', mistake, store.state.doc)]);
  await store.append(3, [tagging('3', store.state.doc, 6, 12, 'a1', 'place')]);
  await store.append(4, [acting('4', { kind: 'commented', id: 'a1' as AnnotationId, comment: 'Příloha?' })]);
  await store.nameVersion('Read once');
  await store.setStatus('corrected');
  await store.setMetadata({ title: 'Telegram 47', date: { text: '26 February 1946', when: '1946-02-26' } });
  await first.close();
  const second = await reopened(folder, { ...context, segmentLimit: 3_000 });
  const again = await second.openDocument(id);
  for (let number = 0; number < 8; number++)
    await again.append(again.state.seq, [typing(`n${number}`, again.state.doc, `${number} — ${'x'.repeat(300)} `)]);
  await second.close();
}
