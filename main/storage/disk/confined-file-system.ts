import path from 'node:path';
import {
  errorCode,
  type FileStat,
  type FileSystem,
  type FolderEntry,
  type OpenFile,
  type OpenMode,
  type PathFault,
  RefusedPathError,
} from './file-system.ts';
import { mostBytesOf } from './size-limits.ts';

/** The one gate to the files of a collection, or of its backups. The folder may be anybody's: an archive that was unpacked, a share, a
 *  Git checkout. So nothing is reached through a link below it, nothing but plain files is opened, and none is read that is larger than
 *  its kind may be.
 *
 *  Before each call every folder on the way is looked at. Whoever may write to the folder at the very moment could still put a link in
 *  the place of one between that look and the call, for which Node has no remedy; a file itself is opened as what it is.
 *
 *  All methods throw `RefusedPathError` for what they do not touch. */
export class ConfinedFileSystem implements FileSystem {
  /** Without the gate. */
  readonly base: FileSystem;
  /** The folder, as it was named. */
  readonly root: string;
  /** Where that was when the gate was made. */
  readonly #realRoot: string;
  readonly #prefix: string;

  constructor(base: FileSystem, root: string, realRoot: string) {
    this.base = base;
    this.root = root;
    this.#realRoot = realRoot;
    this.#prefix = root + path.sep;
  }

  open(file: string, mode: OpenMode): Promise<OpenFile> {
    return this.#at(file, (place) => this.#named(place, this.base.open(place, mode)));
  }

  readFile(file: string, mostBytes = mostBytesOf(path.relative(this.root, file))): Promise<Uint8Array> {
    return this.#at(file, (place) => this.#named(place, this.base.readFile(place, mostBytes)));
  }

  readFolder(folder: string): Promise<readonly FolderEntry[]> {
    return this.#at(folder, (place) => this.base.readFolder(place), 'folder');
  }

  stat(name: string): Promise<FileStat | null> {
    return this.#at(name, (place) => this.base.stat(place));
  }

  /** Null also when something else than a folder is on the way.
   *  @param folders those on the way that were looked at a moment ago; the others are added */
  statNow(name: string, folders: Set<string> = new Set()): FileStat | null {
    const place = this.#placeOf(name);
    if (place !== this.#realRoot && !this.#isFolderNow(path.dirname(place), folders)) return null;
    const stat = this.base.statNow(place);
    if (stat?.kind === 'folder') folders.add(place);
    return stat;
  }

  #isFolderNow(folder: string, folders: Set<string>): boolean {
    if (folder === this.#realRoot || folders.has(folder)) return true;
    if (!this.#isFolderNow(path.dirname(folder), folders) || this.base.statNow(folder)?.kind !== 'folder') return false;
    folders.add(folder);
    return true;
  }

  makeFolder(folder: string): Promise<void> {
    return this.#at(folder, (place) => this.base.makeFolder(place));
  }

  rename(from: string, to: string): Promise<void> {
    return this.#at(from, (fromPlace) =>
      this.#at(to, async (toPlace) => {
        await this.#refuseLink(fromPlace);
        await this.#refuseLink(toPlace);
        await this.base.rename(fromPlace, toPlace);
      }),
    );
  }

  link(from: string, to: string): Promise<void> {
    return this.#at(from, (fromPlace) =>
      this.#at(to, async (toPlace) => {
        // Some systems follow a link here, others make another one.
        await this.#refuseLink(fromPlace);
        await this.base.link(fromPlace, toPlace);
      }),
    );
  }

  /** Of a link, the link itself. */
  removeFile(file: string): Promise<void> {
    return this.#at(file, (place) => this.base.removeFile(place));
  }

  removeFolder(folder: string): Promise<void> {
    return this.#at(folder, (place) => this.base.removeFolder(place));
  }

  syncFolder(folder: string): Promise<void> {
    return this.#at(folder, (place) => this.base.syncFolder(place), 'folder');
  }

  realPath(name: string): Promise<string> {
    return this.#at(name, (place) => this.base.realPath(place));
  }

  /** Calls with where a path really is, when every folder on the way is one.
   *  @param what `folder` when what the path leads to is to be one, too */
  async #at<Result>(
    name: string,
    call: (place: string) => Promise<Result>,
    what: 'name' | 'folder' = 'name',
  ): Promise<Result> {
    const place = this.#placeOf(name);
    const folder = what === 'folder' || place === this.#realRoot ? place : path.dirname(place);
    try {
      if (folder !== this.#realRoot && !(await this.#isItsOwnRealPath(folder)))
        await this.#refuseOthersThanFolders(folder);
      return await call(place);
    } catch (error) {
      if (errorCode(error) === 'ENOTDIR') await this.#refuseOthersThanFolders(folder);
      throw error;
    }
  }

  #placeOf(name: string): string {
    // Nearly always, and several times as quick.
    if (name.startsWith(this.#prefix) && !name.includes('..')) return this.#realRoot + name.slice(this.root.length);
    const within = path.relative(this.root, name);
    if (within === '..' || within.startsWith(`..${path.sep}`) || path.isAbsolute(within))
      throw new RefusedPathError({ kind: 'outside' }, name);
    return path.join(this.#realRoot, within);
  }

  /** Sees that a folder and all above it, up to the root, are folders and no links. What is missing is for the call to tell. */
  async #refuseOthersThanFolders(folder: string): Promise<void> {
    const names = path.relative(this.#realRoot, folder).split(path.sep);
    for (const [index] of names.entries()) {
      const place = path.join(this.#realRoot, ...names.slice(0, index + 1));
      const kind = (await this.base.stat(place))?.kind;
      if (kind === undefined) return;
      if (kind !== 'folder') throw this.#refused({ kind }, place);
    }
  }

  /** One question instead of one for each folder. Where the system writes a path in another way, such as with other capitals, each is
   *  asked after all. */
  async #isItsOwnRealPath(folder: string): Promise<boolean> {
    try {
      return (await this.base.realPath(folder)) === folder;
    } catch (error) {
      if (errorCode(error) === null) throw error;
      return false;
    }
  }

  async #refuseLink(place: string): Promise<void> {
    if ((await this.base.stat(place))?.kind === 'link') throw this.#refused({ kind: 'link' }, place);
  }

  /** What the file system itself refuses is named in the same way. */
  #named<Result>(place: string, called: Promise<Result>): Promise<Result> {
    return called.catch((error: unknown) => {
      throw error instanceof RefusedPathError ? this.#refused(error.fault, place) : error;
    });
  }

  /** Names the place relative to the folder, with `/` between names. */
  #refused(fault: PathFault, place: string): RefusedPathError {
    const shown = path.relative(this.#realRoot, place).split(path.sep).join('/');
    return new RefusedPathError(fault, place, shown === '' ? this.root : shown);
  }
}

/** Where a file or folder is, and the gate that leads to it: for processes that make the gate themselves. */
export interface ConfinedPath {
  readonly root: string;
  readonly path: string;
}

/** The gate to a folder. The folder itself may be reached through links, as a person named it; where they lead is asked once.
 *  @param folder need not be there yet */
export async function confined(fileSystem: FileSystem, folder: string): Promise<ConfinedFileSystem> {
  const base = fileSystem instanceof ConfinedFileSystem ? fileSystem.base : fileSystem;
  const root = path.resolve(folder);
  return new ConfinedFileSystem(base, root, await realPathOf(base, root));
}

async function realPathOf(base: FileSystem, folder: string): Promise<string> {
  try {
    return await base.realPath(folder);
  } catch (error) {
    const parent = path.dirname(folder);
    if (errorCode(error) !== 'ENOENT' || parent === folder) throw error;
    return path.join(await realPathOf(base, parent), path.basename(folder));
  }
}
