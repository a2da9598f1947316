import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { isProgram, projectRoot, runProgram, ToolFailure } from './lib/project.mjs';
import { run } from './lib/run.mjs';

/** Keeps a small collection as the present version writes it: once for every released format, before the number rises.
 *  @param {string} format such as `format-1` */
async function makeGoldenCollection(format) {
  const folder = path.join(projectRoot, 'fixtures', 'journals', format);
  if (existsSync(folder)) throw new ToolFailure(`${folder} is there already; golden files are never made again.`);
  const output = path.join(projectRoot, 'out', 'golden');
  await build({
    configFile: false,
    logLevel: 'warn',
    root: projectRoot,
    build: { ssr: 'tests/helpers/golden-program.ts', target: 'node20', outDir: output },
    ssr: { noExternal: true },
  });
  mkdirSync(folder, { recursive: true });
  const { code } = await run(process.execPath, [path.join(output, 'golden-program.js'), folder]);
  rmSync(output, { recursive: true });
  if (code !== 0) throw new ToolFailure('The golden collection was not made.');
}

if (isProgram(import.meta.url)) await runProgram(() => makeGoldenCollection(process.argv[2] ?? 'format-1'));
