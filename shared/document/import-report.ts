import type { RecognitionId } from './identifier.ts';

/** What a reader took a stretch of its source for. */
export type RecognitionKind =
  | 'page anchor'
  | 'note reference'
  | 'note'
  | 'source note'
  | 'heading'
  | 'number'
  | 'dateline'
  | 'salutation'
  | 'valediction'
  | 'signature'
  | 'postscript'
  | 'header field'
  | 'attachment'
  | 'list'
  | 'table'
  | 'stamp'
  | 'form work'
  | 'struck text'
  | 'mark by hand'
  | 'reference'
  | 'line end'
  | 'furniture';

/** One thing that an import recognised. The nodes and marks that came of it carry `id` as their `recognition`. */
export interface Recognition {
  readonly id: RecognitionId;
  readonly kind: RecognitionKind;
  /** In words, for a person: `Facsimile 2, inside a sentence`. */
  readonly what: string;
  /** The source as it stands there, and where: UTF-16 offsets into the decoded source text. */
  readonly source: { readonly from: number; readonly to: number; readonly text: string };
  /** `stated`: the source says so itself; `inferred`: the reader concluded it. */
  readonly certainty: 'stated' | 'inferred';
}

/** Something that a person should look at: what was not understood, is missing or contradicts itself. Nothing was dropped. */
export interface ImportRemark {
  readonly what: string;
  readonly source: { readonly from: number; readonly to: number; readonly text: string } | null;
}

/** What an import did, for a person to check and undo. Kept in the journal with the document as it was read. */
export interface ImportReport {
  readonly recognitions: readonly Recognition[];
  readonly remarks: readonly ImportRemark[];
  /** Stretches of the source that are not in the document: only markup of the source's own, such as the `~~` around struck
   *  words or the bullets of a list. Every character of the source that is no white space is in the document or here. */
  readonly setAside: readonly {
    readonly from: number;
    readonly to: number;
    readonly text: string;
    readonly why: string;
  }[];
}
