import type { DocumentId } from '../document/identifier.ts';
import type { FactsFault, TableFacts } from './facts-table.ts';

/** What was changed in one document: taken back by setting what was before. */
export interface DescribedDocument {
  readonly document: DocumentId;
  /** Of the facts that changed alone; an empty text where nothing was known. */
  readonly before: TableFacts;
  readonly after: TableFacts;
}

/** What came of describing documents. */
export interface Description {
  readonly changed: readonly DescribedDocument[];
  /** How many said all of that already. */
  readonly same: number;
  /** Those that stay as they are, and why, as a sentence. */
  readonly left: readonly { readonly document: DocumentId; readonly reason: string }[];
  readonly cancelled: boolean;
}

/** What came of a table of facts. */
export interface TakenTable extends Description {
  /** Rows that changed nothing, in their order. */
  readonly faults: readonly FactsFault[];
  /** Columns that nobody knows, or that are shown only. */
  readonly passedOver: readonly string[];
}
