import { canonicalHash } from '../../shared/document/canonical.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { Replay } from '../../shared/journal/replay.ts';
import { type Checkpoint, checkpointPath, checkpointsOf, readCheckpoint } from './checkpoint-file.ts';
import { documentFolder } from './collection-paths.ts';
import { errorCode, type FileSystem } from './file-system.ts';
import type { PlayPlace, PlayStart } from './play-journals.ts';
import type { ReplicaJournal } from './read-journals.ts';
import { provenPlace } from './segment-digest.ts';

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
export async function provenCheckpoint(
  { fileSystem, folder, id, log }: Wanted,
  journals: readonly ReplicaJournal[],
): Promise<PlayStart | null> {
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
): Promise<PlayStart | string> {
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
): PlayStart | string {
  const { head, snapshot, state } = checkpoint;
  if (checkpoint.id !== id || snapshot.seq !== head.seq) return 'it is of another document or change';
  const places = new Map<string, PlayPlace>();
  for (const [replica, { hash, seq, segments }] of Object.entries(checkpoint.journals)) {
    const journal = journals.find((one) => one.replica === replica);
    const from = provenPlace(journal?.segments ?? [], segments);
    if (!from) return `the journal of ${replica} is another than when it was made`;
    places.set(replica, { from, after: { hash, seq }, digests: segments });
  }
  const replay = Replay.restore(id, snapshot);
  if (!replay || canonicalHash(replay.doc) !== state) return 'it does not hold the state that it was made from';
  return { replay, head, places };
}
