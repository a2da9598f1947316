import path from 'node:path';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { decodeText } from '../../shared/import/decode-text.ts';
import { readingLines } from '../../shared/proofreading/reading-lines.ts';
import {
  type CheckedLine,
  certifySample,
  drawLines,
  type SampleCertificate,
  type SampleLine,
} from '../../shared/proofreading/sampling.ts';
import { csvTable } from '../../shared/text/csv-table.ts';
import { readCsv } from '../../shared/text/read-csv.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { outsideFileFault, readFault } from '../faults/read-fault.ts';
import type { Collection } from '../storage/collection/collection.ts';
import type { Documents } from '../storage/collection/named-documents.ts';
import { readOutsideFile } from '../storage/disk/outside-file.ts';
import type { JobControl } from '../workers/job.ts';
import { WorkCounter, type WorkDone } from './work-done.ts';

interface SampleRequest {
  readonly documents: readonly DocumentId[];
  readonly lines: number;
  readonly seed: number;
}

/** Draws lines of documents; the same ones for the same seed, as long as the texts stay.
 *  @throws DocumentUnreadableError: what is drawn from a part says nothing of the whole */
export async function drawSample(
  documents: Documents,
  { documents: ids, lines: count, seed }: SampleRequest,
  { progress, signal }: JobControl,
): Promise<readonly (SampleLine & { readonly document: DocumentId })[]> {
  const lines: (SampleLine & { readonly document: DocumentId })[] = [];
  for (const [done, id] of ids.entries()) {
    progress({ what: inEnglish`Reading`, done, total: ids.length });
    if (signal.aborted) return [];
    await documents.withDocument(id, async ({ state }) => {
      for (const [index, { text }] of readingLines(state.doc).entries())
        lines.push({ document: id, line: index + 1, text });
    });
  }
  return drawLines(lines, count, seed);
}

const columns = ['document', 'line', 'text', 'reads'] as const;

/** A sample as a table to fill in: in `reads` what the page reads where that is something else. */
export const sampleTable = (lines: readonly SampleLine[]): string =>
  csvTable(
    columns,
    lines.map(({ document, line, text }) => [document, String(line), text, '']),
  );

/** The largest table that is read, in bytes. */
const mostBytes = 64 * 1024 * 1024;

/** Reads the table of a sample that was filled in. */
export async function readSampleTable(
  file: string,
): Promise<{ readonly ok: true; readonly text: string } | { readonly ok: false; readonly fault: Fault }> {
  const name = path.basename(file);
  const read = await readOutsideFile(file, mostBytes);
  if (read.kind !== 'read') return { ok: false, fault: outsideFileFault(read, name) };
  const decoded = decodeText(read.bytes, { maxBytes: mostBytes });
  return decoded.kind === 'text' ? { ok: true, text: decoded.text } : { ok: false, fault: readFault(decoded, name) };
}

export type CheckedSample =
  | { readonly kind: 'certified'; readonly certificate: SampleCertificate }
  /** The table is not that of the sample: why, as a sentence. */
  | { readonly kind: 'other sample'; readonly why: string };

/** Counts what is wrong in a sample by the table that was filled in for it: all lines that were drawn, and no others.
 *  @param drawn the sample, drawn again */
export function checkSample(drawn: readonly SampleLine[], table: string): CheckedSample {
  const keyOf = (document: string, line: string): string => `${document} ${line}`;
  const reads = new Map<string, readonly string[]>();
  for (const row of readCsv(table.replace(/^\uFEFF/, ''))) {
    if ('reason' in row) return { kind: 'other sample', why: inEnglish`Row ${row.row} cannot be read: ${row.reason}.` };
    const [document = '', line = ''] = row.cells;
    if (document !== 'document') reads.set(keyOf(document, line), row.cells);
  }
  const checked: CheckedLine[] = [];
  for (const one of drawn) {
    const [, , text = '', read = ''] = reads.get(keyOf(one.document, String(one.line))) ?? [];
    if (text !== one.text)
      return {
        kind: 'other sample',
        why: inEnglish`Line ${one.line} of ${one.document} is in the sample and not in the table, or reads otherwise there: was the text changed since, or the seed another one?`,
      };
    checked.push({ ...one, reads: read.trim() === '' ? text : read });
  }
  return { kind: 'certified', certificate: certifySample(checked) };
}

/** What people did, by person and week, as all journals of all replicas say. */
export async function workDone(
  collection: Collection,
  ids: readonly DocumentId[],
  { progress, signal }: JobControl,
): Promise<readonly WorkDone[]> {
  const counter = new WorkCounter();
  for (const [done, id] of ids.entries()) {
    progress({ what: inEnglish`Reading`, done, total: ids.length });
    if (signal.aborted) break;
    const { branches } = await collection.branches(id);
    const seen = new Set<unknown>();
    for (const { records } of branches)
      for (const record of records) {
        const key = `${record.replica} ${record.seq}`;
        if (!seen.has(key)) counter.add(record);
        seen.add(key);
      }
  }
  return counter.done();
}
