import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import packageFile from '../../../package.json' with { type: 'json' };
import { sample, samples } from './program.ts';

const root = path.join(import.meta.dirname, '../../..');

/** The program as it is installed: `package.json`, `out/cli` and `out/workers`, far from the project. */
let installed: string;
beforeAll(async () => {
  installed = await mkdtemp(path.join(os.tmpdir(), 'anchorite-installed-'));
  await copyFile(path.join(root, 'package.json'), path.join(installed, 'package.json'));
  for (const mode of ['cli', 'workers'])
    await build({
      configFile: path.join(root, 'main/vite.config.ts'),
      mode,
      logLevel: 'error',
      build: { outDir: path.join(installed, 'out', mode), emptyOutDir: true, sourcemap: false },
    });
});
afterAll(() => rm(installed, { recursive: true, force: true }));

function start(...words: readonly string[]): ChildProcess {
  return spawn(process.execPath, [path.join(installed, 'out/cli/anchorite.js'), ...words], {
    cwd: installed,
    env: { ...process.env, ANCHORITE_USER_FOLDER: path.join(installed, 'user') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function run(...words: readonly string[]): Promise<{ code: number | null; out: string; said: string }> {
  const child = start(...words);
  let [out, said] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, said };
}

test('the installed program does the main job, prints JSON and nothing else, and draws no bar in a pipe', async () => {
  expect(await run('--version')).toEqual({ code: 0, out: `${packageFile.version}\n`, said: '' });
  const imported = await run('import', 'c', ...samples, '--json');
  expect(imported.code).toBe(0);
  // What an import left out of the exports is said a line for each document, and no bar.
  for (const line of imported.said.split('\n').slice(0, -1))
    expect(line).toMatch(/^“.*: taken for what surrounds the document/);
  expect(imported.said).not.toContain('\r');
  expect((JSON.parse(imported.out) as { imported: readonly unknown[] }).imported).toHaveLength(5);
  const corrected = await run('correct', 'c', '--find', 'STEVENS\\s(ON)', '--replace', 'STEVENS$1', '--regex');
  expect([corrected.code, corrected.said]).toEqual([0, '2 hits in 1 document changed.\n']);
  const exported = await run('export', 'c', '--to', 'tei', '--out', 'tei', '--json');
  expect([exported.code, exported.said]).toEqual([0, '']);
  expect(await run('check', 'c')).toMatchObject({ code: 0 });
});

test('the exit code is the process’s own', async () => {
  expect((await run('list', 'nowhere')).code).toBe(3);
  expect((await run('list')).code).toBe(2);
  await run('import', 'd', sample(4));
  expect((await run('tag', 'd', path.parse(sample(4)).name, '--find', 'Zyx', '--as', 'place')).code).toBe(1);
});

test.runIf(existsSync('/dev/full'))('results that cannot be written are told in a sentence', async () => {
  await run('import', 'f', sample(0));
  const full = openSync('/dev/full', 'w');
  const child = spawn(process.execPath, [path.join(installed, 'out/cli/anchorite.js'), 'list', 'f'], {
    cwd: installed,
    env: { ...process.env, ANCHORITE_USER_FOLDER: path.join(installed, 'user') },
    stdio: ['ignore', full, 'pipe'],
  });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  closeSync(full);
  expect([code, said]).toEqual([3, 'The results could not be written: the disk is full.\n']);
});

test('whoever reads the results may stop reading', async () => {
  await run('import', 'e', sample(0));
  const child = start('show', 'e', path.parse(sample(0)).name, '--json');
  child.stdout?.destroy();
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  expect([code, said]).toEqual([0, '']);
});
