import path from 'node:path';
import { type FileSystem, nodeFileSystem } from './file-system.ts';
import { makeFolders } from './folders.ts';
import { writeAll } from './replace-file.ts';
import { userFile } from './user-folder.ts';

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
