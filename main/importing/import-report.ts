import type { ImportOutcome } from '../../shared/contract/calls/collection.ts';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import {
  type ImportFate,
  type ImportReason,
  type ImportRow,
  importFates,
} from '../../shared/contract/payloads/import.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { csvTable } from '../../shared/text/csv-table.ts';
import { inEnglish } from '../../shared/translation/retell.ts';

/** What an import did, file by file: those that came in, then duplicates, refused ones and those that were left out, each in their order. */
export class ImportReport {
  readonly rows: readonly ImportRow[];
  readonly reasons: readonly ImportReason[];

  constructor(outcome: ImportOutcome) {
    this.rows = rowsOf(outcome);
    this.reasons = reasonsOf(outcome);
  }

  /** How many files shared each fate. */
  get counts(): Readonly<Record<ImportFate, number>> {
    const counts = { imported: 0, duplicate: 0, refused: 0, 'left out': 0 };
    for (const { fate } of this.rows) counts[fate] += 1;
    return counts;
  }

  /** All rows as a table: what a spreadsheet reads. */
  csv(): string {
    const lines = this.rows.map(({ fate, file, document, why }) => [fate, file, document ?? '', why]);
    return csvTable(['fate', 'file', 'document', 'why'], lines);
  }

  json(): string {
    const { counts, reasons, rows } = this;
    return `${JSON.stringify({ counts, reasons, files: rows }, null, 2)}\n`;
  }

  /** What a file of this name is to hold: JSON or a table, by its ending. */
  fileNamed(name: string): string {
    return name.toLowerCase().endsWith('.json') ? this.json() : this.csv();
  }
}

const rowsOf = ({ files = [], duplicates = [], refused, leftOut = [] }: ImportOutcome): readonly ImportRow[] => [
  ...files.map(({ file, document }) => row('imported', file, document, '')),
  ...duplicates.map(({ file, document, of }) => row('duplicate', file, document, duplicateSentence(of))),
  ...refused.map(({ file, fault }) => row('refused', file, null, `${fault.what} ${fault.next}`)),
  ...leftOut.map(({ file, why }) => row('left out', file, null, why)),
];

const row = (fate: ImportFate, file: string, document: DocumentId | null, why: string): ImportRow => ({
  fate,
  file,
  document,
  why,
});

/** @param of base name of the file that the document was imported from */
export const duplicateSentence = (of: string): string =>
  inEnglish`The same is in the collection already, imported from “${of}”.`;

/** Reasons that differ in names and numbers alone are one; the most frequent of each fate first. */
function reasonsOf({ files = [], duplicates = [], refused, leftOut = [] }: ImportOutcome): readonly ImportReason[] {
  const counts = new Map<ImportFate, Map<string, number>>(importFates.map((fate) => [fate, new Map()]));
  const count = (fate: ImportFate, reason: string): void => {
    const known = counts.get(fate);
    known?.set(reason, (known.get(reason) ?? 0) + 1);
  };
  for (const _ of files) count('imported', '');
  for (const _ of duplicates) count('duplicate', inEnglish`The same is in the collection already.`);
  for (const { fault } of refused) count('refused', reasonOf(fault));
  for (const { why } of leftOut) count('left out', why);
  return [...counts].flatMap(([fate, reasons]) =>
    [...reasons].map(([reason, count]) => ({ fate, reason, files: count })).sort((a, b) => b.files - a.files),
  );
}

const reasonOf = ({ what }: Fault): string => what.replace(/“[^”]*”/g, '…').replace(/\d[\d.,]*(?=\D)/g, '…');
