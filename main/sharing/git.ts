import { spawn } from 'node:child_process';
import os from 'node:os';
import { inEnglish } from '../../shared/translation/retell.ts';

/** What Git said. */
export interface GitOutcome {
  readonly code: number;
  readonly out: Buffer;
  readonly error: string;
}

/** Git was not there, or did not do what it was asked for. */
export class GitError extends Error {
  override name = 'GitError';
  constructor(
    readonly kind: 'missing' | 'failed',
    message: string,
  ) {
    super(message);
  }
}

/** Settings that no configuration of a repository can change: a repository that came from somebody else may name programs to run. */
const settings: readonly string[] = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.autocrlf=false',
  'core.symlinks=false',
  'core.fileMode=false',
  'core.protectHFS=true',
  'core.protectNTFS=true',
  'core.attributesFile=/dev/null',
  'core.excludesFile=/dev/null',
  'core.commitGraph=false',
  'diff.external=',
  'gc.auto=0',
  'maintenance.auto=false',
  'fetch.recurseSubmodules=false',
  'submodule.recurse=false',
  'safe.directory=*',
  'protocol.allow=never',
  'protocol.file.allow=always',
  'protocol.ssh.allow=always',
  'protocol.https.allow=always',
  'commit.gpgSign=false',
  'transfer.fsckObjects=false',
  'advice.detachedHead=false',
];

const options = settings.flatMap((setting) => ['-c', setting]);

/** What the repository of another side cannot set: programs that Git would run there, as whoever synchronises. */
const otherSettings =
  "git -c core.hooksPath=/dev/null -c core.fsmonitor=false -c core.alternateRefsCommand=true -c protocol.allow=never -c safe.directory='*'";

/** How the other side of a transfer is run where it is a folder: with no program of its own either. */
export const otherSide = {
  upload: `${otherSettings} upload-pack`,
  receive: `${otherSettings} -c receive.autogc=false -c receive.denyCurrentBranch=refuse receive-pack`,
};

/** Nothing of what a person, a system or a parent process set for Git, but how it may reach servers. */
function environment(more: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^GIT_/i.test(name));
  return {
    ...Object.fromEntries(kept),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: os.devNull,
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    // A repository that says that it is a part of another one may name the program by which the rest comes.
    GIT_NO_LAZY_FETCH: '1',
    GIT_PROTOCOL_FROM_USER: '0',
    LC_ALL: 'C',
    ...more,
  };
}

export interface GitRun {
  /** The folder with the collection's files. */
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
}

/** Runs Git on the repository of a folder, with settings of our own alone.
 *  @param input given to it on its standard input
 *  @throws GitError when there is no Git; AbortError when it was stopped */
export async function runGit(
  { folder, signal }: GitRun,
  args: readonly string[],
  {
    input,
    env = {},
  }: { readonly input?: string | Uint8Array; readonly env?: Readonly<Record<string, string | undefined>> } = {},
): Promise<GitOutcome> {
  signal?.throwIfAborted();
  const child = spawn('git', [...options, ...args], {
    cwd: folder,
    env: environment({ GIT_DIR: `${folder}/.git`, GIT_WORK_TREE: folder, ...env }),
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
    ...(signal && { signal }),
  });
  const out: Buffer[] = [];
  let error = '';
  child.stdout.on('data', (part: Buffer) => out.push(part));
  child.stderr.on('data', (part: Buffer) => {
    if (error.length < mostErrorLength) error += part.toString('utf8');
  });
  // Git may end before it has read everything; what it says then tells why.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', (fault: NodeJS.ErrnoException) =>
      reject(
        fault.code === 'ENOENT' ? new GitError('missing', inEnglish`Git is not installed on this computer`) : fault,
      ),
    );
    child.on('close', (code) => resolve({ code: code ?? -1, out: Buffer.concat(out), error: error.trim() }));
  });
}

const mostErrorLength = 20_000;

/** The same, for what has to go well.
 *  @throws GitError when it does not */
export async function git(
  run: GitRun,
  args: readonly string[],
  given: Parameters<typeof runGit>[2] = {},
): Promise<Buffer> {
  const { code, out, error } = await runGit(run, args, given);
  if (code !== 0) throw failure(error, `${args[0] ?? ''} (${code})`);
  return out;
}

/** What to throw when Git failed.
 *  @param said what it said
 *  @param command for when it said nothing */
export const failure = (said: string, command: string): GitError =>
  new GitError('failed', lastLine(said) || `git ${command} failed`);

const lastLine = (text: string): string =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-2)
    .join(' ');

/** Whether Git is there. */
export const hasGit = (): Promise<boolean> => isThere(['--version']);

/** Whether Git has its extension for large files. */
export const hasGitLfs = (): Promise<boolean> => isThere(['lfs', 'version']);

async function isThere(command: readonly string[]): Promise<boolean> {
  try {
    return (await runGit({ folder: os.tmpdir() }, command)).code === 0;
  } catch (error) {
    if (error instanceof GitError) return false;
    throw error;
  }
}
