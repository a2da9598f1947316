import {
  type FocusEvent,
  type KeyboardEvent,
  memo,
  type ReactNode,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import { useStore } from '../platform/store.ts';
import { classNames } from './class-names.ts';
import styles from './item-list.module.css';
import { type NearChunks, useNearChunks } from './near-chunks.ts';

/** Where a key moves the focus from a line of a list; null when it moves it to no other line. The left and right arrows go through the
 *  buttons of a line.
 *  @param at index of the line that has the focus
 *  @param grid with lines of `role="row"` */
function movedRow(event: KeyboardEvent, at: number, count: number, grid: Element | null): number | null {
  if (event.ctrlKey || event.metaKey || event.altKey || count === 0) return null;
  if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') return movedInRow(event, grid);
  const target = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + rowsInSight(grid),
    PageUp: at - rowsInSight(grid),
    Home: 0,
    End: count - 1,
  }[event.key];
  return target === undefined ? null : Math.max(0, Math.min(count - 1, target));
}

function movedInRow(event: KeyboardEvent, grid: Element | null): null {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[role="row"]') : null;
  if (!row || !grid?.contains(row)) return null;
  const stops = [row, ...row.querySelectorAll<HTMLElement>('button:not([disabled])')];
  const next = stops[stops.indexOf(event.target as HTMLElement) + (event.key === 'ArrowRight' ? 1 : -1)];
  if (next) {
    next.focus();
    event.preventDefault();
  }
  return null;
}

/** How many lines are seen at once. */
function rowsInSight(grid: Element | null): number {
  const row = grid?.querySelector('[role="row"]');
  const height = row?.getBoundingClientRect().height ?? 0;
  return height > 0 ? Math.max(1, Math.floor(window.innerHeight / height / 2)) : 1;
}

/** Letters that come faster than this belong together. */
const pauseMs = 1_000;

/** Typing the beginning of a line goes to it.
 *  @returns a function that gives the line, or null when the key types nothing or no line begins so */
function typedAhead() {
  let typed = '';
  let last = 0;
  return (event: KeyboardEvent, at: number, count: number, nameOf: (index: number) => string): number | null => {
    if (event.ctrlKey || event.metaKey || event.altKey || [...event.key].length !== 1) return null;
    if (event.timeStamp - last > pauseMs) typed = '';
    // A space of its own is no beginning of a line.
    if (event.key === ' ' && typed === '') return null;
    last = event.timeStamp;
    typed += event.key.toLowerCase();
    // The same line goes on as long as it fits.
    const from = typed.length === 1 ? at + 1 : at;
    for (let step = 0; step < count; step++) {
      const index = (from + step) % count;
      if (nameOf(index).toLowerCase().startsWith(typed)) return index;
    }
    return null;
  };
}

/** A line of a list in the inspector. */
export interface Item {
  /** What the line says, for those who listen. */
  readonly name: string;
  readonly content: ReactNode;
  /** Buttons that show when the line is pointed at or has the focus. */
  readonly actions?: ReactNode;
}

/** What the lines of a list are. */
export interface ItemSource<Key extends string> {
  /** A hook: the line of a key as it is now; null when there is none any more. */
  readonly useItem: (key: Key) => Item | null;
  /** What a line says, for typing ahead. */
  readonly nameOf: (key: Key) => string;
  readonly onAction: (key: Key) => void;
}

/** Lines that are known beforehand. */
export const itemsOf = <Key extends string>(
  items: ReadonlyMap<Key, Item>,
  onAction: (key: Key) => void,
): ItemSource<Key> => ({
  useItem: (key) => items.get(key) ?? null,
  nameOf: (key) => items.get(key)?.name ?? '',
  onAction,
});

interface ItemListProps<Key extends string> {
  readonly label: string;
  readonly keys: readonly Key[];
  /** The same object as long as possible: the lines are drawn again with another. */
  readonly source: ItemSource<Key>;
  /** The line that is shown elsewhere in detail. */
  readonly current?: Key | null;
}

/** Lines that come into sight together. */
const chunkSize = 32;
/** About how high a line is, in CSS pixels, before it was drawn. */
const usualHeightPx = 46;

/** Lines of any height, of which only some are drawn, are no table. */
const gridAttributes = (label: string, count: number) =>
  ({ role: 'grid', 'aria-label': label, 'aria-rowcount': count, tabIndex: -1 }) as const;

const rowAttributes = (key: string, index: number, name: string) =>
  ({ role: 'row', 'aria-label': name, 'aria-rowindex': index + 1, 'data-key': key }) as const;

const cellAttributes = { role: 'gridcell' } as const;

/** A list whose lines lead somewhere: arrow keys move, Enter goes. Only the lines near what is in sight are drawn, however many there
 *  are. */
export function ItemList<Key extends string>({ label, keys, source, current = null }: ItemListProps<Key>): ReactNode {
  const grid = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const heights = useMemo(() => usualHeights(keys.length), [keys.length]);
  const near = useNearChunks(grid, heights);
  const at = focused === null ? 0 : Math.max(0, keys.indexOf(focused as Key));
  const focus = (index: number): void => {
    flushSync(() => near.show(Math.floor(index / chunkSize)));
    grid.current?.querySelector<HTMLElement>(`[aria-rowindex="${index + 1}"]`)?.focus();
  };
  const typeAhead = useRef(typedAhead());
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const row = event.target instanceof Element && event.target.getAttribute('role') === 'row' ? event.target : null;
    const moved = movedRow(event, at, keys.length, grid.current);
    const typed = row ? typeAhead.current(event, at, keys.length, (index) => source.nameOf(keys[index] as Key)) : null;
    const next = moved ?? typed;
    if (next !== null) focus(next);
    else if (row && (event.key === 'Enter' || event.key === ' ')) source.onAction(keys[at] as Key);
    else return;
    event.preventDefault();
  };
  const onFocus = ({ target, currentTarget }: FocusEvent<HTMLElement>): void => {
    if (target === currentTarget) focus(at);
    else setFocused(target.closest<HTMLElement>('[data-key]')?.dataset.key ?? null);
  };
  const currentAt = current === null ? -1 : keys.indexOf(current);
  const attributes = { ...gridAttributes(label, keys.length), onKeyDown, onFocus };
  return (
    <div ref={grid} {...attributes} className={styles.list}>
      {heights.map((_, chunk) => (
        <Chunk
          // A chunk is a place in the list; what stands there has keys of its own.
          key={String(chunk)}
          chunk={chunk}
          near={near}
          keys={keys}
          source={source as unknown as ItemSource<string>}
          tabStop={within(chunk, at)}
          current={within(chunk, currentAt)}
        />
      ))}
    </div>
  );
}

const usualHeights = (count: number): readonly number[] =>
  Array.from(
    { length: Math.ceil(count / chunkSize) },
    (_, chunk) => Math.min(chunkSize, count - chunk * chunkSize) * usualHeightPx,
  );

const within = (chunk: number, index: number): number => (Math.floor(index / chunkSize) === chunk ? index : -1);

interface ChunkProps {
  readonly chunk: number;
  readonly near: NearChunks;
  readonly keys: readonly string[];
  readonly source: ItemSource<string>;
  /** Index of the line that Tab leads to; -1 when it is none of these. */
  readonly tabStop: number;
  readonly current: number;
}

const Chunk = memo(function Chunk({ chunk, near, keys, source, tabStop, current }: ChunkProps): ReactNode {
  const element = useRef<HTMLDivElement>(null);
  const isSeen = useStore(
    near.store,
    useCallback((chunks: ReadonlySet<number>) => chunks.has(chunk), [chunk]),
  );
  // Tab leads to a line, so that it is drawn wherever it is.
  const isNear = isSeen || tabStop >= 0;
  useEffect(() => (isNear && element.current ? near.watch(element.current, chunk) : undefined), [near, chunk, isNear]);
  const first = chunk * chunkSize;
  const own = keys.slice(first, first + chunkSize);
  return (
    <div ref={element} role="presentation" style={isNear ? undefined : { height: near.heightOf(chunk) }}>
      {isNear &&
        own.map((key, offset) => (
          <Row
            key={key}
            id={key}
            index={first + offset}
            source={source}
            isTabStop={first + offset === tabStop}
            isCurrent={first + offset === current}
          />
        ))}
    </div>
  );
});

interface RowProps {
  readonly id: string;
  readonly index: number;
  readonly source: ItemSource<string>;
  readonly isTabStop: boolean;
  readonly isCurrent: boolean;
}

const Row = memo(function Row({ id, index, source, isTabStop, isCurrent }: RowProps): ReactNode {
  const { useItem, onAction } = source;
  const item = useItem(id);
  if (!item) return null;
  const attributes = { ...rowAttributes(id, index, item.name), onClick: () => onAction(id) };
  return (
    <div {...attributes} tabIndex={isTabStop ? 0 : -1} className={classNames(styles.item, isCurrent && styles.current)}>
      <div {...cellAttributes} className={styles.cell}>
        <div className={styles.content}>{item.content}</div>
        {item.actions !== undefined && <div className={styles.actions}>{item.actions}</div>}
      </div>
    </div>
  );
});
