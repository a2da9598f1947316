import type { Assignment } from '../../archive/collection-desk.ts';
import type { DocumentId } from '../../document/identifier.ts';
import type { ErrorRate } from '../../proofreading/error-rate.ts';
import type { SampleLine } from '../../proofreading/sampling.ts';
import type { ReadingDifference } from '../../proofreading/second-reading.ts';

/** What the window has measured: the import against the present text, a version too, or all against a ground truth, a plain text that
 *  the person chooses in a dialog. */
export type Measurement =
  | { readonly kind: 'import' }
  | { readonly kind: 'version'; readonly number: number }
  | { readonly kind: 'truth' };

/** The error rate of one state of a document. */
export interface MeasuredState extends ErrorRate {
  /** `import` is the document as it was read, `present` as it stands, a number that version. */
  readonly state: 'import' | 'present' | number;
}

export interface MeasuredDocument {
  readonly document: DocumentId;
  readonly title: string;
  readonly source: string;
  /** What was taken for the truth. */
  readonly truth: 'present' | 'file';
  readonly states: readonly MeasuredState[];
}

/** Where two readers of a document stand. */
export interface SecondReading extends Assignment {
  /** Of the first reader's document. */
  readonly title: string;
  readonly differences: readonly ReadingDifference[];
  /** Words of the first reader's document. */
  readonly words: number;
}

/** A line of a sample, with the title of its document. */
export interface DrawnLine extends SampleLine {
  readonly document: DocumentId;
  readonly title: string;
}

/** Which difference is meant, by what both readers have, and which reading is right. */
export interface Settling {
  /** Its place among the differences, from 0. */
  readonly index: number;
  readonly first: string;
  readonly second: string;
  readonly take: 'first' | 'second';
}
