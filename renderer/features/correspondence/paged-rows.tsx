import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { type Page, pageLength } from '../../../shared/contract/payloads/correspondence.ts';
import { t } from '../../../shared/translation/translate.ts';
import { useWholeStore } from '../../platform/store.ts';
import { classNames } from '../../ui/class-names.ts';
import type { Item } from '../../ui/item-list.tsx';
import { type PagedList, pageOf } from './paged-list.ts';
import styles from './paged-rows.module.css';

interface PagedRowsProps<Row, Reply extends Page<Row>> {
  readonly label: string;
  readonly list: PagedList<Row, Reply>;
  /** What a line says. */
  readonly itemOf: (row: Row) => Item;
  readonly onAction: (row: Row) => void;
  /** Of every line, in CSS pixels: where a line lies is known without drawing those before it. */
  readonly height: number;
  /** Whether a line is shown elsewhere in detail. */
  readonly isCurrent?: (row: Row) => boolean;
}

/** Lines that are drawn beyond what is in sight, at either end. */
const spareRows = 12;

const gridAttributes = (label: string, count: number) =>
  ({ role: 'grid', 'aria-label': label, 'aria-rowcount': count, tabIndex: -1 }) as const;

const rowAttributes = (index: number, name: string) =>
  ({ role: 'row', 'aria-label': name, 'aria-rowindex': index + 1 }) as const;

const cellAttributes = { role: 'gridcell' } as const;

/** The lines of a list of any length: those near what is in sight are drawn, and their pages asked for. Arrow keys move, Enter goes. */
export function PagedRows<Row, Reply extends Page<Row>>(props: PagedRowsProps<Row, Reply>): ReactNode {
  const { label, list, itemOf, onAction, height, isCurrent } = props;
  const { total } = list.head;
  const box = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState(0);
  const { first, end } = useDrawn(box, total, height, list);
  const pages = useWholeStore(list.pages);
  const rowAt = (index: number): Row | null => pages.get(pageOf(index))?.[index % pageLength] ?? null;
  useEffect(() => {
    for (let index = first; index < end; index += pageLength) list.need(index);
    if (end > first) list.need(end - 1);
  }, [list, first, end]);
  const focus = (index: number): void => {
    const element = box.current;
    if (!element) return;
    flushSync(() => {
      setFocused(index);
      bringIntoSight(element, index, height);
      element.dispatchEvent(new Event('scroll'));
    });
    element.querySelector<HTMLElement>(`[aria-rowindex="${index + 1}"]`)?.focus({ preventScroll: true });
  };
  const act = (index: number): void => {
    const row = rowAt(index);
    if (row !== null) onAction(row);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || total === 0) return;
    const isOnRow = event.target instanceof Element && event.target.getAttribute('role') === 'row';
    const moved = movedRow(event.key, focused, total, height, box.current);
    if (moved !== null) focus(moved);
    else if (isOnRow && (event.key === 'Enter' || event.key === ' ')) act(focused);
    else if (!movedInRow(event)) return;
    event.preventDefault();
  };
  const tabStop = Math.min(focused, total - 1);
  const drawn = Array.from({ length: Math.max(0, end - first) }, (_, offset) => first + offset);
  // Tab leads to a line, wherever it is.
  if (total > 0 && (tabStop < first || tabStop >= end)) drawn.push(tabStop);
  return (
    <div ref={box} className={styles.box} {...{ ...gridAttributes(label, total), onKeyDown }}>
      <div role="presentation" className={styles.all} style={{ height: total * height }}>
        {drawn.map((index) => {
          const row = rowAt(index);
          const item = row === null ? unread : itemOf(row);
          return (
            <div
              key={index}
              {...rowAttributes(index, item.name)}
              {...{ onFocus: () => setFocused(index), onClick: () => act(index) }}
              tabIndex={index === tabStop ? 0 : -1}
              className={classNames(styles.row, row !== null && isCurrent?.(row) && styles.current)}
              style={{ top: index * height, height }}
            >
              <div {...cellAttributes} className={styles.cell}>
                {item.content}
                {item.actions !== undefined && <div className={styles.actions}>{item.actions}</div>}
              </div>
            </div>
          );
        })}
      </div>
    </div>
  );
}

const unread: Item = { name: t`Not read yet`, content: '…' };

interface Drawn {
  readonly first: number;
  readonly end: number;
}

/** Follows what is in sight; with another list it begins at the top. */
function useDrawn(box: { readonly current: HTMLElement | null }, total: number, height: number, list: unknown): Drawn {
  const [drawn, setDrawn] = useState<Drawn>({ first: 0, end: 3 * spareRows });
  useEffect(() => {
    const element = box.current;
    if (!element || list === null) return;
    element.scrollTop = 0;
    const measure = (): void => {
      const at = Math.floor(element.scrollTop / height);
      const first = Math.max(0, at - (at % spareRows) - spareRows);
      const end = first + Math.ceil(element.clientHeight / height) + 3 * spareRows;
      setDrawn((known) => (known.first === first && known.end === end ? known : { first, end }));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [box, height, list]);
  return { first: Math.min(drawn.first, total), end: Math.min(drawn.end, total) };
}

function bringIntoSight(element: HTMLElement, index: number, height: number): void {
  const top = index * height;
  if (top < element.scrollTop) element.scrollTop = top;
  else if (top + height > element.scrollTop + element.clientHeight)
    element.scrollTop = top + height - element.clientHeight;
}

function movedRow(key: string, at: number, total: number, height: number, box: HTMLElement | null): number | null {
  const page = Math.max(1, Math.floor((box?.clientHeight ?? 0) / height) - 1);
  const target = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: total - 1,
  }[key];
  return target === undefined ? null : Math.max(0, Math.min(total - 1, target));
}

/** The left and right arrows go through the buttons of a line.
 *  @returns whether there was one */
function movedInRow({ key, target }: KeyboardEvent): boolean {
  if (key !== 'ArrowRight' && key !== 'ArrowLeft') return false;
  const row = target instanceof Element ? target.closest<HTMLElement>('[role="row"]') : null;
  if (!row) return false;
  const stops = [row, ...row.querySelectorAll<HTMLElement>('button:not([disabled])')];
  const next = stops[stops.indexOf(target as HTMLElement) + (key === 'ArrowRight' ? 1 : -1)];
  next?.focus();
  return next !== undefined;
}
