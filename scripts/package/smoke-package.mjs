import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ToolFailure } from '../lib/project.mjs';
import { run } from '../lib/run.mjs';

/** An account without rights, by its number on every Unix. */
const nobody = 65_534;

/** Unpacks a package as an installation would, and tries what is in it as somebody without rights, where there is no network.
 *  @param {string} file the Debian package, or the file system of an AppImage
 *  @throws ToolFailure when something of it does not work */
export async function smokeInstalled(file) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-installed-'));
  try {
    await chmod(folder, 0o755);
    const root = path.join(folder, 'root');
    await unpack(file, root);
    const home = path.join(folder, 'home');
    await mkdir(home, { mode: 0o700 });
    const isRoot = process.getuid?.() === 0;
    if (isRoot) await chown(home, nobody, nobody);
    const program = path.join(import.meta.dirname, 'smoke-installed.mjs');
    const started = [process.execPath, program, root, path.join(home, 'work')];
    const rights = isRoot ? ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'] : [];
    // A network of its own in which there is nothing but the way back to itself: a person without rights may not raise that.
    const words = isRoot
      ? ['--net', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh', ...rights, ...started]
      : [
          '--user',
          '--map-current-user',
          '--keep-caps',
          '--net',
          'sh',
          '-c',
          'ip link set lo up && exec "$@"',
          'sh',
          ...started,
        ];
    const { PATH = '' } = process.env;
    const outcome = await run('unshare', words, {
      env: { PATH, HOME: home, TMPDIR: home, LANG: 'C.UTF-8' },
      cwd: home,
    });
    if (outcome.code !== 0) throw new ToolFailure(`What ${path.basename(file)} installs does not work.`);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** @param {string} file
 *  @param {string} root */
async function unpack(file, root) {
  const [program, ...words] = file.endsWith('.deb')
    ? ['dpkg-deb', '-x', file, root]
    : ['unsquashfs', '-quiet', '-no-progress', '-dest', root, file];
  const { code, stderr } = await run(program, words, { capture: true });
  if (code !== 0) throw new ToolFailure(`${path.basename(file)} could not be unpacked: ${stderr}`);
}
