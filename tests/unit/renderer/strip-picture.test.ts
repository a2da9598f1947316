import { expect, test } from 'vitest';
import { piecesOver, stripLayout } from '../../../renderer/features/facsimile/image-strip.tsx';

const page = { width: 4000, height: 6000 };
const tiles = { kind: 'tiles', address: 'app://anchorite/facsimile/x/', tileSize: 512, overlap: 1, levels: 5 } as const;

test('a small image is one piece', () => {
  const whole = { kind: 'whole', address: 'app://anchorite/facsimile/y' } as const;
  expect(piecesOver(whole, page, { x: 10, y: 10, width: 100, height: 20 }, 1)).toEqual([
    { address: whole.address, x: 0, y: 0, density: null },
  ]);
});

test('a large image gives only the tiles under the line, from the level that is just sharp enough', () => {
  const line = { x: 300, y: 1000, width: 1000, height: 40 };
  expect(piecesOver(tiles, page, line, 1).map(({ address }) => address)).toEqual(
    ['4/0_1', '4/1_1', '4/2_1', '4/0_2', '4/1_2', '4/2_2'].map((tile) => `${tiles.address}${tile}.jpg`),
  );
  expect(piecesOver(tiles, page, line, 0.4)).toEqual([
    { address: `${tiles.address}3/0_0.jpg`, x: 0, y: 0, density: 0.5 },
    { address: `${tiles.address}3/1_0.jpg`, x: 1022, y: 0, density: 0.5 },
    { address: `${tiles.address}3/0_1.jpg`, x: 0, y: 1022, density: 0.5 },
    { address: `${tiles.address}3/1_1.jpg`, x: 1022, y: 1022, density: 0.5 },
  ]);
});

test('a line is as wide as the text, and a short one not higher than a strip may be', () => {
  const long = stripLayout({ x: 100, y: 500, width: 3000, height: 50 }, 0, page, 600);
  expect([Math.round(long.width), Math.round(long.height)]).toEqual([600, 16]);
  const short = stripLayout({ x: 100, y: 500, width: 60, height: 50 }, 0, page, 600);
  expect([Math.round(short.width), Math.round(short.height)]).toEqual([52, 46]);
});

test('a line of a page that is turned lies level in the strip', () => {
  const turned = stripLayout({ x: 500, y: 100, width: 50, height: 3000 }, 90, page, 600);
  expect([Math.round(turned.width), Math.round(turned.height)]).toEqual([600, 16]);
});
