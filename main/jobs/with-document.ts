import type { DocumentId } from '../../shared/document/identifier.ts';
import type { Collection } from '../storage/collection.ts';
import type { DocumentStore } from '../storage/document-store.ts';

/** Where jobs find documents: a collection, or the window's session, which has some of them open already. */
export interface Documents {
  /** Opens a document, hands it to `use` and lets it go. */
  withDocument<Result>(id: DocumentId, use: (store: DocumentStore) => Promise<Result>): Promise<Result>;
}

/** The documents of a collection that nobody else in this process has open. */
export function documentsOf(collection: Collection): Documents {
  return {
    async withDocument(id, use) {
      const store = await collection.openDocument(id);
      try {
        return await use(store);
      } finally {
        await store.close();
      }
    },
  };
}
