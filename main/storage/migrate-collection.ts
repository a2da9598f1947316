import path from 'node:path';
import { type DocumentId, isIdentifier } from '../../shared/document/identifier.ts';
import { type Migration, migrationPath, migrations, type RecordJson } from '../../shared/journal/migration.ts';
import { journalFormat } from '../../shared/journal/record.ts';
import { loadCollectionJournal } from './collection-journal.ts';
import {
  collectionJournals,
  documentJournals,
  documentsFolder,
  recoveredFolder,
  removedFolder,
  segmentFile,
  stagingFolder,
} from './collection-paths.ts';
import type { FileSystem } from './file-system.ts';
import { makeFolders, removeTree } from './folders.ts';
import { readFolderOrNone } from './journal-folder.ts';
import { MigrationError, migratedJournals } from './migrate-journal.ts';
import { fromTheBeginning, playJournals } from './play-journals.ts';
import { readJournals } from './read-journals.ts';
import { writeWhole } from './replace-file.ts';
import type { StorageContext } from './storage-context.ts';

interface Work {
  readonly context: StorageContext;
  readonly folder: string;
  readonly format: number;
  readonly path: readonly Migration[];
}

/** Brings a collection of an older format to the present one: every folder of journals is copied and migrated, and the copy takes
 *  the place of the old one, which goes to `recovered/format-<n>-…`, and comes back when the copy does not read well. May be interrupted at any point and done again.
 *  `collection.json` is for the caller to write, last.
 *  @param format of the collection now
 *  @returns a sentence for the person
 *  @throws MigrationError when it cannot be done; what was not migrated is as it was */
export async function migrateCollection(context: StorageContext, folder: string, format: number): Promise<string> {
  const known = migrationPath(context.migrations ?? migrations, format, journalFormat);
  if (!known) throw new MigrationError(`this version cannot read format ${format}`);
  const work: Work = { context, folder, format, path: known };
  // One that was removed may be put back.
  for (const parent of [documentsFolder(folder), removedFolder(folder)])
    for (const { name, kind } of await readFolderOrNone(context.fileSystem, parent))
      if (kind === 'folder' && isIdentifier(name))
        await migrateDocument(work, path.join(parent, name), name as DocumentId);
  await migrateList(work);
  return `This collection was of an older format (${format}) and was brought to the present one; what it was before is kept in ${recoveredFolder(folder)}.`;
}

async function migrateDocument(work: Work, document: string, id: DocumentId): Promise<void> {
  const { fileSystem } = work.context;
  const journals = documentJournals(document);
  const build = (staged: string): Promise<void> => writeJournals(work, journals, staged, 'documentRecord');
  const verify = async (): Promise<string | null> => {
    const { replay, faults } = playJournals(id, await readJournals(fileSystem, document), fromTheBeginning(id));
    return faults[0] ?? (replay.seq === 0 ? 'it has no journal that can be read' : null);
  };
  await swap(work, journals, id, build, verify);
}

async function migrateList(work: Work): Promise<void> {
  const { context, folder } = work;
  const build = (staged: string): Promise<void> =>
    writeJournals(work, collectionJournals(folder), staged, 'collectionRecord');
  const verify = async (): Promise<string | null> => (await loadCollectionJournal(context, folder, null)).readOnly;
  await swap(work, collectionJournals(folder), 'journal', build, verify);
}

/** Builds the new folder, puts the old one aside and the new one in its place, and looks whether it reads well there; if not, the
 *  old one comes back. */
async function swap(
  { context: { fileSystem }, folder, format }: Work,
  target: string,
  name: string,
  build: (staged: string) => Promise<void>,
  verify: () => Promise<string | null>,
): Promise<void> {
  const staged = path.join(stagingFolder(folder), `migrated-${name}`);
  const kept = path.join(recoveredFolder(folder), `format-${format}-${name}`);
  const isKept = (await fileSystem.stat(kept)) !== null;
  if (isKept && (await fileSystem.stat(target)) !== null) return;
  await makeFolders(fileSystem, recoveredFolder(folder));
  if (!isKept) {
    if ((await fileSystem.stat(staged)) !== null) await removeTree(fileSystem, staged);
    await makeFolders(fileSystem, staged);
    await build(staged);
    await move(fileSystem, target, kept);
  }
  await move(fileSystem, staged, target);
  const reason = await verify().catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  if (reason === null) return;
  await move(fileSystem, target, staged);
  await move(fileSystem, kept, target);
  throw new MigrationError(reason);
}

async function move(fileSystem: FileSystem, from: string, to: string): Promise<void> {
  await fileSystem.rename(from, to);
  await fileSystem.syncFolder(path.dirname(to));
  await fileSystem.syncFolder(path.dirname(from));
}

async function writeJournals(
  { context: { fileSystem }, path: steps }: Work,
  from: string,
  to: string,
  which: 'documentRecord' | 'collectionRecord',
): Promise<void> {
  const migrate = (record: RecordJson): RecordJson => steps.reduce((json, step) => step[which](json), record);
  for (const [replica, bytes] of await migratedJournals(fileSystem, from, migrate)) {
    const journal = path.join(to, replica);
    await makeFolders(fileSystem, journal);
    await writeWhole(fileSystem, segmentFile(journal, 1), bytes);
    await fileSystem.syncFolder(journal);
  }
}
