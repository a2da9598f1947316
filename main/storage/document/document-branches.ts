import type { DocumentState } from '../../../shared/document/document-state.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import type { ChainLink } from '../../../shared/journal/journal-reader.ts';
import { type JournalRecord, noHash } from '../../../shared/journal/record.ts';
import { Replay } from '../../../shared/journal/replay.ts';
import { asOneLine, mergeLines } from '../../../shared/merge/merge-lines.ts';
import { documentFolder, documentJournals, replicaFolder, segmentFile } from '../disk/collection-paths.ts';
import { type FileSystem, RefusedPathError } from '../disk/file-system.ts';
import { replicasIn, segmentNumbers } from '../disk/journal-folder.ts';
import { conflictCopiesIn, recordsAnywhere } from '../journal/conflict-copies.ts';

/** A line of changes of a document, from its import to a last change that nothing follows. */
export interface DocumentBranch {
  /** Hash of the last record: names the branch. */
  readonly tip: string;
  readonly seq: number;
  /** Who made the last change, and when: siglum; ISO 8601, UTC. */
  readonly editor: string;
  readonly time: string;
  readonly state: DocumentState;
  readonly records: readonly JournalRecord[];
}

/** Everything of a document that can be read, whatever state its journals are in. */
export interface DocumentBranches {
  /** The last change that all branches share; 0 when not even the import can be read. */
  readonly commonSeq: number;
  /** The one with most changes first. */
  readonly branches: readonly DocumentBranch[];
  /** Records that can be read and follow none that can. */
  readonly adrift: number;
}

/** Reads all records of a document, of all replicas, behind damage and in the conflict copies of synchronised folders too, and
 *  puts them into lines. Changes nothing. */
export async function readBranches(fileSystem: FileSystem, folder: string, id: DocumentId): Promise<DocumentBranches> {
  const links = await readableRecords(fileSystem, documentJournals(documentFolder(folder, id)));
  const merged = mergedBranch(id, links);
  if (merged) return merged;
  const children = new Map<string, ChainLink<JournalRecord>[]>();
  for (const link of links) {
    const siblings = children.get(link.record.parent);
    if (siblings) siblings.push(link);
    else children.set(link.record.parent, [link]);
  }
  const lines = linesFrom(children);
  const branches = lines
    .map((line) => toBranch(id, line))
    .filter((branch): branch is DocumentBranch => branch !== null)
    .sort((a, b) => b.seq - a.seq || (a.tip < b.tip ? -1 : 1));
  const reached = new Set(lines.flat());
  return { commonSeq: commonLength(lines), branches, adrift: links.filter((link) => !reached.has(link)).length };
}

/** All lines as one, where merges were written down: no single one of them has everything. */
function mergedBranch(id: DocumentId, links: readonly ChainLink<JournalRecord>[]): DocumentBranches | null {
  if (!links.some(({ record }) => record.kind === 'merge' && record.payload.with !== noHash)) return null;
  const lines = mergeLines(id, links);
  const last = lines?.records.at(-1);
  if (!lines || !last) return null;
  const { seq, editor, time } = last.record;
  const branch = { tip: lines.head, seq, editor, time, state: lines.replay.state, records: asOneLine(lines.records) };
  return { commonSeq: seq, branches: [branch], adrift: lines.waiting.length };
}

async function readableRecords(fileSystem: FileSystem, journals: string): Promise<readonly ChainLink<JournalRecord>[]> {
  const links = new Map<string, ChainLink<JournalRecord>>();
  for (const replica of await unlessRefused(replicasIn(fileSystem, journals))) {
    const journal = replicaFolder(journals, replica);
    for (const number of await unlessRefused(segmentNumbers(fileSystem, journal)))
      for (const link of await unlessRefused(recordsOf(fileSystem, segmentFile(journal, number))))
        links.set(link.hash, link);
    for (const { records } of await unlessRefused(conflictCopiesIn(fileSystem, journal)))
      for (const link of records) links.set(link.hash, link);
  }
  return [...links.values()];
}

const recordsOf = async (fileSystem: FileSystem, file: string): Promise<readonly ChainLink<JournalRecord>[]> =>
  recordsAnywhere(await fileSystem.readFile(file));

/** Nothing where something stands that is not read: here as much as can be had is better than none. */
async function unlessRefused<Found>(reading: Promise<readonly Found[]>): Promise<readonly Found[]> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof RefusedPathError) return [];
    throw error;
  }
}

/** Each line is repeated from its beginning, so of a journal that parts without end no more are looked at. */
const mostLines = 64;

function linesFrom(
  children: ReadonlyMap<string, readonly ChainLink<JournalRecord>[]>,
): readonly (readonly ChainLink<JournalRecord>[])[] {
  const lines: ChainLink<JournalRecord>[][] = [];
  const open: ChainLink<JournalRecord>[][] = (children.get(noHash) ?? []).map((link) => [link]);
  for (let line = open.pop(); line && lines.length < mostLines; line = open.pop()) {
    for (;;) {
      const [next, ...others] = children.get(line.at(-1)?.hash ?? '') ?? [];
      for (const other of others.slice(0, Math.max(0, mostLines - open.length))) open.push([...line, other]);
      if (!next) break;
      line.push(next);
    }
    lines.push(line);
  }
  return lines;
}

/** A line as far as it can be repeated; null when not even its import can. */
function toBranch(id: DocumentId, line: readonly ChainLink<JournalRecord>[]): DocumentBranch | null {
  const replay = new Replay(id);
  const end = line.findIndex(({ record }) => replay.apply(record) !== null);
  const repeated = end === -1 ? line : line.slice(0, end);
  const last = repeated.at(-1);
  if (!last) return null;
  const { seq, editor, time } = last.record;
  return { tip: last.hash, seq, editor, time, state: replay.state, records: repeated.map(({ record }) => record) };
}

function commonLength([first = [], ...others]: readonly (readonly ChainLink<JournalRecord>[])[]): number {
  const differs = first.findIndex(({ hash }, index) => others.some((line) => line[index]?.hash !== hash));
  return differs === -1 ? first.length : differs;
}
