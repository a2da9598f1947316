/** Rows as comma-separated values (RFC 4180): a value with a comma, a quotation mark or a line end stands between quotation marks. */
export const csvTable = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('');

const quoted = (value: string): string => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
