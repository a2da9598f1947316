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

/** A file that was imported. */
export interface ImportedFile {
  /** Its path. */
  readonly file: string;
  readonly document: DocumentId;
}

/** A file that was not imported, because the collection has a document of the same content. */
export interface DuplicateFile extends ImportedFile {
  /** Base name of the file that the document was imported from. */
  readonly of: string;
}

/** A file or a folder that nobody means who names the folder around it. */
export interface LeftOutFile {
  readonly file: string;
  /** A sentence. */
  readonly why: string;
}

/** What became of a file. */
export const importFates = ['imported', 'duplicate', 'refused', 'left out'] as const;
export type ImportFate = (typeof importFates)[number];

/** A line of the report on an import. */
export interface ImportRow {
  readonly fate: ImportFate;
  /** Path of the file. */
  readonly file: string;
  /** The document that it became, or that has its content; null when there is none. */
  readonly document: DocumentId | null;
  /** Why it did not come in, and what can be done, in sentences; empty when it came in. */
  readonly why: string;
}

/** Files that share their fate and the reason for it. */
export interface ImportReason {
  readonly fate: ImportFate;
  /** A sentence in which `…` stands for what differs; empty for files that came in. */
  readonly reason: string;
  readonly files: number;
}
