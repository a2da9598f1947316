import type { DocumentId } from '../document/identifier.ts';
import { matchSequences } from '../text/sequences.ts';
import type { SearchQuery } from './query.ts';
import { type Passage, scanDocument } from './scan.ts';
import { plainUnitOf, type Searchable } from './searchable.ts';
import { snippetOf } from './snippet.ts';
import { tokensOf } from './tokens.ts';

/** A document that a query found. */
export interface FoundDocument {
  readonly document: DocumentId;
  readonly title: string;
  /** One line of its text, or of its source's where that was asked for; `…` where it goes on. */
  readonly snippet: string;
  /** What was looked for within the snippet, in UTF-16 units of it. */
  readonly marks: readonly Passage[];
  /** The hit that the snippet is about, in UTF-16 units of the text that `show --text` prints; both 0 when the document was found by
   *  facts alone. */
  readonly from: number;
  readonly to: number;
}

/** Shows why a document was found. */
export function foundDocument(query: SearchQuery, document: Searchable): FoundDocument {
  const passages = scanDocument(query, document) ?? [];
  const inSource = passages.length === 0 ? passagesInSource(query, document) : [];
  const isInSource = inSource.length > 0 && document.sourceText !== null;
  const text = isInSource ? (document.sourceText ?? '') : document.text;
  const { text: snippet, marks, hit } = snippetOf(text, isInSource ? inSource : passages);
  const place = hit && (isInSource ? placeInText(document, hit) : hit);
  return {
    document: document.id,
    title: document.title,
    snippet,
    marks,
    from: place ? plainUnitOf(document, place.from) : 0,
    to: place ? plainUnitOf(document, Math.max(place.from, place.to - 1)) + (place.to > place.from ? 1 : 0) : 0,
  };
}

/** The passages of what the source reads, in units of that. */
function passagesInSource(query: SearchQuery, document: Searchable): readonly Passage[] {
  if (document.sourceText === null) return [];
  const read = {
    ...document,
    text: document.sourceText,
    sourceText: null,
    notesFrom: document.sourceText.length,
    tags: [],
  };
  return scanDocument(sourceParts(query), read) ?? [];
}

/** The query with nothing in it but what is looked for in the source. */
function sourceParts(query: SearchQuery): SearchQuery {
  const phrases = phrasesOf(query).filter(({ field }) => field === 'source');
  return { kind: 'or', parts: phrases };
}

function phrasesOf(query: SearchQuery): readonly Extract<SearchQuery, { readonly kind: 'phrase' }>[] {
  switch (query.kind) {
    case 'phrase':
      return [query];
    case 'near':
      return query.phrases;
    case 'and':
    case 'or':
      return query.parts.flatMap(phrasesOf);
    default:
      return [];
  }
}

/** Where the words of a passage of the source stand in the text now, or what came into their place. */
function placeInText({ text, sourceText }: Searchable, { from, to }: Passage): Passage {
  const [source, present] = [tokensOf(sourceText ?? ''), tokensOf(text)];
  const first = source.starts.findIndex((start) => start >= from);
  const last = source.ends.findLastIndex((end) => end <= to);
  const runs = matchSequences(source.words, present.words);
  const before = runs.findLast((run) => run.old <= first);
  const past = before ? Math.min(first - before.old, before.count) : 0;
  const start = before ? before.new + past : 0;
  const limit = runs.find((run) => run.old > last)?.new ?? present.words.length;
  const end = Math.max(start, Math.min(start + last - first, limit - 1));
  const unit = present.starts[start] ?? text.length;
  return { from: unit, to: Math.max(unit, present.ends[end] ?? unit) };
}
