import { done, type HandlersOf } from './handler.ts';
import type { Session } from './session.ts';

/** What of a document may have been read wrong. */
export function suspectHandlers(session: Session): HandlersOf<'document:suspects'> {
  return {
    async 'document:suspects'({ document }) {
      const store = session.openedDocument(document);
      if (!store) throw new Error(`${document} is not open in the window`);
      return done({ seq: store.state.seq, suspects: [] });
    },
  };
}
