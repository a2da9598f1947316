import { open } from 'node:fs/promises';
import { arch, release } from 'node:os';
import path from 'node:path';
import { keyFile, type OwnKeys, readKeyFile } from '../../shared/contract/commands/own-keys.ts';
import { scrubbed } from '../../shared/text/scrub.ts';
import { nodeFileSystem } from '../storage/disk/file-system.ts';
import { ReplaceFileError, replaceFile } from '../storage/disk/replace-file.ts';
import { done, type HandlersOf, refused } from './session/handler.ts';
import type { CollectionSession } from './session/session.ts';

/** How much of the log a report holds. */
const reportedBytes = 24 * 1024;
const reportedLines = 120;
/** A file of keys that is longer is none. */
const longestKeyFile = 256 * 1024;

/** What the program is, for a report to its developers. */
export function aboutHandlers({ shell }: CollectionSession): HandlersOf<'app:about' | 'app:show-log'> {
  const logFile = path.join(shell.userFolder, 'anchorite.log');
  return {
    async 'app:about'() {
      const log = await endOf(logFile, reportedBytes).catch(() => '');
      return done({
        version: shell.version,
        runtime: shell.runtime,
        system: `${shell.platform} ${arch()}, ${release()}`,
        logFile,
        logLines: log.split('\n').filter(Boolean).slice(-reportedLines).map(scrubbed),
      });
    },
    async 'app:show-log'() {
      shell.showInFolder(logFile);
      return done(null);
    },
  };
}

/** The last bytes of a file as text, from the beginning of a line.
 *  @throws the file system's error */
async function endOf(file: string, bytes: number): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const start = Math.max(0, size - bytes);
    const buffer = Buffer.alloc(Math.min(bytes, size));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, start);
    const text = buffer.subarray(0, bytesRead).toString('utf8');
    return start === 0 ? text : text.slice(text.indexOf('\n') + 1);
  } finally {
    await handle.close();
  }
}

/** Keys go from one installation to another as a file. */
export function keyHandlers(
  session: CollectionSession,
): HandlersOf<'preferences:export-keys' | 'preferences:import-keys'> {
  const { shell, preferences } = session;
  return {
    async 'preferences:export-keys'() {
      const asked = { title: 'Export the keys', name: 'anchorite-keys.json', kind: 'JSON', ending: 'json' };
      const file = await shell.chooseSaveFile(asked);
      if (file === null) return done(null);
      try {
        const bytes = new TextEncoder().encode(keyFile(preferences.preferences.keys));
        await replaceFile(nodeFileSystem, file, bytes);
        return done({ file });
      } catch (error) {
        if (!(error instanceof ReplaceFileError)) throw error;
        return refused({
          what: 'The keys were not written.',
          kept: 'The keys are as they were.',
          next: 'Choose another folder, or look whether the disk is full.',
          details: error.message,
        });
      }
    },
    async 'preferences:import-keys'() {
      const file = await shell.chooseKeyFile();
      if (file === null) return done(null);
      const text = await endOf(file, longestKeyFile).catch(() => '');
      const read = readKeyFile(text, shell.platform);
      if (!read.ok)
        return refused({
          what: `The keys of “${path.basename(file)}” were not taken over: ${read.reason}.`,
          kept: 'The keys are as they were.',
          next: 'Choose a file that “Export…” of the shortcuts wrote.',
          details: null,
        });
      return done(await keepKeys(session, read.keys));
    },
  };
}

async function keepKeys({ preferences, shell }: CollectionSession, keys: OwnKeys) {
  const saved = await preferences.save({ ...preferences.preferences, keys });
  shell.showKeys(saved.keys);
  return saved;
}
