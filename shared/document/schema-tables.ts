import type { NodeSpec } from 'prosemirror-model';

const cellAttributes: NodeSpec['attrs'] = {
  colspan: { default: 1, validate: 'number' },
  rowspan: { default: 1, validate: 'number' },
  colwidth: { default: null },
};

interface CellLike {
  getAttribute(name: string): string | null;
}

function readCell(dom: unknown): Record<string, number> {
  const span = (name: string): number => Math.max(1, Math.min(100, Number((dom as CellLike).getAttribute(name)) || 1));
  return { colspan: span('colspan'), rowspan: span('rowspan') };
}

const cell = (tag: 'td' | 'th', tableRole: string): NodeSpec => ({
  content: 'paragraph+',
  attrs: cellAttributes,
  tableRole,
  isolating: true,
  toDOM: (node) => [tag, { colspan: String(node.attrs.colspan), rowspan: String(node.attrs.rowspan) }, 0],
  parseDOM: [{ tag, getAttrs: readCell }],
});

/** TEI `table/row/cell`, in the shape that prosemirror-tables edits (`tableRole`). Written out here because that package
 *  needs a browser and this layer has none. */
export const tableNodes: Record<string, NodeSpec> = {
  table: {
    content: 'tableRow+',
    tableRole: 'table',
    isolating: true,
    group: 'block',
    attrs: { recognition: { default: null, validate: 'string|null' } },
    toDOM: () => ['table', { 'data-block': 'table' }, ['tbody', 0]],
    parseDOM: [{ tag: 'table' }],
  },
  tableRow: {
    content: '(tableCell | tableHeader)*',
    tableRole: 'row',
    toDOM: () => ['tr', 0],
    parseDOM: [{ tag: 'tr' }],
  },
  tableCell: cell('td', 'cell'),
  tableHeader: cell('th', 'header_cell'),
};
