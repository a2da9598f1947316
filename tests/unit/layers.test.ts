import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { layers } from '../../scripts/lint/layers.mjs';
import { importsOf, roomFindings, sourceFiles } from '../../scripts/lint/rooms.mjs';

const root = path.join(import.meta.dirname, '../..');

/** Files of a scratch project, each of which breaks a rule of docs/architecture.md. */
const planted: Readonly<Record<string, string>> = {
  'shared/edit/upward.ts': "export const late = () => import('electron');\n",
  'main/images/one.ts': "import type { Two } from '../ocr/two.ts';\nexport type One = Two;\n",
  'main/ocr/two.ts': "export interface Two {}\nexport type Three = import('../images/three.ts').Three;\n",
  'main/images/three.ts': 'export type Three = 3;\n',
  'shared/document/barrel.ts': "export { something } from './something.ts';\n",
};

interface Diagnostic {
  readonly category: string;
  readonly location: { readonly path: string };
}

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

describe('the order of the rooms, in a project with planted violations', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-layers-'));
    await cp(path.join(root, 'biome.json'), path.join(folder, 'biome.json'));
    for (const [file, text] of Object.entries(planted)) {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), text);
    }
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('a layer that is crossed is told with its file and line, even when it is crossed late', () => {
    const upward = roomFindings(folder).filter(({ file }) => file === 'shared/edit/upward.ts');
    expect(upward).toEqual([
      {
        file: 'shared/edit/upward.ts',
        line: 1,
        says: 'imports electron: shared decides and touches nothing: no Node, no Electron, neither main nor renderer.',
      },
    ]);
  });

  test('two folders that import each other are a circle, though their files are none', () => {
    const circles = roomFindings(folder).filter(({ says }) => says.includes('circle of folders'));
    expect(circles).toEqual([
      {
        file: 'main/images/one.ts',
        line: 1,
        says: 'imports main/ocr/two.ts, which is part of a circle of folders: main/images → main/ocr → main/images.',
      },
    ]);
  });

  test('a barrel is refused by the linter', async () => {
    const barrels = (await lint(folder)).filter(({ category }) => category === 'lint/performance/noBarrelFile');
    expect(barrels.map(({ location }) => location.path)).toEqual(['shared/document/barrel.ts']);
  });
});

describe('the rules of the rooms', () => {
  const files = sourceFiles(root);

  test.each(layers.map((layer) => [layer.says, layer] as const))(
    '«%s» is about files that there are',
    (_says, layer) => {
      expect(files.filter((file) => layer.from.test(file))).not.toEqual([]);
      const { but } = layer;
      if (but) expect(files.filter((file) => layer.from.test(file) && but.test(file))).not.toEqual([]);
    },
  );

  test('every form of an import is seen, and whether it names types alone', () => {
    const text = [
      "import type { A } from './a.ts';",
      "import { b, type B } from '../b.ts';",
      "import './c.css';",
      "export { d } from './d.ts';",
      "export type E = import('./e.ts').E;",
      "export const late = () => import('./f.ts');",
    ];
    const found = importsOf('shared/edit/every-form.ts', text.join('\n')).map(({ line, to, typeOnly }) => [
      line,
      to,
      typeOnly,
    ]);
    expect(found.sort()).toEqual([
      [1, 'shared/edit/a.ts', true],
      [2, 'shared/b.ts', false],
      [3, 'shared/edit/c.css', false],
      [4, 'shared/edit/d.ts', false],
      [5, 'shared/edit/e.ts', true],
      [6, 'shared/edit/f.ts', false],
    ]);
  });
});

describe('the READMEs of the rooms', () => {
  const rooms = [...new Set(sourceFiles(root).map((file) => file.split('/').slice(0, 2).join('/')))]
    .filter((room) => !/\.tsx?$/.test(room))
    .sort();

  test.each(rooms)('%s has one, which names what is there', async (room) => {
    const folder = path.join(root, room);
    const text = await readFile(path.join(folder, 'README.md'), 'utf8');
    const named = [...text.matchAll(/`([\w./-]+(?:\.tsx?|\/))`/g)].map(([, name = '']) => name);
    expect(named.filter((name) => ![folder, root].some((from) => existsSync(path.join(from, name))))).toEqual([]);
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
