import { expect, test } from 'vitest';
import { boxAround } from '../../../shared/document/layout.ts';

test('the box around several holds all of them', () => {
  expect(boxAround([])).toBeNull();
  expect(
    boxAround([
      { x: 10, y: 20, width: 30, height: 5 },
      { x: 5, y: 22, width: 10, height: 10 },
    ]),
  ).toEqual({ x: 5, y: 20, width: 35, height: 12 });
});
