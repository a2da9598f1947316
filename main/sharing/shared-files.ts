import path from 'node:path';
import { inEnglish } from '../../shared/translation/retell.ts';
import { errorCode, type FileSystem, makeFolders, RefusedPathError } from '../storage/disk/file-system.ts';
import { ReplaceFileError, replaceFile, temporarySuffix } from '../storage/disk/replace-file.ts';
import { mostBytesOf } from '../storage/disk/size-limits.ts';

/** What of a collection is shared. */
export type SharedSort = 'journal' | 'source' | 'image' | 'collection file';

const identifier = '[a-z][0-9a-z_-]{0,63}';
// No control characters, as no file that was imported has them in its name (`safeFileName`).
const fileName = '[^/\\\\.\\x00-\\x1f\\x7f][^/\\\\\\x00-\\x1f\\x7f]*';
/** What disks allow, in bytes. */
const longestName = 255;
const sorts: readonly (readonly [SharedSort, RegExp])[] = [
  [
    'journal',
    new RegExp(`^(?:journal|entities|documents/${identifier}/journal)(?:/${identifier}){1,2}/\\d{6,}\\.jsonl$`),
  ],
  ['source', new RegExp(`^documents/${identifier}/source/${fileName}$`)],
  ['image', new RegExp(`^documents/${identifier}/facsimile/${fileName}$`)],
  ['collection file', /^collection\.json$/],
];

/** What a path of a shared collection is; null for what is no part of one. */
export function sharedSort(name: string): SharedSort | null {
  if (name.endsWith(temporarySuffix)) return null;
  if (name.split('/').some((part) => Buffer.byteLength(part) > longestName)) return null;
  return sorts.find(([, pattern]) => pattern.test(name))?.[0] ?? null;
}

/** The document that a path belongs to; null for the collection's own. */
export const documentOf = (name: string): string | null => /^documents\/([^/]+)\//.exec(name)?.[1] ?? null;

/** What came of taking a file over. */
export type Taken =
  /** It is here now; of a journal, what came behind what was here. */
  | { readonly kind: 'taken'; readonly added: Uint8Array; readonly isNew: boolean }
  /** What is here has all of it. */
  | { readonly kind: 'known' }
  /** It was not taken; a sentence. */
  | { readonly kind: 'refused'; readonly why: string };

/** Takes over a file that another copy of the collection has. Journals only grow: the longer one stays, and where neither begins with the other
 *  both stay as they are, which is told. Anything else is taken only where nothing stands. Each file comes into its place at once.
 *  @param target where it belongs
 *  @throws ReplaceFileError, or the file system's error */
export async function takeFile(
  fileSystem: FileSystem,
  target: string,
  name: string,
  bytes: Uint8Array,
): Promise<Taken> {
  if (bytes.length > mostBytesOf(target)) return { kind: 'refused', why: inEnglish`${name} is too large` };
  try {
    const stat = await fileSystem.stat(target);
    if (stat !== null && stat.kind !== 'file')
      return { kind: 'refused', why: inEnglish`${name} is no plain file here` };
    const here = stat === null ? null : await fileSystem.readFile(target);
    if (here !== null && isPrefix(bytes, here)) return { kind: 'known' };
    if (here !== null && sharedSort(name) !== 'journal')
      return sharedSort(name) === 'collection file'
        ? { kind: 'known' }
        : { kind: 'refused', why: inEnglish`${name} is another one here` };
    if (here !== null && !isPrefix(here, bytes))
      return {
        kind: 'refused',
        why: inEnglish`${name} was changed in two copies of the collection that took themselves for one`,
      };
    await makeFolders(fileSystem, path.dirname(target));
    await replaceFile(fileSystem, target, bytes);
    return { kind: 'taken', added: bytes.subarray(here?.length ?? 0), isNew: here === null };
  } catch (error) {
    if (error instanceof RefusedPathError) return { kind: 'refused', why: error.message };
    const code = errorCode(error instanceof ReplaceFileError ? error.cause : error);
    // One name that this disk does not take holds up no other file.
    if (code !== null && refusedNames.has(code))
      return { kind: 'refused', why: inEnglish`${name} has a name that this disk does not take` };
    throw error;
  }
}

const refusedNames: ReadonlySet<string> = new Set(['ENAMETOOLONG', 'EINVAL', 'EILSEQ']);

const isPrefix = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length <= other.length && Buffer.compare(one, other.subarray(0, one.length)) === 0;

/** What came in or went out, counted. */
export interface ExchangeFigures {
  readonly documents: readonly string[];
  readonly added: readonly string[];
  readonly changes: number;
  readonly editors: readonly string[];
  readonly images: number;
}

/** Counts what is exchanged, file by file. */
export class ExchangeCounter {
  readonly #documents = new Set<string>();
  readonly #added = new Set<string>();
  readonly #editors = new Set<string>();
  #changes = 0;
  #images = 0;

  /** @param bytes of a journal what it grew by */
  add(name: string, bytes: Uint8Array, isNew: boolean): void {
    const sort = sharedSort(name);
    const document = documentOf(name);
    if (sort === 'image') this.#images += 1;
    if (sort === 'source' && isNew && document) this.#added.add(document);
    if (sort !== 'journal') return;
    const lines = Buffer.from(bytes).toString('utf8').split('\n').filter(Boolean);
    for (const line of lines) {
      const editor = /"editor":"([^"\\]{1,12})"/.exec(line)?.[1];
      if (editor) this.#editors.add(editor);
      if (line.includes('"kind":"import"') && document) this.#added.add(document);
    }
    if (!document) return;
    // That lines were put together is nobody's work.
    this.#changes += lines.filter((line) => !line.includes('"kind":"merge"')).length;
    if (lines.length > 0) this.#documents.add(document);
  }

  figures(): ExchangeFigures {
    return {
      documents: [...this.#documents].filter((id) => !this.#added.has(id)),
      added: [...this.#added],
      changes: this.#changes,
      editors: [...this.#editors].sort(),
      images: this.#images,
    };
  }
}
