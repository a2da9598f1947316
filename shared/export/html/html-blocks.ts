import { unreachable } from '../../text/unreachable.ts';
import type { ListPart, ParagraphRole, ReadingBlock, ReadingNote, TableCell } from '../reading/reading-edition.ts';
import { diplomaticOnly, type HtmlContext, inlineHtml } from './html-inline.ts';
import { escapeHtml, html } from './html-writer.ts';

const classes: Readonly<Record<ParagraphRole, string | null>> = {
  paragraph: null,
  dateline: 'dateline',
  salutation: 'salutation',
  'header field': 'field',
  signature: 'signature',
  postscript: 'postscript',
  stamp: `stamp ${diplomaticOnly}`,
  'form work': `form ${diplomaticOnly}`,
};

/** The blocks of a document as HTML.
 *  @param level of the heading that stands above them: 1 under the title of the page */
export function blocksHtml(blocks: readonly ReadingBlock[], context: HtmlContext, level: number): string {
  let last = level;
  return blocks
    .map((block) => {
      if (block.kind !== 'heading') return blockHtml(block, context, last);
      // No step of the outline is left out.
      last = Math.min(Math.max(level, block.level) + 1, last + 1, 6);
      return html(`h${last}`, {}, inlineHtml(block.content, context));
    })
    .join('\n');
}

function blockHtml(block: ReadingBlock, context: HtmlContext, level: number): string {
  switch (block.kind) {
    case 'heading':
      return blocksHtml([block], context, level);
    case 'paragraph':
      return html('p', { class: classes[block.role] }, inlineHtml(block.content, context));
    case 'list':
      return listHtml(block.items, context, level);
    case 'table':
      return tableHtml(block.rows, context, level);
    case 'division':
      return html(
        'section',
        { class: block.type === 'attachment' ? 'division attachment' : 'division' },
        `\n${blocksHtml(block.blocks, context, level)}\n`,
      );
    default:
      return unreachable(block);
  }
}

/** Labels are words of the page, so the list makes none of its own. What a page end put between two items belongs to the one before it. */
function listHtml(parts: readonly ListPart[], context: HtmlContext, level: number): string {
  const items: string[] = [];
  const before: string[] = [];
  for (const part of parts) {
    const blocks = blocksHtml(part.blocks, context, level);
    if (part.kind === 'between') {
      if (items.length === 0) before.push(blocks);
      else items.push(`${items.pop() ?? ''}${blocks}`);
      continue;
    }
    const label = part.label === null ? '' : `${html('span', { class: 'label' }, inlineHtml(part.label, context))} `;
    items.push(`${label}${blocks}`);
  }
  const list =
    items.length === 0 ? '' : html('ul', { class: 'list' }, items.map((item) => html('li', {}, item)).join('\n'));
  return [...before, list].join('\n');
}

function tableHtml(rows: readonly (readonly TableCell[])[], context: HtmlContext, level: number): string {
  const cell = ({ isHeader, colspan, rowspan, blocks }: TableCell): string => {
    const span = (count: number): number | null => (count > 1 ? count : null);
    const attributes = { colspan: span(colspan), rowspan: span(rowspan) };
    return html(isHeader ? 'th' : 'td', attributes, blocksHtml(blocks, context, level));
  };
  const body = rows.map((row) => html('tr', {}, row.map(cell).join(''))).join('\n');
  return html(
    'div',
    { class: 'wide', tabindex: '0', role: 'group', 'aria-label': 'Table' },
    html('table', {}, html('tbody', {}, body)),
  );
}

/** The notes, each with links back to where it is called. */
export function notesHtml(notes: readonly ReadingNote[], context: HtmlContext, textFile: string): string {
  return html('ul', { class: 'notes' }, notes.map((note) => noteHtml(note, context, textFile)).join('\n'));
}

function noteHtml({ number, label, blocks, calls }: ReadingNote, context: HtmlContext, textFile: string): string {
  const { prefix } = context;
  const name = label === '' ? 'note' : `note ${label}`;
  const links = calls.map((call, index) => {
    const place = calls.length > 1 ? `, place ${index + 1}` : '';
    const attributes = {
      href: `${textFile}#${prefix}call-${call}`,
      role: 'doc-backlink',
      'aria-label': `Back to ${name} in the text${place}`,
    };
    return html('a', attributes, '↩');
  });
  const head = label === '' ? '' : `${html('span', { class: 'label' }, escapeHtml(label))} `;
  return html('li', { id: `${prefix}note-${number}` }, `${head}${blocksHtml(blocks, context, 2)} ${links.join(' ')}`);
}
