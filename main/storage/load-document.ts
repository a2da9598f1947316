import path from 'node:path';
import type { DocumentTrouble } from '../../shared/contract/recovery.ts';
import type { DocumentId, ReplicaId } from '../../shared/document/identifier.ts';
import type { ChainEnd, JournalPlace, Segment } from '../../shared/journal/read-records.ts';
import { noHash } from '../../shared/journal/record.ts';
import type { Replay } from '../../shared/journal/replay.ts';
import type { CheckpointedJournal } from './checkpoint-file.ts';
import { documentFolder, journalPath, keptPath, recoveredFolder, segmentFile } from './collection-paths.ts';
import type { FileSystem } from './file-system.ts';
import { type CutOff, endingSentence, recoveredSentence, unrepairedSentence } from './journal-sentences.ts';
import { type WritePlace, writePlace } from './journal-writer.ts';
import { fromTheBeginning, type Played, type PlayedJournal, playJournals } from './play-journals.ts';
import { provenCheckpoint } from './proven-checkpoint.ts';
import { readJournals } from './read-journals.ts';
import { digestOf, type SegmentDigest } from './segment-digest.ts';
import { setTailsAside } from './set-aside.ts';

/** A document of which not even its import can be read. */
export class DocumentUnreadableError extends Error {
  override name = 'DocumentUnreadableError';
  constructor(
    readonly document: DocumentId,
    /** For a person. */
    readonly sentence: string,
  ) {
    super(sentence);
  }
}

/** A document as its journals tell it. */
export interface LoadedDocument {
  readonly replay: Replay;
  /** The last record that was replayed. */
  readonly head: ChainEnd;
  /** The last record of this replica's own journal. */
  readonly ownHead: ChainEnd;
  /** How far each replica's journal goes, and what it held then. */
  readonly journals: Readonly<Record<string, CheckpointedJournal>>;
  /** The number of the last record that did not have to be replayed; 0 when all were. */
  readonly checkpointed: number;
  /** Whether every journal ends with its last record. */
  readonly isWhole: boolean;
  /** Why only a salvage makes a document of it that can be changed; null when none is called for. */
  readonly trouble: DocumentTrouble | null;
  /** Where this replica's journal goes on. */
  readonly place: WritePlace;
  /** Why it cannot be changed, as a sentence; null when its journals are in order. */
  readonly readOnly: string | null;
  /** What was cut off its end; null when nothing was. */
  readonly cutOff: CutOff | null;
  /** Sentences; what was cut off is told by one of them. */
  readonly notices: readonly string[];
}

interface LoadOptions {
  readonly fileSystem: FileSystem;
  readonly replica: ReplicaId;
  /** The collection's folder. */
  readonly folder: string;
  readonly id: DocumentId;
  /** What a person calls the document. */
  readonly name: string;
  /** Whether a torn end may be set aside on the disk. Called before anything is changed. */
  readonly mayRecover: () => Promise<boolean>;
  /** Whether another program may be writing just now, so that an incomplete end is nothing to tell of. */
  readonly isShared: boolean;
  /** Whether checkpoints may save the time of replaying every record. */
  readonly useCheckpoints?: boolean;
  readonly log?: ((entry: string) => void) | undefined;
}

/** Reads a document's journals, repairs what an interrupted write left, and replays.
 *  @throws DocumentUnreadableError when not even the import can be read */
export async function loadDocument(options: LoadOptions): Promise<LoadedDocument> {
  const { id, name, replica: own } = options;
  const { played, checkpointed } = await play(options);
  const { replay, head, faults } = played;
  if (replay.seq === 0) throw new DocumentUnreadableError(id, faults[0] ?? `${name} has no journal that can be read.`);
  const recovered = await recoverTails(options, played);
  const mine = recovered.journals.find(({ replica }) => replica === own);
  return {
    replay,
    head,
    ownHead: mine?.end ?? { hash: noHash, seq: 0 },
    journals: Object.fromEntries(recovered.journals.map((journal) => [journal.replica, digestsOf(journal)])),
    checkpointed,
    isWhole: recovered.isWhole,
    trouble: played.trouble,
    place: writePlace(mine?.segments ?? []),
    readOnly: faults[0] ?? recovered.fault,
    cutOff: recovered.cutOff,
    notices: recovered.notices,
  };
}

/** Replays behind a checkpoint if there is one, and everything if there is none, or if that does not go well. */
async function play(options: LoadOptions): Promise<{ readonly played: Played; readonly checkpointed: number }> {
  const { fileSystem, folder, id, name, useCheckpoints = true, log } = options;
  const journals = await readJournals(fileSystem, documentFolder(folder, id));
  // What a conflict copy shares with the journal is only known when all of it is read.
  const isPlain = journals.every(({ conflicts }) => conflicts.length === 0);
  const start = useCheckpoints && isPlain ? await provenCheckpoint({ fileSystem, folder, id, log }, journals) : null;
  if (start) {
    const played = playJournals(name, journals, start);
    if (played.faults.length === 0) return { played, checkpointed: start.head.seq };
    log?.(`The checkpoint ${start.head.seq} of ${id} was passed over: ${played.faults[0]}`);
  }
  return { played: playJournals(name, journals, fromTheBeginning(id)), checkpointed: 0 };
}

const digestsOf = ({ end, segments, digests }: PlayedJournal): CheckpointedJournal => ({
  ...end,
  segments: segments.map((segment) => knownDigest(segment, digests) ?? digestOf(segment)),
});

const knownDigest = ({ number, bytes }: Segment, digests: readonly SegmentDigest[]): SegmentDigest | undefined =>
  digests.find((digest) => digest.number === number && digest.bytes === bytes.length);

interface Recovered {
  readonly journals: readonly PlayedJournal[];
  readonly notices: readonly string[];
  readonly isWhole: boolean;
  readonly cutOff: CutOff | null;
  /** Why the torn end is still there, as a sentence. */
  readonly fault: string | null;
}

/** Sets the torn end of this replica's journal aside, if that is allowed; those of others are theirs to mend. */
async function recoverTails(options: LoadOptions, { journals, faults }: Played): Promise<Recovered> {
  const { name, replica, isShared } = options;
  const isSound = faults.length === 0;
  const notices: string[] = [];
  const left: PlayedJournal[] = [];
  let isWhole = isSound;
  let cutOff: CutOff | null = null;
  let fault: string | null = null;
  for (const journal of journals) {
    const { ending } = journal.reading;
    if (ending.kind === 'torn' && isSound && journal.replica === replica && (await options.mayRecover())) {
      try {
        const recovered = await recoverOwn(options, journal, ending.tails);
        cutOff = recovered.cutOff;
        notices.push(recoveredSentence(cutOff));
        left.push({ ...journal, segments: recovered.segments });
      } catch (error) {
        fault = unrepairedSentence(name, error instanceof Error ? error.message : String(error));
        left.push(journal);
      }
      continue;
    }
    isWhole &&= ending.kind === 'whole';
    const file = segmentFile(journal.folder, ending.kind === 'torn' ? (ending.tails[0]?.segment ?? 1) : 1);
    const sentence =
      ending.kind === 'torn' && !isShared ? endingSentence(name, journalPath(file), ending, 'part') : null;
    if (sentence !== null) notices.push(sentence);
    left.push(journal);
  }
  return { journals: left, notices, isWhole, cutOff, fault };
}

async function recoverOwn(
  { fileSystem, folder, id, name }: LoadOptions,
  journal: PlayedJournal,
  tails: readonly JournalPlace[],
): Promise<{ readonly segments: readonly Segment[]; readonly cutOff: CutOff }> {
  const aside = path.join(recoveredFolder(folder), id);
  const set = await setTailsAside(fileSystem, journal.folder, journal.segments, tails, aside);
  const copy = keptPath(folder, set.copies[0] ?? aside);
  return { segments: set.segments, cutOff: { name, bytes: set.bytes, copy } };
}
