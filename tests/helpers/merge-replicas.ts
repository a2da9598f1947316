import type { Node } from 'prosemirror-model';
import { encodeEntries, encodeMerges, journalEntries } from '../../main/storage/document/journal-entries.ts';
import type { Change } from '../../shared/document/document-state.ts';
import type { DocumentId, ReplicaId } from '../../shared/document/identifier.ts';
import type { ChainEnd, ChainLink } from '../../shared/journal/journal-reader.ts';
import { encodeRecord, type JournalEntry, type JournalRecord, noHash } from '../../shared/journal/record.ts';
import { type MergedLines, mergeLines } from '../../shared/merge/merge-lines.ts';
import { documentId, importEntry, journalOf } from './journal-builders.ts';

type Link = ChainLink<JournalRecord>;

/** One working copy among several: the records that it made, and those of others that have arrived, in their order. */
export class MergeReplica {
  readonly #known = new Map<string, readonly Link[]>();
  #lines: MergedLines | null = null;

  constructor(
    readonly name: string,
    initial: Node,
  ) {
    const [first] = journalOf([importEntry(initial)]);
    if (!first) throw new Error('no import');
    const { hash } = encodeRecord(first.record);
    this.#known.set('import', [{ record: first.record, hash }]);
    this.#known.set(name, []);
  }

  /** What all that has arrived comes to. */
  get lines(): MergedLines {
    this.#lines ??= mergeLines(documentId as DocumentId, [...this.#known.values()].flat());
    if (!this.#lines) throw new Error('the records do not come to a document');
    if (this.#lines.fault) throw new Error(`record ${this.#lines.fault.seq}: ${this.#lines.fault.reason}`);
    return this.#lines;
  }

  /** The same from the same records in another order. */
  inAnotherOrder(shuffle: (links: readonly Link[]) => readonly Link[]): MergedLines | null {
    return mergeLines(documentId as DocumentId, shuffle([...this.#known.values()].flat()));
  }

  get records(): readonly Link[] {
    return [...this.#known.values()].flat();
  }

  append(changes: readonly Change[]): void {
    this.write(journalEntries(this.lines.replay.doc, JSON.parse(JSON.stringify(changes)) as Change[]));
  }

  /** Writes entries behind the merges that nobody has written down. */
  write(entries: readonly JournalEntry[]): void {
    const { replay, pending, head } = this.lines;
    const mine = this.#known.get(this.name) ?? [];
    const last = mine.at(-1);
    const own: ChainEnd = last ? { hash: last.hash, seq: last.record.seq } : { hash: noHash, seq: 0 };
    const shared = {
      document: documentId as DocumentId,
      synced: 0,
      editor: this.name.toUpperCase(),
      replica: `r${this.name}` as ReplicaId,
      time: `2026-03-01T10:00:00.${String(100 + (mine.length % 900))}Z`,
    };
    const merges = encodeMerges(pending, shared, { hash: head, seq: 0 }, own);
    const merged = merges.at(-1);
    const base = merged ? { hash: merged.hash, seq: replay.seq } : { hash: head, seq: replay.seq };
    const encoded = encodeEntries(entries, shared, base, merged ? base : own);
    const fresh = [...merges, ...encoded].map(({ record, hash }) => ({ record, hash }));
    this.#known.set(this.name, [...mine, ...fresh]);
    this.#lines = null;
  }

  /** Takes over what another copy has: its own records, those of others or only some of them.
   *  @param part how much of each journal arrives, from 0 to 1 */
  receive(from: MergeReplica, part: () => number): void {
    for (const [name, links] of from.#known) {
      if (name === this.name) continue;
      const here = this.#known.get(name) ?? [];
      const arriving = links.slice(0, Math.max(here.length, Math.ceil(links.length * part())));
      if (arriving.length > here.length) this.#known.set(name, arriving);
    }
    this.#lines = null;
  }
}
