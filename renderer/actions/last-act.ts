import type { StatusChange } from '../../shared/contract/payloads/document-summary.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { createStore, type Store } from '../platform/store.ts';

/** What was done last to documents in the table of a collection, which undo takes back for all of them at once. */
export type LastAct =
  | { readonly kind: 'removal'; readonly folder: string; readonly documents: readonly DocumentId[] }
  /** `before`: the statuses that they had. */
  | { readonly kind: 'status'; readonly folder: string; readonly before: readonly StatusChange[] };

export const lastAct: Store<LastAct | null> = createStore<LastAct | null>(null);
