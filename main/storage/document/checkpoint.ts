import path from 'node:path';
import * as v from 'valibot';
import { type DocumentId, isIdentifier } from '../../../shared/document/identifier.ts';
import { readBoundedJson } from '../../../shared/journal/bounded-json.ts';
import type { ChainEnd } from '../../../shared/journal/journal-reader.ts';
import { count } from '../../../shared/journal/record-codec.ts';
import { Replay } from '../../../shared/journal/replay.ts';
import { type ReplaySnapshot, snapshotSchema } from '../../../shared/journal/replay-snapshot.ts';
import { canonicalHash } from '../../../shared/text/canonical-json.ts';
import { inEnglish } from '../../../shared/translation/retell.ts';
import { checkpointFile, checkpointSeq, checkpointsFolder, documentFolder } from '../disk/collection-paths.ts';
import { errorCode, type FileSystem, makeFolders, RefusedPathError } from '../disk/file-system.ts';
import { readFolderOrNone } from '../disk/journal-folder.ts';
import { replaceFile } from '../disk/replace-file.ts';
import { mostBytesOf } from '../disk/size-limits.ts';
import { provenPlace, type SegmentDigest } from '../journal/segment-digest.ts';
import { sha256Of } from '../journal/source-file.ts';
import type { ReplayPlace, ReplayStart, ReplicaJournal } from './replay-journals.ts';

/** The number of the format of checkpoints. It rises with any change of the fields, and whenever the same records would lead to
 *  another state than before: a checkpoint with another number is passed over. */
export const checkpointFormat = 3;

/** How far one replica's journal goes in a checkpoint. */
export interface CheckpointedJournal extends ChainEnd {
  readonly segments: readonly SegmentDigest[];
}

/** `checkpoints/<seq>.json`: a state of a document that its journals were seen to lead to. It saves the time of replaying them
 *  and can be deleted at any time. */
export interface Checkpoint {
  readonly format: typeof checkpointFormat;
  readonly id: DocumentId;
  /** The last record that is in it. */
  readonly head: ChainEnd;
  /** By replica. */
  readonly journals: Readonly<Record<string, CheckpointedJournal>>;
  /** `canonicalHash` of the document. */
  readonly state: string;
  readonly snapshot: ReplaySnapshot;
}

/** After so many records a checkpoint is due: replaying them takes no time that a person notices. */
export const defaultCheckpointEvery = 500;

const checkpointSchema: v.GenericSchema<unknown, Checkpoint> = v.object({
  format: v.literal(checkpointFormat),
  id: v.custom<DocumentId>(isIdentifier, 'no identifier'),
  head: v.object({ hash: v.string(), seq: count }),
  journals: v.record(
    v.string(),
    v.object({
      hash: v.string(),
      seq: count,
      segments: v.array(v.object({ number: count, bytes: count, sha256: v.string() })),
    }),
  ),
  state: v.string(),
  snapshot: snapshotSchema,
});

const opening = '{"sha256":"';
const middle = '","checkpoint":';
const closing = '}\n';
const digestDigits = 64;
const contentStart = opening.length + digestDigits + middle.length;

/** A checkpoint that is kept, or why it says nothing. */
type CheckpointReading = { readonly checkpoint: Checkpoint } | { readonly fault: string };

/** How many of the newest checkpoints of a document are kept: the last, and one in case it cannot be read. */
const keptNewest = 2;
/** Of older ones so many are kept, evenly among the records, that an old version is found without replaying more than such a part of
 *  the journal, or so few records that nobody notices. */
const oldParts = 4;
const oldRecords = 5_000;

/** Which checkpoints have had their time.
 *  @param seqs newest first */
export function spentCheckpoints(seqs: readonly number[]): readonly number[] {
  const apart = Math.max(oldRecords, (seqs[0] ?? 0) / oldParts);
  const spent: number[] = [];
  let before = 0;
  const older = seqs.slice(keptNewest).reverse();
  for (const [index, seq] of older.entries()) {
    const next = older[index + 1] ?? seqs[keptNewest - 1] ?? seq;
    if (next - before <= apart) spent.push(seq);
    else before = seq;
  }
  return spent;
}

/** The numbers of a document's checkpoints, newest first. None where something else stands in the place of their folder: they are not
 *  needed. */
export async function checkpointsOf(fileSystem: FileSystem, document: string): Promise<readonly number[]> {
  const entries = await readFolderOrNone(fileSystem, checkpointsFolder(document)).catch((error: unknown) => {
    if (error instanceof RefusedPathError) return [];
    throw error;
  });
  return entries
    .filter(({ kind }) => kind === 'file')
    .map(({ name }) => checkpointSeq(name))
    .filter((seq): seq is number => seq !== null)
    .sort((a, b) => b - a);
}

/** Reads a checkpoint and compares it with its own digest; whether it is true of the journals is not looked at. */
async function readCheckpoint(fileSystem: FileSystem, document: string, seq: number): Promise<CheckpointReading> {
  const bytes = Buffer.from(await fileSystem.readFile(checkpointFile(checkpointsFolder(document), seq)));
  const content = bytes.subarray(contentStart, bytes.length - closing.length);
  const frame = `${opening}${sha256Of(content)}${middle}${closing}`;
  const found = Buffer.concat([bytes.subarray(0, contentStart), bytes.subarray(contentStart + content.length)]);
  if (found.toString('latin1') !== frame) return { fault: inEnglish`its digest is wrong` };
  const read = readBoundedJson(content);
  if (!read.ok) return { fault: read.reason };
  const checked = v.safeParse(checkpointSchema, read.value);
  if (checked.success) return { checkpoint: checked.output };
  return { fault: `${v.getDotPath(checked.issues[0]) ?? 'it'}: ${checked.issues[0].message}` };
}

/** Keeps a checkpoint, unless it is larger than one is read, and removes those that nothing is gained by any more.
 *  @throws ReplaceFileError or the file system's error */
export async function writeCheckpoint(fileSystem: FileSystem, document: string, checkpoint: Checkpoint): Promise<void> {
  const folder = checkpointsFolder(document);
  await makeFolders(fileSystem, folder);
  const content = Buffer.from(JSON.stringify(checkpoint));
  const bytes = Buffer.concat([Buffer.from(`${opening}${sha256Of(content)}${middle}`), content, Buffer.from(closing)]);
  const file = checkpointFile(folder, checkpoint.head.seq);
  if (bytes.length > mostBytesOf(file)) return;
  await replaceFile(fileSystem, file, bytes);
  for (const seq of spentCheckpoints(await checkpointsOf(fileSystem, document)))
    await fileSystem.removeFile(checkpointFile(folder, seq));
}

/** What a person may be told of a checkpoint. */
export const checkpointPath = (document: string, seq: number): string =>
  path.relative(path.dirname(path.dirname(document)), checkpointFile(checkpointsFolder(document), seq));

interface Wanted {
  readonly fileSystem: FileSystem;
  /** The collection's folder. */
  readonly folder: string;
  readonly id: DocumentId;
  readonly log?: ((entry: string) => void) | undefined;
}

/** What the digests of a checkpoint are compared with. */
export type SegmentsOfReplica = Pick<ReplicaJournal, 'replica' | 'segments'>;

/** The newest checkpoint whose journals are still what they were when it was made, with the replay that goes on from it. What
 *  cannot be believed is passed over, for the log only: the journals say the same. Null when there is none. */
export async function verifiedCheckpoint(
  { fileSystem, folder, id, log }: Wanted,
  journals: readonly ReplicaJournal[],
): Promise<ReplayStart | null> {
  const document = documentFolder(folder, id);
  for (const seq of await checkpointsOf(fileSystem, document)) {
    const start = await checkpointStart(fileSystem, document, id, seq, journals);
    if (typeof start !== 'string') return start;
    log?.(`The checkpoint ${checkpointPath(document, seq)} was passed over: ${start}.`);
  }
  return null;
}

/** Where replaying goes on from one checkpoint.
 *  @param document its folder
 *  @returns why it cannot be believed, as the end of a sentence, when it cannot */
export async function checkpointStart(
  fileSystem: FileSystem,
  document: string,
  id: DocumentId,
  seq: number,
  journals: readonly SegmentsOfReplica[],
): Promise<ReplayStart | string> {
  const reading = await readCheckpoint(fileSystem, document, seq).catch(faultOf);
  return 'checkpoint' in reading ? startAfter(reading.checkpoint, id, journals) : reading.fault;
}

function faultOf(error: unknown): { readonly fault: string } {
  if (errorCode(error) === null) throw error;
  return { fault: error instanceof Error ? error.message : String(error) };
}

/** @returns why the checkpoint is not true of the journals, if it is not */
function startAfter(
  checkpoint: Checkpoint,
  id: DocumentId,
  journals: readonly SegmentsOfReplica[],
): ReplayStart | string {
  const { head, snapshot, state } = checkpoint;
  if (checkpoint.id !== id || snapshot.seq !== head.seq) return inEnglish`it is of another document or change`;
  const places = new Map<string, ReplayPlace>();
  for (const [replica, { hash, seq, segments }] of Object.entries(checkpoint.journals)) {
    const journal = journals.find((one) => one.replica === replica);
    const from = provenPlace(journal?.segments ?? [], segments);
    if (!from) return inEnglish`the journal of ${replica} is another than when it was made`;
    places.set(replica, { from, after: { hash, seq }, digests: segments });
  }
  const replay = Replay.restore(id, snapshot);
  if (!replay || canonicalHash(replay.doc) !== state)
    return inEnglish`it does not hold the state that it was made from`;
  return { replay, head, places };
}
