import { describe, expect, test } from 'vitest';
import {
  boxBetween,
  boxOnScreen,
  fittedView,
  imagePoint,
  movedBox,
  shiftIntoSight,
  sizedBox,
  viewMatrix,
} from '../../../renderer/features/facsimile/page-geometry.ts';

const page = { width: 1000, height: 1600 };
const frame = { width: 500, height: 800 };
const rounded = (value: object): unknown =>
  JSON.parse(JSON.stringify(value), (_, one: unknown) => (typeof one === 'number' ? Math.round(one) + 0 : one));

describe('a page on the screen', () => {
  test('that fits its frame lies in the middle with a little room around it', () => {
    const view = fittedView(page, 0, frame, 'page');
    expect(rounded(boxOnScreen(viewMatrix(view, frame), { x: 0, y: 0, ...page }))).toEqual({
      x: 15,
      y: 24,
      width: 470,
      height: 752,
    });
  });

  test('that fits by its width begins at its top', () => {
    const low = { width: 500, height: 300 };
    const view = fittedView(page, 0, low, 'width');
    expect(rounded(boxOnScreen(viewMatrix(view, low), { x: 0, y: 0, ...page }))).toEqual({
      x: 15,
      y: 9,
      width: 470,
      height: 752,
    });
  });

  test.each([90, 180, 270] as const)('that is turned by %d degrees fits as well, from what is its top then', (turn) => {
    const low = { width: 500, height: 200 };
    const view = fittedView(page, turn, low, 'width');
    const shown = boxOnScreen(viewMatrix(view, low), { x: 0, y: 0, ...page });
    expect(rounded(shown)).toMatchObject({ x: 15, y: 6, width: 470 });
  });

  test('that is turned right has its top left at the top right', () => {
    const matrix = viewMatrix({ center: { x: 500, y: 800 }, scale: 0.5, degrees: 90 }, frame);
    expect(rounded(boxOnScreen(matrix, { x: 0, y: 0, width: 100, height: 20 }))).toEqual({
      x: 640,
      y: 150,
      width: 10,
      height: 50,
    });
  });

  test('tells which of its points lies under the pointer, however it is turned', () => {
    const matrix = viewMatrix({ center: { x: 300, y: 700 }, scale: 0.7, degrees: 33 }, frame);
    const corner = boxOnScreen(matrix, { x: 120, y: 340, width: 0, height: 0 });
    expect(rounded(imagePoint(matrix, corner))).toEqual({ x: 120, y: 340 });
  });
});

describe('bringing a word into sight', () => {
  test('moves nothing when it is in sight', () => {
    expect(shiftIntoSight({ x: 100, y: 100, width: 80, height: 20 }, frame, 40)).toEqual({ x: 0, y: 0 });
  });

  test('moves only as far as it must', () => {
    expect(shiftIntoSight({ x: 100, y: 900, width: 80, height: 20 }, frame, 40)).toEqual({ x: 0, y: -160 });
    expect(shiftIntoSight({ x: -30, y: 100, width: 80, height: 20 }, frame, 40)).toEqual({ x: 70, y: 0 });
  });

  test('shows the beginning of what is larger than the frame', () => {
    expect(shiftIntoSight({ x: 200, y: 100, width: 900, height: 20 }, frame, 40)).toEqual({ x: -200, y: 0 });
  });
});

describe('a zone', () => {
  test('is drawn between two points, whichever comes first, and ends with the page', () => {
    expect(boxBetween({ x: 300, y: 500 }, { x: 100.4, y: 400 }, page)).toEqual({
      x: 100,
      y: 400,
      width: 200,
      height: 100,
    });
    expect(boxBetween({ x: 900, y: 1500 }, { x: 1200, y: 1700 }, page)).toEqual({
      x: 900,
      y: 1500,
      width: 100,
      height: 100,
    });
  });

  test('is moved and sized within the page, and never vanishes', () => {
    const box = { x: 10, y: 10, width: 100, height: 50 };
    expect(movedBox(box, { x: -40, y: 5 }, page)).toEqual({ ...box, x: 0, y: 15 });
    expect(movedBox(box, { x: 2000, y: 0 }, page)).toEqual({ ...box, x: 900 });
    expect(sizedBox(box, { x: -300, y: 20 }, page)).toEqual({ ...box, width: 8, height: 70 });
  });
});
