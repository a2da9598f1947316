import path from 'node:path';
import type { ImageChoice } from '../../shared/contract/payloads/sharing.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { ConfinedFileSystem } from '../storage/disk/confined-file-system.ts';
import { replaceFile } from '../storage/disk/replace-file.ts';
import { failure, GitError, type GitRun, git, otherSide, runGit } from './git.ts';
import { GitObjects } from './git-objects.ts';
import { imageOf, isPointer, largeFileOptions, largeFileRule, sendImages } from './large-files.ts';
import { sharedSort } from './shared-files.ts';

/** Why a repository, here or there, is left alone, as a sentence. */
export class ForeignRepositoryError extends Error {
  override name = 'ForeignRepositoryError';
}

const branch = 'refs/heads/main';
const remoteRef = 'refs/anchorite/remote';

/** All of it: what is not in it, Git has defaults for, and whoever shares the folder cannot have added a program to run. */
const configuration = '[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tlogallrefupdates = false\n';

const attributes = '* -text -ident -filter -working-tree-encoding -eol';

/** Files in a repository that change what Git does. */
const strangers = ['commondir', 'gitdir', 'config.worktree', 'info/grafts', 'objects/info/alternates', 'shallow'];

/** A file that a remote has and this copy has not, or has otherwise. */
export interface RemoteFile {
  readonly name: string;
  readonly blob: string;
  /** What stood in its place; null when nothing did. */
  readonly before: string | null;
}

export interface RepositoryGiven {
  /** Of the collection. */
  readonly folder: string;
  readonly images: ImageChoice;
  /** Siglum of who commits. */
  readonly editor: string;
  readonly signal?: AbortSignal | undefined;
}

/** The repository of a shared collection, in `.git` of its folder. Git never writes a file of the collection: it keeps what is there, and what
 *  comes from others is read out of it and taken over file by file. */
export class Repository {
  readonly #run: GitRun;
  readonly #fileSystem: ConfinedFileSystem;
  readonly #given: RepositoryGiven;
  /** What is in it, by the names that Git gives. */
  readonly objects: GitObjects;

  constructor(fileSystem: ConfinedFileSystem, given: RepositoryGiven) {
    this.#fileSystem = fileSystem;
    this.#given = given;
    this.#run = { folder: given.folder, signal: given.signal };
    this.objects = new GitObjects(this.#run);
  }

  get #folder(): string {
    return path.join(this.#run.folder, '.git');
  }

  /** Makes the repository where there is none.
   *  @throws ForeignRepositoryError when there is one that Anchorite did not make */
  async begin(): Promise<void> {
    const { folder } = this.#run;
    const stat = await this.#fileSystem.stat(this.#folder);
    if (stat !== null && stat.kind !== 'folder') throw foreign(inEnglish`.git is no folder`);
    if (stat === null)
      await git(this.#run, ['init', '--quiet', '--template=', '--initial-branch=main', folder], {
        env: { GIT_DIR: undefined, GIT_WORK_TREE: undefined },
      });
    const file = path.join(this.#folder, 'config');
    if (await this.#isFresh(file)) await replaceFile(this.#fileSystem, file, Buffer.from(configuration));
    await this.check();
  }

  /** A repository in which nothing was kept yet may have any configuration: it is written anew. */
  async #isFresh(config: string): Promise<boolean> {
    const text = Buffer.from(await this.#fileSystem.readFile(config)).toString('utf8');
    if (text === configuration) return false;
    const known =
      /^\[core\]\n(?:\t(?:repositoryformatversion|filemode|bare|logallrefupdates|ignorecase|precomposeunicode|symlinks) = (?:\w+)\n)*$/;
    return known.test(text);
  }

  /** @throws ForeignRepositoryError when it is not as Anchorite made it: a configuration can make Git run any program */
  async check(): Promise<void> {
    const stat = await this.#fileSystem.stat(this.#folder);
    if (stat?.kind !== 'folder') throw foreign(inEnglish`.git is no folder`);
    for (const name of strangers)
      if ((await this.#fileSystem.stat(path.join(this.#folder, name))) !== null) throw foreign(`.git/${name}`);
    const config = await this.#fileSystem.readFile(path.join(this.#folder, 'config'));
    if (Buffer.from(config).toString('utf8') !== configuration) throw foreign('.git/config');
    await this.#removeLeftLocks();
  }

  /** Who has the collection open for writing is alone here: a lock of Git's is one of a program that was ended. */
  async #removeLeftLocks(): Promise<void> {
    for (const name of [
      'index.lock',
      'HEAD.lock',
      'refs/heads/main.lock',
      'packed-refs.lock',
      'shallow.lock',
      'config.lock',
    ]) {
      const file = path.join(this.#folder, name);
      if ((await this.#fileSystem.stat(file))?.kind === 'file') await this.#fileSystem.removeFile(file);
    }
  }

  /** Keeps the files of the collection as they are. What was taken out of the folder stays in the repository: others may work on it.
   *  @returns the commit; that of before when nothing has changed */
  async commit(): Promise<string> {
    await this.#writeInfo();
    const args = [...this.#filters, 'add', '--ignore-removal', '--', ...(await this.#parts())];
    const { code, error } = await runGit(this.#run, args);
    if (code !== 0) throw failure(error, 'add');
    await this.#refuseRepositoriesWithin(error);
    const [tree, head] = [await this.#writeTree(), await this.head()];
    if (head && (await this.#treeOf(head)) === tree) return head;
    return this.#commitTree(tree, 'Work', [head]);
  }

  /** Goes on from a commit of others with all that is here.
   *  @param names files that changed since the last commit, as they are named in the collection
   *  @returns theirs when it has all that is here, else a commit that has both */
  async join(theirs: string, names: readonly string[]): Promise<string> {
    await this.#writeInfo();
    await this.#addFiles(names);
    await this.#keepTheirs(theirs);
    const [tree, head] = [await this.#writeTree(), await this.head()];
    if (tree === (await this.#treeOf(theirs)) && (head === null || (await this.contains(theirs, head)))) {
      await git(this.#run, ['update-ref', branch, theirs]);
      return theirs;
    }
    return this.#commitTree(tree, 'Work of several', [head, theirs]);
  }

  /** Of a folder with a repository of its own Git keeps nothing but that one's state.
   *  @param said what Git said while it added the folder
   *  @throws ForeignRepositoryError when there is one */
  async #refuseRepositoriesWithin(said: string): Promise<void> {
    const within = [...said.matchAll(/^warning: adding embedded git repository: (.+)$/gm)].map(
      ([, name]) => name ?? '',
    );
    if (within.length === 0) return;
    await git(this.#run, ['update-index', '--force-remove', '-z', '--stdin'], { input: within.join('\0') });
    throw new ForeignRepositoryError(
      inEnglish`${within.map(shown).join(', ')} holds a Git repository of its own, so nothing was shared; take its “.git” away.`,
    );
  }

  get #filters(): readonly string[] {
    return this.#given.images === 'lfs' ? largeFileOptions : [];
  }

  /** Says what is left out, and how bytes are kept, before whatever files of the collection say. */
  async #writeInfo(): Promise<void> {
    const { images } = this.#given;
    const excluded = ['/removed/', ...(images === 'leave-out' ? ['/documents/*/facsimile/'] : [])];
    const kept = [attributes, ...(images === 'lfs' ? [largeFileRule] : [])];
    const info = path.join(this.#folder, 'info');
    if ((await this.#fileSystem.stat(info)) === null) await this.#fileSystem.makeFolder(info);
    await replaceFile(this.#fileSystem, path.join(info, 'exclude'), Buffer.from(`${excluded.join('\n')}\n`));
    await replaceFile(this.#fileSystem, path.join(info, 'attributes'), Buffer.from(`${kept.join('\n')}\n`));
  }

  async #addFiles(names: readonly string[]): Promise<void> {
    const there = names.filter((name) => {
      const stat = this.#fileSystem.statNow(path.join(this.#run.folder, name));
      return stat?.kind === 'file' && (this.#given.images !== 'leave-out' || sharedSort(name) !== 'image');
    });
    if (there.length === 0) return;
    const input = there.map((name) => `${name}\0`).join('');
    await git(this.#run, [...this.#filters, 'update-index', '--add', '-z', '--stdin'], { input });
  }

  /** What others have and this copy has not, such as page images that stay away from it, remains: it is there for everybody else. */
  async #keepTheirs(theirs: string): Promise<void> {
    const args = ['diff-index', '--cached', '-z', '--no-renames', '--diff-filter=DM', theirs];
    const missing = pairsOf(await git(this.#run, args)).flatMap(({ facts, name }) => {
      const [mode = '', , blob = ''] = facts.slice(1).split(' ');
      if (!isPlain(mode) || sharedSort(name) === null) return [];
      const isHere = / M$/.test(facts) && this.#fileSystem.statNow(path.join(this.#run.folder, name)) !== null;
      return isHere ? [] : [`${mode} ${blob}\t${name}\0`];
    });
    if (missing.length > 0) await git(this.#run, ['update-index', '-z', '--index-info'], { input: missing.join('') });
  }

  async #writeTree(): Promise<string> {
    return (await git(this.#run, ['write-tree'])).toString('latin1').trim();
  }

  async #commitTree(tree: string, message: string, parents: readonly (string | null)[]): Promise<string> {
    const { editor } = this.#given;
    const env = {
      GIT_AUTHOR_NAME: editor,
      GIT_AUTHOR_EMAIL: 'none',
      GIT_COMMITTER_NAME: editor,
      GIT_COMMITTER_EMAIL: 'none',
    };
    const args = ['commit-tree', tree, ...parents.flatMap((one) => (one ? ['-p', one] : [])), '-m', message];
    const commit = (await git(this.#run, args, { env })).toString('latin1').trim();
    await git(this.#run, ['update-ref', branch, commit]);
    return commit;
  }

  async #parts(): Promise<readonly string[]> {
    const wanted = ['collection.json', 'journal', 'entities', 'documents', '.gitattributes', '.gitignore'];
    const there: string[] = [];
    for (const name of wanted)
      if ((await this.#fileSystem.stat(path.join(this.#run.folder, name))) !== null) there.push(name);
    return there;
  }

  async head(): Promise<string | null> {
    const { code, out } = await runGit(this.#run, ['rev-parse', '--verify', '--quiet', branch]);
    return code === 0 ? out.toString('latin1').trim() : null;
  }

  async #treeOf(commit: string): Promise<string> {
    return (await git(this.#run, ['rev-parse', `${commit}^{tree}`])).toString('latin1').trim();
  }

  /** Gets what the remote has. Null when it has nothing yet.
   *  @throws GitError when it cannot be reached */
  async fetch(remote: string, credentials: readonly string[]): Promise<string | null> {
    const { code, error } = await runGit(this.#run, [
      ...credentials,
      'fetch',
      '--quiet',
      '--no-tags',
      '--no-write-fetch-head',
      '--no-auto-maintenance',
      `--upload-pack=${otherSide.upload}`,
      '--',
      remote,
      `+${branch}:${remoteRef}`,
    ]);
    if (code !== 0 && /couldn't find remote ref/.test(error)) return null;
    if (code !== 0) throw failure(error, 'fetch');
    return (await git(this.#run, ['rev-parse', '--verify', remoteRef])).toString('latin1').trim();
  }

  /** Page images that the repository has and the folder has not: they came while images stayed away from this copy. */
  async missingImages(): Promise<readonly RemoteFile[]> {
    const args = ['ls-files', '--deleted', '--stage', '-z', '--', ':(glob)documents/*/facsimile/*'];
    const listed = (await git(this.#run, args)).toString('utf8').split('\0').filter(Boolean);
    return listed.flatMap((line) => {
      const [facts = '', name = ''] = line.split('\t');
      const [mode = '', blob = ''] = facts.split(' ');
      return isPlain(mode) && sharedSort(name) === 'image' ? [{ name, blob, before: null }] : [];
    });
  }

  /** Whether a commit has everything that another one has. */
  async contains(commit: string, other: string): Promise<boolean> {
    return commit === other || (await runGit(this.#run, ['merge-base', '--is-ancestor', other, commit])).code === 0;
  }

  /** The files of a commit that are not in another one, or otherwise.
   *  @param base null for all of them
   *  @returns those that may be files of a collection, and why others are left out */
  async filesOf(
    commit: string,
    base: string | null,
  ): Promise<{ readonly files: readonly RemoteFile[]; readonly refused: readonly string[] }> {
    const listed = base
      ? await git(this.#run, [
          'diff-tree',
          '-r',
          '-z',
          '--no-renames',
          '--no-commit-id',
          '--diff-filter=AMT',
          base,
          commit,
        ])
      : await git(this.#run, ['ls-tree', '-r', '-z', '--full-tree', commit]);
    const files: RemoteFile[] = [];
    const refused: string[] = [];
    const entries = base
      ? pairsOf(listed).map(({ facts, name }) => {
          const [, mode = '', old = '', blob = ''] = facts.split(' ');
          return { mode, blob, before: /^0+$/.test(old) ? null : old, name };
        })
      : listed
          .toString('utf8')
          .split('\0')
          .filter(Boolean)
          .map((line) => {
            const [facts = '', name = ''] = line.split('\t');
            const [mode = '', , blob = ''] = facts.split(' ');
            return { mode, blob, before: null, name };
          });
    for (const { mode, blob, before, name } of entries) {
      if (name === '.gitattributes' || name === '.gitignore') continue;
      if (!isPlain(mode)) refused.push(inEnglish`${shown(name)} is a link or no plain file`);
      else if (sharedSort(name) === null) refused.push(inEnglish`${shown(name)} is no file of a collection`);
      else files.push({ name, blob, before });
    }
    return { files, refused };
  }

  /** The image itself, where the repository only says what Git LFS keeps. Null when Git LFS is not to be asked.
   *  @throws GitError when it cannot be had */
  async image(bytes: Uint8Array, remote: string, credentials: readonly string[]): Promise<Uint8Array | null> {
    if (!isPointer(bytes)) return bytes;
    return this.#given.images === 'lfs' ? imageOf(this.#run, bytes, remote, credentials) : null;
  }

  /** Gives the remote what is here.
   *  @returns whether it took it: not when it got something from somebody else meanwhile */
  async push(remote: string, commit: string, credentials: readonly string[]): Promise<boolean> {
    if (this.#given.images === 'lfs') await sendImages(this.#run, remote, credentials);
    const { code, out, error } = await runGit(this.#run, [
      ...credentials,
      'push',
      '--quiet',
      '--porcelain',
      '--no-verify',
      `--receive-pack=${otherSide.receive}`,
      '--',
      remote,
      `${commit}:${branch}`,
    ]);
    if (code === 0) return true;
    const said = `${error}\n${out.toString('utf8')}`;
    if (/\[rejected\]|cannot lock ref|failed to update ref|reference already exists/.test(said)) return false;
    const why = /\[remote rejected\] \((.+)\)/.exec(said)?.[1];
    throw why === undefined
      ? failure(error, 'push')
      : new GitError('failed', inEnglish`it was not taken there: ${why}`);
  }
}

const foreign = (what: string): ForeignRepositoryError =>
  new ForeignRepositoryError(
    inEnglish`The Git repository in this folder is not one that Anchorite made (${what}), so it was left alone and nothing was shared; put it away, or share a copy of the collection.`,
  );

const isPlain = (mode: string): boolean => mode === '100644' || mode === '100755';

/** The fields of a raw difference: what is said of a file, and its name. */
function pairsOf(listed: Buffer): readonly { readonly facts: string; readonly name: string }[] {
  const fields = listed.toString('utf8').split('\0').filter(Boolean);
  return Array.from({ length: fields.length >> 1 }, (_, index) => ({
    facts: fields[2 * index] ?? '',
    name: fields[2 * index + 1] ?? '',
  }));
}

const longestShown = 100;

/** A name of somebody else's, fit to be told. */
const shown = (name: string): string => {
  const plain = name.replace(/\p{Cc}/gu, '?');
  return plain.length > longestShown ? `${plain.slice(0, longestShown)}…` : plain;
};
