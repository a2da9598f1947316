import type { DocumentId } from '../../shared/document/identifier.ts';
import { emptyRemoved, putBackDocuments, removeDocuments } from '../jobs/removed-documents.ts';
import { answering } from './answering.ts';
import { done, type HandlersOf } from './handler.ts';
import type { Session } from './session.ts';

type Channels = 'collection:remove' | 'collection:removed' | 'collection:put-back' | 'collection:empty-removed';

/** Documents that leave the collection, and those that come back. */
export function removalHandlers(session: Session): HandlersOf<Channels> {
  return {
    'collection:remove': ({ documents }) =>
      answering(session.collection.title, async () => {
        const ids = unique(documents);
        for (const id of ids) await session.closeDocument(id);
        const outcome = await removeDocuments(session.collection, ids);
        return done({ removed: outcome.documents, sentence: outcome.sentence });
      }),
    async 'collection:removed'() {
      return done(await session.collection.removed.list());
    },
    'collection:put-back': ({ documents }) =>
      answering(session.collection.title, async () => {
        const { sentence } = await putBackDocuments(session.collection, unique(documents));
        return done({ documents: await session.collection.summaries(), sentence });
      }),
    'collection:empty-removed': ({ documents }) =>
      answering(session.collection.title, async () => {
        const { sentence } = await emptyRemoved(session.collection, unique(documents));
        return done({ removed: await session.collection.removed.list(), sentence });
      }),
  };
}

const unique = (ids: readonly DocumentId[]): readonly DocumentId[] => [...new Set(ids)];
