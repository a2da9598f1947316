import { constants, lstatSync, readSync, writeSync } from 'node:fs';
import { type FileHandle, link, lstat, mkdir, open, readdir, realpath, rename, rmdir, unlink } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { unreachable } from '../../../shared/text/unreachable.ts';
import { inEnglish } from '../../../shared/translation/retell.ts';

/** `link` is a symbolic link, wherever it leads; `other` a pipe, a socket or a device. */
export type FileKind = 'file' | 'folder' | 'link' | 'other';

export interface FileStat {
  /** Of the name itself: a link is not followed. */
  readonly kind: FileKind;
  /** In bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
  /** What tells it from everything else on this machine, wherever it is moved on its disk; null or absent where the disk does not say. */
  readonly identity?: string | null;
}

export interface FolderEntry {
  readonly name: string;
  readonly kind: FileKind;
}

/** How a file is opened: `read` and `modify` need it to be there (ENOENT), `create` refuses one that is there already (EEXIST), `append`
 *  adds to the end and makes a missing file. */
export type OpenMode = 'read' | 'create' | 'append' | 'modify';

/** An open file. Each method is one call to the operating system. */
export interface OpenFile {
  /** Reads what follows what was read before, into the beginning of `piece`, and returns how many bytes; 0 at the end. */
  read(piece: Uint8Array): Promise<number>;
  /** Reads from a place in the file, in bytes from its beginning, without another thread: for small pieces. */
  readAt(piece: Uint8Array, position: number): Promise<number>;
  /** Writes some of the bytes, at least one, and returns how many: the caller goes on with the rest. */
  write(bytes: Uint8Array): Promise<number>;
  /** Forces the content to the disk. */
  datasync(): Promise<void>;
  /** Forces the content and what the file system says of the file to the disk. */
  sync(): Promise<void>;
  truncate(length: number): Promise<void>;
  stat(): Promise<FileStat>;
  /** Sets the time of the last change. */
  touch(time: Date): Promise<void>;
  close(): Promise<void>;
}

/** What keeps storage from a file. */
export type PathFault =
  | { readonly kind: 'link' }
  /** A folder stands where a file belongs. */
  | { readonly kind: 'folder' }
  /** A file stands where a folder belongs. */
  | { readonly kind: 'file' }
  /** A pipe, a socket or a device. */
  | { readonly kind: 'other' }
  | { readonly kind: 'too large'; readonly mostBytes: number }
  | { readonly kind: 'outside' };

/** What has a name in a collection is not what may have it, so that it was neither read, nor written, moved or removed. */
export class RefusedPathError extends Error {
  override name = 'RefusedPathError';
  /** As an error of the operating system has one. */
  readonly code = 'EREFUSED';
  /** @param shown the path as a person may be told it */
  constructor(
    readonly fault: PathFault,
    readonly path: string,
    shown: string = path,
  ) {
    super(pathSentence(fault, shown));
  }
}

function pathSentence(fault: PathFault, shown: string): string {
  switch (fault.kind) {
    case 'link':
      return inEnglish`${shown} is a link, and links are not followed`;
    case 'folder':
      return inEnglish`${shown} is a folder where a file belongs`;
    case 'file':
      return inEnglish`${shown} is a file where a folder belongs`;
    case 'other':
      return inEnglish`${shown} is neither a file nor a folder`;
    case 'too large':
      return inEnglish`${shown} is larger than such a file may be (${Math.ceil(fault.mostBytes / 1_000_000).toLocaleString('en')} MB)`;
    case 'outside':
      return inEnglish`${shown} leads out of the collection`;
    default:
      return unreachable(fault);
  }
}

/** Everything that storage asks of the disk, so that tests can record it, or let it fail, underneath the real code.
 *  Methods throw the errors of the operating system (`errorCode`). Of a path only the last name is looked at here:
 *  `ConfinedFileSystem` sees to those before it. */
export interface FileSystem {
  /** @throws RefusedPathError when it is no plain file: a link is not followed, a pipe not waited for */
  open(path: string, mode: OpenMode): Promise<OpenFile>;
  /** Reads a file whole.
   *  @param mostBytes of a larger one, or one that grows beyond it meanwhile, nothing is kept; 16 MiB unless given
   *  @throws RefusedPathError when it is no plain file, or larger */
  readFile(path: string, mostBytes?: number): Promise<Uint8Array>;
  /** In the order of their names. A link to a folder is followed here. */
  readFolder(path: string): Promise<readonly FolderEntry[]>;
  /** Null when nothing has that name. */
  stat(path: string): Promise<FileStat | null>;
  /** The same at once: for thousands of files, of which each is asked in less time than waiting for another thread takes. */
  statNow(path: string): FileStat | null;
  /** Makes one folder; its parent is there. */
  makeFolder(path: string): Promise<void>;
  /** Puts `from` in the place of `to`, which need not be there. */
  rename(from: string, to: string): Promise<void>;
  /** Gives a file a second name, which must not be there. Not every disk can. */
  link(from: string, to: string): Promise<void>;
  /** Removes one file. */
  removeFile(path: string): Promise<void>;
  /** Removes one empty folder. */
  removeFolder(path: string): Promise<void>;
  /** Forces the names in a folder to the disk. */
  syncFolder(path: string): Promise<void>;
  /** The path without links, of something that is there. */
  realPath(path: string): Promise<string>;
}

/** The code of an operating system's error, such as `ENOENT`; null for any other error. */
export function errorCode(error: unknown): string | null {
  const code = error instanceof Error ? (error as { readonly code?: unknown }).code : null;
  return typeof code === 'string' ? code : null;
}

interface KindTests {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

function kindOf(tests: KindTests): FileKind {
  if (tests.isFile()) return 'file';
  if (tests.isDirectory()) return 'folder';
  return tests.isSymbolicLink() ? 'link' : 'other';
}

interface SystemStats extends KindTests {
  readonly size: number;
  readonly mtimeMs: number;
  readonly dev: number;
  readonly ino: number;
}

const toStat = (stats: SystemStats): FileStat => ({
  kind: kindOf(stats),
  size: stats.size,
  modifiedMs: stats.mtimeMs,
  identity: stats.ino === 0 ? null : `${stats.dev}:${stats.ino}`,
});

const flags: Readonly<Record<OpenMode, number>> = {
  read: constants.O_RDONLY,
  create: constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL,
  append: constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND,
  modify: constants.O_RDWR,
};

/** Where the system has them, opening a link fails instead of following it, and opening a pipe does not wait for its other end. */
const plainOnly: number = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Up to this many bytes go to the memory of the system in less time than asking another thread for it takes; what waits for the disk
 *  is the sync. */
const smallWrite = 16 * 1024;

const toOpenFile = (handle: FileHandle): OpenFile => ({
  read: async (piece) => (await handle.read(piece, 0, piece.length, null)).bytesRead,
  readAt: async (piece, position) => readSync(handle.fd, piece, 0, piece.length, position),
  write: async (bytes) =>
    bytes.length <= smallWrite
      ? writeSync(handle.fd, bytes, 0, bytes.length)
      : (await handle.write(bytes, 0, bytes.length)).bytesWritten,
  datasync: () => handle.datasync(),
  sync: () => handle.sync(),
  truncate: (length) => handle.truncate(length),
  stat: async () => toStat(await handle.stat()),
  touch: (time) => handle.utimes(time, time),
  close: () => handle.close(),
});

/** What a name that is no plain file is to whoever opens it as one. */
const openingFaults: Readonly<Record<string, PathFault>> = {
  ELOOP: { kind: 'link' },
  EISDIR: { kind: 'folder' },
  // A pipe that nobody reads, or a device that nothing stands behind.
  ENXIO: { kind: 'other' },
};

async function openPlain(
  path: string,
  mode: OpenMode,
): Promise<{ readonly handle: FileHandle; readonly size: number }> {
  // Windows has no way to open a link itself.
  if (process.platform === 'win32' && mode !== 'create' && (await kindAt(path)) === 'link')
    throw new RefusedPathError({ kind: 'link' }, path);
  let handle: FileHandle;
  try {
    handle = await open(path, flags[mode] | plainOnly, 0o666);
  } catch (error) {
    const fault = openingFaults[errorCode(error) ?? ''];
    throw fault ? new RefusedPathError(fault, path) : error;
  }
  try {
    const stats = await handle.stat();
    const kind = kindOf(stats);
    if (kind !== 'file') throw new RefusedPathError({ kind }, path);
    return { handle, size: stats.size };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function kindAt(path: string): Promise<FileKind | null> {
  try {
    return kindOf(await lstat(path));
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return null;
    throw error;
  }
}

const defaultMostBytes = 16 * 1024 * 1024;
const leastRoom = 64 * 1024;

async function readPlain(path: string, mostBytes: number): Promise<Uint8Array> {
  const { handle, size } = await openPlain(path, 'read');
  try {
    const bytes = await readAtMost(handle, size, mostBytes);
    if (bytes) return bytes;
    throw new RefusedPathError({ kind: 'too large', mostBytes }, path);
  } finally {
    await handle.close();
  }
}

/** Reads an open file to its end, whatever size it says that it has; null when there are more bytes than `mostBytes`.
 *  @param size what it says */
export async function readAtMost(handle: FileHandle, size: number, mostBytes: number): Promise<Uint8Array | null> {
  if (size > mostBytes) return null;
  // One byte more than it says, so that its end is found without another piece.
  let bytes = Buffer.allocUnsafeSlow(size + 1);
  let length = 0;
  for (;;) {
    if (length === bytes.length) bytes = Buffer.concat([bytes], Math.max(leastRoom, 2 * length));
    const { bytesRead } = await handle.read(bytes, length, bytes.length - length, null);
    if (bytesRead === 0) return bytes.subarray(0, length);
    length += bytesRead;
    if (length > mostBytes) return null;
  }
}

/** The file system of this machine. */
export const nodeFileSystem: FileSystem = {
  open: async (path, mode) => toOpenFile((await openPlain(path, mode)).handle),
  readFile: (path, mostBytes = defaultMostBytes) => readPlain(path, mostBytes),
  readFolder: async (path) => {
    const entries = await readdir(path, { withFileTypes: true });
    return entries
      .map((entry) => ({ name: entry.name, kind: kindOf(entry) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  },
  stat: async (path) => {
    try {
      return toStat(await lstat(path));
    } catch (error) {
      if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return null;
      throw error;
    }
  },
  statNow: (path) => {
    try {
      const stats = lstatSync(path, { throwIfNoEntry: false });
      return stats ? toStat(stats) : null;
    } catch (error) {
      if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return null;
      throw error;
    }
  },
  makeFolder: async (path) => {
    await mkdir(path);
  },
  rename: renamePatiently,
  link: (from, to) => link(from, to),
  removeFile: (path) => unlink(path),
  removeFolder: (path) => rmdir(path),
  syncFolder,
  realPath: (path) => realpath(path),
};

const renameAttempts = 10;
const renamePauseMs = 30;

/** On Windows a virus scanner or an indexer that looks at a fresh file keeps it from being renamed for a moment. */
async function renamePatiently(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const passing = ['EPERM', 'EACCES', 'EBUSY'].includes(errorCode(error) ?? '');
      if (process.platform !== 'win32' || !passing || attempt === renameAttempts) throw error;
      await delay(renamePauseMs);
    }
  }
}

/** Windows has no such call: there the names of a folder are written with the file. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder and those above it that are missing, each with its name on the disk. */
export async function makeFolders(fileSystem: FileSystem, folder: string): Promise<void> {
  if ((await fileSystem.stat(folder)) !== null) return;
  const parent = path.dirname(folder);
  if (parent !== folder) await makeFolders(fileSystem, parent);
  try {
    await fileSystem.makeFolder(folder);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  await fileSystem.syncFolder(parent);
}

/** Removes a folder with everything in it. */
export async function removeTree(fileSystem: FileSystem, folder: string): Promise<void> {
  for (const { name, kind } of await fileSystem.readFolder(folder)) {
    const entry = path.join(folder, name);
    if (kind === 'folder') await removeTree(fileSystem, entry);
    else await fileSystem.removeFile(entry);
  }
  await fileSystem.removeFolder(folder);
}
