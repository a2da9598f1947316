import type {
  AlikeGroups,
  AlikeHit,
  AlikeHits,
  AlikeQuestion,
  AlikeSuspect,
} from '../../shared/contract/payloads/find.ts';
import { agreedReading, alikeGroups, meantBy } from '../../shared/correct/alike/alike-groups.ts';
import { type AlikeWord, placesAgain, readingOf, wordsReading } from '../../shared/correct/alike/alike-words.ts';
import { oddness } from '../../shared/correct/alike/odd-pictures.ts';
import { askedFrom } from '../../shared/correct/suspects/suspects.ts';
import type { DocumentState } from '../../shared/document/document-state.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { type Box, layoutWords, type PageReading } from '../../shared/document/layout.ts';
import type { PageImage } from '../../shared/document/page-image.ts';
import type { PlacedPage } from '../../shared/tracking/placed-words.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { pagesAtPresent, placedPages, scaleTo } from '../ocr/placed-pages.ts';
import type { Collection } from '../storage/collection/collection.ts';
import type { Documents } from '../storage/collection/named-documents.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { DocumentUnreadableError } from '../storage/document/load-document.ts';
import { type FoundSuspect, findSuspects } from '../suspects/find-suspects.ts';
import type { JobContext, JobControl } from '../workers/job.ts';
import type { TaskFault } from '../workers/task-thread.ts';

/** More words than these nobody looks through at once. */
const mostWords = 2_000;
/** More groups than these are not listed. */
const mostGroups = 500;

export type AlikeGroupsResult =
  | { readonly kind: 'found'; readonly value: AlikeGroups }
  | { readonly kind: 'refused'; readonly document: DocumentId; readonly fault: TaskFault };

/** Lists what can be decided together in documents of a collection: of the suspects that a person is asked about. */
export async function findAlikeGroups(
  context: JobContext,
  collection: Collection,
  documents: readonly DocumentId[],
  control: JobControl,
): Promise<AlikeGroupsResult> {
  const found = await findSuspects(context, collection, documents, control);
  if (found.kind === 'refused') {
    if (found.fault.kind !== 'cancelled') return found;
    return { kind: 'found', value: { groups: [], suspects: 0, left: 0, cancelled: true } };
  }
  const asked = found.suspects.filter(({ score }) => score >= askedFrom);
  const groups = alikeGroups(asked)
    .slice(0, mostGroups)
    .map((group) => ({
      ...group,
      suspects: group.suspects
        .slice(0, mostWords)
        .map((suspect) => alikeSuspect(suspect, group.kind === 'agreed' ? agreedReading(suspect) : meantBy(suspect))),
    }));
  return { kind: 'found', value: { groups, suspects: asked.length, left: found.unread.length, cancelled: false } };
}

const alikeSuspect = (
  { document, from, to, before, text, after }: FoundSuspect,
  suggestion: string | null,
): AlikeSuspect => ({ document, from, to, before, text, after, suggestion });

/** Finds the words that are to be decided together, with where they stand on their pages. Changes nothing. */
export async function findAlike(
  documents: Documents,
  ids: readonly DocumentId[],
  question: AlikeQuestion,
  { progress, signal }: JobControl,
): Promise<AlikeHits> {
  const wanted = ids.filter((id) => question.kind === 'reading' || question.words.some((one) => one.document === id));
  const words: AlikeHit[] = [];
  let left = 0;
  for (const [done, id] of wanted.entries()) {
    progress({ what: inEnglish`Looking`, done, total: wanted.length });
    if (signal.aborted || words.length > mostWords) break;
    const own = await unlessUnreadable(() => documents.withDocument(id, async (store) => hitsIn(store, question)));
    if (own === null) left += 1;
    else words.push(...own);
  }
  progress({ what: inEnglish`Looking`, done: wanted.length, total: wanted.length });
  const isCut = words.length > mostWords;
  const sorted = words.slice(0, mostWords).sort((a, b) => plainOddness(b) - plainOddness(a));
  return { words: sorted, isCut, left, cancelled: signal.aborted };
}

const plainOddness = (hit: AlikeHit): number => oddness({ ...hit, unlikeness: null });

async function unlessUnreadable<Value>(read: () => Promise<Value>): Promise<Value | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof DocumentUnreadableError) return null;
    throw error;
  }
}

function hitsIn(store: DocumentStore, question: AlikeQuestion): readonly AlikeHit[] {
  const { state } = store;
  const words = wordsIn(state, question);
  if (words.length === 0) return [];
  const places = pagesAtPresent(state, placedPages(state));
  const { title } = state.metadata;
  const { name: source } = state.source;
  return words.map((word) => ({ document: store.id, title, source, ...word, ...placeOf(word, state, places) }));
}

function wordsIn({ id, doc }: DocumentState, question: AlikeQuestion): readonly AlikeWord[] {
  if (question.kind === 'reading') return wordsReading(doc, question.read);
  const own = question.words.filter(({ document }) => document === id);
  return placesAgain(doc, own).flatMap((place) => place ?? []);
}

type Place = Pick<AlikeHit, 'page' | 'pageNumber' | 'box' | 'confidence' | 'otherReadings'>;

const noPlace: Place = { page: null, pageNumber: null, box: null, confidence: null, otherReadings: [] };

/** Where a word stands: of one that a line end divides, its first part. */
function placeOf(word: AlikeWord, { pages, readings }: DocumentState, places: readonly PlacedPage[]): Place {
  for (const { page: id, words } of places) {
    const seen = words.find(({ from, to }) => from < word.to && word.from < to);
    const index = pages.findIndex((page) => page.id === id);
    const page = pages[index];
    if (!seen || !page) continue;
    const { box, confidence } = seen;
    const others = readings.filter((one) => one.page === id && (one.role === 'second' || one.role === 'third'));
    const texts = others.map((one) => textIn(one, page, box));
    const otherReadings = texts.filter((text) => text !== '' && readingOf(text) !== readingOf(word.text));
    return { page: id, pageNumber: index + 1, box, confidence, otherReadings: [...new Set(otherReadings)] };
  }
  return noPlace;
}

/** What a reading has inside a box of its page, from left to right. */
function textIn({ layout }: PageReading, page: PageImage, outer: Box): string {
  const scale = scaleTo(page, layout);
  return layoutWords(layout)
    .flatMap(({ text, box }) => {
      if (!box) return [];
      const own = scale(box);
      const [x, y] = [own.x + own.width / 2, own.y + own.height / 2];
      const isInside = x > outer.x && x < outer.x + outer.width && y > outer.y && y < outer.y + outer.height;
      return isInside ? [{ text, x }] : [];
    })
    .sort((a, b) => a.x - b.x)
    .map(({ text }) => text)
    .join(' ');
}
