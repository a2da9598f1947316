import type { Assignment } from '../../shared/archive/collection-desk.ts';
import type { SecondReading, Settling } from '../../shared/contract/payloads/proofreading.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import type { JournalEntry } from '../../shared/journal/record.ts';
import { compareReadings } from '../../shared/proofreading/second-reading.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { type Documents, documentsOf } from '../storage/collection/named-documents.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { copiedSource, copyImages, recordsOf } from '../usecases/divide-documents.ts';
import { replacingChange } from '../usecases/settle-conflicts.ts';
import { VersionKeeper } from '../versions/version-keeper.ts';
import type { JobContext } from '../workers/job.ts';

/** What came of a step of a second reading; a refusal is a sentence, and changed nothing. */
export type ReadingOutcome<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'refused'; readonly why: string };

const refused = (why: string): { readonly kind: 'refused'; readonly why: string } => ({ kind: 'refused', why });

/** Assigns a document to a second reader, who reads blind: a copy of it as it was imported, with its page images, becomes a document of the
 *  collection, and nothing of what the first reader did is in it. */
export async function assignReader(
  context: JobContext,
  collection: Collection,
  { document, reader }: { readonly document: DocumentId; readonly reader: string },
  signal: AbortSignal,
): Promise<ReadingOutcome<DocumentId>> {
  const { assignments } = collection.desk;
  const open = assignments.find((one) => one.settled === null && [one.document, one.copy].includes(document));
  if (open?.document === document) return refused(inEnglish`It is assigned to ${open.reader} already.`);
  if (open) return refused(inEnglish`It is the copy of a second reader itself.`);
  return documentsOf(collection).withDocument(document, async (store) => {
    if (store.readOnly !== null) return refused(store.readOnly);
    const copy = await blindCopy(context, collection, store, { reader, signal });
    await collection.desk.keepReader({ act: 'assigned', document, copy, reader });
    return { kind: 'done', value: copy };
  });
}

/** A document as it was imported, or as its text came to be read on its images, and nothing that people did since. */
async function blindCopy(
  { fileSystem }: JobContext,
  collection: Collection,
  store: DocumentStore,
  { reader, signal }: { readonly reader: string; readonly signal: AbortSignal },
): Promise<DocumentId> {
  const { state } = store;
  const all = await recordsOf(collection, store);
  // Texts that were read on the images later are what was imported, too.
  const read = all.findLastIndex((record) => 'asImported' in record.payload && record.payload.asImported === true);
  const records = all.slice(0, Math.max(read, 0) + 1);
  const draft = await collection.draftImages();
  try {
    const names = await copyImages(draft, store.facsimileFolder, state.pages, signal);
    const pages = state.pages.map((page) => ({ ...page, file: names.get(page.file) ?? page.file }));
    const title = `${state.metadata.title || state.source.name} (second reading by ${reader})`;
    const entries: readonly JournalEntry[] = [
      ...(pages.length > 0 ? [{ kind: 'facsimile' as const, payload: { pages } }] : []),
      ...state.readings.map((payload) => ({ kind: 'reading' as const, payload })),
      { kind: 'metadata', payload: { title } },
      { kind: 'version', payload: { name: inEnglish`Assigned to a second reader`, automatic: true } },
    ];
    const origin = `This document is a copy of ${store.id} as it was imported, for a second reader.`;
    const added = { records, entries, origin, source: await copiedSource(store, fileSystem) };
    return (await collection.addDocument(added, draft)).id;
  } finally {
    await draft.discard();
  }
}

/** The assignment of a document, by itself or by its copy. */
export const assignmentOf = (collection: Collection, document: DocumentId): Assignment | null =>
  collection.desk.assignments.find((one) => one.document === document || one.copy === document) ?? null;

/** Compares both readers' documents as they are now. */
export async function readSecond(documents: Documents, assignment: Assignment): Promise<SecondReading> {
  return withBoth(documents, assignment, async (first, second) => ({
    ...assignment,
    title: first.state.metadata.title || first.state.source.name,
    ...compareReadings(first.state.doc, second.state.doc),
  }));
}

const withBoth = <Value>(
  documents: Documents,
  { document, copy }: Assignment,
  use: (first: DocumentStore, second: DocumentStore) => Promise<Value>,
): Promise<Value> =>
  documents.withDocument(document, (first) => documents.withDocument(copy, (second) => use(first, second)));

/** Settles a difference: the reading that is right is put into the other reader's document, as an act that undo takes back there. What each
 *  read stays in their journals. */
export async function settleReading(
  documents: Documents,
  assignment: Assignment,
  { index, first: mine, second: theirs, take }: Settling,
): Promise<ReadingOutcome<null>> {
  return withBoth(documents, assignment, async (first, second) => {
    const difference = compareReadings(first.state.doc, second.state.doc).differences[index];
    if (!difference || difference.first !== mine || difference.second !== theirs)
      return refused(inEnglish`The text was changed meanwhile, so nothing was settled. Look at the differences again.`);
    const store = take === 'first' ? second : first;
    if (store.readOnly !== null) return refused(store.readOnly);
    const place = take === 'first' ? difference.inSecond : difference.inFirst;
    const change = replacingChange(store.state.doc, place, difference[take]);
    if (!change) return refused(inEnglish`This cannot be put in by itself; correct it in the document by hand.`);
    const keeper = new VersionKeeper(store);
    await store.append(store.state.seq, [change]);
    await keeper.finish();
    return { kind: 'done', value: null };
  });
}

/** Ends a second reading: of one without a difference the copy is taken out of the collection, where it is kept among the removed documents;
 *  withdrawn, it ends whatever is left. */
export async function endReading(
  collection: Collection,
  assignment: Assignment,
  how: 'settled' | 'withdrawn',
): Promise<ReadingOutcome<null>> {
  if (how === 'settled') {
    const { differences } = await readSecond(documentsOf(collection), assignment);
    if (differences.length > 0)
      return refused(
        differences.length === 1
          ? inEnglish`One difference is not settled.`
          : inEnglish`${differences.length} differences are not settled.`,
      );
  }
  await collection.desk.keepReader({ act: how, document: assignment.document });
  await collection.removed.remove([assignment.copy]);
  return { kind: 'done', value: null };
}
