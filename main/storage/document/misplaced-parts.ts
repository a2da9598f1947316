import path from 'node:path';
import { inEnglish } from '../../../shared/translation/retell.ts';
import { type FileKind, type FileSystem, RefusedPathError } from '../disk/file-system.ts';
import { readFolderOrNone } from '../disk/journal-folder.ts';

/** What belongs into a folder under a name. */
type Parts = Readonly<Record<string, Extract<FileKind, 'file' | 'folder'>>>;

/** Of a collection's folder; what else is there tells itself when it is opened. */
export const collectionParts: Parts = {
  'collection.lock': 'file',
  entities: 'folder',
  authorities: 'folder',
  staging: 'folder',
  removed: 'folder',
  recovered: 'folder',
};

/** Of a document's folder; its journal tells itself when it is read. */
export const documentParts: Parts = {
  'document.json': 'file',
  source: 'folder',
  checkpoints: 'folder',
  facsimile: 'folder',
};

/** What stands in a folder where something else belongs, so that it is neither read nor written. Looks at names only.
 *  @param shown the folder as a person may be told it; empty for the collection's own
 *  @returns sentences */
export async function misplacedIn(
  fileSystem: FileSystem,
  folder: string,
  parts: Parts,
  shown: string,
): Promise<readonly string[]> {
  const sentences: string[] = [];
  for (const { name, kind } of await readFolderOrNone(fileSystem, folder)) {
    const wanted = parts[name];
    if (wanted === undefined || wanted === kind) continue;
    sentences.push(passedOver(new RefusedPathError({ kind }, path.join(folder, name), path.posix.join(shown, name))));
  }
  return sentences;
}

/** What a person is told of something that is not needed to go on. */
export const passedOver = ({ message }: RefusedPathError): string => inEnglish`${message}, so it was left as it is.`;

/** A folder from a stranger may hold any number. */
const mostNamed = 100;

/** Links, pipes and devices anywhere below a folder; of very many the first ones.
 *  @param shown the folder as a person may be told it
 *  @returns sentences */
export async function strangersBelow(
  fileSystem: FileSystem,
  folder: string,
  shown: string,
): Promise<readonly string[]> {
  const sentences: string[] = [];
  const left = [{ folder, shown }];
  for (let next = left.pop(); next && sentences.length < mostNamed; next = left.pop()) {
    for (const { name, kind } of await readFolderOrNone(fileSystem, next.folder)) {
      const entry = { folder: path.join(next.folder, name), shown: path.posix.join(next.shown, name) };
      if (kind === 'folder') left.push(entry);
      else if (kind !== 'file' && sentences.length < mostNamed)
        sentences.push(passedOver(new RefusedPathError({ kind }, entry.folder, entry.shown)));
    }
  }
  return sentences;
}

/** What the gate keeps from being tidied holds up nothing else: a sentence in the place of what was to be done.
 *  @throws any other error */
export function leftAsItIs(error: unknown): readonly string[] {
  if (error instanceof RefusedPathError) return [passedOver(error)];
  throw error;
}
