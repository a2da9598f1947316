import type { Node } from 'prosemirror-model';
import { type Change, imageEncoding, type SourceFile } from '../../../shared/document/document-state.ts';
import { wordEncoding } from '../../../shared/import/read-fault.ts';
import { applySteps, changedAnchors, hasAnchorStep } from '../../../shared/journal/apply-steps.ts';
import type { ChainEnd } from '../../../shared/journal/journal-reader.ts';
import { encodeRecord, type JournalEntry, type JournalRecord, journalFormat } from '../../../shared/journal/record.ts';
import { parseRecord } from '../../../shared/journal/record-codec.ts';
import type { PendingMerge } from '../../../shared/merge/merge-lines.ts';
import { nativeHashOf } from '../disk/journal-folder.ts';
import { AppendRefusedError } from '../journal/journal-writer.ts';

/** The text of a source file as the import read it: in the encoding that it settled on then, without byte order mark. Offsets
 *  of the import report are into this text. A Word document has none: its report has the words themselves.
 *  @throws TypeError when the bytes are not in that encoding, RangeError when there is no such encoding */
export const decodeSource = (bytes: Uint8Array, source: Pick<SourceFile, 'encoding'>): string =>
  isImages(source) || source.encoding === wordEncoding
    ? ''
    : new TextDecoder(source.encoding, { fatal: true }).decode(bytes);

/** Whether a document was made of images, and has no text for its source. */
export const isImages = ({ encoding }: Pick<SourceFile, 'encoding'>): boolean => encoding === imageEncoding;

/** What the journal keeps of changes, one entry a change.
 *  @param doc the document that the first of them was made on */
export function journalEntries(doc: Node, changes: readonly Change[]): readonly JournalEntry[] {
  const lastWithAnchors = changes.findLastIndex(({ steps }) => hasAnchorStep(steps));
  const entries: JournalEntry[] = [];
  let before = doc;
  for (const [index, change] of changes.entries()) {
    entries.push(toEntry(before, change));
    if (index >= lastWithAnchors) continue;
    const applied = applySteps(before, change.steps);
    // A change that does not apply is refused where it is replayed; what stands in its entry does not matter then.
    if (applied.ok) before = applied.doc;
  }
  return entries;
}

function toEntry(before: Node, change: Change): JournalEntry {
  // A build that knows no treated pages must not take the record for a damaged one.
  if (change.zones?.some(({ kind }) => kind === 'treated')) return { kind: 'treatment', payload: change };
  if (change.zones && change.zones.length > 0) return { kind: 'zone', payload: change };
  if (change.annotations && change.annotations.length > 0) return { kind: 'annotation', payload: change };
  if (!hasAnchorStep(change.steps)) return { kind: 'steps', payload: change };
  const applies = applySteps(before, change.steps).ok;
  return { kind: 'anchor', payload: { ...change, anchors: applies ? changedAnchors(before, change.steps) : [] } };
}

/** A record as it goes to the disk, read back from its JSON. */
interface EncodedEntry {
  readonly record: JournalRecord;
  readonly frame: Uint8Array;
  readonly hash: string;
}

/** Makes records of entries, each on the one before.
 *  @param shared what they say alike
 *  @param head the record that the first is made on
 *  @param ownHead the last record of the same replica's journal
 *  @throws AppendRefusedError when one cannot be read back */
export function encodeEntries(
  entries: readonly JournalEntry[],
  shared: Shared,
  head: ChainEnd,
  ownHead: ChainEnd,
): readonly EncodedEntry[] {
  let [parent, prev] = [head, ownHead];
  return entries.map((entry) => {
    const encoded = encodeEntry(entry, shared, parent, prev, parent.seq + 1);
    parent = { hash: encoded.hash, seq: encoded.record.seq };
    prev = parent;
    return encoded;
  });
}

/** Makes records of merges that nobody has written down, each on the one before.
 *  @param head the record that the first goes on from */
export function encodeMerges(
  pending: readonly PendingMerge[],
  shared: Shared,
  head: ChainEnd,
  ownHead: ChainEnd,
): readonly EncodedEntry[] {
  let [parent, prev] = [head, ownHead];
  return pending.map(({ seq, payload }) => {
    const encoded = encodeEntry({ kind: 'merge', payload }, shared, parent, prev, seq);
    parent = { hash: encoded.hash, seq };
    prev = parent;
    return encoded;
  });
}

/** Makes records of merges that nobody has written down, and of entries behind them.
 *  @param heads the last record that is shown, and that of the same replica's journal; and the number of the last one of the line */
export function encodeBehindMerges(
  pending: readonly PendingMerge[],
  entries: readonly JournalEntry[],
  shared: Shared,
  { head, ownHead, seq }: { readonly head: ChainEnd; readonly ownHead: ChainEnd; readonly seq: number },
): { readonly merges: readonly EncodedEntry[]; readonly encoded: readonly EncodedEntry[] } {
  const merges = encodeMerges(pending, shared, head, ownHead);
  const last = merges.at(-1);
  const base = last ? { hash: last.hash, seq } : head;
  return { merges, encoded: encodeEntries(entries, shared, base, last ? base : ownHead) };
}

type Shared = Pick<JournalRecord, 'document' | 'synced' | 'editor' | 'replica' | 'time'>;

function encodeEntry(entry: JournalEntry, shared: Shared, parent: ChainEnd, prev: ChainEnd, seq: number): EncodedEntry {
  const envelope = { format: journalFormat, seq, prev: prev.hash, parent: parent.hash };
  const { document, synced, editor, replica, time } = shared;
  const { json, frame, hash } = encodeRecord(
    { ...envelope, synced, document, editor, replica, time, ...entry },
    nativeHashOf,
  );
  const parsed = parseRecord(json);
  if (!parsed.ok) throw new AppendRefusedError('does not replay', `${entry.kind}: ${JSON.stringify(parsed.fault)}`);
  return { record: parsed.value, frame, hash };
}
