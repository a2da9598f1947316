import type { SearchField } from './query.ts';
import type { Searchable } from './searchable.ts';
import { type Tokens, tokensOf } from './tokens.ts';

/** The words of one field of a document. */
export interface FieldWords {
  readonly words: readonly string[];
  /** Ascending; words of different passages do not follow one another. */
  readonly positions: readonly number[];
  /** Where each stands in `Searchable.text`; null for those that stand elsewhere. */
  readonly places: readonly (readonly [from: number, to: number] | null)[];
}

const tagKinds: ReadonlySet<string> = new Set(['person', 'place', 'organisation', 'term']);

/** Gives the words of the fields of a document, each when it is asked for. */
export function fieldReader(document: Searchable): (field: SearchField) => FieldWords {
  const kept = new Map<SearchField, FieldWords>();
  let text: Tokens | null = null;
  const textTokens = (): Tokens => {
    text ??= tokensOf(document.text);
    return text;
  };
  return (field) => {
    const known = kept.get(field);
    if (known) return known;
    const words = readField(document, field, textTokens);
    kept.set(field, words);
    return words;
  };
}

function readField(document: Searchable, field: SearchField, text: () => Tokens): FieldWords {
  switch (field) {
    case 'text':
      return slice(text(), 0, document.text.length);
    case 'note':
      return slice(text(), document.notesFrom, document.text.length);
    case 'source':
      return document.sourceText === null ? slice(text(), 0, document.text.length) : unplaced(document.sourceText);
    default: {
      const passages = tagKinds.has(field) || field === 'tag' ? tagged(document, field, text()) : [];
      return together([...passages, unplaced(factOf(document, field))]);
    }
  }
}

/** A tag is found by its kind, too. */
const factOf = ({ facts, tags }: Searchable, field: SearchField): string =>
  field === 'tag' ? [...new Set(tags.map(({ kind }) => kind))].join('\n') : (facts[field] ?? '');

const tagged = ({ tags }: Searchable, field: SearchField, text: Tokens): readonly FieldWords[] =>
  tags.filter(({ kind }) => field === 'tag' || kind === field).map(({ from, to }) => slice(text, from, to));

/** The words that stand whole between two offsets. */
function slice({ words, starts, ends, positions }: Tokens, from: number, to: number): FieldWords {
  let first = lowerBound(starts, from);
  let end = first;
  while (end < words.length && (ends[end] ?? 0) <= to) end += 1;
  if (first > end) first = end;
  return {
    words: words.slice(first, end),
    positions: positions.slice(first, end),
    places: starts.slice(first, end).map((start, index) => [start, ends[first + index] ?? start] as const),
  };
}

function lowerBound(values: readonly number[], least: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

function unplaced(text: string): FieldWords {
  const { words, positions } = tokensOf(text);
  return { words, positions, places: words.map(() => null) };
}

/** Puts passages behind one another, so that no phrase reaches from one to the next. */
function together(passages: readonly FieldWords[]): FieldWords {
  const positions: number[] = [];
  for (const passage of passages) {
    const start = (positions.at(-1) ?? -2) + 2 - (passage.positions[0] ?? 0);
    for (const position of passage.positions) positions.push(start + position);
  }
  return {
    words: passages.flatMap(({ words }) => words),
    positions,
    places: passages.flatMap(({ places }) => places),
  };
}
