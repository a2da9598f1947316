import { isIdentifier, type ReplicaId } from '../../shared/document/identifier.ts';
import type { Segment } from '../../shared/journal/read-records.ts';
import { documentJournals, replicaFolder } from './collection-paths.ts';
import { type ConflictCopy, conflictCopiesIn } from './conflict-copies.ts';
import { readHint } from './document-hint.ts';
import type { FileSystem } from './file-system.ts';
import { readSegments, replicasIn } from './journal-folder.ts';

/** What the disk holds of one replica's journal of a document. */
export interface ReplicaJournal {
  readonly replica: ReplicaId;
  readonly folder: string;
  readonly segments: readonly Segment[];
  /** Files beside the segments that may hold other changes. */
  readonly conflicts: readonly ConflictCopy[];
  /** A record that `document.json` knows to have been on the disk; 0 when it knows of none. */
  readonly knownSeq: number;
}

/** Reads the bytes of all journals of a document.
 *  @param document its folder */
export async function readJournals(fileSystem: FileSystem, document: string): Promise<readonly ReplicaJournal[]> {
  const hint = await readHint(fileSystem, document);
  const journals: ReplicaJournal[] = [];
  // A replica whose whole folder is gone has lost what document.json knows of, too.
  const known = Object.keys(hint?.heads ?? {}).filter((name): name is ReplicaId => isIdentifier(name));
  const replicas = new Set([...(await replicasIn(fileSystem, documentJournals(document))), ...known]);
  for (const replica of replicas) {
    const journal = replicaFolder(documentJournals(document), replica);
    const segments = await readSegments(fileSystem, journal);
    const conflicts = await conflictCopiesIn(fileSystem, journal);
    journals.push({ replica, folder: journal, segments, conflicts, knownSeq: hint?.heads[replica] ?? 0 });
  }
  return journals;
}
