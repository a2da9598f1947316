import mammoth from 'mammoth';
import type { ImportReport } from '../../shared/document/import-report.ts';
import type { DocumentMetadata } from '../../shared/document/metadata.ts';
import { byteOffsetsOf, decodeText, textBeyondLimits } from '../../shared/import/decode-text.ts';
import { detectFormat, detectionBytes, namedLike, pictureNamed } from '../../shared/import/detect-format.ts';
import { divideDocuments } from '../../shared/import/plain-text/divide-documents.ts';
import { markersBeyondLimit } from '../../shared/import/plain-text/draft/page-markers.ts';
import { readPlainText } from '../../shared/import/plain-text/read-plain-text.ts';
import {
  formatFault,
  type ReadFault,
  type SourceEncoding,
  type TextEncoding,
  textInsteadSentence,
  wordEncoding,
} from '../../shared/import/read-fault.ts';
import { readWord } from '../../shared/import/word/read-word.ts';
import { openWordPackage } from '../../shared/import/word/word-package.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { type RoundTrip, readTeiBytes, type TeiAnswer, tryRoundTrip } from '../tei/tei-answers.ts';
import { serveTasks } from '../workers/worker-server.ts';

/** A file to import. */
export interface SourceBytes {
  /** Its base name. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ReadRequest extends SourceBytes {
  /** What a person says the bytes are written in; null when they are to tell it themselves. */
  readonly encoding: TextEncoding | null;
  /** Only says where the documents begin that the file seems to hold. */
  readonly divide?: true;
  /** It is what stands around the documents of a volume of TEI. */
  readonly frame?: true;
  /** Reads TEI and writes it again, and only says where that differs. */
  readonly roundTrip?: true;
}

/** What became of the bytes of a file. */
export type ReadAnswer =
  | {
      readonly kind: 'document';
      readonly encoding: SourceEncoding;
      /** `Node.toJSON()`. */
      readonly doc: unknown;
      readonly metadata: DocumentMetadata;
      readonly report: ImportReport;
      /** How many documents the text seems to hold. */
      readonly documents: number;
    }
  | {
      readonly kind: 'parts';
      readonly encoding: TextEncoding;
      /** The offset of the first byte of each part but the first. */
      readonly divisions: readonly number[];
    }
  | Extract<TeiAnswer, { readonly kind: 'volume' }>
  | RoundTrip
  | ReadFault;

serveTasks<ReadRequest, ReadAnswer>(async (request, begin) => {
  const { name, bytes, encoding, divide } = request;
  begin();
  if (request.roundTrip) return tryRoundTrip(request);
  const format = detectFormat(name, bytes.subarray(0, detectionBytes));
  const named = pictureNamed(name);
  if (format === 'tei') return readTeiBytes(request);
  if (format === 'docx') return readWordFile(request);
  const fault = formatFault(name, format);
  if (fault) return fault;
  const decoded = decodeText(bytes, encoding === null ? {} : { encoding });
  if (decoded.kind !== 'text')
    return named === null || decoded.kind === 'empty' ? decoded : { kind: 'misnamed', named };
  if (divide) {
    const [, ...further] = divideDocuments(decoded.text);
    const divisions = byteOffsetsOf(
      bytes,
      decoded,
      further.map(({ from }) => from),
    );
    return { kind: 'parts', encoding: decoded.encoding, divisions };
  }
  const tooLong = textBeyondLimits(decoded.text) ?? markersBeyondLimit(decoded.text);
  if (tooLong) return tooLong;
  const { doc, metadata, report, documents } = readPlainText(decoded.text, { fileName: name });
  const like = namedLike(name);
  const remarks = like === null ? [] : [{ what: textInsteadSentence(name, like), source: null }];
  return {
    kind: 'document',
    encoding: decoded.encoding,
    doc: doc.toJSON() as unknown,
    metadata,
    report: { ...report, remarks: [...remarks, ...report.remarks] },
    documents,
  };
});

/** A Word document is one, whatever its text seems to hold. */
async function readWordFile({ name, bytes, divide }: ReadRequest): Promise<ReadAnswer> {
  if (divide) return { kind: 'parts', encoding: 'utf-8', divisions: [] };
  const opened = openWordPackage(bytes);
  if (opened.kind !== 'word package') return opened;
  const tree = await wordTree(opened.bytes);
  if (typeof tree === 'string') return { kind: 'damaged-word', reason: tree };
  const { doc, metadata, report } = readWord(tree, { fileName: name, package: opened });
  if (doc.textContent.trim() === '') return { kind: 'empty' };
  return { kind: 'document', encoding: wordEncoding, doc: doc.toJSON() as unknown, metadata, report, documents: 1 };
}

/** The tree of a document; in words why there is none. Nothing outside the file is read. */
async function wordTree(bytes: Uint8Array): Promise<object | string> {
  let tree: object | null = null;
  const take = (document: object): object => {
    tree = document;
    return { ...document, children: [] };
  };
  try {
    const options = { transformDocument: take, externalFileAccess: false, includeEmbeddedStyleMap: false };
    await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, options);
    return tree ?? inEnglish`it has no text`;
  } catch (error) {
    return error instanceof RangeError
      ? inEnglish`its parts stand too deep in one another`
      : String(error instanceof Error ? error.message : error);
  }
}
