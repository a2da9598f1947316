import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { cacheRoot, isProgram, projectRoot, runProgram, ToolFailure } from './lib/project.mjs';
import { run, runNpm } from './lib/run.mjs';

/** What is measured beside our own, at the versions that were last looked at, by the benchmark that needs it. */
const peers = new Map([
  ['storage', ['node-sqlite3-wasm@0.8.60']],
  ['compare', ['fast-diff@1.3.0']],
]);
/** Packages that bring files of their own are not bundled, here as in the program (main/vite.config.ts). */
const carried = [/^@napi-rs\/canvas/, /^pdfjs-dist/, /^tesseract\.js/, /^@tesseract\.js-data/];
const benches = path.join(projectRoot, 'tests', 'bench');

/** @param {readonly string[]} wanted packages with their versions
 *  @returns {Promise<string>} a file beside the `node_modules` that hold the peers */
async function installPeers(wanted) {
  const folder = path.join(cacheRoot(), 'bench-peers');
  const manifest = path.join(folder, 'package.json');
  // All at once, because npm takes out what the manifest does not name.
  const dependencies = Object.fromEntries([...peers.values()].flat().map((peer) => peer.split('@')));
  /** @param {string} peer */
  const isThere = (peer) => existsSync(path.join(folder, 'node_modules', peer.split('@')[0] ?? ''));
  if (!wanted.every(isThere)) {
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
    build: {
      ssr: path.join(benches, `${name}-bench.ts`),
      target: 'node20',
      outDir: output,
      rolldownOptions: { external: carried },
    },
    ssr: { noExternal: true, external: ['@napi-rs/canvas', 'pdfjs-dist', 'tesseract.js', '@tesseract.js-data/eng'] },
  });
  const program = path.join(output, `${name}-bench.js`);
  const wanted = peers.get(name);
  const { code } = await run(process.execPath, [program, ...(wanted ? [await installPeers(wanted)] : []), ...more]);
  rmSync(output, { recursive: true });
  return code;
}

if (isProgram(import.meta.url)) {
  await runProgram(async () => {
    const [name, ...more] = process.argv.slice(2);
    process.exitCode = await bench(name, more);
  });
}
