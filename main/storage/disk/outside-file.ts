import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { unreachable } from '../../../shared/text/unreachable.ts';
import { inEnglish } from '../../../shared/translation/retell.ts';
import { errorCode, type FileSystem, readAtMost } from './file-system.ts';
import { writeAll } from './replace-file.ts';

/** A file from outside, chosen by a person: it is read once and never written. */
export type OutsideFileResult =
  /** `name` is the base name of the file. */
  | { readonly kind: 'read'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'missing' }
  | { readonly kind: 'folder' }
  /** Neither a file nor a folder, such as a device. */
  | { readonly kind: 'not a file' }
  | { readonly kind: 'too large'; readonly bytes: number; readonly limit: number }
  /** The permission is missing, or the disk failed; `code` is the operating system's, such as `EACCES`. */
  | { readonly kind: 'unreadable'; readonly code: string };

export type OutsideFileFault = Exclude<OutsideFileResult, { readonly kind: 'read' }>;

/** Reads a file whole, following links, unless it is larger than the limit.
 *  @param limit in bytes */
export async function readOutsideFile(file: string, limit: number): Promise<OutsideFileResult> {
  const opened = await openOutside(file, limit);
  if (opened.kind !== 'opened') return opened;
  try {
    const bytes = await readAtMost(opened.handle, opened.size, limit);
    return bytes ? { kind: 'read', name: path.basename(file), bytes } : { kind: 'too large', bytes: limit + 1, limit };
  } catch (error) {
    return faultOf(error);
  } finally {
    await opened.handle.close();
  }
}

/** Reads a file that lies beside another one that a person chose, or in a folder below. Links that lead elsewhere are not followed.
 *  @param inner path relative to the folder of `file`, with `/`
 *  @param limit in bytes
 *  @returns 'elsewhere' when it lies in no folder below that of `file` */
export async function readFileBeside(
  file: string,
  inner: string,
  limit: number,
): Promise<OutsideFileResult | { readonly kind: 'elsewhere' }> {
  try {
    const folder = await realpath(path.dirname(file));
    const meant = await realpath(path.join(folder, ...inner.split('/')));
    const way = path.relative(folder, meant);
    if (way === '' || way === '..' || way.startsWith(`..${path.sep}`) || path.isAbsolute(way))
      return { kind: 'elsewhere' };
    return await readOutsideFile(meant, limit);
  } catch (error) {
    return faultOf(error);
  }
}

/** The beginning of a file; null when it cannot be read, which whoever reads all of it will tell.
 *  @param length in bytes */
export async function beginningOf(file: string, length: number): Promise<Uint8Array | null> {
  const opened = await openOutside(file, Number.POSITIVE_INFINITY);
  if (opened.kind !== 'opened') return null;
  try {
    const { buffer, bytesRead } = await opened.handle.read(new Uint8Array(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return null;
  } finally {
    await opened.handle.close();
  }
}

/** The size of a file and its SHA-256 in hex, read piece by piece; null when it cannot be read, is not wanted, or it
 *  was stopped.
 *  @param isWanted asked with its size before anything is read */
export async function contentOfOutsideFile(
  file: string,
  isWanted: (bytes: number) => boolean,
  signal: AbortSignal,
): Promise<{ readonly bytes: number; readonly sha256: string } | null> {
  const opened = await openOutside(file, Number.POSITIVE_INFINITY);
  if (opened.kind !== 'opened') return null;
  const digest = createHash('sha256');
  const buffer = new Uint8Array(Math.min(chunkBytes, Math.max(1, opened.size)));
  let bytes = 0;
  try {
    if (!isWanted(opened.size)) return null;
    while (!signal.aborted) {
      const { bytesRead } = await opened.handle.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) return { bytes, sha256: digest.digest('hex') };
      digest.update(buffer.subarray(0, bytesRead));
      bytes += bytesRead;
    }
    return null;
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return null;
  } finally {
    await opened.handle.close();
  }
}

/** What was copied. */
export interface CopiedFile {
  readonly kind: 'copied';
  readonly bytes: number;
  /** SHA-256, in hex. */
  readonly sha256: string;
}

const chunkBytes = 1024 * 1024;

/** Copies a file from outside piece by piece; the copy is whole and on the disk when this returns, its name is not: sync the
 *  folder. What there is of a copy that was not finished is left to the caller.
 *  @param target a file that is not there
 *  @throws the file system's error when the copy could not be written; `signal`'s reason when it was stopped */
export async function copyOutsideFile(
  fileSystem: FileSystem,
  file: string,
  target: string,
  { limit, signal }: { readonly limit: number; readonly signal?: AbortSignal },
): Promise<CopiedFile | OutsideFileFault> {
  const opened = await openOutside(file, limit);
  if (opened.kind !== 'opened') return opened;
  const { handle } = opened;
  const copy = await fileSystem.open(target, 'create');
  const digest = createHash('sha256');
  const buffer = new Uint8Array(chunkBytes);
  let bytes = 0;
  try {
    for (;;) {
      signal?.throwIfAborted();
      const { bytesRead } = await handle.read(buffer, 0, chunkBytes, null);
      if (bytesRead === 0) break;
      const piece = buffer.subarray(0, bytesRead);
      digest.update(piece);
      bytes += bytesRead;
      if (bytes > limit) return { kind: 'too large', bytes, limit };
      await writeAll(copy, piece);
    }
    await copy.sync();
  } finally {
    await copy.close();
    await handle.close();
  }
  return { kind: 'copied', bytes, sha256: digest.digest('hex') };
}

async function openOutside(
  file: string,
  limit: number,
): Promise<{ readonly kind: 'opened'; readonly handle: FileHandle; readonly size: number } | OutsideFileFault> {
  try {
    // Asked before it is opened: opening a device may do something already.
    const asked = await stat(file);
    if (asked.isDirectory()) return { kind: 'folder' };
    if (!asked.isFile()) return { kind: 'not a file' };
    // It may be another one by now: a pipe is not waited for.
    const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stats = await handle.stat();
    if (stats.isFile() && stats.size <= limit) return { kind: 'opened', handle, size: stats.size };
    await handle.close();
    return stats.isFile() ? { kind: 'too large', bytes: stats.size, limit } : { kind: 'not a file' };
  } catch (error) {
    return faultOf(error);
  }
}

/** @throws what is no error of the system's */
function faultOf(error: unknown): OutsideFileFault {
  const code = errorCode(error);
  if (code === null) throw error;
  return code === 'ENOENT' || code === 'ENOTDIR' ? { kind: 'missing' } : { kind: 'unreadable', code };
}

/** What is wrong with a file, as a sentence that names it. */
export function outsideFileSentence(fault: OutsideFileFault, file: string): string {
  const name = path.basename(file) || file;
  switch (fault.kind) {
    case 'missing':
      return inEnglish`There is no file “${name}”.`;
    case 'folder':
      return inEnglish`“${name}” is a folder, not a file.`;
    case 'not a file':
      return inEnglish`“${name}” is neither a file nor a folder.`;
    case 'too large':
      return inEnglish`“${name}” has ${megabytes(fault.bytes)}, and no more than ${megabytes(fault.limit)} can be read at once.`;
    case 'unreadable':
      return inEnglish`“${name}” could not be read: ${reasons[fault.code] ?? inEnglish`the system says ${fault.code}`}.`;
    default:
      return unreachable(fault);
  }
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1_000_000)} MB`;

const reasons: Readonly<Record<string, string>> = {
  EACCES: inEnglish`you have no permission to read it`,
  EPERM: inEnglish`you have no permission to read it`,
  EIO: inEnglish`the disk reports a fault`,
  ELOOP: inEnglish`it is a link that leads back to itself`,
  EMFILE: inEnglish`too many files are open`,
};

/** The files directly in a folder, in the order of their names, or the file itself when it is no folder. Names that begin
 *  with a dot are the system's own and are left out. */
export async function filesWithin(fileOrFolder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(fileOrFolder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => path.join(fileOrFolder, entry.name))
      .sort();
  } catch (error) {
    if (errorCode(error) === null) throw error;
    // A file, or something that is told of when it is read.
    return [fileOrFolder];
  }
}
