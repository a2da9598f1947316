import type { Reply } from '../../../shared/contract/ipc.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { storageFault } from '../../faults/storage-fault.ts';
import type { DocumentStore } from '../../storage/document/document-store.ts';
import { refused } from './handler.ts';
import type { CollectionSession } from './session.ts';

/** Answers with what `act` gives, or with what a person is told when the disk or a journal refused.
 *  @param title of what was worked on
 *  @throws everything that is no fault of the disk or of a journal: a bug */
export async function answering<Value>(title: string, act: () => Promise<Reply<Value>>): Promise<Reply<Value>> {
  try {
    return await act();
  } catch (error) {
    const fault = storageFault(error, title);
    if (fault) return refused(fault);
    throw error;
  }
}

/** The same for a document that the window has open.
 *  @throws Error when it has not, which is a bug of the page */
export function answeringOf<Value>(
  session: Pick<CollectionSession, 'openedDocument'>,
  id: DocumentId,
  act: (store: DocumentStore) => Promise<Reply<Value>>,
): Promise<Reply<Value>> {
  const store = session.openedDocument(id);
  if (!store) throw new Error(`${id} is not open in the window`);
  return answering(store.state.metadata.title || store.state.source.name, () => act(store));
}
