import type { AlikeKind } from '../../correct/alike/alike-groups.ts';
import type { AlikeWord } from '../../correct/alike/alike-words.ts';
import type { DocumentId, PageImageId } from '../../document/identifier.ts';
import type { Box } from '../../document/layout.ts';
import type { WordInContext } from '../../document/review.ts';
import type { ReplacedIn } from './find.ts';

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
