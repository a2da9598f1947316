import { ensureInstalled } from './ensure-installed.mjs';
import { isProgram, runProgram } from './lib/project.mjs';

/** Installs what is needed and builds what has changed. */
export async function buildProject() {
  await ensureInstalled();
  // Only now: the builder imports packages, which may have been installed a moment ago.
  const { buildAll } = await import('./build/build-all.mjs');
  await buildAll((line) => process.stdout.write(`${line}\n`));
}

if (isProgram(import.meta.url)) await runProgram(buildProject);
