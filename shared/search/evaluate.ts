import { unreachable } from '../text/unreachable.ts';
import { dateMatches, type LeafMatches, nearMatches, phraseMatches } from './postings.ts';
import type { SearchQuery } from './query.ts';
import type { Segment } from './segment.ts';

/** Documents of one segment, ascending, and how well each fits. */
interface Scored {
  readonly documents: ArrayLike<number>;
  readonly scores: Float64Array;
}

/** A document that a query finds. */
export interface RankedDocument {
  /** Which segment, and which document of it. */
  readonly segment: number;
  readonly document: number;
  /** BM25; higher is better. */
  readonly score: number;
}

/** What is looked through. */
export interface SearchedSegment {
  readonly segment: Segment;
  /** By document: 0 when there is a later one in its place. */
  readonly alive: Uint8Array;
}

export interface RankedDocuments {
  /** How many documents were found. */
  readonly total: number;
  /** The best ones, best first; of equals the first. */
  readonly best: readonly RankedDocument[];
}

/** Finds the documents that a query means, and ranks them (BM25, Robertson and Zaragoza 2009). */
export function rankDocuments(
  query: SearchQuery,
  segments: readonly SearchedSegment[],
  limit: number,
): RankedDocuments {
  const found = evaluate(query, segments, lengthsOf(segments));
  const best = new BestOnes(limit);
  let total = 0;
  for (const [index, { documents, scores }] of found.entries()) {
    const alive = segments[index]?.alive;
    for (let at = 0; at < documents.length; at++) {
      const document = documents[at] ?? 0;
      if (alive?.[document] !== 1) continue;
      total += 1;
      best.offer(index, document, scores[at] ?? 0);
    }
  }
  return { total, best: best.sorted() };
}

/** The best documents so far, worst first: few of many. */
class BestOnes {
  readonly #limit: number;
  readonly #kept: RankedDocument[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  offer(segment: number, document: number, score: number): void {
    const kept = this.#kept;
    if (kept.length === this.#limit && (kept.length === 0 || score <= (kept[0]?.score ?? 0))) return;
    let [low, high] = [0, kept.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      // Of equals the first is better.
      if ((kept[middle]?.score ?? 0) < score) low = middle + 1;
      else high = middle;
    }
    kept.splice(low, 0, { segment, document, score });
    if (kept.length > this.#limit) kept.shift();
  }

  sorted(): readonly RankedDocument[] {
    return this.#kept.toReversed();
  }
}

interface Lengths {
  readonly documents: number;
  readonly average: number;
}

function lengthsOf(segments: readonly SearchedSegment[]): Lengths {
  let [documents, words] = [0, 0];
  for (const { segment } of segments) {
    documents += segment.size;
    for (const length of segment.lengths) words += length;
  }
  return { documents, average: Math.max(1, words / Math.max(1, documents)) };
}

function evaluate(query: SearchQuery, segments: readonly SearchedSegment[], lengths: Lengths): readonly Scored[] {
  switch (query.kind) {
    case 'phrase':
      return scored(segments, lengths, (segment) => phraseMatches(segment, query));
    case 'near':
      return scored(segments, lengths, (segment) => nearMatches(segment, query));
    case 'date':
      return segments.map(({ segment }) => unscored(dateMatches(segment, query)));
    case 'and':
      return joined(
        query.parts.map((part) => evaluate(part, segments, lengths)),
        both,
      );
    case 'or':
      return joined(
        query.parts.map((part) => evaluate(part, segments, lengths)),
        either,
      );
    case 'not': {
      const found = evaluate(query.part, segments, lengths);
      return segments.map(({ segment }, index) => unscored(others(segment.size, found[index]?.documents ?? [])));
    }
    default:
      return unreachable(query);
  }
}

const joined = (
  parts: readonly (readonly Scored[])[],
  join: (one: Scored, other: Scored) => Scored,
): readonly Scored[] => parts.reduce((all, part) => all.map((one, index) => join(one, part[index] ?? nothing)));

const nothing: Scored = { documents: [], scores: new Float64Array(0) };
const unscored = (documents: ArrayLike<number>): Scored => ({ documents, scores: new Float64Array(documents.length) });

function others(size: number, found: ArrayLike<number>): readonly number[] {
  const left: number[] = [];
  let at = 0;
  for (let document = 0; document < size; document++) {
    if (found[at] === document) at += 1;
    else left.push(document);
  }
  return left;
}

const [saturation, lengthWeight] = [1.2, 0.75] as const;

function scored(
  segments: readonly SearchedSegment[],
  { documents: all, average }: Lengths,
  find: (segment: Segment) => LeafMatches,
): readonly Scored[] {
  const found = segments.map(({ segment }) => find(segment));
  const having = found.reduce((total, { documents }) => total + documents.length, 0);
  const weight = Math.log(1 + (all - having + 0.5) / (having + 0.5));
  return found.map(({ documents, counts }, index) => {
    const lengths = segments[index]?.segment.lengths;
    const scores = new Float64Array(documents.length);
    for (let at = 0; at < documents.length; at++) {
      const count = counts[at] ?? 0;
      const length = lengths?.[documents[at] ?? 0] ?? 0;
      const norm = saturation * (1 - lengthWeight + (lengthWeight * length) / average);
      scores[at] = (weight * count * (saturation + 1)) / (count + norm);
    }
    return { documents, scores };
  });
}

function both(one: Scored, other: Scored): Scored {
  const documents: number[] = [];
  const scores: number[] = [];
  let [a, b] = [0, 0];
  while (a < one.documents.length && b < other.documents.length) {
    const [first, second] = [one.documents[a] ?? 0, other.documents[b] ?? 0];
    if (first === second) {
      documents.push(first);
      scores.push((one.scores[a] ?? 0) + (other.scores[b] ?? 0));
    }
    if (first <= second) a += 1;
    if (second <= first) b += 1;
  }
  return { documents, scores: Float64Array.from(scores) };
}

function either(one: Scored, other: Scored): Scored {
  const documents: number[] = [];
  const scores: number[] = [];
  let [a, b] = [0, 0];
  while (a < one.documents.length || b < other.documents.length) {
    const first = one.documents[a] ?? Number.POSITIVE_INFINITY;
    const second = other.documents[b] ?? Number.POSITIVE_INFINITY;
    documents.push(Math.min(first, second));
    scores.push((first <= second ? (one.scores[a] ?? 0) : 0) + (second <= first ? (other.scores[b] ?? 0) : 0));
    if (first <= second) a += 1;
    if (second <= first) b += 1;
  }
  return { documents, scores: Float64Array.from(scores) };
}
