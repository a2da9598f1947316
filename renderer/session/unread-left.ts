import { createStore, type Store } from '../store.ts';
import type { ProofCount } from '../workbench/proofread/proof-lines.ts';

/** A document that was marked as proofread although not all of its lines had been read. */
export interface UnreadLeft extends ProofCount {
  readonly title: string;
}

/** Stays until the person puts it away or marks the next document. */
export const unreadLeft: Store<UnreadLeft | null> = createStore<UnreadLeft | null>(null);
