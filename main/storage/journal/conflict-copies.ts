import path from 'node:path';
import { framesBeyond } from '../../../shared/journal/frame.ts';
import type { ChainLink } from '../../../shared/journal/journal-reader.ts';
import { undoConversion } from '../../../shared/journal/migration.ts';
import type { JournalRecord } from '../../../shared/journal/record.ts';
import { hashOf } from '../../../shared/journal/record.ts';
import { parseRecord } from '../../../shared/journal/record-codec.ts';
import { inEnglish } from '../../../shared/translation/retell.ts';
import {
  collectionFile,
  collectionJournals,
  entityJournals,
  hintFile,
  isConflictCopy,
  isConflictCopyOf,
  keptPath,
} from '../disk/collection-paths.ts';
import { type FileSystem, RefusedPathError } from '../disk/file-system.ts';
import { readFolderOrNone, readSegments, replicasIn } from '../disk/journal-folder.ts';

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

/** What was found of conflict copies beside what a collection keeps. */
export interface FoundCopies {
  /** Of those that hold something that is nowhere else, as sentences. */
  readonly telling: readonly string[];
  /** Of those that can be deleted. */
  readonly idle: readonly string[];
}

/** Looks for conflict copies of the journals of a collection itself, and of `collection.json`. They are never written, moved or read as
 *  journals: what they hold that is nowhere else is told. */
export async function collectionCopies(fileSystem: FileSystem, folder: string): Promise<FoundCopies> {
  const [telling, idle]: [string[], string[]] = [[], []];
  for (const journals of [collectionJournals(folder), entityJournals(folder)])
    for (const replica of await unlessRefused(() => replicasIn(fileSystem, journals), [])) {
      const journal = path.join(journals, replica);
      for (const { name, kind } of await unlessRefused(() => readFolderOrNone(fileSystem, journal), [])) {
        if (kind !== 'file' || !isConflictCopy(name)) continue;
        const file = path.join(journal, name);
        const shown = keptPath(folder, file);
        const own = await unlessRefused(() => foundNowhereElse(fileSystem, journal, file), null);
        if (own === null)
          idle.push(inEnglish`${shown} is a conflict copy of a synchronised folder that cannot be read.`);
        else if (own === 0)
          idle.push(
            inEnglish`${shown} is a conflict copy of a synchronised folder that holds nothing new, and can be deleted.`,
          );
        else telling.push(copySentence(shown, own));
      }
    }
  for (const name of await copiesBeside(fileSystem, collectionFile(folder)))
    idle.push(inEnglish`${name} is a conflict copy of a synchronised folder that nothing needs, and can be deleted.`);
  return { telling, idle };
}

/** The conflict copies of `document.json`, by name: what it says can be made again. */
export const hintCopies = (fileSystem: FileSystem, document: string): Promise<readonly string[]> =>
  copiesBeside(fileSystem, hintFile(document));

const copySentence = (shown: string, count: number): string =>
  count === 1
    ? inEnglish`${shown} is a second version of that journal, which a program that synchronises folders left: 1 entry of it is nowhere else. It was left as it is, and documents are not concerned; two computers that work on one collection at a time are better off with a copy each that is shared.`
    : inEnglish`${shown} is a second version of that journal, which a program that synchronises folders left: ${count} entries of it are nowhere else. It was left as it is, and documents are not concerned; two computers that work on one collection at a time are better off with a copy each that is shared.`;

async function copiesBeside(fileSystem: FileSystem, file: string): Promise<readonly string[]> {
  const entries = await unlessRefused(() => readFolderOrNone(fileSystem, path.dirname(file)), []);
  return entries
    .filter(({ name, kind }) => kind === 'file' && isConflictCopyOf(name, path.basename(file)))
    .map(({ name }) => name);
}

/** How many records of a copy no segment of the journal has. */
async function foundNowhereElse(fileSystem: FileSystem, journal: string, file: string): Promise<number> {
  const linesOf = (bytes: Uint8Array): readonly string[] =>
    framesBeyond(bytes, 0).frames.map(({ json }) => Buffer.from(json).toString('utf8'));
  const known = new Set((await readSegments(fileSystem, journal)).flatMap(({ bytes }) => linesOf(bytes)));
  const bytes = await fileSystem.readFile(file);
  return linesOf(undoConversion(bytes)?.bytes ?? bytes).filter((line) => !known.has(line)).length;
}

/** What the gate keeps from being read is told elsewhere. */
async function unlessRefused<Value>(look: () => Promise<Value>, otherwise: Value): Promise<Value> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof RefusedPathError) return otherwise;
    throw error;
  }
}
