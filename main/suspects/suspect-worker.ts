import { blockWords } from '../../shared/correct/language/block-words.ts';
import { type WordList, wordList } from '../../shared/correct/language/lexicon.ts';
import { countedWords, WordCounts } from '../../shared/correct/language/word-usage.ts';
import {
  type BlockSplice,
  DocumentRanking,
  type LearnedWords,
  type RankedAnew,
} from '../../shared/correct/suspects/document-ranking.ts';
import type { Language } from '../../shared/correct/suspects/knowledge.ts';
import { type PageEvidence, wordEvidence } from '../../shared/correct/suspects/word-evidence.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { textBlocks } from '../../shared/document/reading-text.ts';
import { schema } from '../../shared/document/schema.ts';
import { emptyVocabulary } from '../../shared/document/vocabulary.ts';
import { readLayout } from '../../shared/import/ocr/read-layout.ts';
import { collectionLanguage, type LanguageChoice } from '../language/collection-language.ts';
import { serveTasks } from '../workers/worker-server.ts';
import type { OtherText } from './collection-texts.ts';

/** What is to be ranked. */
export interface SuspectRequest {
  readonly document: DocumentId;
  readonly language: LanguageChoice;
  /** The document as it was imported; null when the worker has it. */
  readonly begin: {
    /** `Node.toJSON()`. */
    readonly imported: unknown;
    readonly pages: readonly PageEvidence[];
    /** The text of a file with layouts that came without images: what it says of its pages, when nothing else is known of them. */
    readonly layout: string | null;
    /** What each other document of the collection reads; or, when one document after the other is looked at once, those of all that
     *  the worker does not have yet: what one of them costs does not follow how many there are. */
    readonly others: readonly OtherText[] | ReadonlyMap<DocumentId, OtherText>;
  } | null;
  /** What changed since it was asked last; null when nothing did. When neither this nor what editors said changed, it goes on with what was
   *  left to rank. */
  readonly splice: BlockSplice | null;
  /** What editors said; null when that is as it was. */
  readonly teaching: Partial<LearnedWords> | null;
}

export type SuspectWorkerAnswer =
  | {
      readonly kind: 'ranked';
      readonly blocks: RankedAnew;
      /** Whether nothing is left to rank: ask again while there is. */
      readonly isSettled: boolean;
    }
  /** The worker does not know the document: begin anew. */
  | { readonly kind: 'unknown document' };

let known: { readonly key: string; readonly language: Language } | null = null;
/** The document that was asked for last, and those before it; few are open at once. */
const rankings = new Map<DocumentId, DocumentRanking>();
const mostRankings = 4;
/** How long one step of ranking the rest takes: an edit may have to wait for it. */
const stepMs = 80;

serveTasks<SuspectRequest, SuspectWorkerAnswer>(({ document, language: choice, begin, splice, teaching }, begun) => {
  const language = languageFor(choice);
  begun();
  if (begin) {
    const { others } = begin;
    const taught = { vocabulary: emptyVocabulary, kept: [], ...teaching };
    if (others instanceof Map) return rankOnce(language, document, { ...begin, others }, splice, taught);
    const all = others as readonly OtherText[];
    const ranking = beginRanking(language, begin, otherRuns(all), taught, namesOf(all));
    keep(document, ranking);
    if (splice) ranking.follow(splice);
    return { kind: 'ranked', blocks: ranking.all(), isSettled: true };
  }
  const ranking = rankings.get(document);
  if (!ranking) return { kind: 'unknown document' };
  keep(document, ranking);
  const blocks = splice || teaching ? rankChanged(ranking, splice, teaching) : rankRest(ranking);
  return { kind: 'ranked', blocks, isSettled: ranking.isSettled };
});

/** Making a dictionary takes a second and more: the last one is kept. */
function languageFor(choice: LanguageChoice): Language {
  const key = JSON.stringify(choice);
  if (known?.key !== key) known = { key, language: collectionLanguage(choice) };
  return known.language;
}

function rankChanged(
  ranking: DocumentRanking,
  splice: BlockSplice | null,
  teaching: Partial<LearnedWords> | null,
): RankedAnew {
  if (splice) ranking.follow(splice);
  const taught = teaching ? ranking.teach(teaching) : [];
  return splice ? [...taught, ...ranking.rank(splice.from, splice.from + splice.added.length)] : taught;
}

function rankRest(ranking: DocumentRanking): RankedAnew {
  const end = performance.now() + stepMs;
  return ranking.rest(() => performance.now() > end);
}

/** The texts of the collection whose documents are looked at once each, with their words and what is tagged in them. */
const texts = new Map<DocumentId, OtherText>();
const counts = new WordCounts();
let names = wordList([]);

function rankOnce(
  words: Language,
  document: DocumentId,
  begin: NonNullable<SuspectRequest['begin']> & { readonly others: ReadonlyMap<DocumentId, OtherText> },
  splice: BlockSplice | null,
  teaching: LearnedWords,
): SuspectWorkerAnswer {
  for (const [id, text] of begin.others) {
    count(texts.get(id), -1);
    texts.set(id, text);
    count(text, 1);
  }
  if (begin.others.size > 0) names = namesOf([...texts.values()]);
  const own = texts.get(document);
  count(own, -1);
  const ranking = beginRanking(words, begin, counts, teaching, names);
  if (splice) ranking.follow(splice);
  const blocks = ranking.all();
  ranking.leave();
  count(own, 1);
  return { kind: 'ranked', blocks, isSettled: true };
}

function count(text: OtherText | undefined, by: 1 | -1): void {
  if (text) for (const run of otherRuns([text])) counts.add(countedWords(run), by);
}

const namesOf = (others: readonly OtherText[]): WordList => wordList(others.flatMap((other) => other.names));

function beginRanking(
  words: Language,
  { imported, pages, layout }: NonNullable<SuspectRequest['begin']>,
  others: Iterable<readonly string[]> | WordCounts,
  teaching: LearnedWords,
  tagged: WordList,
): DocumentRanking {
  const doc = schema.nodeFromJSON(imported);
  const evidence = wordEvidence(doc, layout === null ? pages : pagesOfLayout(layout));
  const blocks = textBlocks(doc).map(({ block }, index) => ({
    words: blockWords(block),
    evidence: evidence[index] ?? [],
  }));
  return new DocumentRanking(words, blocks, others, teaching, tagged);
}

/** A page without an image is named by its number. */
function pagesOfLayout(text: string): readonly PageEvidence[] {
  const read = readLayout([text]);
  if (read.kind !== 'layout') return [];
  const hasOthers = read.pages.length > 1;
  return read.pages.map(({ layout }, index) => ({
    page: index + 1,
    number: hasOthers ? index + 1 : null,
    first: layout,
    second: null,
    third: null,
  }));
}

function* otherRuns(others: readonly OtherText[]): Iterable<readonly string[]> {
  for (const { text } of others) for (const line of text.split('\n')) yield line.split(' ');
}

function keep(document: DocumentId, ranking: DocumentRanking): void {
  rankings.delete(document);
  rankings.set(document, ranking);
  for (const oldest of rankings.keys()) {
    if (rankings.size <= mostRankings) return;
    rankings.delete(oldest);
  }
}
