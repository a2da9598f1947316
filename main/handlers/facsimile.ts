import type { Reply } from '../../shared/contract/ipc.ts';
import type { ArrangedPage, FacsimileChange, RelinkOutcome } from '../../shared/contract/payloads/facsimile.ts';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import type { PageImage } from '../../shared/document/page-image.ts';
import { unreachable } from '../../shared/text/unreachable.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { pageViews } from '../images/page-views.ts';
import { addHalf, proposeTreatment } from '../images/treat-pages.ts';
import { addLayouts, addPageFiles } from '../importing/add-pages.ts';
import { collectionOcr } from '../ocr/ocr-languages.ts';
import { allRoles, ocrPages } from '../ocr/ocr-pages.ts';
import { placedPages } from '../ocr/placed-pages.ts';
import { type RelinkRequest, relinkImage } from '../ocr/relink-image.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { documentsOf } from '../storage/collection/named-documents.ts';
import { filesWithin } from '../storage/disk/outside-file.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { type GroupingUndo, groupPages, pageSheet, ungroupPages } from '../usecases/group-pages.ts';
import { answering, answeringOf } from './session/answering.ts';
import { done, type HandlersOf, refused } from './session/handler.ts';
import type { CollectionSession } from './session/session.ts';

type Channels =
  | 'facsimile:places'
  | 'facsimile:add'
  | 'facsimile:arrange'
  | 'facsimile:propose-treatment'
  | 'facsimile:sheet'
  | 'facsimile:group'
  | 'facsimile:ungroup'
  | 'facsimile:add-half'
  | 'facsimile:relink'
  | 'facsimile:read'
  | 'facsimile:add-layout';

export function facsimileHandlers(session: CollectionSession): HandlersOf<Channels> {
  /** Files that a person chose in a dialog, and was asked about afterwards. */
  const offered = new Set<string>();
  return {
    ...sheetHandlers(session),
    'facsimile:places': ({ document }) =>
      answeringOf(session, document, async (store) => done(placedPages(store.state))),
    'facsimile:arrange': ({ document, pages }) =>
      answeringOf(session, document, async (store) => {
        await store.setPages(arrangedPages(store.state.pages, pages));
        return done(await changed(session, store));
      }),
    'facsimile:propose-treatment': ({ document, page: id }) =>
      answeringOf(session, document, (store) =>
        session.jobs.run(inEnglish`Looking at the page`, ({ signal }) =>
          proposeTreatment(session.jobContext, store, id, signal),
        ),
      ),
    'facsimile:add-half': ({ document, page }) =>
      answeringOf(session, document, async (store) => {
        const half = await addHalf(store, page);
        return done({ ...(await changed(session, store)), half });
      }),
    async 'facsimile:add'({ document, files: dropped }) {
      const files = await chosenFiles(session, dropped, 'images');
      if (files === null) return done(null);
      if (files === 'not dropped') return refused(notDropped);
      return answeringOf(session, document, async (store) => {
        const outcome = await session.jobs.run(inEnglish`Adding images`, (control) =>
          addPageFiles(session.jobContext, session.collection, store, files, control),
        );
        return done({ ...outcome, ...(await changed(session, store)) });
      });
    },
    async 'facsimile:relink'({ document, page, file: named, acceptOther }) {
      if (named !== null && !session.shell.wasDropped(named) && !offered.has(named)) return refused(notDropped);
      const file = named ?? (await session.shell.choosePageFiles('image'))?.[0];
      if (file === undefined) return done(null);
      return answeringOf(session, document, (store) => {
        offered.add(file);
        return relink(session, store, { page, file, acceptOther });
      });
    },
    'facsimile:read': ({ document, pages }) =>
      answeringOf(session, document, async (store) => {
        const settings = collectionOcr(session.collection.vocabulary, session.jobContext.ownData);
        const request = { pages, ...settings, roles: allRoles };
        const outcome = await session.jobs.run(inEnglish`Reading pages`, (control) =>
          ocrPages(session.jobContext, store, request, control),
        );
        return done({ ...outcome, ...(await changed(session, store)) });
      }),
    async 'facsimile:add-layout'({ document, files: dropped }) {
      const files = await chosenFiles(session, dropped, 'layout');
      if (files === null) return done(null);
      if (files === 'not dropped') return refused(notDropped);
      return answeringOf(session, document, async (store) => {
        const outcome = await session.jobs.run(inEnglish`Adding layouts`, (control) =>
          addLayouts(session.jobContext, session.collection, store, files, control),
        );
        return done({ ...outcome, ...(await changed(session, store)) });
      });
    },
  };
}

type SheetChannels = 'facsimile:sheet' | 'facsimile:group' | 'facsimile:ungroup';

/** Pages of several documents, and which of them make one. What was done last is kept here, to be taken back. */
function sheetHandlers(session: CollectionSession): HandlersOf<SheetChannels> {
  let last: { readonly collection: Collection; readonly undo: GroupingUndo } | null = null;
  return {
    'facsimile:sheet': ({ documents }) =>
      answering(session.collection.title, async () => {
        const sheet = await pageSheet(documentsOf(session.collection), documents);
        session.sheet.show(documents);
        return done(sheet);
      }),
    'facsimile:group': (request) =>
      answering(session.collection.title, async () => {
        const { collection, jobContext, jobs } = session;
        for (const id of request.documents) await session.closeDocument(id);
        const outcome = await jobs.run(inEnglish`Grouping pages`, (control) =>
          groupPages(jobContext, collection, request, control),
        );
        last = { collection, undo: outcome.undo };
        const refusal = outcome.kind === 'refused' ? outcome.reason : null;
        return done({ documents: await collection.summaries(), refused: refusal });
      }),
    'facsimile:ungroup': () =>
      answering(session.collection.title, async () => {
        const { collection } = session;
        if (last?.collection !== collection) return refused(notGrouped);
        const { undo } = last;
        last = null;
        return (await ungroupPages(collection, undo)) ? done(await collection.summaries()) : refused(notGrouped);
      }),
  };
}

const notGrouped: Fault = {
  what: inEnglish`The documents cannot be grouped as they were before: something was done to one of them since.`,
  kept: inEnglish`They are as they are now.`,
  next: inEnglish`Group their pages anew.`,
  details: null,
};

/** Files that a person dropped on the window, or chooses now; null when the dialog was cancelled. */
async function chosenFiles(
  { shell }: CollectionSession,
  dropped: readonly string[] | null,
  purpose: 'images' | 'layout',
): Promise<readonly string[] | 'not dropped' | null> {
  if (dropped?.some((file) => !shell.wasDropped(file))) return 'not dropped';
  const chosen = dropped ?? (await shell.choosePageFiles(purpose));
  return chosen && (await Promise.all(chosen.map(filesWithin))).flat();
}

async function relink(
  session: CollectionSession,
  store: DocumentStore,
  request: RelinkRequest,
): Promise<Reply<RelinkOutcome | null>> {
  const outcome = await session.jobs.run(inEnglish`Linking the image`, ({ signal }) =>
    relinkImage(session.jobContext, session.collection, store, request, signal),
  );
  switch (outcome.kind) {
    case 'linked':
      return done({ kind: 'linked', ...(await changed(session, store)) });
    case 'other file':
      return done({ ...outcome, file: request.file });
    case 'refused':
      return refused(outcome.fault);
    case 'cancelled':
      return done(null);
    default:
      return unreachable(outcome);
  }
}

/** The pages as the window wants them; one that it leaves out is no page of the document any more. */
function arrangedPages(pages: readonly PageImage[], arranged: readonly ArrangedPage[]): readonly PageImage[] {
  const known = new Map(pages.map((page) => [page.id, page]));
  return arranged.flatMap(({ id, anchor, turn }) => {
    const page = known.get(id);
    known.delete(id);
    return page ? [{ ...page, anchor, turn }] : [];
  });
}

/** How the images of a document are now, when what changed them is on the disk. */
async function changed(session: CollectionSession, store: DocumentStore): Promise<FacsimileChange> {
  session.rowChanged(store);
  const { seq, changed: last } = store.state;
  return { seq, savedAt: last.time, pages: await pageViews(store) };
}

const notDropped: Fault = {
  what: inEnglish`The window named files that you did not drop on it, so nothing was added.`,
  kept: inEnglish`The document is as it was.`,
  next: inEnglish`Drop the files on the window again, or choose them in the dialog.`,
  details: null,
};
