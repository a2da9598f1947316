import { readFileSync, statSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

// Data of languages and recognisers: what comes with the program, and what a person put into folders beside the preferences. Nobody
// else writes there, so that links are followed; nothing is ever written.

/** Larger files are no data of a language or a recogniser. */
const mostBytes = 1024 ** 3;

/** The first of some paths that is a file; null when none is. */
export function firstFile(files: readonly string[]): string | null {
  return files.find((file) => statSync(file, { throwIfNoEntry: false })?.isFile()) ?? null;
}

/** Reads a file whole.
 *  @throws Error when it is no file, too large, or the operating system refuses it */
export function readOwnFile(file: string): Buffer {
  const stat = statSync(file);
  if (!stat.isFile()) throw new Error(`${file} is no file`);
  if (stat.size > mostBytes) throw new Error(`${file} is larger than 1 GiB`);
  return readFileSync(file);
}

/** What is in a folder, in the order of the names; nothing when it cannot be read. */
export async function ownEntries(
  folder: string,
): Promise<readonly { readonly name: string; readonly isFolder: boolean }[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Files in a folder of the system's for passing things, unpacked. */
export interface GatheredData {
  readonly folder: string;
  remove(): Promise<void>;
}

/** Copies files into one folder, those that are packed with gzip unpacked.
 *  @param files with the names that they get
 *  @throws Error as `readOwnFile`, or when one is packed wrongly */
export async function gatherUnpacked(
  files: readonly { readonly name: string; readonly file: string }[],
): Promise<GatheredData> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-data-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    for (const { name, file } of files) {
      const bytes = readOwnFile(file);
      const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
      const whole = isPacked ? gunzipSync(bytes, { maxOutputLength: mostBytes }) : bytes;
      await writeFile(path.join(folder, path.basename(name)), whole);
    }
  } catch (error) {
    await remove();
    throw error;
  }
  return { folder, remove };
}
