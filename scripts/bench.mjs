import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { cacheRoot, isProgram, projectRoot, runProgram, ToolFailure } from './lib/project.mjs';
import { run, runNpm } from './lib/run.mjs';

/** What is measured beside our own, at the versions that were last looked at; only benchmarks need it. */
const peers = ['node-sqlite3-wasm@0.8.60'];
const benches = path.join(projectRoot, 'tests', 'bench');

/** @returns {Promise<string>} a file beside the `node_modules` that hold the peers */
async function installPeers() {
  const folder = path.join(cacheRoot(), 'bench-peers');
  const manifest = path.join(folder, 'package.json');
  const dependencies = Object.fromEntries(peers.map((peer) => peer.split('@')));
  if (!existsSync(path.join(folder, 'node_modules'))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(manifest, JSON.stringify({ name: 'bench-peers', private: true, dependencies }));
    const { code } = await runNpm(['install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder });
    if (code !== 0) throw new ToolFailure(`The peers of the benchmarks could not be installed in ${folder}.`);
  }
  return manifest;
}

/** Builds a benchmark for Node and runs it.
 *  @param {string | undefined} name such as `storage`
 *  @param {readonly string[]} more arguments for it
 *  @returns {Promise<number>} its exit code */
async function bench(name, more) {
  const known = readdirSync(benches).filter((file) => file.endsWith('-bench.ts'));
  const names = known.map((file) => file.replace('-bench.ts', ''));
  if (!name || !names.includes(name)) throw new ToolFailure(`Name a benchmark: ${names.join(', ')}.`);
  const output = path.join(projectRoot, 'out', 'bench');
  await build({
    configFile: false,
    logLevel: 'warn',
    root: projectRoot,
    build: { ssr: path.join(benches, `${name}-bench.ts`), target: 'node20', outDir: output },
    // These bring files of their own, such as compiled code, and are found above the program.
    ssr: { noExternal: true, external: ['@napi-rs/canvas', 'tesseract.js', '@tesseract.js-data/eng'] },
  });
  const program = path.join(output, `${name}-bench.js`);
  const { code } = await run(process.execPath, [program, await installPeers(), ...more]);
  rmSync(output, { recursive: true });
  return code;
}

if (isProgram(import.meta.url)) {
  await runProgram(async () => {
    const [name, ...more] = process.argv.slice(2);
    process.exitCode = await bench(name, more);
  });
}
