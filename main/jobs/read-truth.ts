import type { Fault } from '../../shared/contract/fault.ts';
import { readingText } from '../../shared/document/block-text.ts';
import { decodeText } from '../../shared/import/decode-text.ts';
import { detectFormat, detectionBytes } from '../../shared/import/detect-format.ts';
import type { TextEncoding } from '../../shared/import/read-fault.ts';
import { readLayout } from '../../shared/import/read-layout.ts';
import { outsideFileSentence, readOutsideFile } from '../storage/outside-file.ts';
import { isLayoutFormat } from './file-kinds.ts';
import type { JobContext } from './job-context.ts';
import { layoutReader } from './layout-reader.ts';
import { readFault } from './read-fault.ts';

/** The largest ground truth that is read, in bytes. */
const mostBytes = 64 * 1024 * 1024;

export interface TruthFile {
  readonly file: string;
  /** What a plain text is written in; found out unless given. */
  readonly encoding?: TextEncoding;
}

export type ReadTruth =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly fault: Fault }
  | 'cancelled';

/** Reads a ground truth: a plain text, or the words of hOCR, ALTO or PAGE. */
export async function readTruth(
  { workers }: Pick<JobContext, 'workers'>,
  { file, encoding }: TruthFile,
  signal: AbortSignal,
): Promise<ReadTruth> {
  const read = await readOutsideFile(file, mostBytes);
  if (read.kind !== 'read') {
    const next = 'Choose a plain text that you may read.';
    const what = outsideFileSentence(read, file);
    return { ok: false, fault: { what, kept: 'Nothing was changed.', next, details: null } };
  }
  const format = detectFormat(read.name, read.bytes.subarray(0, detectionBytes));
  if (isLayoutFormat(format)) return readWords(workers, file, signal);
  const options = encoding ? { maxBytes: mostBytes, encoding } : { maxBytes: mostBytes };
  const decoded =
    format === 'plain-text' ? decodeText(read.bytes, options) : ({ kind: 'unsupported-format', format } as const);
  return decoded.kind === 'text'
    ? { ok: true, text: decoded.text }
    : { ok: false, fault: { ...readFault(decoded, read.name), kept: 'Nothing was changed.' } };
}

async function readWords(workers: URL, file: string, signal: AbortSignal): Promise<ReadTruth> {
  const reader = layoutReader(workers);
  try {
    const read = await reader.read(file, [], signal);
    if (read.kind === 'cancelled') return 'cancelled';
    if (read.kind === 'refused') return { ok: false, fault: { ...read.fault, kept: 'Nothing was changed.' } };
    const pages = read.layout.pages.map(({ layout }) => layout);
    return { ok: true, text: readingText(readLayout(pages, '').doc) };
  } finally {
    await reader.close();
  }
}
