import type { ChainLink } from '../journal/journal-reader.ts';
import { hashOf, type JournalRecord, noHash } from '../journal/record.ts';
import { sortedJson } from '../text/canonical-json.ts';
import { encodeUtf8 } from '../text/utf8.ts';

type Link = ChainLink<JournalRecord>;

/** A record among those that it was made on. The same merge, written down by several replicas, is one node. */
export interface GraphNode {
  /** The same on every replica: the hash of the record; of a merge one that neither who wrote it nor when is in. */
  readonly key: string;
  readonly link: Link;
  /** What it was made on; null for the first record. */
  readonly parent: GraphNode | null;
  /** The end of the line that it brings in; null for anything but a merge. */
  readonly other: GraphNode | null;
}

/** The records of a document, each where it belongs. */
export interface RecordGraph {
  /** Nodes that nothing was made on. */
  readonly heads: readonly GraphNode[];
  /** Records that were made on one that is not here, or on such records. */
  readonly waiting: readonly Link[];
  /** The node of a record, whichever copy of a merge it is; absent while it waits. */
  readonly nodeOf: ReadonlyMap<string, GraphNode>;
}

/** Finds out what was made on what. The order of the records makes no difference. */
export function recordGraph(all: readonly Link[]): RecordGraph {
  const byHash = new Map(all.map((link) => [link.hash, link]));
  const nodeOf = new Map<string, GraphNode>();
  const nodes: GraphNode[] = [];
  /** By the line that they go on from. */
  const merges = new Map<GraphNode, GraphNode[]>();
  const hasChildren = new Set<GraphNode>();
  // By number, what something was made on comes before it; a record that lies about its number waits for ever.
  const ordered = [...byHash.values()].sort((one, other) => one.record.seq - other.record.seq);
  for (const link of ordered) {
    const made = place(link, nodeOf);
    if (!made) continue;
    const twin = twinOf(made, merges);
    if (!twin) nodes.push(made);
    const node = twin ?? made;
    nodeOf.set(link.hash, node);
    for (const before of [node.parent, node.other]) if (before) hasChildren.add(before);
  }
  return {
    heads: nodes.filter((node) => !hasChildren.has(node)),
    waiting: ordered.filter(({ hash }) => !nodeOf.has(hash)),
    nodeOf,
  };
}

function place(link: Link, nodeOf: ReadonlyMap<string, GraphNode>): GraphNode | null {
  const { record, hash } = link;
  if (record.parent === noHash) return record.kind === 'import' ? { key: hash, link, parent: null, other: null } : null;
  const parent = nodeOf.get(record.parent);
  if (!parent || record.kind === 'import') return null;
  if (record.kind !== 'merge' || record.payload.with === noHash) return { key: hash, link, parent, other: null };
  const other = nodeOf.get(record.payload.with);
  return other ? new MergeNode(link, record, parent, other) : null;
}

/** A merge that was written down. Its key costs as much as all else that reading it takes, and is asked for where several are compared. */
class MergeNode implements GraphNode {
  #key: string | null = null;

  constructor(
    readonly link: Link,
    private readonly record: MergeRecord,
    readonly parent: GraphNode,
    readonly other: GraphNode,
  ) {}

  get key(): string {
    this.#key ??= mergeKey(this.parent, this.other, this.record);
    return this.#key;
  }
}

/** The node of the same merge, as another replica wrote it down. Takes note of those that are the first of their kind. */
function twinOf(node: GraphNode, merges: Map<GraphNode, GraphNode[]>): GraphNode | undefined {
  if (!node.parent || !node.other) return undefined;
  const known = merges.get(node.parent) ?? [];
  const twin = known.find((one) => one.other === node.other && one.key === node.key);
  if (!twin) merges.set(node.parent, [...known, node]);
  return twin;
}

type MergeRecord = Extract<JournalRecord, { readonly kind: 'merge' }>;

/** What a merge is known by, whoever writes it down. */
export function mergeKey(parent: GraphNode, other: GraphNode, { payload }: Pick<MergeRecord, 'payload'>): string {
  const { with: _written, ...outcome } = payload;
  return hashOf(encodeUtf8(sortedJson([parent.key, other.key, outcome])));
}

/** Everything that a node was made on, itself with it. */
export function pastOf(nodes: readonly GraphNode[]): ReadonlySet<GraphNode> {
  const past = new Set<GraphNode>();
  const open = [...nodes];
  for (let node = open.pop(); node; node = open.pop()) {
    if (past.has(node)) continue;
    past.add(node);
    if (node.parent) open.push(node.parent);
    if (node.other) open.push(node.other);
  }
  return past;
}

/** The nodes of a past that nothing else of it was made on: where two lines were last one. */
export function endsOf(past: ReadonlySet<GraphNode>): readonly GraphNode[] {
  const before = new Set<GraphNode>();
  for (const { parent, other } of past) {
    if (parent) before.add(parent);
    if (other) before.add(other);
  }
  return [...past].filter((node) => !before.has(node)).sort((one, other) => (one.key < other.key ? -1 : 1));
}

/** Which of two lines a merge goes on from: the one with more records; of equal ones the same on every replica. */
export const trunkFirst = (one: GraphNode, other: GraphNode): number =>
  pastOf([other]).size - pastOf([one]).size || (one.key < other.key ? -1 : 1);

/** The records up to a node in one order: those of the line that a merge goes on from, then those of the other one that are not
 *  among them, then the merge. */
export function lineTo(head: GraphNode): readonly GraphNode[] {
  const line: GraphNode[] = [];
  const seen = new Set<GraphNode>();
  /** What is to be put into the line: a node with all before it, or the node itself. */
  const open: { readonly node: GraphNode; readonly isReady: boolean }[] = [{ node: head, isReady: false }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, isReady } = next;
    if (seen.has(node)) continue;
    if (isReady) {
      seen.add(node);
      line.push(node);
      continue;
    }
    open.push({ node, isReady: true });
    if (node.other && !seen.has(node.other)) open.push({ node: node.other, isReady: false });
    if (node.parent && !seen.has(node.parent)) open.push({ node: node.parent, isReady: false });
  }
  return line;
}
