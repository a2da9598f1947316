import type { AnnotationAct, AnnotationEvent, AnnotationKind, AnnotationState } from '../document/annotation.ts';
import { type AnnotationId, actId, type GroupId } from '../document/identifier.ts';
import { unreachable } from '../document/unreachable.ts';

/** An act of the journal before it is known whether it was taken back. Its identity follows from those before it. */
export type KeptEvent = Omit<AnnotationEvent, 'id' | 'undone'>;

/** What the journal says of each annotation. Acts are only ever added; what an annotation is follows from those that were
 *  not taken back. */
export class AnnotationLedger {
  readonly #events = new Map<AnnotationId, KeptEvent[]>();
  readonly #byGroup = new Map<GroupId, Set<AnnotationId>>();
  readonly #stale = new Set<AnnotationId>();
  #states: ReadonlyMap<AnnotationId, AnnotationState> = new Map();

  has(id: AnnotationId): boolean {
    return this.#events.has(id);
  }

  /** Every act, those of one annotation in their order: `add` them again to have the same ledger. */
  events(): readonly KeptEvent[] {
    return [...this.#events.values()].flat();
  }

  add(event: KeptEvent): void {
    const { id } = event.act;
    const events = this.#events.get(id);
    if (events) events.push(event);
    else this.#events.set(id, [event]);
    const ofGroup = this.#byGroup.get(event.group);
    if (ofGroup) ofGroup.add(id);
    else this.#byGroup.set(event.group, new Set([id]));
    this.#stale.add(id);
  }

  /** To be told when a group begins or ceases to count. */
  groupChanged(group: GroupId): void {
    for (const id of this.#byGroup.get(group) ?? []) this.#stale.add(id);
  }

  /** Every annotation that was ever made, in the order of their making. A map once given out never changes. */
  states(isUndone: (group: GroupId) => boolean): ReadonlyMap<AnnotationId, AnnotationState> {
    if (this.#stale.size === 0) return this.#states;
    const states = new Map(this.#states);
    for (const id of this.#stale) states.set(id, foldAnnotation(id, this.#events.get(id) ?? [], isUndone));
    this.#stale.clear();
    this.#states = states;
    return states;
  }
}

/** What an annotation is after its acts. One whose making was taken back counts as withdrawn. */
function foldAnnotation(
  id: AnnotationId,
  events: readonly KeptEvent[],
  isUndone: (group: GroupId) => boolean,
): AnnotationState {
  let as = firstKind(events);
  let comment = '';
  let withdrawn = true;
  const history: AnnotationEvent[] = [];
  const counts = new Map<GroupId, number>();
  for (const event of events) {
    const { act, group } = event;
    const undone = isUndone(group);
    const count = counts.get(group) ?? 0;
    counts.set(group, count + 1);
    history.push({ id: actId(group, count), ...event, undone });
    if (undone) continue;
    switch (act.kind) {
      case 'created':
      case 'restored':
        as = act.as;
        withdrawn = false;
        break;
      case 'retagged':
        as = act.as;
        break;
      case 'commented':
        comment = act.comment;
        break;
      case 'withdrawn':
        withdrawn = true;
        break;
      case 'retargeted':
        break;
      default:
        unreachable(act);
    }
  }
  return { id, as, comment, withdrawn, history };
}

function firstKind(events: readonly KeptEvent[]): AnnotationKind {
  const made = events
    .map(({ act }) => act)
    .find((act): act is AnnotationAct & { kind: 'created' } => act.kind === 'created');
  return made?.as ?? 'term';
}
