import { rankDocuments, type SearchedSegment } from '../../search/evaluate.ts';
import { type FoundDocument, foundDocument } from '../../search/found.ts';
import { parseQuery, queryFaultSentence, type SearchQuery } from '../../search/query.ts';
import type { Searchable } from '../../search/searchable.ts';
import type { Segment } from '../../search/segment.ts';
import { fromBase64 } from './base64.ts';

/** A document as the list of what was found names it. */
export interface FoundEntry {
  readonly address: string;
  readonly title: string;
  readonly date: string;
  /** Which file of texts has it, and where in it; both from 0. */
  readonly shard: number;
  readonly index: number;
}

/** The words of some documents, as a script of the site brings them. Numbers are bytes in base 64. */
export interface WordsShard {
  readonly documents: readonly FoundEntry[];
  /** In order, parted by line feeds: no term has one. */
  readonly terms: string;
  readonly lengths: string;
  readonly counts: string;
  readonly headStarts: string;
  readonly spotStarts: string;
  readonly heads: string;
  readonly spots: string;
}

/** What a query found, or why it is none. */
export type SiteFindings =
  | { readonly kind: 'nothing asked' }
  | { readonly kind: 'not understood'; readonly sentence: string }
  | {
      readonly kind: 'found';
      readonly total: number;
      readonly best: readonly FoundEntry[];
      readonly query: SearchQuery;
    };

const numbers = (text: string): Uint32Array => {
  const bytes = fromBase64(text);
  return new Uint32Array(bytes.buffer, 0, bytes.length / 4);
};

/** The search of a site, as it runs in the browser: the same query language, the same index and the same ranking as in the program. */
export class SiteSearch {
  readonly #segments: SearchedSegment[] = [];
  readonly #documents: (readonly FoundEntry[])[] = [];

  /** Adds the words of some documents. */
  add(shard: WordsShard): void {
    const size = shard.documents.length;
    const segment: Segment = {
      size,
      lengths: numbers(shard.lengths),
      ownSource: new Uint8Array(size),
      terms: shard.terms === '' ? [] : shard.terms.split('\n'),
      counts: numbers(shard.counts),
      headStarts: numbers(shard.headStarts),
      spotStarts: numbers(shard.spotStarts),
      heads: fromBase64(shard.heads),
      spots: fromBase64(shard.spots),
    };
    this.#segments.push({ segment, alive: new Uint8Array(size).fill(1) });
    this.#documents.push(shard.documents);
  }

  /** Finds what a person asks for.
   *  @param limit so many documents at most are named */
  find(text: string, limit: number): SiteFindings {
    if (text.trim() === '') return { kind: 'nothing asked' };
    const parsed = parseQuery(text);
    if (!parsed.ok) return { kind: 'not understood', sentence: queryFaultSentence(parsed, text) };
    const { query } = parsed;
    const { total, best } = rankDocuments(query, this.#segments, limit);
    const named = best.flatMap(({ segment, document }) => this.#documents[segment]?.[document] ?? []);
    return { kind: 'found', total, best: named, query };
  }

  /** Why a document was found: a line of its text with what was looked for. */
  show(query: SearchQuery, document: Searchable): Pick<FoundDocument, 'snippet' | 'marks'> {
    return foundDocument(query, document);
  }
}
