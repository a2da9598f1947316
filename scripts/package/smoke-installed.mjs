// Tries an installed Anchorite as a person without rights has it, in a network that has nothing in it:
// smoke-installed.mjs <root of the tree> <folder to write in>. Started by smoke-package.mjs.
import assert from 'node:assert/strict';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectRoot, runProgram } from '../lib/project.mjs';
import { run } from '../lib/run.mjs';
import { displayEnvironment } from '../machine.mjs';
import { smokeTest } from './smoke-test.mjs';

/** @param {string} root
 *  @param {string} folder */
async function main(root, folder) {
  assert.notEqual(process.getuid?.(), 0, 'this is for somebody without rights');
  const program = path.join(root, 'usr/bin/anchorite');
  await tryCommands(program, folder);
  const display = await displayEnvironment();
  try {
    await smokeTest(path.join(root, 'opt/Anchorite/anchorite'), display.environment);
  } finally {
    await display.stop();
  }
  process.stdout.write('The window opens the sample collection and reads a page, in its sandbox.\n');
  process.stdout.write(`Packets that left: ${await packets()}\n`);
}

/** Imports and exports without a display, and compares with what the program under Node makes of the same collection.
 *  @param {string} program
 *  @param {string} folder */
async function tryCommands(program, folder) {
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...environment } = process.env;
  const env = { ...environment, ANCHORITE_USER_FOLDER: path.join(folder, 'user') };
  /** @param {string} command
   *  @param {readonly string[]} words */
  const done = async (command, ...words) => {
    const outcome = await run(command, words, { capture: true, env, cwd: folder });
    assert.equal(outcome.code, 0, `${words.join(' ')}: ${outcome.stderr}`);
    return outcome.stdout;
  };
  const version = JSON.parse(await readFile(path.join(projectRoot, 'package.json'), 'utf8')).version;
  assert.equal((await done(program, '--version')).trim(), version);
  const documents = path.join(projectRoot, 'fixtures/documents');
  const sources = (await readdir(documents))
    .filter((name) => name.endsWith('.txt'))
    .map((name) => path.join(documents, name));
  const picture = path.join(projectRoot, 'docs/screenshots/collection.png');
  const imported = JSON.parse(await done(program, 'import', 'letters', ...sources, picture, '--json'));
  assert.equal(imported.imported.length, sources.length + 1);
  const listed = JSON.parse(await done(program, 'list', 'letters', '--json'));
  assert.equal(listed.length, sources.length + 1);
  const found = await run(program, ['search', 'letters', 'no-such-word-is-in-it'], { capture: true, env, cwd: folder });
  assert.equal(found.code, 1, 'nothing that was found ends with 1');
  await done(program, 'export', 'letters', '--to', 'tei', '--out', 'packaged');
  await done(
    process.execPath,
    path.join(projectRoot, 'out/cli/anchorite.js'),
    'export',
    'letters',
    '--to',
    'tei',
    '--out',
    'node',
  );
  const names = (await readdir(path.join(folder, 'packaged'), { recursive: true })).sort();
  assert.deepEqual((await readdir(path.join(folder, 'node'), { recursive: true })).sort(), names);
  const editions = names.filter((name) => name.endsWith('.xml'));
  assert.equal(editions.length >= sources.length, true);
  for (const name of editions) {
    const [one, other] = await Promise.all(
      ['packaged', 'node'].map((from) => readFile(path.join(folder, from, name), 'utf8')),
    );
    assert.equal(one, other, name);
  }
  process.stdout.write(
    `Imported ${listed.length} documents and exported ${editions.length} editions, without a display.\n`,
  );
}

/** How many packets went out of this network by anything but the loop back to itself. */
async function packets() {
  const lines = (await readFile('/proc/net/dev', 'utf8')).split('\n').slice(2).filter(Boolean);
  const outside = lines.map((line) => line.trim().split(/[:\s]+/)).filter(([name]) => name !== 'lo');
  return outside.reduce((sum, fields) => sum + Number(fields[10]), 0);
}

await runProgram(async () => {
  const [root = '', folder = ''] = process.argv.slice(2);
  await mkdir(folder, { recursive: true });
  await main(root, folder);
});
