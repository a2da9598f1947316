import type { FactsTemplate, TemplateAct } from '../../archive/collection-desk.ts';
import type { Description, TakenTable } from '../../archive/description.ts';
import type { DocumentId } from '../../document/identifier.ts';
import type { ArchiveFacts } from '../../document/metadata.ts';
import type { DocumentSummary } from '../payloads/document-summary.ts';

/** What the window asks of the facts of an archive. No document is open in it meanwhile. */
export interface ArchiveCalls {
  /** Sets facts of documents as one act; an empty text takes a fact away. Sends `progress`; can be cancelled. */
  'archive:describe': {
    argument: { readonly documents: readonly DocumentId[]; readonly facts: ArchiveFacts };
    reply: Described<Description>;
  };
  /** Takes the last act of `archive:describe` or `archive:import-table` back. */
  'archive:take-back': { argument: null; reply: Described<Description> };
  /** Asks for a table (CSV) with a dialog and sets what it says, as one act. Null when the person cancelled. */
  'archive:import-table': { argument: null; reply: Described<TakenTable> | null };
  /** Asks for a folder with a dialog and writes the facts of documents there. The reply has the file; null when the person cancelled. */
  'archive:export-table': { argument: { readonly documents: readonly DocumentId[] }; reply: string | null };
  'archive:templates': { argument: null; reply: readonly FactsTemplate[] };
  /** Keeps or drops a template of the collection. */
  'archive:keep-template': { argument: TemplateAct; reply: readonly FactsTemplate[] };
}

interface Described<Outcome extends Description> {
  readonly outcome: Outcome;
  /** Rows of the documents that were changed. */
  readonly rows: readonly DocumentSummary[];
}
