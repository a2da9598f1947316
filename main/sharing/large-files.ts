import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { keepGitLines } from '../storage/collection/git-files.ts';
import type { ConfinedFileSystem } from '../storage/disk/confined-file-system.ts';
import { type GitRun, git } from './git.ts';
import { readRemote } from './remote.ts';

/** The rule by which Git LFS keeps the page images of a collection, as a line of `.gitattributes`. */
export const largeFileRule = 'documents/*/facsimile/* filter=lfs diff=lfs merge=lfs -text';

/** Adds the rule to the collection's `.gitattributes`.
 *  @throws ReplaceFileError or the file system's error */
export const keepLargeFileRule = (fileSystem: ConfinedFileSystem, folder: string): Promise<void> =>
  keepGitLines(fileSystem, folder, '.gitattributes', [largeFileRule]);

/** Whether the collection has the rule.
 *  @throws the file system's error */
export async function keepsLargeFiles(fileSystem: ConfinedFileSystem, folder: string): Promise<boolean> {
  const file = path.join(folder, '.gitattributes');
  if (fileSystem.statNow(file)?.kind !== 'file') return false;
  return Buffer.from(await fileSystem.readFile(file))
    .toString('utf8')
    .split('\n')
    .includes(largeFileRule);
}

/** Has Git hand images to Git LFS: the programs are named here, so no repository can name others. */
export const largeFileOptions: readonly string[] = [
  'filter.lfs.clean=git-lfs clean -- %f',
  'filter.lfs.smudge=git-lfs smudge -- %f',
  'filter.lfs.required=true',
].flatMap((setting) => ['-c', setting]);

const pointer = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:[a-z0-9.-]+ [^\n]*\n)*$/;
const longestPointer = 1024;

/** Whether the bytes only say what the image is that Git LFS keeps. */
export const isPointer = (bytes: Uint8Array): boolean =>
  bytes.length <= longestPointer && pointer.test(Buffer.from(bytes).toString('latin1'));

/** Git LFS takes an address for a folder, too. */
const addressOf = (remote: string): string => {
  const place = readRemote(remote);
  return place.kind === 'folder' ? pathToFileURL(place.folder).href : remote;
};

/** Gets the image that a pointer stands for.
 *  @throws GitError when it cannot be had */
export const imageOf = (run: GitRun, bytes: Uint8Array, remote: string, credentials: readonly string[]) =>
  git(run, [...credentials, '-c', `remote.origin.url=${addressOf(remote)}`, 'lfs', 'smudge'], { input: bytes });

/** Gives the images of what goes out to where Git LFS keeps them. They are there before anybody hears of them.
 *  @throws GitError when that cannot be done */
export async function sendImages(run: GitRun, remote: string, credentials: readonly string[]): Promise<void> {
  const options = ['-c', `remote.origin.url=${addressOf(remote)}`];
  await git(run, [...credentials, ...options, 'lfs', 'push', 'origin', 'main']);
}
