import { type AnnotationAct, type AnnotationKind, annotationRanges } from '../../shared/document/annotation.ts';
import type { DocumentState, StepJson } from '../../shared/document/document-state.ts';
import {
  type AnnotationId,
  type DocumentId,
  type EntityId,
  type GroupId,
  newGroupId,
  type TagTypeId,
} from '../../shared/document/identifier.ts';
import { occurrencesOf, type TaggingOfAll, tagMatches, withTags } from '../../shared/edit/tags/occurrences.ts';
import { type FindQuery, type Hit, hitInContext, type Match } from '../../shared/find/find.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { Documents } from '../storage/collection/named-documents.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { DocumentUnreadableError } from '../storage/document/load-document.ts';
import { VersionKeeper } from '../versions/version-keeper.ts';
import type { JobContext, JobControl } from '../workers/job.ts';
import type { ChosenHits, LeftDocument } from './correct-documents.ts';
import { type HitFinder, hitFinder } from './find-hits.ts';

/** Which words are to be tagged. */
export type WordsToTag =
  | { readonly kind: 'query'; readonly query: FindQuery }
  /** Some words and their variants (`occurrencesOf`). */
  | { readonly kind: 'occurrences'; readonly of: string };

export interface TagRequest {
  readonly documents: readonly DocumentId[];
  readonly words: WordsToTag;
  readonly as: AnnotationKind;
  /** Whom the words mean; tags of the kind that cover them already are told so, too. */
  readonly entity?: EntityId;
  /** The type of the collection that the words are of; tags of the kind that cover them already are told so, too. */
  readonly type?: TagTypeId;
  /** Only tell what would be tagged. */
  readonly dryRun: boolean;
  /** Tags only these hits of a dry run of the same words; all that are found unless given. */
  readonly only?: ReadonlyMap<DocumentId, ChosenHits>;
}

/** A hit, with the tag that it got. */
export interface TaggedHit extends Hit {
  /** Positions in the document in which it was found. */
  readonly from: number;
  readonly to: number;
  /** Null where it was so tagged already, and in a dry run. */
  readonly tag: AnnotationId | null;
  /** With `entity` or `type`: the tag that says whom it means, whether it was there or not. */
  readonly identified?: AnnotationId;
  /** Whether a tag of the kind covered it before. */
  readonly isTagged: boolean;
  /** Other kinds of which a tag covers just these words. */
  readonly otherKinds: readonly AnnotationKind[];
}

export interface TaggedDocument {
  readonly document: DocumentId;
  readonly title: string;
  readonly source: string;
  /** The state in which the hits were found. */
  readonly seq: number;
  readonly hits: readonly TaggedHit[];
  /** The act that was written, for taking it back; null when nothing was tagged. */
  readonly group: GroupId | null;
}

export type TagOutcome =
  | {
      readonly kind: 'done';
      /** All that were looked through, also those without a hit. When cancelled, those that were tagged before. */
      readonly documents: readonly TaggedDocument[];
      /** Those that are as they were although they may have hits. They do not hold up the others. */
      readonly left: readonly LeftDocument[];
      readonly cancelled: boolean;
    }
  /** Nothing was tagged in the document that it was found out in, nor behind it. */
  | { readonly kind: 'bad expression'; readonly reason: string };

/** Tags hits that no tag of the kind covers yet, one act of undo a document. */
export async function tagDocuments(
  context: JobContext,
  documents: Documents,
  request: TagRequest,
  { progress, signal }: JobControl,
): Promise<TagOutcome> {
  const finder = hitFinder(context.workers);
  const what = request.dryRun ? inEnglish`Looking` : inEnglish`Tagging`;
  const total = request.documents.length;
  const tagged: TaggedDocument[] = [];
  const left: LeftDocument[] = [];
  try {
    for (const [done, id] of request.documents.entries()) {
      progress({ what, done, total });
      const outcome = signal.aborted
        ? ({ kind: 'cancelled' } as const)
        : await unlessUnreadable(() => documents.withDocument(id, (store) => tagOne(finder, store, request, signal)));
      if (outcome.kind === 'cancelled') return { kind: 'done', documents: tagged, left, cancelled: true };
      if (outcome.kind === 'bad expression') return outcome;
      if (outcome.kind === 'left') left.push({ document: id, reason: outcome.reason });
      else tagged.push(outcome.document);
    }
    progress({ what, done: total, total });
    return { kind: 'done', documents: tagged, left, cancelled: false };
  } finally {
    await finder.close();
  }
}

type OneOutcome =
  | { readonly kind: 'tagged'; readonly document: TaggedDocument }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'left'; readonly reason: string }
  | Exclude<TagOutcome, { readonly kind: 'done' }>;

async function unlessUnreadable(tag: () => Promise<OneOutcome>): Promise<OneOutcome> {
  try {
    return await tag();
  } catch (error) {
    if (error instanceof DocumentUnreadableError) return { kind: 'left', reason: error.sentence };
    throw error;
  }
}

async function tagOne(
  finder: HitFinder,
  store: DocumentStore,
  request: TagRequest,
  signal: AbortSignal,
): Promise<OneOutcome> {
  const { doc, seq, metadata, source } = store.state;
  const found =
    request.words.kind === 'occurrences'
      ? ({ kind: 'hits', hits: occurrencesOf(doc, request.words.of) } as const)
      : await finder.find(doc, request.words.query, signal);
  if (found.kind !== 'hits') return found;
  const matches = withTags(doc, chosenMatches(store, found.hits, request), request.as);
  const tagged = request.dryRun ? null : tagMatches(doc, matches, request.as);
  const meaning = tagged && identified(store.state, matches, tagged, request);
  const tagging = tagged && meaning ? { ...tagged, acts: [...tagged.acts, ...meaning.acts] } : tagged;
  const isNeeded = tagging !== null && tagging.acts.length > 0;
  if (isNeeded && store.readOnly !== null) return { kind: 'left', reason: store.readOnly };
  const group = isNeeded ? await writeTags(store, tagging) : null;
  const hits = matches.map((match, index): TaggedHit => {
    const { from, to, isTagged, otherKinds } = match;
    const of = meaning?.tags[index];
    return {
      ...hitInContext(doc, match),
      from,
      to,
      isTagged,
      otherKinds,
      tag: tagging?.tags[index] ?? null,
      ...(of !== undefined && { identified: of }),
    };
  });
  return {
    kind: 'tagged',
    document: { document: store.id, title: metadata.title, source: source.name, seq, hits, group },
  };
}

/** What says of the tags on the matches whom they mean and of which type they are, and which tag that is of each. Null when nobody asked for that. */
function identified(
  { doc, annotations }: DocumentState,
  matches: readonly Match[],
  { tags: made }: TaggingOfAll,
  { entity, type, as }: TagRequest,
): { readonly acts: readonly AnnotationAct[]; readonly tags: readonly (AnnotationId | undefined)[] } | null {
  if (entity === undefined && type === undefined) return null;
  const ranges = annotationRanges(doc).filter((range) => range.as === as);
  const tags = matches.map(
    (match, index) => made[index] ?? ranges.find(({ from, to }) => from <= match.from && match.to <= to)?.id,
  );
  const acts = [...new Set(tags)].flatMap((id): readonly AnnotationAct[] => {
    const known = id && annotations.get(id);
    if (!id) return [];
    return [
      ...(entity === undefined || known?.entity === entity ? [] : [{ kind: 'identified' as const, id, entity }]),
      ...(type === undefined || known?.type === type ? [] : [{ kind: 'typed' as const, id, type }]),
    ];
  });
  return { acts, tags };
}

function chosenMatches(store: DocumentStore, found: readonly Match[], { only }: TagRequest): readonly Match[] {
  if (!only) return found;
  const chosen = only.get(store.id);
  return chosen?.seq === store.state.seq ? found.filter((_, index) => chosen.hits.has(index)) : [];
}

async function writeTags(store: DocumentStore, { transform, acts }: TaggingOfAll): Promise<GroupId> {
  const group = newGroupId();
  const keeper = new VersionKeeper(store);
  const steps = transform.steps.map((step) => step.toJSON() as StepJson);
  await store.append(store.state.seq, [{ group, steps, annotations: acts }]);
  await keeper.finish();
  return group;
}
