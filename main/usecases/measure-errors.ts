import type { Node } from 'prosemirror-model';
import { misreadText, pageText } from '../../shared/alignment/misreadings.ts';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import type { MeasuredDocument, MeasuredState } from '../../shared/contract/payloads/proofreading.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import type { DocumentStatus } from '../../shared/document/metadata.ts';
import { readingText } from '../../shared/document/reading-text.ts';
import { decodeText } from '../../shared/import/decode-text.ts';
import { detectFormat, detectionBytes } from '../../shared/import/detect-format.ts';
import { layoutDocument } from '../../shared/import/layout-document.ts';
import type { TextEncoding } from '../../shared/import/read-fault.ts';
import { type Certificate, certificateLines, certificateOf } from '../../shared/proofreading/certificate.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { readFault } from '../faults/read-fault.ts';
import { layoutReader } from '../importing/layout-reader.ts';
import { isLayoutFormat } from '../storage/disk/file-kinds.ts';
import { outsideFileSentence, readOutsideFile } from '../storage/disk/outside-file.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { namedState } from '../versions/versions.ts';
import type { JobContext } from '../workers/job.ts';
import { taskFaultSentence, taskThread } from '../workers/task-thread.ts';
import type { ErrorRateAnswer, ErrorRateRequest } from './error-rate-worker.ts';

/** What the error rate of a document is measured against, and of which states. */
export interface MeasureRequest {
  /** The text of a ground truth; null takes the present text for the truth. */
  readonly truth: string | null;
  /** A version that is measured too. */
  readonly version: number | null;
}

/** How long measuring one document may take, and how much memory: far more than a large one needs. A ground truth that belongs to
 *  another document can take for ever. */
const measureLimitMs = 60_000;
const measureMemoryMb = 1_024;

type MeasureOutcome =
  | { readonly kind: 'measured'; readonly value: MeasuredDocument }
  | { readonly kind: 'no such version' }
  /** With the reason as the end of a sentence. */
  | { readonly kind: 'stopped'; readonly reason: string };

/** Measures in a thread of its own how many characters and words are wrong: of the text as it was imported, of a version, and, against
 *  a ground truth, of the text as it stands. What an emendation mends is a fault of the page and no misreading: it counts as the
 *  page has it; notes of editors and what a web page or a form added do not count. Where the present text is taken for right, the
 *  misreadings are those that `misreadings` finds. */
export async function measureErrors(
  context: Pick<JobContext, 'workers'>,
  store: DocumentStore,
  request: MeasureRequest,
  signal: AbortSignal,
): Promise<MeasureOutcome> {
  const { state } = store;
  const { version } = request;
  const past = version === null ? null : await namedState(store, version);
  if (version !== null && !past) return { kind: 'no such version' };
  const present = pageText(state.doc);
  const read = (doc: Node): string => (request.truth === null ? misreadText(doc, state.doc) : pageText(doc));
  const texts: (readonly [MeasuredState['state'], string])[] = [['import', read(state.imported)]];
  if (past && version !== null) texts.push([version, read(past.state.doc)]);
  if (request.truth !== null) texts.push(['present', present]);
  const worker = taskThread<ErrorRateRequest, ErrorRateAnswer>(
    new URL('error-rate-worker.js', context.workers),
    measureMemoryMb,
  );
  try {
    const task = { texts: texts.map(([, text]) => text), truth: request.truth ?? present };
    const result = await worker.ask(task, { limitMs: measureLimitMs, signal });
    if (!result.ok) return { kind: 'stopped', reason: taskFaultSentence(result.fault, 'measuring') };
    const states = texts.flatMap(([name], index) => {
      const rate = result.answer[index];
      return rate ? [{ state: name, ...rate }] : [];
    });
    const truth = request.truth === null ? 'present' : 'file';
    return {
      kind: 'measured',
      value: { document: store.id, title: state.metadata.title, source: state.source.name, truth, states },
    };
  } finally {
    await worker.close();
  }
}

/** The largest ground truth that is read, in bytes. */
const mostBytes = 64 * 1024 * 1024;

export interface TruthFile {
  readonly file: string;
  /** What a plain text is written in; found out unless given. */
  readonly encoding?: TextEncoding;
}

type ReadTruth =
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
    const next = inEnglish`Choose a plain text that you may read.`;
    const what = outsideFileSentence(read, file);
    return { ok: false, fault: { what, kept: inEnglish`Nothing was changed.`, next, details: null } };
  }
  const format = detectFormat(read.name, read.bytes.subarray(0, detectionBytes));
  if (isLayoutFormat(format)) return readWords(workers, file, signal);
  const options = encoding ? { maxBytes: mostBytes, encoding } : { maxBytes: mostBytes };
  const decoded =
    format === 'plain-text' ? decodeText(read.bytes, options) : ({ kind: 'unsupported-format', format } as const);
  return decoded.kind === 'text'
    ? { ok: true, text: decoded.text }
    : { ok: false, fault: { ...readFault(decoded, read.name), kept: inEnglish`Nothing was changed.` } };
}

async function readWords(workers: URL, file: string, signal: AbortSignal): Promise<ReadTruth> {
  const reader = layoutReader(workers);
  try {
    const read = await reader.read(file, [], signal);
    if (read.kind === 'cancelled') return 'cancelled';
    if (read.kind === 'refused') return { ok: false, fault: { ...read.fault, kept: inEnglish`Nothing was changed.` } };
    const pages = read.layout.pages.map(({ layout }) => layout);
    return { ok: true, text: readingText(layoutDocument(pages, '').doc) };
  } finally {
    await reader.close();
  }
}

/** The certificate of one document of a collection. */
export interface CertifiedDocument extends Certificate {
  readonly document: DocumentId;
  readonly title: string;
  readonly source: string;
  readonly status: DocumentStatus;
  /** The certificate as sentences, a line a page. */
  readonly sentences: readonly string[];
}

/** Says of a document who read what, when, and how much was found to be wrong.
 *  @param nameOf what an editor is called, by siglum */
export function certifyDocument(store: DocumentStore, nameOf: (siglum: string) => string): CertifiedDocument {
  const { state } = store;
  const certificate = certificateOf(state);
  return {
    document: store.id,
    title: state.metadata.title,
    source: state.source.name,
    status: state.status,
    ...certificate,
    sentences: certificateLines(certificate, nameOf),
  };
}
