import path from 'node:path';
import { nanoid } from 'nanoid';
import type { PageImage } from '../../../shared/document/page-image.ts';
import type { ConfinedFileSystem } from '../disk/confined-file-system.ts';
import { errorCode, makeFolders, removeTree } from '../disk/file-system.ts';
import { temporarySuffix } from '../disk/replace-file.ts';

/** The one name in a document's folder of images that is no image's. */
export const tilesFolderName = 'tiles';

/** The folder of the pictures made from a page image. A file that takes the place of another has pictures of its own.
 *  @param facsimile the document's folder of images, or one that is used instead */
export const tileFolder = (facsimile: string, { sha256, frame }: Pick<PageImage, 'sha256' | 'frame'>): string =>
  path.join(facsimile, tilesFolderName, `${sha256.slice(0, 16)}-${frame}`);

const thumbnailName = 'thumbnail.jpg';

/** Writes the tiles of a level; the folder of the level is there when all of them are. They can be made again, so nothing waits
 *  for the disk. */
export async function writeLevel(
  fileSystem: ConfinedFileSystem,
  folder: string,
  level: number,
  tiles: AsyncIterable<{ readonly name: string; readonly bytes: Uint8Array }>,
): Promise<void> {
  const target = path.join(folder, String(level));
  const building = `${target}.${nanoid(8)}${temporarySuffix}`;
  await makeFolders(fileSystem, building);
  for await (const { name, bytes } of tiles) await writeQuickly(fileSystem, path.join(building, name), bytes);
  await putInPlace(fileSystem, building, target);
}

export async function writeThumbnailFile(
  fileSystem: ConfinedFileSystem,
  folder: string,
  bytes: Uint8Array,
): Promise<void> {
  await makeFolders(fileSystem, folder);
  const temporary = path.join(folder, `${nanoid(8)}${temporarySuffix}`);
  await writeQuickly(fileSystem, temporary, bytes);
  await fileSystem.rename(temporary, path.join(folder, thumbnailName));
}

async function writeQuickly(fileSystem: ConfinedFileSystem, file: string, bytes: Uint8Array): Promise<void> {
  const opened = await fileSystem.open(file, 'create');
  try {
    for (let written = 0; written < bytes.length; ) written += await opened.write(bytes.subarray(written));
  } finally {
    await opened.close();
  }
}

/** Someone else may have made the same tiles meanwhile. */
async function putInPlace(fileSystem: ConfinedFileSystem, building: string, target: string): Promise<void> {
  try {
    await fileSystem.rename(building, target);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(errorCode(error) ?? '')) throw error;
    await removeTree(fileSystem, building);
  }
}

/** The bytes of a tile; null while it is not there, or when it cannot be read: who makes it anew tells why that fails.
 *  @param folder of the page's pictures */
export const readTile = (
  fileSystem: ConfinedFileSystem,
  folder: string,
  { level, column, row }: { readonly level: number; readonly column: number; readonly row: number },
): Promise<Uint8Array | null> => readIfThere(fileSystem, path.join(folder, String(level), `${column}_${row}.jpg`));

export const readThumbnail = (fileSystem: ConfinedFileSystem, folder: string): Promise<Uint8Array | null> =>
  readIfThere(fileSystem, path.join(folder, thumbnailName));

async function readIfThere(fileSystem: ConfinedFileSystem, file: string): Promise<Uint8Array | null> {
  try {
    return (await fileSystem.stat(file))?.kind === 'file' ? await fileSystem.readFile(file) : null;
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return null;
  }
}

/** Whether all tiles of a level are there. */
export async function hasLevel(fileSystem: ConfinedFileSystem, folder: string, level: number): Promise<boolean> {
  try {
    return (await fileSystem.stat(path.join(folder, String(level))))?.kind === 'folder';
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return false;
  }
}
