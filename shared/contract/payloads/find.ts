import type { AlikeKind } from '../../correct/alike/alike-groups.ts';
import type { AlikeWord } from '../../correct/alike/alike-words.ts';
import type { DocumentId, GroupId, PageImageId } from '../../document/identifier.ts';
import type { Box } from '../../document/layout.ts';
import type { WordInContext } from '../../document/review.ts';
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

/** A word of one of the documents of a collection. */
export interface WordIn extends AlikeWord {
  readonly document: DocumentId;
}

/** Which words are to be decided together. */
export type AlikeQuestion =
  /** All that read so, suspects or not. */
  { readonly kind: 'reading'; readonly read: string } | { readonly kind: 'words'; readonly words: readonly WordIn[] };

/** A suspect of a group, with what it may be meant to read first; of an agreed one, what both other readings have. */
export interface AlikeSuspect extends WordIn {
  readonly suggestion: string | null;
}

/** Suspects that can be decided together (`alikeGroups`). */
export interface AlikeGroupView {
  readonly kind: AlikeKind;
  readonly read: string;
  readonly meant: string | null;
  readonly suspects: readonly AlikeSuspect[];
}

export interface AlikeGroups {
  /** Those first that spare most decisions. */
  readonly groups: readonly AlikeGroupView[];
  /** How many suspects there are in all. */
  readonly suspects: number;
  /** How many documents could not be read. */
  readonly left: number;
  readonly cancelled: boolean;
}

/** A word with its place on its page. */
export interface AlikeHit extends WordIn {
  readonly title: string;
  readonly source: string;
  /** Null when no image has it. */
  readonly page: PageImageId | null;
  /** The number of the page in its document, from 1. */
  readonly pageNumber: number | null;
  /** In pixels of the image. */
  readonly box: Box | null;
  /** 0 to 100; null when not stated. */
  readonly confidence: number | null;
  /** What other readings of the page have there, where that is something else. */
  readonly otherReadings: readonly string[];
}

export interface AlikeHits {
  /** Those that other readings contradict, and of which the reading was least sure, first. */
  readonly words: readonly AlikeHit[];
  /** Whether there are more than come back. */
  readonly isCut: boolean;
  readonly left: number;
  readonly cancelled: boolean;
}

/** Words of one page of which pictures are wanted. */
export interface WordPictureRequest {
  readonly document: DocumentId;
  readonly page: PageImageId;
  readonly boxes: readonly Box[];
}

/** The picture of a word. */
export interface WordPicture {
  /** `data:image/png;base64,…`, upright. */
  readonly address: string;
  /** In pixels of the picture. */
  readonly width: number;
  readonly height: number;
  /** For `unlikeness`. */
  readonly shape: readonly number[];
}

/** What a person decided about words: what each is to read, null where it is right as it stands. */
export interface SettleAlike {
  readonly words: readonly (WordIn & { readonly as: string | null })[];
}

/** What was done, for taking it back. */
export interface AlikeSettled {
  readonly acts: readonly ReplacedIn[];
  readonly kept: readonly { readonly document: DocumentId; readonly words: readonly WordInContext[] }[];
  readonly corrections: readonly { readonly from: string; readonly to: string }[];
  /** How many words were decided. */
  readonly words: number;
  /** How many were not there any more, or are in documents that cannot be changed. */
  readonly left: number;
  readonly cancelled: boolean;
}
