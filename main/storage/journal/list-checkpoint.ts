import path from 'node:path';
import * as v from 'valibot';
import { type DocumentId, isIdentifier, type ReplicaId } from '../../../shared/document/identifier.ts';
import { type OtherRecord, readOtherRecord } from '../../../shared/journal/collection-record.ts';
import { encodeFrame, frameAt } from '../../../shared/journal/frame.ts';
import { count } from '../../../shared/journal/record-codec.ts';
import { indexFolder } from '../disk/collection-paths.ts';
import { type FileSystem, makeFolders } from '../disk/file-system.ts';
import { replaceFile } from '../disk/replace-file.ts';
import type { ProvenJournal } from './replica-journal.ts';

/** When something was done, and who did it. */
export interface Act {
  /** ISO 8601, UTC. */
  readonly time: string;
  /** Siglum. */
  readonly editor: string;
}

/** Who added a document. */
export interface Adder {
  readonly replica: ReplicaId;
  /** Siglum. */
  readonly editor: string;
}

/** What records say of the documents of a collection, as far as they were read: more can be added to it. */
export interface ListState {
  /** What the first record says; null when none does. */
  readonly created: { readonly id: string; readonly title: string; readonly time: string } | null;
  /** In order, those that are gone among them. */
  readonly added: ReadonlyMap<DocumentId, { readonly source: string; readonly by: Adder }>;
  readonly replaced: ReadonlySet<DocumentId>;
  readonly removed: ReadonlyMap<DocumentId, Act>;
  readonly emptied: ReadonlyMap<DocumentId, Act>;
  /** All other records, oldest first: there are few of them, and what they say together is for others to tell. */
  readonly others: readonly OtherRecord[];
}

/** `index/list.json`: what the journals of a collection said when they were read last, and what they held then. As long as they begin with
 *  the same bytes, those need not be read line by line again. */
export interface ListCheckpoint {
  readonly format: 1;
  readonly journals: ReadonlyMap<ReplicaId, ProvenJournal>;
  /** The highest number of any record: one that is not higher belongs among those that were read. */
  readonly lastSeq: number;
  readonly list: ListState;
  /** When the folder of all documents was changed last, in milliseconds since 1970, when each document of the list had a folder in it and no
   *  other folder was there; null when that was otherwise. */
  readonly completeAtMs: number | null;
}

const documentId = v.custom<DocumentId>(isIdentifier, 'no identifier');
const replicaId = v.custom<ReplicaId>(isIdentifier, 'no identifier');
const digest = v.object({ number: count, bytes: count, sha256: v.string() });
const removal = v.object({ time: v.string(), editor: v.string() });

/** A document, the base name of its file, and the place in `adders` of who added it. */
type AddedRow = readonly [id: DocumentId, source: string, adder: number];

const areAddedRows = (value: unknown): boolean => Array.isArray(value) && value.every(isAddedRow);

const isAddedRow = (row: unknown): boolean =>
  Array.isArray(row) &&
  row.length === 3 &&
  isIdentifier(row[0]) &&
  typeof row[1] === 'string' &&
  Number.isSafeInteger(row[2]);

const storedSchema = v.object({
  format: v.literal(1),
  journals: v.array(
    v.tuple([replicaId, v.object({ digests: v.array(digest), head: v.object({ hash: v.string(), seq: count }) })]),
  ),
  lastSeq: count,
  created: v.nullable(v.object({ id: v.string(), title: v.string(), time: v.string() })),
  adders: v.array(v.object({ replica: replicaId, editor: v.string() })),
  // A hundred thousand of them: looked through by hand, in a fraction of the time.
  added: v.custom<AddedRow[]>(areAddedRows, 'no documents with their files and who added them'),
  replaced: v.array(documentId),
  removed: v.array(v.tuple([documentId, removal])),
  emptied: v.array(v.tuple([documentId, removal])),
  others: v.array(v.unknown()),
  completeAtMs: v.nullable(v.number()),
});

const checkpointFile = (folder: string): string => path.join(indexFolder(folder), 'list.json');

/** Null when there is none that can be read. */
export async function readListCheckpoint(fileSystem: FileSystem, folder: string): Promise<ListCheckpoint | null> {
  const bytes = await fileSystem.readFile(checkpointFile(folder)).catch(() => null);
  const frame = bytes && frameAt(bytes, 0);
  if (frame?.end !== bytes?.length) return null;
  try {
    const read = v.safeParse(storedSchema, JSON.parse(Buffer.from(frame?.json ?? []).toString('utf8')));
    return read.success ? checkpointOf(read.output) : null;
  } catch {
    return null;
  }
}

/** Null when it names somebody that it does not list, or holds a record that this version does not know. */
function checkpointOf(stored: v.InferOutput<typeof storedSchema>): ListCheckpoint | null {
  const { created, replaced, removed, emptied } = stored;
  const added = new Map<DocumentId, { readonly source: string; readonly by: Adder }>();
  for (const [id, source, adder] of stored.added) {
    const by = stored.adders[adder];
    if (!by) return null;
    added.set(id, { source, by });
  }
  const others: OtherRecord[] = [];
  for (const one of stored.others) {
    const record = readOtherRecord(one);
    if (!record) return null;
    others.push(record);
  }
  return {
    format: 1,
    journals: new Map(stored.journals),
    lastSeq: stored.lastSeq,
    completeAtMs: stored.completeAtMs,
    list: {
      created,
      added,
      replaced: new Set(replaced),
      removed: new Map(removed),
      emptied: new Map(emptied),
      others,
    },
  };
}

/** @throws ReplaceFileError or the file system's error */
export async function writeListCheckpoint(
  fileSystem: FileSystem,
  folder: string,
  { journals, list, ...rest }: ListCheckpoint,
): Promise<void> {
  const adders: Adder[] = [];
  const added: AddedRow[] = [];
  for (const [id, { source, by }] of list.added) {
    const at = adders.findLastIndex(({ replica, editor }) => replica === by.replica && editor === by.editor);
    added.push([id, source, at >= 0 ? at : adders.push(by) - 1]);
  }
  const stored = {
    ...rest,
    journals: [...journals],
    created: list.created,
    adders,
    added,
    replaced: [...list.replaced],
    removed: [...list.removed],
    emptied: [...list.emptied],
    others: list.others,
  };
  await makeFolders(fileSystem, indexFolder(folder));
  await replaceFile(fileSystem, checkpointFile(folder), encodeFrame(Buffer.from(JSON.stringify(stored))));
}
