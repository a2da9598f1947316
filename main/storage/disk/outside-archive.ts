import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { inEnglish } from '../../../shared/translation/retell.ts';
import { safeFileName } from './collection-paths.ts';

/** What a ZIP archive may hold. */
export interface ArchiveLimits {
  readonly files: number;
  /** Of one file, and of all together, once they are unpacked. */
  readonly fileBytes: number;
  readonly bytes: number;
  /** Folders inside one another. */
  readonly depth: number;
  /** So many times its own size an archive may unpack to; what is no more than `freeBytes` always may. Scans come to three times. */
  readonly times: number;
  readonly freeBytes: number;
}

const megabyte = 1024 * 1024;
const usualLimits: ArchiveLimits = {
  files: 10_000,
  fileBytes: 1024 * megabyte,
  bytes: 8192 * megabyte,
  depth: 16,
  times: 100,
  freeBytes: 64 * megabyte,
};

/** Why an archive is not unpacked. */
export type ArchiveFault =
  /** It ends too early, or says of itself what cannot be; or a name in it leads out of it. `reason` in the words of the library. */
  | { readonly kind: 'damaged'; readonly reason: string }
  | { readonly kind: 'password' }
  | { readonly kind: 'beyond limits'; readonly reason: string }
  /** The disk does not take what is in it; `reason` in the system's words. */
  | { readonly kind: 'disk'; readonly reason: string };

export type UnpackedArchive =
  | { readonly kind: 'unpacked'; readonly folder: string; remove(): Promise<void> }
  | { readonly kind: 'refused'; readonly fault: ArchiveFault }
  | { readonly kind: 'cancelled' };

/** The names of the files in an archive, from its directory alone; null when it cannot be read. */
export async function archiveNames(
  file: string,
  limits: ArchiveLimits = usualLimits,
): Promise<readonly string[] | null> {
  try {
    const zip = await openZip(file);
    try {
      const names: string[] = [];
      for await (const entry of zip.eachEntry()) {
        if (isFile(entry)) names.push(entry.fileName);
        if (names.length > limits.files) break;
      }
      return names;
    } finally {
      zip.close();
    }
  } catch {
    return null;
  }
}

/** Unpacks an archive into a new folder of the system's for temporary files: plain files alone, under names that lead nowhere else, and never more than the
 *  limits say, whatever the archive says of itself. To be removed when it is done with. */
export async function unpackArchive(
  file: string,
  signal: AbortSignal,
  limits: ArchiveLimits = usualLimits,
): Promise<UnpackedArchive> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-unpacked-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    await checkDirectory(file, limits);
    const zip = await openZip(file);
    try {
      await unpackAll(zip, folder, signal, limits);
    } finally {
      zip.close();
    }
    return { kind: 'unpacked', folder, remove };
  } catch (error) {
    await remove();
    if (signal.aborted) return { kind: 'cancelled' };
    return { kind: 'refused', fault: faultOf(error) };
  }
}

class ArchiveError extends Error {
  override name = 'ArchiveError';
  constructor(readonly fault: ArchiveFault) {
    super(fault.kind);
  }
}

function faultOf(error: unknown): ArchiveFault {
  if (error instanceof ArchiveError) return error.fault;
  const reason = error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
  const isOfDisk = error instanceof Error && 'syscall' in error;
  return isOfDisk ? { kind: 'disk', reason } : { kind: 'damaged', reason };
}

const openZip = (file: string): Promise<ZipFile> => openPromise(file, { lazyEntries: true, strictFileNames: false });

/** Of the mode that some systems store: what is no plain file, such as a link, may lead out of the archive. */
const [typeBits, plainType] = [0o170000, 0o100000];

function isFile({ fileName, externalFileAttributes, versionMadeBy }: Entry): boolean {
  if (fileName.endsWith('/')) return false;
  const madeOnUnix = versionMadeBy >> 8 === 3;
  const type = (externalFileAttributes >>> 16) & typeBits;
  return !madeOnUnix || type === 0 || type === plainType;
}

/** Holds what an archive says of itself against the limits, before anything of it is written. */
async function checkDirectory(file: string, limits: ArchiveLimits): Promise<void> {
  const zip = await openZip(file);
  try {
    let [files, bytes] = [0, 0];
    const most = mostBytesOf(zip, limits);
    for await (const entry of zip.eachEntry()) {
      if (!isFile(entry)) continue;
      files += 1;
      bytes += entry.uncompressedSize;
      if (files > limits.files) beyond(inEnglish`it holds more than ${limits.files.toLocaleString('en')} files`);
      if (bytes > most) beyond(tooMuch(limits));
    }
  } finally {
    zip.close();
  }
}

/** How many bytes an archive may unpack to, by its own size. */
const mostBytesOf = ({ fileSize }: ZipFile, { bytes, times, freeBytes }: ArchiveLimits): number =>
  Math.min(bytes, Math.max(freeBytes, times * fileSize));

async function unpackAll(zip: ZipFile, folder: string, signal: AbortSignal, limits: ArchiveLimits): Promise<void> {
  let bytes = 0;
  const most = mostBytesOf(zip, limits);
  const taken = new Set<string>();
  for await (const entry of zip.eachEntry()) {
    signal.throwIfAborted();
    if (!isFile(entry)) continue;
    if ((entry.generalPurposeBitFlag & 1) !== 0) throw new ArchiveError({ kind: 'password' });
    const target = targetOf(entry.fileName, limits);
    // What systems write beside files, and a second file of the same name.
    if (target === null || taken.has(target.toLowerCase())) continue;
    taken.add(target.toLowerCase());
    const room = Math.min(limits.fileBytes, most - bytes);
    if (entry.uncompressedSize > room) beyond(tooMuch(limits));
    bytes += await unpackOne(zip, entry, path.join(folder, target), { room, signal, limits });
  }
}

async function unpackOne(
  zip: ZipFile,
  entry: Entry,
  target: string,
  { room, signal, limits }: { readonly room: number; readonly signal: AbortSignal; readonly limits: ArchiveLimits },
): Promise<number> {
  await mkdir(path.dirname(target), { recursive: true });
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      bytes += chunk.length;
      if (bytes > room) done(new ArchiveError({ kind: 'beyond limits', reason: tooMuch(limits) }));
      else done(null, chunk);
    },
  });
  const stream = await zip.openReadStreamPromise(entry);
  await pipeline(stream, counted, createWriteStream(target, { flags: 'wx', mode: 0o600 }), { signal });
  return bytes;
}

const tooMuch = ({ bytes, fileBytes, times }: ArchiveLimits): string =>
  inEnglish`a file in it is larger than ${fileBytes / megabyte} MB once unpacked, or all of them than ${bytes / megabyte} MB or ${times} times the archive`;

function beyond(reason: string): never {
  throw new ArchiveError({ kind: 'beyond limits', reason });
}

/** The path of a file below the folder: every part of it is made a plain name. Null for files of systems. */
function targetOf(fileName: string, { depth }: ArchiveLimits): string | null {
  const parts = fileName.split(/[\\/]+/).filter((part) => part !== '' && part !== '.');
  if (parts.some((part) => part === '..'))
    throw new ArchiveError({ kind: 'damaged', reason: inEnglish`a name in it leads out of it` });
  if (parts.length === 0 || parts[0] === '__MACOSX' || parts.some((part) => part.startsWith('.'))) return null;
  if (parts.length > depth) beyond(inEnglish`folders stand in more than ${depth} folders`);
  return path.join(...parts.map(safeFileName));
}
