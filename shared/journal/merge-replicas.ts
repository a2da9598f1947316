import type { ChainEnd, ChainLink } from './read-records.ts';
import { type JournalRecord, noHash } from './record.ts';

/** Why the journals of a document do not make one line of changes. */
export type MergeFault =
  /** Two replicas went on from the same record, so that the document has two states after it. */
  | { readonly kind: 'forked'; readonly seq: number }
  /** A record has another number than the place where it stands. */
  | { readonly kind: 'misnumbered'; readonly seq: number };

/** The records of a document in the order in which they were made, and what keeps the rest from following. */
export interface MergedJournal {
  readonly records: readonly ChainLink<JournalRecord>[];
  readonly fault: MergeFault | null;
  /** Records that were made on one that no journal here holds, or on such records: they wait until it has arrived. */
  readonly waiting: readonly ChainLink<JournalRecord>[];
}

/** Puts the journals of a document's replicas into one line: each record behind the one that it names as `parent`.
 *  Never by the clock.
 *  @param after the record behind which they begin; none unless given. What was made on one before it counts as waiting then */
export function mergeReplicas(
  replicas: readonly (readonly ChainLink<JournalRecord>[])[],
  after: ChainEnd = { hash: noHash, seq: 0 },
): MergedJournal {
  // A record that stands in two journals is one.
  const all = [...new Map(replicas.flat().map((link) => [link.hash, link])).values()];
  const children = new Map<string, ChainLink<JournalRecord>[]>();
  for (const link of all) {
    const siblings = children.get(link.record.parent);
    if (siblings) siblings.push(link);
    else children.set(link.record.parent, [link]);
  }
  const { records, fault } = lineAfter(after, children);
  if (records.length === all.length) return { records, fault, waiting: [] };
  const reached = reachedFrom(after.hash, children);
  return { records, fault, waiting: all.filter((link) => !reached.has(link)) };
}

type Children = ReadonlyMap<string, readonly ChainLink<JournalRecord>[]>;

/** The records that follow one another, up to where two follow the same one. */
function lineAfter(after: ChainEnd, children: Children): Pick<MergedJournal, 'records' | 'fault'> {
  const records: ChainLink<JournalRecord>[] = [];
  for (let head = after.hash; ; ) {
    const seq = after.seq + records.length + 1;
    const [link, ...rivals] = children.get(head) ?? [];
    if (!link) return { records, fault: null };
    if (rivals.length > 0) return { records, fault: { kind: 'forked', seq } };
    if (link.record.seq !== seq) return { records, fault: { kind: 'misnumbered', seq } };
    records.push(link);
    head = link.hash;
  }
}

function reachedFrom(hash: string, children: Children): ReadonlySet<ChainLink<JournalRecord>> {
  const reached = new Set<ChainLink<JournalRecord>>();
  const open = [hash];
  for (let from = open.pop(); from !== undefined; from = open.pop()) {
    for (const link of children.get(from) ?? []) {
      // A hash cannot be among its own descendants; a file made to look so must not keep the program busy for ever.
      if (reached.has(link)) continue;
      reached.add(link);
      open.push(link.hash);
    }
  }
  return reached;
}
