import { inEnglish } from '../translation/retell.ts';
/** A row of a table with separators. */
export interface TableRow {
  /** The line on which it begins, from 1. */
  readonly row: number;
  readonly cells: readonly string[];
}

/** A row that cannot be read, as it stands. */
export interface BrokenRow {
  readonly row: number;
  readonly reason: string;
  readonly text: string;
}

/** A value of more characters is a quotation mark that was never closed. */
const longestValue = 1_000_000;

/** Reads comma-separated values (RFC 4180; lines may end with LF alone). Empty lines are passed over. A row that does not keep to the form is told, and
 *  reading goes on with the line behind the one on which it began, so that a lost quotation mark costs one row.
 *  @param separator of values, one character */
export function* readCsv(text: string, separator = ','): Generator<TableRow | BrokenRow> {
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const row = readRow(text, at, separator);
    if ('reason' in row) {
      const end = lineEnd(text, at);
      yield { row: line, reason: row.reason, text: text.slice(at, end) };
      at = behindLineEnd(text, end);
      line += 1;
      continue;
    }
    if (row.cells.length > 1 || row.cells[0] !== '') yield { row: line, cells: row.cells };
    line += row.lines;
    at = row.end;
  }
}

const unclosed = inEnglish`a quotation mark is not closed where its value ends`;

type RowReading =
  | { readonly cells: readonly string[]; readonly end: number; readonly lines: number }
  | { readonly reason: string };

function readRow(text: string, start: number, separator: string): RowReading {
  const cells: string[] = [];
  let at = start;
  let lines = 1;
  for (;;) {
    if (text[at] === '"') {
      const quoted = readQuoted(text, at + 1);
      if (!quoted) return { reason: unclosed };
      cells.push(quoted.value);
      lines += quoted.value.split('\n').length - 1;
      at = quoted.end;
      if (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r')
        return { reason: unclosed };
    } else {
      let end = at;
      while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1;
      cells.push(text.slice(at, end));
      at = end;
    }
    if (text[at] !== separator) return { cells, end: behindLineEnd(text, at), lines };
    at += 1;
  }
}

function readQuoted(text: string, start: number): { readonly value: string; readonly end: number } | null {
  let at = start;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0 || quote - start > longestValue) return null;
    if (text[quote + 1] !== '"') return { value: text.slice(start, quote).replaceAll('""', '"'), end: quote + 1 };
    at = quote + 2;
  }
}

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return at;
}

const behindLineEnd = (text: string, at: number): number =>
  text.startsWith('\r\n', at) ? at + 2 : at < text.length ? at + 1 : at;
