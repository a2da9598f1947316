import type { MergeConflict } from '../../document/document-state.ts';
import type { DocumentId, PageImageId } from '../../document/identifier.ts';
import type { Box } from '../../document/layout.ts';

/** Where words stand on the image of their page. */
export interface PagePlace {
  readonly page: PageImageId;
  /** From 1, among the pages of the document. */
  readonly number: number;
  /** The words with those beside them, line by line, in pixels of the image. */
  readonly lines: readonly Box[];
}

/** What becomes of the page images of a shared collection: they go along, Git LFS keeps them, or they stay where they are. */
export const imageChoices = ['include', 'lfs', 'leave-out'] as const;
export type ImageChoice = (typeof imageChoices)[number];

/** How a collection is carried: by Git, or through a plain folder in which each copy puts files of its own. */
export type SharingWay = 'git' | 'exchange folder';

/** How things stand with sharing. */
export interface SharingState {
  /** Null when the open collection is not shared, or none is open. */
  readonly shared: { readonly remote: string; readonly way: SharingWay; readonly images: ImageChoice } | null;
  readonly hasGit: boolean;
  readonly hasLargeFiles: boolean;
}

/** How a person wants a collection to be shared, or a shared one to be joined. */
export interface SharingWish {
  /** One that Git reaches; null: the folder that was chosen last. */
  readonly address: string | null;
  /** Through a plain folder although there is Git; of no account when one joins. */
  readonly withoutGit: boolean;
  readonly images: ImageChoice;
}

/** A conflict as a person sees it: `ours` is what they have, wherever that is known. */
export interface ConflictView {
  readonly id: string;
  readonly document: DocumentId;
  readonly source: string;
  readonly title: string;
  readonly kind: MergeConflict['kind'];
  /** The detail that both set; absent for anything else. */
  readonly fact?: string;
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  /** Which of the two stands in the document now. */
  readonly kept: 'ours' | 'theirs';
  /** Sigla of who worked on both sides. */
  readonly editors: readonly string[];
  readonly oursBy: readonly string[];
  readonly theirsBy: readonly string[];
  /** Where it stands in the document, by position. */
  readonly from: number;
  readonly to: number;
  /** What the document reads before and behind it, in the same paragraph, as far as it is needed to know which words are meant. */
  readonly before: string;
  readonly after: string;
  /** What the page shows there; null where that is not known. */
  readonly place: PagePlace | null;
}
