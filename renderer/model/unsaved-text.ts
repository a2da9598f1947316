import { createStore, type ReadableStore, type Store } from '../platform/store.ts';
import type { ProofCount } from './labels.ts';

/** The text of a document as it stood in the window when it could not be saved. */
interface UnsavedText {
  readonly title: string;
  readonly text: string;
}

const store = createStore<UnsavedText | null>(null);

/** Stays until the person puts it away. */
export const unsavedText: ReadableStore<UnsavedText | null> = store;

/** Keeps the text of a document that is given up unsaved. */
export const keepUnsavedText = (unsaved: UnsavedText): void => store.set(unsaved);

export const forgetUnsavedText = (): void => store.set(null);

/** A document that was marked as proofread although not all of its lines had been read. */
interface UnreadLeft extends ProofCount {
  readonly title: string;
}

/** Stays until the person puts it away or marks the next document. */
export const unreadLeft: Store<UnreadLeft | null> = createStore<UnreadLeft | null>(null);
