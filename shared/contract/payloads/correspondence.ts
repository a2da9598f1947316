import type { DocumentId } from '../../document/identifier.ts';
import type { Timeline, TimelinePeriod, TimelineScale } from '../../references/timeline.ts';
import type { PairOrder, PartyPair } from '../../references/who-to-whom.ts';

/** So many rows of a list come with one answer. */
export const pageLength = 200;

/** A part of a list. */
export interface Page<Row> {
  readonly total: number;
  /** From the first that was asked for, `pageLength` at the most. */
  readonly rows: readonly Row[];
}

/** Documents that a row of the timeline or of the table leads to. */
export type PaperChoice =
  | { readonly kind: 'all' }
  | { readonly kind: 'undated' }
  /** A year, a month or a day: `1962-10`. */
  | { readonly kind: 'period'; readonly period: string }
  | { readonly kind: 'between'; readonly from: string; readonly to: string };

/** What the timeline shows. */
export interface TimelineAsked {
  readonly scale: TimelineScale;
  /** A year or a month that alone is shown; null for all time. */
  readonly within: string | null;
}

/** What the table of senders and addressees shows. */
export interface PairsAsked {
  readonly order: PairOrder;
  readonly isDescending: boolean;
}

/** What the correspondence of a collection is shown as, and printed. `text`: words of sender, addressee, title or number that alone count. */
export type CorrespondenceView =
  | ({ readonly part: 'timeline'; readonly text: string } & TimelineAsked)
  | ({ readonly part: 'pairs'; readonly text: string } & PairsAsked)
  | { readonly part: 'thread'; readonly text: string; readonly document: DocumentId | null };

/** A part of a timeline, with what counts for all of it. */
export type TimelinePage = Page<TimelinePeriod> & Pick<Timeline, 'dated' | 'undated' | 'most'>;

export type PairsPage = Page<PartyPair>;

/** A document in one of the lists. */
export interface PaperRow {
  readonly id: DocumentId;
  readonly title: string;
  readonly number: string;
  /** As stated, and in the form of `att.datable.w3c`; both empty when unknown. */
  readonly date: string;
  readonly when: string;
  readonly from: string;
  readonly to: string;
}

/** How a document of a thread stands to the one that it is the thread of. */
export type ThreadRelation =
  /** It is answered, or answers what is, on and on. */
  | 'question'
  | 'itself'
  | 'answer'
  /** It is named, and is no question. */
  | 'named'
  | 'names it'
  /** It may be what is meant. */
  | 'perhaps';

export interface ThreadPaper {
  readonly paper: PaperRow;
  readonly relation: ThreadRelation;
  /** How many answers lie between, from 1; 0 for all that is no question and no answer. */
  readonly distance: number;
  /** The words that may mean it; empty where it is certain. */
  readonly words: string;
}

/** What a document answers and what answers it. */
export interface CorrespondenceThread {
  /** From the oldest question to the last answer, then what else is tied. */
  readonly papers: readonly ThreadPaper[];
  /** What it names that is not in the collection, as it reads. */
  readonly missing: readonly string[];
  /** Why documents could not be read, as sentences. */
  readonly unreadable: readonly string[];
}

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
