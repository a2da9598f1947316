import type { DocumentId } from '../../document/identifier.ts';

/** A document that is tied to another one. */
export interface ThreadDocument {
  readonly id: DocumentId;
  readonly title: string;
  /** As the document states it; empty when it does not. */
  readonly date: string;
}

/** A place of a document that names another paper. */
export interface ThreadReference {
  /** As it reads: `your 1313, April 13, 5 p.m.` */
  readonly text: string;
  /** Positions of its first character and behind its last one. */
  readonly start: number;
  readonly end: number;
  /** The documents that answer to it: one when it is certain, several when it may be any of them, none when it is not in the collection. */
  readonly targets: readonly ThreadDocument[];
}

/** How a document stands among the others of its collection. */
export interface DocumentThread {
  /** In the order of the text. */
  readonly refersTo: readonly ThreadReference[];
  /** Documents that went the other way and certainly name it, by date. */
  readonly answeredBy: readonly ThreadDocument[];
  /** All others that certainly name it, by date. */
  readonly namedBy: readonly ThreadDocument[];
}
