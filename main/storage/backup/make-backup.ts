import path from 'node:path';
import * as v from 'valibot';
import { type DocumentId, isIdentifier } from '../../../shared/document/identifier.ts';
import { count } from '../../../shared/journal/record-codec.ts';
import { inEnglish } from '../../../shared/translation/retell.ts';
import { workingCopyName } from '../disk/collection-paths.ts';
import { confined } from '../disk/confined-file-system.ts';
import { errorCode, type FileSystem, makeFolders, RefusedPathError, removeTree } from '../disk/file-system.ts';
import { readFolderOrNone } from '../disk/journal-folder.ts';
import { CheckedJsonFile, UnreadableFileError } from '../disk/lowdb-adapter.ts';
import { writeWhole } from '../disk/replace-file.ts';
import { mostBytesOf } from '../disk/size-limits.ts';
import type { StorageContext } from '../disk/storage-context.ts';
import { DocumentUnreadableError, loadDocument } from '../document/load-document.ts';
import { loadCollectionJournal } from '../journal/collection-journal.ts';
import { sha256Of } from '../journal/source-file.ts';

/** A file of a backup. */
export interface BackupFile {
  /** Relative to the collection, with `/` between names. */
  readonly path: string;
  readonly bytes: number;
  /** Of the file that was copied, milliseconds since 1970. */
  readonly modifiedMs: number;
  readonly sha256: string;
}

/** `backup.json`: what a backup holds. */
interface BackupManifest {
  readonly format: 1;
  /** When it was made. ISO 8601, UTC. */
  readonly created: string;
  readonly files: readonly BackupFile[];
}

/** The collection's files are in a folder of their own, so that no file of theirs can be taken for this one. */
export const backupContent = (backup: string): string => path.join(backup, 'collection');

/** Names separated by `/`, none of which leads upwards or is empty. */
const relativePath = v.pipe(
  v.string(),
  v.check((text) => text.split('/').every((name) => !['', '.', '..'].includes(name) && !/[\\\0]/.test(name))),
);

const manifestSchema: v.GenericSchema<unknown, BackupManifest> = v.object({
  format: v.literal(1),
  created: v.string(),
  files: v.array(v.object({ path: relativePath, bytes: count, modifiedMs: v.number(), sha256: v.string() })),
});

const manifestFile = (fileSystem: FileSystem, backup: string): CheckedJsonFile<BackupManifest> =>
  new CheckedJsonFile(fileSystem, path.join(backup, 'backup.json'), manifestSchema);

type ManifestReading =
  | { readonly kind: 'read'; readonly manifest: BackupManifest }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly reason: string };

export async function readManifest(fileSystem: FileSystem, backup: string): Promise<ManifestReading> {
  try {
    const manifest = await manifestFile(fileSystem, backup).read();
    return manifest ? { kind: 'read', manifest } : { kind: 'missing' };
  } catch (error) {
    if (error instanceof UnreadableFileError) return { kind: 'unreadable', reason: `backup.json: ${error.reason}` };
    throw error;
  }
}

const writeManifest = (fileSystem: FileSystem, backup: string, manifest: BackupManifest): Promise<void> =>
  manifestFile(fileSystem, backup).write(manifest);

/** A backup as its name tells it. */
interface BackupName {
  readonly name: string;
  /** Counts up; backups follow one another by this number, never by the clock. */
  readonly number: number;
  /** When it was made, by the clock of that time. */
  readonly time: Date;
}

const recentKept = 10;
const daysKept = 7;
const weeksKept = 4;
const msPerDay = 24 * 3_600_000;
/** 1 January 1970 was a Thursday; weeks begin on Monday. */
const daysBeforeFirstMonday = 4;

const pattern = /^(\d{6,9}) (\d{4})-(\d{2})-(\d{2}) (\d{2})\.(\d{2})\.(\d{2})$/;

/** The name of a backup's folder, such as `000012 2026-03-01 10.00.00`; the time is in UTC. */
export const backupName = (number: number, time: Date): string =>
  `${String(number).padStart(6, '0')} ${time.toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.')}`;

/** Null when it is no backup's name. */
export function parseBackupName(name: string): BackupName | null {
  const match = pattern.exec(name);
  if (!match) return null;
  const [number = 0, year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  return { name, number, time: new Date(Date.UTC(year, month - 1, day, hour, minute, second)) };
}

/** The backups that are not needed any more: all but the ten latest, the latest of each of seven days, and the latest of each of
 *  four weeks. */
export function expiredBackups(backups: readonly BackupName[]): readonly BackupName[] {
  const latestFirst = [...backups].sort((a, b) => b.number - a.number);
  const dayOf = ({ time }: BackupName): number => Math.floor(time.getTime() / msPerDay);
  const weekOf = (backup: BackupName): number => Math.floor((dayOf(backup) - daysBeforeFirstMonday) / 7);
  const kept = new Set([
    ...latestFirst.slice(0, recentKept),
    ...latestOfEach(latestFirst, dayOf, daysKept),
    ...latestOfEach(latestFirst, weekOf, weeksKept),
  ]);
  return latestFirst.filter((backup) => !kept.has(backup));
}

function latestOfEach(
  latestFirst: readonly BackupName[],
  spanOf: (backup: BackupName) => number,
  spans: number,
): readonly BackupName[] {
  const latest = new Map<number, BackupName>();
  for (const backup of latestFirst) {
    const span = spanOf(backup);
    if (!latest.has(span) && latest.size < spans) latest.set(span, backup);
  }
  return [...latest.values()];
}

/** Where backups go unless a person chooses another place: beside the collection. */
export const besideCollection = (folder: string): string => `${path.resolve(folder)} backups`;

/** Folders of a collection that hold nothing of its own, or can be made again, or are too large (page images). */
const neverCopied = new Set(['checkpoints', 'facsimile', 'index', 'staging']);
/** Journals are copied whatever their size; other files only up to this many bytes. */
const largestFile = 16 * 1024 * 1024;
const unfinished = '.unfinished ';

/** What came of a backup. */
export type BackupOutcome =
  | {
      readonly kind: 'made';
      readonly backup: string;
      /** What is not in it, or was left where it is, and why: as the beginnings of sentences that name the file. */
      readonly leftOut: readonly string[];
    }
  /** The newest one holds all that there is. */
  | { readonly kind: 'nothing new' }
  /** It was made and could not be opened again; it is not counted. */
  | { readonly kind: 'not usable'; readonly reason: string };

/** What a backup is not that it should be. */
export function backupFaults(outcome: BackupOutcome): readonly string[] {
  if (outcome.kind === 'not usable') return [inEnglish`it cannot be used: ${outcome.reason}`];
  return outcome.kind === 'made' ? outcome.leftOut : [];
}

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
 *  copied again where the disk can give one file two names. A file that cannot be read does not hold up the others.
 *  @param backups a folder that is no link; made when it is missing
 *  @throws the file system's error or ReplaceFileError; the backups before are as they were */
export async function makeBackup(context: StorageContext, folder: string, backups: string): Promise<BackupOutcome> {
  // Whoever gave the collection may have put a link in the place of the folder beside it.
  const kept = await confined(context.fileSystem, path.dirname(backups));
  const known = await backupsIn(kept, backups);
  const [newest] = known;
  const last = newest ? path.join(backups, newest.name) : null;
  const reading = last === null ? null : await readManifest(kept, last);
  const before = reading?.kind === 'read' ? reading.manifest : null;
  const { files, leftOut } = await filesOf(context.fileSystem, folder);
  if (before && !hasNews(files, before)) return { kind: 'nothing new' };
  await makeFolders(kept, backups);
  leftOut.push(...(await removeUnfinished(kept, backups)));
  const time = context.now();
  const name = backupName((newest?.number ?? 0) + 1, time);
  const building = path.join(backups, `${unfinished}${name}`);
  const copied: BackupFile[] = [];
  const copy: Copying = { from: context.fileSystem, folder, to: kept, building, last, before };
  for (const file of files) {
    const outcome = await keep(copy, file);
    if (typeof outcome === 'string') leftOut.push(outcome);
    else copied.push(outcome);
  }
  await writeManifest(kept, building, { format: 1, created: time.toISOString(), files: copied });
  const opened = await openCopy({ context, folder, kept, building }, before, copied);
  if (opened.reason !== null) return { kind: 'not usable', reason: opened.reason };
  const backup = path.join(backups, name);
  await kept.rename(building, backup);
  await kept.syncFolder(backups);
  for (const expired of expiredBackups(await backupsIn(kept, backups)))
    leftOut.push(...(await removeTreeOrTell(kept, path.join(backups, expired.name))));
  return { kind: 'made', backup, leftOut: [...leftOut, ...opened.leftOut] };
}

type Found = Omit<BackupFile, 'sha256'>;

interface FoundFiles {
  readonly files: Found[];
  readonly leftOut: string[];
}

async function filesOf(fileSystem: FileSystem, folder: string): Promise<FoundFiles> {
  const found: FoundFiles = { files: [], leftOut: [] };
  await findFiles(fileSystem, folder, [], found);
  return found;
}

async function findFiles(
  fileSystem: FileSystem,
  folder: string,
  within: readonly string[],
  { files, leftOut }: FoundFiles,
): Promise<void> {
  for (const { name, kind } of await readFolderOrNone(fileSystem, path.join(folder, ...within))) {
    const names = [...within, name];
    const file = path.join(folder, ...names);
    if (name.startsWith('.') || name.startsWith('collection.lock') || name.endsWith('.tmp') || neverCopied.has(name))
      continue;
    // What is restored is another working copy.
    if (name === workingCopyName) continue;
    if (kind === 'folder') await findFiles(fileSystem, folder, names, { files, leftOut });
    else if (kind !== 'file' || isPlaceOfFolder(names))
      leftOut.push(new RefusedPathError({ kind }, file, names.join('/')).message);
    else {
      const stat = await fileSystem.stat(file);
      const mostBytes = mostBytesOf(names.join('/'));
      if (stat && stat.size > mostBytes) {
        leftOut.push(new RefusedPathError({ kind: 'too large', mostBytes }, file, names.join('/')).message);
        continue;
      }
      if (!stat || (stat.size > largestFile && !name.endsWith('.jsonl'))) continue;
      files.push({ path: names.join('/'), bytes: stat.size, modifiedMs: stat.modifiedMs });
    }
  }
}

/** Whether a document or its journals belong there. */
const isPlaceOfFolder = (names: readonly string[]): boolean =>
  names.at(-1) === 'journal' || (names.length === 2 && names[0] === 'documents');

/** Whether a journal grew: nothing else is worth a backup, because all else follows from journals or never changes. */
function hasNews(files: readonly Found[], { files: before }: BackupManifest): boolean {
  const sizes = new Map(before.map((file) => [file.path, file.bytes]));
  return files.some((file) => file.path.endsWith('.jsonl') && sizes.get(file.path) !== file.bytes);
}

interface Copying {
  readonly from: FileSystem;
  /** The collection's. */
  readonly folder: string;
  readonly to: FileSystem;
  readonly building: string;
  /** The backup before, with what it holds. */
  readonly last: string | null;
  readonly before: BackupManifest | null;
}

/** @returns why a file was left out, if it was */
async function keep({ from, folder, to, building, last, before }: Copying, file: Found): Promise<BackupFile | string> {
  const target = path.join(backupContent(building), file.path);
  await makeFolders(to, path.dirname(target));
  const same = before?.files.find((one) => one.path === file.path);
  if (last !== null && same?.bytes === file.bytes && same.modifiedMs === file.modifiedMs) {
    const isLinked = await to.link(path.join(backupContent(last), file.path), target).then(
      () => true,
      // Many a stick has no such thing; then it is copied.
      () => false,
    );
    if (isLinked) return same;
  }
  let bytes: Uint8Array;
  try {
    bytes = await from.readFile(path.join(folder, file.path));
  } catch (error) {
    if (error instanceof RefusedPathError) return error.message;
    if (['EACCES', 'EPERM'].includes(errorCode(error) ?? '')) return inEnglish`${file.path} may not be read by you`;
    throw error;
  }
  await writeWhole(to, target, bytes);
  await to.syncFolder(path.dirname(target));
  return { ...file, bytes: bytes.length, sha256: sha256Of(bytes) };
}

async function removeUnfinished(kept: FileSystem, backups: string): Promise<readonly string[]> {
  const left: string[] = [];
  for (const { name } of await readFolderOrNone(kept, backups))
    if (name.startsWith(unfinished)) left.push(...(await removeTreeOrTell(kept, path.join(backups, name))));
  return left;
}

/** @returns what was left where it is */
async function removeTreeOrTell(kept: FileSystem, folder: string): Promise<readonly string[]> {
  try {
    await removeTree(kept, folder);
    return [];
  } catch (error) {
    if (error instanceof RefusedPathError) return [error.message];
    throw error;
  }
}

interface Copy {
  readonly context: StorageContext;
  /** The collection's. */
  readonly folder: string;
  readonly kept: FileSystem;
  readonly building: string;
}

/** Opens the copy: its list of documents, and each document that was copied just now.
 *  @returns why it cannot be relied upon, or null, and which documents can be opened neither there nor in the collection */
async function openCopy(
  { context, folder, kept, building }: Copy,
  before: BackupManifest | null,
  files: readonly BackupFile[],
): Promise<{ readonly reason: string | null; readonly leftOut: readonly string[] }> {
  const copy = backupContent(building);
  const onCopy = { ...context, fileSystem: kept };
  const known = new Set(before?.files.map(({ path: name, sha256 }) => `${sha256} ${name}`));
  const fresh = files.filter(({ path: name, sha256 }) => !known.has(`${sha256} ${name}`));
  for (const { path: name, sha256 } of fresh)
    if (sha256Of(await kept.readFile(path.join(copy, name))) !== sha256)
      return { reason: inEnglish`${name} reads otherwise than it was written`, leftOut: [] };
  const { readOnly } = await loadCollectionJournal(onCopy, copy, null);
  if (readOnly !== null) return { reason: readOnly, leftOut: [] };
  const ids = new Set(fresh.map(({ path: name }) => /^documents\/([^/]+)\/journal\//.exec(name)?.[1]));
  const leftOut: string[] = [];
  for (const id of ids) {
    if (!isIdentifier(id)) continue;
    const reason = await unreadable(onCopy, copy, id as DocumentId);
    if (reason === null) continue;
    // What cannot be opened in the collection either is no fault of the copy.
    if ((await unreadable(context, folder, id as DocumentId)) === null) return { reason, leftOut };
    leftOut.push(inEnglish`documents/${id} cannot be opened: ${reason}`);
  }
  return { reason: null, leftOut };
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
