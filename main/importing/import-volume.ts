import type { Node } from 'prosemirror-model';
import type { DocumentSummary } from '../../shared/contract/payloads/document-summary.ts';
import type { Fidelity } from '../../shared/document/import-report.ts';
import { schema } from '../../shared/document/schema.ts';
import { documentInstruction } from '../../shared/tei/volume.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { Collection } from '../storage/collection/collection.ts';
import type { VolumePart } from '../tei/tei-answers.ts';
import type { JobControl } from '../workers/job.ts';
import type { ReadRequest } from './import-worker.ts';
import type { KnownContent, KnownDocument } from './known-content.ts';
import type { ReadSource, SourceReader } from './source-reader.ts';

/** A document of a volume that was kept. */
export interface KeptPart {
  readonly summary: DocumentSummary;
  readonly doc: Node;
  readonly tei: Fidelity | null;
}

/** What came of a part of a volume. */
export type ImportedPart =
  | KeptPart
  /** The collection has it. */
  | ({ readonly kind: 'duplicate' } & KnownDocument)
  | Exclude<ReadSource, { kind: 'document' }>;

interface VolumeImport {
  readonly source: ReadRequest;
  readonly volume: Extract<ReadSource, { kind: 'volume' }>;
  readonly known: KnownContent;
}

/** Keeps the documents of a volume and then what stands around them, in which each document is named in its place. When it is cancelled,
 *  or something goes wrong on the way, the documents that are in stay; nothing of the file is lost, because the file itself is not touched. Imported again it
 *  is gone on with: documents that are in are named in what stands around them. */
export async function* importVolume(
  reader: SourceReader,
  collection: Collection,
  { source, volume, known }: VolumeImport,
  { progress, signal }: JobControl,
): AsyncGenerator<ImportedPart> {
  const { parts, encoding } = volume;
  const ids: string[] = [];
  const claims = known.claims();
  for (const [done, part] of parts.entries()) {
    if (signal.aborted) {
      yield { kind: 'cancelled' };
      return;
    }
    progress({ what: inEnglish`Importing ${part.name}`, done, total: parts.length + 1 });
    const same = claims.claim(source.bytes.subarray(part.from, part.to));
    if (same) {
      ids.push(same.document);
      yield { kind: 'duplicate', ...same };
      continue;
    }
    const kept = await keepPart(collection, source, encoding, part);
    ids.push(kept.summary.id);
    claims.own(kept.summary.id);
    yield kept;
  }
  const bytes = frameBytes(source.bytes, parts, ids, encoding);
  const sameFrame = known.findBytes(bytes);
  if (sameFrame) {
    yield { kind: 'duplicate', ...sameFrame };
    return;
  }
  const frame = await reader.read({ name: source.name, bytes, encoding, frame: true }, signal);
  if (frame.kind !== 'document') {
    yield frame;
    return;
  }
  const { doc, metadata, report } = frame;
  const summary = await collection.addDocument({
    source: { name: source.name, bytes, encoding },
    doc,
    metadata,
    report,
  });
  yield { summary, doc, tei: report.tei ?? null };
}

async function keepPart(
  collection: Collection,
  { bytes }: ReadRequest,
  encoding: string,
  { name, from, to, doc: json, metadata, report }: VolumePart,
): Promise<KeptPart> {
  const doc = schema.nodeFromJSON(JSON.parse(json) as unknown);
  const source = { name, bytes: bytes.subarray(from, to), encoding };
  const summary = await collection.addDocument({ source, doc, metadata, report });
  return { summary, doc, tei: report.tei ?? null };
}

/** The bytes around the documents, with an instruction in the place of each. */
function frameBytes(
  bytes: Uint8Array,
  parts: readonly VolumePart[],
  ids: readonly string[],
  encoding: string,
): Uint8Array {
  const pieces: Uint8Array[] = [];
  let at = 0;
  for (const [index, { from, to }] of parts.entries()) {
    const instruction = `<?${documentInstruction} ${ids[index] ?? ''}?>`;
    pieces.push(bytes.subarray(at, from), plainBytes(instruction, encoding));
    at = to;
  }
  return Buffer.concat([...pieces, bytes.subarray(at)]);
}

/** ASCII, which every encoding that is read has. */
function plainBytes(text: string, encoding: string): Uint8Array {
  if (!encoding.startsWith('utf-16')) return Buffer.from(text, 'latin1');
  const bytes = Buffer.from(text, 'utf16le');
  return encoding === 'utf-16be' ? bytes.swap16() : bytes;
}
