import { expect, test } from 'vitest';
import type { EntityId } from '../../../shared/document/identifier.ts';
import {
  type MapPlace,
  onMap,
  placeMapSvg,
  viewOf,
  wholeWorld,
  worldShapes,
} from '../../../shared/entities/place-map.ts';

const place = (name: string, latitude: number, longitude: number, mentions = 1): MapPlace => ({
  id: name as EntityId,
  name,
  coordinates: { latitude, longitude },
  mentions,
});

const havana = place('Havana', 23.1, -82.4, 12);
const moscow = place('Moscow', 55.75, 37.6, 3);
const sydney = place('Sydney', -33.9, 151.2);

test('places lie on the map as they do on the globe: east to the right, north up', () => {
  const [west, north, south] = [havana, moscow, sydney].map(({ coordinates }) => onMap(coordinates));
  expect((west?.x ?? 0) < (north?.x ?? 0) && (north?.x ?? 0) < (south?.x ?? 0)).toBe(true);
  expect((north?.y ?? 0) < (west?.y ?? 0) && (west?.y ?? 0) < (south?.y ?? 0)).toBe(true);
  const middle = onMap({ latitude: 0, longitude: 0 });
  expect([Math.round(middle.x), Math.round(middle.y)]).toEqual([wholeWorld.width / 2, wholeWorld.height / 2]);
});

test('what is shown has every place in it, and stays within the world', () => {
  for (const places of [[havana], [havana, moscow], [havana, moscow, sydney], []]) {
    const { x, y, width, height } = viewOf(places);
    for (const { coordinates } of places) {
      const at = onMap(coordinates);
      expect(at.x >= x && at.x <= x + width && at.y >= y && at.y <= y + height).toBe(true);
    }
    expect(x >= 0 && y >= 0 && x + width <= wholeWorld.width + 1e-9 && y + height <= wholeWorld.height + 1e-9).toBe(
      true,
    );
    expect(width / height).toBeCloseTo(wholeWorld.width / wholeWorld.height);
  }
});

test('there is land, and borders between countries', () => {
  const { land, borders } = worldShapes();
  expect(land.startsWith('M') && borders.startsWith('M')).toBe(true);
});

test('the picture has a point a place, and names as far as they do not lie over each other; text is never markup', () => {
  const twin = place('Habana <Vieja> & port', 23.1, -82.35, 1);
  const svg = placeMapSvg([twin, havana, moscow], viewOf([havana, moscow]), 'Letters & "more"');
  expect(svg.match(/<circle /g)).toHaveLength(3);
  expect(svg).toContain('<title>Letters &amp; &quot;more&quot;</title>');
  expect(svg).toContain('<title>Habana &lt;Vieja&gt; &amp; port: 1</title>');
  expect([...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, name]) => name)).toEqual(['Havana', 'Moscow']);
});
