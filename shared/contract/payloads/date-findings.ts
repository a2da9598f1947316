import type { DocumentId, GroupId } from '../../document/identifier.ts';

/** A change that would mend a date. */
export type DateFix =
  /** Other words in the text, as an emendation. `from` and `to` are positions in the state `seq`. */
  | {
      readonly kind: 'words';
      readonly document: DocumentId;
      readonly seq: number;
      readonly from: number;
      readonly to: number;
      readonly was: string;
      readonly words: string;
    }
  /** Another date in the header, in the form of `att.datable.w3c`. */
  | { readonly kind: 'date'; readonly document: DocumentId; readonly was: string; readonly when: string };

/** A date that cannot be, or does not fit those of other documents. */
export interface DateFinding {
  readonly kind: 'impossible date' | 'other weekday' | 'older than its question' | 'out of order';
  readonly document: DocumentId;
  readonly title: string;
  /** The date as it reads; of the order of documents, the date in the header. */
  readonly text: string;
  /** Where it stands in the text; null for a date in the header. */
  readonly start: number | null;
  /** The documents that it does not fit. */
  readonly others: readonly { readonly document: DocumentId; readonly title: string; readonly when: string }[];
  /** What would mend it, the likeliest first. */
  readonly fixes: readonly DateFix[];
}

/** What of the dates of a document, or of a collection, cannot be. */
export interface FoundDateFaults {
  readonly findings: readonly DateFinding[];
  /** Why documents could not be read, as sentences. */
  readonly unreadable: readonly string[];
}

/** What became of a fix. */
export type FixedDate =
  /** `undo` takes a new date back; `group` is the act that changed words. */
  | { readonly kind: 'fixed'; readonly group: GroupId | null; readonly undo: DateFix | null }
  /** The document was changed since, or cannot be written; nothing was done. */
  | { readonly kind: 'left'; readonly sentence: string };
