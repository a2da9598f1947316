import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { projectRoot, ToolFailure } from '../lib/project.mjs';
import { copySample } from './copy-sample.mjs';
import { assertWithoutElectron, linkProgram, makeExecutable } from './program-file.mjs';
import { inputHash, isFresh, markFresh } from './stamp.mjs';

const program = 'out/cli/anchorite.js';

/**
 * @typedef {object} Target
 * @property {string} name
 * @property {string} configFile
 * @property {string} mode chooses the bundle in the configuration
 * @property {string} output the folder below out/, relative to the project
 * @property {readonly string[]} inputs what it is made from besides shared/
 * @property {string | undefined} entry its first file, or nothing when there is none yet
 * @property {() => void} [finish] what remains to be done with the output
 */

/** @param {string} file @returns {string | undefined} */
function existing(file) {
  return existsSync(path.join(projectRoot, file)) ? file : undefined;
}

/** @param {string} name @param {string | undefined} entry @param {() => void} [finish] @returns {Target} */
function mainTarget(name, entry, finish) {
  const target = {
    name,
    configFile: 'main/vite.config.ts',
    mode: name,
    output: `out/${name}`,
    inputs: ['main', 'resources'],
    entry,
  };
  return finish ? { ...target, finish } : target;
}

/** @returns {readonly Target[]} */
function targets() {
  return [
    mainTarget('main', existing('main/shell/index.ts')),
    mainTarget('preload', existing('main/shell/preload.ts')),
    mainTarget('cli', existing('main/cli/cli.ts'), () => {
      makeExecutable(path.join(projectRoot, program));
      assertWithoutElectron(path.join(projectRoot, 'out/cli'));
    }),
    mainTarget('workers', existing('main/workers/worker-server.ts')),
    {
      name: 'renderer',
      configFile: 'renderer/vite.config.ts',
      mode: 'production',
      output: 'out/renderer',
      inputs: ['renderer', 'resources/languages'],
      entry: existing('renderer/index.html'),
    },
  ];
}

/** @param {Target} target @throws {ToolFailure} with the builder's own explanation, which shows the place in the source */
async function bundle(target) {
  try {
    await build({ configFile: path.join(projectRoot, target.configFile), mode: target.mode, logLevel: 'warn' });
  } catch (error) {
    throw new ToolFailure(`The build of ${target.output} failed: ${error instanceof Error ? error.message : error}`);
  }
}

/** Builds one target unless nothing it is made from has changed.
 *  @param {Target} target
 *  @returns {Promise<'built' | 'fresh' | 'absent'>} */
async function buildTarget(target) {
  const folder = path.join(projectRoot, target.output);
  if (target.entry === undefined) {
    rmSync(folder, { recursive: true, force: true });
    return 'absent';
  }
  const hash = inputHash(target.inputs);
  if (isFresh(target.name, hash, target.output)) return 'fresh';
  await bundle(target);
  target.finish?.();
  markFresh(target.name, hash, target.output);
  return 'built';
}

/** Builds everything that is not up to date into out/ and makes `npx anchorite` work.
 *  @param {(line: string) => void} say */
export async function buildAll(say) {
  const started = Date.now();
  const results = {
    built: /** @type {string[]} */ ([]),
    fresh: /** @type {string[]} */ ([]),
    absent: /** @type {string[]} */ ([]),
  };
  for (const target of targets()) results[await buildTarget(target)].push(target.name);
  results[copySample()].push('sample');
  if (existsSync(path.join(projectRoot, program))) linkProgram('anchorite', program);
  if (results.absent.length > 0) say(`Not there yet, so not built: ${results.absent.join(', ')}`);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  say(results.built.length > 0 ? `Built ${results.built.join(', ')} in ${seconds} s` : 'The build is up to date');
}
