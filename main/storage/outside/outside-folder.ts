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
    /** The permission is missing, or the disk failed; `code` is the operating system's. */
    | { readonly kind: 'unreadable'; readonly code: string };
}

export type GatheredFiles =
  | {
      readonly kind: 'gathered';
      readonly files: readonly FoundFile[];
      readonly refused: readonly RefusedFolder[];
      /** How many hidden files, links and files of the system were passed over. */
      readonly passedOver: number;
    }
  /** There are more files than can be imported at once. */
  | { readonly kind: 'too many'; readonly folder: string; readonly limit: number };

/** How much is looked at. */
interface GatherLimits {
  readonly files: number;
  /** Of folders within folders. */
  readonly depth: number;
}

const usualLimits: GatherLimits = { files: 10_000, depth: 16 };

/** Finds the files that a person means by files and folders: those of a folder and of the folders in it, in the order of their names, a
 *  folder's own files first. What the system put there is passed over; a collection, a backup of one, or a part of one is refused. */
export async function gatherFiles(
  fileSystem: FileSystem,
  named: readonly string[],
  limits: GatherLimits = usualLimits,
): Promise<GatheredFiles> {
  const gathering = new Gathering(fileSystem, limits);
  for (const one of named) {
    if (!(await gathering.take(one))) return { kind: 'too many', folder: one, limit: limits.files };
  }
  const { files, refused, passedOver } = gathering;
  return { kind: 'gathered', files, refused, passedOver };
}

class Gathering {
  readonly files: FoundFile[] = [];
  readonly refused: RefusedFolder[] = [];
  passedOver = 0;
  readonly #fileSystem: FileSystem;
  readonly #limits: GatherLimits;

  constructor(fileSystem: FileSystem, limits: GatherLimits) {
    this.#fileSystem = fileSystem;
    this.#limits = limits;
  }

  /** @returns whether there are no more files than may be */
  async take(named: string): Promise<boolean> {
    const collection = await collectionAround(this.#fileSystem, path.resolve(named));
    if (collection !== null) {
      this.refused.push({ folder: named, why: { kind: 'part of a collection', collection } });
      return true;
    }
    if (!(await isFolder(named))) {
      this.files.push({ file: named, isNamed: true });
      return this.files.length <= this.#limits.files;
    }
    const before = this.files.length + this.refused.length;
    const isBounded = await this.#takeFolder(named, 0);
    if (this.files.length + this.refused.length === before)
      this.refused.push({ folder: named, why: { kind: 'empty' } });
    return isBounded;
  }

  async #takeFolder(folder: string, depth: number): Promise<boolean> {
    const why = await this.#reasonAgainst(folder, depth);
    if (why !== null) {
      this.refused.push({ folder, why });
      return true;
    }
    const entries = await entriesOf(folder);
    if (typeof entries === 'string') {
      this.refused.push({ folder, why: { kind: 'unreadable', code: entries } });
      return true;
    }
    const kept = entries.filter(({ name, kind }) => kind !== 'other' && !isOfTheSystem(name));
    this.passedOver += entries.length - kept.length;
    for (const { name, kind } of kept)
      if (kind === 'file') this.files.push({ file: path.join(folder, name), isNamed: false });
    if (this.files.length > this.#limits.files) return false;
    for (const { name, kind } of kept)
      if (kind === 'folder' && !(await this.#takeFolder(path.join(folder, name), depth + 1))) return false;
    return true;
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
  /** A link is `other`. */
  readonly kind: 'file' | 'folder' | 'other';
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
          kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other',
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
  /^(?:\..*|~\$.*|thumbs\.db|ehthumbs.*\.db|desktop\.ini|icon\r|__macosx|@eadir|\$recycle\.bin|system volume information|lost\+found)$/i;

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
