import os from 'node:os';
import path from 'node:path';
import { nodeFileSystem } from '../storage/disk/file-system.ts';
import { readFolderOrNone } from '../storage/disk/journal-folder.ts';
import { runGit } from './git.ts';
import { makeBareRepository } from './repository.ts';

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
    return { kind: 'refused', why: `“${given}” is no folder and no address` };
  if (address.test(given)) return { kind: 'address', address: given };
  if (/^[a-z][a-z0-9+.-]*::?\/?\//i.test(given) && !/^[a-z]:[\\/]/i.test(given))
    return {
      kind: 'refused',
      why: `“${given}” is reached in a way that is not allowed; give a folder, or an address that begins with https:// or ssh://`,
    };
  return { kind: 'folder', folder: path.resolve(given) };
}

/** Makes a folder ready to be shared in. One that is not there, or empty, gets a repository.
 *  @returns a sentence when it holds something else; null when all is well */
export async function prepareFolder(folder: string): Promise<string | null> {
  const stat = await nodeFileSystem.stat(folder);
  if (stat !== null && stat.kind !== 'folder') return `“${folder}” is no folder`;
  const names = new Set((await readFolderOrNone(nodeFileSystem, folder)).map(({ name }) => name));
  if (names.size === 0) {
    await makeBareRepository(folder);
    return null;
  }
  const isRepository = names.has('HEAD') && names.has('objects') && names.has('refs');
  return isRepository
    ? null
    : `“${folder}” holds other files; name an empty folder, or one in which a collection is shared already`;
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
