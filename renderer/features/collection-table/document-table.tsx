import { ArrowDown, ArrowUp, ChevronDown, ChevronRight } from 'lucide-react';
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
import type { DocumentId } from '../../../shared/document/identifier.ts';
import type { ColumnId, TableOrder, TableView } from '../../../shared/table/table-view.ts';
import { interfaceLocale, t } from '../../../shared/translation/translate.ts';
import {
  chooseAll,
  lastTable,
  movedIndex,
  nextOrder,
  nothingSelected,
  patchTable,
  pointAt,
  type TableSelection,
  tableOf,
} from '../../model/table/collection-table.ts';
import {
  isUsualColumns,
  leastTableWidth,
  lineHeights,
  type TableColumn,
  type TableLine,
  type TableLines,
  tableColumns,
} from '../../model/table/table-columns.ts';
import { classNames } from '../../ui/class-names.ts';
import { DocumentRow, rowId } from './document-row.tsx';
import styles from './document-table.module.css';
import type { MenuPlace } from './row-menu.tsx';

/** Page anchors are counted and shown in words. */
const isNumber = ({ id, kind }: TableColumn): boolean => kind === 'count' && id !== 'anchors';

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
      className={classNames(styles.head, styles[column.id], isNumber(column) && styles.number)}
      style={column.width === null ? undefined : { width: column.width }}
    >
      <button type="button" className={styles.sort} onClick={onSort}>
        {column.label}
        {direction === 'ascending' && <ArrowUp size={12} aria-hidden />}
        {direction === 'descending' && <ArrowDown size={12} aria-hidden />}
      </button>
    </th>
  );
}

/** The lines of a long table that are near enough to the visible part to be drawn. */
interface LineWindow {
  /** Index of the first drawn line, and one past the last. */
  readonly first: number;
  readonly end: number;
  /** Documents that fit on the screen. */
  readonly page: number;
  /** Scrolls as little as shows a line. */
  readonly reveal: (line: number) => void;
}

const spareLines = 8;

/** Follows the scrolling of a box. */
function useLineWindow(box: RefObject<HTMLElement | null>, lines: TableLines): LineWindow {
  const [view, setView] = useState<DrawnLines>({ first: 0, end: spareLines * 4, page: 1 });
  const latest = useRef(lines);
  latest.current = lines;
  const measure = useCallback((): void => {
    const element = box.current;
    if (!element) return;
    const next = drawnLines(latest.current, element.scrollTop, element.clientHeight - headHeight);
    setView((known) => (known.first === next.first && known.end === next.end ? known : next));
  }, [box]);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [box, measure]);
  // Where groups are folded, other lines are at the same place.
  useEffect(() => {
    if (lines.count > 0) measure();
  }, [lines, measure]);
  const reveal = useCallback(
    (line: number): void => {
      const element = box.current;
      if (!element) return;
      const top = latest.current.topOf(line);
      const end = latest.current.topOf(line + 1);
      const visible = element.clientHeight - headHeight;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (end > element.scrollTop + visible) element.scrollTop = end - visible;
    },
    [box],
  );
  return { ...view, first: Math.min(lines.count, view.first), end: Math.min(lines.count, view.end), reveal };
}

type DrawnLines = Pick<LineWindow, 'first' | 'end' | 'page'>;

/** Lines are drawn a few at a time, so that scrolling by one seldom draws anything. */
function drawnLines(lines: TableLines, top: number, height: number): DrawnLines {
  const inSight = lines.lineAt(top);
  const first = Math.max(0, inSight - (inSight % spareLines) - spareLines);
  const fitting = Math.ceil(height / lineHeights.group);
  const documents = Math.ceil(height / lineHeights.document);
  return { first, end: first + fitting + spareLines * 3, page: Math.max(1, documents - 2) };
}

export interface DocumentTableProps {
  /** Folder of the collection. */
  readonly folder: string;
  /** What it shows. */
  readonly lines: TableLines;
  readonly view: TableView;
  readonly selection: TableSelection;
  readonly onView: (view: TableView) => void;
  /** Folds the documents of a group away, or shows them. */
  readonly onGroup: (value: string, isOpen: boolean) => void;
  readonly onSelection: (selection: TableSelection) => void;
  readonly onOpen: (document: DocumentId) => void;
  /** Asks whether these shall be removed. */
  readonly onRemove: (documents: readonly DocumentId[]) => void;
  /** Opens the menu of the chosen rows. */
  readonly onMenu: (place: MenuPlace) => void;
}

/** In CSS pixels; the style sheet sets the same. */
const headHeight = 34;

/** The table is one stop for the keyboard, and arrow keys go through its rows. */
const gridAttributes = (rowCount: number, focused: DocumentId | null) =>
  ({
    role: 'grid',
    'aria-label': t`Documents`,
    'aria-multiselectable': true,
    'aria-rowcount': rowCount + 1,
    'aria-activedescendant': focused ? rowId(focused) : undefined,
    tabIndex: 0,
    'data-keyboard-home': true,
  }) as const;

/** The documents of a collection. Only the lines near the visible part are drawn. */
export function DocumentTable(props: DocumentTableProps): ReactNode {
  const { folder, lines, view, selection, onView, onGroup, onSelection, onOpen, onRemove, onMenu } = props;
  const { columns, order } = view;
  const box = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => lines.documents.map((document) => document.id), [lines]);
  const lineWindow = useLineWindow(box, lines);
  useScrollMemory(box, folder);
  const onKeyDown = useTableKeys({ rows, lines, lineWindow, selection, onSelection, onOpen, onRemove, onGroup });
  const onPoint = usePointing(rows, selection, onSelection);
  const drawn = Array.from(
    { length: Math.max(0, lineWindow.end - lineWindow.first) },
    (_, offset) => lineWindow.first + offset,
  );
  return (
    <div ref={box} className={styles.box}>
      <table
        {...gridAttributes(lines.count, selection.focused)}
        className={styles.table}
        {...(!isUsualColumns(columns) && { 'data-own': true, style: { minWidth: leastTableWidth(columns) } })}
        onKeyDown={onKeyDown}
        onContextMenu={(event) => {
          event.preventDefault();
          if (selection.chosen.size > 0) onMenu(menuPlace(event, selection.focused));
        }}
      >
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <ColumnHead
                key={column}
                column={tableColumns[column]}
                order={order}
                onSort={() => onView({ ...view, order: nextOrder(order, column) })}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer columns={columns.length} height={lines.topOf(lineWindow.first)} />
          {drawn.map((index) => (
            <Line
              key={lineKey(lines.line(index), index)}
              line={lines.line(index)}
              index={index}
              columns={columns}
              selection={selection}
              onPoint={onPoint}
              onOpen={onOpen}
              onGroup={onGroup}
            />
          ))}
          <Spacer columns={columns.length} height={lines.height - lines.topOf(lineWindow.end)} />
        </tbody>
      </table>
    </div>
  );
}

const lineKey = (line: TableLine | null, index: number): string =>
  line === null ? String(index) : line.kind === 'document' ? line.document.id : `group ${line.value}`;

interface LineProps extends Pick<DocumentTableProps, 'selection' | 'onOpen' | 'onGroup'> {
  readonly line: TableLine | null;
  readonly index: number;
  readonly columns: readonly ColumnId[];
  readonly onPoint: (place: number, event: MouseEvent) => void;
}

function Line({ line, index, columns, selection, onPoint, onOpen, onGroup }: LineProps): ReactNode {
  if (line === null) return null;
  if (line.kind === 'group') return <GroupHead line={line} index={index} columns={columns.length} onGroup={onGroup} />;
  const { document, place } = line;
  return (
    <DocumentRow
      document={document}
      columns={columns}
      line={index}
      place={place}
      isChosen={selection.chosen.has(document.id)}
      isFocused={selection.focused === document.id}
      onPoint={onPoint}
      onOpen={onOpen}
    />
  );
}

interface GroupHeadProps extends Pick<DocumentTableProps, 'onGroup'> {
  readonly line: Extract<TableLine, { kind: 'group' }>;
  readonly index: number;
  readonly columns: number;
}

const numbers = new Intl.NumberFormat(interfaceLocale());

/** The head of a group. Left and Right fold and unfold it, as in a tree. */
function GroupHead({ line, index, columns, onGroup }: GroupHeadProps): ReactNode {
  const { value, label, count, isOpen } = line;
  const Mark = isOpen ? ChevronDown : ChevronRight;
  return (
    <tr aria-rowindex={index + 2} className={styles.group}>
      <td colSpan={columns}>
        <button
          type="button"
          aria-expanded={isOpen}
          data-group={value}
          className={styles.groupButton}
          onClick={() => onGroup(value, !isOpen)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowLeft') onGroup(value, false);
            else if (event.key === 'ArrowRight') onGroup(value, true);
            else return;
            event.preventDefault();
          }}
        >
          <Mark size={14} aria-hidden />
          {label}
          <span className={styles.groupCount}>{numbers.format(count)}</span>
        </button>
      </td>
    </tr>
  );
}

function usePointing(
  rows: readonly DocumentId[],
  selection: TableSelection,
  onSelection: DocumentTableProps['onSelection'],
): (place: number, event: MouseEvent) => void {
  const latest = useRef({ rows, selection });
  latest.current = { rows, selection };
  return useCallback(
    (place, event) => {
      const { selection: now, rows: all } = latest.current;
      const row = all[place];
      // A menu is asked for all that is chosen.
      if (event.button === 2 && row !== undefined && now.chosen.has(row)) return;
      const pointing = { extend: event.shiftKey, toggle: event.ctrlKey || event.metaKey };
      onSelection(pointAt(now, all, place, pointing));
    },
    [onSelection],
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

/** Takes the place of lines that are not drawn. */
function Spacer({ columns, height }: { readonly columns: number; readonly height: number }): ReactNode {
  if (height <= 0) return null;
  return (
    <tr aria-hidden className={styles.spacer}>
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}

interface TableKeys
  extends Pick<DocumentTableProps, 'lines' | 'selection' | 'onSelection' | 'onOpen' | 'onRemove' | 'onGroup'> {
  readonly rows: readonly DocumentId[];
  readonly lineWindow: LineWindow;
}

function useTableKeys({ rows, lines, lineWindow, selection, onSelection, onOpen, onRemove, onGroup }: TableKeys) {
  return (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const index = selection.focused === null ? -1 : rows.indexOf(selection.focused);
    const moved = movedIndex(event.key, index, rows.length, lineWindow.page);
    const group = event.key === 'ArrowLeft' && index >= 0 ? lines.groupOf(index) : null;
    const mod = event.ctrlKey || event.metaKey;
    if (moved !== null && !mod && !event.altKey) {
      onSelection(pointAt(selection, rows, moved, { extend: event.shiftKey, toggle: false }));
      lineWindow.reveal(lines.lineOf(moved));
    } else if (event.key === ' ' && index >= 0) {
      onSelection(pointAt(selection, rows, index, { extend: false, toggle: true }));
    } else if (event.key.toLowerCase() === 'a' && mod) {
      onSelection(chooseAll(selection, rows));
    } else if (event.key === 'Escape' && selection.chosen.size > 0) {
      onSelection(nothingSelected);
    } else if (event.key === 'Delete' && !mod && selection.chosen.size > 0) {
      onRemove([...selection.chosen]);
    } else if (group !== null) {
      onGroup(group, false);
      lineWindow.reveal(lines.lineOf(index));
      groupButton(event.currentTarget, group)?.focus();
    } else if (event.key === 'Enter' && !mod && selection.focused !== null) {
      onOpen(selection.focused);
    } else {
      return;
    }
    event.preventDefault();
  };
}

/** The head of a group, if it is drawn. */
function groupButton(table: Element, value: string): HTMLElement | null {
  return table.querySelector<HTMLElement>(`[data-group="${CSS.escape(value)}"]`);
}
