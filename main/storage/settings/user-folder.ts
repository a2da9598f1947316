import { homedir } from 'node:os';
import path from 'node:path';
import { Low } from 'lowdb';
import * as v from 'valibot';
import { interfaceLanguages, type LanguageChoice } from '../../../shared/translation/catalogue.ts';
import { errorCode, type FileSystem, makeFolders, nodeFileSystem } from '../disk/file-system.ts';
import { CheckedJsonFile } from '../disk/lowdb-adapter.ts';
import { writeAll } from '../disk/replace-file.ts';

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

/** Where and how large a window was when it was last closed; in pixels of the screen that do not count its scale. */
export interface WindowPlace {
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly maximized: boolean;
  /** How large everything in it is drawn; 1 is the actual size. */
  readonly zoom: number;
}

/** The language of the interface: that of the system, or a tag of BCP 47. */
const languageChoiceSchema = v.object({
  language: v.fallback(v.picklist(['system', ...interfaceLanguages]), 'system'),
});

/** The language of the interface that a person chose in the preferences; that of the system where they cannot be read. */
export async function readInterfaceLanguage(
  folder: string,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<LanguageChoice> {
  try {
    const file = await userFile(fileSystem, folder, 'preferences.json');
    return (await new CheckedJsonFile(fileSystem, file, languageChoiceSchema).read())?.language ?? 'system';
  } catch {
    return 'system';
  }
}

const coordinate = v.pipe(v.number(), v.safeInteger());
const length = v.pipe(v.number(), v.safeInteger(), v.minValue(200), v.maxValue(100_000));

const placeSchema: v.GenericSchema<unknown, WindowPlace> = v.object({
  bounds: v.object({ x: coordinate, y: coordinate, width: length, height: length }),
  maximized: v.boolean(),
  // Earlier versions did not keep it.
  zoom: v.fallback(v.pipe(v.number(), v.minValue(0.2), v.maxValue(5)), 1),
});

const placeFile = async (fileSystem: FileSystem, folder: string): Promise<CheckedJsonFile<WindowPlace>> =>
  new CheckedJsonFile(fileSystem, await userFile(fileSystem, folder, 'window.json'), placeSchema);

/** The place kept in the user's folder; null when there is none that can be read, which loses nothing. */
export async function readWindowPlace(
  folder: string,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<WindowPlace | null> {
  try {
    return await (await placeFile(fileSystem, folder)).read();
  } catch {
    return null;
  }
}

/** Keeps the place of the window.
 *  @throws ReplaceFileError when it could not be written */
export async function writeWindowPlace(
  folder: string,
  place: WindowPlace,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<void> {
  await makeFolders(fileSystem, folder);
  await new Low(await placeFile(fileSystem, folder), place).write();
}

/** Beyond this many bytes the log is set aside as the older one and begun anew; one older log is kept. */
const longestLogBytes = 256 * 1024;
const longestEntry = 8_000;

/** The log of what went wrong, for a report to the developers. */
export interface LogFile {
  /** Adds an entry after those before it. A log that cannot be written is no reason for anything else to fail. */
  append(entry: string, time: Date): Promise<void>;
}

/** The log in a folder: `anchorite.log`, and `anchorite.1.log` for what came before it. */
export function logFile(folder: string, fileSystem: FileSystem = nodeFileSystem): LogFile {
  let last: Promise<void> = Promise.resolve();
  return {
    append(entry, time) {
      const line = `${time.toISOString()} ${entry.slice(0, longestEntry)}\n`;
      last = last.then(() => append(fileSystem, folder, line)).catch(() => undefined);
      return last;
    },
  };
}

async function append(fileSystem: FileSystem, folder: string, line: string): Promise<void> {
  await makeFolders(fileSystem, folder);
  const file = await userFile(fileSystem, folder, 'anchorite.log');
  const stat = await fileSystem.stat(file);
  if (stat !== null && stat.size > longestLogBytes) await fileSystem.rename(file, path.join(folder, 'anchorite.1.log'));
  const opened = await fileSystem.open(file, 'append');
  try {
    await writeAll(opened, new TextEncoder().encode(line));
  } finally {
    await opened.close();
  }
}

const exportSchema: v.GenericSchema<unknown, { format: 1; folder: string }> = v.object({
  format: v.literal(1),
  folder: v.pipe(v.string(), v.maxLength(4096)),
});

const exportFile = async (fileSystem: FileSystem, folder: string) =>
  new CheckedJsonFile(fileSystem, await userFile(fileSystem, folder, 'export.json'), exportSchema);

/** The folder that something was exported to last; null when none is known. */
export async function readExportFolder(
  folder: string,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<string | null> {
  try {
    return (await (await exportFile(fileSystem, folder)).read())?.folder ?? null;
  } catch {
    return null;
  }
}

/** @throws ReplaceFileError when it cannot be written, which loses nothing that matters */
export async function writeExportFolder(
  folder: string,
  exported: string,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<void> {
  await makeFolders(fileSystem, folder);
  await (await exportFile(fileSystem, folder)).write({ format: 1, folder: exported });
}

/** What a window had open when the program was closed. */
export interface LastWindow {
  readonly collection: string;
  /** Null when the table was shown. */
  readonly document: string | null;
  /** Null when it is not known. */
  readonly place: WindowPlace | null;
}

/** So many windows are opened again at the most. */
const mostWindows = 20;

const folderName = v.pipe(v.string(), v.maxLength(4096));
const documentName = v.nullable(v.pipe(v.string(), v.maxLength(256)));

const sessionSchema: v.GenericSchema<unknown, { format: 2; windows: readonly LastWindow[] }> = v.union([
  v.object({
    format: v.literal(2),
    windows: v.pipe(
      v.array(
        v.object({
          collection: folderName,
          document: documentName,
          place: v.fallback(v.nullable(placeSchema), null),
        }),
      ),
      v.maxLength(mostWindows),
    ),
  }),
  // Earlier versions had one window.
  v.pipe(
    v.object({
      format: v.literal(1),
      last: v.nullable(v.object({ collection: folderName, document: documentName })),
    }),
    v.transform(({ last }) => ({ format: 2 as const, windows: last === null ? [] : [{ ...last, place: null }] })),
  ),
]);

const sessionFile = async (fileSystem: FileSystem, folder: string) =>
  new CheckedJsonFile(fileSystem, await userFile(fileSystem, folder, 'session.json'), sessionSchema);

/** What was open when the program was closed last, window by window; nothing when that cannot be read. */
export async function readLastSession(
  folder: string,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<readonly LastWindow[]> {
  try {
    return (await (await sessionFile(fileSystem, folder)).read())?.windows ?? [];
  } catch {
    return [];
  }
}

/** Keeps what is open.
 *  @throws ReplaceFileError when it could not be written */
export async function writeLastSession(
  folder: string,
  windows: readonly LastWindow[],
  fileSystem: FileSystem = nodeFileSystem,
): Promise<void> {
  await makeFolders(fileSystem, folder);
  await (await sessionFile(fileSystem, folder)).write({ format: 2, windows: windows.slice(0, mostWindows) });
}
