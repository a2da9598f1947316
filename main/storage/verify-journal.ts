import type { Node } from 'prosemirror-model';
import { canonicalHash } from '../../shared/document/canonical.ts';
import { applySteps } from '../../shared/journal/apply-steps.ts';
import { parseRecord } from '../../shared/journal/parse-record.ts';
import { type ChainEnd, readRecords, type Segment } from '../../shared/journal/read-records.ts';
import { JournalMismatchError } from './append-errors.ts';
import { segmentFile } from './collection-paths.ts';
import type { FileSystem } from './file-system.ts';
import { segmentNumbers } from './journal-folder.ts';
import type { WritePlace } from './journal-writer.ts';

/** Reads from the disk what was appended since a document was opened, repeats it on the document as it was then, and compares
 *  the outcome with what the program shows. Costs what was appended, and twice the document for the hashes.
 *  @throws JournalMismatchError when they differ */
export async function verifyJournal(
  fileSystem: FileSystem,
  folder: string,
  opened: { readonly doc: Node; readonly place: WritePlace; readonly ownHead: ChainEnd },
  shown: { readonly doc: Node; readonly head: ChainEnd },
): Promise<void> {
  const segments = await segmentsSince(fileSystem, folder, opened.place);
  const { records, ending } = readRecords(segments, parseRecord, { after: opened.ownHead });
  if (ending.kind !== 'whole') throw new JournalMismatchError(folder, `it reads as ${ending.kind}`);
  const last = records.at(-1)?.hash ?? opened.ownHead.hash;
  if (last !== shown.head.hash) throw new JournalMismatchError(folder, `it does not end with change ${shown.head.seq}`);
  let doc = opened.doc;
  for (const { record } of records) {
    if (record.kind !== 'steps' && record.kind !== 'anchor' && record.kind !== 'annotation') continue;
    const applied = applySteps(doc, record.payload.steps);
    if (!applied.ok) throw new JournalMismatchError(folder, `change ${record.seq} does not repeat: ${applied.reason}`);
    doc = applied.doc;
  }
  if (canonicalHash(doc) !== canonicalHash(shown.doc)) throw new JournalMismatchError(folder, 'the documents differ');
}

async function segmentsSince(fileSystem: FileSystem, folder: string, place: WritePlace): Promise<readonly Segment[]> {
  const segments: Segment[] = [];
  for (const number of await segmentNumbers(fileSystem, folder)) {
    if (number < place.segment) continue;
    const bytes = await fileSystem.readFile(segmentFile(folder, number));
    segments.push({ number, bytes: number === place.segment ? bytes.subarray(place.size) : bytes });
  }
  return segments;
}
