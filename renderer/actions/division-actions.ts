import type { DividedDocuments } from '../../shared/contract/calls/document.ts';
import type { AnchorId, DocumentId } from '../../shared/document/identifier.ts';
import type { PageAnchor } from '../../shared/document/page-anchor.ts';
import { t } from '../../shared/translation/translate.ts';
import type { DocumentSession } from '../model/document-session.ts';
import { shownAnchorName } from '../model/labels.ts';
import { replaceRows } from '../model/rows.ts';
import { ask } from '../platform/bridge.ts';
import { createStore, type Store } from '../platform/store.ts';
import { showToast } from '../platform/toast.ts';
import { leaveDocument, openDocument } from './document-actions.ts';

/** What a person is asked before a document is divided, or joined with another one. */
export type DivisionQuestion =
  | {
      readonly kind: 'split';
      readonly document: DocumentId;
      readonly at: AnchorId;
      /** What a person calls the page: `Facsimile 3`. */
      readonly page: string;
      readonly title: string;
    }
  | { readonly kind: 'join'; readonly first: DocumentId; readonly second: DocumentId };

/** Null while nothing is asked. */
export const divisionQuestion: Store<DivisionQuestion | null> = createStore<DivisionQuestion | null>(null);

/** Makes a new document of what follows from a page anchor on, after what is typed is on the disk. */
export async function requestSplit(document: DocumentId, at: AnchorId, title: string): Promise<void> {
  if (!(await leaveDocument())) return;
  const name = title.trim() === '' ? null : title.trim();
  await show(await ask('document:split', { document, at, title: name }), document);
}

/** Puts a document behind another one. */
export async function requestJoin(first: DocumentId, second: DocumentId): Promise<void> {
  if (!(await leaveDocument())) return;
  await show(await ask('document:join', { first, second }), first);
}

/** The document that was divided, or joined with another one, last; null when that was taken back. */
export const lastDivided: Store<DocumentId | null> = createStore<DocumentId | null>(null);

/** Whether the last division or joining was one of this document, and can be taken back. */
export const canUndoDivisionOf = (document: DocumentId): boolean => document === lastDivided.get();

/** Takes the last division or joining back, if it was one of this document. */
export function undoDivisionOf(document: DocumentId): void {
  if (document === lastDivided.get()) void undoDivision(document);
}

async function undoDivision(document: DocumentId): Promise<void> {
  if (!(await leaveDocument())) return;
  lastDivided.set(null);
  const undone = await ask('document:undo-division', null);
  await goOn(undone, document);
  if (undone) showToast(undone.sentence);
}

/** @param document that was open before */
async function show(divided: DividedDocuments | undefined, document: DocumentId): Promise<void> {
  // Known before the document is on the screen: whoever is quick takes it back at once.
  lastDivided.set(divided?.first ?? null);
  await goOn(divided, document);
  if (divided) showToast(divided.sentence, { label: t`Undo`, run: () => void undoDivision(divided.first) });
}

async function goOn(divided: DividedDocuments | undefined, document: DocumentId): Promise<void> {
  if (divided) replaceRows(divided.documents);
  await openDocument(divided?.first ?? document, null);
}

/** Asks whether the document shall be divided before a page anchor. */
export function askToSplit(session: DocumentSession, anchor: PageAnchor): void {
  const { title } = session.facts.get().metadata;
  const page = shownAnchorName(anchor);
  const name = t`${title || session.opened.source.name}, from ${page} on`;
  divisionQuestion.set({ kind: 'split', document: session.id, at: anchor.id, page, title: name });
}
