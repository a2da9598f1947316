import path from 'node:path';
import { buildProject } from './build.mjs';
import { isProgram, projectRoot, runProgram } from './lib/project.mjs';
import { withElectron } from './runtime/electron-session.mjs';

const folder = path.join(projectRoot, 'release/linux-unpacked');

/** Builds the application as a folder that runs on its own, and tries it. */
async function packageProject() {
  await buildProject();
  const { buildPackage } = await import('./package/build-package.mjs');
  const { smokeTest } = await import('./package/smoke-test.mjs');
  await withElectron(async ({ runtime, environment }) => {
    await buildPackage(runtime);
    process.stdout.write(`Packaged with Electron ${runtime.version} (${runtime.origin})\n`);
    if (process.platform !== 'linux') return;
    // What the project's own Electron needs must not reach the packaged one.
    const { ELECTRON_OVERRIDE_DIST_PATH: _, ...clean } = environment;
    await smokeTest(path.join(folder, 'anchorite'), clean);
    process.stdout.write(`The packaged application starts and opens its sample collection: ${folder}\n`);
  });
}

if (isProgram(import.meta.url)) await runProgram(packageProject);
