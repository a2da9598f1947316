import { constants, writeSync } from 'node:fs';
import { type FileHandle, link, lstat, mkdir, open, readdir, readFile, rename, rmdir, unlink } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

export type FileKind = 'file' | 'folder' | 'other';

export interface FileStat {
  /** A link is `other`: nothing in a collection leads out of it. */
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

/** How a file is opened: `create` refuses one that is there already (EEXIST), `append` adds to the end and makes a missing
 *  file, `modify` needs it to be there (ENOENT). */
export type OpenMode = 'create' | 'append' | 'modify';

/** An open file. Each method is one call to the operating system. */
export interface OpenFile {
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

/** Everything that storage asks of the disk, so that tests can record it, or let it fail, underneath the real code.
 *  Methods throw the errors of the operating system (`errorCode`). */
export interface FileSystem {
  open(path: string, mode: OpenMode): Promise<OpenFile>;
  readFile(path: string): Promise<Uint8Array>;
  /** In the order of their names. */
  readFolder(path: string): Promise<readonly FolderEntry[]>;
  /** Null when nothing has that name. */
  stat(path: string): Promise<FileStat | null>;
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
}

/** The code of an operating system's error, such as `ENOENT`; null for any other error. */
export function errorCode(error: unknown): string | null {
  const code = error instanceof Error ? (error as { readonly code?: unknown }).code : null;
  return typeof code === 'string' ? code : null;
}

interface KindTests {
  isFile(): boolean;
  isDirectory(): boolean;
}

const kindOf = (tests: KindTests): FileKind => (tests.isFile() ? 'file' : tests.isDirectory() ? 'folder' : 'other');

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
  create: constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL,
  append: constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND,
  modify: constants.O_RDWR,
};

/** Where the system has it, opening a link fails instead of leading out of the collection. */
const noFollow: number = constants.O_NOFOLLOW ?? 0;

/** Up to this many bytes go to the memory of the system in less time than asking another thread for it takes; what waits for the disk
 *  is the sync. */
const smallWrite = 16 * 1024;

const toOpenFile = (handle: FileHandle): OpenFile => ({
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

/** The file system of this machine. */
export const nodeFileSystem: FileSystem = {
  open: async (path, mode) => toOpenFile(await open(path, flags[mode] | noFollow, 0o666)),
  readFile: (path) => readFile(path),
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
  makeFolder: async (path) => {
    await mkdir(path);
  },
  rename: renamePatiently,
  link: (from, to) => link(from, to),
  removeFile: (path) => unlink(path),
  removeFolder: (path) => rmdir(path),
  syncFolder,
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
