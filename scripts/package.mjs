import { createHash } from 'node:crypto';
import { readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { buildProject } from './build.mjs';
import { isProgram, projectRoot, runProgram, ToolFailure } from './lib/project.mjs';
import { withElectron } from './runtime/electron-session.mjs';

const release = path.join(projectRoot, 'release');
const folder = path.join(release, 'linux-unpacked');

/** A package is sent by post and by mail: it may have this many bytes. */
const mostBytes = 150_000_000;

/** Builds the application as a folder that runs on its own, and tries it; with `--deb` and `--appimage` what is installed of it,
 *  tried as a person without rights; with `--twice` all of it once more from nothing, which has to be the same to the byte.
 *  @param {readonly string[]} words */
async function packageProject(words) {
  const files = await packageOnce(words);
  if (!words.includes('--twice')) return;
  const first = await Promise.all(files.map(digestOf));
  await rm(path.join(projectRoot, 'out'), { recursive: true, force: true });
  const second = await Promise.all((await packageOnce([...words, '--untried'])).map(digestOf));
  if (second.join() !== first.join()) throw new ToolFailure(`Two builds differ:\n${[...first, ...second].join('\n')}`);
  process.stdout.write(`Two builds are the same to the byte:\n${second.join('\n')}\n`);
}

/** @param {readonly string[]} words
 *  @returns {Promise<readonly string[]>} the packages that were made */
async function packageOnce(words) {
  await buildProject();
  const { buildPackage } = await import('./package/build-package.mjs');
  const { smokeTest } = await import('./package/smoke-test.mjs');
  const isTried = !words.includes('--untried');
  await withElectron(async ({ runtime, environment }) => {
    await buildPackage(runtime);
    process.stdout.write(`Packaged with Electron ${runtime.version} (${runtime.origin})\n`);
    if (process.platform !== 'linux' || !isTried) return;
    // What the project's own Electron needs must not reach the packaged one.
    const { ELECTRON_OVERRIDE_DIST_PATH: _, ...clean } = environment;
    await smokeTest(path.join(folder, 'anchorite'), clean);
    process.stdout.write(`The packaged application starts and opens its sample collection: ${folder}\n`);
  });
  const files = process.platform === 'linux' ? await linuxPackages(words) : [];
  if (isTried) {
    const { smokeInstalled } = await import('./package/smoke-package.mjs');
    for (const file of files) await smokeInstalled(file);
  }
  return files;
}

/** Makes the packages of a Linux system that are wanted, and says how large they are.
 *  @param {readonly string[]} words
 *  @returns {Promise<readonly string[]>} */
async function linuxPackages(words) {
  const { projectVersion } = await import('./package/linux-tree.mjs');
  const { manualPage } = await import('./package/manual-page.mjs');
  const version = await projectVersion();
  const made = { unpacked: folder, version, arch: process.arch, folder: release, manual: await manualPage(version) };
  const files = [];
  if (words.includes('--deb')) {
    const { buildDeb } = await import('./package/build-deb.mjs');
    files.push(await said('Debian package', await buildDeb(made)));
  }
  if (words.includes('--appimage')) {
    const { buildAppImage } = await import('./package/build-appimage.mjs');
    const { kind, file } = await buildAppImage({ ...made, runtime: process.env.APPIMAGE_RUNTIME });
    if (kind === 'file system')
      process.stdout.write('APPIMAGE_RUNTIME names no runtime of AppImages: this is what would follow it.\n');
    files.push(await said(kind, file));
  }
  return files;
}

/** @param {string} what
 *  @param {string} file */
async function said(what, file) {
  const { size } = await stat(file);
  process.stdout.write(`${what}, ${(size / 1e6).toFixed(1)} MB: ${file}\n`);
  if (size > mostBytes) throw new ToolFailure(`It is larger than ${mostBytes / 1e6} MB.`);
  return file;
}

/** @param {string} file */
const digestOf = async (file) =>
  `${createHash('sha256')
    .update(await readFile(file))
    .digest('hex')}  ${path.basename(file)}`;

if (isProgram(import.meta.url)) await runProgram(() => packageProject(process.argv.slice(2)));
