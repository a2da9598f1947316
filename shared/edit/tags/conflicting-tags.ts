import type { Command } from 'prosemirror-state';
import {
  type AnnotationAct,
  type AnnotationEvent,
  type AnnotationState,
  rangesOfAnnotation,
} from '../../document/annotation.ts';
import type { AnnotationId, EntityId } from '../../document/identifier.ts';
import type { TagTypes } from '../../tag-types/tag-types.ts';
import { annotationActs, ownGroup } from '../undo-history.ts';
import type { StandingTag } from './tag-ends.ts';

/** A tag as it is known, where it stands. */
export interface KnownTag {
  readonly tag: StandingTag;
  readonly state: AnnotationState;
  /** Who said last what it is, of which type, or who is meant, and when. */
  readonly said: AnnotationEvent;
}

/** Two tags by two editors that do not agree about words which both cover. */
export interface TagConflict {
  /** The one that begins first; of two that begin at one place, the one that was said first. */
  readonly first: KnownTag;
  readonly second: KnownTag;
}

/** What the types and entities that tags name mean now. */
export interface TagMeanings {
  readonly types: TagTypes;
  /** The entity that an id means now, since entities can be merged. */
  readonly entityOf: (id: EntityId) => EntityId;
}

/** The pairs of tags over the same or overlapping words that were said by different editors and say something else: another kind, another type, or that somebody
 *  else is meant. A tag that lies wholly within a longer one of another kind says nothing against it: a place in the name of an organisation. Nor do two that an editor
 *  let stand beside each other, until one of them is said to be something else. In the order of the document. O(tags × tags over one place).
 *  @param tags those that stand in the document */
export function conflictingTags(
  tags: readonly StandingTag[],
  annotations: ReadonlyMap<AnnotationId, AnnotationState>,
  meanings: TagMeanings,
): readonly TagConflict[] {
  const known = tags.flatMap((tag): readonly KnownTag[] => {
    const state = annotations.get(tag.id);
    const said = state && lastSaid(state);
    return said ? [{ tag, state, said }] : [];
  });
  known.sort(
    (a, b) => a.tag.from - b.tag.from || a.said.time.localeCompare(b.said.time) || (a.tag.id < b.tag.id ? -1 : 1),
  );
  const conflicts: TagConflict[] = [];
  let open: readonly KnownTag[] = [];
  for (const second of known) {
    open = open.filter(({ tag }) => tag.to > second.tag.from);
    for (const first of open) if (areAtOdds(first, second, meanings)) conflicts.push({ first, second });
    open = [...open, second];
  }
  return conflicts;
}

/** What of a tag's history says what it is. */
const meaning: ReadonlySet<AnnotationAct['kind']> = new Set(['created', 'retagged', 'typed', 'identified', 'restored']);

const lastSaid = ({ history }: AnnotationState): AnnotationEvent | undefined =>
  history.findLast(({ act, undone }) => !undone && meaning.has(act.kind));

function areAtOdds(first: KnownTag, second: KnownTag, meanings: TagMeanings): boolean {
  if (first.said.editor === second.said.editor) return false;
  const isOther = sayOtherwise(first, second, meanings);
  return isOther && !(standsBeside(first.state, second.tag.id) && standsBeside(second.state, first.tag.id));
}

function sayOtherwise(first: KnownTag, second: KnownTag, { types, entityOf }: TagMeanings): boolean {
  if (first.tag.kind !== second.tag.kind) return isSame(first.tag, second.tag) || !isWithin(first.tag, second.tag);
  const [one, other] = [types.of(first.state), types.of(second.state)];
  // Whoever says nothing more of a tag than its kind contradicts nobody.
  const isOtherType =
    one !== null && other !== null && !types.pathOf(one).includes(other) && !types.pathOf(other).includes(one);
  const [meant, others] = [first.state.entity, second.state.entity];
  return isOtherType || (meant !== null && others !== null && entityOf(meant) !== entityOf(others));
}

const isSame = (one: StandingTag, other: StandingTag): boolean => one.from === other.from && one.to === other.to;

const isWithin = (one: StandingTag, other: StandingTag): boolean =>
  (one.from <= other.from && one.to >= other.to) || (other.from <= one.from && other.to >= one.to);

/** Whether an editor let a tag stand beside another, and nothing else was said of it since. */
function standsBeside({ history }: AnnotationState, other: AnnotationId): boolean {
  const last = history.findLastIndex(({ act, undone }) => !undone && meaning.has(act.kind));
  return history
    .slice(last + 1)
    .some(({ act, undone }) => !undone && act.kind === 'settled' && act.beside === other && act.keeps === 'both');
}

/** What an editor decides of two tags that do not agree. */
export type TagDecision = 'first' | 'second' | 'both';

/** Settles two tags that do not agree: keeps one and withdraws the other, or lets both stand. The history of what stays says so. One act for undo. */
export const settleTags =
  ({ first, second }: TagConflict, decision: TagDecision): Command =>
  (state, dispatch) => {
    const [kept, other] = decision === 'second' ? [second.tag, first.tag] : [first.tag, second.tag];
    if ([kept, other].some(({ id }) => rangesOfAnnotation(state.doc, id).length === 0)) return false;
    const transaction = state.tr;
    const keeps = decision === 'both' ? 'both' : 'this';
    const acts: AnnotationAct[] = [{ kind: 'settled', id: kept.id, beside: other.id, keeps }];
    if (decision === 'both') acts.push({ kind: 'settled', id: other.id, beside: kept.id, keeps });
    else {
      for (const { from, to, id, as } of rangesOfAnnotation(state.doc, other.id))
        transaction.removeMark(from, to, state.schema.mark('annotation', { id, kind: as }));
      acts.push({ kind: 'withdrawn', id: other.id });
    }
    dispatch?.(transaction.setMeta(annotationActs, acts).setMeta(ownGroup, true));
    return true;
  };
