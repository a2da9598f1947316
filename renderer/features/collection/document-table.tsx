import { ArrowDown, ArrowUp } from 'lucide-react';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import {
  type ColumnId,
  chooseAll,
  lastTable,
  movedIndex,
  nextOrder,
  nothingSelected,
  patchTable,
  pointAt,
  type TableOrder,
  type TableSelection,
  tableOf,
} from '../../model/collection-table.ts';
import { classNames } from '../../ui/class-names.ts';
import { DocumentRow, rowId } from './document-row.tsx';
import styles from './document-table.module.css';
import type { MenuPlace } from './row-menu.tsx';

interface TableColumn {
  readonly id: ColumnId;
  readonly label: string;
  readonly isNumber: boolean;
}

/** The columns of the document table, from left to right; their widths are the style sheet's. */
const tableColumns: readonly TableColumn[] = [
  { id: 'title', label: 'Document', isNumber: false },
  { id: 'date', label: 'Date', isNumber: false },
  { id: 'from', label: 'From → to', isNumber: false },
  { id: 'anchors', label: 'Page anchors', isNumber: false },
  { id: 'status', label: 'Status', isNumber: false },
  { id: 'words', label: 'Words', isNumber: true },
  { id: 'suspects', label: 'Suspects left', isNumber: true },
  { id: 'corrections', label: 'Corrections', isNumber: true },
  { id: 'tags', label: 'Tags', isNumber: true },
  { id: 'changed', label: 'Changed', isNumber: false },
];

interface ColumnHeadProps {
  readonly column: TableColumn;
  readonly order: TableOrder | null;
  readonly onSort: () => void;
}

function ColumnHead({ column, order, onSort }: ColumnHeadProps): ReactNode {
  const direction = order?.column === column.id ? order.direction : 'none';
  return (
    <th
      scope="col"
      aria-sort={direction}
      className={classNames(styles.head, styles[column.id], column.isNumber && styles.number)}
    >
      <button type="button" className={styles.sort} onClick={onSort}>
        {column.label}
        {direction === 'ascending' && <ArrowUp size={12} aria-hidden />}
        {direction === 'descending' && <ArrowDown size={12} aria-hidden />}
      </button>
    </th>
  );
}

/** The rows of a long list that are near enough to the visible part to be drawn. */
interface RowWindow {
  /** Index of the first drawn row, and one past the last. */
  readonly first: number;
  readonly end: number;
  /** Rows that fit on the screen. */
  readonly page: number;
  /** Scrolls as little as shows the row. */
  readonly reveal: (index: number) => void;
}

const spareRows = 8;

/** Follows the scrolling of a box whose rows all have one height.
 *  @param headHeight height in CSS pixels of what covers the top of the box */
function useRowWindow(
  box: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
  headHeight: number,
): RowWindow {
  const [view, setView] = useState<DrawnRows>({ first: 0, end: spareRows * 4, page: 1 });
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = (): void => {
      const next = drawnRows(element.scrollTop, element.clientHeight - headHeight, rowHeight);
      setView((known) => (known.first === next.first && known.end === next.end ? known : next));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [box, rowHeight, headHeight]);
  const reveal = useCallback(
    (index: number): void => {
      const element = box.current;
      if (!element) return;
      const top = index * rowHeight;
      const visible = element.clientHeight - headHeight;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (top + rowHeight > element.scrollTop + visible) element.scrollTop = top + rowHeight - visible;
    },
    [box, rowHeight, headHeight],
  );
  return { ...view, first: Math.min(count, view.first), end: Math.min(count, view.end), reveal };
}

type DrawnRows = Pick<RowWindow, 'first' | 'end' | 'page'>;

/** Rows are drawn a few at a time, so that scrolling by a row seldom draws anything. */
function drawnRows(top: number, height: number, rowHeight: number): DrawnRows {
  const inSight = Math.floor(top / rowHeight);
  const first = Math.max(0, inSight - (inSight % spareRows) - spareRows);
  const fitting = Math.ceil(height / rowHeight);
  return { first, end: first + fitting + spareRows * 3, page: Math.max(1, fitting - 2) };
}

export interface DocumentTableProps {
  /** Folder of the collection. */
  readonly folder: string;
  /** In the order of the table. */
  readonly documents: readonly DocumentSummary[];
  readonly order: TableOrder | null;
  readonly selection: TableSelection;
  readonly onOrder: (order: TableOrder | null) => void;
  readonly onSelection: (selection: TableSelection) => void;
  readonly onOpen: (document: DocumentId) => void;
  /** Asks whether these shall be removed. */
  readonly onRemove: (documents: readonly DocumentId[]) => void;
  /** Opens the menu of the chosen rows. */
  readonly onMenu: (place: MenuPlace) => void;
}

/** Heights in CSS pixels; the style sheet sets the same. */
const rowHeight = 64;
const headHeight = 34;

/** The table is one stop for the keyboard, and arrow keys go through its rows. */
const gridAttributes = (rowCount: number, focused: DocumentId | null) =>
  ({
    role: 'grid',
    'aria-label': 'Documents',
    'aria-multiselectable': true,
    'aria-rowcount': rowCount + 1,
    'aria-activedescendant': focused ? rowId(focused) : undefined,
    tabIndex: 0,
    'data-keyboard-home': true,
  }) as const;

/** The documents of a collection. Only the rows near the visible part are drawn. */
export function DocumentTable(props: DocumentTableProps): ReactNode {
  const { folder, documents, order, selection, onOrder, onSelection, onOpen, onRemove, onMenu } = props;
  const box = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => documents.map((document) => document.id), [documents]);
  const rowWindow = useRowWindow(box, rows.length, rowHeight, headHeight);
  useScrollMemory(box, folder);
  const onKeyDown = useTableKeys({ rows, rowWindow, selection, onSelection, onOpen, onRemove });
  const latest = useRef({ rows, selection });
  latest.current = { rows, selection };
  const onPoint = useCallback(
    (index: number, event: MouseEvent): void => {
      const { selection: now, rows: all } = latest.current;
      const row = all[index];
      // A menu is asked for all that is chosen.
      if (event.button === 2 && row !== undefined && now.chosen.has(row)) return;
      const pointing = { extend: event.shiftKey, toggle: event.ctrlKey || event.metaKey };
      onSelection(pointAt(now, all, index, pointing));
    },
    [onSelection],
  );
  const drawn = documents.slice(rowWindow.first, rowWindow.end);
  return (
    <div ref={box} className={styles.box}>
      <table
        {...gridAttributes(rows.length, selection.focused)}
        className={styles.table}
        onKeyDown={onKeyDown}
        onContextMenu={(event) => {
          event.preventDefault();
          if (selection.chosen.size > 0) onMenu(menuPlace(event, selection.focused));
        }}
      >
        <thead>
          <tr aria-rowindex={1}>
            {tableColumns.map((column) => (
              <ColumnHead
                key={column.id}
                column={column}
                order={order}
                onSort={() => onOrder(nextOrder(order, column.id))}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer rows={rowWindow.first} />
          {drawn.map((document, offset) => (
            <DocumentRow
              key={document.id}
              document={document}
              index={rowWindow.first + offset}
              isChosen={selection.chosen.has(document.id)}
              isFocused={selection.focused === document.id}
              onPoint={onPoint}
              onOpen={onOpen}
            />
          ))}
          <Spacer rows={Math.max(0, rows.length - rowWindow.end)} />
        </tbody>
      </table>
    </div>
  );
}

/** Beside the pointer, or, when a key asked for the menu, under the row that has the keyboard. */
function menuPlace({ clientX, clientY, button }: MouseEvent, focused: DocumentId | null): MenuPlace {
  const row = button === 2 || focused === null ? null : document.getElementById(rowId(focused));
  if (!row) return { x: clientX, y: clientY };
  const { left, bottom } = row.getBoundingClientRect();
  return { x: left + menuIndent, y: bottom };
}

const menuIndent = 24;

/** The table is where it was when one comes back to it, and has the keyboard. */
function useScrollMemory(box: RefObject<HTMLElement | null>, folder: string): void {
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const { scrolled, selection } = tableOf(folder, lastTable.get());
    element.scrollTop = scrolled;
    const isFree = document.activeElement === document.body;
    if (selection.focused !== null || isFree) element.querySelector('table')?.focus({ preventScroll: true });
    const remember = (): void => patchTable(folder, { scrolled: element.scrollTop });
    element.addEventListener('scrollend', remember);
    return () => element.removeEventListener('scrollend', remember);
  }, [box, folder]);
}

/** Stands for rows that are not drawn. */
function Spacer({ rows }: { readonly rows: number }): ReactNode {
  if (rows === 0) return null;
  return (
    <tr aria-hidden className={styles.spacer}>
      <td colSpan={tableColumns.length} style={{ height: rows * rowHeight }} />
    </tr>
  );
}

interface TableKeys extends Pick<DocumentTableProps, 'selection' | 'onSelection' | 'onOpen' | 'onRemove'> {
  readonly rows: readonly DocumentId[];
  readonly rowWindow: RowWindow;
}

function useTableKeys({ rows, rowWindow, selection, onSelection, onOpen, onRemove }: TableKeys) {
  return (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const index = selection.focused === null ? -1 : rows.indexOf(selection.focused);
    const moved = movedIndex(event.key, index, rows.length, rowWindow.page);
    const mod = event.ctrlKey || event.metaKey;
    if (moved !== null && !mod && !event.altKey) {
      onSelection(pointAt(selection, rows, moved, { extend: event.shiftKey, toggle: false }));
      rowWindow.reveal(moved);
    } else if (event.key === ' ' && index >= 0) {
      onSelection(pointAt(selection, rows, index, { extend: false, toggle: true }));
    } else if (event.key.toLowerCase() === 'a' && mod) {
      onSelection(chooseAll(selection, rows));
    } else if (event.key === 'Escape' && selection.chosen.size > 0) {
      onSelection(nothingSelected);
    } else if (event.key === 'Delete' && !mod && selection.chosen.size > 0) {
      onRemove([...selection.chosen]);
    } else if (event.key === 'Enter' && !mod && selection.focused !== null) {
      onOpen(selection.focused);
    } else {
      return;
    }
    event.preventDefault();
  };
}
