import type { WindowPlace } from '../storage/settings/user-folder.ts';

type Bounds = WindowPlace['bounds'];

/** How much of a window must be on a screen to be taken hold of there, in pixels. */
const graspable = { width: 200, height: 100 };

/** How far a window stands off from the one that it was opened from. */
const stepPx = 32;

/** Whether a window there can be seen and moved: enough of its upper edge is on a screen.
 *  @param screens what of the screens is for windows */
const isInSight = ({ x, y, width }: Bounds, screens: readonly Bounds[]): boolean =>
  screens.some((screen) => {
    const seen = Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x);
    return seen >= graspable.width && y >= screen.y && y < screen.y + screen.height - graspable.height;
  });

/** Screens come and go: a window that nobody would see is put into the middle of the first screen, no larger than that.
 *  @param screens what of the screens is for windows, the main one first
 *  @example boundsInSight({ x: 3000, y: 0, width: 1200, height: 800 }, [{ x: 0, y: 0, width: 1440, height: 900 }]) */
export function boundsInSight(bounds: Bounds, screens: readonly Bounds[]): Bounds {
  const [first] = screens;
  if (first === undefined || isInSight(bounds, screens)) return bounds;
  const width = Math.min(bounds.width, first.width);
  const height = Math.min(bounds.height, first.height);
  const x = first.x + Math.round((first.width - width) / 2);
  const y = first.y + Math.round((first.height - height) / 2);
  return { x, y, width, height };
}

/** Where a window goes that is opened from another one: a little lower and to the right, as large and drawn as large. */
export function placeBeside({ bounds, zoom }: WindowPlace, screens: readonly Bounds[]): WindowPlace {
  const beside = { ...bounds, x: bounds.x + stepPx, y: bounds.y + stepPx };
  const ends = screens.some(
    ({ x, y, width, height }) => beside.x < x + width && beside.y + beside.height <= y + height,
  );
  const [first] = screens;
  // At the lower end of the screen it begins at the top again.
  const placed = ends || first === undefined ? beside : { ...beside, y: first.y };
  return { bounds: boundsInSight(placed, screens), maximized: false, zoom };
}
