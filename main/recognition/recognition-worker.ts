import type { DocumentId } from '../../shared/document/identifier.ts';
import { namesInEnglish } from '../../shared/recognition/names-in-english.ts';
import type { Passage, Span } from '../../shared/recognition/passages.ts';
import { learnTags, type SuggestedSpan, suggestTags, type TagMemory } from '../../shared/recognition/suggest-tags.ts';
import { serveTasks } from '../workers/worker-server.ts';

/** Which document suggestions are wanted for, and what the worker does not know yet. */
export interface RecognitionRequest {
  readonly document: DocumentId;
  /** Documents that are new or changed. */
  readonly passages: ReadonlyMap<DocumentId, readonly Passage[]>;
  /** Documents that are no longer in the collection. */
  readonly gone: readonly DocumentId[];
}

/** For each passage of the document. */
export type RecognitionAnswer = readonly (readonly SuggestedSpan[])[];

const documents = new Map<DocumentId, readonly Passage[]>();
let memory: TagMemory | null = null;
/** How many tags there were when the model was learned. */
let learnedFrom = 0;

/** A few more tags teach a model of many next to nothing. */
const mostUnlearned = 0.1;

serveTasks<RecognitionRequest, RecognitionAnswer>(({ document, passages, gone }, begin) => {
  begin();
  for (const id of gone) documents.delete(id);
  for (const [id, changed] of passages) documents.set(id, changed);
  const own = documents.get(document) ?? [];
  // The document that is asked about comes first: its names are known when there are more than can be learned.
  const all = [own, ...[...documents].flatMap(([id, others]) => (id === document ? [] : [others]))];
  const tags = all.reduce((sum, part) => sum + part.reduce((count, { spans }) => count + spans.length, 0), 0);
  const isKnown = memory?.model != null && Math.abs(tags - learnedFrom) <= mostUnlearned * learnedFrom;
  if (!isKnown) learnedFrom = tags;
  memory = learnTags(all, recognise, isKnown ? memory : null);
  return suggestTags(memory, own, recognise);
});

/** What was found in a text is found again: the same passages are asked about after every edit. */
const recognised = new Map<string, readonly Span[]>();
const mostRecognised = 50_000;

function recognise(text: string): readonly Span[] {
  const known = recognised.get(text);
  if (known) return known;
  const names = namesInEnglish(text);
  if (recognised.size >= mostRecognised) recognised.clear();
  recognised.set(text, names);
  return names;
}
