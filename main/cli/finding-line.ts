import type { Finding } from '../../shared/export/validation/finding.ts';

/** A finding of validation as a line: `file.xml:12:5: element "x" is not allowed here (Anchorite) in TEI/text/body`. */
export function findingLine(file: string, { message, line, column, path, schema }: Finding): string {
  const place = line > 0 ? `${file}:${line}:${column}` : file;
  return `${place}: ${message} (${schema})${path === '' ? '' : ` in ${path}`}\n`;
}
