import { fieldReader } from './fields.ts';
import { type SearchField, searchFields } from './query.ts';
import type { Searchable } from './searchable.ts';

/** An index of some documents that never changes: for each word of each field, the documents that have it and where.
 *
 *  `heads` has for each term, in the order of `terms`, pairs of the distance to the document before (of the first, its number) and how often the
 *  word is in it; `spots` for each of these documents as many distances between positions. Both are numbers of seven bits a byte. */
export interface Segment {
  /** How many documents, numbered from 0. */
  readonly size: number;
  /** By document: how many words its text has, and whether its source reads otherwise. */
  readonly lengths: Uint32Array;
  readonly ownSource: Uint8Array;
  /** `termOf` of words, ascending by their units. */
  readonly terms: readonly string[];
  /** By term: how many documents have it; where its part of `heads` and `spots` begins (one more at the end). */
  readonly counts: Uint32Array;
  readonly headStarts: Uint32Array;
  readonly spotStarts: Uint32Array;
  readonly heads: Uint8Array;
  readonly spots: Uint8Array;
}

/** What a word of a field is in an index. The text's own have no name before them. */
export const termOf = (field: SearchField | 'date', word: string): string =>
  field === 'text' ? word : `${field}:${word}`;

/** Collects documents for a segment. */
export class SegmentBuilder {
  readonly #ids = new Map<string, number>();
  readonly #terms: string[] = [];
  readonly #lengths: number[] = [];
  readonly #ownSource: number[] = [];
  #tokens = new Int32Array(1 << 12);
  #positions = new Int32Array(1 << 12);
  #documents = new Int32Array(1 << 12);
  #count = 0;

  /** How many documents there are. */
  get size(): number {
    return this.#lengths.length;
  }

  /** How many words there are in all fields. */
  get words(): number {
    return this.#count;
  }

  /** Adds a document, as the next one. */
  add(document: Searchable): void {
    const fields = fieldReader(document);
    const number = this.#lengths.length;
    this.#lengths.push(fields('text').words.length);
    this.#ownSource.push(document.sourceText === null ? 0 : 1);
    for (const field of searchFields) {
      // What reads as the text does is looked for in the text.
      if (field === 'source' && document.sourceText === null) continue;
      const { words, positions } = fields(field);
      for (let index = 0; index < words.length; index++)
        this.#push(termOf(field, words[index] ?? ''), number, positions[index] ?? 0);
    }
    if (document.when !== '') this.#push(termOf('date', document.when), number, 0);
  }

  finish(): Segment {
    const order = [...this.#terms.keys()].sort((a, b) => ((this.#terms[a] ?? '') < (this.#terms[b] ?? '') ? -1 : 1));
    const sorted = this.#sortedTokens();
    const [heads, spots] = [new ByteSink(this.#count), new ByteSink(this.#count + 16)];
    const counts = new Uint32Array(order.length);
    const [headStarts, spotStarts] = [new Uint32Array(order.length + 1), new Uint32Array(order.length + 1)];
    for (const [rank, term] of order.entries()) {
      counts[rank] = this.#writeTerm(sorted, term, heads, spots);
      headStarts[rank + 1] = heads.length;
      spotStarts[rank + 1] = spots.length;
    }
    return {
      size: this.size,
      lengths: Uint32Array.from(this.#lengths),
      ownSource: Uint8Array.from(this.#ownSource),
      terms: order.map((term) => this.#terms[term] ?? ''),
      counts,
      headStarts,
      spotStarts,
      heads: heads.bytes(),
      spots: spots.bytes(),
    };
  }

  #push(term: string, document: number, position: number): void {
    let id = this.#ids.get(term);
    if (id === undefined) {
      id = this.#terms.length;
      this.#ids.set(term, id);
      this.#terms.push(term);
    }
    const at = this.#count;
    if (at === this.#tokens.length) {
      this.#tokens = grown(this.#tokens);
      this.#positions = grown(this.#positions);
      this.#documents = grown(this.#documents);
    }
    this.#tokens[at] = id;
    this.#positions[at] = position;
    this.#documents[at] = document;
    this.#count = at + 1;
  }

  /** The tokens by term, those of one term in the order in which they came: by document and position. */
  #sortedTokens(): { readonly tokens: Int32Array; readonly starts: Int32Array } {
    const starts = new Int32Array(this.#terms.length + 1);
    for (let at = 0; at < this.#count; at++) {
      const next = (this.#tokens[at] ?? 0) + 1;
      starts[next] = (starts[next] ?? 0) + 1;
    }
    for (let term = 0; term < this.#terms.length; term++)
      starts[term + 1] = (starts[term + 1] ?? 0) + (starts[term] ?? 0);
    const places = starts.slice();
    const tokens = new Int32Array(this.#count);
    for (let at = 0; at < this.#count; at++) {
      const term = this.#tokens[at] ?? 0;
      const place = places[term] ?? 0;
      tokens[place] = at;
      places[term] = place + 1;
    }
    return { tokens, starts };
  }

  /** @returns how many documents have the term */
  #writeTerm(
    { tokens, starts }: { readonly tokens: Int32Array; readonly starts: Int32Array },
    term: number,
    heads: ByteSink,
    spots: ByteSink,
  ): number {
    const end = starts[term + 1] ?? 0;
    let [at, before, documents] = [starts[term] ?? 0, 0, 0];
    while (at < end) {
      const document = this.#documents[tokens[at] ?? 0] ?? 0;
      const first = at;
      let position = 0;
      for (; at < end && this.#documents[tokens[at] ?? 0] === document; at++) {
        const next = this.#positions[tokens[at] ?? 0] ?? 0;
        spots.write(next - position);
        position = next;
      }
      heads.write(document - before);
      heads.write(at - first);
      before = document;
      documents += 1;
    }
    return documents;
  }
}

function grown(values: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(values.length * 2);
  larger.set(values);
  return larger;
}

/** Bytes that numbers are written to. */
class ByteSink {
  #bytes: Uint8Array;
  length = 0;

  constructor(expected: number) {
    this.#bytes = new Uint8Array(expected + 16);
  }

  write(value: number): void {
    if (this.length + 5 > this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    let left = value;
    while (left >= 0x80) {
      this.#bytes[this.length++] = (left & 0x7f) | 0x80;
      left >>>= 7;
    }
    this.#bytes[this.length++] = left;
  }

  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.length);
  }
}

/** Reads what a sink wrote. Bytes that were not written by one give some number, and never a place before the last one. */
export class ByteSource {
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, start: number) {
    this.#bytes = bytes;
    this.#at = start;
  }

  read(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#bytes[this.#at++] ?? 0;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }

  /** Whether nothing is left. */
  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  skip(count: number): void {
    let left = count;
    while (left > 0 && !this.isAtEnd) if ((this.#bytes[this.#at++] ?? 0) < 0x80) left -= 1;
  }
}
