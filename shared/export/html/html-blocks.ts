import { unreachable } from '../../text/unreachable.ts';
import type { ListPart, ParagraphRole, ReadingBlock, ReadingNote, TableCell } from '../reading/reading-edition.ts';
import { diplomaticOnly, type HtmlContext, inlineHtml } from './html-inline.ts';

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
      return context.templates.fill('blocks/heading.html', {
        level: last,
        content: inlineHtml(block.content, context),
      });
    })
    .join('\n');
}

function blockHtml(block: ReadingBlock, context: HtmlContext, level: number): string {
  switch (block.kind) {
    case 'heading':
      return blocksHtml([block], context, level);
    case 'paragraph':
      return context.templates.fill('blocks/paragraph.html', {
        role: block.role,
        class: classes[block.role] ?? '',
        content: inlineHtml(block.content, context),
      });
    case 'list':
      return listHtml(block.items, context, level);
    case 'table':
      return tableHtml(block.rows, context, level);
    case 'division':
      return context.templates.fill('blocks/division.html', {
        type: block.type,
        class: block.type === 'attachment' ? 'division attachment' : 'division',
        content: blocksHtml(block.blocks, context, level),
      });
    default:
      return unreachable(block);
  }
}

/** Labels are words of the page, so the list makes none of its own. What a page end put between two items belongs to the one before it. */
function listHtml(parts: readonly ListPart[], context: HtmlContext, level: number): string {
  const items: { label: { content: string }[]; body: string }[] = [];
  const before: string[] = [];
  for (const part of parts) {
    const body = blocksHtml(part.blocks, context, level);
    const last = items.at(-1);
    if (part.kind === 'item')
      items.push({ label: part.label === null ? [] : [{ content: inlineHtml(part.label, context) }], body });
    else if (last) last.body += body;
    else before.push(body);
  }
  const list = items.length === 0 ? '' : context.templates.fill('blocks/list.html', { items });
  return [...before, list].join('\n');
}

function tableHtml(rows: readonly (readonly TableCell[])[], context: HtmlContext, level: number): string {
  const span = (count: number): number => (count > 1 ? count : 0);
  const cell = ({ isHeader, colspan, rowspan, blocks }: TableCell) => ({
    element: isHeader ? 'th' : 'td',
    colspan: span(colspan),
    rowspan: span(rowspan),
    content: blocksHtml(blocks, context, level),
  });
  return context.templates.fill('blocks/table.html', { rows: rows.map((row) => ({ cells: row.map(cell) })) });
}

/** The notes, each with links back to where it is called. */
export function notesHtml(notes: readonly ReadingNote[], context: HtmlContext, textFile: string): string {
  const { prefix, templates } = context;
  const filled = notes.map(({ number, label, blocks, calls }) => {
    const name = label === '' ? 'note' : `note ${label}`;
    return {
      id: `${prefix}note-${number}`,
      label,
      content: blocksHtml(blocks, context, 2),
      calls: calls.map((call, index) => ({
        href: `${textFile}#${prefix}call-${call}`,
        name: `Back to ${name} in the text${calls.length > 1 ? `, place ${index + 1}` : ''}`,
      })),
    };
  });
  return templates.fill('blocks/notes.html', { notes: filled });
}
