import type { DocumentId, GroupId } from '../../document/identifier.ts';
import type { FindQuery } from '../../find/find.ts';

export interface FindInCollection {
  /** Where to look; null for all documents. */
  readonly documents: readonly DocumentId[] | null;
  readonly query: FindQuery;
  /** For an expression, `$1` … `$9` and `$<name>`, `$&` and `$$` stand for its groups, the whole hit and a dollar sign. */
  readonly replacement: string;
}

/** A hit with the words around it. */
export interface CollectionHit {
  readonly before: string;
  readonly text: string;
  readonly after: string;
  readonly replacement: string;
  /** Positions in the document in which it was found. */
  readonly from: number;
  readonly to: number;
}

export interface CollectionHits {
  /** Documents with at least one hit. */
  readonly documents: readonly DocumentHits[];
  /** How many documents could not be read: they may have hits. */
  readonly left: number;
  readonly cancelled: boolean;
}

export interface DocumentHits {
  readonly document: DocumentId;
  readonly title: string;
  readonly source: string;
  /** The state in which they were found. */
  readonly seq: number;
  readonly hits: readonly CollectionHit[];
}

export interface ReplaceInCollection extends Omit<FindInCollection, 'documents'> {
  /** The page itself is wrong: the new words are an emendation. */
  readonly emendation: boolean;
  readonly chosen: readonly {
    readonly document: DocumentId;
    /** `DocumentHits.seq`. */
    readonly seq: number;
    /** Places among `DocumentHits.hits`, from 0. */
    readonly hits: readonly number[];
  }[];
}

/** An act upon one document. */
export interface ReplacedIn {
  readonly document: DocumentId;
  readonly group: GroupId;
}

export interface CollectionReplaced {
  readonly acts: readonly ReplacedIn[];
  /** How many hits were replaced. */
  readonly hits: number;
  /** Documents that were left as they are, because they were changed since the words were looked for, or cannot be changed. */
  readonly left: readonly DocumentId[];
  readonly cancelled: boolean;
}
