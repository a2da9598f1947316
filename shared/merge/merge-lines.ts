import type { MergeConflict, StepJson, UnnamedConflict } from '../document/document-state.ts';
import type { DocumentId } from '../document/identifier.ts';
import { stepsBetween } from '../edit/rewrite/steps-between.ts';
import { applySteps } from '../journal/apply-steps.ts';
import type { ChainLink } from '../journal/journal-reader.ts';
import {
  hashOf,
  isChangeRecord,
  type JournalRecord,
  journalFormat,
  type MergePayload,
  noHash,
} from '../journal/record.ts';
import { Replay, type ReplayFault, type ReplayTip } from '../journal/replay.ts';
import { encodeUtf8 } from '../text/utf8.ts';
import { inEnglish } from '../translation/retell.ts';
import { carriedConflicts } from './carried-conflicts.ts';
import { mergeDocuments } from './merge-documents.ts';
import { mergeFacts } from './merge-facts.ts';
import {
  endsOf,
  type GraphNode,
  lineTo,
  mergeKey,
  pastOf,
  type RecordGraph,
  recordGraph,
  trunkFirst,
} from './record-graph.ts';
import { twinTags } from './twin-tags.ts';

/** The number of the rules by which this build merges. A merge that was written down counts whatever its number. */
const mergeRules = 1;

/** A merge that the records lead to and that nobody has written down: whoever goes on writes it first. */
export interface PendingMerge {
  /** Hash of the record that it goes on from; null where that is the pending merge before it. */
  readonly parent: string | null;
  /** Its number in the line. */
  readonly seq: number;
  readonly payload: MergePayload;
}

/** What the records of a document come to. */
export interface MergedLines {
  readonly replay: Replay;
  /** Hash of the last record of the line; with pending merges, of the line that the first of them goes on from. */
  readonly head: string;
  /** The records in the order in which they count, with their numbers in it, pending merges among them; whether each is on the line of
   *  documents that leads to the present one, and the documents before and after it. */
  readonly records: readonly LineRecord[];
  readonly pending: readonly PendingMerge[];
  readonly waiting: readonly ChainLink<JournalRecord>[];
  /** Why records could not be repeated; null when all could. */
  readonly fault: ReplayFault | null;
}

/** A record in its place. */
export interface LineRecord {
  readonly record: JournalRecord;
  /** Empty for a pending merge. */
  readonly hash: string;
  readonly node: GraphNode;
  /** Whether the present document comes of the one that it left, step by step. */
  readonly isOnTrunk: boolean;
}

/** Is told of each record after it was repeated. */
export type LineWatcher = (record: JournalRecord, replay: Replay, node: GraphNode) => void;

/** Repeats the records of all replicas of a document: each on the one that it was made on, and lines that parted put together by the
 *  same rules everywhere. The order in which the records are given makes no difference.
 *  @returns null when they begin with more than one import, or none */
export function mergeLines(
  id: DocumentId,
  all: readonly ChainLink<JournalRecord>[],
  watch: LineWatcher = () => undefined,
): MergedLines | null {
  const graph = recordGraph(all);
  const imports = new Set([...graph.nodeOf.values()].filter(({ parent }) => parent === null));
  if (imports.size !== 1) return null;
  return new LineMerge(id, graph, watch).run();
}

class LineMerge {
  readonly #replay: Replay;
  readonly #graph: RecordGraph;
  readonly #tips = new Map<GraphNode, ReplayTip>();
  readonly #kept: ReadonlySet<GraphNode>;
  readonly #done = new Set<GraphNode>();
  readonly #records: Omit<LineRecord, 'isOnTrunk'>[] = [];
  #last: GraphNode | null = null;

  constructor(
    id: DocumentId,
    graph: RecordGraph,
    private readonly watch: LineWatcher,
  ) {
    this.#replay = new Replay(id);
    this.#graph = graph;
    this.#kept = partings(graph);
  }

  run(): MergedLines {
    const [first, ...others] = [...this.#graph.heads].sort(trunkFirst);
    const pending: PendingMerge[] = [];
    let fault = first ? this.#playUpTo(first) : null;
    let head = first;
    for (const other of others) {
      // In the order in which they would be read when each merge is written down.
      fault ??= this.#playUpTo(other);
      if (!head || fault) break;
      const made = this.#merge(head, other);
      const seq = this.#replay.seq + 1;
      pending.push({ parent: pending.length === 0 ? head.link.hash : null, seq, payload: made.payload });
      fault = this.#play(made.node);
      head = made.node;
    }
    const trunk = new Set<GraphNode>();
    for (let node: GraphNode | null = head ?? null; node; node = node.parent) trunk.add(node);
    return {
      replay: this.#replay,
      head: first?.link.hash ?? '',
      records: this.#records.map((one) => ({ ...one, isOnTrunk: trunk.has(one.node) })),
      pending,
      waiting: this.#graph.waiting,
      fault,
    };
  }

  /** What a line has that was not repeated yet. */
  #playUpTo(head: GraphNode): ReplayFault | null {
    for (const node of lineTo(head)) {
      const fault = this.#done.has(node) ? null : this.#play(node);
      if (fault) return fault;
    }
    return null;
  }

  #play(node: GraphNode): ReplayFault | null {
    if (node.parent && node.parent !== this.#last) {
      const tip = this.#tips.get(node.parent);
      if (!tip) return { seq: node.link.record.seq, reason: inEnglish`what it was made on was not kept` };
      this.#replay.returnTo(tip);
    }
    const record: JournalRecord = { ...node.link.record, seq: this.#replay.seq + 1 };
    const fault = this.#replay.apply(record);
    if (fault) return fault;
    this.#records.push({ record, hash: node.link.hash, node });
    this.watch(record, this.#replay, node);
    this.#done.add(node);
    this.#last = node;
    if (this.#kept.has(node) || this.#graph.heads.includes(node) || node.link.hash === '')
      this.#tips.set(node, this.#replay.tip);
    return null;
  }

  #merge(ours: GraphNode, theirs: GraphNode): { readonly node: GraphNode; readonly payload: MergePayload } {
    const payload = this.#outcome(ours, theirs);
    const { record } = ours.link;
    const merge: JournalRecord = {
      ...record,
      format: journalFormat,
      parent: ours.link.hash,
      kind: 'merge',
      payload,
    };
    const link = { record: merge, hash: '' };
    const node = { key: mergeKey(ours, theirs, { payload }), link, parent: ours, other: theirs };
    return { node, payload };
  }

  #outcome(ours: GraphNode, theirs: GraphNode): MergePayload {
    const [ourPast, theirPast] = [pastOf([ours]), pastOf([theirs])];
    const shared = new Set([...ourPast].filter((node) => theirPast.has(node)));
    const [ourTip, theirTip] = [this.#tipOf(ours), this.#tipOf(theirs)];
    const merged = mergeDocuments(this.#sharedDocument(shared), ourTip.doc, theirTip.doc);
    const steps = stepsBetween(ourTip.doc, merged.doc).map((step) => step.toJSON() as StepJson);
    const outcome = applySteps(ourTip.doc, steps);
    const doc = outcome.ok ? outcome.doc : merged.doc;
    const facts = mergeFacts({
      shared: lineUpTo(shared),
      ours: lineTo(ours).filter((node) => !shared.has(node)),
      theirs: lineTo(theirs).filter((node) => !shared.has(node)),
      sameAnchors: new Map(merged.sameAnchors),
    });
    const twins = twinTags(doc, [ourPast, theirPast], shared);
    const carried = carriedConflicts(ourTip, theirTip, doc);
    const unnamed: readonly UnnamedConflict[] = [...merged.conflicts, ...facts.conflicts];
    const name = hashOf(encodeUtf8(`${ours.key} ${theirs.key}`)).slice(0, 12);
    const conflicts: readonly MergeConflict[] = unnamed.map((conflict, index) => ({
      ...conflict,
      id: `k${name}-${index + 1}`,
    }));
    return {
      with: theirs.link.hash,
      rules: mergeRules,
      steps,
      ...(twins.length > 0 && { annotations: twins }),
      ...(facts.facts && { facts: facts.facts }),
      editors: { ours: editorsOf(ourPast, shared), theirs: editorsOf(theirPast, shared) },
      conflicts,
      ...(carried.length > 0 && { carried }),
    };
  }

  #tipOf(node: GraphNode): ReplayTip {
    const tip = this.#tips.get(node);
    if (!tip) throw new Error(`the document at ${node.key} was not kept`);
    return tip;
  }

  /** The document that two lines have in common: where they parted in one place, the one there; where what they share has several ends,
   *  what comes of putting these together. */
  #sharedDocument(shared: ReadonlySet<GraphNode>): ReplayTip['doc'] {
    const [first, ...others] = endsOf(shared);
    if (!first) throw new Error('the lines have nothing in common');
    let doc = this.#tipOf(first).doc;
    let past = pastOf([first]);
    for (const end of others) {
      const other = pastOf([end]);
      const before = new Set([...past].filter((node) => other.has(node)));
      doc = mergeDocuments(this.#sharedDocument(before), doc, this.#tipOf(end).doc).doc;
      past = new Set([...past, ...other]);
    }
    return doc;
  }
}

/** The nodes whose documents something may have to be put on. */
function partings({ nodeOf, heads }: RecordGraph): ReadonlySet<GraphNode> {
  const children = new Map<GraphNode, number>();
  const nodes = new Set(nodeOf.values());
  for (const { parent, other } of nodes)
    for (const before of [parent, other]) if (before) children.set(before, (children.get(before) ?? 0) + 1);
  const kept = new Set([...nodes].filter((node) => (children.get(node) ?? 0) !== 1 || node.other));
  for (const { parent, other } of nodes) if (parent && other) kept.add(parent).add(other);
  for (const head of heads) kept.add(head);
  return kept;
}

/** The nodes of a past in one order. */
function lineUpTo(past: ReadonlySet<GraphNode>): readonly GraphNode[] {
  const line: GraphNode[] = [];
  const seen = new Set<GraphNode>();
  for (const end of endsOf(past))
    for (const node of lineTo(end)) {
      if (seen.has(node)) continue;
      seen.add(node);
      line.push(node);
    }
  return line;
}

function editorsOf(past: ReadonlySet<GraphNode>, shared: ReadonlySet<GraphNode>): readonly string[] {
  const editors = new Set<string>();
  for (const node of past)
    if (!shared.has(node) && node.link.record.kind !== 'merge') editors.add(node.link.record.editor);
  return [...editors].sort();
}

/** The records of merged lines as those of one line that was never parted: the same text, acts and details come of them. What the other
 *  lines did to the text comes in with the merges. */
export const asOneLine = (records: readonly LineRecord[]): readonly JournalRecord[] =>
  records.map(({ record, isOnTrunk }) => {
    if (record.kind === 'merge')
      return {
        ...record,
        payload: isOnTrunk
          ? { ...record.payload, with: noHash }
          : { ...record.payload, with: noHash, steps: [], conflicts: [], carried: [] },
      };
    if (isOnTrunk || !isChangeRecord(record)) return record;
    const { importedSteps: _elsewhere, asImported: _there, ...payload } = record.payload;
    return { ...record, payload: { ...payload, steps: [] } } as JournalRecord;
  });
