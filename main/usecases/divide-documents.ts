import path from 'node:path';
import { type Change, imageEncoding } from '../../shared/document/document-state.ts';
import { type AnchorId, type DocumentId, type GroupId, newGroupId } from '../../shared/document/identifier.ts';
import { type DocumentStatus, documentStatuses } from '../../shared/document/metadata.ts';
import { anchorName, anchorsOf } from '../../shared/document/page-anchor.ts';
import type { PageImage } from '../../shared/document/page-image.ts';
import { type DivisionRefusal, type DocumentPart, divideDocument } from '../../shared/edit/division/divide-document.ts';
import { joinDocuments } from '../../shared/edit/division/join-documents.ts';
import type { JournalEntry, JournalRecord } from '../../shared/journal/record.ts';
import { unreachable } from '../../shared/text/unreachable.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { type Documents, documentsOf } from '../storage/collection/named-documents.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { journalEntries } from '../storage/document/journal-entries.ts';
import type { ImageDraft } from '../storage/document/page-images.ts';
import { readSource, SourceMissingError } from '../storage/journal/source-file.ts';
import type { JobContext } from '../workers/job.ts';
import { undoBatch } from './undo-batch.ts';

/** What came of dividing a document, or of joining two. */
export type DivisionOutcome =
  | {
      readonly kind: 'done';
      /** The document that was there and is there still. */
      readonly first: DocumentId;
      /** The new document of a division; of a joining the one that was removed. */
      readonly second: DocumentId;
      readonly sentence: string;
      readonly undo: DivisionUndo;
    }
  | { readonly kind: 'refused'; readonly reason: string };

/** What takes a division or a joining back, as long as nothing else was done to the documents. */
export interface DivisionUndo {
  readonly kind: 'division' | 'joining';
  readonly first: DocumentId;
  readonly group: GroupId;
  readonly second: DocumentId;
  /** The last change of the second when it was made. */
  readonly secondSeq: number;
  /** What the first had before. */
  readonly pages: readonly PageImage[];
  readonly status: DocumentStatus;
}

interface DivisionRequest {
  readonly document: DocumentId;
  readonly at: AnchorId;
  /** Of the new document; made of the title of the whole unless given. */
  readonly title: string | null;
}

/** Makes two documents of one: from a page anchor on its text, notes, tags, images and zones are a new document, whose history is that
 *  of the whole until then. An interruption leaves the whole as it was, with the new document beside it or not. */
export async function splitDocument(
  context: JobContext,
  collection: Collection,
  { document, at, title }: DivisionRequest,
  signal: AbortSignal,
): Promise<DivisionOutcome> {
  return documentsOf(collection).withDocument(document, async (store) => {
    if (store.readOnly !== null) return { kind: 'refused', reason: store.readOnly };
    const divided = divideDocument(store.state, at);
    if (divided.kind === 'refused') return { kind: 'refused', reason: refusalSentence(divided.reason) };
    await keepVersion(store, inEnglish`Before it was divided`);
    const { state } = store;
    const page = pageName(state.doc, at);
    const whole = titleOf(store);
    const name = title ?? `${whole}, from ${page} on`;
    const copy = { store, part: divided.second, title: name, origin: originSentence(store, page) };
    const second = await addPart(context, collection, copy, signal);
    const { pages, status } = state;
    const group = newGroupId();
    try {
      await store.append(state.seq, [{ group, ...divided.first.change }]);
    } catch (error) {
      // Better no part than the passage in two documents.
      await collection.removed.remove([second.id]).catch(() => undefined);
      throw error;
    }
    if (divided.first.pages.length < pages.length) await store.setPages(divided.first.pages);
    await store.nameVersion(inEnglish`Divided: ${page} and what follows are another document`, true);
    return {
      kind: 'done',
      first: document,
      second: second.id,
      sentence: inEnglish`What follows from ${page} on is the document “${name}” now, with its notes, tags and images; “${whole}” keeps what stands before.`,
      undo: { kind: 'division', first: document, group, second: second.id, secondSeq: second.seq, pages, status },
    };
  });
}

/** Puts a document behind another one, with notes, tags, images and zones, and takes it out of the collection, where it is kept among the
 *  removed documents. An interruption leaves it where it was. */
export async function joinWithDocument(
  collection: Collection,
  [first, second]: readonly [DocumentId, DocumentId],
  signal: AbortSignal,
): Promise<DivisionOutcome> {
  if (first === second) return { kind: 'refused', reason: inEnglish`A document cannot be joined with itself.` };
  const documents = documentsOf(collection);
  const joined = await documents.withDocument(first, (store) =>
    documents.withDocument(second, (other) => putBehind(collection, store, other, signal)),
  );
  if (joined.kind === 'done') await collection.removed.remove([second]);
  return joined;
}

async function putBehind(
  collection: Collection,
  store: DocumentStore,
  other: DocumentStore,
  signal: AbortSignal,
): Promise<DivisionOutcome> {
  const readOnly = store.readOnly ?? other.readOnly;
  if (readOnly !== null) return { kind: 'refused', reason: readOnly };
  await keepVersion(store, inEnglish`Before it was joined with another document`);
  const before = store.state;
  const { change, pages, readings } = joinDocuments(before, other.state);
  const draft = await collection.draftImages(store.id);
  try {
    const names = await copyImages(draft, other.facsimileFolder, pages, signal);
    const behind = pages.map((page) => ({ ...page, file: names.get(page.file) ?? page.file }));
    // First: a page without its text is less than a text without its page.
    if (behind.length > 0) await store.setPages([...before.pages, ...behind], draft);
  } finally {
    await draft.discard();
  }
  if (readings.length > 0) await store.addReadings(readings);
  const group = newGroupId();
  await store.append(store.state.seq, [{ group, ...change }]);
  const status = lesserStatus(before.status, other.state.status);
  if (status !== before.status) await store.setStatus(status);
  await store.nameVersion(inEnglish`Joined with “${titleOf(other)}”`, true);
  const undo: DivisionUndo = {
    kind: 'joining',
    first: store.id,
    group,
    second: other.id,
    secondSeq: other.state.seq,
    pages: before.pages,
    status: before.status,
  };
  return { kind: 'done', first: store.id, second: other.id, sentence: joinedSentence(store, other), undo };
}

/** Takes a division or a joining back, when nothing was done to the documents since.
 *  @returns a sentence for the person; `isDone` is false when it stays as it is */
export async function takeBackDivision(
  collection: Collection,
  undo: DivisionUndo,
  signal: AbortSignal,
): Promise<{ readonly isDone: boolean; readonly sentence: string }> {
  const documents = documentsOf(collection);
  const isWhole = await isUntouched(documents, undo);
  const act = { document: undo.first, group: undo.group };
  const taken = isWhole
    ? await undoBatch(documents, [act], { progress: () => undefined, signal })
    : { documents: [], left: [] };
  if (taken.documents.length === 0) return { isDone: false, sentence: stays };
  await documents.withDocument(undo.first, async (store) => {
    const { pages, status } = store.state;
    if (JSON.stringify(pages) !== JSON.stringify(undo.pages)) await store.setPages(undo.pages);
    if (status !== undo.status) await store.setStatus(undo.status);
  });
  if (undo.kind === 'division') await collection.removed.remove([undo.second]);
  else await collection.removed.putBack([undo.second]);
  return {
    isDone: true,
    sentence:
      undo.kind === 'division' ? inEnglish`It is one document again.` : inEnglish`They are two documents again.`,
  };
}

const stays = inEnglish`Something was done to one of the documents since, so both stay as they are.`;

async function isUntouched(documents: Documents, { kind, second, secondSeq }: DivisionUndo): Promise<boolean> {
  // A document that was removed cannot have been changed.
  return kind === 'joining' || documents.withDocument(second, async ({ state }) => state.seq === secondSeq);
}

interface PartOfStore {
  readonly store: DocumentStore;
  readonly part: DocumentPart;
  readonly title: string;
  readonly origin: string;
}

/** Keeps a part of a document as a document of its own. */
async function addPart(
  { fileSystem }: JobContext,
  collection: Collection,
  { store, part, title, origin }: PartOfStore,
  signal: AbortSignal,
): Promise<{ readonly id: DocumentId; readonly seq: number }> {
  const { state } = store;
  const records = await recordsOf(collection, store);
  const draft = await collection.draftImages();
  try {
    const names = await copyImages(draft, store.facsimileFolder, part.pages, signal);
    const pages = part.pages.map((page) => ({ ...page, file: names.get(page.file) ?? page.file }));
    const change: Change = { group: newGroupId(), ...part.change };
    const entries: readonly JournalEntry[] = [
      ...journalEntries(state.doc, [change]),
      ...(state.pages.length > 0 ? [{ kind: 'facsimile' as const, payload: { pages } }] : []),
      { kind: 'metadata', payload: { title } },
      { kind: 'version', payload: { name: inEnglish`Divided from the whole`, automatic: true } },
    ];
    const source = await copiedSource(store, fileSystem);
    const { id } = await collection.addDocument({ records, entries, origin, source }, draft);
    return { id, seq: records.length + entries.length };
  } finally {
    // Nothing is left of it when it became a document.
    await draft.discard();
  }
}

/** All records that led to the present state. */
export async function recordsOf(
  collection: Collection,
  { id, state }: DocumentStore,
): Promise<readonly JournalRecord[]> {
  const { branches } = await collection.branches(id);
  const branch = branches.find(({ records }) => records.at(-1)?.seq === state.seq);
  if (!branch) throw new Error(`the journal of ${id} does not end with change ${state.seq}`);
  return branch.records;
}

export async function copiedSource(
  { facsimileFolder, state: { source } }: DocumentStore,
  fileSystem: JobContext['fileSystem'],
): Promise<{ readonly name: string; readonly bytes: Uint8Array } | null> {
  if (source.encoding === imageEncoding) return null;
  try {
    return { name: source.name, bytes: await readSource(fileSystem, path.dirname(facsimileFolder), source) };
  } catch (error) {
    // It is told of wherever it is asked for.
    if (error instanceof SourceMissingError) return null;
    throw error;
  }
}

/** Copies the files of pages into a draft. One that is missing stays missing.
 *  @returns the names of the copies, by those of the files */
export async function copyImages(
  draft: ImageDraft,
  folder: string,
  pages: readonly PageImage[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const file of new Set(pages.map((page) => page.file))) {
    const copied = await draft.copy(path.join(folder, file), signal);
    if (copied.kind === 'copied') names.set(file, copied.file);
  }
  return names;
}

/** So that the state before can be gone back to by name. */
async function keepVersion(store: DocumentStore, name: string): Promise<void> {
  const { state } = store;
  if (state.versions.at(-1)?.seq !== state.seq) await store.nameVersion(name, true);
}

const titleOf = ({ state }: DocumentStore): string => state.metadata.title || state.source.name;

function pageName(doc: DocumentStore['state']['doc'], at: AnchorId): string {
  const found = anchorsOf(doc).find(({ anchor }) => anchor.id === at);
  return found ? anchorName(found.anchor) : 'the page';
}

const originSentence = (store: DocumentStore, page: string): string =>
  inEnglish`This document was divided from “${titleOf(store)}” (${store.id}) at ${page}, after change ${store.state.seq}; its history until then is that of the whole.`;

const lesserStatus = (one: DocumentStatus, other: DocumentStatus): DocumentStatus =>
  documentStatuses.indexOf(one) < documentStatuses.indexOf(other) ? one : other;

function joinedSentence(store: DocumentStore, other: DocumentStore): string {
  const wasRead = other.state.reviews.some(({ act }) => act.kind === 'read');
  const joined = inEnglish`“${titleOf(other)}” stands behind “${titleOf(store)}” now, with its notes, tags and images; itself, with its history, is kept among the removed documents.`;
  return wasRead ? `${joined} ${inEnglish`What was proofread in it is to be read again.`}` : joined;
}

function refusalSentence(reason: DivisionRefusal): string {
  switch (reason) {
    case 'no such page':
      return inEnglish`The document does not have that page.`;
    case 'nothing before it':
      return inEnglish`The document begins with that page, so there is nothing to divide from it.`;
    case 'in a note':
      return inEnglish`That page begins within a note, where a document cannot be divided.`;
    case 'in a table':
      return inEnglish`That page begins within a row of a table, or a cell reaches over it; move the page anchor, or divide the table first.`;
    default:
      return unreachable(reason);
  }
}
