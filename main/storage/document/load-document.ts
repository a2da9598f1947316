import path from 'node:path';
import type { DocumentTrouble } from '../../../shared/contract/payloads/recovery.ts';
import type { DocumentId, ReplicaId } from '../../../shared/document/identifier.ts';
import type { ChainEnd, JournalEnding, JournalPlace, Segment } from '../../../shared/journal/journal-reader.ts';
import { noHash } from '../../../shared/journal/record.ts';
import type { Replay } from '../../../shared/journal/replay.ts';
import type { PendingMerge } from '../../../shared/merge/merge-lines.ts';
import { inEnglish } from '../../../shared/translation/retell.ts';
import type { CollectionLock } from '../disk/collection-lock.ts';
import { documentFolder, journalPath, keptPath, recoveredFolder, segmentFile } from '../disk/collection-paths.ts';
import { errorCode, type FileSystem } from '../disk/file-system.ts';
import type { ConfinedContext, StorageContext } from '../disk/storage-context.ts';
import {
  type CutOff,
  endingSentence,
  notArrivedSentence,
  recoveredSentence,
  terminatedSentence,
  unrepairedSentence,
} from '../journal/journal-messages.ts';
import { type WritePlace, writePlace } from '../journal/journal-writer.ts';
import { quarantineTails, terminateLine } from '../journal/quarantine.ts';
import { digestOf, type SegmentDigest } from '../journal/segment-digest.ts';
import { type CheckpointedJournal, verifiedCheckpoint } from './checkpoint.ts';
import { documentParts, misplacedIn } from './misplaced-parts.ts';
import {
  fromTheBeginning,
  isMerge,
  type Replayed,
  type ReplayedJournal,
  readJournals,
  replayJournals,
} from './replay-journals.ts';
import type { CachedSummary } from './summary-cache.ts';

/** A document of which not even its import can be read. */
export class DocumentUnreadableError extends Error {
  override name = 'DocumentUnreadableError';
  constructor(
    readonly document: DocumentId,
    /** For a person. */
    readonly sentence: string,
    /** Whether it is on its way here from another copy of the collection, as far as can be known. */
    readonly isArriving = false,
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
  /** Merges that are in `replay`, behind `head`, and that whoever goes on writes down first. */
  readonly pending: readonly PendingMerge[];
  /** How far each replica's journal goes, and what it held then. */
  readonly journals: Readonly<Record<string, CheckpointedJournal>>;
  /** The number of the last record that did not have to be replayed; 0 when all were. */
  readonly checkpointed: number;
  /** Whether lines of changes had to be merged for it, which takes several times as long as repeating one line. */
  readonly tookMerging: boolean;
  /** The last record of every replica that is known of, here or not. */
  readonly heads: Readonly<Record<string, number>>;
  /** Whether all that is here was read, and the own journal ends with its last record. */
  readonly isWhole: boolean;
  /** What is wrong with its journals; null when nothing is. */
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

/** What an open document is made from. */
export interface DocumentOpening {
  readonly context: ConfinedContext;
  /** The collection's folder. */
  readonly folder: string;
  readonly id: DocumentId;
  readonly name: string;
  readonly loaded: LoadedDocument;
  /** Null when the collection is open for reading only; then `readOnly` says why. */
  readonly lock: CollectionLock | null;
  readonly readOnly: string | null;
  /** Is told what `document.json` says when it was written. */
  readonly onHint: (hint: CachedSummary) => void;
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
 *  @throws DocumentUnreadableError when not even the import can be read, or something else than plain folders and files stands in the
 *  place of its journals: what can be read all the same, `readBranches` finds */
export async function loadDocument(options: LoadOptions): Promise<LoadedDocument> {
  try {
    return await load(options);
  } catch (error) {
    if (!(error instanceof Error) || errorCode(error) === null) throw error;
    const sentence = inEnglish`${options.name} cannot be read (${error.message}); nothing was changed, and other documents are not concerned.`;
    throw new DocumentUnreadableError(options.id, sentence);
  }
}

async function load(options: LoadOptions): Promise<LoadedDocument> {
  const { id, name, replica: own } = options;
  const { played, checkpointed, announced } = await play(options);
  const { replay, head, faults, waiting } = played;
  if (replay.seq === 0) throw unreadable(options, played);
  const recovered = await recoverTails(options, played);
  const folder = documentFolder(options.folder, id);
  const misplaced = await misplacedIn(options.fileSystem, folder, documentParts, `documents/${id}`);
  const mine = recovered.journals.find(({ replica }) => replica === own);
  return {
    replay,
    head,
    ownHead: mine?.end ?? { hash: noHash, seq: 0 },
    pending: played.pending,
    journals: Object.fromEntries(recovered.journals.map((journal) => [journal.replica, digestsOf(journal)])),
    checkpointed,
    tookMerging: played.pending.length > 0 || played.journals.some(({ reading }) => reading.records.some(isMerge)),
    heads: headsOf(announced, recovered.journals),
    isWhole: recovered.isWhole && played.isComplete,
    trouble: played.trouble,
    place: writePlace(mine?.segments ?? []),
    readOnly: faults[0] ?? recovered.fault,
    cutOff: recovered.cutOff,
    notices: [
      ...recovered.notices,
      ...(waiting === null ? [] : [waiting]),
      ...misplaced.map((what) => `${name}: ${what}`),
    ],
  };
}

/** Looks at a document that someone may be writing to, and changes nothing; null when not even its import can be read. */
export async function lookAtDocument(
  { fileSystem, replica }: Pick<StorageContext, 'fileSystem' | 'replica'>,
  folder: string,
  id: DocumentId,
  useCheckpoints = true,
): Promise<LoadedDocument | null> {
  const mayRecover = async (): Promise<boolean> => false;
  const options = { fileSystem, replica, folder, id, name: id, mayRecover, isShared: true, useCheckpoints };
  return loadDocument(options).catch((error: unknown) => {
    if (error instanceof DocumentUnreadableError) return null;
    throw error;
  });
}

function unreadable({ id, name }: LoadOptions, { faults, journals, trouble }: Replayed): DocumentUnreadableError {
  if (faults[0] !== undefined && trouble !== 'waiting') return new DocumentUnreadableError(id, faults[0]);
  const isArriving = trouble === 'waiting' || !journals.some(({ isOwn }) => isOwn);
  const sentence = isArriving ? notArrivedSentence(name) : inEnglish`${name} has no journal that can be read.`;
  return new DocumentUnreadableError(id, sentence, isArriving);
}

/** Replays behind a checkpoint if there is one, and everything if there is none, or if that does not go well. */
async function play(options: LoadOptions): Promise<{
  readonly played: Replayed;
  readonly checkpointed: number;
  /** The heads that `document.json` names. */
  readonly announced: Readonly<Record<string, number>>;
}> {
  const { fileSystem, replica, folder, id, name, useCheckpoints = true, log } = options;
  const read = await readJournals(fileSystem, documentFolder(folder, id), replica);
  const { journals, heads: announced } = read;
  // What a conflict copy shares with the journal is only known when all of it is read.
  const isPlain = journals.every(({ conflicts }) => conflicts.length === 0);
  const start = useCheckpoints && isPlain ? await verifiedCheckpoint({ fileSystem, folder, id, log }, journals) : null;
  if (start) {
    const played = replayJournals(name, id, read, start);
    // What was made on a change before the checkpoint is only known when all is read.
    if (played.faults.length === 0 && played.isComplete) return { played, checkpointed: start.head.seq, announced };
    log?.(`The checkpoint ${start.head.seq} of ${id} was passed over: ${played.faults[0] ?? played.waiting}`);
  }
  return { played: replayJournals(name, id, read, fromTheBeginning(id)), checkpointed: 0, announced };
}

function headsOf(
  announced: Readonly<Record<string, number>>,
  journals: readonly ReplayedJournal[],
): Readonly<Record<string, number>> {
  const heads = new Map(Object.entries(announced));
  for (const { replica, end } of journals) heads.set(replica, Math.max(heads.get(replica) ?? 0, end.seq));
  return Object.fromEntries(heads);
}

/** What was read of a journal; what is still arriving at its end is left out. */
const digestsOf = (journal: ReplayedJournal): CheckpointedJournal => {
  const { end, segments, digests } = journal;
  const tail = tailAtEnd(journal);
  return {
    ...end,
    segments: segments.map((segment) => {
      const read =
        segment.number === tail?.segment ? { ...segment, bytes: segment.bytes.subarray(0, tail.offset) } : segment;
      return knownDigest(read, digests) ?? digestOf(read);
    }),
  };
};

/** Where the last segment of another replica's journal ends in what is still arriving; null when it does not, or when that is not all
 *  that is missing. */
function tailAtEnd({ isOwn, reading, segments }: ReplayedJournal): JournalPlace | null {
  if (isOwn || reading.ending.kind !== 'torn') return null;
  const [tail, ...others] = reading.ending.tails;
  return tail && others.length === 0 && tail.segment === segments.at(-1)?.number ? tail : null;
}

const knownDigest = ({ number, bytes }: Segment, digests: readonly SegmentDigest[]): SegmentDigest | undefined =>
  digests.find((digest) => digest.number === number && digest.bytes === bytes.length);

interface Recovered {
  readonly journals: readonly ReplayedJournal[];
  readonly notices: readonly string[];
  readonly isWhole: boolean;
  readonly cutOff: CutOff | null;
  /** Why the torn end is still there, as a sentence. */
  readonly fault: string | null;
}

/** Sets the torn end of this replica's journal aside, if that is allowed; those of others are theirs to mend. */
async function recoverTails(options: LoadOptions, { journals, faults }: Replayed): Promise<Recovered> {
  const { name, isShared } = options;
  const isSound = faults.length === 0;
  const notices: string[] = [];
  const left: ReplayedJournal[] = [];
  let isWhole = isSound;
  let cutOff: CutOff | null = null;
  let fault: string | null = null;
  for (const journal of journals) {
    const { ending } = journal.reading;
    const isIncomplete = ending.kind === 'torn' || ending.kind === 'unterminated';
    if (isIncomplete && isSound && journal.isOwn && (await options.mayRecover())) {
      try {
        const recovered = await recoverOwn(options, journal, ending);
        cutOff = recovered.cutOff;
        notices.push(cutOff ? recoveredSentence(cutOff) : terminatedSentence(name));
        left.push({ ...journal, segments: recovered.segments });
      } catch (error) {
        fault = unrepairedSentence(name, error instanceof Error ? error.message : String(error));
        left.push(journal);
      }
      continue;
    }
    isWhole &&= ending.kind === 'whole' || tailAtEnd(journal) !== null;
    left.push(journal);
    if (ending.kind !== 'torn' || !journal.isOwn || isShared) continue;
    const file = segmentFile(journal.folder, ending.tails[0]?.segment ?? 1);
    notices.push(endingSentence(name, journalPath(file), ending, 'part'));
  }
  return { journals: left, notices, isWhole, cutOff, fault };
}

/** Completes the last line, or cuts off what is less than one. */
async function recoverOwn(
  { fileSystem, folder, id, name }: LoadOptions,
  journal: ReplayedJournal,
  ending: Extract<JournalEnding, { readonly kind: 'torn' | 'unterminated' }>,
): Promise<{ readonly segments: readonly Segment[]; readonly cutOff: CutOff | null }> {
  if (ending.kind === 'unterminated')
    return {
      segments: await terminateLine(fileSystem, journal.folder, journal.segments, ending.at),
      cutOff: null,
    };
  const aside = path.join(recoveredFolder(folder), id);
  const set = await quarantineTails(fileSystem, journal.folder, journal.segments, ending.tails, aside);
  const copy = keptPath(folder, set.copies[0] ?? aside);
  return { segments: set.segments, cutOff: { name, bytes: set.bytes, copy } };
}
