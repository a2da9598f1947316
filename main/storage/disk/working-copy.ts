import { createHash } from 'node:crypto';
import path from 'node:path';
import { nanoid } from 'nanoid';
import * as v from 'valibot';
import { type DocumentId, isIdentifier, newReplicaId, type ReplicaId } from '../../../shared/document/identifier.ts';
import { frameAt } from '../../../shared/journal/frame.ts';
import { count } from '../../../shared/journal/record-codec.ts';
import {
  collectionJournals,
  documentFolder,
  documentJournals,
  replicaFolder,
  segmentFile,
  workingCopyFile,
} from './collection-paths.ts';
import { ConfinedFileSystem } from './confined-file-system.ts';
import { errorCode, type FileSystem, makeFolders, RefusedPathError } from './file-system.ts';
import { nativeHashOf, replicasIn } from './journal-folder.ts';
import { CheckedJsonFile, UnreadableFileError } from './lowdb-adapter.ts';
import { nodeProcessIdentities, type ProcessIdentities } from './process-identity.ts';

/** What telling working copies apart takes: of a `StorageContext`, before a collection is open. */
interface CopyContext {
  readonly fileSystem: FileSystem;
  /** Identity of this installation. */
  readonly replica: ReplicaId;
  readonly now: () => Date;
  readonly host?: ProcessIdentities;
  readonly workingCopies?: string;
  readonly log?: (entry: string) => void;
}

/** Where the newest record of a replica stands. */
export interface LastWritten {
  /** Null in the collection's own journal. */
  readonly document: DocumentId | null;
  readonly segment: number;
  /** Byte offset of its line. */
  readonly start: number;
  readonly hash: string;
}

/** One folder on one machine that holds a collection, while it is open for writing: nobody else writes as its replica. */
export interface WorkingCopy {
  readonly replica: ReplicaId;
  /** Notes what was written last and is on the disk. */
  noteWritten(last: LastWritten): void;
  /** Keeps what was noted: a folder that does not hold it at the next opening is another, older, copy in the place of this one. */
  keep(): Promise<void>;
}

/** `journal/<replica>/working-copy.json` of a collection: who writes as this replica. Each opening for writing changes it, so that of two
 *  copies of a folder, made while the collection was closed, only the one that is opened first goes on as the same replica. */
interface Token {
  readonly format: 1;
  readonly nonce: string;
  /** The nonce before; null at first. */
  readonly follows: string | null;
}

/** `working-copies/<replica>.json` of the person's own folder: where a replica is. */
interface KnownCopy {
  readonly format: 1;
  /** `replica` of the preferences. */
  readonly installation: string;
  /** Id of the collection; null when it could not be read then. */
  readonly collection: string | null;
  readonly machine: string;
  /** What tells the folder from every other of the machine; null where the disk does not say. */
  readonly identity: string | null;
  readonly folder: string;
  /** That of the token which was written with it. */
  readonly nonce: string;
  readonly last: LastWritten | null;
  /** When it was opened last. ISO 8601, UTC. */
  readonly opened: string;
}

const nonce = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));

const tokenSchema: v.GenericSchema<unknown, Token> = v.object({
  format: v.literal(1),
  nonce,
  follows: v.nullable(nonce),
});

const knownSchema: v.GenericSchema<unknown, KnownCopy> = v.object({
  format: v.literal(1),
  installation: v.string(),
  collection: v.nullable(v.string()),
  machine: v.string(),
  identity: v.nullable(v.string()),
  folder: v.string(),
  nonce,
  last: v.nullable(
    v.object({
      document: v.nullable(v.custom<DocumentId>(isIdentifier)),
      segment: count,
      start: count,
      hash: v.string(),
    }),
  ),
  opened: v.string(),
});

/** What tells this folder on this machine from every other. */
type Place = Pick<KnownCopy, 'installation' | 'collection' | 'machine' | 'identity' | 'folder'> & {
  /** Whether the name of the machine is no other machine's. */
  readonly isCertain: boolean;
};

/** The replica that a folder is, for whoever only reads; null when it is none that this machine knows.
 *  @param collection its id; null when that cannot be read */
export async function knownReplica(
  context: CopyContext,
  folder: string,
  collection: string | null,
): Promise<ReplicaId | null> {
  if (context.workingCopies === undefined) return context.replica;
  return (await findCopy(context, folder, await placeOf(context, folder, collection)))?.replica ?? null;
}

/** The working copy that a folder is, or becomes with a replica of its own: a copy on another disk, a restored backup, a checkout, a folder on
 *  another machine. One that was moved on its disk stays the same. To be called by whoever holds the lock.
 *  @returns null when working copies are not told apart, as in tests
 *  @throws ReplaceFileError or the file system's error when the folder cannot be written to */
export async function claimWorkingCopy(
  context: CopyContext,
  folder: string,
  collection: string | null,
): Promise<WorkingCopy | null> {
  const { fileSystem, workingCopies } = context;
  if (workingCopies === undefined) return null;
  const place = await placeOf(context, folder, collection);
  const found = await findCopy(context, folder, place);
  const replica = found?.replica ?? newReplicaId();
  const token: Token = { format: 1, nonce: nanoid(16), follows: found?.known.nonce ?? null };
  await makeFolders(fileSystem, replicaFolder(collectionJournals(folder), replica));
  await tokenFile(fileSystem, folder, replica).write(token);
  const { isCertain: _, ...where } = place;
  const known: KnownCopy = {
    format: 1,
    ...where,
    nonce: token.nonce,
    last: found?.known.last ?? null,
    opened: context.now().toISOString(),
  };
  try {
    await makeFolders(ofThePerson(fileSystem), workingCopies);
    await knownFile(fileSystem, workingCopies, replica).write(known);
  } catch (error) {
    // What is not kept would not be known the next time, and might be taken up elsewhere meanwhile.
    context.log?.(`The working copy ${replica} is not kept: ${error instanceof Error ? error.message : String(error)}`);
    return { replica: newReplicaId(), noteWritten: () => undefined, keep: async () => undefined };
  }
  return openCopy(context, workingCopies, replica, known);
}

function openCopy(
  { fileSystem, log }: CopyContext,
  workingCopies: string,
  replica: ReplicaId,
  known: KnownCopy,
): WorkingCopy {
  let last: LastWritten | null = null;
  return {
    replica,
    noteWritten: (written) => {
      last = written;
    },
    keep: async () => {
      if (last === null) return;
      try {
        await knownFile(fileSystem, workingCopies, replica).write({ ...known, last });
      } catch (error) {
        log?.(error instanceof Error ? error.message : String(error));
      }
    },
  };
}

/** Null also where something else than plain folders and files stands in the place of journals: who reads or writes them tells of it. */
async function findCopy(context: CopyContext, folder: string, place: Place): ReturnType<typeof copyAmong> {
  try {
    return await copyAmong(context, folder, place);
  } catch (error) {
    if (error instanceof RefusedPathError) return null;
    throw error;
  }
}

async function copyAmong(
  { fileSystem, workingCopies = '' }: CopyContext,
  folder: string,
  place: Place,
): Promise<{ readonly replica: ReplicaId; readonly known: KnownCopy } | null> {
  for (const replica of await replicasIn(fileSystem, collectionJournals(folder))) {
    const known = await readOrNull(knownFile(fileSystem, workingCopies, replica));
    if (!known || !isThere(known, place)) continue;
    const token = await readOrNull(tokenFile(fileSystem, folder, replica));
    if (!token || (token.nonce !== known.nonce && token.follows !== known.nonce)) continue;
    if (await isOlder(fileSystem, folder, replica, known.last)) continue;
    return { replica, known };
  }
  return null;
}

/** Whether a known working copy is in this place. A folder that was moved is known by what the disk calls it. Where that changes with every
 *  start of the machine, as on some sticks, the path tells it, on a machine that is certain to be the same. */
function isThere(known: KnownCopy, place: Place): boolean {
  if (known.installation !== place.installation || known.machine !== place.machine) return false;
  if (known.collection !== null && place.collection !== null && known.collection !== place.collection) return false;
  const isSame = known.identity !== null && known.identity === place.identity;
  return isSame || (place.isCertain && known.folder === place.folder);
}

/** Whether the folder lacks what its replica wrote last, or holds something else there: then it is from before. Bytes that are no record are
 *  damage, and do not make it another copy. */
async function isOlder(
  fileSystem: FileSystem,
  folder: string,
  replica: ReplicaId,
  last: LastWritten | null,
): Promise<boolean> {
  if (!last) return false;
  const journals =
    last.document === null ? collectionJournals(folder) : documentJournals(documentFolder(folder, last.document));
  const file = segmentFile(replicaFolder(journals, replica), last.segment);
  const stat = await fileSystem.stat(file);
  if (stat?.kind !== 'file' || stat.size <= last.start) return true;
  const frame = frameAt(await fileSystem.readFile(file), last.start);
  return frame !== null && nativeHashOf(frame.json) !== last.hash;
}

async function placeOf(
  { fileSystem, replica, host = nodeProcessIdentities() }: CopyContext,
  folder: string,
  collection: string | null,
): Promise<Place> {
  const identity = (await fileSystem.stat(folder))?.identity ?? null;
  const machineId = host.machineId ?? null;
  return {
    installation: replica,
    collection,
    machine: machineName(host.self.host, machineId),
    isCertain: machineId !== null,
    identity,
    folder: path.resolve(folder),
  };
}

/** The domain of a machine changes with the network that it is in; its id is nobody else's business. */
function machineName(host: string, machineId: string | null): string {
  const [name = ''] = host.split('.');
  if (machineId === null) return name;
  return `${name} ${createHash('sha256').update(`Anchorite ${machineId}`).digest('hex').slice(0, 32)}`;
}

const tokenFile = (fileSystem: FileSystem, folder: string, replica: ReplicaId): CheckedJsonFile<Token> =>
  new CheckedJsonFile(fileSystem, workingCopyFile(folder, replica), tokenSchema);

const knownFile = (fileSystem: FileSystem, workingCopies: string, replica: ReplicaId): CheckedJsonFile<KnownCopy> =>
  new CheckedJsonFile(ofThePerson(fileSystem), path.join(workingCopies, `${replica}.json`), knownSchema);

/** The person's own folder is outside the gate to a collection. */
const ofThePerson = (fileSystem: FileSystem): FileSystem =>
  fileSystem instanceof ConfinedFileSystem ? fileSystem.base : fileSystem;

/** What cannot be read is not known, and the folder becomes another replica. */
async function readOrNull<Value>(file: CheckedJsonFile<Value>): Promise<Value | null> {
  try {
    return await file.read();
  } catch (error) {
    if (error instanceof UnreadableFileError || errorCode(error) !== null) return null;
    throw error;
  }
}
