import path from 'node:path';
import { type DocumentId, isIdentifier, type ReplicaId } from '../../shared/document/identifier.ts';
import { mergeReplicas } from '../../shared/journal/merge-replicas.ts';
import { parseRecord } from '../../shared/journal/parse-record.ts';
import {
  type ChainEnd,
  type JournalPlace,
  type JournalReading,
  readRecords,
  type Segment,
} from '../../shared/journal/read-records.ts';
import { type JournalRecord, noHash } from '../../shared/journal/record.ts';
import { Replay } from '../../shared/journal/replay.ts';
import { documentFolder, documentJournals, recoveredFolder, replicaFolder, segmentFile } from './collection-paths.ts';
import { readHint } from './document-hint.ts';
import type { FileSystem } from './file-system.ts';
import { readSegments, replicasIn } from './journal-folder.ts';
import {
  endingSentence,
  mergeSentence,
  recoveredSentence,
  replaySentence,
  unrepairedSentence,
} from './journal-sentences.ts';
import { type WritePlace, writePlace } from './journal-writer.ts';
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
  /** The last record of each replica. */
  readonly heads: Readonly<Record<string, number>>;
  /** Where this replica's journal goes on. */
  readonly place: WritePlace;
  /** Why it cannot be changed, as a sentence; null when its journals are in order. */
  readonly readOnly: string | null;
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
}

interface ReplicaJournal {
  readonly replica: ReplicaId;
  readonly folder: string;
  readonly segments: readonly Segment[];
  readonly reading: JournalReading<JournalRecord>;
}

/** Reads a document's journals, repairs what an interrupted write left, and replays.
 *  @throws DocumentUnreadableError when not even the import can be read */
export async function loadDocument(options: LoadOptions): Promise<LoadedDocument> {
  const { id, name, replica: own } = options;
  const journals = await readJournals(options);
  const merged = mergeReplicas(journals.map(({ reading }) => reading.records));
  const replay = new Replay(id);
  const faults = journals.flatMap(({ reading, folder }) => seriousSentence(name, folder, reading));
  if (merged.fault && faults.length === 0) faults.push(mergeSentence(name, merged.fault));
  let head: ChainEnd = { hash: noHash, seq: 0 };
  for (const { record, hash } of merged.records) {
    const fault = replay.apply(record);
    if (fault) {
      faults.push(replaySentence(name, fault.seq, fault.reason));
      break;
    }
    head = { hash, seq: record.seq };
  }
  if (replay.seq === 0) throw new DocumentUnreadableError(id, faults[0] ?? `${name} has no journal that can be read.`);
  const recovered = await recoverTails(options, journals, faults.length === 0);
  const mine = recovered.journals.find(({ replica }) => replica === own);
  return {
    replay,
    head,
    ownHead: lastOf(mine),
    heads: Object.fromEntries(journals.map((journal) => [journal.replica, lastOf(journal).seq])),
    place: writePlace(mine?.segments ?? []),
    readOnly: faults[0] ?? recovered.fault,
    notices: recovered.notices,
  };
}

async function readJournals({ fileSystem, folder, id }: LoadOptions): Promise<readonly ReplicaJournal[]> {
  const document = documentFolder(folder, id);
  const hint = await readHint(fileSystem, document);
  const journals: ReplicaJournal[] = [];
  // A replica whose whole folder is gone has lost what document.json knows of, too.
  const known = Object.keys(hint?.heads ?? {}).filter((name): name is ReplicaId => isIdentifier(name));
  const replicas = new Set([...(await replicasIn(fileSystem, documentJournals(document))), ...known]);
  for (const replica of replicas) {
    const journal = replicaFolder(documentJournals(document), replica);
    const segments = await readSegments(fileSystem, journal);
    const reading = readRecords(segments, parseRecord, { knownSeq: hint?.heads[replica] ?? 0 });
    journals.push({ replica, folder: journal, segments, reading });
  }
  return journals;
}

const lastOf = (journal: ReplicaJournal | undefined): ChainEnd => {
  const last = journal?.reading.records.at(-1);
  return last ? { hash: last.hash, seq: last.record.seq } : { hash: noHash, seq: 0 };
};

/** What keeps a document from being changed; a torn end does not. */
function seriousSentence(name: string, folder: string, { ending }: JournalReading<JournalRecord>): string[] {
  if (ending.kind === 'whole' || ending.kind === 'torn') return [];
  const sentence = endingSentence(name, segmentFile(folder, ending.at.segment), ending);
  return sentence === null ? [] : [sentence];
}

interface Recovered {
  readonly journals: readonly ReplicaJournal[];
  readonly notices: readonly string[];
  /** Why the torn end is still there, as a sentence. */
  readonly fault: string | null;
}

/** Sets the torn end of this replica's journal aside, if that is allowed; those of others are theirs to mend. */
async function recoverTails(
  options: LoadOptions,
  journals: readonly ReplicaJournal[],
  isSound: boolean,
): Promise<Recovered> {
  const { name, replica, isShared } = options;
  const notices: string[] = [];
  const left: ReplicaJournal[] = [];
  let fault: string | null = null;
  for (const journal of journals) {
    const { ending } = journal.reading;
    if (ending.kind === 'torn' && isSound && journal.replica === replica && (await options.mayRecover())) {
      try {
        const { segments, notice } = await recoverOwn(options, journal, ending.tails);
        notices.push(notice);
        left.push({ ...journal, segments });
      } catch (error) {
        fault = unrepairedSentence(name, error instanceof Error ? error.message : String(error));
        left.push(journal);
      }
      continue;
    }
    const file = segmentFile(journal.folder, ending.kind === 'torn' ? (ending.tails[0]?.segment ?? 1) : 1);
    const sentence = ending.kind === 'torn' && !isShared ? endingSentence(name, file, ending) : null;
    if (sentence !== null) notices.push(sentence);
    left.push(journal);
  }
  return { journals: left, notices, fault };
}

async function recoverOwn(
  { fileSystem, folder, id, name }: LoadOptions,
  journal: ReplicaJournal,
  tails: readonly JournalPlace[],
): Promise<{ readonly segments: readonly Segment[]; readonly notice: string }> {
  const aside = path.join(recoveredFolder(folder), id);
  const set = await setTailsAside(fileSystem, journal.folder, journal.segments, tails, aside);
  return { segments: set.segments, notice: recoveredSentence(name, set.bytes, set.copies[0] ?? aside) };
}
