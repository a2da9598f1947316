import type { SheetDocument, SheetPage } from '../../shared/contract/payloads/facsimile.ts';
import type { AnchorId, DocumentId, PageImageId } from '../../shared/document/identifier.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { PictureRequest } from '../images/page-pictures.ts';
import { pageViews } from '../images/page-views.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { type Documents, documentsOf } from '../storage/collection/named-documents.ts';
import type { JobContext, JobControl } from '../workers/job.ts';
import { type DivisionUndo, joinWithDocument, splitDocument, takeBackDivision } from './divide-documents.ts';

/** A page that is to begin a document. */
export interface PageStart {
  readonly document: DocumentId;
  readonly page: PageImageId;
}

/** What takes a grouping back, as long as nothing else was done to its documents. */
export interface GroupingUndo {
  /** In the order in which they were done. */
  readonly divisions: readonly DivisionUndo[];
  /** The last change of each document that is there, when it was done. */
  readonly seqs: ReadonlyMap<DocumentId, number>;
}

export type GroupingOutcome =
  | { readonly kind: 'done'; readonly divided: number; readonly joined: number; readonly undo: GroupingUndo }
  /** A sentence; `undo` takes back what was done before. */
  | { readonly kind: 'refused'; readonly reason: string; readonly undo: GroupingUndo };

/** Documents whose pages the window shows small without having them open. */
export class ContactSheet {
  #documents: ReadonlySet<DocumentId> = new Set();

  show(documents: readonly DocumentId[]): void {
    this.#documents = new Set(documents);
  }

  /** Whether a picture is one that the sheet shows. */
  has({ document, picture }: PictureRequest): boolean {
    return picture.kind === 'thumbnail' && this.#documents.has(document);
  }
}

/** The pages of documents for a contact sheet, in the order of the documents and their pages. */
export async function pageSheet(documents: Documents, ids: readonly DocumentId[]): Promise<readonly SheetDocument[]> {
  const sheet: SheetDocument[] = [];
  for (const document of ids)
    sheet.push(
      await documents.withDocument(document, async (store) => {
        const { metadata, source, pages } = store.state;
        const views = new Map((await pageViews(store)).map((view) => [view.id, view]));
        // How a page lies in its picture is what the state says of it.
        const seen = pages.flatMap((page): SheetPage[] => {
          const view = views.get(page.id);
          return view ? [{ ...page, thumbnail: view.thumbnail }] : [];
        });
        return { document, title: metadata.title || source.name, pages: seen };
      }),
    );
  return sheet;
}

/** Makes other documents of the pages of some, in the order in which they stand: where a page is to begin a document and begins none, its
 *  document is divided; where one begins a document and is to begin none, that is joined with the one before. What was done before it was
 *  cancelled, or could not go on, is told.
 *  @param starts every page that is to begin a document; the first page of all begins one anyway */
export async function groupPages(
  context: JobContext,
  collection: Collection,
  { documents: ids, starts }: { readonly documents: readonly DocumentId[]; readonly starts: readonly PageStart[] },
  { progress, signal }: JobControl,
): Promise<GroupingOutcome> {
  const documents = documentsOf(collection);
  const sheet = await pageSheet(documents, ids);
  const isStart = (document: DocumentId, page: PageImageId): boolean =>
    starts.some((start) => start.document === document && start.page === page);
  const cuts = sheet.flatMap(({ document, pages }) =>
    pages.slice(1).flatMap((page) => (isStart(document, page.id) ? [{ document, page }] : [])),
  );
  const merged = sheet.filter(
    ({ document, pages: [first] }, index) => index > 0 && first !== undefined && !isStart(document, first.id),
  );
  const divisions: DivisionUndo[] = [];
  const total = cuts.length + merged.length;
  const undo = async (): Promise<GroupingUndo> => ({ divisions, seqs: await seqsOf(documents, divisions) });
  const refused = async (reason: string): Promise<GroupingOutcome> => ({ kind: 'refused', reason, undo: await undo() });
  const unlinked = cuts.find(({ page }) => page.anchor === null);
  if (unlinked)
    return refused(
      inEnglish`The page “${unlinked.page.name}” is linked to no page anchor of its text, so nothing can begin there.`,
    );
  /** The document that the pages of each one end in. */
  const lastOf = new Map(ids.map((id) => [id, id]));
  // From the last, so that what is left of a document is still the one that is divided.
  for (const { document, page } of cuts.toReversed()) {
    progress({ what: inEnglish`Dividing`, done: divisions.length, total });
    if (signal.aborted) return refused(stopped);
    const request = { document, at: page.anchor as AnchorId, title: null };
    const outcome = await splitDocument(context, collection, request, signal);
    if (outcome.kind === 'refused') return refused(outcome.reason);
    if (lastOf.get(document) === document) lastOf.set(document, outcome.second);
    divisions.push(outcome.undo);
  }
  for (const { document } of merged) {
    progress({ what: inEnglish`Joining`, done: divisions.length, total });
    if (signal.aborted) return refused(stopped);
    const before = ids[ids.indexOf(document) - 1];
    const into = before && lastOf.get(before);
    if (!into) continue;
    const outcome = await joinWithDocument(collection, [into, document], signal);
    if (outcome.kind === 'refused') return refused(outcome.reason);
    if (lastOf.get(document) === document) lastOf.set(document, into);
    divisions.push(outcome.undo);
  }
  return { kind: 'done', divided: cuts.length, joined: merged.length, undo: await undo() };
}

const stopped = inEnglish`It was stopped.`;

async function seqsOf(documents: Documents, divisions: readonly DivisionUndo[]): Promise<GroupingUndo['seqs']> {
  const removed = new Set(divisions.flatMap(({ kind, second }) => (kind === 'joining' ? [second] : [])));
  const seqs = new Map<DocumentId, number>();
  for (const id of new Set(divisions.flatMap(({ first, second }) => [first, second])))
    if (!removed.has(id)) seqs.set(id, await documents.withDocument(id, async ({ state }) => state.seq));
  return seqs;
}

/** Takes a grouping back, the last part of it first; nothing when something was done to one of its documents since.
 *  @returns whether all of it was */
export async function ungroupPages(collection: Collection, { divisions, seqs }: GroupingUndo): Promise<boolean> {
  const documents = documentsOf(collection);
  const seqOf = (id: DocumentId): Promise<number> => documents.withDocument(id, async ({ state }) => state.seq);
  for (const [id, seq] of seqs) if ((await seqOf(id)) !== seq) return false;
  for (const undo of divisions.toReversed()) {
    // Taking back what came after it has added to the document.
    const secondSeq = undo.kind === 'division' ? await seqOf(undo.second) : undo.secondSeq;
    const { signal } = new AbortController();
    if (!(await takeBackDivision(collection, { ...undo, secondSeq }, signal)).isDone) return false;
  }
  return true;
}
