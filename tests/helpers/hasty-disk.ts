import {
  closeSync,
  ftruncateSync,
  futimesSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { type FileSystem, nodeFileSystem, type OpenFile, type OpenMode } from '../../main/storage/disk/file-system.ts';

/** A disk that is never waited for: a collection is grown in a fraction of the time, and what is measured is reading. */
export const hasty: FileSystem = {
  ...nodeFileSystem,
  open: async (file, mode) => openNow(file, modes[mode]),
  readFile: async (file) => readFileSync(file),
  readFolder: async (folder) =>
    readdirSync(folder, { withFileTypes: true })
      .map((entry) => ({ name: entry.name, kind: entry.isDirectory() ? ('folder' as const) : ('file' as const) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  stat: async (name) => nodeFileSystem.statNow(name),
  makeFolder: async (folder) => mkdirSync(folder),
  rename: async (from, to) => renameSync(from, to),
  syncFolder: async () => undefined,
  realPath: async (name) => realpathSync.native(name),
};

const modes: Readonly<Record<OpenMode, string>> = { read: 'r', create: 'wx', append: 'a', modify: 'r+' };

function openNow(file: string, flags: string): OpenFile {
  const descriptor = openSync(file, flags);
  return {
    read: async (piece) => readSync(descriptor, piece, 0, piece.length, null),
    readAt: async (piece, position) => readSync(descriptor, piece, 0, piece.length, position),
    write: async (bytes) => writeSync(descriptor, bytes, 0, bytes.length),
    datasync: async () => undefined,
    sync: async () => undefined,
    truncate: async (length) => ftruncateSync(descriptor, length),
    stat: async () => nodeFileSystem.statNow(file) ?? gone(file),
    touch: async (time) => futimesSync(descriptor, time, time),
    close: async () => closeSync(descriptor),
  };
}

function gone(file: string): never {
  throw new Error(`${file} is gone`);
}
