import type { DocumentId } from '../document/identifier.ts';

/** A document that was taken out of a collection and is kept in it, as `anchorite list --removed --json` prints it. */
export interface RemovedDocument {
  readonly id: DocumentId;
  /** Base name of the imported file. */
  readonly source: string;
  /** Its title when it was closed last; the name of the file when that cannot be read. */
  readonly title: string;
  /** ISO 8601, UTC: when it was removed. */
  readonly removed: string;
  /** Siglum of who removed it. */
  readonly removedBy: string;
}
