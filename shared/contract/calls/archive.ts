import type { FactsTemplate, TemplateAct } from '../../archive/collection-desk.ts';
import type { Description, TakenTable } from '../../archive/description.ts';
import type { DocumentId } from '../../document/identifier.ts';
import type { ArchiveFacts } from '../../document/metadata.ts';
import type { DocumentSummary } from '../payloads/document-summary.ts';
import type { DrawnLine, SecondReading, Settling } from '../payloads/proofreading.ts';

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
  /** Assigns a document to a second reader, who reads blind in a copy. The reply has all rows of the table, in order. */
  'archive:assign': {
    argument: { readonly document: DocumentId; readonly reader: string };
    reply: readonly DocumentSummary[];
  };
  /** Where the readers of a document, named by itself or by the copy, differ; null when it has no second reader. */
  'archive:second-reading': { argument: { readonly document: DocumentId }; reply: SecondReading | null };
  /** Puts the right reading into the document that lacks it. */
  'archive:settle-reading': {
    argument: { readonly document: DocumentId; readonly settling: Settling };
    reply: SecondReading | null;
  };
  /** Ends a second reading; the copy goes to the removed documents. The reply has all rows of the table, in order. */
  'archive:end-reading': {
    argument: { readonly document: DocumentId; readonly how: 'settled' | 'withdrawn' };
    reply: readonly DocumentSummary[];
  };
  /** Draws lines of documents by a seed: the same ones for the same number, as long as the texts stay. Sends `progress`; the reply is empty when
   *  it was cancelled. */
  'archive:draw-sample': {
    argument: { readonly documents: readonly DocumentId[]; readonly lines: number; readonly seed: number };
    reply: readonly DrawnLine[];
  };
  'archive:templates': { argument: null; reply: readonly FactsTemplate[] };
  /** Keeps or drops a template of the collection. */
  'archive:keep-template': { argument: TemplateAct; reply: readonly FactsTemplate[] };
}

interface Described<Outcome extends Description> {
  readonly outcome: Outcome;
  /** Rows of the documents that were changed. */
  readonly rows: readonly DocumentSummary[];
}
