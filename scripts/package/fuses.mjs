// Switches in Electron's own program that decide what it can be made to do; a release has them set once and for all.
import { FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';

/** The bytes of a fuse in the program. */
const disabled = '0'.charCodeAt(0);
const enabled = '1'.charCodeAt(0);

/** What a release is set to. Fuses that are not named here stay as Electron has them.
 *  @param {string} platform as Node names it: the integrity of the archive is checked on macOS and Windows only */
export const releaseFuses = (platform) => ({
  version: FuseVersion.V1,
  // Nothing around it can make another program of it: no plain Node, no options for Node, no debugger of Node.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // It runs what it was packed with.
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: platform !== 'linux',
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // Pages come from `app:`; what is left of `file:` has no rights of its own.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
});

/** Reads the fuses back from a packaged program.
 *  @param {string} executable
 *  @param {string} platform
 *  @returns {Promise<readonly string[]>} the names of those that are not as a release has them */
export async function wrongFuses(executable, platform) {
  const { version: _, ...wanted } = releaseFuses(platform);
  const found = /** @type {Record<string, unknown>} */ (await getCurrentFuseWire(executable));
  return Object.entries(wanted)
    .filter(([fuse, isOn]) => found[fuse] !== (isOn ? enabled : disabled))
    .map(([fuse]) => FuseV1Options[Number(fuse)] ?? fuse);
}
