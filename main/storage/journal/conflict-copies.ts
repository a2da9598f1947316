import path from 'node:path';
import { framesBeyond } from '../../../shared/journal/frame.ts';
import type { ChainLink } from '../../../shared/journal/journal-reader.ts';
import { undoConversion } from '../../../shared/journal/migration.ts';
import type { JournalRecord } from '../../../shared/journal/record.ts';
import { hashOf } from '../../../shared/journal/record.ts';
import { parseRecord } from '../../../shared/journal/record-codec.ts';
import { isConflictCopy } from '../disk/collection-paths.ts';
import type { FileSystem } from '../disk/file-system.ts';
import { readFolderOrNone } from '../disk/journal-folder.ts';

/** A file that a program which synchronises folders put beside a segment, because there were two versions of it. */
export interface ConflictCopy {
  readonly file: string;
  /** What can be read in it. */
  readonly records: readonly ChainLink<JournalRecord>[];
}

/** The conflict copies in the folder of a replica's journal. */
export async function conflictCopiesIn(fileSystem: FileSystem, journal: string): Promise<readonly ConflictCopy[]> {
  const copies: ConflictCopy[] = [];
  for (const { name, kind } of await readFolderOrNone(fileSystem, journal)) {
    if (kind !== 'file' || !isConflictCopy(name)) continue;
    const file = path.join(journal, name);
    const bytes = await fileSystem.readFile(file);
    copies.push({ file, records: recordsAnywhere(undoConversion(bytes)?.bytes ?? bytes) });
  }
  return copies;
}

/** Every record that can be read in the bytes of a journal, wherever it stands. */
export function recordsAnywhere(bytes: Uint8Array): readonly ChainLink<JournalRecord>[] {
  const records: ChainLink<JournalRecord>[] = [];
  for (const { json } of framesBeyond(bytes, 0).frames) {
    const parsed = parseRecord(json);
    if (parsed.ok) records.push({ record: parsed.value, hash: hashOf(json) });
  }
  return records;
}
