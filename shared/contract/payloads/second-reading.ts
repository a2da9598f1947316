import type { Assignment } from '../../archive/collection-desk.ts';
import type { ReadingDifference } from '../../proofreading/second-reading.ts';

/** Where two readers of a document stand. */
export interface SecondReading extends Assignment {
  /** Of the first reader's document. */
  readonly title: string;
  readonly differences: readonly ReadingDifference[];
  /** Words of the first reader's document. */
  readonly words: number;
}

/** Which difference is meant, by what both readers have, and which reading is right. */
export interface Settling {
  /** Its place among the differences, from 0. */
  readonly index: number;
  readonly first: string;
  readonly second: string;
  readonly take: 'first' | 'second';
}
