import os from 'node:os';
import path from 'node:path';
import { inEnglish } from '../../shared/translation/retell.ts';
import { type FileSystem, nodeFileSystem } from '../storage/disk/file-system.ts';
import { readFolderOrNone } from '../storage/disk/journal-folder.ts';
import { markerName } from './exchange-folder.ts';
import { git, runGit } from './git.ts';

/** What a person named to share a collection with. */
export type RemotePlace =
  /** A folder with a repository, or in which there will be one. */
  | { readonly kind: 'folder'; readonly folder: string }
  /** An address that Git reaches by SSH or HTTPS. */
  | { readonly kind: 'address'; readonly address: string }
  /** A sentence. */
  | { readonly kind: 'refused'; readonly why: string };

const address = /^(?:https:\/\/|ssh:\/\/|[A-Za-z0-9._-]+@[A-Za-z0-9.-]+:)[^\s]+$/;

/** Reads what a person named. */
export function readRemote(given: string): RemotePlace {
  if (given.startsWith('-') || given.trim() === '')
    return { kind: 'refused', why: inEnglish`“${given}” is no folder and no address` };
  if (address.test(given)) return { kind: 'address', address: given };
  if (/^[a-z][a-z0-9+.-]*::?\/?\//i.test(given) && !/^[a-z]:[\\/]/i.test(given))
    return {
      kind: 'refused',
      why: inEnglish`“${given}” is reached in a way that is not allowed; give a folder, or an address that begins with https:// or ssh://`,
    };
  return { kind: 'folder', folder: path.resolve(given) };
}

/** What a folder that somebody named holds. */
export type FolderContent =
  | 'nothing'
  /** It is not there, and the folder that would hold it is. */
  | 'absent'
  /** Not even the folder that would hold it is there, as of a disk that is not connected. */
  | 'away'
  | 'repository'
  | 'exchange folder'
  | 'other files'
  | 'no folder';

/** Files that the system, or a program that synchronises folders, puts into any folder. */
const passedOver = /^(?:\.|desktop\.ini$|Thumbs\.db$|Icon\r$)/i;

/** Looks at a folder that a collection may be shared in.
 *  @throws the file system's error */
export async function contentOf(folder: string, fileSystem: FileSystem = nodeFileSystem): Promise<FolderContent> {
  const stat = await fileSystem.stat(folder);
  // A link is followed: the person named it.
  if (stat !== null && stat.kind !== 'folder' && stat.kind !== 'link') return 'no folder';
  if (stat === null) return (await fileSystem.stat(path.dirname(folder))) === null ? 'away' : 'absent';
  const names = new Set((await readFolderOrNone(fileSystem, folder)).map(({ name }) => name));
  if (names.has(markerName)) return 'exchange folder';
  if ((names.has('HEAD') && names.has('objects') && names.has('refs')) || names.has('.git')) return 'repository';
  return [...names].every((name) => passedOver.test(name)) ? 'nothing' : 'other files';
}

/** How Git gets into a server: by what the person set for all of their repositories. Nothing for a folder. */
export async function credentialsFor(remote: string): Promise<readonly string[]> {
  if (readRemote(remote).kind !== 'address') return [];
  const settings: string[] = [];
  for (const name of ['credential.helper', 'core.sshCommand']) {
    const { code, out } = await runGit({ folder: os.homedir() }, ['config', '--global', '--get-all', name], {
      env: { GIT_CONFIG_GLOBAL: undefined, GIT_DIR: undefined, GIT_WORK_TREE: undefined },
    });
    if (code !== 0) continue;
    for (const value of out.toString('utf8').split('\n').filter(Boolean)) settings.push('-c', `${name}=${value}`);
  }
  return settings;
}

/** Makes a repository without files of its own in a folder that is empty or not there.
 *  @throws GitError when that cannot be done */
export async function makeBareRepository(folder: string): Promise<void> {
  const run = { folder: path.dirname(folder) };
  const env = { GIT_DIR: undefined, GIT_WORK_TREE: undefined };
  await git(run, ['init', '--quiet', '--bare', '--template=', '--initial-branch=main', '--', folder], { env });
}
