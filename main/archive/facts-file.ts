import path from 'node:path';
import type { TakenTable } from '../../shared/archive/description.ts';
import {
  type FactsFault,
  type FactsRow,
  type FactsTableReading,
  readFactsTable,
} from '../../shared/archive/facts-table.ts';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { decodeText } from '../../shared/import/decode-text.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { outsideFileFault, readFault } from '../faults/read-fault.ts';
import type { Collection } from '../storage/collection/collection.ts';
import type { Documents } from '../storage/collection/named-documents.ts';
import { readOutsideFile } from '../storage/disk/outside-file.ts';
import type { JobControl } from '../workers/job.ts';
import { describeDocuments, type ToDescribe } from './describe-documents.ts';

const mostBytes = 256 * 1024 * 1024;

export type FactsFile =
  | { readonly ok: true; readonly reading: FactsTableReading }
  | { readonly ok: false; readonly fault: Fault };

/** Reads a table of facts from a file that a person chose.
 *  @param clears whether an empty value takes away what is known */
export async function readFactsFile(file: string, clears: boolean): Promise<FactsFile> {
  const name = path.basename(file);
  const read = await readOutsideFile(file, mostBytes);
  if (read.kind !== 'read') return { ok: false, fault: outsideFileFault(read, name) };
  const decoded = decodeText(read.bytes, { maxBytes: mostBytes });
  if (decoded.kind !== 'text') return { ok: false, fault: readFault(decoded, name) };
  const reading = readFactsTable(decoded.text, { clears });
  if (!('reason' in reading)) return { ok: true, reading };
  const fault: Fault = {
    what: inEnglish`“${name}” could not be read as a table of facts. ${reading.reason}`,
    kept: inEnglish`Nothing was changed.`,
    next: inEnglish`Export the facts as CSV first: that table has the columns that are read.`,
    details: null,
  };
  return { ok: false, fault };
}

/** Sets the facts of documents to what a table says, as one act. Rows that name no document, or one that another row named, change nothing
 *  and are told. */
export async function takeFactsTable(
  collection: Collection,
  documents: Documents,
  reading: FactsTableReading,
  control: JobControl,
): Promise<TakenTable> {
  const { wanted, faults } = rowsOfDocuments(collection, reading.rows);
  const described = await describeDocuments(documents, wanted, control);
  const all = [...reading.faults, ...faults].sort((a, b) => a.row - b.row);
  return { ...described, faults: all, passedOver: reading.passedOver };
}

function rowsOfDocuments(
  collection: Pick<Collection, 'named'>,
  rows: readonly FactsRow[],
): { readonly wanted: readonly ToDescribe[]; readonly faults: readonly FactsFault[] } {
  const wanted: ToDescribe[] = [];
  const faults: FactsFault[] = [];
  const rowOf = new Map<DocumentId, number>();
  for (const { row, name, facts } of rows) {
    const [document, ...others] = collection.named(name);
    const before = document === undefined ? undefined : rowOf.get(document);
    const reason =
      document === undefined
        ? inEnglish`there is no document “${name}” in the collection`
        : others.length > 0
          ? inEnglish`${others.length + 1} documents are named “${name}”; name it by its id`
          : before === undefined
            ? null
            : inEnglish`row ${before} is of the same document`;
    if (reason !== null || document === undefined) faults.push({ row, reason: reason ?? '', text: name });
    else {
      rowOf.set(document, row);
      wanted.push({ document, facts });
    }
  }
  return { wanted, faults };
}
