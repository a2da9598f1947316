import { unreachable } from '../text/unreachable.ts';
import { type FieldWords, fieldReader, lowerBound } from './fields.ts';
import { nearStarts, type Positions, phraseStarts } from './positions.ts';
import type { Phrase, SearchField, SearchQuery } from './query.ts';
import type { Searchable } from './searchable.ts';
import { wordMatcher } from './word-pattern.ts';

/** A passage that a query is about, in units of `Searchable.text`. */
export interface Passage {
  readonly from: number;
  readonly to: number;
}

type Fields = (field: SearchField) => FieldWords;

/** The passages of a document that a query finds, in order; those that stand in no text, such as a title, are not among them. Null when the
 *  document is not meant. Reads the whole document, and needs no index. */
export function scanDocument(query: SearchQuery, document: Searchable): readonly Passage[] | null {
  const passages = scan(query, document, fieldReader(document));
  return passages && [...passages].sort((one, other) => one.from - other.from || one.to - other.to);
}

function scan(query: SearchQuery, document: Searchable, fields: Fields): readonly Passage[] | null {
  switch (query.kind) {
    case 'phrase': {
      const starts = startsOf(query, fields);
      return starts.length === 0 ? null : placed(query, starts, fields);
    }
    case 'near':
      return scanNear(query, fields);
    case 'date':
      return isInDates(query, document.when) ? [] : null;
    case 'and': {
      const found = query.parts.map((part) => scan(part, document, fields));
      return found.includes(null) ? null : found.flatMap((passages) => passages ?? []);
    }
    case 'or': {
      const found = query.parts.map((part) => scan(part, document, fields));
      return found.every((passages) => passages === null) ? null : found.flatMap((passages) => passages ?? []);
    }
    case 'not':
      return scan(query.part, document, fields) === null ? [] : null;
    default:
      return unreachable(query);
  }
}

function scanNear(
  { phrases, distance }: Extract<SearchQuery, { readonly kind: 'near' }>,
  fields: Fields,
): readonly Passage[] | null {
  const [first, ...others] = phrases.map((phrase) => ({
    starts: startsOf(phrase, fields),
    length: phrase.words.length,
  }));
  if (!first) return null;
  let reached = first;
  const chain = [first.starts];
  for (const other of others) {
    reached = { starts: nearStarts(reached, other, distance), length: other.length };
    chain.push(reached.starts);
  }
  if (reached.starts.length === 0) return null;
  return phrases.flatMap((phrase, index) => placed(phrase, chain[index] ?? [], fields));
}

function startsOf({ field, words }: Phrase, fields: Fields): Positions {
  const read = fields(field);
  return phraseStarts(
    words.map((pattern) => {
      const matches = wordMatcher(pattern);
      const values = read.positions.filter((_, index) => matches(read.words[index] ?? ''));
      return { values, from: 0, to: values.length };
    }),
  );
}

function placed({ field, words }: Phrase, starts: Positions, fields: Fields): readonly Passage[] {
  const { positions, placeOf } = fields(field);
  return starts.flatMap((start) => {
    const first = lowerBound(positions, start);
    const [from, to] = [placeOf(first), placeOf(first + words.length - 1)];
    return from && to ? [{ from: from[0], to: to[1] }] : [];
  });
}

/** Whether a date (W3C form) lies between two, as far as all are known. An unknown one does not. */
export function isInDates(
  { from, to }: { readonly from: string | null; readonly to: string | null },
  when: string,
): boolean {
  if (when === '') return false;
  const alike = (date: string, length: number): string => date.slice(0, Math.min(date.length, length));
  if (from !== null && alike(when, from.length) < alike(from, when.length)) return false;
  return to === null || alike(when, to.length) <= alike(to, when.length);
}
