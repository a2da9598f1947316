import { inEnglish } from '../translation/retell.ts';
import { foldWord } from './tokens.ts';
import type { WordPattern } from './word-pattern.ts';

/** Where words are looked for. */
export const searchFields = [
  'text',
  'source',
  'note',
  'tag',
  'person',
  'place',
  'organisation',
  'term',
  'title',
  'from',
  'to',
  'number',
  'page',
  'status',
  'type',
  'file',
] as const;
export type SearchField = (typeof searchFields)[number];

/** Words that follow one another; often one alone. */
export interface Phrase {
  readonly kind: 'phrase';
  readonly field: SearchField;
  readonly words: readonly WordPattern[];
}

/** What is looked for. */
export type SearchQuery =
  | Phrase
  /** Each phrase with at most so many other words between it and the one before, on either side of it. */
  | { readonly kind: 'near'; readonly phrases: readonly Phrase[]; readonly distance: number }
  /** A date between two, both included; null is without an end. As far as the document states it: `1962` is in `1962-11`. */
  | { readonly kind: 'date'; readonly from: string | null; readonly to: string | null }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly SearchQuery[] }
  | { readonly kind: 'not'; readonly part: SearchQuery };

export type ParsedQuery =
  | { readonly ok: true; readonly query: SearchQuery }
  /** `reason` is a sentence without its full stop; `at` where in the text it is wrong, in UTF-16 units from 0. */
  | { readonly ok: false; readonly reason: string; readonly at: number };

type Token =
  | { readonly kind: 'open' | 'close' | 'and' | 'or' | 'not'; readonly at: number }
  | { readonly kind: 'near'; readonly at: number; readonly distance: number }
  | { readonly kind: 'field'; readonly at: number; readonly name: string }
  | { readonly kind: 'phrase' | 'word'; readonly at: number; readonly text: string };

class QueryFault extends Error {
  constructor(
    readonly reason: string,
    readonly at: number,
  ) {
    super(reason);
  }
}

const usualDistance = 10;
/** A query beyond these is none that a person writes. */
const longestQuery = 2_000;
const deepestNesting = 50;

/** Reads a query: words (all of which are to be there), `"phrases"`, `prefix*`, `w?rd`, `fuzzy~`, `a NEAR/5 b`, `AND`, `OR`, `NOT` and `-`, parentheses,
 *  and fields such as `from:stevenson` or `date:1962-11-01..1962-11-15`.
 *  @param inSource whether words without a field are looked for in what the source reads, instead of in the text as it is now
 *  @example parseQuery('"united states" from:moscow -draft') */
export function parseQuery(text: string, inSource = false): ParsedQuery {
  try {
    if (text.length > longestQuery) throw new QueryFault(inEnglish`The query is too long`, longestQuery);
    const parser = new Parser(tokensOfQuery(text), text.length);
    return { ok: true, query: parser.whole(inSource ? 'source' : 'text') };
  } catch (error) {
    if (error instanceof QueryFault) return { ok: false, reason: error.reason, at: error.at };
    throw error;
  }
}

/** A sentence for a person, with the place.
 *  @param text the query */
export function queryFaultSentence(
  { reason, at }: { readonly reason: string; readonly at: number },
  text: string,
): string {
  const place =
    at >= text.length ? inEnglish`at its end` : inEnglish`at character ${at + 1} (“${text.slice(at, at + 12)}”)`;
  return inEnglish`${reason}: ${place} of the query.`;
}

const patterns: readonly (readonly [RegExp, (found: RegExpExecArray) => Token | null])[] = [
  [/\s+/uy, () => null],
  [/\(/y, ({ index }) => ({ kind: 'open', at: index })],
  [/\)/y, ({ index }) => ({ kind: 'close', at: index })],
  [/["“”„«»]([^"“”„«»]*)["“”„«»]/y, ({ index, 1: text = '' }) => ({ kind: 'phrase', at: index, text })],
  [/(AND|OR|NOT)(?![^\s()"“„«])/y, ({ index, 1: name = '' }) => ({ kind: operators[name] ?? 'and', at: index })],
  [
    /NEAR(?:\/(\d{1,4}))?(?![^\s()"“„«])/y,
    ({ index, 1: distance }) => ({ kind: 'near', at: index, distance: Number(distance ?? usualDistance) }),
  ],
  [/-(?=[\p{L}\p{N}("“„«])/uy, ({ index }) => ({ kind: 'not', at: index })],
  [/([A-Za-z]+):/y, ({ index, 1: name = '' }) => ({ kind: 'field', at: index, name: name.toLowerCase() })],
  [/[^\s()"“”„«»]+/uy, ({ index, 0: text }) => ({ kind: 'word', at: index, text })],
];

const operators: Readonly<Record<string, 'and' | 'or' | 'not'>> = { AND: 'and', OR: 'or', NOT: 'not' };

function tokensOfQuery(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const found = firstMatch(text, at);
    if (!found) throw new QueryFault(inEnglish`A quotation mark has no other one`, at);
    if (found.token) tokens.push(found.token);
    at = found.end;
  }
  return tokens;
}

function firstMatch(text: string, at: number): { readonly token: Token | null; readonly end: number } | null {
  for (const [pattern, read] of patterns) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) return { token: read(found), end: pattern.lastIndex };
  }
  return null;
}

class Parser {
  readonly #tokens: readonly Token[];
  readonly #end: number;
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], end: number) {
    this.#tokens = tokens;
    this.#end = end;
  }

  whole(field: SearchField): SearchQuery {
    if (this.#tokens.length === 0) throw new QueryFault(inEnglish`There is nothing to look for`, 0);
    const query = this.#or(field);
    const left = this.#next;
    if (left)
      throw new QueryFault(
        left.kind === 'close' ? inEnglish`A “)” has no “(”` : inEnglish`Words were expected`,
        left.at,
      );
    return query;
  }

  get #next(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #take(kind: Token['kind']): Token | null {
    const token = this.#next;
    if (token?.kind !== kind) return null;
    this.#at += 1;
    return token;
  }

  #or(field: SearchField): SearchQuery {
    const parts = [this.#and(field)];
    while (this.#take('or')) parts.push(this.#and(field));
    return joined('or', parts);
  }

  #and(field: SearchField): SearchQuery {
    const parts = [this.#not(field)];
    for (;;) {
      const isSaid = this.#take('and') !== null;
      const next = this.#next;
      if (!isSaid && (!next || next.kind === 'close' || next.kind === 'or')) return joined('and', parts);
      parts.push(this.#not(field));
    }
  }

  #not(field: SearchField): SearchQuery {
    let isNegated = false;
    while (this.#take('not')) isNegated = !isNegated;
    const part = this.#near(field);
    return isNegated ? { kind: 'not', part } : part;
  }

  #near(field: SearchField): SearchQuery {
    const start = this.#next?.at ?? this.#end;
    const first = this.#unit(field);
    const parts = [first];
    let distance = 0;
    for (let near = this.#take('near'); near; near = this.#take('near')) {
      distance = Math.max(distance, near.kind === 'near' ? near.distance : 0);
      parts.push(this.#unit(field));
    }
    if (parts.length === 1) return first;
    const phrases = parts.map((part) => {
      if (part.kind === 'phrase') return part;
      throw new QueryFault(inEnglish`NEAR stands between words or phrases`, start);
    });
    if (phrases.some((phrase) => phrase.field !== phrases[0]?.field))
      throw new QueryFault(inEnglish`NEAR stands between words of one field`, start);
    return { kind: 'near', phrases, distance };
  }

  #unit(field: SearchField): SearchQuery {
    const open = this.#take('open');
    if (open) return this.#group(field, open.at);
    const named = this.#take('field');
    if (named?.kind === 'field') return this.#inField(named.name, named.at);
    const token = this.#take('phrase') ?? this.#take('word');
    if (token?.kind === 'phrase' || token?.kind === 'word') return phraseOf(field, token);
    throw new QueryFault(inEnglish`Words were expected`, this.#next?.at ?? this.#end);
  }

  #group(field: SearchField, at: number): SearchQuery {
    this.#depth += 1;
    if (this.#depth > deepestNesting) throw new QueryFault(inEnglish`There are too many “(” inside one another`, at);
    const query = this.#or(field);
    if (!this.#take('close')) throw new QueryFault(inEnglish`A “(” has no “)”`, at);
    this.#depth -= 1;
    return query;
  }

  #inField(name: string, at: number): SearchQuery {
    if (name === 'date') {
      const token = this.#take('word') ?? this.#take('phrase');
      if (token?.kind === 'word' || token?.kind === 'phrase') return dateQuery(token.text, token.at);
      throw new QueryFault(inEnglish`A date was expected, such as 1962-11-01..1962-11-15`, this.#next?.at ?? this.#end);
    }
    const field = searchFields.find((one) => one === name);
    if (!field)
      throw new QueryFault(inEnglish`There is no field “${name}”; there are date, ${searchFields.join(', ')}`, at);
    if (this.#next?.kind === 'field') throw new QueryFault(inEnglish`Words were expected`, this.#next.at);
    return this.#unit(field);
  }
}

const joined = (kind: 'and' | 'or', parts: readonly SearchQuery[]): SearchQuery =>
  parts.length === 1 && parts[0] ? parts[0] : { kind, parts };

const dateForm = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

function dateQuery(text: string, at: number): SearchQuery {
  const [from = '', to = from, ...more] = text.split('..');
  const isDate = (date: string): boolean => date === '' || dateForm.test(date);
  if (more.length > 0 || !isDate(from) || !isDate(to) || (from === '' && to === ''))
    throw new QueryFault(inEnglish`A date was expected, such as 1962.., 1962-11 or 1962-11-01..1962-11-15`, at);
  return { kind: 'date', from: from === '' ? null : from, to: to === '' ? null : to };
}

/** A word as it is written may be several: `Anglo-American`, `U.S.` */
function phraseOf(field: SearchField, { text, at }: { readonly text: string; readonly at: number }): Phrase {
  const words = (text.match(writtenWord) ?? []).flatMap((word) => patternOf(word) ?? []);
  if (words.length === 0) throw new QueryFault(inEnglish`There are no letters or figures to look for`, at);
  return { kind: 'phrase', field, words };
}

const writtenWord = /[\p{L}\p{N}\p{M}\p{Cf}*?]+(?:~\d?)?/gu;

function patternOf(written: string): WordPattern | null {
  const [, text = '', edits] = /^(.*?)(?:~(\d?))?$/su.exec(written) ?? [];
  const word = text
    .split(/([*?]+)/)
    .map((part, index) => (index % 2 === 0 ? foldWord(part) : part))
    .join('');
  if (!/[^*?]/.test(word)) return null;
  if (edits !== undefined) return fuzzyPattern(word.replace(/[*?]/g, ''), edits);
  if (!/[*?]/.test(word)) return { kind: 'exact', word };
  return /^[^*?]+\*+$/.test(word) ? { kind: 'prefix', word: word.replace(/\*+$/, '') } : { kind: 'wildcard', word };
}

/** Of short words one letter may differ: with two, most others would be meant. */
function fuzzyPattern(word: string, edits: string): WordPattern {
  const most = edits === '' ? (word.length < 6 ? 1 : 2) : Math.min(Number(edits), 3);
  return { kind: 'fuzzy', word, edits: Math.min(most, word.length - 1) };
}
