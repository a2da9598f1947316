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
  const [view, setView] = useState({ top: 0, height: 800 });
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = (): void => setView({ top: element.scrollTop, height: element.clientHeight - headHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [box, headHeight]);
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
  return {
    first: Math.max(0, Math.floor(view.top / rowHeight) - spareRows),
    end: Math.min(count, Math.ceil((view.top + view.height) / rowHeight) + spareRows),
    page: Math.max(1, Math.floor(view.height / rowHeight) - 1),
    reveal,
  };
}
