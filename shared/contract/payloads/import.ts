import type { DocumentId } from '../../document/identifier.ts';
import type { Fidelity } from '../../document/import-report.ts';

/** How images and PDFs are divided among the documents that they become: as their names propose, all in one, or each for itself. */
export type ImportDivision = 'proposed' | 'together' | 'one each';

/** What a person is asked before an import goes on. */
export interface ImportQuestion {
  /** Names the import; it is good until the next one. */
  readonly plan: string;
  /** How many texts come in besides. */
  readonly texts: number;
  /** The names of the files of each document, for each way to divide them. */
  readonly divisions: Readonly<Record<ImportDivision, readonly (readonly string[])[]>>;
  /** Files that hold text and are not named like texts: their paths. */
  readonly doubtful: readonly string[];
}

/** What was kept of a document that was imported from TEI. */
export interface ImportFidelity extends Fidelity {
  readonly document: DocumentId;
  /** Base name of its file. */
  readonly source: string;
}
