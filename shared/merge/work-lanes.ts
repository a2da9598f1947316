import type { ReplicaId } from '../document/identifier.ts';
import { isChangeRecord, type JournalRecord } from '../journal/record.ts';
import type { LineRecord } from './merge-lines.ts';
import type { GraphNode } from './record-graph.ts';

/** One person at one working copy. */
export interface WorkLane {
  readonly editor: string;
  readonly replica: ReplicaId;
}

/** What happened in a document, as far as it says who worked where. Lanes are named by their place in the list. */
export type WorkRow =
  /** Somebody worked on it. */
  | {
      readonly kind: 'work';
      readonly lane: number;
      /** Numbers of the first and the last record in the line of the document. */
      readonly from: number;
      readonly to: number;
      readonly began: string;
      readonly ended: string;
      /** Acts of a person. */
      readonly changes: number;
      /** Whose state it began with, where the lines part: others went on from it too. Null where they do not. */
      readonly partedFrom: number | null;
    }
  /** Lines that had parted were put together. */
  | {
      readonly kind: 'met';
      readonly seq: number;
      /** The line that was gone on from, and the one that came in. */
      readonly lanes: readonly [number, number];
      /** Acts that came in. */
      readonly changes: number;
      /** What both had changed otherwise. */
      readonly conflicts: number;
    };

/** Who worked where. */
export interface WorkLanes {
  readonly lanes: readonly WorkLane[];
  /** Oldest first. */
  readonly rows: readonly WorkRow[];
}

type MutableWork = {
  -readonly [Key in keyof Extract<WorkRow, { readonly kind: 'work' }>]: Extract<
    WorkRow,
    { readonly kind: 'work' }
  >[Key];
};

/** Gathers the records of a document by who made them, and where their lines parted and met. */
export function workLanes(records: readonly LineRecord[]): WorkLanes {
  const gathering = new Gathering(forksIn(records));
  for (const { record, node } of records) gathering.add(record, node);
  return gathering.lanes();
}

/** Nodes that more than one line went on from. */
function forksIn(records: readonly LineRecord[]): ReadonlySet<GraphNode> {
  const seen = new Set<GraphNode>();
  const forks = new Set<GraphNode>();
  for (const { node } of records) {
    if (!node.parent) continue;
    if (seen.has(node.parent)) forks.add(node.parent);
    seen.add(node.parent);
  }
  return forks;
}

class Gathering {
  readonly #forks: ReadonlySet<GraphNode>;
  readonly #lanes: WorkLane[] = [];
  readonly #rows: WorkRow[] = [];
  readonly #laneOf = new Map<GraphNode, number>();
  /** How many acts a node adds to those before it. */
  readonly #acts = new Map<GraphNode, number>();
  readonly #groups = new Set<string>();
  #work: MutableWork | null = null;
  #last: GraphNode | null = null;

  constructor(forks: ReadonlySet<GraphNode>) {
    this.#forks = forks;
  }

  add(record: JournalRecord, node: GraphNode): void {
    if (record.kind === 'merge' && node.parent && node.other) this.#meet(record, node, node.parent, node.other);
    else this.#go(record, node);
    this.#last = node;
  }

  lanes(): WorkLanes {
    this.#end();
    return { lanes: this.#lanes, rows: this.#rows };
  }

  #go(record: JournalRecord, node: GraphNode): void {
    const lane = this.#laneFor(record);
    // Also of the line that happens to come first: which one does, the ids of the copies decide.
    const isParted = node.parent !== null && (node.parent !== this.#last || this.#forks.has(node.parent));
    if (this.#work && (isParted || this.#work.lane !== lane)) this.#end();
    this.#laneOf.set(node, lane);
    const acts = this.#actsOf(record);
    this.#acts.set(node, acts);
    const { seq, time } = record;
    this.#work ??= {
      kind: 'work',
      lane,
      from: seq,
      to: seq,
      began: time,
      ended: time,
      changes: 0,
      partedFrom: isParted && node.parent ? (this.#laneOf.get(node.parent) ?? null) : null,
    };
    this.#work.to = seq;
    this.#work.ended = time;
    this.#work.changes += acts;
  }

  #meet(record: Extract<JournalRecord, { kind: 'merge' }>, node: GraphNode, parent: GraphNode, other: GraphNode): void {
    this.#end();
    const [ours, theirs] = [this.#laneOf.get(parent) ?? 0, this.#laneOf.get(other) ?? 0];
    this.#laneOf.set(node, ours);
    const conflicts = record.payload.conflicts.length;
    this.#rows.push({
      kind: 'met',
      seq: record.seq,
      lanes: [ours, theirs],
      changes: this.#cameIn(parent, other),
      conflicts,
    });
  }

  /** Acts behind one node that are not behind the other. */
  #cameIn(parent: GraphNode, other: GraphNode): number {
    const known = new Set<GraphNode>();
    const walk = (from: GraphNode, visit: (node: GraphNode) => void, seen: Set<GraphNode>): void => {
      const open = [from];
      for (let node = open.pop(); node; node = open.pop()) {
        if (seen.has(node)) continue;
        seen.add(node);
        visit(node);
        if (node.parent) open.push(node.parent);
        if (node.other) open.push(node.other);
      }
    };
    walk(parent, () => undefined, known);
    let acts = 0;
    const count = (node: GraphNode): void => {
      acts += this.#acts.get(node) ?? 0;
    };
    walk(other, count, new Set(known));
    return acts;
  }

  #end(): void {
    // Only having looked, named or imported it is no work that parts from that of others.
    if (this.#work && this.#work.changes > 0) this.#rows.push(this.#work);
    this.#work = null;
  }

  /** A change counts with the act that it is a part of. */
  #actsOf(record: JournalRecord): number {
    if (record.kind === 'import' || record.kind === 'version' || record.kind === 'merge') return 0;
    if (!isChangeRecord(record)) return 1;
    const { group } = record.payload;
    if (this.#groups.has(group)) return 0;
    this.#groups.add(group);
    return 1;
  }

  #laneFor({ editor, replica }: JournalRecord): number {
    const known = this.#lanes.findIndex((lane) => lane.editor === editor && lane.replica === replica);
    return known >= 0 ? known : this.#lanes.push({ editor, replica }) - 1;
  }
}
