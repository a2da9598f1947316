import { arch, release } from 'node:os';
import path from 'node:path';
import { keyFile, type OwnKeys, readKeyFile } from '../../shared/contract/commands/own-keys.ts';
import { scrubbed } from '../../shared/text/scrub.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { nodeFileSystem } from '../storage/disk/file-system.ts';
import { readOutsideFile } from '../storage/disk/outside-file.ts';
import { ReplaceFileError, replaceFile } from '../storage/disk/replace-file.ts';
import { done, type HandlersOf, refused } from './session/handler.ts';
import type { CollectionSession } from './session/session.ts';

/** A log is begun anew long before. */
const longestLog = 4 * 1024 * 1024;
/** How much of the log a report holds. */
const reportedLines = 120;
/** A file of keys that is longer is none. */
const longestKeyFile = 256 * 1024;

/** What the program is, for a report to its developers. */
export function aboutHandlers({
  shell,
}: CollectionSession): HandlersOf<'app:about' | 'app:show-log' | 'app:show-licences' | 'app:defect'> {
  const logFile = path.join(shell.userFolder, 'anchorite.log');
  return {
    async 'app:about'() {
      // A log that was begun anew just now says nothing of what was before.
      const earlier = await textOf(path.join(shell.userFolder, 'anchorite.1.log'), longestLog);
      const log = earlier + (await textOf(logFile, longestLog));
      return done({
        version: shell.version,
        runtime: shell.runtime,
        system: `${shell.platform} ${arch()}, ${release()}`,
        logFile,
        logLines: log.split('\n').filter(Boolean).slice(-reportedLines).map(scrubbed),
        hasLicences: shell.licencesFile !== undefined,
      });
    },
    async 'app:show-log'() {
      shell.showInFolder(logFile);
      return done(null);
    },
    async 'app:show-licences'() {
      if (shell.licencesFile !== undefined) shell.showInFolder(shell.licencesFile);
      return done(null);
    },
    async 'app:defect'({ details }) {
      shell.log(`window: ${details}`);
      return done(null);
    },
  };
}

/** A file as text; empty when it is not there, is too large or cannot be read. */
async function textOf(file: string, limit: number): Promise<string> {
  const read = await readOutsideFile(file, limit);
  return read.kind === 'read' ? new TextDecoder().decode(read.bytes) : '';
}

/** Keys go from one installation to another as a file. */
export function keyHandlers(
  session: CollectionSession,
): HandlersOf<'preferences:export-keys' | 'preferences:import-keys'> {
  const { shell, preferences } = session;
  return {
    async 'preferences:export-keys'() {
      const asked = { title: inEnglish`Export the keys`, name: 'anchorite-keys.json', kind: 'JSON', ending: 'json' };
      const file = await shell.chooseSaveFile(asked);
      if (file === null) return done(null);
      try {
        const bytes = new TextEncoder().encode(keyFile(preferences.preferences.keys));
        await replaceFile(nodeFileSystem, file, bytes);
        return done({ file });
      } catch (error) {
        if (!(error instanceof ReplaceFileError)) throw error;
        return refused({
          what: inEnglish`The keys were not written.`,
          kept: inEnglish`The keys are as they were.`,
          next: inEnglish`Choose another folder, or look whether the disk is full.`,
          details: error.message,
        });
      }
    },
    async 'preferences:import-keys'() {
      const file = await shell.chooseKeyFile();
      if (file === null) return done(null);
      const text = await textOf(file, longestKeyFile);
      const read = readKeyFile(text, shell.platform);
      if (!read.ok)
        return refused({
          what: inEnglish`The keys of “${path.basename(file)}” were not taken over: ${read.reason}.`,
          kept: inEnglish`The keys are as they were.`,
          next: inEnglish`Choose a file that “Export…” of the shortcuts wrote.`,
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
