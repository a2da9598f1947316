import type { DocumentSummary } from '../../shared/contract/document-summary.ts';
import { storageFault } from '../jobs/storage-fault.ts';
import { documentsOf } from '../jobs/with-document.ts';
import { done, type HandlersOf, refused } from './handler.ts';
import { openSampleCollection } from './open-sample.ts';
import type { Session } from './session.ts';

type Channels =
  | 'collection:new'
  | 'collection:open'
  | 'collection:open-sample'
  | 'collection:close'
  | 'collection:documents'
  | 'collection:set-status';

export function collectionHandlers(session: Session): HandlersOf<Channels> {
  return {
    async 'collection:new'({ title }) {
      const folder = await session.shell.chooseNewCollection(title);
      return folder === null ? done(null) : session.newCollection(folder, title);
    },
    async 'collection:open'({ folder }) {
      const chosen = folder ?? (await session.shell.chooseFolder('open collection'));
      if (chosen === null) return done(null);
      return isOffered(session, chosen) || folder === null
        ? session.openCollection(chosen)
        : refused(notOffered(chosen));
    },
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

/** The page may open by name only what it was told of: a recent collection, a folder that was dropped on it, or a collection that was
 *  found among what it was to import. */
const isOffered = ({ recent, shell, foundCollections }: Session, folder: string): boolean =>
  recent.list().some((known) => known.folder === folder) || shell.wasDropped(folder) || foundCollections.has(folder);

const notOffered = (folder: string) => ({
  what: `“${folder}” is not one of the recent collections.`,
  kept: 'Nothing was changed.',
  next: 'Choose it with “Open Collection…”.',
  details: null,
});
