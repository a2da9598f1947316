import type { ArrangedPage, FacsimileChange } from '../../shared/contract/facsimile.ts';
import type { Fault } from '../../shared/contract/fault.ts';
import type { Acknowledged, Reply } from '../../shared/contract/ipc.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import type { PageImage } from '../../shared/document/page-image.ts';
import { pageViews } from '../jobs/page-views.ts';
import { placedPages } from '../jobs/placed-pages.ts';
import { storageFault } from '../jobs/storage-fault.ts';
import type { DocumentStore } from '../storage/document-store.ts';
import { nodeFileSystem } from '../storage/file-system.ts';
import { done, type HandlersOf, refused } from './handler.ts';
import type { Session } from './session.ts';

type Channels =
  | 'facsimile:places'
  | 'facsimile:add'
  | 'facsimile:arrange'
  | 'facsimile:relink'
  | 'facsimile:read'
  | 'facsimile:add-layout';

export function facsimileHandlers(session: Session): HandlersOf<Channels> {
  return {
    'facsimile:places': ({ document }) => withStore(session, document, async (store) => placedPages(store.state)),
    'facsimile:arrange': ({ document, pages }) =>
      withStore(session, document, async (store) =>
        changed(store, await store.setPages(arrangedPages(store.state.pages, pages))),
      ),
    'facsimile:add': async () => refused(notYet),
    'facsimile:relink': async () => refused(notYet),
    'facsimile:read': async () => refused(notYet),
    'facsimile:add-layout': async () => refused(notYet),
  };
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

async function changed(store: DocumentStore, acknowledged: Acknowledged): Promise<FacsimileChange> {
  return { ...acknowledged, pages: await pageViews(nodeFileSystem, store) };
}

async function withStore<Value>(
  session: Session,
  id: DocumentId,
  act: (store: DocumentStore) => Promise<Value>,
): Promise<Reply<Value>> {
  const store = session.openedDocument(id);
  if (!store) throw new Error(`${id} is not open in the window`);
  try {
    return done(await act(store));
  } catch (error) {
    const fault = storageFault(error, store.state.metadata.title || store.state.source.name);
    if (fault) return refused(fault);
    throw error;
  }
}

const notYet: Fault = {
  what: 'This part of the program is not there yet.',
  kept: 'Nothing was changed.',
  next: 'Use the command line program.',
  details: null,
};
