import type { DocumentId } from '../document/identifier.ts';
import { type ArchiveFact, archiveFacts, type DocumentMetadata } from '../document/metadata.ts';
import { csvTable } from '../text/csv-table.ts';
import { ownTable } from '../text/own-table.ts';
import { type BrokenRow, readCsv, type TableRow } from '../text/read-csv.ts';
import { inEnglish } from '../translation/retell.ts';

/** Facts that a table may change: each one line of text. */
export type TableFact = ArchiveFact | 'title' | 'number' | 'from' | 'to' | 'placeSent' | 'classification';

export type TableFacts = Readonly<Partial<Record<TableFact, string>>>;

const textFacts = ['title', 'number', 'from', 'to', 'placeSent', 'classification'] as const;

export const tableFacts: readonly TableFact[] = [...textFacts, ...archiveFacts];

/** The columns of a table, in their order: which document, what is shown only, then what may be changed. */
const columns = ['document', 'source', 'status', 'type', 'date', 'when', ...tableFacts] as const;

/** What a column is called in a table: small letters, words apart. */
const headOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** Other names of columns, as finding aids and spreadsheets have them. */
const otherHeads: Readonly<Record<string, TableFact | 'document' | 'source'>> = ownTable<
  TableFact | 'document' | 'source'
>({
  id: 'document',
  identifier: 'document',
  file: 'source',
  filename: 'source',
  'file name': 'source',
  archive: 'repository',
  holding: 'repository',
  collection: 'fonds',
  'record group': 'fonds',
  series: 'fonds',
  shelfmark: 'callNumber',
  'shelf mark': 'callNumber',
  signature: 'callNumber',
  callnumber: 'callNumber',
  license: 'rights',
  licence: 'rights',
  'access conditions': 'access',
  'holder of the original': 'originalHolder',
  pid: 'persistentIdentifier',
  ark: 'persistentIdentifier',
  doi: 'persistentIdentifier',
  'place sent from': 'placeSent',
  place: 'placeSent',
});

/** A document as a table shows it. */
export interface TableDocument {
  readonly id: DocumentId;
  readonly source: string;
  readonly status: string;
  readonly metadata: DocumentMetadata;
}

/** The facts of documents as comma-separated values, one document a row, that reads back as it was. */
export const factsTable = (documents: readonly TableDocument[]): string =>
  csvTable(
    columns.map(headOf),
    documents.map(({ id, source, status, metadata }) => [
      id,
      source,
      status,
      metadata.type,
      metadata.date?.text ?? '',
      metadata.date?.when ?? '',
      ...tableFacts.map((name) => metadata[name] ?? ''),
    ]),
  );

/** A row of a table that was read. */
export interface FactsRow {
  /** The line on which it begins, from 1. */
  readonly row: number;
  /** The document as the row names it: its id or the name of its source. */
  readonly name: string;
  /** Of the columns that the table has. */
  readonly facts: TableFacts;
}

/** A row that changes nothing, and why. */
export interface FactsFault {
  readonly row: number;
  readonly reason: string;
  /** The beginning of the row as it stands. */
  readonly text: string;
}

export interface FactsTableReading {
  readonly rows: readonly FactsRow[];
  readonly faults: readonly FactsFault[];
  /** Columns that are shown only, or that nobody knows. */
  readonly passedOver: readonly string[];
}

interface ReadOptions {
  /** Whether an empty value takes away what is known; unless set, it leaves that as it is. */
  readonly clears?: boolean;
}

/** Reads a table of facts: comma-separated values, or values with tabs or semicolons between them, with the names of the columns in the
 *  first row. A row that cannot be read is told and costs itself alone.
 *  @returns why it is none when no column names documents, or none has facts */
export function readFactsTable(
  text: string,
  { clears = false }: ReadOptions = {},
): FactsTableReading | { readonly reason: string } {
  const separator = separatorOf(text);
  const table = readCsv(text.replace(/^\uFEFF/, ''), separator);
  const heads: TableRow | BrokenRow | undefined = table.next().value ?? undefined;
  if (!heads) return { reason: inEnglish`The table is empty.` };
  const named = 'cells' in heads ? heads.cells.map(columnOf) : [];
  if (!named.includes('document') && !named.includes('source'))
    return { reason: inEnglish`The first row must name the columns, one of them “document” or “source”.` };
  if (!named.some(isFact)) return { reason: inEnglish`No column has facts (${tableFacts.map(headOf).join(', ')}).` };
  const doubled = named.find((name, index) => name !== null && named.indexOf(name) !== index);
  if (doubled) return { reason: inEnglish`Two columns are “${headOf(doubled)}”.` };
  const rows: FactsRow[] = [];
  const faults: FactsFault[] = [];
  for (const row of table) {
    const read = 'reason' in row ? row : rowOf(row, named, clears);
    if ('reason' in read) faults.push({ row: row.row, reason: read.reason, text: shown(row, separator) });
    else rows.push(read);
  }
  const passedOver = 'cells' in heads ? heads.cells.filter((_, index) => !isUsed(named[index] ?? null)) : [];
  return { rows, faults, passedOver: passedOver.map((head) => head.trim()).filter((head) => head !== '') };
}

/** The longest value that is kept, in UTF-16 units. */
const longestFact = 2_000;

function rowOf(
  { row, cells }: TableRow,
  named: readonly (TableFact | 'document' | 'source' | null)[],
  clears: boolean,
): FactsRow | { readonly reason: string } {
  if (cells.length > named.length)
    return { reason: inEnglish`it has ${cells.length} values for ${named.length} columns` };
  const value = (index: number): string => clean(cells[index] ?? '');
  const at = (name: 'document' | 'source'): string => (named.includes(name) ? value(named.indexOf(name)) : '');
  const name = at('document') || at('source');
  if (name === '') return { reason: inEnglish`it does not name a document` };
  const facts: Partial<Record<TableFact, string>> = {};
  for (const [index, fact] of named.entries()) {
    if (!isFact(fact) || index >= cells.length) continue;
    const text = value(index);
    if (text.length > longestFact)
      return { reason: inEnglish`“${headOf(fact)}” is longer than ${longestFact.toLocaleString('en')} characters` };
    if (text !== '' || clears) facts[fact] = text;
  }
  return { row, name, facts };
}

const isFact = (name: string | null): name is TableFact => tableFacts.some((fact) => fact === name);
const isUsed = (name: string | null): boolean => name === 'document' || name === 'source' || isFact(name);

/** One line: white space is one space, and nothing that is no character of a line. */
const clean = (text: string): string => text.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF\s]+/gu, ' ').trim();

function columnOf(head: string): TableFact | 'document' | 'source' | null {
  const name = head.trim().toLowerCase();
  const usable = ['document', 'source', ...tableFacts] as const;
  return usable.find((one) => headOf(one) === name) ?? otherHeads[name] ?? null;
}

function separatorOf(text: string): string {
  const [first = ''] = text.split(/\r?\n|\r/, 1);
  const counts = [',', '\t', ';'].map((sign) => [sign, first.split(sign).length] as const);
  return counts.reduce((most, one) => (one[1] > most[1] ? one : most))[0];
}

const longestShown = 200;
function shown(row: TableRow | BrokenRow, separator: string): string {
  const text = 'cells' in row ? row.cells.join(separator) : row.text;
  return text.length > longestShown ? `${text.slice(0, longestShown - 1)}…` : text;
}
