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
      if (words.length > 0) this.#addWords(number, field, words, positions);
    }
    if (document.when !== '') this.#addWords(number, 'date', [document.when], [0]);
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

  #addWords(
    document: number,
    field: SearchField | 'date',
    words: readonly string[],
    positions: readonly number[],
  ): void {
    this.#makeRoom(words.length);
    const [ids, terms, tokens] = [this.#ids, this.#terms, this.#tokens];
    let count = this.#count;
    this.#documents.fill(document, count, count + words.length);
    this.#positions.set(positions, count);
    for (const word of words) {
      const term = termOf(field, word);
      let id = ids.get(term);
      if (id === undefined) {
        id = terms.length;
        ids.set(term, id);
        terms.push(term);
      }
      tokens[count++] = id;
    }
    this.#count = count;
  }

  #makeRoom(more: number): void {
    let room = this.#tokens.length;
    while (room < this.#count + more) room *= 2;
    if (room === this.#tokens.length) return;
    this.#tokens = grown(this.#tokens, room);
    this.#positions = grown(this.#positions, room);
    this.#documents = grown(this.#documents, room);
  }

  /** The tokens by term, those of one term in the order in which they came: by document and position. */
  #sortedTokens(): SortedTokens {
    const [terms, count] = [this.#tokens, this.#count];
    const starts = new Int32Array(this.#terms.length + 1);
    for (let at = 0; at < count; at++) {
      const next = (terms[at] ?? 0) + 1;
      starts[next] = (starts[next] ?? 0) + 1;
    }
    for (let term = 1; term < starts.length; term++) starts[term] = (starts[term] ?? 0) + (starts[term - 1] ?? 0);
    const places = starts.slice();
    const [documents, positions] = [new Int32Array(count), new Int32Array(count)];
    for (let at = 0; at < count; at++) {
      const term = terms[at] ?? 0;
      const place = places[term] ?? 0;
      documents[place] = this.#documents[at] ?? 0;
      positions[place] = this.#positions[at] ?? 0;
      places[term] = place + 1;
    }
    return { documents, positions, starts };
  }

  /** @returns how many documents have the term */
  #writeTerm({ documents, positions, starts }: SortedTokens, term: number, heads: ByteSink, spots: ByteSink): number {
    const end = starts[term + 1] ?? 0;
    let [at, before, count] = [starts[term] ?? 0, 0, 0];
    while (at < end) {
      const document = documents[at] ?? 0;
      const first = at;
      let position = 0;
      for (; at < end && documents[at] === document; at++) {
        const next = positions[at] ?? 0;
        spots.write(next - position);
        position = next;
      }
      heads.write(document - before);
      heads.write(at - first);
      before = document;
      count += 1;
    }
    return count;
  }
}

interface SortedTokens {
  readonly documents: Int32Array;
  readonly positions: Int32Array;
  /** By term: where its tokens begin; one more at the end. */
  readonly starts: Int32Array;
}

function grown(values: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length);
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
