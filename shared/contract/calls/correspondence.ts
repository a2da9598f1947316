import type { DocumentId, GroupId } from '../../document/identifier.ts';
import type {
  CorrespondenceThread,
  DocumentThread,
  Page,
  PairsAsked,
  PairsPage,
  PaperChoice,
  PaperRow,
  TimelineAsked,
  TimelinePage,
} from '../payloads/correspondence.ts';
import type { DateFix, FixedDate, FoundDateFaults } from '../payloads/date-findings.ts';

/** Words that alone count, and the first row that is asked for. */
interface Part {
  readonly text: string;
  readonly first: number;
}

/** What the window asks of the letters and telegrams of the open collection. */
export interface CorrespondenceCalls {
  /** Which papers a document names, which documents of the collection those are, and which ones name it. The first time it costs a reading of
   *  the whole collection, then what was changed since. */
  'document:thread': { argument: { readonly document: DocumentId }; reply: DocumentThread };
  /** Takes the documents as they are now, for all that is asked from then on. The reply counts them. */
  'correspondence:look': { argument: null; reply: { readonly documents: number } };
  'correspondence:timeline': { argument: TimelineAsked & Part; reply: TimelinePage };
  'correspondence:pairs': { argument: PairsAsked & Part; reply: PairsPage };
  /** By date, the undated ones last. */
  'correspondence:papers': { argument: { readonly choice: PaperChoice } & Part; reply: Page<PaperRow> };
  /** The first time it reads every document. Sends `progress`; can be cancelled. Null when it was, or the document is not there. */
  'correspondence:thread': { argument: { readonly document: DocumentId }; reply: CorrespondenceThread | null };
  /** What of the dates of a document, or of all, cannot be, `mostFindings` at the most. Sends `progress`; can be cancelled. */
  'dates:findings': {
    argument: { readonly document: DocumentId | null };
    reply: FoundDateFaults & { readonly total: number };
  };
  /** Does a fix in a document that is not open. */
  'dates:fix': { argument: { readonly fix: DateFix }; reply: FixedDate };
  /** Takes back other words that a fix put, if nothing was done in the document since. The reply says whether it did. */
  'dates:undo': { argument: { readonly document: DocumentId; readonly group: GroupId }; reply: boolean };
  /** Asks for a file with a dialog and writes who wrote to whom, when, and what answers what. Sends `progress`; can be cancelled. Null when
   *  the person did so. */
  'correspondence:export': {
    argument: { readonly format: 'csv' | 'cmif' };
    reply: { readonly file: string; readonly documents: number; readonly unreadable: readonly string[] } | null;
  };
}
