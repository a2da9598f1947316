import { answering } from './answering.ts';
import { done, type HandlersOf } from './handler.ts';
import type { Session } from './session.ts';

/** What a collection learns from its editors. */
export function vocabularyHandlers(session: Session): HandlersOf<'collection:vocabulary' | 'collection:learn'> {
  return {
    async 'collection:vocabulary'() {
      return done(session.collection.vocabulary);
    },
    async 'collection:learn'({ changes }) {
      const { collection } = session;
      return answering(collection.title, async () => {
        await collection.learn(changes);
        return done(collection.vocabulary);
      });
    },
  };
}
