import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cp,
  link,
  lstat,
  mkdir,
  readdir,
  readFile,
  readlink,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { encodeFrame } from '../../../shared/journal/frame.ts';
import type { Thing } from './table.ts';

const fiveGigabytes = 5 * 1024 ** 3;
const hundredMegabytes = 100 * 1024 ** 2;

/** Files that are too large to be made for each case; they are given further names. */
export interface LargeFiles {
  readonly nested: string;
  readonly sealed: string;
}

export async function makeLargeFiles(folder: string): Promise<LargeFiles> {
  const nested = Buffer.alloc(hundredMegabytes, '[');
  const files = { nested: path.join(folder, 'nested'), sealed: path.join(folder, 'sealed') };
  await writeFile(files.nested, nested);
  await writeFile(files.sealed, encodeFrame(nested));
  return files;
}

/** Puts something in the place of a file or folder.
 *  @param outside a folder that the links lead to: in it are `folder` and `file`, like what stood there before where something did */
export async function plant(thing: Thing, target: string, outside: string, large: LargeFiles): Promise<void> {
  await mkdir(path.join(outside, 'folder'), { recursive: true });
  await writeFile(path.join(outside, 'folder', 'precious.txt'), 'precious');
  await writeFile(path.join(outside, 'file'), 'precious');
  const before = await lstat(target).catch(() => null);
  if (before) await cp(target, path.join(outside, before.isDirectory() ? 'folder' : 'file'), { recursive: true });
  await rm(target, { recursive: true, force: true });
  await mkdir(path.dirname(target), { recursive: true });
  await put(thing, target, outside, large);
}

async function put(thing: Thing, target: string, outside: string, large: LargeFiles): Promise<void> {
  switch (thing) {
    case 'link to a folder':
      return symlink(path.join(outside, 'folder'), target);
    case 'link to a file':
      return symlink(path.join(outside, 'file'), target);
    case 'link to a device':
      return symlink('/dev/zero', target);
    case 'dangling link':
      return symlink(path.join(outside, 'nothing'), target);
    case 'link to itself':
      return symlink(path.basename(target), target);
    case 'pipe':
      execFileSync('mkfifo', [target]);
      return;
    case 'folder':
      await mkdir(target);
      return writeFile(path.join(target, 'inside.txt'), 'inside');
    case 'file':
      return writeFile(target, 'a file');
    case '5 GB':
      await writeFile(target, '');
      return truncate(target, fiveGigabytes);
    case '100 MB nested':
      return link(large.nested, target);
    case 'sealed nesting':
      return link(large.sealed, target);
  }
}

/** Everything that is in a folder: names, kinds, sizes, times and content; of large files the first bytes. */
export async function fingerprint(folder: string): Promise<string> {
  const digest = createHash('sha256');
  for (const entry of (await readdir(folder, { recursive: true, withFileTypes: true })).sort(byPlace)) {
    const file = path.join(entry.parentPath, entry.name);
    const { size, mtimeMs } = await lstat(file);
    digest.update(`${file}\0${size}\0${entry.isDirectory() ? '' : mtimeMs}\0`);
    if (entry.isSymbolicLink()) digest.update(await readlink(file));
    else if (entry.isFile() && size < 1_000_000) digest.update(await readFile(file));
  }
  return digest.digest('hex');
}

const byPlace = (
  a: { readonly parentPath: string; readonly name: string },
  b: { readonly parentPath: string; readonly name: string },
): number => (path.join(a.parentPath, a.name) < path.join(b.parentPath, b.name) ? -1 : 1);
