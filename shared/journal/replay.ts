import { Node } from 'prosemirror-model';
import type { Change, DocumentState, StoredChange } from '../document/document-state.ts';
import type { AnnotationId, DocumentId, GroupId, ZoneId } from '../document/identifier.ts';
import type { PageImage } from '../document/page-image.ts';
import { treatedPages } from '../document/pages/treated-page.ts';
import { schema } from '../document/schema.ts';
import { isTooDeep } from '../document/steps.ts';
import { unreachable } from '../text/unreachable.ts';
import { inEnglish } from '../translation/retell.ts';
import { type Applied, applySteps, tooDeep } from './apply-steps.ts';
import type { ComparisonFigures } from './compare-documents.ts';
import { ConflictLedger, type ConflictPlaces } from './conflict-ledger.ts';
import { AnnotationLedger, EditLedger, GroupLedger, VersionLedger, ZoneLedger } from './ledgers.ts';
import { isChangeRecord, type JournalRecord, type MergePayload } from './record.ts';
import {
  ChangeHistory,
  type Facts,
  factsAfter,
  type LoggedChange,
  mostHistoryGroups,
  noFacts,
  type ReplaySnapshot,
} from './replay-snapshot.ts';

/** Why a record cannot follow the ones before it. */
export interface ReplayFault {
  readonly seq: number;
  readonly reason: string;
}

/** Records that are known to follow, with the document after each. */
export interface ReplayPlan {
  readonly records: readonly { readonly record: JournalRecord; readonly doc: Node }[];
}

export type Planned =
  | { readonly ok: true; readonly plan: ReplayPlan }
  | { readonly ok: false; readonly fault: ReplayFault };

/** Builds the state of a document from its records. Applying a record costs what it changes, not what the document holds;
 *  the state is put together when it is asked for. */
export class Replay {
  readonly #id: DocumentId;
  #seq = 0;
  #doc: Node | null = null;
  #imported: Node | null = null;
  /** Documents that stand for the imported one unless their change was taken back, oldest first. */
  readonly #bases: { readonly group: GroupId; readonly doc: Node }[] = [];
  #facts: Facts | null = null;
  #state: DocumentState | null = null;
  readonly #groups = new GroupLedger();
  readonly #annotations = new AnnotationLedger();
  readonly #zones = new ZoneLedger();
  readonly #history = new ChangeHistory();
  readonly #edits = new EditLedger();
  readonly #versions = new VersionLedger();
  readonly #conflicts = new ConflictLedger();
  #places: ConflictPlaces = new Map();

  constructor(id: DocumentId) {
    this.#id = id;
  }

  /** Sequence number of the last record applied; 0 before the import. */
  get seq(): number {
    return this.#seq;
  }

  /** The document after the last record.
   *  @throws Error before the import record is applied */
  get doc(): Node {
    if (!this.#doc) throw new Error('nothing was replayed yet');
    return this.#doc;
  }

  /** The state after the last record. A state once given out never changes.
   *  @throws Error before the import record is applied */
  get state(): DocumentState {
    if (!this.#doc || !this.#imported || !this.#facts) throw new Error('nothing was replayed yet');
    const isUndone = (group: GroupId): boolean => this.#groups.isUndone(group);
    this.#state ??= {
      id: this.#id,
      seq: this.#seq,
      doc: this.#doc,
      imported: this.#base() ?? this.#imported,
      ...this.#facts,
      ...this.#pages(this.#facts.pages, isUndone),
      annotations: this.#annotationStates(),
      edits: this.#edits.origins(),
      zones: this.#zones.zones(isUndone),
      conflicts: this.#conflicts.open(this.#places, isUndone),
    };
    return this.#state;
  }

  /** What was done for each version, the oldest first: null for the import, which has none before it.
   *  Costs a comparison for each version that nobody asked for since it was replayed (`settleFigures`). */
  versionFigures(): readonly (ComparisonFigures | null)[] {
    return this.#versions.figures();
  }

  /** Makes one comparison that `versionFigures` and `snapshot` would make.
   *  @returns whether there are more */
  settleFigures(): boolean {
    return this.#versions.settleOne();
  }

  /** What was done since the last version. */
  figuresSinceLast(): ComparisonFigures {
    return this.#versions.sinceLast(this.state);
  }

  /** The document after the last record as it is on its own line of changes: `returnTo` goes back there. */
  get tip(): ReplayTip {
    return { doc: this.doc, places: this.#places };
  }

  /** Goes to the document of another line of changes, to which the next record belongs; what was done stays known.
   *  @param tip as `tip` gave it */
  returnTo({ doc, places }: ReplayTip): void {
    if (this.#doc === doc) return;
    if (this.#doc) this.#history.part(this.#doc);
    this.#doc = doc;
    this.#places = places;
    this.#state = null;
  }

  /** All that is needed to go on from here without the records so far.
   *  @throws Error before the import record is applied */
  snapshot(): ReplaySnapshot {
    if (!this.#doc || !this.#imported || !this.#facts) throw new Error('nothing was replayed yet');
    return {
      seq: this.#seq,
      doc: this.#doc.toJSON() as unknown,
      imported: this.#imported.toJSON() as unknown,
      ...(this.#bases.length > 0 && {
        bases: this.#bases.map(({ group, doc }) => ({ group, doc: doc.toJSON() as unknown })),
      }),
      facts: this.#facts,
      groups: this.#groups.groups(),
      annotations: this.#annotations.events(),
      zones: this.#zones.acts(),
      history: this.#history.latest(mostHistoryGroups),
      edits: this.#edits.entries(),
      versions: this.#versions.snapshot(this.#doc),
      ...(this.#conflicts.known().length > 0 && {
        conflicts: {
          known: this.#conflicts.known(),
          settled: this.#conflicts.settled(),
          places: [...this.#places].map(([id, { from, to }]) => [id, from, to] as const),
        },
      }),
    };
  }

  /** A replay that goes on from a snapshot; null when it holds no documents of this build's schema. Whether it is true is for
   *  the caller to know. */
  static restore(id: DocumentId, snapshot: ReplaySnapshot): Replay | null {
    const doc = readDocument(snapshot.doc);
    const imported = readDocument(snapshot.imported);
    const last = snapshot.versions.lastDoc === null ? doc : readDocument(snapshot.versions.lastDoc);
    if (!doc.ok || !imported.ok || !last.ok) return null;
    const replay = new Replay(id);
    for (const { group, doc: base } of snapshot.bases ?? []) {
      const read = readDocument(base);
      if (!read.ok) return null;
      replay.#bases.push({ group, doc: read.doc });
    }
    replay.#seq = snapshot.seq;
    replay.#doc = doc.doc;
    replay.#imported = imported.doc;
    replay.#facts = snapshot.facts;
    for (const event of snapshot.annotations) replay.#annotations.add(event);
    for (const act of snapshot.zones) replay.#zones.add(act);
    for (const [group, undoes = null] of snapshot.groups) replay.#groups.add(group, undoes);
    for (const change of snapshot.history) replay.#history.restore(change);
    replay.#edits.begin(imported.doc);
    for (const edit of snapshot.edits) replay.#edits.restore(edit);
    replay.#versions.restore(snapshot.versions, last.doc);
    for (const known of snapshot.conflicts?.known ?? []) replay.#conflicts.add(known);
    for (const settlement of snapshot.conflicts?.settled ?? []) replay.#conflicts.settle(settlement);
    replay.#places = new Map(snapshot.conflicts?.places.map(([id, from, to]) => [id, { from, to }]));
    return replay;
  }

  /** The changes of the latest acts with what takes each back, oldest first.
   *  @param limit the number of acts */
  history(limit: number): readonly StoredChange[] {
    return this.#history.latest(limit).map(({ by: _by, ...change }) => change);
  }

  /** The latest changes of everyone with the documents before and after them, oldest first; null where there is nothing but changes of
   *  one line, made by this replica or editor alone: then `history` says all.
   *  @param own whose changes are a person's own */
  log(own: { readonly replica: string; readonly editor: string }): readonly LoggedChange[] | null {
    return this.#history.log(own, this.doc);
  }

  /** Applies the next record. Changes nothing when it cannot follow. */
  apply(record: JournalRecord): ReplayFault | null {
    const planned = this.plan([record]);
    if (!planned.ok) return planned.fault;
    this.commit(planned.plan);
    return null;
  }

  /** Finds out whether records can follow, one after the other, without changing anything.
   *  @param apply how their steps are applied: `applyNewSteps` for records that are not in a journal yet */
  plan(records: readonly JournalRecord[], apply: typeof applySteps = applySteps): Planned {
    const planned: { record: JournalRecord; doc: Node }[] = [];
    const known: Known = { groups: new Map(), annotations: new Set(), zones: new Set() };
    let doc = this.#doc;
    for (const [index, record] of records.entries()) {
      const reason = this.#misplaced(record, this.#seq + 1 + index);
      const next = reason === null ? this.#next(doc, record, known, apply) : { ok: false as const, reason };
      if (!next.ok) return { ok: false, fault: { seq: record.seq, reason: next.reason } };
      doc = next.doc;
      planned.push({ record, doc });
    }
    return { ok: true, plan: { records: planned } };
  }

  /** Applies what was planned on the present state. */
  commit(plan: ReplayPlan): void {
    for (const { record, doc } of plan.records) {
      if (isChangeRecord(record)) this.#keepBase(record.payload, doc);
      this.#keep(record);
      this.#doc = doc;
      if (!this.#imported) {
        this.#edits.begin(doc);
        const { seq, time, editor } = record;
        this.#annotations.begin(doc, { seq, time, editor });
      }
      this.#imported ??= doc;
      this.#seq = record.seq;
      if (record.kind === 'import' || record.kind === 'version')
        this.#versions.add({ doc, annotations: this.#annotationStates() });
    }
    this.#state = null;
  }

  #base(): Node | null {
    return this.#bases.findLast(({ group }) => !this.#groups.isUndone(group))?.doc ?? null;
  }

  /** What corrections are counted against after a change that says so. */
  #baseAfter({ importedSteps = [] }: Change): ReturnType<typeof applySteps> {
    const base = this.#base() ?? this.#imported;
    return base ? applySteps(base, importedSteps) : { ok: false, reason: inEnglish`it comes before the import` };
  }

  /** @param doc the document after the change */
  #keepBase(change: Change, doc: Node): void {
    const { group, asImported, importedSteps } = change;
    if (asImported) this.#bases.push({ group, doc });
    const base = importedSteps && this.#baseAfter(change);
    if (base?.ok) this.#bases.push({ group, doc: base.doc });
  }

  #pages(
    listed: readonly PageImage[],
    isUndone: (group: GroupId) => boolean,
  ): Pick<DocumentState, 'pages' | 'treated'> {
    const acts = this.#zones.acts().filter(({ act, group }) => act.kind === 'treated' && !isUndone(group));
    const pages = treatedPages(listed, this.#zones.treatments(isUndone));
    return pages === listed ? { pages } : { pages, treated: { listed, acts } };
  }

  #annotationStates(): DocumentState['annotations'] {
    return this.#annotations.states((group) => this.#groups.isUndone(group));
  }

  #misplaced(record: JournalRecord, expectedSeq: number): string | null {
    if (record.document !== this.#id) return inEnglish`it belongs to the document ${record.document}`;
    if (record.seq !== expectedSeq) return inEnglish`it has the number ${record.seq} instead of ${expectedSeq}`;
    if ((record.kind === 'import') !== (expectedSeq === 1))
      return inEnglish`a document begins with its import and has no other`;
    return null;
  }

  #next(doc: Node | null, record: JournalRecord, known: Known, apply: typeof applySteps): Applied {
    if (record.kind === 'import') return readDocument(record.payload.doc);
    if (!doc) return { ok: false, reason: inEnglish`it comes before the import` };
    switch (record.kind) {
      case 'steps':
      case 'anchor':
      case 'annotation':
      case 'zone':
      case 'treatment': {
        const reason = this.#misfit(record.payload, known);
        if (reason !== null) return { ok: false, reason };
        const base = record.payload.importedSteps && this.#baseAfter(record.payload);
        return base && !base.ok ? base : apply(doc, record.payload.steps);
      }
      case 'facsimile':
      case 'reading':
      case 'review':
      case 'metadata':
      case 'status':
      case 'version':
        return { ok: true, doc };
      case 'merge':
        return apply(doc, record.payload.steps);
      default:
        return unreachable(record);
    }
  }

  /** Why a change does not fit to the acts before it. */
  #misfit(change: Change, known: Known): string | null {
    const { group } = change;
    const undoes = change.undoes ?? null;
    const target = (id: GroupId): GroupId | null | undefined =>
      known.groups.has(id) ? known.groups.get(id) : this.#groups.target(id);
    if (undoes !== null && undoes === group) return inEnglish`it takes itself back`;
    if (undoes !== null && target(undoes) === undefined) return inEnglish`it takes back ${undoes}, which is not there`;
    const before = target(group);
    if (before !== undefined && before !== undoes) return inEnglish`the parts of ${group} take different acts back`;
    known.groups.set(group, undoes);
    for (const act of change.annotations ?? []) {
      if (act.kind === 'created') known.annotations.add(act.id);
      else if (!known.annotations.has(act.id) && !this.#annotations.has(act.id))
        return inEnglish`the annotation ${act.id} was never made`;
    }
    return this.#zoneMisfit(change, known);
  }

  #zoneMisfit({ zones = [] }: Change, known: Known): string | null {
    for (const act of zones) {
      if (act.kind === 'treated') continue;
      const id = act.kind === 'erased' ? act.id : act.zone.id;
      if (act.kind === 'drawn') known.zones.add(id);
      else if (!known.zones.has(id) && !this.#zones.has(id)) return inEnglish`the zone ${id} was never drawn`;
    }
    return null;
  }

  #keep(record: JournalRecord): void {
    const { time, editor } = record;
    if (isChangeRecord(record)) this.#keepChange(record.payload, record);
    if (record.kind === 'merge') this.#keepMerge(record.payload, record);
    this.#places = this.#conflicts.take(record, isChangeRecord(record) ? record.payload : null, this.#places);
    const facts = factsAfter(this.#facts ?? noFacts, record);
    // Who wrote a merge down did nothing to the document.
    this.#facts = record.kind === 'merge' ? facts : { ...facts, changed: { time, editor } };
  }

  #keepMerge({ annotations = [], steps }: MergePayload, { seq, time, editor }: JournalRecord): void {
    for (const act of annotations) this.#annotations.add({ act, group: mergeGroup, seq, time, editor });
    this.#history.part(this.doc);
    this.#edits.add(steps, { seq, editor });
  }

  #keepChange(change: Change, { seq, time, editor, replica }: JournalRecord): void {
    const { group } = change;
    const by = { seq, time, editor };
    for (const act of change.annotations ?? []) this.#annotations.add({ act, group, ...by });
    for (const act of change.zones ?? []) this.#zones.add({ act, group });
    const changed = this.#groups.add(group, change.undoes ?? null);
    for (const one of changed) this.#annotations.groupChanged(one);
    if (changed.length > 0) this.#zones.groupsChanged();
    this.#history.add(change, this.doc, { replica, editor });
    this.#edits.add(change.steps, { seq: by.seq, editor: by.editor });
  }
}

/** What the acts of merges belong to, which nothing takes back. */
const mergeGroup = 'g-merge' as GroupId;

/** A document on its line of changes, with the places of its conflicts. */
export interface ReplayTip {
  readonly doc: Node;
  readonly places: ConflictPlaces;
}

/** What records that are planned, and not yet applied, bring. */
interface Known {
  readonly groups: Map<GroupId, GroupId | null>;
  readonly annotations: Set<AnnotationId>;
  readonly zones: Set<ZoneId>;
}

function readDocument(json: unknown): Applied {
  try {
    const doc = Node.fromJSON(schema, json);
    if (doc.type !== schema.topNodeType) return { ok: false, reason: inEnglish`it holds no document` };
    if (isTooDeep(doc)) return { ok: false, reason: tooDeep };
    doc.check();
    return { ok: true, doc };
  } catch (error) {
    // ProseMirror tells of JSON that does not fit by throwing.
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}
