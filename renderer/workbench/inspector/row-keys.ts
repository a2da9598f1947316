import type { KeyboardEvent } from 'react';

/** Where a key moves the focus from a line of a list; null when it moves it to no other line. The left and right arrows go through the
 *  buttons of a line.
 *  @param at index of the line that has the focus
 *  @param grid with lines of `role="row"` */
export function movedRow(event: KeyboardEvent, at: number, count: number, grid: Element | null): number | null {
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
export function typedAhead() {
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
