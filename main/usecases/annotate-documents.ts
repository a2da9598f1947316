import type { Node } from 'prosemirror-model';
import type { Command, Transaction } from 'prosemirror-state';
import type { StepJson } from '../../shared/document/document-state.ts';
import { type DocumentId, type NoteId, newGroupId } from '../../shared/document/identifier.ts';
import { type NoteType, notesOf } from '../../shared/document/notes/note.ts';
import { createEditorState } from '../../shared/edit/editor-state.ts';
import type { MarkDetails, MarkKind } from '../../shared/edit/marks/mark-kinds.ts';
import { marksThroughout, putMark } from '../../shared/edit/marks/mark-passage.ts';
import { addNote, addNoteAbout } from '../../shared/edit/notes/note-commands.ts';
import { type FindQuery, type Hit, hitInContext, type Match } from '../../shared/find/find.ts';
import type { Documents } from '../storage/collection/named-documents.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { VersionKeeper } from '../versions/version-keeper.ts';
import type { JobContext, JobControl } from '../workers/job.ts';
import { type HitResult, hitFinder } from './find-hits.ts';

export interface MarkRequest {
  readonly document: DocumentId;
  readonly query: FindQuery;
  readonly as: MarkKind;
  /** Such as `completeDetails` takes. */
  readonly details: MarkDetails;
}

export interface NoteRequest {
  readonly document: DocumentId;
  /** The words behind which it is called, and which of their hits, from 1; null for a note on the whole document. */
  readonly after: { readonly query: FindQuery; readonly hit: number | null } | null;
  readonly text: string;
  readonly type: NoteType;
}

/** A hit, and whether it was marked now: not where it was so before. */
export interface MarkedHit extends Hit {
  readonly marked: boolean;
}

/** Why nothing was changed. */
type NotAnnotated =
  | { readonly kind: 'bad expression'; readonly reason: string }
  | { readonly kind: 'read-only'; readonly reason: string }
  | { readonly kind: 'cancelled' };

export type MarkOutcome =
  | { readonly kind: 'done'; readonly source: string; readonly hits: readonly MarkedHit[] }
  | NotAnnotated;

export type NoteOutcome =
  | {
      readonly kind: 'done';
      readonly source: string;
      readonly note: NoteId;
      readonly label: string;
      readonly hits: number;
    }
  /** The words are not there, or not so often, or several times and it was not said which. */
  | { readonly kind: 'no such place'; readonly hits: number }
  | NotAnnotated;

/** Says something of every hit in a document of which that is not said yet, in one act of undo. */
export async function markDocument(
  context: JobContext,
  documents: Documents,
  request: MarkRequest,
  { signal }: JobControl,
): Promise<MarkOutcome> {
  return await documents.withDocument(request.document, async (store) => {
    const found = await findIn(context, store.state.doc, request.query, signal);
    return found.kind === 'hits' ? await markHits(store, found.hits, request) : found;
  });
}

/** Adds a note to a document, as the window does. */
export async function noteDocument(
  context: JobContext,
  documents: Documents,
  request: NoteRequest,
  { signal }: JobControl,
): Promise<NoteOutcome> {
  return await documents.withDocument(request.document, async (store) => {
    const { doc } = store.state;
    if (!request.after) return await putNote(store, addNoteAbout('document', request.text, request.type), 0);
    const found = await findIn(context, doc, request.after.query, signal);
    if (found.kind !== 'hits') return found;
    const { hit } = request.after;
    const place = hit === null ? (found.hits.length === 1 ? found.hits[0] : undefined) : found.hits[hit - 1];
    if (!place) return { kind: 'no such place', hits: found.hits.length };
    return await putNote(store, addNote(place.to, request.text, request.type), found.hits.length);
  });
}

async function findIn(context: JobContext, doc: Node, query: FindQuery, signal: AbortSignal): Promise<HitResult> {
  const finder = hitFinder(context.workers);
  try {
    return await finder.find(doc, query, signal);
  } finally {
    await finder.close();
  }
}

async function markHits(
  store: DocumentStore,
  matches: readonly Match[],
  { as, details }: MarkRequest,
): Promise<MarkOutcome> {
  const { doc, source } = store.state;
  const isNew = (match: Match): boolean =>
    as === 'illegible'
      ? doc.resolve(match.from).sameParent(doc.resolve(match.to))
      : marksThroughout(doc, match, as).length === 0;
  const fresh = new Set(matches.filter(isNew));
  const hits = matches.map((match) => ({ ...hitInContext(doc, match), marked: fresh.has(match) }));
  if (fresh.size > 0) {
    if (store.readOnly !== null) return { kind: 'read-only', reason: store.readOnly };
    // From the last on, so that the places of the others stay right where letters go.
    await append(store, (transaction) => {
      for (const match of [...fresh].reverse()) putMark(transaction, match, as, details);
    });
  }
  return { kind: 'done', source: source.name, hits };
}

async function putNote(store: DocumentStore, command: Command, hits: number): Promise<NoteOutcome> {
  if (store.readOnly !== null) return { kind: 'read-only', reason: store.readOnly };
  const before = new Set(notesOf(store.state.doc).bodies.map(({ node }) => node.attrs.id));
  const state = createEditorState({ doc: store.state.doc, history: [] });
  let made: Transaction | null = null;
  command(state, (transaction) => {
    made = transaction;
  });
  if (!made) return { kind: 'no such place', hits };
  await appendSteps(store, state.applyTransaction(made).transactions);
  const note = notesOf(store.state.doc).bodies.find(({ node }) => !before.has(node.attrs.id));
  if (!note) throw new Error('a note that was added is not there');
  const { id, label } = note.node.attrs as { readonly id: NoteId; readonly label: string };
  return { kind: 'done', source: store.state.source.name, note: id, label, hits };
}

/** Carries out a change as the editor does, with the guard of the page anchors, and appends it as one act. */
async function append(store: DocumentStore, change: (transaction: Transaction) => void): Promise<void> {
  const state = createEditorState({ doc: store.state.doc, history: [] });
  const { tr } = state;
  change(tr);
  await appendSteps(store, state.applyTransaction(tr).transactions);
}

async function appendSteps(store: DocumentStore, transactions: readonly Transaction[]): Promise<void> {
  const keeper = new VersionKeeper(store);
  const steps = transactions.flatMap((transaction) => transaction.steps.map((step) => step.toJSON() as StepJson));
  await store.append(store.state.seq, [{ group: newGroupId(), steps }]);
  await keeper.finish();
}
