import path from 'node:path';
import type { FileSystem } from '../disk/file-system.ts';
import { replaceFile } from '../disk/replace-file.ts';

/** What Git is to know of every collection, by file, one line each. */
const linesOf: ReadonlyMap<string, readonly string[]> = new Map([
  [
    // What can be made again, and what concerns this copy of the collection alone.
    '.gitignore',
    [
      'collection.lock*',
      'journal/*/working-copy.json',
      'documents/*/document.json',
      'documents/*/checkpoints/',
      'documents/*/facsimile/tiles/',
      'index/',
      'staging/',
      'recovered/',
      '*.tmp',
    ],
  ],
  // Journals and sources are kept byte for byte: converted line ends would make them unreadable. Should two copies have added to
  // one journal all the same, both keep what they added.
  ['.gitattributes', ['* -text', '*.jsonl merge=union']],
]);

/** Files that a collection carries for Git. */
export const gitFileNames: readonly string[] = [...linesOf.keys()];

/** A person's own file that is longer is left alone. */
const largestFile = 1024 * 1024;

/** Adds the lines that are missing to the files that tell Git how to treat a collection; what else is in them stays.
 *  @throws ReplaceFileError or the file system's error */
export async function keepGitFiles(fileSystem: FileSystem, folder: string): Promise<void> {
  for (const [name, wanted] of linesOf) await keepGitLines(fileSystem, folder, name, wanted);
}

/** Adds the lines that are missing to one of them.
 *  @throws ReplaceFileError or the file system's error */
export async function keepGitLines(
  fileSystem: FileSystem,
  folder: string,
  name: string,
  wanted: readonly string[],
): Promise<void> {
  const file = path.join(folder, name);
  const stat = await fileSystem.stat(file);
  if (stat !== null && (stat.kind !== 'file' || stat.size > largestFile)) return;
  const text = stat === null ? '' : Buffer.from(await fileSystem.readFile(file)).toString('utf8');
  const lines = new Set(text.split('\n').map((line) => line.trim()));
  const missing = wanted.filter((line) => !lines.has(line));
  if (missing.length === 0) return;
  const before = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  await replaceFile(fileSystem, file, Buffer.from(`${before}${missing.join('\n')}\n`));
}
