/** The largest that a file of a collection, or of its backups, may be. */
export interface SizeLimit {
  /** What the file is, as docs/formats.md names it. */
  readonly what: string;
  readonly mostBytes: number;
  /** Whether the limit is for a file with these last names of its path, of which the file's own is the last. */
  readonly isFor: (names: readonly string[]) => boolean;
}

const kib = 1024;
const mib = 1024 * kib;

const isIn = (folder: string) => (names: readonly string[]) => names.at(-2) === folder;
const isNamed = (pattern: RegExp) => (names: readonly string[]) => pattern.test(names.at(-1) ?? '');

/** The first one that is for a file counts. What a file holds may be named by whoever gave it, so folders come before names.
 *  They leave room for many times what is known of large collections, and are far from what would use up a machine's memory. */
export const sizeLimits: readonly SizeLimit[] = [
  {
    what: 'picture made from a page image',
    mostBytes: 16 * mib,
    isFor: (names) => names.at(-3) === 'tiles' || names.at(-4) === 'tiles',
  },
  { what: 'page image', mostBytes: 1024 * mib, isFor: isIn('facsimile') },
  { what: 'source', mostBytes: 256 * mib, isFor: isIn('source') },
  { what: 'checkpoint', mostBytes: 256 * mib, isFor: isIn('checkpoints') },
  { what: 'file of `index/`', mostBytes: 1024 * mib, isFor: isIn('index') },
  { what: 'segment of a journal', mostBytes: 256 * mib, isFor: isNamed(/\.jsonl$/) },
  { what: '`collection.json`', mostBytes: mib, isFor: isNamed(/^collection\.json/) },
  { what: '`collection.lock`', mostBytes: 64 * kib, isFor: isNamed(/^\.?collection\.lock/) },
  { what: '`document.json`', mostBytes: 16 * mib, isFor: isNamed(/^document\.json$/) },
  { what: '`backup.json`', mostBytes: 256 * mib, isFor: isNamed(/^backup\.json$/) },
  { what: 'any other file', mostBytes: 16 * mib, isFor: () => true },
];

/** The most bytes that a file of this path may have. */
export function mostBytesOf(file: string): number {
  const names = file.split(/[\\/]/);
  return sizeLimits.find(({ isFor }) => isFor(names))?.mostBytes ?? 0;
}
