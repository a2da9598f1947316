import { expect, test } from 'vitest';
import { boundsInSight, placeBeside } from '../../../main/shell/window-place.ts';

const main = { x: 0, y: 25, width: 1440, height: 875 };
const right = { x: 1440, y: 0, width: 1920, height: 1080 };

test('a window that can be seen stays where it was, also when it hangs over an edge', () => {
  const hanging = { x: -700, y: 40, width: 1000, height: 800 };
  expect(boundsInSight(hanging, [main])).toEqual(hanging);
  const other = { x: 2000, y: 100, width: 1000, height: 800 };
  expect(boundsInSight(other, [main, right])).toEqual(other);
});

test('a window whose screen is gone is put into the middle of the main one, no larger than that', () => {
  expect(boundsInSight({ x: 2000, y: 100, width: 1000, height: 800 }, [main])).toEqual({
    x: 220,
    y: 63,
    width: 1000,
    height: 800,
  });
  expect(boundsInSight({ x: 2000, y: 100, width: 1900, height: 1000 }, [main])).toEqual(main);
});

test('a window of which only the lower part would be seen is put into sight, as it could not be moved', () => {
  expect(boundsInSight({ x: 100, y: -400, width: 1000, height: 800 }, [main])).toMatchObject({ y: 63 });
  expect(boundsInSight({ x: 100, y: 860, width: 1000, height: 800 }, [main])).toMatchObject({ y: 63 });
});

test('a window that is opened from another stands beside it, drawn as large, and begins at the top again below', () => {
  const place = { bounds: { x: 100, y: 50, width: 1000, height: 700 }, maximized: true, zoom: 1.5 };
  expect(placeBeside(place, [main])).toEqual({
    bounds: { x: 132, y: 82, width: 1000, height: 700 },
    maximized: false,
    zoom: 1.5,
  });
  const low = { ...place, bounds: { ...place.bounds, y: 190 } };
  expect(placeBeside(low, [main]).bounds).toMatchObject({ x: 132, y: 25 });
});
