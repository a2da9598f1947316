import { storageFault } from '../jobs/storage-fault.ts';
import { done, type HandlersOf, refused } from './handler.ts';
import type { Session } from './session.ts';

/** What a collection learns from its editors. */
export function vocabularyHandlers(session: Session): HandlersOf<'collection:vocabulary' | 'collection:learn'> {
  return {
    async 'collection:vocabulary'() {
      return done(session.collection.vocabulary);
    },
    async 'collection:learn'({ changes }) {
      const { collection } = session;
      try {
        await collection.learn(changes);
        return done(collection.vocabulary);
      } catch (error) {
        const fault = storageFault(error, collection.title);
        if (fault) return refused(fault);
        throw error;
      }
    },
  };
}
