import type { Node } from 'prosemirror-model';
import { type AnnotationAct, type AnnotationKind, annotationRanges } from '../../shared/document/annotation.ts';
import type { DocumentState, StepJson } from '../../shared/document/document-state.ts';
import { type AnnotationId, type DocumentId, type EntityId, newGroupId } from '../../shared/document/identifier.ts';
import { tagRange } from '../../shared/edit/tag-commands.ts';
import { type FindQuery, type Hit, hitInContext, type Match } from '../../shared/find/find.ts';
import type { Documents } from '../storage/collection/named-documents.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { VersionKeeper } from '../versions/version-keeper.ts';
import type { JobContext, JobControl } from '../workers/job.ts';
import { hitFinder } from './find-hits.ts';

export interface TagRequest {
  readonly document: DocumentId;
  readonly query: FindQuery;
  readonly as: AnnotationKind;
  /** Whom the words mean; tags of the kind that are there already are told so, too. */
  readonly entity?: EntityId;
}

/** A hit, with the tag that it got; null where it was so tagged already. */
export interface TaggedHit extends Hit {
  readonly tag: AnnotationId | null;
  /** With `entity`: the tag that says whom it means, whether it was there or not. */
  readonly identified?: AnnotationId;
}

export type TagOutcome =
  | { readonly kind: 'done'; readonly title: string; readonly source: string; readonly hits: readonly TaggedHit[] }
  | { readonly kind: 'bad expression'; readonly reason: string }
  | { readonly kind: 'read-only'; readonly reason: string }
  | { readonly kind: 'cancelled' };

/** Tags every hit in a document that no tag of the kind covers yet, in one act of undo. */
export async function tagDocument(
  context: JobContext,
  documents: Documents,
  request: TagRequest,
  { signal }: JobControl,
): Promise<TagOutcome> {
  const finder = hitFinder(context.workers);
  try {
    return await documents.withDocument(request.document, async (store) => {
      const found = await finder.find(store.state.doc, request.query, signal);
      return found.kind === 'hits' ? await tagHits(store, found.hits, request) : found;
    });
  } finally {
    await finder.close();
  }
}

async function tagHits(store: DocumentStore, matches: readonly Match[], request: TagRequest): Promise<TagOutcome> {
  const { doc, seq, metadata, source, annotations } = store.state;
  const tagging = identified(taggingOf(doc, matches, request.as), request.entity, annotations);
  if (tagging.acts.length > 0) {
    if (store.readOnly !== null) return { kind: 'read-only', reason: store.readOnly };
    const keeper = new VersionKeeper(store);
    await store.append(seq, [{ group: newGroupId(), steps: tagging.steps, annotations: tagging.acts }]);
    await keeper.finish();
  }
  return { kind: 'done', title: metadata.title, source: source.name, hits: tagging.hits };
}

interface TaggingOfAll {
  readonly steps: readonly StepJson[];
  readonly acts: readonly AnnotationAct[];
  readonly hits: readonly CoveredHit[];
}

/** A hit with the tag of the kind that covered it before. */
interface CoveredHit extends TaggedHit {
  readonly covered: AnnotationId | null;
}

/** With acts that say of every tag whom it means. */
function identified(
  { steps, acts: tagged, hits: found }: TaggingOfAll,
  entity: EntityId | undefined,
  annotations: DocumentState['annotations'],
): {
  readonly steps: readonly StepJson[];
  readonly acts: readonly AnnotationAct[];
  readonly hits: readonly TaggedHit[];
} {
  const acts = [...tagged];
  const done = new Set<AnnotationId>();
  const hits = found.map(({ covered, ...hit }): TaggedHit => {
    const id = hit.tag ?? covered;
    if (id === null || entity === undefined) return hit;
    if (!done.has(id) && annotations.get(id)?.entity !== entity) acts.push({ kind: 'identified', id, entity });
    done.add(id);
    return { ...hit, identified: id };
  });
  return { steps, acts, hits };
}

/** Tags move nothing, so that the positions of the hits stay right throughout. */
function taggingOf(doc: Node, matches: readonly Match[], kind: AnnotationKind): TaggingOfAll {
  const ranges = annotationRanges(doc).filter((range) => range.as === kind);
  const steps: StepJson[] = [];
  const acts: AnnotationAct[] = [];
  let tagged = doc;
  const hits = matches.map((match): CoveredHit => {
    const covered = ranges.find(({ from, to }) => from <= match.from && match.to <= to)?.id ?? null;
    const tagging = covered === null ? tagRange(tagged, match.from, match.to, kind) : null;
    if (!tagging) return { ...hitInContext(doc, match), tag: null, covered };
    tagged = tagging.transform.doc;
    steps.push(...tagging.transform.steps.map((step) => step.toJSON() as StepJson));
    acts.push(tagging.act);
    return { ...hitInContext(doc, match), tag: tagging.act.id, covered };
  });
  return { steps, acts, hits };
}
