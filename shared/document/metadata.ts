import { inEnglish } from '../translation/retell.ts';
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

/** What an archive says of the paper itself: where it is kept and how it may be used. What is absent or empty is not known.
 *  TEI: `msDesc`. */
export interface ArchiveFacts {
  /** The archive or library. TEI: `msIdentifier/repository`. */
  readonly repository?: string;
  /** Record group, collection or papers. TEI: `msIdentifier/collection`. */
  readonly fonds?: string;
  readonly box?: string;
  readonly folder?: string;
  readonly item?: string;
  /** The shelf mark by which the repository orders it. */
  readonly callNumber?: string;
  /** Rights and licence: who may copy and publish it. TEI: `availability/licence`. */
  readonly rights?: string;
  /** Who may see it, and since when. TEI: `availability/p`. */
  readonly access?: string;
  /** Who has the original, where the repository has a copy. TEI: `altIdentifier[@type=original]/repository`. */
  readonly originalHolder?: string;
  /** ARK, Handle, DOI or another address that stays. TEI: `altIdentifier[@type=persistent]/idno`. */
  readonly persistentIdentifier?: string;
}

export type ArchiveFact = keyof ArchiveFacts;

/** In the order in which they are asked for and written, from the outside in. */
export const archiveFacts = [
  'repository',
  'fonds',
  'box',
  'folder',
  'item',
  'callNumber',
  'rights',
  'access',
  'originalHolder',
  'persistentIdentifier',
] as const satisfies readonly ArchiveFact[];

/** What stands in TEI for a repository that nobody stated: the Guidelines want one, or a collection, before any number. */
export const unknownRepository = '[unknown]';

/** What a person calls them. */
export const archiveFactLabels: Readonly<Record<ArchiveFact, string>> = {
  repository: inEnglish`Repository`,
  fonds: inEnglish`Fonds or collection`,
  box: inEnglish`Box`,
  folder: inEnglish`Folder`,
  item: inEnglish`Item`,
  callNumber: inEnglish`Call number`,
  rights: inEnglish`Rights`,
  access: inEnglish`Access`,
  originalHolder: inEnglish`Holder of the original`,
  persistentIdentifier: inEnglish`Persistent identifier`,
};

/** What is known of them alone: no empty ones. */
export const knownArchiveFacts = (facts: ArchiveFacts): readonly (readonly [ArchiveFact, string])[] =>
  archiveFacts.flatMap((name) => {
    const value = facts[name]?.trim() ?? '';
    return value === '' ? [] : [[name, value] as const];
  });

/** Facts about a document that its header shows; all of them may be corrected by a person. TEI: `teiHeader`, `correspDesc`. */
export interface DocumentMetadata extends ArchiveFacts {
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
