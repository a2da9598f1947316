import path from 'node:path';
import { inEnglish } from '../../../shared/translation/retell.ts';
import { errorCode, type FileSystem, RefusedPathError } from '../disk/file-system.ts';
import { readFolderOrNone } from '../disk/journal-folder.ts';
import { makeEditionFolder, writeEditionFile } from './edition-files.ts';

/** Where a collection keeps templates of its own. */
export const collectionTemplates = (folder: string): string => path.join(folder, 'templates');

/** What a folder of templates holds, or what keeps it from being read, as a clause behind its name. */
export type TemplateFiles =
  | { readonly kind: 'read'; readonly files: ReadonlyMap<string, string> }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly reason: string };

const mostFiles = 200;
const mostBytes = 1024 * 1024;
const deepest = 3;

/** Notes for people, and what systems and editors put beside files. */
const isNoTemplate = (name: string): boolean => /^\.|^readme|~$|^thumbs\.db$|^desktop\.ini$|\.docx$/i.test(name);

/** Reads the files of a folder of templates, and of the folders in it, by their paths with slashes. Links are not followed. */
export async function readTemplateFiles(fileSystem: FileSystem, folder: string): Promise<TemplateFiles> {
  const files = new Map<string, string>();
  try {
    if ((await fileSystem.stat(folder)) === null) return { kind: 'missing' };
    const fault = await readInto(files, fileSystem, folder, '');
    return fault === null ? { kind: 'read', files } : { kind: 'unreadable', reason: fault };
  } catch (error) {
    if (error instanceof RefusedPathError)
      return { kind: 'unreadable', reason: inEnglish`could not be read: ${error.message}` };
    const code = errorCode(error);
    if (code === null) throw error;
    return { kind: 'unreadable', reason: inEnglish`could not be read (${code})` };
  }
}

async function readInto(
  files: Map<string, string>,
  fileSystem: FileSystem,
  folder: string,
  prefix: string,
): Promise<string | null> {
  for (const { name, kind } of await readFolderOrNone(fileSystem, path.join(folder, prefix))) {
    if (isNoTemplate(name)) continue;
    const inner = prefix === '' ? name : `${prefix}/${name}`;
    if (kind === 'folder') {
      if (inner.split('/').length > deepest) return inEnglish`has folders that are too deep: ${inner}`;
      const fault = await readInto(files, fileSystem, folder, inner);
      if (fault !== null) return fault;
    } else {
      if (files.size === mostFiles) return inEnglish`has more than ${mostFiles} files`;
      const bytes = await fileSystem.readFile(path.join(folder, ...inner.split('/')), mostBytes);
      const text = utf8Of(bytes);
      if (text === null) return inEnglish`has a file that is no text in UTF-8: ${inner}`;
      files.set(inner, text);
    }
  }
  return null;
}

function utf8Of(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Writes files of templates to a folder, which is made when it is not there.
 *  @returns their paths
 *  @throws the file system's error, ReplaceFileError */
export async function writeTemplateFiles(
  fileSystem: FileSystem,
  folder: string,
  files: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  const written: string[] = [];
  for (const [inner, text] of files) {
    const place = path.join(folder, path.posix.dirname(inner));
    await makeEditionFolder(fileSystem, place);
    written.push(await writeEditionFile(fileSystem, place, path.posix.basename(inner), text));
  }
  return written;
}
