import { readFile, stat } from 'node:fs/promises';
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
    if (process.argv.includes('--deb')) await packageDeb();
  });
}

/** Makes a Debian package of the folder, and says how large it is. */
async function packageDeb() {
  const { buildDeb } = await import('./package/build-deb.mjs');
  const { version } = JSON.parse(await readFile(path.join(projectRoot, 'package.json'), 'utf8'));
  const file = await buildDeb({ unpacked: folder, version, arch: process.arch, folder: path.dirname(folder) });
  const { size } = await stat(file);
  process.stdout.write(`Debian package, ${(size / 1e6).toFixed(1)} MB: ${file}\n`);
}

if (isProgram(import.meta.url)) await runProgram(packageProject);
