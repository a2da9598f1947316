import type { Node } from 'prosemirror-model';
import {
  type AnnotationAct,
  type AnnotationEvent,
  type AnnotationKind,
  type AnnotationState,
  annotationRanges,
} from '../document/annotation.ts';
import type { EditOrigin, StepJson } from '../document/document-state.ts';
import { type AnnotationId, actId, type GroupId, type PageImageId, type ZoneId } from '../document/identifier.ts';
import type { PageTreatment, Zone, ZoneAct } from '../document/page-image.ts';
import { readingOf } from '../document/reading.ts';
import { unreachable } from '../text/unreachable.ts';
import { type ComparableState, type ComparisonFigures, stateFigures } from './compare-documents.ts';

/** What the annotations belong to that came with the imported file. */
const importGroup = 'g-import' as GroupId;

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

  /** Takes the annotations of an imported document for made by its import, which no act takes back. */
  begin(imported: Node, by: Pick<KeptEvent, 'seq' | 'time' | 'editor'>): void {
    const ranges = annotationRanges(imported);
    for (const { id, as, from, to } of ranges) {
      if (this.has(id)) continue;
      const text = readingOf(imported, from, to);
      this.add({ act: { kind: 'created', id, as, text }, group: importGroup, ...by });
    }
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
  let entity: AnnotationState['entity'] = null;
  let type: AnnotationState['type'] = null;
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
      case 'identified':
        entity = act.entity;
        break;
      case 'typed':
        type = act.type;
        break;
      case 'withdrawn':
        withdrawn = true;
        break;
      case 'retargeted':
      case 'settled':
        break;
      default:
        unreachable(act);
    }
  }
  return { id, as, comment, entity, type, withdrawn, history };
}

function firstKind(events: readonly KeptEvent[]): AnnotationKind {
  const made = events
    .map(({ act }) => act)
    .find((act): act is AnnotationAct & { kind: 'created' } => act.kind === 'created');
  return made?.as ?? 'term';
}

/** An act upon a zone or a page with the act of a person that it is part of. */
export interface KeptZoneAct {
  readonly act: ZoneAct;
  readonly group: GroupId;
}

function idOf(act: ZoneAct): ZoneId | PageImageId {
  if (act.kind === 'treated') return act.page;
  return act.kind === 'erased' ? act.id : act.zone.id;
}

/** What the journal says of each zone, and of how each page lies in its picture. Acts are only ever added; what is drawn follows from those
 *  that were not taken back. */
export class ZoneLedger {
  readonly #acts = new Map<ZoneId | PageImageId, KeptZoneAct[]>();
  #zones: readonly Zone[] | null = [];
  #treatments: ReadonlyMap<PageImageId, Partial<PageTreatment>> | null = new Map();

  /** Whether the zone was ever drawn. */
  has(id: ZoneId): boolean {
    return this.#acts.has(id);
  }

  /** Every act, those of one zone in their order: `add` them again to have the same ledger. */
  acts(): readonly KeptZoneAct[] {
    return [...this.#acts.values()].flat();
  }

  add(kept: KeptZoneAct): void {
    const id = idOf(kept.act);
    const acts = this.#acts.get(id);
    if (acts) acts.push(kept);
    else this.#acts.set(id, [kept]);
    this.#zones = null;
    this.#treatments = null;
  }

  /** To be told when a group begins or ceases to count. */
  groupsChanged(): void {
    if (this.#acts.size === 0) return;
    this.#zones = null;
    this.#treatments = null;
  }

  /** The zones that are drawn, in the order in which they were drawn first. A list once given out never changes. */
  zones(isUndone: (group: GroupId) => boolean): readonly Zone[] {
    this.#zones ??= [...this.#acts.values()].flatMap((acts) => {
      const zone = foldZone(acts.filter(({ group }) => !isUndone(group)));
      return zone === null ? [] : [zone];
    });
    return this.#zones;
  }

  /** How pages lie in their pictures, as far as acts say; the last word on each counts. A map once given out never changes. */
  treatments(isUndone: (group: GroupId) => boolean): ReadonlyMap<PageImageId, Partial<PageTreatment>> {
    if (this.#treatments) return this.#treatments;
    const treatments = new Map<PageImageId, Partial<PageTreatment>>();
    for (const { act, group } of this.acts()) {
      if (act.kind !== 'treated' || isUndone(group)) continue;
      const { kind: _, page, ...said } = act;
      treatments.set(page, { ...treatments.get(page), ...said });
    }
    this.#treatments = treatments;
    return treatments;
  }
}

/** What a zone is after the acts that count; null when it is not drawn. */
function foldZone(acts: readonly KeptZoneAct[]): Zone | null {
  let zone: Zone | null = null;
  for (const { act } of acts) {
    if (act.kind === 'drawn') zone = act.zone;
    else if (act.kind === 'erased') zone = null;
    else if (act.kind === 'treated') continue;
    // What is not drawn is not changed either: its drawing was taken back.
    else if (zone !== null) zone = act.zone;
  }
  return zone;
}

/** A group, and the one that it takes back when it takes one back. */
export type KnownGroup = readonly [GroupId] | readonly [GroupId, GroupId];

/** Which acts of a document were taken back. An act is a group; undo is a group that undoes one, and redo a group that
 *  undoes an undo, so whether an act counts follows from the chain of what took back what. */
export class GroupLedger {
  /** Every group of the journal, and the one that it takes back. */
  readonly #undoes = new Map<GroupId, GroupId | null>();
  /** How many groups that count take a group back. */
  readonly #takers = new Map<GroupId, number>();

  /** What the group takes back; null when nothing; undefined when the journal does not know it. */
  target(group: GroupId): GroupId | null | undefined {
    return this.#undoes.get(group);
  }

  /** Every group in the order in which they came, with the one that it takes back if it does: `add` them again to have the
   *  same ledger. */
  groups(): readonly KnownGroup[] {
    return [...this.#undoes].map(([group, undoes]) => (undoes === null ? [group] : [group, undoes]));
  }

  /** Groups that took back what somebody else, who was not known of then, had taken back before: they, and what takes them back, count
   *  for nothing. */
  readonly #void = new Set<GroupId>();

  isUndone(group: GroupId): boolean {
    return (this.#takers.get(group) ?? 0) > 0;
  }

  /** Adds a group, or another part of one that is there already. `undoes` names a group that was added before.
   *  @returns the groups that now count, or no longer count */
  add(group: GroupId, undoes: GroupId | null): readonly GroupId[] {
    if (this.#undoes.has(group)) return [];
    this.#undoes.set(group, undoes);
    if (undoes !== null && (this.#void.has(undoes) || this.isUndone(undoes))) {
      this.#void.add(group);
      return [];
    }
    const changed: GroupId[] = [];
    let target = undoes;
    let taking = true;
    // A group that starts or ceases to count changes what it takes back, and so on down the chain, which ends because a
    // group can only take back an older one.
    while (target !== null) {
      const before = this.#takers.get(target) ?? 0;
      const after: number = before + (taking ? 1 : -1);
      this.#takers.set(target, after);
      if (before > 0 === after > 0) break;
      changed.push(target);
      taking = after === 0;
      target = this.#undoes.get(target) ?? null;
    }
    return changed;
  }
}

/** A mark by its id, with who made it, and when. */
export type KnownEdit = readonly [string, EditOrigin];

/** Marks with which an editor says something of the page: those of the TEI elements `choice/corr`, `choice/abbr`, `del`, `add`, `seg/@hand`,
 *  `foreign`, `unclear` and `supplied`. Annotations have records of their own. */
const editMarks: ReadonlySet<string> = new Set([
  'emendation',
  'struck',
  'byHand',
  'added',
  'otherHand',
  'abbreviation',
  'foreign',
  'unclear',
  'supplied',
]);

/** In which record each mark of an editor came first. Those that the import made are nobody's. */
export class EditLedger {
  readonly #imported = new Set<string>();
  readonly #origins = new Map<string, EditOrigin>();
  #given: ReadonlyMap<string, EditOrigin> | null = null;

  /** Takes note of the document as it was imported. */
  begin(imported: Node): void {
    imported.descendants((node) => {
      for (const mark of node.marks) if (editMarks.has(mark.type.name)) this.#imported.add(mark.attrs.id as string);
    });
  }

  /** Adds an edit as `entries` gave it. */
  restore([id, origin]: KnownEdit): void {
    this.#origins.set(id, origin);
    this.#given = null;
  }

  /** Takes note of the marks that steps bring. Costs what the steps hold. */
  add(steps: readonly StepJson[], origin: EditOrigin): void {
    for (const id of markIdsIn(steps))
      if (!this.#imported.has(id) && !this.#origins.has(id)) this.restore([id, origin]);
  }

  entries(): readonly KnownEdit[] {
    return [...this.#origins];
  }

  /** A map once given out never changes. */
  origins(): ReadonlyMap<string, EditOrigin> {
    this.#given ??= new Map(this.#origins);
    return this.#given;
  }
}

/** The ids of the marks anywhere in steps: in `addMark` steps, in the slices of others, and in what an anchor step wraps. */
function* markIdsIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  const { type, attrs } = value as { readonly type?: unknown; readonly attrs?: { readonly id?: unknown } };
  if (typeof type === 'string' && editMarks.has(type) && typeof attrs?.id === 'string') yield attrs.id;
  else for (const part of Object.values(value)) yield* markIdsIn(part);
}

/** What is known of the versions of a document, as JSON. */
export interface VersionLedgerSnapshot {
  /** What was done for each version, the oldest first: null for the import, which has none before it. */
  readonly figures: readonly (ComparisonFigures | null)[];
  /** `Node.toJSON()` of the last version; null when it reads as the present document does. */
  readonly lastDoc: unknown;
  /** The comments on annotations in the last version, where there were any. */
  readonly lastComments: readonly (readonly [AnnotationId, string])[];
}

/** What was done for each version of a document. Adding a version costs nothing: the comparison with the one before is made
 *  when it is asked for, and then the documents are let go. */
export class VersionLedger {
  /** Undefined while nobody asked. */
  readonly #figures: (ComparisonFigures | null | undefined)[] = [];
  readonly #pending: { readonly index: number; readonly before: ComparableState; readonly now: ComparableState }[] = [];
  #last: ComparableState | null = null;

  /** Takes note of a version.
   *  @param state the document as the version has it */
  add({ doc, annotations }: ComparableState): void {
    const now = { doc, annotations };
    const index = this.#figures.length;
    this.#figures.push(this.#last ? undefined : null);
    if (this.#last) this.#pending.push({ index, before: this.#last, now });
    this.#last = now;
  }

  /** Makes one comparison that was not made yet, so that whoever has many can let others have their turn between them.
   *  @returns whether there are more */
  settleOne(): boolean {
    const next = this.#pending.shift();
    if (next) this.#figures[next.index] = stateFigures(next.before, next.now);
    return this.#pending.length > 0;
  }

  /** What was done for each version, the oldest first. */
  figures(): readonly (ComparisonFigures | null)[] {
    while (this.settleOne());
    return this.#figures.map((figures) => figures ?? null);
  }

  /** What was done since the last version. */
  sinceLast(present: ComparableState): ComparisonFigures {
    return stateFigures(this.#last ?? present, present);
  }

  /** @param present the document as it is now */
  snapshot(present: Node): VersionLedgerSnapshot {
    const comments = [...(this.#last?.annotations ?? [])].map(([id, { comment }]) => [id, comment] as const);
    return {
      figures: this.figures(),
      lastDoc: this.#last?.doc.eq(present) === false ? (this.#last.doc.toJSON() as unknown) : null,
      lastComments: comments.filter(([, comment]) => comment !== ''),
    };
  }

  /** @param last the document that the last version has */
  restore({ figures, lastComments }: VersionLedgerSnapshot, last: Node): void {
    this.#figures.push(...figures);
    this.#last = { doc: last, annotations: new Map(lastComments.map(([id, comment]) => [id, { comment }])) };
  }
}
