import { pageHtml } from './html-page.ts';
import { escapeHtml, html } from './html-writer.ts';

/** A report as it is shown: headings with lines, each of one or more cells. */
export interface PrintedReport {
  readonly title: string;
  readonly sections: readonly { readonly heading: string; readonly rows: readonly (readonly string[])[] }[];
}

const style = `
body { font: 11pt/1.4 Georgia, serif; margin: 2em; color: #000; background: #fff; }
h1 { font-size: 17pt; } h2 { font-size: 12pt; margin: 1.4em 0 .3em; }
table { border-collapse: collapse; width: 100%; }
td { border-bottom: 1px solid #bbb; padding: .2em .8em .2em 0; vertical-align: top; }
svg { width: 100%; height: auto; }
tr { break-inside: avoid; } h2 { break-after: avoid; }
`;

/** A report as one HTML page for printing, which needs no script and no network. Text is never markup, whatever it says. Pure.
 *  @param svg a picture above it, of the program's own making */
export function reportHtml(
  { title, sections }: PrintedReport,
  application: { readonly name: string; readonly version: string },
  svg = '',
): string {
  const body = sections.map(({ heading, rows }) => {
    const lines = rows.map((cells) => html('tr', {}, cells.map((cell) => html('td', {}, escapeHtml(cell))).join('')));
    return `${heading === '' ? '' : html('h2', {}, escapeHtml(heading))}\n${html('table', {}, lines.join('\n'))}`;
  });
  return pageHtml({
    title,
    language: 'en',
    application,
    style,
    body: [html('h1', {}, escapeHtml(title)), svg, ...body].join('\n'),
    scripts: false,
  });
}
