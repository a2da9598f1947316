/** What sort of paper a document is. TEI: `div/@subtype`, `textClass`. */
export type DocumentType = 'telegram' | 'letter' | 'memorandum' | 'message' | 'other';

/** How far the work on a document is. TEI: `revisionDesc/@status`. */
export type DocumentStatus = 'raw' | 'correcting' | 'corrected' | 'proofread' | 'published';

export const documentStatuses: readonly DocumentStatus[] = ['raw', 'correcting', 'corrected', 'proofread', 'published'];

/** A date as the document states it. */
export interface StatedDate {
  /** As written: `November 13, 8 PM`. */
  readonly text: string;
  /** W3C form for `date/@when`: `1962-11-13`, `1962-11`; null when the document does not say enough. */
  readonly when: string | null;
}

/** Facts about a document that its header shows; all of them may be corrected by a person. TEI: `teiHeader`, `correspDesc`. */
export interface DocumentMetadata {
  readonly title: string;
  /** Number of the document in its volume or of the telegram; empty when it has none. */
  readonly number: string;
  readonly type: DocumentType;
  readonly date: StatedDate | null;
  readonly from: string;
  readonly to: string;
  readonly placeSent: string;
  /** `Top Secret`, `Secret` …; empty when none is stated. TEI: `textClass/keywords/term[@type=classification]`. */
  readonly classification: string;
  /** BCP 47. */
  readonly language: string;
}

export const emptyMetadata: DocumentMetadata = {
  title: '',
  number: '',
  type: 'other',
  date: null,
  from: '',
  to: '',
  placeSent: '',
  classification: '',
  language: 'en',
};
