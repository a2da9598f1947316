import type { ChainEnd, ChainLink } from './read-records.ts';
import { type JournalRecord, noHash } from './record.ts';

/** Why the journals of a document do not make one line of changes. */
export type MergeFault =
  /** Two replicas went on from the same record, so that the document has two states after it. */
  | { readonly kind: 'forked'; readonly seq: number }
  /** A record was made on one that no journal here holds. */
  | { readonly kind: 'gap'; readonly seq: number };

/** The records of a document in the order in which they were made, and what keeps the rest from following. */
export interface MergedJournal {
  readonly records: readonly ChainLink<JournalRecord>[];
  readonly fault: MergeFault | null;
}

/** Puts the journals of a document's replicas into one line: each record behind the one that it names as `parent`.
 *  Never by the clock.
 *  @param after the record behind which they begin; none unless given */
export function mergeReplicas(
  replicas: readonly (readonly ChainLink<JournalRecord>[])[],
  after: ChainEnd = { hash: noHash, seq: 0 },
): MergedJournal {
  const children = new Map<string, ChainLink<JournalRecord>[]>();
  let total = 0;
  for (const link of replicas.flat()) {
    const siblings = children.get(link.record.parent);
    if (siblings) siblings.push(link);
    else children.set(link.record.parent, [link]);
    total += 1;
  }
  const records: ChainLink<JournalRecord>[] = [];
  let head = after.hash;
  const nextSeq = (): number => after.seq + records.length + 1;
  for (;;) {
    const next = children.get(head) ?? [];
    if (next.length > 1) return { records, fault: { kind: 'forked', seq: nextSeq() } };
    const [link] = next;
    if (!link || link.record.seq !== nextSeq()) break;
    records.push(link);
    head = link.hash;
  }
  return { records, fault: records.length < total ? { kind: 'gap', seq: nextSeq() } : null };
}
