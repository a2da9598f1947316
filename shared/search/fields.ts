import type { SearchField } from './query.ts';
import type { Searchable } from './searchable.ts';
import { type Tokens, tokensOf } from './tokens.ts';

/** The words of one field of a document. */
export interface FieldWords {
  readonly words: readonly string[];
  /** Ascending; words of different passages do not follow one another. */
  readonly positions: readonly number[];
  /** Where one of them stands in `Searchable.text`; null when it stands elsewhere. */
  readonly placeOf: (index: number) => WordPlace | null;
}

type WordPlace = readonly [from: number, to: number];

const noWords: FieldWords = { words: [], positions: [], placeOf: () => null };

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
      const fact = factOf(document, field);
      if (passages.length === 0) return fact === '' ? noWords : unplaced(fact);
      return together([...passages, unplaced(fact)]);
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
  const first = lowerBound(starts, from);
  let end = lowerBound(starts, to);
  if (end > first && (ends[end - 1] ?? 0) > to) end -= 1;
  const isWhole = first === 0 && end === words.length;
  return {
    words: isWhole ? words : words.slice(first, end),
    positions: isWhole ? positions : positions.slice(first, end),
    placeOf: (index) => {
      const [start, stop] = [starts[first + index], ends[first + index]];
      return start === undefined || stop === undefined ? null : [start, stop];
    },
  };
}

/** @returns the first place of ascending values that are at least this */
export function lowerBound(values: readonly number[], least: number): number {
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
  return { words, positions, placeOf: () => null };
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
    placeOf: placeOfAll(passages),
  };
}

function placeOfAll(passages: readonly FieldWords[]): FieldWords['placeOf'] {
  return (index) => {
    let left = index;
    for (const { words, placeOf } of passages) {
      if (left < words.length) return placeOf(left);
      left -= words.length;
    }
    return null;
  };
}
