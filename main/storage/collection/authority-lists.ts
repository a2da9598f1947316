import path from 'node:path';
import * as v from 'valibot';
import type { EntityKind } from '../../../shared/entities/entity.ts';
import type { ListedEntity } from '../../../shared/entities/lists/entity-list.ts';
import { authorityFolder } from '../disk/collection-paths.ts';
import { type FileSystem, makeFolders } from '../disk/file-system.ts';
import { readFolderOrNone } from '../disk/journal-folder.ts';
import { replaceFile } from '../disk/replace-file.ts';

/** What the first line of a list of an authority says. */
interface AuthorityHead {
  readonly format: 1;
  /** What a person calls it: under this name its keys are identifiers of entities. */
  readonly name: string;
  readonly entries: number;
  /** ISO 8601, UTC. */
  readonly loaded: string;
}

/** An entry of a list, a line of its file. */
export type AuthorityEntry = Omit<ListedEntity, 'row'>;

const headSchema: v.GenericSchema<unknown, AuthorityHead> = v.object({
  format: v.literal(1),
  name: v.string(),
  entries: v.number(),
  loaded: v.string(),
});

/** A list that was found in the collection. */
export interface FoundAuthority extends AuthorityHead {
  /** Base name of its file. */
  readonly file: string;
  /** The lines behind the first one. */
  readonly lines: readonly string[];
}

const listName = /^[a-z0-9_-]{1,64}\.jsonl$/;

/** The name of the file of an authority: the same for the same name, in capitals or not. */
const authorityFile = (name: string): string => {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${plain === '' ? 'list' : plain}.jsonl`;
};

/** Keeps a list in the collection, in the place of one of the same name.
 *  @throws ReplaceFileError or the file system's error */
export async function writeAuthority(
  fileSystem: FileSystem,
  folder: string,
  head: Omit<AuthorityHead, 'format' | 'entries'>,
  entries: readonly ListedEntity[],
): Promise<void> {
  const first: AuthorityHead = { format: 1, name: head.name, entries: entries.length, loaded: head.loaded };
  const lines = [JSON.stringify(first), ...entries.map(({ row: _, ...entry }) => JSON.stringify(briefly(entry)))];
  await makeFolders(fileSystem, authorityFolder(folder));
  await replaceFile(
    fileSystem,
    path.join(authorityFolder(folder), authorityFile(head.name)),
    Buffer.from(`${lines.join('\n')}\n`),
  );
}

/** Without what says nothing: of 200,000 entries most say little. */
const briefly = (entry: AuthorityEntry): Partial<AuthorityEntry> =>
  Object.fromEntries(
    Object.entries(entry).filter(
      ([, value]) => value !== '' && value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  );

const text = v.optional(v.string(), '');
const entrySchema = v.object({
  key: text,
  kind: v.picklist(['person', 'place', 'organisation', 'term', 'document'] satisfies readonly EntityKind[]),
  name: v.string(),
  language: text,
  born: text,
  died: text,
  note: text,
  coordinates: v.optional(v.nullable(v.object({ latitude: v.number(), longitude: v.number() })), null),
  variants: v.optional(
    v.array(v.object({ text: v.string(), language: v.string(), from: v.string(), to: v.string() })),
    [],
  ),
  offices: v.optional(v.array(v.object({ what: v.string(), from: v.string(), to: v.string() })), []),
  identifiers: v.optional(v.array(v.object({ authority: v.string(), value: v.string() })), []),
  broader: v.optional(v.array(v.string()), []),
});

/** An entry of a list; null when the line is none. */
export function parseAuthorityEntry(line: string): AuthorityEntry | null {
  try {
    const checked = v.safeParse(entrySchema, JSON.parse(line));
    return checked.success ? checked.output : null;
  } catch {
    return null;
  }
}

/** The lists of a collection, by the names of their files. One that cannot be read is passed over: it can be loaded again. */
export async function readAuthorities(fileSystem: FileSystem, folder: string): Promise<readonly FoundAuthority[]> {
  const found: FoundAuthority[] = [];
  for (const { name, kind } of await readFolderOrNone(fileSystem, authorityFolder(folder))) {
    if (kind !== 'file' || !listName.test(name)) continue;
    const bytes = await fileSystem.readFile(path.join(authorityFolder(folder), name));
    const [first = '', ...lines] = Buffer.from(bytes).toString('utf8').split('\n');
    const head = headOf(first);
    if (head) found.push({ ...head, file: name, lines: lines.filter((line) => line !== '') });
  }
  return found;
}

function headOf(line: string): AuthorityHead | null {
  try {
    const checked = v.safeParse(headSchema, JSON.parse(line));
    return checked.success ? checked.output : null;
  } catch {
    return null;
  }
}

/** Takes a list out of the collection. Entities that were made from it stay.
 *  @throws the file system's error */
export async function removeAuthority(fileSystem: FileSystem, folder: string, file: string): Promise<void> {
  if (listName.test(file)) await fileSystem.removeFile(path.join(authorityFolder(folder), file));
}
