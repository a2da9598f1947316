import type { AnnotationAct } from '../../shared/document/annotation.ts';
import { type AnnotationId, type DocumentId, type EntityId, newGroupId } from '../../shared/document/identifier.ts';
import type { EntityLedger } from '../../shared/entities/entity-ledger.ts';
import { CandidateRanking, type SpellingMemory } from '../../shared/entities/rank-candidates.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { documentsOf } from '../storage/collection/named-documents.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import type { JobControl } from '../workers/job.ts';
import { MentionReader, memoryOf, mentionsOf } from './mention-reader.ts';

/** A tag that nobody had said of whom it means. */
export interface LinkedTag {
  readonly document: DocumentId;
  readonly annotation: AnnotationId;
  readonly text: string;
  /** The only entity that it can mean; null when a person must say. */
  readonly entity: EntityId | null;
  /** Names of those that it may mean, the likeliest first. */
  readonly candidates: readonly { readonly id: EntityId; readonly name: string }[];
}

/** How many candidates are told of each. */
const mostTold = 5;

/** Says of tags whom they mean, where only one entity can be meant: one act of undo a document. All others are left for a person, with who they may mean.
 *  @param documents in the order in which they are looked at: what is linked in one counts in the next
 *  @param isDry links nothing */
export async function linkCertain(
  collection: Collection,
  documents: readonly DocumentId[],
  isDry: boolean,
  { progress, signal }: JobControl,
): Promise<readonly LinkedTag[]> {
  const ledger = await collection.entities.ledger();
  const ranking = new CandidateRanking(ledger.entities);
  const { mentions } = await new MentionReader(collection).read({ progress, signal });
  const memory = memoryOf(mentions, ledger);
  const linked: LinkedTag[] = [];
  for (const [done, id] of documents.entries()) {
    if (signal.aborted) break;
    progress({ what: inEnglish`Document ${done + 1} of ${documents.length}`, done, total: documents.length });
    linked.push(
      ...(await documentsOf(collection).withDocument(id, async (store) => {
        const tags = tagsToLink(store, ranking, memory, ledger);
        const acts = tags.flatMap(({ annotation, entity }): readonly AnnotationAct[] =>
          entity === null ? [] : [{ kind: 'identified', id: annotation, entity }],
        );
        if (!isDry && acts.length > 0 && store.readOnly === null)
          await store.append(store.state.seq, [{ group: newGroupId(), steps: [], annotations: acts }]);
        return tags;
      })),
    );
  }
  return linked;
}

function tagsToLink(
  { state }: DocumentStore,
  ranking: CandidateRanking,
  memory: SpellingMemory,
  ledger: EntityLedger,
): readonly LinkedTag[] {
  const near: EntityId[] = [];
  const tags: LinkedTag[] = [];
  for (const { document, annotation, kind, text, date, entity } of mentionsOf(state)) {
    if (kind === 'date') continue;
    let meant = entity === null ? null : ledger.resolve(entity);
    if (entity === null) {
      const { ranked, certain } = ranking.rank({ text, kind, date, near }, memory, mostTold);
      const candidates = ranked.map((one) => ({ id: one.entity.id, name: one.entity.name }));
      tags.push({ document, annotation, text, entity: certain, candidates });
      if (certain !== null) memory.note(kind, text, certain);
      meant = certain;
    }
    if (meant === null) continue;
    const at = near.indexOf(meant);
    if (at >= 0) near.splice(at, 1);
    near.unshift(meant);
  }
  return tags;
}
