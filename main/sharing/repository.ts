import path from 'node:path';
import type { ConfinedFileSystem } from '../storage/disk/confined-file-system.ts';
import { replaceFile } from '../storage/disk/replace-file.ts';
import { GitError, type GitRun, git, otherSide, runGit } from './git.ts';
import { sharedSort } from './shared-files.ts';

/** Why a repository is left alone, as a sentence. */
export class ForeignRepositoryError extends Error {
  override name = 'ForeignRepositoryError';
}

const branch = 'refs/heads/main';

/** All of it: what is not in it, Git has defaults for, and whoever shares the folder cannot have added a program to run. */
const configuration = '[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tlogallrefupdates = false\n';

const attributes = '* -text -ident -filter -working-tree-encoding -eol\n';

/** Files in a repository that change what Git does. */
const strangers = ['commondir', 'gitdir', 'config.worktree', 'info/grafts', 'objects/info/alternates', 'shallow'];

/** A file that a remote has and this copy has not, or has otherwise. */
export interface RemoteFile {
  readonly name: string;
  readonly blob: string;
  /** What stood in its place; null when nothing did. */
  readonly before: string | null;
}

/** The repository of a shared collection, in `.git` of its folder. Git never writes a file of the collection: it keeps what is there, and what
 *  comes from others is read out of it and taken over file by file. */
export class Repository {
  readonly #run: GitRun;
  readonly #fileSystem: ConfinedFileSystem;

  constructor(fileSystem: ConfinedFileSystem, folder: string, signal?: AbortSignal) {
    this.#fileSystem = fileSystem;
    this.#run = { folder, signal };
  }

  get #folder(): string {
    return path.join(this.#run.folder, '.git');
  }

  /** Makes the repository where there is none.
   *  @throws ForeignRepositoryError when there is one that Anchorite did not make */
  async begin(): Promise<void> {
    const { folder } = this.#run;
    if ((await this.#fileSystem.stat(this.#folder)) === null)
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
    const foreign = (what: string): ForeignRepositoryError =>
      new ForeignRepositoryError(
        `The Git repository in this folder is not one that Anchorite made (${what}), so it was left alone and nothing was shared; put it away, or share a copy of the collection.`,
      );
    const stat = await this.#fileSystem.stat(this.#folder);
    if (stat?.kind !== 'folder') throw foreign('.git is no folder');
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
   *  @param withImages whether page images are kept as well
   *  @param parent a commit of others that is in it now; null when there is none
   *  @returns the commit */
  async commit(message: string, editor: string, withImages: boolean, parent: string | null = null): Promise<string> {
    const excluded = `${['/removed/', ...(withImages ? [] : ['/documents/*/facsimile/'])].join('\n')}\n`;
    const info = path.join(this.#folder, 'info');
    if ((await this.#fileSystem.stat(info)) === null) await this.#fileSystem.makeFolder(info);
    await replaceFile(this.#fileSystem, path.join(info, 'exclude'), Buffer.from(excluded));
    // Goes before whatever attributes files in the folder say: bytes are kept as they are.
    await replaceFile(this.#fileSystem, path.join(info, 'attributes'), Buffer.from(attributes));
    await git(this.#run, ['add', '--ignore-removal', '--', ...(await this.#parts())]);
    const tree = (await git(this.#run, ['write-tree'])).toString('latin1').trim();
    const head = await this.head();
    if (head && parent === null && (await this.#treeOf(head)) === tree) return head;
    const parents = [head, parent].flatMap((one) => (one ? ['-p', one] : []));
    const who = {
      GIT_AUTHOR_NAME: editor,
      GIT_AUTHOR_EMAIL: 'none',
      GIT_COMMITTER_NAME: editor,
      GIT_COMMITTER_EMAIL: 'none',
    };
    const made = await git(this.#run, ['commit-tree', tree, ...parents, '-m', message], { env: who });
    const commit = made.toString('latin1').trim();
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
    const found = await git(this.#run, [
      ...credentials,
      'ls-remote',
      `--upload-pack=${otherSide.upload}`,
      '--',
      remote,
      branch,
    ]);
    if (found.toString('latin1').trim() === '') return null;
    const args = [
      'fetch',
      '--quiet',
      '--no-tags',
      '--no-write-fetch-head',
      '--no-auto-maintenance',
      `--upload-pack=${otherSide.upload}`,
    ];
    await git(this.#run, [...credentials, ...args, '--', remote, `+${branch}:refs/anchorite/remote`]);
    return (await git(this.#run, ['rev-parse', '--verify', 'refs/anchorite/remote'])).toString('latin1').trim();
  }

  /** Goes on from a commit of others that has all that is here.
   *  @returns false when it has not */
  async goTo(commit: string): Promise<boolean> {
    await git(this.#run, ['add', '--ignore-removal', '--', ...(await this.#parts())]);
    const tree = (await git(this.#run, ['write-tree'])).toString('latin1').trim();
    if (tree !== (await this.#treeOf(commit))) return false;
    await git(this.#run, ['update-ref', branch, commit]);
    return true;
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
    const fields = listed.toString('utf8').split('\0').filter(Boolean);
    const entries = base
      ? Array.from({ length: fields.length >> 1 }, (_, index) => {
          const [, mode = '', old = '', blob = ''] = (fields[2 * index] ?? '').split(' ');
          return { mode, blob, before: /^0+$/.test(old) ? null : old, name: fields[2 * index + 1] ?? '' };
        })
      : fields.map((line) => {
          const [facts = '', name = ''] = line.split('\t');
          const [mode = '', , blob = ''] = facts.split(' ');
          return { mode, blob, before: null, name };
        });
    for (const { mode, blob, before, name } of entries) {
      if (name === '.gitattributes' || name === '.gitignore') continue;
      if (mode !== '100644' && mode !== '100755') refused.push(`${name} is a link or no plain file`);
      else if (sharedSort(name) === null) refused.push(`${name} is no file of a collection`);
      else files.push({ name, blob, before });
    }
    return { files, refused };
  }

  /** The bytes of files, one after the other. */
  async *read<File extends Pick<RemoteFile, 'blob' | 'name'>>(
    files: readonly File[],
  ): AsyncGenerator<{ readonly file: File; readonly bytes: Uint8Array }> {
    for (let from = 0; from < files.length; from += filesAtOnce) {
      const some = files.slice(from, from + filesAtOnce);
      const out = await git(this.#run, ['cat-file', '--batch'], {
        input: some.map(({ blob }) => `${blob}\n`).join(''),
      });
      let at = 0;
      for (const file of some) {
        const end = out.indexOf(lineFeed, at);
        const size = Number(/ blob (\d+)$/.exec(out.subarray(at, end).toString('latin1'))?.[1]);
        if (!Number.isSafeInteger(size))
          throw new GitError('failed', `${file.name} cannot be read from the repository`);
        yield { file, bytes: out.subarray(end + 1, end + 1 + size) };
        at = end + size + 2;
      }
    }
  }

  /** Gives the remote what is here.
   *  @returns whether it took it: not when it got something from somebody else meanwhile */
  async push(remote: string, commit: string, credentials: readonly string[]): Promise<boolean> {
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
    if (
      /rejected|non-fast-forward|fetch first|cannot lock ref|failed to update ref|reference already exists/.test(
        `${error} ${out.toString('utf8')}`,
      )
    )
      return false;
    throw new GitError('failed', error || 'the remote did not take it');
  }
}

/** Makes a repository without files of its own in a folder that is empty or not there.
 *  @throws GitError when that cannot be done */
export async function makeBareRepository(folder: string): Promise<void> {
  const run = { folder: path.dirname(folder) };
  const env = { GIT_DIR: undefined, GIT_WORK_TREE: undefined };
  await git(run, ['init', '--quiet', '--bare', '--template=', '--initial-branch=main', '--', folder], { env });
}

const filesAtOnce = 64;
const lineFeed = 10;
