import { emptyVocabulary, type Vocabulary, type VocabularyAct } from '../../shared/document/vocabulary.ts';
import { ask } from '../platform/bridge.ts';
import { createStore, type ReadableStore } from '../platform/store.ts';

const store = createStore<Vocabulary>(emptyVocabulary);

/** What the open collection has learned, as far as the window has heard. */
export const vocabulary: ReadableStore<Vocabulary> = store;

/** Asks what the collection has learned. */
export async function loadVocabulary(): Promise<void> {
  const known = await ask('collection:vocabulary', null);
  if (known) store.set(known);
}

/** Lets the collection learn or forget something.
 *  @returns whether it is on the disk */
export async function learn(changes: readonly VocabularyAct[]): Promise<boolean> {
  const known = await ask('collection:learn', { changes });
  if (known) store.set(known);
  return known !== undefined;
}
