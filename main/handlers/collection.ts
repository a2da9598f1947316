import type { DocumentSummary } from '../../shared/contract/document-summary.ts';
import type { CollectionView, Reply } from '../../shared/contract/ipc.ts';
import { storageFault } from '../jobs/storage-fault.ts';
import { documentsOf } from '../jobs/with-document.ts';
import { done, type HandlersOf, refused } from './handler.ts';
import { openSampleCollection } from './open-sample.ts';
import type { Session } from './session.ts';

type Channels =
  | 'collection:choose'
  | 'collection:new'
  | 'collection:open'
  | 'collection:reopen'
  | 'collection:open-sample'
  | 'collection:close'
  | 'collection:documents'
  | 'collection:set-status';

export function collectionHandlers(session: Session): HandlersOf<Channels> {
  return {
    'collection:choose': async (asked) => done(await session.choices.ask(asked)),
    async 'collection:new'({ title }) {
      const chosen = await session.choices.take({ purpose: 'new', title });
      return chosen === null ? done(null) : session.newCollection(chosen.folder, title);
    },
    async 'collection:open'({ folder }) {
      if (folder !== null) return openNamed(session, folder);
      const chosen = await session.choices.take({ purpose: 'open' });
      return chosen === null ? done(null) : session.openCollection(chosen.folder);
    },
    'collection:reopen': ({ takeOver }) => session.reopenCollection(takeOver),
    'collection:open-sample': () => openSampleCollection(session),
    async 'collection:close'() {
      await session.closeCollection();
      return done(null);
    },
    async 'collection:documents'() {
      return done(await session.collection.summaries());
    },
    async 'collection:set-status'({ documents, status }) {
      const { withDocument } = documentsOf(session.collection);
      const changed: DocumentSummary[] = [];
      for (const id of documents) {
        try {
          await withDocument(id, async (store) => {
            await store.setStatus(status);
            changed.push(store.summary());
          });
        } catch (error) {
          const fault = storageFault(error, id);
          if (fault) return refused(fault);
          throw error;
        }
      }
      return done(changed);
    },
  };
}

/** The page may open by name only what it was told of: a recent collection, a collection that was found among what it was to import, or a folder
 *  that was dropped on it. Opening writes into a folder, and of a drop only the page tells: there the person is asked where the page has no
 *  say. */
async function openNamed(session: Session, folder: string): Promise<Reply<CollectionView | null>> {
  const { recent, shell, foundCollections } = session;
  if (recent.list().some((known) => known.folder === folder)) return session.openCollection(folder);
  if (!shell.wasDropped(folder) && !foundCollections.has(folder)) return refused(notOffered(folder));
  return (await shell.confirmOpening(folder)) ? session.openCollection(folder) : done(null);
}

const notOffered = (folder: string) => ({
  what: `“${folder}” is not one of the recent collections.`,
  kept: 'Nothing was changed.',
  next: 'Choose it with “Open Collection…”.',
  details: null,
});
