import { documentThread } from '../correspondence/document-thread.ts';
import { ReferenceReader } from '../correspondence/reference-reader.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { answering } from './session/answering.ts';
import { done, type HandlersOf } from './session/handler.ts';
import type { CollectionSession } from './session/session.ts';

/** How documents of a collection are tied to one another. */
export function threadHandlers(session: CollectionSession): HandlersOf<'document:thread'> {
  const readers = new WeakMap<Collection, ReferenceReader>();
  return {
    'document:thread': ({ document }) => {
      const { collection } = session;
      const reader = readers.get(collection) ?? new ReferenceReader(collection);
      readers.set(collection, reader);
      return answering(collection.title, async () => done(documentThread(await reader.read(), document)));
    },
  };
}
