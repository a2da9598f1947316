import type { AnnotationKind } from '../../document/annotation.ts';
import type { DocumentId } from '../../document/identifier.ts';

/** Some words, their variants included, and what they are. */
export interface OccurrencesOf {
  /** Null for all documents of the collection. */
  readonly documents: readonly DocumentId[] | null;
  readonly words: string;
  readonly as: AnnotationKind;
}

/** A place where they stand. */
export interface TaggableHit {
  readonly before: string;
  readonly text: string;
  readonly after: string;
  /** Positions in the document in which it was found. */
  readonly from: number;
  readonly to: number;
  /** Whether a tag of the kind covers it. */
  readonly isTagged: boolean;
  /** Other kinds of which a tag begins and ends with these words. */
  readonly otherKinds: readonly AnnotationKind[];
}

export interface TaggableDocument {
  readonly document: DocumentId;
  readonly title: string;
  readonly source: string;
  /** The state in which they were found. */
  readonly seq: number;
  readonly hits: readonly TaggableHit[];
}

export interface TaggableHits {
  /** Documents with at least one hit. */
  readonly documents: readonly TaggableDocument[];
  /** How many documents could not be read: they may have hits. */
  readonly left: number;
  readonly cancelled: boolean;
}

export interface TagOccurrences extends Omit<OccurrencesOf, 'documents'> {
  readonly chosen: readonly {
    readonly document: DocumentId;
    /** `TaggableDocument.seq`. */
    readonly seq: number;
    /** Places among `TaggableDocument.hits`, from 0. */
    readonly hits: readonly number[];
  }[];
}

/** A passage that a person may want to tag. */
export interface TagSuggestion {
  /** Positions in the document in which it was found. */
  readonly from: number;
  readonly to: number;
  readonly kind: AnnotationKind;
  /** Its words. */
  readonly text: string;
  /** From 0 to 1: how surely a person would tag it so. */
  readonly score: number;
  /** Why, as a sentence. */
  readonly reason: string;
}

export interface TagSuggestions {
  /** The state of the document in which they were found. */
  readonly seq: number;
  /** In the order of the document. */
  readonly suggestions: readonly TagSuggestion[];
  /** Whether every document of the collection was learned from: ask again while not. */
  readonly isComplete: boolean;
}

/** How much a type of tags is used. */
export interface TagTypeUse {
  readonly tags: number;
  readonly documents: number;
  /** How many types lie directly under it. */
  readonly types: number;
}
