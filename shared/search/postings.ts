import { nearStarts, type PlacedPhrases, type Positions, phraseStarts } from './positions.ts';
import type { Phrase, SearchField, SearchQuery } from './query.ts';
import { isInDates } from './scan.ts';
import { ByteSource, type Segment, termOf } from './segment.ts';
import { commonStart, type WordPattern, wordMatcher } from './word-pattern.ts';

/** Documents of a segment, ascending, and how often each has what is looked for. */
export interface LeafMatches {
  readonly documents: ArrayLike<number>;
  readonly counts: ArrayLike<number>;
}

const none: LeafMatches = { documents: [], counts: [] };

/** The documents that have a phrase. */
export function phraseMatches(segment: Segment, phrase: Phrase): LeafMatches {
  const [word] = phrase.words;
  if (phrase.words.length === 1 && word) return wordMatches(segment, wordTerms(segment, phrase.field, word));
  return countedStarts(segment, [phrase], (found) => found[0]?.starts ?? []);
}

/** The documents that have phrases near one another. */
export function nearMatches(
  segment: Segment,
  { phrases, distance }: Extract<SearchQuery, { readonly kind: 'near' }>,
): LeafMatches {
  return countedStarts(segment, phrases, ([first, ...others]) => {
    if (!first) return [];
    return others.reduce(
      (reached, next) => ({ starts: nearStarts(reached, next, distance), length: next.length }),
      first,
    ).starts;
  });
}

/** The documents of some dates, ascending. */
export function dateMatches(
  segment: Segment,
  dates: Extract<SearchQuery, { readonly kind: 'date' }>,
): ArrayLike<number> {
  const start = termOf('date', '');
  const terms = termsBeginning(segment, start).filter((term) =>
    isInDates(dates, (segment.terms[term] ?? '').slice(start.length)),
  );
  return wordMatches(segment, [{ terms, only: null }]).documents;
}

/** Some terms of a segment that mean the same, and whether they count only for documents whose source reads as their text does. */
interface Terms {
  readonly terms: readonly number[];
  readonly only: 'source as text' | null;
}

/** What a word of a query may be in a segment. What the source reads is kept where it is not what the text reads. */
function wordTerms(segment: Segment, field: SearchField, pattern: WordPattern): readonly Terms[] {
  const own: Terms = { terms: termsOf(segment, field, pattern), only: null };
  return field === 'source' ? [own, { terms: termsOf(segment, 'text', pattern), only: 'source as text' }] : [own];
}

function termsOf(segment: Segment, field: SearchField, pattern: WordPattern): readonly number[] {
  const start = termOf(field, commonStart(pattern));
  if (pattern.kind === 'exact') {
    const at = firstAtLeast(segment.terms, start);
    return segment.terms[at] === start ? [at] : [];
  }
  const bare = termOf(field, '').length;
  const matches = wordMatcher(pattern);
  return termsBeginning(segment, start).filter((term) => {
    const word = (segment.terms[term] ?? '').slice(bare);
    // Those of other fields have their name and a colon before them.
    return (field !== 'text' || !word.includes(':')) && matches(word);
  });
}

function termsBeginning({ terms }: Segment, start: string): readonly number[] {
  const found: number[] = [];
  for (let at = firstAtLeast(terms, start); at < terms.length && terms[at]?.startsWith(start); at++) found.push(at);
  return found;
}

function firstAtLeast(terms: readonly string[], wanted: string): number {
  let [low, high] = [0, terms.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((terms[middle] ?? '') < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function wordMatches(segment: Segment, groups: readonly Terms[]): LeafMatches {
  const [group] = groups;
  if (groups.length === 1 && group && group.only === null && group.terms.length === 1)
    return readHeads(segment, group.terms[0] ?? 0);
  const counts = new Uint32Array(segment.size);
  for (const { terms, only } of groups)
    for (const term of terms) {
      const heads = readHeads(segment, term);
      for (let at = 0; at < heads.documents.length; at++) {
        const document = heads.documents[at] ?? 0;
        if (only === null || segment.ownSource[document] === 0)
          counts[document] = (counts[document] ?? 0) + (heads.counts[at] ?? 0);
      }
    }
  return withoutZeros(counts);
}

function withoutZeros(counts: Uint32Array): LeafMatches {
  const documents: number[] = [];
  for (let document = 0; document < counts.length; document++)
    if ((counts[document] ?? 0) > 0) documents.push(document);
  return { documents, counts: documents.map((document) => counts[document] ?? 0) };
}

function readHeads({ counts: sizes, headStarts, heads }: Segment, term: number): LeafMatches {
  const size = sizes[term] ?? 0;
  const [documents, counts] = [new Uint32Array(size), new Uint32Array(size)];
  const source = new ByteSource(heads, headStarts[term] ?? 0);
  let document = 0;
  for (let at = 0; at < size; at++) {
    document += source.read();
    documents[at] = document;
    counts[at] = source.read();
  }
  return { documents, counts };
}

/** Documents that have every word of some phrases, with what is counted of the phrases in each. */
function countedStarts(
  segment: Segment,
  phrases: readonly Phrase[],
  count: (found: readonly PlacedPhrases[]) => Positions,
): LeafMatches {
  const words = phrases.map(({ field, words }) => words.map((word) => wordTerms(segment, field, word)));
  const candidates = documentsOfAll(segment, words.flat());
  if (candidates.documents.length === 0) return none;
  const positions = words.map((phrase) => phrase.map((groups) => positionsOf(segment, groups, candidates)));
  const documents: number[] = [];
  const counts: number[] = [];
  // One for each word, moved from document to document.
  const ranges = positions.map((phrase) => phrase.map(({ values }) => ({ values, from: 0, to: 0 })));
  const placed = positions.map(({ length }) => ({ starts: [] as Positions, length }));
  for (let at = 0; at < candidates.documents.length; at++) {
    for (let index = 0; index < positions.length; index++) {
      const [lists, moved] = [positions[index] ?? [], ranges[index] ?? []];
      for (let word = 0; word < lists.length; word++) moveTo(moved[word], lists[word], at);
      const phrase = placed[index];
      if (phrase) phrase.starts = phraseStarts(moved);
    }
    const found = count(placed).length;
    if (found === 0) continue;
    documents.push(candidates.documents[at] ?? 0);
    counts.push(found);
  }
  return { documents, counts };
}

function moveTo(range: { from: number; to: number } | undefined, lists: PositionLists | undefined, at: number): void {
  if (!range || !lists) return;
  range.from = lists.starts[at] ?? 0;
  range.to = lists.starts[at + 1] ?? 0;
}

interface Candidates {
  readonly documents: readonly number[];
  /** By document: its place among them, and one; 0 when it is none of them. */
  readonly places: Uint32Array;
}

function documentsOfAll(segment: Segment, words: readonly (readonly Terms[])[]): Candidates {
  const places = new Uint32Array(segment.size);
  let documents: readonly number[] = [];
  for (const [index, groups] of words.entries()) {
    const found = wordMatches(segment, groups).documents;
    const kept: number[] = [];
    for (let at = 0; at < found.length; at++) {
      const document = found[at] ?? 0;
      if (places[document] !== index) continue;
      places[document] = index + 1;
      kept.push(document);
    }
    documents = kept;
    if (kept.length === 0) break;
  }
  places.fill(0);
  for (const [index, document] of documents.entries()) places[document] = index + 1;
  return { documents, places };
}

/** Where a word stands in each of the candidates: all numbers behind one another, and where those of each begin (one more at the end). */
interface PositionLists {
  readonly values: Uint32Array;
  readonly starts: Uint32Array;
}

function positionsOf(segment: Segment, groups: readonly Terms[], candidates: Candidates): PositionLists {
  const [group] = groups;
  if (groups.length === 1 && group && group.only === null && group.terms.length === 1)
    return positionsOfTerm(segment, group.terms[0] ?? 0, candidates);
  const lists: number[][] = candidates.documents.map(() => []);
  for (const { terms, only } of groups)
    for (const term of terms) {
      const { values, starts } = positionsOfTerm(segment, term, candidates);
      for (const [at, list] of lists.entries()) {
        if (only !== null && segment.ownSource[candidates.documents[at] ?? 0] !== 0) continue;
        for (let place = starts[at] ?? 0; place < (starts[at + 1] ?? 0); place++) list.push(values[place] ?? 0);
      }
    }
  const starts = new Uint32Array(lists.length + 1);
  for (const [at, list] of lists.entries()) starts[at + 1] = (starts[at] ?? 0) + list.length;
  const values = new Uint32Array(starts[lists.length] ?? 0);
  for (const [at, list] of lists.entries())
    values.set(
      list.sort((one, other) => one - other),
      starts[at] ?? 0,
    );
  return { values, starts };
}

function positionsOfTerm(segment: Segment, term: number, { documents, places }: Candidates): PositionLists {
  const heads = readHeads(segment, term);
  const starts = new Uint32Array(documents.length + 1);
  for (let at = 0; at < heads.documents.length; at++) {
    const place = places[heads.documents[at] ?? 0] ?? 0;
    if (place > 0) starts[place] = heads.counts[at] ?? 0;
  }
  for (let at = 1; at < starts.length; at++) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
  // No more than there are bytes: each position has one at least.
  const values = new Uint32Array(Math.min(starts[documents.length] ?? 0, segment.spots.length));
  const spots = new ByteSource(segment.spots, segment.spotStarts[term] ?? 0);
  for (let at = 0, to = 0; at < heads.documents.length; at++) {
    const count = heads.counts[at] ?? 0;
    if ((places[heads.documents[at] ?? 0] ?? 0) === 0) {
      spots.skip(count);
      continue;
    }
    let position = 0;
    for (let each = 0; each < count && !spots.isAtEnd; each++) {
      position += spots.read();
      values[to++] = position;
    }
  }
  return { values, starts };
}
