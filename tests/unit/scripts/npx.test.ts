import { execFile } from 'node:child_process';
import { lstat, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { linkProgram, makeExecutable } from '../../../scripts/build/program-file.mjs';
import { runNpm } from '../../../scripts/lib/run.mjs';

const root = path.join(import.meta.dirname, '../../..');
const run = promisify(execFile);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-npx-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** `npx --offline …` with a cache of its own, so that nothing an earlier run left there can help. */
function npx(project: string, ...words: readonly string[]) {
  const env = { ...process.env, npm_config_cache: path.join(folder, 'npm-cache'), npm_config_offline: 'true' };
  return runNpm(['exec', '--no', '--', ...words], { capture: true, cwd: project, env });
}

/** Whether npm's cache got a copy of the project: a link to it is none. */
async function isCopied(): Promise<boolean> {
  const cache = path.join(folder, 'npm-cache/_npx');
  for (const name of await readdir(cache).catch(() => [])) {
    const stats = await lstat(path.join(cache, name, 'node_modules/anchorite')).catch(() => undefined);
    if (stats && !stats.isSymbolicLink()) return true;
  }
  return false;
}

test('npx anchorite runs the built program, offline and without a copy of the project', async () => {
  await run(process.execPath, [path.join(root, 'scripts/build.mjs')]);
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const { code, stdout, stderr } = await npx(root, 'anchorite', '--version');
  expect({ code, stdout: stdout.trim() }, stderr).toEqual({ code: 0, stdout: version });
  expect(await isCopied()).toBe(false);
});

test('npx anchorite works after the build even when it was tried before', async () => {
  const project = path.join(folder, 'project');
  const program = 'out/cli/anchorite.js';
  await mkdir(path.join(project, path.dirname(program)), { recursive: true });
  const manifest = { name: 'anchorite', version: '1.0.0', type: 'module', bin: { anchorite: program } };
  await writeFile(path.join(project, 'package.json'), JSON.stringify(manifest));
  expect((await npx(project, 'anchorite')).code).not.toBe(0);

  await writeFile(path.join(project, program), "console.log('built', process.argv[2]);\n");
  await writeFile(path.join(project, `${program}.map`), JSON.stringify({ version: 3, mappings: 'AAAA' }));
  makeExecutable(path.join(project, program));
  linkProgram('anchorite', program, project);
  const { code, stdout } = await npx(project, 'anchorite', '--yes');
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'built --yes\n' });
});
