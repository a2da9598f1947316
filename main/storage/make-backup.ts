import path from 'node:path';
import { type DocumentId, isIdentifier } from '../../shared/document/identifier.ts';
import { type BackupFile, type BackupManifest, backupContent, readManifest, writeManifest } from './backup-manifest.ts';
import { type BackupName, backupName, expiredBackups, parseBackupName } from './backup-rotation.ts';
import { loadCollectionJournal } from './collection-journal.ts';
import { workingCopyName } from './collection-paths.ts';
import type { FileSystem } from './file-system.ts';
import { makeFolders, removeTree } from './folders.ts';
import { readFolderOrNone } from './journal-folder.ts';
import { DocumentUnreadableError, loadDocument } from './load-document.ts';
import { writeWhole } from './replace-file.ts';
import { sha256Of } from './source-file.ts';
import type { StorageContext } from './storage-context.ts';

/** Where backups go unless a person chooses another place: beside the collection. */
export const besideCollection = (folder: string): string => `${path.resolve(folder)} backups`;

/** Folders of a collection that hold nothing of its own, or can be made again, or are too large (page images). */
const leftOut = new Set(['checkpoints', 'facsimile', 'index', 'staging']);
/** Journals are copied whatever their size; other files only up to this many bytes. */
const largestFile = 16 * 1024 * 1024;
const unfinished = '.unfinished ';

/** What came of a backup. */
export type BackupOutcome =
  | { readonly kind: 'made'; readonly backup: string }
  /** The newest one holds all that there is. */
  | { readonly kind: 'nothing new' }
  /** It was made and could not be opened again; it is not counted. */
  | { readonly kind: 'not usable'; readonly reason: string };

/** The backups in a folder, newest first. */
export async function backupsIn(fileSystem: FileSystem, backups: string): Promise<readonly BackupName[]> {
  const entries = await readFolderOrNone(fileSystem, backups);
  return entries
    .filter(({ kind }) => kind === 'folder')
    .map(({ name }) => parseBackupName(name))
    .filter((backup): backup is BackupName => backup !== null)
    .sort((a, b) => b.number - a.number);
}

/** Copies a collection's journals and small files, opens the copy, and removes backups that are old enough. To be called by the
 *  program that may write to the collection, when it writes no more. Files that are as in the backup before are not
 *  copied again where the disk can give one file two names.
 *  @throws the file system's error or ReplaceFileError; the backups before are as they were */
export async function makeBackup(context: StorageContext, folder: string, backups: string): Promise<BackupOutcome> {
  const { fileSystem, now } = context;
  const known = await backupsIn(fileSystem, backups);
  const [newest] = known;
  const last = newest ? path.join(backups, newest.name) : null;
  const before = last === null ? null : await readManifest(fileSystem, last);
  const files = await filesOf(fileSystem, folder, []);
  if (before && !hasNews(files, before)) return { kind: 'nothing new' };
  await makeFolders(fileSystem, backups);
  await removeUnfinished(fileSystem, backups);
  const time = now();
  const name = backupName((newest?.number ?? 0) + 1, time);
  const building = path.join(backups, `${unfinished}${name}`);
  const copied: BackupFile[] = [];
  for (const file of files) copied.push(await keep(fileSystem, folder, building, file, last, before));
  await writeManifest(fileSystem, building, { format: 1, created: time.toISOString(), files: copied });
  const reason = await unusable(context, building, before, copied);
  if (reason !== null) return { kind: 'not usable', reason };
  const backup = path.join(backups, name);
  await fileSystem.rename(building, backup);
  await fileSystem.syncFolder(backups);
  for (const expired of expiredBackups(await backupsIn(fileSystem, backups)))
    await removeTree(fileSystem, path.join(backups, expired.name));
  return { kind: 'made', backup };
}

type Found = Omit<BackupFile, 'sha256'>;

async function filesOf(fileSystem: FileSystem, folder: string, within: readonly string[]): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const { name, kind } of await readFolderOrNone(fileSystem, path.join(folder, ...within))) {
    const names = [...within, name];
    if (name.startsWith('.') || name.startsWith('collection.lock') || name.endsWith('.tmp')) continue;
    // What is restored is another working copy.
    if (name === workingCopyName) continue;
    if (kind === 'folder' && !leftOut.has(name)) found.push(...(await filesOf(fileSystem, folder, names)));
    if (kind !== 'file') continue;
    const stat = await fileSystem.stat(path.join(folder, ...names));
    if (!stat || (stat.size > largestFile && !name.endsWith('.jsonl'))) continue;
    found.push({ path: names.join('/'), bytes: stat.size, modifiedMs: stat.modifiedMs });
  }
  return found;
}

/** Whether a journal grew: nothing else is worth a backup, because all else follows from journals or never changes. */
function hasNews(files: readonly Found[], { files: before }: BackupManifest): boolean {
  const sizes = new Map(before.map((file) => [file.path, file.bytes]));
  return files.some((file) => file.path.endsWith('.jsonl') && sizes.get(file.path) !== file.bytes);
}

async function keep(
  fileSystem: FileSystem,
  folder: string,
  building: string,
  file: Found,
  last: string | null,
  before: BackupManifest | null,
): Promise<BackupFile> {
  const target = path.join(backupContent(building), file.path);
  await makeFolders(fileSystem, path.dirname(target));
  const same = before?.files.find((one) => one.path === file.path);
  if (last !== null && same?.bytes === file.bytes && same.modifiedMs === file.modifiedMs) {
    const isLinked = await fileSystem.link(path.join(backupContent(last), file.path), target).then(
      () => true,
      // Many a stick has no such thing; then it is copied.
      () => false,
    );
    if (isLinked) return same;
  }
  const bytes = await fileSystem.readFile(path.join(folder, file.path));
  await writeWhole(fileSystem, target, bytes);
  await fileSystem.syncFolder(path.dirname(target));
  return { ...file, bytes: bytes.length, sha256: sha256Of(bytes) };
}

async function removeUnfinished(fileSystem: FileSystem, backups: string): Promise<void> {
  for (const { name } of await readFolderOrNone(fileSystem, backups))
    if (name.startsWith(unfinished)) await removeTree(fileSystem, path.join(backups, name));
}

/** Opens the copy: its list of documents, and each document that was copied just now.
 *  @returns why it cannot be relied upon, or null */
async function unusable(
  context: StorageContext,
  backup: string,
  before: BackupManifest | null,
  files: readonly BackupFile[],
): Promise<string | null> {
  const folder = backupContent(backup);
  const known = new Set(before?.files.map(({ path: name, sha256 }) => `${sha256} ${name}`));
  const fresh = files.filter(({ path: name, sha256 }) => !known.has(`${sha256} ${name}`));
  for (const { path: name, sha256 } of fresh)
    if (sha256Of(await context.fileSystem.readFile(path.join(folder, name))) !== sha256)
      return `${name} reads otherwise than it was written`;
  const { readOnly } = await loadCollectionJournal(context, folder, null);
  if (readOnly !== null) return readOnly;
  const ids = new Set(fresh.map(({ path: name }) => /^documents\/([^/]+)\/journal\//.exec(name)?.[1]));
  for (const id of ids) {
    if (!isIdentifier(id)) continue;
    const reason = await unreadable(context, folder, id as DocumentId);
    if (reason !== null) return reason;
  }
  return null;
}

async function unreadable(
  { fileSystem, replica }: StorageContext,
  folder: string,
  id: DocumentId,
): Promise<string | null> {
  const mayRecover = async (): Promise<boolean> => false;
  try {
    await loadDocument({ fileSystem, replica, folder, id, name: id, mayRecover, isShared: true });
    return null;
  } catch (error) {
    // What has not arrived here is no fault of the copy.
    if (error instanceof DocumentUnreadableError && error.isArriving) return null;
    return error instanceof Error ? error.message : String(error);
  }
}
