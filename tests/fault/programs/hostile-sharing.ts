import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { keepSharing } from '../../../main/storage/settings/shared-collections.ts';
import type { SharingWay } from '../../../shared/contract/payloads/sharing.ts';
import { Archivist } from '../../helpers/archivist.ts';

/** What a case came to. */
export interface HostileOutcome {
  readonly name: string;
  /** What is not as it must be; nothing when all is well. */
  readonly wrong: readonly string[];
  /** What a person was told. */
  readonly told: readonly string[];
}

/** Two people who share a collection, and what a stranger can reach. */
interface Place {
  readonly folder: string;
  readonly a: Archivist;
  readonly b: Archivist;
  readonly remote: string;
  /** Not to be touched or read: `precious` is in it. */
  readonly outside: string;
  /** Shell words that leave a trace when they are run. */
  readonly run: string;
  /** The one document. */
  readonly document: string;
}

interface HostileCase {
  readonly name: string;
  readonly way: SharingWay;
  plant(place: Place): void;
  /** Of how many things a person is told; one unless given. */
  readonly told?: number;
}

const git = (folder: string, args: readonly string[], input?: string): string =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=x', '-c', 'user.email=x', ...args], {
    encoding: 'utf8',
    ...(input !== undefined && { input }),
    stdio: ['pipe', 'pipe', 'ignore'],
  }).trim();

const hooks = [
  'pre-receive',
  'update',
  'post-receive',
  'post-update',
  'reference-transaction',
  'push-to-checkout',
  'proc-receive',
  'pre-auto-gc',
  'post-index-change',
  'fsmonitor-watchman',
];

function plantHooks(folder: string, run: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of hooks) {
    writeFileSync(path.join(folder, name), `#!/bin/sh\n${run}\n`);
    chmodSync(path.join(folder, name), 0o755);
  }
}

/** Settings that name a program. */
const programSettings = (run: string): string => `
[core]
\tfsmonitor = ${run}
\tsshCommand = ${run}
\tpager = ${run}
\teditor = ${run}
\taskPass = ${run}
\talternateRefsCommand = ${run}
\tgitProxy = ${run}
[uploadpack]
\tpackObjectsHook = ${run}
[credential]
\thelper = !${run}
[diff]
\texternal = ${run}
[gpg]
\tprogram = ${run}
[filter "x"]
\tclean = ${run}
\tsmudge = ${run}
\tprocess = ${run}
`;

/** Adds entries to the tree that is shared, as no program of ours would.
 *  @param lines of `git mktree`, which is told to look at nothing */
function plantTree({ remote }: Place, lines: readonly string[]): void {
  const before = git(remote, ['ls-tree', '-z', 'main']);
  const tree = git(remote, ['mktree', '-z', '--missing'], `${before}${lines.map((line) => `${line}\0`).join('')}`);
  const commit = git(remote, ['commit-tree', tree, '-p', 'main', '-m', 'x']);
  git(remote, ['update-ref', 'refs/heads/main', commit]);
}

const blobOf = ({ remote }: Place, text: string): string => git(remote, ['hash-object', '-w', '--stdin'], text);
const treeOf = ({ remote }: Place, lines: readonly string[]): string =>
  git(remote, ['mktree', '-z', '--missing'], lines.map((line) => `${line}\0`).join(''));

/** A tree that holds a file at the end of a path. */
function nested(place: Place, names: readonly string[], entry: string): string {
  let line = entry;
  for (const name of [...names].reverse()) line = `040000 tree ${treeOf(place, [line])}\t${name}`;
  return line;
}

const own = (place: Place): string => path.join(place.remote, place.a.context.replica);
const journalIn = (place: Place): string =>
  path.join(own(place), 'files', 'documents', place.document, 'journal', place.a.context.replica, '000001.jsonl');

/** Puts a link in the place of a file or folder; what it leads to is like what stood there. */
function linkInPlaceOf(target: string, { outside }: Place): void {
  const moved = path.join(outside, 'moved');
  renameSync(target, moved);
  symlinkSync(moved, target);
}

function pipeInPlaceOf(target: string): void {
  rmSync(target, { recursive: true });
  execFileSync('mkfifo', [target]);
}

const cases: readonly HostileCase[] = [
  {
    name: 'hooks in the remote',
    way: 'git',
    told: 0,
    plant: ({ remote, run }) => plantHooks(path.join(remote, 'hooks'), run),
  },
  {
    name: 'settings of the remote that name programs',
    way: 'git',
    told: 0,
    plant({ remote, run, outside }) {
      appendFileSync(path.join(remote, 'config'), programSettings(run));
      // References of others are asked for by the program that is named for it.
      git(outside, ['init', '--quiet', '--bare', 'other']);
      writeFileSync(path.join(remote, 'objects', 'info', 'alternates'), `${path.join(outside, 'other', 'objects')}\n`);
    },
  },
  {
    name: 'settings of the remote that another file names',
    way: 'git',
    told: 0,
    plant({ remote, run, folder }) {
      writeFileSync(path.join(folder, 'more'), programSettings(run));
      appendFileSync(path.join(remote, 'config'), `[include]\n\tpath = ${path.join(folder, 'more')}\n`);
    },
  },
  {
    name: 'a remote that says that the rest of it is elsewhere',
    way: 'git',
    plant({ remote, run, document }) {
      writeFileSync(path.join(remote, 'program'), `#!/bin/sh\n${run}\n`);
      chmodSync(path.join(remote, 'program'), 0o755);
      appendFileSync(
        path.join(remote, 'config'),
        `[extensions]\n\tpartialClone = o\n[remote "o"]\n\turl = ${remote}\n\tpromisor = true\n\tuploadpack = ${path.join(remote, 'program')}\n`,
      );
      const blob = git(remote, ['rev-parse', `main:documents/${document}/source/0.txt`]);
      rmSync(path.join(remote, 'objects', blob.slice(0, 2), blob.slice(2)), { force: true });
    },
  },
  {
    name: 'hooks in the own repository',
    way: 'git',
    told: 0,
    plant: ({ b, run }) => plantHooks(path.join(b.folder, '.git', 'hooks'), run),
  },
  {
    name: 'settings in the own repository',
    way: 'git',
    plant: ({ b, run }) => appendFileSync(path.join(b.folder, '.git', 'config'), programSettings(run)),
  },
  {
    name: 'attributes in the own repository and in the collection',
    way: 'git',
    plant({ b, run }) {
      const line = '* filter=x diff=x text eol=crlf\n';
      writeFileSync(path.join(b.folder, '.gitattributes'), line);
      writeFileSync(path.join(b.folder, 'documents', '.gitattributes'), line);
      mkdirSync(path.join(b.folder, '.git', 'info'), { recursive: true });
      writeFileSync(path.join(b.folder, '.git', 'info', 'attributes'), line);
      writeFileSync(path.join(b.folder, '.git', 'config.worktree'), programSettings(run));
    },
  },
  {
    name: 'a file .git that leads elsewhere',
    way: 'git',
    plant({ b, outside }) {
      renameSync(path.join(b.folder, '.git'), path.join(outside, 'moved'));
      writeFileSync(path.join(b.folder, '.git'), `gitdir: ${path.join(outside, 'moved')}\n`);
    },
  },
  { name: 'a link .git', way: 'git', plant: (place) => linkInPlaceOf(path.join(place.b.folder, '.git'), place) },
  {
    name: 'a repository within a document',
    way: 'git',
    told: 0,
    plant({ b, run, document }) {
      const folder = path.join(b.folder, 'documents', document);
      git(folder, ['init', '--quiet', '.']);
      git(folder, ['commit', '--quiet', '--allow-empty', '-m', 'x']);
      appendFileSync(path.join(folder, '.git', 'config'), programSettings(run));
      plantHooks(path.join(folder, '.git', 'hooks'), run);
    },
  },
  {
    name: 'entries that no collection has',
    way: 'git',
    plant(place) {
      const [text, program] = [blobOf(place, 'x'), blobOf(place, `#!/bin/sh\n${place.run}\n`)];
      const modules = `[submodule "x"]\n\tpath = more/d2\n\turl = ${place.remote}\n\tupdate = !${place.run}\n`;
      plantTree(place, [
        `160000 commit ${'1'.repeat(40)}\tsubmodule`,
        `100644 blob ${blobOf(place, modules)}\t.gitmodules`,
        `040000 tree ${treeOf(place, [`160000 commit ${'1'.repeat(40)}\td2`])}\tmore`,
        `120000 blob ${blobOf(place, place.outside)}\tlinked`,
        nested(place, ['journals', '..', '..'], `100644 blob ${text}\tescaped.txt`),
        nested(place, ['.git', 'hooks'], `100755 blob ${program}\tpost-update`),
        nested(place, ['inner', '.GIT'], `100644 blob ${blobOf(place, programSettings(place.run))}\tconfig`),
        `100644 blob ${text}\t${'x'.repeat(3_000)}`,
        `100644 blob ${text}\ta\nb\tc`,
        nested(
          place,
          Array.from({ length: 1_000 }, () => 'x'),
          `100644 blob ${text}\tx`,
        ),
      ]);
    },
    told: 10,
  },
  {
    name: 'a file that is larger than it may be',
    way: 'git',
    plant(place) {
      const large = path.join(place.folder, 'large');
      writeFileSync(large, '');
      truncateSync(large, 257 * 1024 ** 2);
      const blob = git(place.remote, ['hash-object', '-w', large]);
      rmSync(large);
      const tree = nested(place, ['d00000000009', 'source'], `100644 blob ${blob}\tlarge.txt`);
      const documents = git(place.remote, ['ls-tree', '-z', 'main:documents']);
      const more = git(place.remote, ['mktree', '-z'], `${documents}${tree}\0`);
      const rest = git(place.remote, ['ls-tree', '-z', 'main'])
        .split('\0')
        .filter((line) => line !== '' && !line.endsWith('\tdocuments'));
      const whole = treeOf(place, [...rest, `040000 tree ${more}\tdocuments`]);
      const commit = git(place.remote, ['commit-tree', whole, '-p', 'main', '-m', 'x']);
      git(place.remote, ['update-ref', 'refs/heads/main', commit]);
    },
  },
  {
    name: 'a link in the place of a file of another copy',
    way: 'exchange folder',
    plant: (place) => linkInPlaceOf(journalIn(place), place),
  },
  {
    name: 'a link in the place of the folder of another copy',
    way: 'exchange folder',
    plant: (place) => linkInPlaceOf(own(place), place),
  },
  {
    name: 'a link in the place of the list of another copy',
    way: 'exchange folder',
    plant: (place) => linkInPlaceOf(path.join(own(place), 'lists', '000001.jsonl'), place),
  },
  {
    name: 'a pipe in the place of the list of another copy',
    way: 'exchange folder',
    plant: (place) => pipeInPlaceOf(path.join(own(place), 'lists', '000001.jsonl')),
  },
  {
    name: 'a pipe in the place of a file of another copy',
    way: 'exchange folder',
    plant: (place) => pipeInPlaceOf(journalIn(place)),
  },
  {
    name: 'a link in the place of the folder in which one writes',
    way: 'exchange folder',
    plant({ remote, b, outside }) {
      const target = path.join(remote, b.context.replica);
      rmSync(target, { recursive: true, force: true });
      symlinkSync(outside, target);
    },
  },
  {
    name: 'a link in the place of what makes it an exchange folder',
    way: 'exchange folder',
    plant: (place) => linkInPlaceOf(path.join(place.remote, 'anchorite-exchange.json'), place),
  },
  {
    name: 'a pipe in the place of what makes it an exchange folder',
    way: 'exchange folder',
    plant: ({ remote }) => pipeInPlaceOf(path.join(remote, 'anchorite-exchange.json')),
  },
  {
    name: 'a list of five gigabytes',
    way: 'exchange folder',
    plant: (place) => truncateSync(path.join(own(place), 'lists', '000001.jsonl'), 5 * 1024 ** 3),
  },
];

/** Two people, of whom one has done something that the other has not got yet. */
async function pristine(folder: string, way: SharingWay): Promise<string> {
  const [a, b] = [new Archivist(folder, 'AA'), new Archivist(folder, 'BB')];
  const [document] = await a.begin(1);
  if (!document) throw new Error('there is no document');
  const remote = path.join(folder, 'remote');
  const shared = await a.share(remote, { withoutGit: way !== 'git' });
  if (shared.kind !== 'done') throw new Error(shared.why);
  await b.join(remote);
  await a.write(document, 'By AA. ', 1);
  await a.sync();
  await b.write(document, 'By BB. ', 6);
  return document;
}

async function runCase(one: HostileCase, from: string, folder: string, document: string): Promise<HostileOutcome> {
  cpSync(from, folder, { recursive: true });
  const [a, b, c] = ['AA', 'BB', 'CC'].map((siglum) => new Archivist(folder, siglum)) as [
    Archivist,
    Archivist,
    Archivist,
  ];
  const [remote, outside, ran] = [path.join(folder, 'remote'), path.join(folder, 'outside'), path.join(folder, 'ran')];
  mkdirSync(outside);
  writeFileSync(path.join(outside, 'precious'), 'precious');
  await keepSharing(b.sharing.userFolder, { folder: b.folder, remote, way: one.way, images: 'include' });
  one.plant({ folder, a, b, remote, outside, run: `touch ${ran}`, document });
  const before = listOf(outside);
  const told: string[] = [];
  const wrong: string[] = [];
  for (const [what, act] of [
    ['sync', () => b.sync()],
    ['join', () => c.join(remote)],
  ] as const) {
    try {
      const outcome = await act();
      if (outcome.kind === 'refused') told.push(`${what}: ${outcome.why}`);
      else told.push(...('sync' in outcome ? outcome.sync.refused : outcome.refused).map((why) => `${what}: ${why}`));
    } catch (error) {
      wrong.push(`${what} failed: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
  if (existsSync(ran)) wrong.push('a program of somebody else was run');
  if (listOf(outside) !== before) wrong.push(`outside was changed: ${listOf(outside)}`);
  if (existsSync(path.join(folder, 'escaped.txt'))) wrong.push('a file left its folder');
  for (const name of readdirSync(folder)) if (/joining/.test(name)) wrong.push(`${name} was left`);
  const states = await b.states();
  if (![...states.values()].every((state) => state.includes('By BB. '))) wrong.push('what was done here is gone');
  if (told.length < (one.told ?? 1)) wrong.push(`${told.length} things were told`);
  return { name: `${one.way}: ${one.name}`, wrong, told };
}

const listOf = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map((file) => `${file} ${readFileSync(file).toString('hex').slice(0, 64)}`)
    .join('\n');

const [base = ''] = process.argv.slice(2);
for (const way of ['git', 'exchange folder'] as const) {
  const from = path.join(base, `pristine-${way.slice(0, 3)}`);
  mkdirSync(from);
  const document = await pristine(from, way);
  for (const [index, one] of cases.entries()) {
    if (one.way !== way) continue;
    const folder = path.join(base, `case-${index}`);
    const outcome = await runCase(one, from, folder, document);
    process.stdout.write(`${JSON.stringify(outcome)}\n`);
    rmSync(folder, { recursive: true, force: true });
  }
}
