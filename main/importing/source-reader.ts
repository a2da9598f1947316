import path from 'node:path';
import type { Node } from 'prosemirror-model';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import type { ImportReport } from '../../shared/document/import-report.ts';
import type { DocumentMetadata } from '../../shared/document/metadata.ts';
import { schema } from '../../shared/document/schema.ts';
import type { SourceEncoding, TextEncoding } from '../../shared/import/read-fault.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { readFault } from '../faults/read-fault.ts';
import type { RoundTrip, VolumePart } from '../tei/tei-answers.ts';
import { type TaskFault, taskFaultSentence, taskThread } from '../workers/task-thread.ts';
import type { ReadAnswer, ReadRequest } from './import-worker.ts';

/** What a file was read as. */
export type ReadSource =
  | {
      readonly kind: 'document';
      readonly encoding: SourceEncoding;
      readonly doc: Node;
      readonly metadata: DocumentMetadata;
      readonly report: ImportReport;
      readonly documents: number;
    }
  /** A volume of TEI. */
  | { readonly kind: 'volume'; readonly encoding: TextEncoding; readonly parts: readonly VolumePart[] }
  | { readonly kind: 'fault'; readonly fault: Fault }
  | { readonly kind: 'cancelled' };

/** Reads files from outside in a thread of its own, bounded in time and memory. */
export interface SourceReader {
  read(source: ReadRequest, signal: AbortSignal): Promise<ReadSource>;
  /** The documents that a file seems to hold, each with its own bytes; the file as it is when it holds one, or cannot be read. */
  divide(source: ReadRequest, signal: AbortSignal): Promise<readonly ReadRequest[]>;
  /** What reading a TEI file and writing it again shows. */
  roundTrip(
    source: ReadRequest,
    signal: AbortSignal,
  ): Promise<RoundTrip | Extract<ReadSource, { kind: 'fault' | 'cancelled' }>>;
  close(): Promise<void>;
}

/** How long one file may take; fifty times what the largest document known takes. */
const readLimitMs = 60_000;
const readMemoryMb = 2_048;

/** @param workers the folder of the worker programs */
export function sourceReader(workers: URL): SourceReader {
  const worker = taskThread<ReadRequest, ReadAnswer>(new URL('import-worker.js', workers), readMemoryMb);
  return {
    close: worker.close,
    async read(source, signal) {
      const result = await worker.ask(source, { limitMs: readLimitMs, signal });
      if (result.ok) return readSource(result.answer, source.name);
      return taskFault(result.fault, source.name);
    },
    async roundTrip(source, signal) {
      const result = await worker.ask({ ...source, roundTrip: true }, { limitMs: readLimitMs, signal });
      if (!result.ok) return taskFault(result.fault, source.name);
      const { answer } = result;
      if (answer.kind === 'round trip') return answer;
      if (answer.kind === 'document' || answer.kind === 'parts' || answer.kind === 'volume')
        throw new TypeError('a worker read what it was to try');
      return { kind: 'fault', fault: readFault(answer, source.name) };
    },
    async divide(source, signal) {
      const result = await worker.ask({ ...source, divide: true }, { limitMs: readLimitMs, signal });
      if (!result.ok || result.answer.kind !== 'parts' || result.answer.divisions.length === 0) return [source];
      const { encoding, divisions } = result.answer;
      const { name, ext } = path.parse(source.name);
      const digits = String(divisions.length + 1).length;
      return [0, ...divisions].map((from, index) => ({
        name: `${name} ${String(index + 1).padStart(digits, '0')}${ext}`,
        bytes: source.bytes.subarray(from, divisions[index]),
        encoding,
      }));
    },
  };
}

function taskFault(fault: TaskFault, name: string): Extract<ReadSource, { kind: 'fault' | 'cancelled' }> {
  if (fault.kind === 'cancelled') return { kind: 'cancelled' };
  const what = `${taskFaultSentence(fault, inEnglish`Reading “${name}”`)}.`;
  const next = inEnglish`Divide the file into its documents and import those.`;
  return { kind: 'fault', fault: { what, kept: inEnglish`Nothing was imported or changed.`, next, details: null } };
}

function readSource(answer: ReadAnswer, name: string): ReadSource {
  if (answer.kind === 'volume') return answer;
  if (answer.kind === 'parts' || answer.kind === 'round trip')
    throw new TypeError('a worker divided what it was to read');
  if (answer.kind !== 'document') return { kind: 'fault', fault: readFault(answer, name) };
  return { ...answer, doc: schema.nodeFromJSON(answer.doc) };
}
