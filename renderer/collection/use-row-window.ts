import { type RefObject, useCallback, useEffect, useState } from 'react';

/** The rows of a long list that are near enough to the visible part to be drawn. */
export interface RowWindow {
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
export function useRowWindow(
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
