import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '../..');

/** One line that breaks a rule of docs/architecture.md, and what the check has to say of it. */
interface Planted {
  readonly file: string;
  readonly line: string;
  readonly rule: string;
  /** Part of the message, so that one rule cannot pass for another. */
  readonly says: string;
}

interface Diagnostic {
  readonly category: string;
  readonly message: string;
  readonly location: { readonly path: string; readonly start: { readonly line: number } };
}

const importRule = 'lint/style/noRestrictedImports';
const siblings = ['import', 'edit', 'correct', 'journal', 'export', 'search'];

/** Imports that are wrong in a file, by source and message. */
function wrongImports(file: string, wrong: Readonly<Record<string, string>>, rule = importRule): readonly Planted[] {
  return Object.entries(wrong).map(([source, says]) => ({ file, line: `import '${source}';`, rule, says }));
}

/** The same message for several sources. */
function each(sources: readonly string[], says: string): Readonly<Record<string, string>> {
  return Object.fromEntries(sources.map((source) => [source, says]));
}

const outsideShared = {
  '../../main/storage/collection/collection.ts': 'never import main',
  '../../renderer/app/main.tsx': 'never import renderer',
  'node:path': 'Only main may use Node',
  'node:fs/promises': 'Only main may use Node',
  electron: 'Only the shell (',
  'electron/main': 'Only the shell (',
  'prosemirror-view': 'belongs to the renderer alone',
  react: 'belongs to the renderer alone',
  'lowdb/node': 'Only main/storage',
  '../helpers/builders.ts': 'neither tests nor developer tools',
};

const insideShared = siblings.flatMap((folder) => [
  ...wrongImports(`shared/${folder}/deeper/planted.ts`, {
    ...each(
      siblings.filter((other) => other !== folder).map((other) => `../../${other}/something.ts`),
      `shared/${folder} stands beside its siblings`,
    ),
    '../../contract/ipc.ts': 'never the other way round',
  }),
  ...wrongImports('shared/document/planted.ts', { [`../${folder}/something.ts`]: 'document is the ground floor' }),
  ...wrongImports('shared/contract/planted.ts', { [`../${folder}/something.ts`]: 'none of their values' }, 'plugin'),
]);

const insideMain = [
  ...['main/cli/cli.ts', 'main/cli/planted.ts', 'main/handlers/planted.ts', 'main/jobs/planted-worker.ts'].flatMap(
    (file) =>
      wrongImports(file, {
        ...each(['node:fs', 'node:fs/promises', 'lowdb', 'lowdb/node'], 'Only main/storage'),
        electron: 'Only the shell (',
        '../window.ts': 'Only the shell imports the shell',
        '../renderer/app/main.tsx': 'never import renderer',
        'prosemirror-view': 'belongs to the renderer alone',
      }),
  ),
  ...wrongImports('main/storage/planted.ts', {
    ...each(['node:fs', 'node:fs/promises', 'fs', 'fs/promises'], 'through the gate alone'),
    electron: 'Only the shell (',
    '../window.ts': 'Only the shell imports the shell',
    '../../renderer/app/main.tsx': 'never import renderer',
  }),
  ...wrongImports('main/shell/window.ts', {
    'node:fs': 'Only main/storage',
    '../renderer/app/main.tsx': 'never import renderer',
  }),
];

const planted: readonly Planted[] = [
  ...['document', 'contract', ...siblings].flatMap((folder) =>
    wrongImports(`shared/${folder}/planted.ts`, outsideShared),
  ),
  ...wrongImports('shared/a-new-folder/planted.ts', outsideShared),
  ...insideShared,
  ...insideMain,
  ...wrongImports('renderer/start/planted.tsx', {
    '../../main/shell/window.ts': 'never import main',
    'node:path': 'Only main may use Node',
    electron: 'Only the shell (',
    lowdb: 'Only main/storage',
  }),
  ...['shared/edit/planted.ts', 'renderer/start/planted.tsx'].flatMap((file) => [
    { file, line: "export const late = () => import('electron');", rule: importRule, says: 'Only the shell (' },
    { file, line: "export type Hidden = import('electron').App;", rule: 'plugin', says: 'escapes the layer rules' },
  ]),
  ...['one', 'two'].map((name) => ({
    file: `shared/document/cycle-${name}.ts`,
    line: `import type { Node } from './cycle-${name === 'one' ? 'two' : 'one'}.ts';`,
    rule: 'lint/suspicious/noImportCycles',
    says: 'part of a cycle',
  })),
  {
    file: 'shared/document/barrel.ts',
    line: "export { something } from './something.ts';",
    rule: 'lint/performance/noBarrelFile',
    says: 'barrel',
  },
  {
    file: 'renderer/start/default-export.tsx',
    line: 'export default 1;',
    rule: 'lint/style/noDefaultExport',
    says: 'default exports',
  },
];

/** What each place may import: none of it may be reported. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'shared/document/allowed.ts': ['prosemirror-model', './schema.ts'],
  'shared/import/plain-text/allowed.ts': ['../../document/schema.ts', '../report.ts'],
  'shared/edit/allowed.ts': ['prosemirror-state', '../document/schema.ts'],
  'shared/contract/allowed.ts': ['../document/metadata.ts'],
  'main/storage/allowed.ts': ['lowdb', './confined-file-system.ts', '../../shared/journal/record.ts'],
  // The gate's own ground, files that a person chose, and what the system says of processes.
  'main/storage/disk/file-system.ts': ['node:fs', 'node:fs/promises'],
  'main/storage/disk/outside-file.ts': ['node:fs', 'node:fs/promises'],
  'main/storage/disk/process-identity.ts': ['node:fs'],
  'main/storage/disk/process-memory.ts': ['node:fs'],
  'main/handlers/allowed.ts': ['node:path', '../storage/collection.ts', '../../shared/contract/ipc.ts'],
  'main/cli/cli.ts': ['./storage/collection.ts', '../shared/export/tei/write.ts'],
  'main/shell/window.ts': ['electron', './menu.ts'],
  'main/shell/protocol.ts': ['electron', 'node:fs/promises'],
  'renderer/start/allowed.tsx': ['react', 'prosemirror-view', '../../shared/contract/ipc.ts'],
};

/** Every line of every file of the scratch project, in an order that leaves each at a known place. */
const files = new Map<string, string[]>();
for (const { file, line } of planted) files.set(file, [...(files.get(file) ?? []), line]);
for (const [file, sources] of Object.entries(allowed)) {
  files.set(file, [...(files.get(file) ?? []), ...sources.map((source) => `import '${source}';`)]);
}
files.set(
  'shared/contract/types-only.ts',
  siblings.map((folder) => `import type {} from '../${folder}/something.ts';`),
);

const lineOf = (file: string, line: string): number => (files.get(file)?.indexOf(line) ?? -1) + 1;

/** Runs the project's own linter, with its own settings, over a folder. */
function lint(folder: string): Promise<readonly Diagnostic[]> {
  const words = ['lint', '--reporter=json', '--max-diagnostics=none', '.'];
  return new Promise((resolve, reject) => {
    const options = { cwd: folder, maxBuffer: 1 << 26 };
    // Findings make the exit code 1: the answer counts, not the code.
    execFile(path.join(root, 'node_modules/.bin/biome'), words, options, (_error, stdout, stderr) => {
      try {
        resolve(JSON.parse(stdout).diagnostics);
      } catch {
        reject(new Error(stderr));
      }
    });
  });
}

describe('the layers of docs/architecture.md', () => {
  let folder: string;
  let diagnostics: readonly Diagnostic[];

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-layers-'));
    await cp(path.join(root, 'biome.json'), path.join(folder, 'biome.json'));
    await cp(path.join(root, 'scripts/lint'), path.join(folder, 'scripts/lint'), { recursive: true });
    for (const [file, lines] of files) {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), `${lines.join('\n')}\n`);
    }
    diagnostics = await lint(folder);
  });
  afterAll(() => rm(folder, { recursive: true }));

  const foundAt = (file: string, line: string) =>
    diagnostics.filter(({ location }) => location.path === file && location.start.line === lineOf(file, line));

  test.each(planted.map((one) => [one.file, one.line, one] as const))(
    '%s: «%s» is refused',
    (file, line, { rule, says }) => {
      const messages = foundAt(file, line)
        .filter((found) => found.category === rule)
        .map((found) => found.message);
      expect(messages.filter((message) => message.includes(says))).toHaveLength(1);
    },
  );

  test.each(Object.entries(allowed))('%s may import what belongs below it', (file, sources) => {
    const refused = sources.flatMap((source) => foundAt(file, `import '${source}';`));
    expect(refused.filter(({ category }) => category === importRule || category === 'plugin')).toEqual([]);
  });

  test('shared/contract may name the types of every folder of shared', () => {
    const refused = diagnostics.filter(({ location }) => location.path === 'shared/contract/types-only.ts');
    expect(refused.filter(({ category }) => category === importRule || category === 'plugin')).toEqual([]);
  });
});

test('no file of the project silences a check', async () => {
  const silencers = /biome-ignore|@ts-ignore|@ts-expect-error|@ts-nocheck|eslint-disable/;
  const folders = ['shared', 'main', 'renderer', 'scripts', 'tests'];
  const silenced: string[] = [];
  for (const folder of folders) {
    const names = await readdir(path.join(root, folder), { recursive: true });
    for (const name of names.filter((file) => /\.(?:tsx?|mjs)$/.test(file) && file !== 'unit/layers.test.ts')) {
      const file = path.join(folder, name);
      if (silencers.test(await readFile(path.join(root, file), 'utf8'))) silenced.push(file);
    }
  }
  expect(silenced).toEqual([]);
});
