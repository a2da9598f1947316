import { isBlank } from './read-inline.ts';
import { attribute, type SourceElement } from './source/source-tree.ts';
import { isTei } from './source/tei-elements.ts';

/** An item of a list with its label, and the page breaks before it. */
export interface ListEntry {
  readonly breaks: readonly SourceElement[];
  readonly label: SourceElement | null;
  readonly item: SourceElement;
}

/** The items of a list that holds nothing else but their labels and page breaks before them; null when it does. */
export function listEntries(
  xml: string,
  list: SourceElement,
  holders: ReadonlySet<SourceElement>,
): readonly ListEntry[] | null {
  const elements = elementsAlone(xml, list);
  if (!elements) return null;
  const entries: ListEntry[] = [];
  let breaks: SourceElement[] = [];
  let label: SourceElement | null = null;
  for (const element of elements) {
    if (isPageBreak(element) && !label) breaks.push(element);
    else if (element.local === 'label' && !label && isTei(element) && !holders.has(element)) label = element;
    else if (element.local === 'item' && isTei(element)) {
      // A page break leads the text behind it, which must be there.
      if (breaks.length > 0 && !label && holders.has(element)) return null;
      entries.push({ breaks, label, item: element });
      breaks = [];
      label = null;
    } else return null;
  }
  return entries.length > 0 && breaks.length === 0 && !label ? entries : null;
}

/** A row of a table, and the page breaks before it. */
export interface TableRow {
  readonly breaks: readonly SourceElement[];
  readonly row: SourceElement;
  readonly cells: readonly { readonly cell: SourceElement; readonly colspan: number; readonly rowspan: number }[];
}

/** The rows of a table that holds nothing else but page breaks before them, and has a cell in every place; null when it is not so. */
export function tableRows(
  xml: string,
  table: SourceElement,
  holders: ReadonlySet<SourceElement>,
): readonly TableRow[] | null {
  const elements = elementsAlone(xml, table);
  if (!elements) return null;
  const rows: TableRow[] = [];
  let breaks: SourceElement[] = [];
  for (const element of elements) {
    if (isPageBreak(element)) {
      breaks.push(element);
      continue;
    }
    const cells = element.local === 'row' && isTei(element) ? cellsOf(xml, element) : null;
    if (!cells || (breaks.length > 0 && cells[0] && holders.has(cells[0].cell))) return null;
    rows.push({ breaks, row: element, cells });
    breaks = [];
  }
  return rows.length > 0 && breaks.length === 0 && isRectangular(rows) ? rows : null;
}

function cellsOf(xml: string, row: SourceElement): TableRow['cells'] | null {
  const cells = elementsAlone(xml, row);
  if (!cells || cells.length === 0 || cells.some((cell) => cell.local !== 'cell' || !isTei(cell))) return null;
  const span = (cell: SourceElement, name: string): number => {
    const value = Number(attribute(xml, cell, name) ?? 1);
    return Number.isInteger(value) && value >= 1 && value <= 100 ? value : Number.NaN;
  };
  const spans = cells.map((cell) => ({ cell, colspan: span(cell, 'cols'), rowspan: span(cell, 'rows') }));
  return spans.every(({ colspan, rowspan }) => colspan && rowspan) ? spans : null;
}

/** Whether cells fill every row to the same width, and none reaches beyond the last row. */
function isRectangular(rows: readonly TableRow[]): boolean {
  /** How many places of each later row cells of earlier ones take. */
  const taken = rows.map(() => 0);
  let width: number | null = null;
  for (const [index, { cells }] of rows.entries()) {
    let used = taken[index] ?? 0;
    for (const { colspan, rowspan } of cells) {
      used += colspan;
      if (index + rowspan > rows.length) return false;
      for (let below = index + 1; below < index + rowspan; below += 1) taken[below] = (taken[below] ?? 0) + colspan;
    }
    width ??= used;
    if (used !== width) return false;
  }
  return true;
}

/** The elements in an element that holds no words, comments or instructions of its own; null when it does. */
function elementsAlone(xml: string, element: SourceElement): readonly SourceElement[] | null {
  const elements: SourceElement[] = [];
  for (const child of element.children) {
    if (child.kind === 'element') elements.push(child);
    else if (child.kind !== 'text' || !isBlank(xml, child)) return null;
  }
  return elements;
}

const isPageBreak = (element: SourceElement): boolean =>
  element.local === 'pb' && isTei(element) && element.children.length === 0;
