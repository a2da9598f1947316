import type { DocumentTrouble } from '../../../shared/contract/payloads/recovery.ts';
import type { DocumentId, ReplicaId } from '../../../shared/document/identifier.ts';
import {
  type ChainEnd,
  type ChainLink,
  type JournalEnding,
  type JournalPlace,
  type JournalReading,
  type MergedJournal,
  mergeReplicas,
  readRecords,
  type Segment,
} from '../../../shared/journal/journal-reader.ts';
import { readArrivedRecords } from '../../../shared/journal/read-arrived.ts';
import { type JournalRecord, noHash } from '../../../shared/journal/record.ts';
import { parseRecord } from '../../../shared/journal/record-codec.ts';
import { Replay, type ReplayFault } from '../../../shared/journal/replay.ts';
import { type MergedLines, mergeLines, type PendingMerge } from '../../../shared/merge/merge-lines.ts';
import { documentJournals, journalPath, replicaFolder, segmentFile } from '../disk/collection-paths.ts';
import type { FileSystem } from '../disk/file-system.ts';
import { type JournalSize, nativeHashOf, readSegments, replicasIn } from '../disk/journal-folder.ts';
import { type ConflictCopy, conflictCopiesIn } from '../journal/conflict-copies.ts';
import {
  arrivingSentence,
  conflictSentence,
  endingSentence,
  type Left,
  mergeSentence,
  ownWaitsSentence,
  replaySentence,
  waitingSentence,
} from '../journal/journal-messages.ts';
import type { SegmentDigest } from '../journal/segment-digest.ts';
import { type CachedSummary, isFresh, readCachedSummary } from './summary-cache.ts';

/** What the disk holds of one replica's journal of a document. */
export interface ReplicaJournal {
  readonly replica: ReplicaId;
  /** Whether it is this working copy's own: only that one is known to be whole here. */
  readonly isOwn: boolean;
  readonly folder: string;
  readonly segments: readonly Segment[];
  /** Files beside the segments that may hold other changes. */
  readonly conflicts: readonly ConflictCopy[];
  /** A record of the own journal that `document.json` knows to have been on the disk; 0 when it knows of none. */
  readonly knownSeq: number;
}

/** What `document.json` says of changes that others made: it may have arrived before them. */
interface Announcement {
  readonly replica: string;
  /** The number of the last one. */
  readonly seq: number;
  /** Siglum of who made it; null when that is not known. */
  readonly editor: string | null;
}

/** What the disk holds of a document. */
export interface DocumentJournals {
  readonly journals: readonly ReplicaJournal[];
  /** The last change of another replica that there is somewhere; null when `document.json` names none. */
  readonly announced: Announcement | null;
  /** The last record of every replica, as `document.json` names them. */
  readonly heads: Readonly<Record<string, number>>;
}

/** Reads the bytes of all journals of a document.
 *  @param document its folder
 *  @param own the replica that this working copy is */
export async function readJournals(
  fileSystem: FileSystem,
  document: string,
  own: ReplicaId,
): Promise<DocumentJournals> {
  const hint = await readCachedSummary(fileSystem, document);
  const knownSeq = hint?.heads[own] ?? 0;
  const journals: ReplicaJournal[] = [];
  const replicas = new Set(await replicasIn(fileSystem, documentJournals(document)));
  // When its whole folder is gone, this working copy has lost what document.json knows of, too. Of others only what has arrived counts.
  if (knownSeq > 0) replicas.add(own);
  for (const replica of replicas) {
    const journal = replicaFolder(documentJournals(document), replica);
    const segments = await readSegments(fileSystem, journal);
    const conflicts = await conflictCopiesIn(fileSystem, journal);
    const isOwn = replica === own;
    journals.push({ replica, isOwn, folder: journal, segments, conflicts, knownSeq: isOwn ? knownSeq : 0 });
  }
  return { journals, announced: hint && announcedIn(hint, own, journals), heads: hint?.heads ?? {} };
}

function announcedIn(hint: CachedSummary, own: ReplicaId, journals: readonly ReplicaJournal[]): Announcement | null {
  // One that was made from what is here keeps what was announced before, and does not know whose it is.
  const editor = isFresh(hint, sizesOf(journals)) ? null : hint.summary.changedBy;
  let last: Announcement | null = null;
  for (const [replica, seq] of Object.entries(hint.heads)) if (seq > (last?.seq ?? 0)) last = { replica, seq, editor };
  return last?.replica === own ? null : last;
}

const sizesOf = (journals: readonly ReplicaJournal[]): JournalSize =>
  Object.fromEntries(
    journals.map(({ replica, segments }) => {
      const bytes = segments.reduce((sum, segment) => sum + segment.bytes.length, 0);
      return [replica, { segments: segments.length, bytes }];
    }),
  );

/** From where journals are replayed: from nothing, or from a checkpoint. */
export interface ReplayStart {
  readonly replay: Replay;
  readonly head: ChainEnd;
  /** Where each replica's journal goes on; from its beginning when it is not here. */
  readonly places: ReadonlyMap<string, ReplayPlace>;
}

/** Where one journal goes on. */
export interface ReplayPlace {
  readonly from: JournalPlace;
  /** The record before. */
  readonly after: ChainEnd;
  /** What the journal holds up to there. */
  readonly digests: readonly SegmentDigest[];
}

/** One replica's journal as it was read. */
export interface ReplayedJournal extends ReplicaJournal {
  readonly reading: JournalReading<JournalRecord>;
  /** The last record. */
  readonly end: ChainEnd;
  /** What was known of its segments before they were read. */
  readonly digests: readonly SegmentDigest[];
}

/** A document as its journals lead to it. */
export interface Replayed {
  readonly replay: Replay;
  /** The last record that was replayed. */
  readonly head: ChainEnd;
  readonly journals: readonly ReplayedJournal[];
  /** Why it cannot be changed, as sentences. */
  readonly faults: readonly string[];
  /** What of other replicas has not arrived, as a sentence; null when nothing is known to be missing. */
  readonly waiting: string | null;
  /** Whether everything that is here was replayed. */
  readonly isComplete: boolean;
  /** Null when all is well, and when records are of a newer version. */
  readonly trouble: DocumentTrouble | null;
  /** Merges of lines that parted, which nobody has written down yet: they are in `replay`, and behind `head`. */
  readonly pending: readonly PendingMerge[];
}

const nothing: ChainEnd = { hash: noHash, seq: 0 };
const noPlace: ReplayPlace = { from: { segment: 0, offset: 0 }, after: nothing, digests: [] };

export const fromTheBeginning = (id: DocumentId): ReplayStart => ({
  replay: new Replay(id),
  head: nothing,
  places: new Map(),
});

/** Reads the records of all replicas, puts them into one line, and applies them. What others did and has not arrived, or follows
 *  something that has not, waits: it is no fault as long as the own changes are in the line.
 *  @param name what a person calls the document */
export function replayJournals(
  name: string,
  id: DocumentId,
  { journals, announced }: DocumentJournals,
  start: ReplayStart,
): Replayed {
  const played = journals.map((journal) => readJournal(journal, start));
  const hasMerges = played.some(({ reading }) => reading.records.some(isMerge));
  const together = (): Replayed | null => (start.head.seq === 0 ? replayMerged(name, id, played, announced) : null);
  // One line could not hold them anyway.
  const written = hasMerges ? together() : null;
  if (written) return written;
  const merged = mergeReplicas(
    played.map(({ reading }) => reading.records),
    start.head,
  );
  const isForked = merged.fault?.kind === 'forked';
  const parted = isForked && !hasMerges ? together() : null;
  if (parted) return parted;
  const isParted = isForked || hasMerges;
  const shared = sharedPart(merged.records, played);
  const { head, unrepeated } = repeat(shared.records, start);
  const { replay } = start;
  const left: Left = replay.seq > 0 ? 'part' : 'nothing';
  const faults = played.flatMap(({ reading, folder }) => seriousSentence(name, folder, reading, left));
  if (merged.fault && faults.length === 0) faults.push(mergeSentence(name, merged.fault, left));
  if (shared.conflict !== null)
    faults.unshift(conflictSentence(name, shared.records.length, journalPath(shared.conflict), left));
  if (unrepeated) faults.push(replaySentence(name, unrepeated.seq, unrepeated.reason, left));
  const isOneLine = merged.fault === null && shared.conflict === null;
  const isDamaged =
    unrepeated !== null ||
    merged.fault?.kind === 'misnumbered' ||
    played.some(({ reading }) => isDamage(reading.ending));
  const ownWaits = isOneLine && merged.waiting.find(({ hash }) => isEndOfOwn(played, hash));
  if (ownWaits && faults.length === 0) faults.push(ownWaitsSentence(name, head.seq, ownWaits.record.seq, left));
  const waiting = faults.length === 0 ? whatWaits(name, played, merged, announced, head) : null;
  const waits = waiting !== null || ownWaits ? 'waiting' : null;
  const trouble = isDamaged ? 'damaged' : isOneLine ? waits : 'branches';
  // Where a merge goes on from what a checkpoint has, only reading everything tells what it brings in.
  const isComplete = merged.waiting.length === 0 && !isParted;
  return { replay, head, journals: played, faults, waiting, isComplete, trouble, pending: [] };
}

/** Puts lines of changes that parted together. Null where there is but one, where bytes are damaged or a conflict copy says otherwise, and
 *  where only part of the journals was read. */
function replayMerged(
  name: string,
  id: DocumentId,
  played: readonly ReplayedJournal[],
  announced: Announcement | null,
): Replayed | null {
  if (played.some(({ conflicts }) => conflicts.length > 0)) return null;
  const links = played.flatMap(({ reading }) => reading.records);
  const lines = mergeLines(id, links);
  if (!lines || lines.fault) return null;
  const { replay, pending } = lines;
  const head = { hash: lines.head, seq: replay.seq };
  const faults = played.flatMap(({ reading, folder }) => seriousSentence(name, folder, reading, 'part'));
  const ownWaits = lines.waiting.find(({ hash }) => isEndOfOwn(played, hash));
  if (ownWaits && faults.length === 0) faults.push(ownWaitsSentence(name, head.seq, ownWaits.record.seq, 'part'));
  const waiting = faults.length === 0 ? whatWaits(name, played, waitingOf(lines), announced, head) : null;
  const isDamaged = played.some(({ reading }) => isDamage(reading.ending));
  return {
    replay,
    head,
    journals: played,
    faults,
    waiting,
    isComplete: lines.waiting.length === 0,
    trouble: isDamaged ? 'damaged' : waiting !== null || ownWaits ? 'waiting' : null,
    pending,
  };
}

const waitingOf = ({ waiting }: MergedLines): MergedJournal => ({ records: [], fault: null, waiting });

/** Whether a record puts two lines of changes together. */
export const isMerge = ({ record }: ChainLink<JournalRecord>): boolean =>
  record.kind === 'merge' && record.payload.with !== noHash;

/** Applies records as far as they can be repeated. */
function repeat(
  records: readonly ChainLink<JournalRecord>[],
  start: ReplayStart,
): { readonly head: ChainEnd; readonly unrepeated: ReplayFault | null } {
  let { head } = start;
  for (const { record, hash } of records) {
    const unrepeated = start.replay.apply(record);
    if (unrepeated) return { head, unrepeated };
    head = { hash, seq: record.seq };
  }
  return { head, unrepeated: null };
}

const isEndOfOwn = (played: readonly ReplayedJournal[], hash: string): boolean =>
  played.some(({ isOwn, end }) => isOwn && end.hash === hash);

/** What of other replicas cannot be shown yet, as a sentence; null when nothing is known of. */
function whatWaits(
  name: string,
  played: readonly ReplayedJournal[],
  { waiting }: MergedJournal,
  announced: Announcement | null,
  head: ChainEnd,
): string | null {
  const others = waiting.filter(
    ({ record }) => !played.some(({ isOwn, replica }) => isOwn && replica === record.replica),
  );
  if (others.length > 0)
    return waitingSentence(name, { count: others.length, editors: others.map(({ record }) => record.editor) });
  if (announced && announced.seq > head.seq) return arrivingSentence(name, announced.seq - head.seq, announced.editor);
  const cut = played.find(({ isOwn, reading }) => !isOwn && reading.ending.kind === 'torn');
  return cut ? arrivingSentence(name, 1, cut.reading.records.at(-1)?.record.editor ?? null) : null;
}

/** The records up to where a conflict copy goes another way, or further. A copy of what is there already says nothing. */
function sharedPart(
  records: readonly ChainLink<JournalRecord>[],
  journals: readonly ReplicaJournal[],
): { readonly records: readonly ChainLink<JournalRecord>[]; readonly conflict: string | null } {
  const copies = journals.flatMap(({ conflicts }) => conflicts);
  if (copies.length === 0) return { records, conflict: null };
  const known = new Map(records.map(({ hash, record }) => [hash, record.seq]));
  let end = records.length;
  let conflict: string | null = null;
  for (const { file, records: copied } of copies) {
    const other = copied.find(({ hash }) => !known.has(hash));
    if (!other) continue;
    end = Math.min(end, known.get(other.record.parent) ?? 0);
    conflict ??= file;
  }
  // Not even the import is shared: then what stands in the segments is shown.
  return { records: end > 0 ? records.slice(0, end) : records, conflict };
}

function readJournal(journal: ReplicaJournal, { places }: ReplayStart): ReplayedJournal {
  const { from, after, digests } = places.get(journal.replica) ?? noPlace;
  const read = { after, from, hash: nativeHashOf };
  const reading = journal.isOwn
    ? readRecords(journal.segments, parseRecord, { ...read, knownSeq: journal.knownSeq })
    : readArrivedRecords(journal.segments, parseRecord, read);
  const last = reading.records.at(-1);
  return { ...journal, reading, digests, end: last ? { hash: last.hash, seq: last.record.seq } : after };
}

const isDamage = (ending: JournalEnding): boolean =>
  ending.kind === 'damaged' || (ending.kind === 'not understood' && ending.fault.kind === 'malformed');

/** What keeps a document from being changed; a torn end does not. */
function seriousSentence(
  name: string,
  folder: string,
  { ending }: JournalReading<JournalRecord>,
  left: Left,
): string[] {
  if (ending.kind === 'whole' || ending.kind === 'torn' || ending.kind === 'unterminated') return [];
  return [endingSentence(name, journalPath(segmentFile(folder, ending.at.segment)), ending, left)];
}
