import type { ImportReport } from '../../shared/document/import-report.ts';
import type { DocumentMetadata } from '../../shared/document/metadata.ts';
import { schema } from '../../shared/document/schema.ts';
import { byteOffsetsOf, type DecodedText } from '../../shared/import/decode-text.ts';
import type { ReadFault, TextEncoding } from '../../shared/import/read-fault.ts';
import { type ReadTeiDocument, readTeiFile, readTeiFileInto } from '../../shared/tei/read-tei-file.ts';
import type { TeiFault } from '../../shared/tei/source/check-tei.ts';
import { teiReport } from '../../shared/tei/tei-report.ts';
import { documentsOf, frameOf, volumeOf } from '../../shared/tei/volume.ts';
import { writeTei } from '../../shared/tei/write-tei.ts';
import { decodeTei } from './tei-source.ts';

/** One of the documents of a volume. */
export interface VolumePart {
  /** What its file is called. */
  readonly name: string;
  /** Its bytes in the file, from the first to the one behind the last. */
  readonly from: number;
  readonly to: number;
  /** JSON of `Node.toJSON()`: a text passes between threads more cheaply than what it says. */
  readonly doc: string;
  readonly metadata: DocumentMetadata;
  readonly report: ImportReport;
}

/** What became of a TEI file. */
export type TeiAnswer =
  | {
      readonly kind: 'document';
      readonly encoding: TextEncoding;
      readonly doc: unknown;
      readonly metadata: DocumentMetadata;
      readonly report: ImportReport;
      readonly documents: number;
    }
  | { readonly kind: 'volume'; readonly encoding: TextEncoding; readonly parts: readonly VolumePart[] }
  | ReadFault;

export interface TeiRequest {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly encoding: TextEncoding | null;
  /** It is what stands around the documents of a volume. */
  readonly frame?: true;
}

/** Reads a TEI file. */
export function readTeiBytes({ name, bytes, encoding, frame }: TeiRequest): TeiAnswer {
  const decoded = decodeTei(bytes, encoding);
  if (decoded.kind !== 'text') return decoded;
  const read = readTeiFileInto(decoded.text, { isFrame: frame === true }, inText);
  if (read.kind === 'fault') return brokenXml(read.fault);
  if (read.kind === 'volume')
    return { kind: 'volume', encoding: decoded.encoding, parts: partsOf(name, bytes, decoded, read.documents) };
  const { doc, metadata, report } = read.document;
  return { kind: 'document', encoding: decoded.encoding, doc, metadata, report, documents: 1 };
}

/** A document with its nodes as text, which takes less memory than they do. */
const inText = ({ doc, ...read }: ReadTeiDocument): TextDocument => ({ ...read, doc: JSON.stringify(doc) });

type TextDocument = Omit<ReadTeiDocument, 'doc'> & { readonly doc: string };

const brokenXml = ({ kind, ...place }: TeiFault): ReadFault => ({ kind: 'broken-xml', faultKind: kind, ...place });

function partsOf(
  name: string,
  bytes: Uint8Array,
  decoded: DecodedText,
  documents: readonly TextDocument[],
): readonly VolumePart[] {
  const offsets = byteOffsetsOf(
    bytes,
    decoded,
    documents.flatMap(({ from, to }) => [from, to]),
  );
  const dot = name.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '.xml'];
  const digits = String(documents.length).length;
  return documents.map(({ from, doc, metadata, report }, index) => {
    const tag = /^<[^>]*?\sxml:id\s*=\s*["']([\w.-]{1,64})["']/.exec(decoded.text.slice(from, from + 2000))?.[1];
    const own = tag ?? String(index + 1).padStart(digits, '0');
    return {
      name: `${stem} ${own}${ending}`,
      from: offsets[2 * index] ?? 0,
      to: offsets[2 * index + 1] ?? 0,
      doc,
      metadata,
      report,
    };
  });
}

/** Where a file that is read and written again differs from itself. */
export interface TeiDifference {
  /** From 1. */
  readonly line: number;
  readonly before: string;
  readonly after: string;
}

/** What reading a file and writing it again shows. */
export interface RoundTrip {
  readonly kind: 'round trip';
  /** How many documents it was read as. */
  readonly documents: number;
  /** The first of them. */
  readonly differences: readonly TeiDifference[];
  readonly report: ImportReport;
}

/** How many differences are told. */
const mostDifferences = 100;

/** Reads a TEI file and writes it again, every block anew, and compares. */
export function tryRoundTrip({ bytes, encoding }: TeiRequest): RoundTrip | ReadFault {
  const decoded = decodeTei(bytes, encoding);
  if (decoded.kind !== 'text') return decoded;
  const { text } = decoded;
  const read = readTeiFile(text, { unproved: true });
  if (read.kind === 'fault') return brokenXml(read.fault);
  if (read.kind === 'document') {
    const differences = lineDifferences(text, writtenAgain(text, read.document));
    const tei = { ...read.document.report.tei, identical: differences.length === 0 };
    return { kind: 'round trip', documents: 1, differences, report: teiReport(tei) };
  }
  const parts = documentsOf(text);
  const ids = parts.map((_, index) => `d${index + 1}`);
  const frame = frameOf(text, parts, ids);
  const around = readTeiFile(frame, { isFrame: true, unproved: true });
  if (around.kind !== 'document') throw new Error('what stands around the documents of a volume cannot be read');
  const written = new Map(
    read.documents.map((part, index) => [ids[index] ?? '', writtenAgain(text.slice(part.from, part.to), part)]),
  );
  const whole = volumeOf(writtenAgain(frame, around.document), written);
  const differences = lineDifferences(text, whole);
  return { kind: 'round trip', documents: parts.length, differences, report: around.document.report };
}

function writtenAgain(xml: string, { doc, report }: ReadTeiDocument): string {
  const imported = schema.nodeFromJSON(doc);
  return writeTei({ xml, fidelity: report.tei, imported, doc: imported });
}

function lineDifferences(before: string, after: string): readonly TeiDifference[] {
  if (before === after) return [];
  const [old, fresh] = [before.split('\n'), after.split('\n')];
  const differences: TeiDifference[] = [];
  for (let at = 0; at < Math.max(old.length, fresh.length) && differences.length < mostDifferences; at += 1)
    if (old[at] !== fresh[at]) differences.push({ line: at + 1, before: old[at] ?? '', after: fresh[at] ?? '' });
  return differences;
}
