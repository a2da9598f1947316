import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { readManifest } from '../backup/make-backup.ts';
import { readCollectionFile } from '../disk/collection-file.ts';
import { collectionJournals, sourceFolder } from '../disk/collection-paths.ts';
import { errorCode, type FileSystem } from '../disk/file-system.ts';
import { replicasIn } from '../disk/journal-folder.ts';

/** A file that was found. */
export interface FoundFile {
  readonly file: string;
  /** Whether a person named it; else it was in a folder that they named. */
  readonly isNamed: boolean;
}

/** A folder, or a file, that is not taken for files to import. */
export interface RefusedFolder {
  readonly folder: string;
  readonly why:
    | { readonly kind: 'collection' }
    | { readonly kind: 'backup' }
    /** It belongs to the collection in this folder. */
    | { readonly kind: 'part of a collection'; readonly collection: string }
    | { readonly kind: 'empty' }
    | { readonly kind: 'too deep' }
    /** It is a link, which is not followed, or a pipe, a socket or a device. */
    | { readonly kind: 'link' }
    | { readonly kind: 'special' }
    /** The permission is missing, or the disk failed; `code` is the operating system's. */
    | { readonly kind: 'unreadable'; readonly code: string };
}

/** A file or a folder that nobody means who names the folder around it. */
export interface LeftOut {
  readonly file: string;
  readonly why: 'hidden' | 'of the system';
}

export type GatheredFiles =
  | {
      readonly kind: 'gathered';
      readonly files: readonly FoundFile[];
      readonly refused: readonly RefusedFolder[];
      readonly leftOut: readonly LeftOut[];
    }
  | { readonly kind: 'cancelled' }
  /** There are more files than can be imported at once. */
  | { readonly kind: 'too many'; readonly folder: string; readonly limit: number };

/** How much is looked at. */
interface GatherLimits {
  readonly files: number;
  /** Of folders within folders. */
  readonly depth: number;
}

const usualLimits: GatherLimits = { files: 200_000, depth: 16 };

/** Finds the files that a person means by files and folders: those of a folder and of the folders in it, in the order of their names, a
 *  folder's own files first. What is hidden and what the system put there is left out; links and what is no file, a collection, a backup of
 *  one, and a part of one are refused. A link that a person names itself is what it leads to. */
export async function gatherFiles(
  fileSystem: FileSystem,
  named: readonly string[],
  limits: GatherLimits = usualLimits,
  goesOn: GoesOn = () => true,
): Promise<GatheredFiles> {
  const gathering = new Gathering(fileSystem, limits, goesOn);
  for (const one of named) {
    const stop = await gathering.take(one);
    if (stop === 'too many') return { kind: 'too many', folder: one, limit: limits.files };
    if (stop === 'cancelled') return { kind: 'cancelled' };
  }
  const { files, refused, leftOut } = gathering;
  return { kind: 'gathered', files, refused, leftOut };
}

/** Told of each folder that is looked into, and of how many files were found before: whether it is to be gone on with. */
export type GoesOn = (folder: string, found: number) => boolean;

/** Why it is not gone on with. */
type Stop = 'too many' | 'cancelled' | null;

class Gathering {
  readonly files: FoundFile[] = [];
  readonly refused: RefusedFolder[] = [];
  readonly leftOut: LeftOut[] = [];
  readonly #fileSystem: FileSystem;
  readonly #limits: GatherLimits;
  readonly #goesOn: GoesOn;

  constructor(fileSystem: FileSystem, limits: GatherLimits, goesOn: GoesOn) {
    this.#fileSystem = fileSystem;
    this.#limits = limits;
    this.#goesOn = goesOn;
  }

  async take(named: string): Promise<Stop> {
    const collection = await collectionAround(this.#fileSystem, path.resolve(named));
    if (collection !== null) {
      this.refused.push({ folder: named, why: { kind: 'part of a collection', collection } });
      return null;
    }
    if (!(await isFolder(named))) {
      this.files.push({ file: named, isNamed: true });
      return this.files.length <= this.#limits.files ? null : 'too many';
    }
    const before = this.files.length + this.refused.length;
    const stop = await this.#takeFolder(named, 0);
    if (stop === null && this.files.length + this.refused.length === before)
      this.refused.push({ folder: named, why: { kind: 'empty' } });
    return stop;
  }

  async #takeFolder(folder: string, depth: number): Promise<Stop> {
    if (!this.#goesOn(folder, this.files.length)) return 'cancelled';
    const why = await this.#reasonAgainst(folder, depth);
    if (why !== null) {
      this.refused.push({ folder, why });
      return null;
    }
    const entries = await entriesOf(folder);
    if (typeof entries === 'string') {
      this.refused.push({ folder, why: { kind: 'unreadable', code: entries } });
      return null;
    }
    const inner = this.#takeFiles(folder, entries);
    if (this.files.length > this.#limits.files) return 'too many';
    for (const name of inner) {
      const stop = await this.#takeFolder(path.join(folder, name), depth + 1);
      if (stop !== null) return stop;
    }
    return null;
  }

  /** @returns the names of the folders in it */
  #takeFiles(folder: string, entries: readonly Entry[]): readonly string[] {
    const folders: string[] = [];
    for (const { name, kind } of entries) {
      const file = path.join(folder, name);
      if (name.startsWith('.')) this.leftOut.push({ file, why: 'hidden' });
      else if (isOfTheSystem(name)) this.leftOut.push({ file, why: 'of the system' });
      else if (kind === 'file') this.files.push({ file, isNamed: false });
      else if (kind === 'folder') folders.push(name);
      else this.refused.push({ folder: file, why: { kind } });
    }
    return folders;
  }

  async #reasonAgainst(folder: string, depth: number): Promise<RefusedFolder['why'] | null> {
    if (depth > this.#limits.depth) return { kind: 'too deep' };
    if (await isCollection(this.#fileSystem, folder)) return { kind: 'collection' };
    return (await isBackup(this.#fileSystem, folder)) ? { kind: 'backup' } : null;
  }
}

/** Follows a link: a person meant what it leads to. */
async function isFolder(named: string): Promise<boolean> {
  try {
    return (await stat(named)).isDirectory();
  } catch (error) {
    if (errorCode(error) === null) throw error;
    // Whoever reads it tells what is wrong.
    return false;
  }
}

interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'special';
}

const naturalOrder = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** In the order in which a person would number them; the system's code when the folder cannot be read. */
async function entriesOf(folder: string): Promise<readonly Entry[] | string> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .map(
        (entry): Entry => ({
          name: entry.name,
          kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'link' : 'special',
        }),
      )
      .sort((a, b) => naturalOrder.compare(a.name, b.name) || (a.name < b.name ? -1 : 1));
  } catch (error) {
    const code = errorCode(error);
    if (code === null) throw error;
    return code;
  }
}

const systemNames =
  /^(?:~\$.*|thumbs\.db|ehthumbs.*\.db|desktop\.ini|icon\r|__macosx|@eadir|\$recycle\.bin|system volume information|lost\+found)$/i;

/** Whether the operating system, or a program beside it, keeps this for itself. */
const isOfTheSystem = (name: string): boolean => systemNames.test(name);

/** Whether a folder is a collection: by its file, or, when that is lost, by its journal. */
async function isCollection(fileSystem: FileSystem, folder: string): Promise<boolean> {
  try {
    const { kind } = await readCollectionFile(fileSystem, folder);
    if (kind !== 'missing' && kind !== 'unreadable') return true;
    return (await replicasIn(fileSystem, collectionJournals(folder))).length > 0 && (await hasDocuments(folder));
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return false;
  }
}

/** A folder `journal` with a folder in it may be anybody's. */
async function hasDocuments(folder: string): Promise<boolean> {
  const entries = await entriesOf(folder);
  return typeof entries !== 'string' && entries.some(({ name, kind }) => kind === 'folder' && name === 'documents');
}

async function isBackup(fileSystem: FileSystem, folder: string): Promise<boolean> {
  try {
    return (await readManifest(fileSystem, folder)).kind === 'read';
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return false;
  }
}

/** What a collection keeps in its folder for itself. */
const ownNames: ReadonlySet<string> = new Set([
  'collection.json',
  'documents',
  'index',
  'journal',
  'recovered',
  'removed',
  'staging',
]);

/** The collection that a file or folder is a part of; null when it is of none. What was imported, and images of pages, may be named: a
 *  person who names one of those means it. */
async function collectionAround(fileSystem: FileSystem, named: string): Promise<string | null> {
  for (
    let inner = named, folder = path.dirname(named);
    inner !== folder;
    inner = folder, folder = path.dirname(folder)
  ) {
    if (!ownNames.has(path.basename(inner)) || !(await isCollection(fileSystem, folder))) continue;
    const [, document, kind, ...rest] = path.relative(folder, named).split(path.sep);
    const isContent = document !== undefined && rest.length > 0 && (kind === source || kind === 'facsimile');
    if (!isContent || (await isFolder(named))) return folder;
  }
  return null;
}

const source = path.basename(sourceFolder(''));
