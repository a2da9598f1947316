import type { ImportReport } from '../../shared/document/import-report.ts';
import type { DocumentMetadata } from '../../shared/document/metadata.ts';
import { decodeText } from '../../shared/import/decode-text.ts';
import { detectFormat, detectionBytes, namedLike, pictureNamed } from '../../shared/import/detect-format.ts';
import { readPlainText } from '../../shared/import/plain-text/read-plain-text.ts';
import { formatFault, type ReadFault, type TextEncoding, textInsteadSentence } from '../../shared/import/read-fault.ts';
import { serveTasks } from './serve-tasks.ts';
import type { SourceBytes } from './source-bytes.ts';

export interface ReadRequest extends SourceBytes {
  /** What a person says the bytes are written in; null when they are to tell it themselves. */
  readonly encoding: TextEncoding | null;
}

/** What became of the bytes of a file. */
export type ReadAnswer =
  | {
      readonly kind: 'document';
      readonly encoding: TextEncoding;
      /** `Node.toJSON()`. */
      readonly doc: unknown;
      readonly metadata: DocumentMetadata;
      readonly report: ImportReport;
    }
  | ReadFault;

serveTasks<ReadRequest, ReadAnswer>(({ name, bytes, encoding }, begin) => {
  begin();
  const format = detectFormat(name, bytes.subarray(0, detectionBytes));
  const named = pictureNamed(name);
  const fault = formatFault(name, format);
  if (fault) return fault;
  const decoded = decodeText(bytes, encoding === null ? {} : { encoding });
  if (decoded.kind !== 'text')
    return named === null || decoded.kind === 'empty' ? decoded : { kind: 'misnamed', named };
  const { doc, metadata, report } = readPlainText(decoded.text, { fileName: name });
  const like = namedLike(name);
  const remarks = like === null ? [] : [{ what: textInsteadSentence(name, like), source: null }];
  return {
    kind: 'document',
    encoding: decoded.encoding,
    doc: doc.toJSON() as unknown,
    metadata,
    report: { ...report, remarks: [...remarks, ...report.remarks] },
  };
});
