import type { ReplicaId } from '../../shared/document/identifier.ts';
import type { Segment } from '../../shared/journal/read-records.ts';
import { documentJournals, replicaFolder } from './collection-paths.ts';
import { type ConflictCopy, conflictCopiesIn } from './conflict-copies.ts';
import { type DocumentHint, isFresh, readHint } from './document-hint.ts';
import type { FileSystem } from './file-system.ts';
import { type JournalSize, readSegments, replicasIn } from './journal-folder.ts';

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
export interface Announcement {
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
  const hint = await readHint(fileSystem, document);
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

function announcedIn(hint: DocumentHint, own: ReplicaId, journals: readonly ReplicaJournal[]): Announcement | null {
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
