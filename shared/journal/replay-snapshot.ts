import { Node } from 'prosemirror-model';
import * as v from 'valibot';
import type { Change, DocumentState, StepJson, StoredChange, Version } from '../document/document-state.ts';
import { type GroupId, isIdentifier } from '../document/identifier.ts';
import type { PageReading } from '../document/layout.ts';
import { documentStatuses, emptyMetadata } from '../document/metadata.ts';
import type { ReviewEvent } from '../document/review.ts';
import { unreachable } from '../text/unreachable.ts';
import { inEnglish } from '../translation/retell.ts';
import { invertSteps } from './apply-steps.ts';
import type { KnownConflict, KnownSettlement } from './conflict-ledger.ts';
import type { KeptEvent, KeptZoneAct, KnownEdit, KnownGroup, VersionLedgerSnapshot } from './ledgers.ts';
import type { JournalRecord, MergePayload } from './record.ts';
import {
  actSchema,
  annotationId,
  changeEntries,
  conflictEntries,
  count,
  groupId,
  mergedEditorsSchema,
  metadataSchema,
  reportSchema,
  reviewActSchema,
  sourceFileSchema,
  stepSchema,
} from './record-codec.ts';
import { pageImageSchema, zoneActSchema } from './schemas/page-schemas.ts';

/** The part of a state that is kept as it is. */
export type Facts = Pick<
  DocumentState,
  'source' | 'report' | 'metadata' | 'status' | 'versions' | 'pages' | 'readings' | 'reviews' | 'changed'
>;

/** A replay as JSON: the state after a record, and what later records and undo need of those before. */
export interface ReplaySnapshot {
  /** The last record that is in it. */
  readonly seq: number;
  /** `Node.toJSON()` of the document. */
  readonly doc: unknown;
  /** `Node.toJSON()` of the document as it was imported. */
  readonly imported: unknown;
  /** Documents that stand for it unless their change was taken back, oldest first; none unless given. */
  readonly bases?: readonly { readonly group: GroupId; readonly doc: unknown }[];
  readonly facts: Facts;
  /** In the order in which they came. */
  readonly groups: readonly KnownGroup[];
  readonly annotations: readonly KeptEvent[];
  readonly zones: readonly KeptZoneAct[];
  /** The latest acts, as many as can be taken back. */
  readonly history: readonly KnownChange[];
  readonly edits: readonly KnownEdit[];
  readonly versions: VersionLedgerSnapshot;
  /** Absent while no merge told of any. */
  readonly conflicts?: {
    readonly known: readonly KnownConflict[];
    readonly settled: readonly KnownSettlement[];
    readonly places: readonly (readonly [id: string, from: number, to: number])[];
  };
}

/** Their words are many, and the digest of what they stand in vouches for them. */
const isReading = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && isIdentifier((value as PageReading).page);

const factsSchema: v.GenericSchema<unknown, Facts> = v.object({
  source: sourceFileSchema,
  report: reportSchema,
  metadata: metadataSchema,
  status: v.picklist(documentStatuses),
  versions: v.array(
    v.object({
      number: count,
      name: v.string(),
      automatic: v.boolean(),
      seq: count,
      time: v.string(),
      editor: v.string(),
      status: v.picklist(documentStatuses),
    }),
  ),
  pages: v.array(pageImageSchema),
  readings: v.array(v.custom<PageReading>(isReading, 'no reading')),
  reviews: v.array(v.object({ act: reviewActSchema, editor: v.string(), time: v.string() })),
  changed: v.object({ time: v.string(), editor: v.string() }),
});

/** There are as many as acts of a person, so they are checked in one go. */
const areGroups = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.every((one) => Array.isArray(one) && (one.length === 1 || one.length === 2) && one.every(isIdentifier));

export const snapshotSchema: v.GenericSchema<unknown, ReplaySnapshot> = v.object({
  seq: count,
  doc: v.unknown(),
  imported: v.unknown(),
  bases: v.exactOptional(v.array(v.object({ group: groupId, doc: v.unknown() }))),
  facts: factsSchema,
  groups: v.custom<readonly (readonly [GroupId] | readonly [GroupId, GroupId])[]>(areGroups, 'no groups'),
  annotations: v.array(v.object({ act: actSchema, group: groupId, seq: count, time: v.string(), editor: v.string() })),
  zones: v.array(v.object({ act: zoneActSchema, group: groupId })),
  history: v.array(
    v.object({
      ...changeEntries,
      inverse: v.array(stepSchema),
      by: v.exactOptional(v.object({ replica: v.string(), editor: v.string() })),
    }),
  ),
  edits: v.array(v.tuple([v.string(), v.object({ seq: count, editor: v.string() })])),
  versions: v.object({
    figures: v.array(v.nullable(v.object({ corrections: count, tags: count, anchors: count }))),
    lastDoc: v.unknown(),
    lastComments: v.array(v.tuple([annotationId, v.string()])),
  }),
  conflicts: v.exactOptional(
    v.object({
      known: v.array(v.object({ conflict: v.object(conflictEntries), editors: mergedEditorsSchema })),
      settled: v.array(v.object({ conflict: v.string(), group: groupId })),
      places: v.array(v.tuple([v.string(), count, count])),
    }),
  ),
});

/** How many acts of a person can be taken back after a document is opened again. */
export const mostHistoryGroups = 200;

interface KeptChange {
  readonly change: Change;
  /** The document that the change was made on. Documents share what they have in common, so keeping them costs little. From a
   *  checkpoint come the inverse steps instead. */
  readonly undone: Node | readonly StepJson[];
  /** Who made it; null where a checkpoint has it. */
  readonly by: { readonly replica: string; readonly editor: string } | null;
  /** The document after it, where the next change was made on another one. */
  after: Node | null;
}

/** A change as a checkpoint keeps it. */
interface KnownChange extends StoredChange {
  readonly by?: { readonly replica: string; readonly editor: string };
}

/** A change with the documents before and after it. */
export interface LoggedChange {
  readonly change: Change;
  readonly before: Node;
  readonly after: Node;
  readonly isOwn: boolean;
}

/** The latest changes of a document. What takes them back is computed when it is asked for, not while replaying. */
export class ChangeHistory {
  readonly #kept: KeptChange[] = [];
  /** Whether the changes are of several lines. */
  #isParted = false;
  /** Changes by group, oldest group first. */
  readonly #groups = new Map<GroupId, number>();

  /** @param before the document that the change was made on */
  add(change: Change, before: Node, by: { readonly replica: string; readonly editor: string }): void {
    this.#keep({ change, undone: before, by, after: null });
  }

  /** To be told before the document becomes one that the last change did not lead to.
   *  @param after the document that it led to */
  part(after: Node): void {
    const last = this.#kept.at(-1);
    if (last) last.after ??= after;
    this.#isParted = true;
  }

  /** See `Replay.log`.
   *  @param present the document as it is now */
  log(own: { readonly replica: string; readonly editor: string }, present: Node): readonly LoggedChange[] | null {
    const isOwn = ({ by }: KeptChange): boolean =>
      by === null || by.replica === own.replica || by.editor === own.editor;
    if (!this.#isParted && this.#kept.every(isOwn)) return null;
    const log: LoggedChange[] = [];
    let next = present;
    for (const kept of [...this.#kept].reverse()) {
      const { change, undone, after = null } = kept;
      // What a checkpoint has, has no documents: older acts are not taken back across a merge.
      if (!(undone instanceof Node)) break;
      log.unshift({ change, before: undone, after: after ?? next, isOwn: isOwn(kept) });
      next = undone;
    }
    return log;
  }

  /** Adds a change as `latest` gave it. */
  restore({ inverse, by, ...change }: KnownChange): void {
    this.#keep({ change, undone: inverse, by: by ?? null, after: null });
  }

  #keep(kept: KeptChange): void {
    const { change } = kept;
    this.#kept.push(kept);
    this.#groups.set(change.group, (this.#groups.get(change.group) ?? 0) + 1);
    // Trimmed by halves, so that an addition costs the same however long the journal is.
    if (this.#groups.size >= 2 * mostHistoryGroups) this.#trim();
  }

  /** The changes of the latest acts, oldest first, each act whole.
   *  @param limit the number of acts, at most `mostHistoryGroups` */
  latest(limit: number): readonly KnownChange[] {
    const known = [...this.#groups.keys()];
    const groups = new Set(known.slice(Math.max(0, known.length - Math.min(limit, mostHistoryGroups))));
    // What was done before lines met is not taken back by what takes the single changes back.
    return this.#kept
      .slice(this.#kept.findLastIndex(({ after }) => after !== null) + 1)
      .filter(({ change }) => groups.has(change.group))
      .map(({ change, undone, by }) => ({
        ...change,
        ...(by && { by }),
        inverse: undone instanceof Node ? invertSteps(undone, change.steps) : undone,
      }));
  }

  #trim(): void {
    const groups = [...this.#groups.entries()].slice(-mostHistoryGroups);
    const left = new Set(groups.map(([group]) => group));
    const kept = this.#kept.filter(({ change }) => left.has(change.group));
    this.#kept.splice(0, this.#kept.length, ...kept);
    this.#groups.clear();
    for (const [group, changes] of groups) this.#groups.set(group, changes);
  }
}

/** What is true of a document before its import. */
export const noFacts: Facts = {
  source: { name: '', bytes: 0, sha256: '', encoding: 'utf-8' },
  report: { recognitions: [], remarks: [], setAside: [] },
  metadata: emptyMetadata,
  status: 'raw',
  versions: [],
  pages: [],
  readings: [],
  reviews: [],
  changed: { time: '', editor: '' },
};

/** What is true after a record. */
export function factsAfter(facts: Facts, record: JournalRecord): Facts {
  switch (record.kind) {
    case 'import': {
      const { source, report, metadata } = record.payload;
      return withVersion({ ...facts, source, report, metadata }, record, {
        name: inEnglish`Imported`,
        automatic: true,
      });
    }
    case 'version':
      return withVersion(facts, record, record.payload);
    case 'metadata':
      return { ...facts, metadata: { ...facts.metadata, ...record.payload } };
    case 'status':
      return { ...facts, status: record.payload.status };
    case 'facsimile':
      return { ...facts, pages: record.payload.pages };
    case 'reading':
      return { ...facts, readings: withReading(facts.readings, record.payload) };
    case 'review':
      return { ...facts, reviews: [...facts.reviews, ...reviewEvents(record)] };
    case 'steps':
    case 'anchor':
    case 'annotation':
    case 'zone':
    case 'treatment':
      return facts;
    case 'merge':
      return mergedFacts(facts, record.payload);
    default:
      return unreachable(record);
  }
}

function mergedFacts(facts: Facts, { facts: kept }: MergePayload): Facts {
  if (!kept) return facts;
  return {
    ...facts,
    metadata: { ...facts.metadata, ...kept.metadata },
    status: kept.status ?? facts.status,
    pages: kept.pages ?? facts.pages,
  };
}

const reviewEvents = ({
  payload,
  editor,
  time,
}: Extract<JournalRecord, { readonly kind: 'review' }>): readonly ReviewEvent[] =>
  payload.acts.map((act) => ({ act, editor, time }));

/** A reading takes the place of the one that the page had in the same role. */
const withReading = (readings: readonly PageReading[], fresh: PageReading): readonly PageReading[] => [
  ...readings.filter(({ page, role }) => page !== fresh.page || role !== fresh.role),
  fresh,
];

function withVersion(
  facts: Facts,
  { seq, time, editor }: JournalRecord,
  named: { readonly name: string; readonly automatic: boolean },
): Facts {
  const { name, automatic } = named;
  const version: Version = {
    number: facts.versions.length + 1,
    name,
    automatic,
    seq,
    time,
    editor,
    status: facts.status,
  };
  return { ...facts, versions: [...facts.versions, version] };
}
