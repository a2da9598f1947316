import { homedir } from 'node:os';
import path from 'node:path';
import { errorCode, type FileSystem } from './file-system.ts';

/** Where it is kept which replica each folder of a collection on this machine is.
 *  @param user the person's own folder */
export const workingCopiesFolder = (user: string): string => path.join(user, 'working-copies');

/** Where a person's preferences are, the same for the window and the command line.
 *  @param platform as `process.platform` names it
 *  @param environment `ANCHORITE_USER_FOLDER` overrides every rule */
export function userFolder(
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
  home: string = homedir(),
): string {
  const chosen = environment.ANCHORITE_USER_FOLDER;
  if (chosen) return path.resolve(chosen);
  switch (platform) {
    case 'win32':
      return path.join(environment.APPDATA || path.join(home, 'AppData', 'Roaming'), 'Anchorite');
    case 'darwin':
      return path.join(home, 'Library', 'Application Support', 'Anchorite');
    default: {
      const config = environment.XDG_CONFIG_HOME;
      // The XDG rules say that a relative path there is to be ignored.
      return path.join(config && path.isAbsolute(config) ? config : path.join(home, '.config'), 'Anchorite');
    }
  }
}

/** A file of that folder, where it really is: some people keep their settings elsewhere and put links in their place. */
export async function userFile(fileSystem: FileSystem, folder: string, name: string): Promise<string> {
  const file = path.join(folder, name);
  try {
    return await fileSystem.realPath(file);
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return file;
  }
}
