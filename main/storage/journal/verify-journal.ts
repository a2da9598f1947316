import type { Node } from 'prosemirror-model';
import { applySteps } from '../../../shared/journal/apply-steps.ts';
import { type ChainEnd, readRecords, type Segment } from '../../../shared/journal/journal-reader.ts';
import { isChangeRecord, type JournalRecord } from '../../../shared/journal/record.ts';
import { parseRecord } from '../../../shared/journal/record-codec.ts';
import { canonicalHash } from '../../../shared/text/canonical-json.ts';
import { inEnglish } from '../../../shared/translation/retell.ts';
import { segmentFile } from '../disk/collection-paths.ts';
import type { FileSystem } from '../disk/file-system.ts';
import { nativeHashOf, segmentNumbers } from '../disk/journal-folder.ts';
import { JournalMismatchError, type WritePlace } from './journal-writer.ts';
import { digestOf, provenPlace, type SegmentDigest } from './segment-digest.ts';

/** A state of a document, and how far its own journal went then. */
export interface VerifiedState {
  readonly doc: Node;
  /** The last record of the journal. */
  readonly ownHead: ChainEnd;
  readonly place: WritePlace;
}

/** A state that was read from the disk, or compared with it. */
export interface ProvenState extends VerifiedState {
  /** What the journal held then. */
  readonly segments: readonly SegmentDigest[];
}

/** Reads from the disk what was appended since a state was proven, repeats it on the document as it was then, and compares the
 *  outcome with what the program shows. Costs what was appended, the segment it was appended to, and twice the document for the
 *  hashes.
 *  @param folder of the journal
 *  @returns what is shown, proven
 *  @throws JournalMismatchError when they differ */
export async function verifyJournal(
  fileSystem: FileSystem,
  folder: string,
  proven: ProvenState,
  shown: VerifiedState,
): Promise<ProvenState> {
  const segments = await segmentsBetween(fileSystem, folder, proven.place, shown.place);
  const before = proven.segments.filter(({ number }) => number < proven.place.segment);
  const from = provenPlace(segments, proven.segments.slice(before.length));
  if (!from) throw new JournalMismatchError(folder, inEnglish`what was there before is another`);
  const { records, ending } = readRecords(segments, parseRecord, { after: proven.ownHead, from, hash: nativeHashOf });
  if (ending.kind !== 'whole') throw new JournalMismatchError(folder, inEnglish`it reads as ${ending.kind}`);
  const last = records.at(-1)?.hash ?? proven.ownHead.hash;
  if (last !== shown.ownHead.hash)
    throw new JournalMismatchError(folder, inEnglish`it does not end with change ${shown.ownHead.seq}`);
  const doc = repeated(
    folder,
    proven.doc,
    records.map(({ record }) => record),
  );
  if (canonicalHash(doc) !== canonicalHash(shown.doc))
    throw new JournalMismatchError(folder, inEnglish`the documents differ`);
  return { ...shown, segments: [...before, ...segments.map(digestOf)] };
}

function repeated(folder: string, before: Node, records: readonly JournalRecord[]): Node {
  let doc = before;
  for (const record of records) {
    if (!isChangeRecord(record)) continue;
    const applied = applySteps(doc, record.payload.steps);
    if (!applied.ok)
      throw new JournalMismatchError(folder, inEnglish`change ${record.seq} does not repeat: ${applied.reason}`);
    doc = applied.doc;
  }
  return doc;
}

/** The segments from one place up to another, the first of them whole. */
async function segmentsBetween(
  fileSystem: FileSystem,
  folder: string,
  from: WritePlace,
  to: WritePlace,
): Promise<readonly Segment[]> {
  const segments: Segment[] = [];
  for (const number of await segmentNumbers(fileSystem, folder)) {
    if (number < from.segment || number > to.segment) continue;
    const bytes = await fileSystem.readFile(segmentFile(folder, number));
    segments.push({ number, bytes: number === to.segment ? bytes.subarray(0, to.size) : bytes });
  }
  return segments;
}
