import { expect, test } from 'vitest';
import { fitLayout } from '../../../../shared/import/ocr/fit-layout.ts';
import { block, line, word } from '../../../helpers/layout-builders.ts';

const layout = {
  width: 1000,
  height: 800,
  blocks: [
    block(
      [10, 20, 500, 40],
      line(
        [10, 20, 500, 40],
        [word('TOP', [10, 20, 80, 30], { confidence: 96 }), word('SECRET')],
        [
          [10, 50],
          [510, 52],
        ],
      ),
    ),
  ],
};

test('a layout in the pixels of its image stays as it is', () => {
  expect(fitLayout(layout, 1000, 800)).toEqual({ kind: 'fits', layout, scaled: false });
});

test('a layout that was made on a smaller copy is measured in the pixels of the image', () => {
  expect(fitLayout(layout, 2000, 1600)).toEqual({
    kind: 'fits',
    scaled: true,
    layout: {
      width: 2000,
      height: 1600,
      blocks: [
        block(
          [20, 40, 1000, 80],
          line(
            [20, 40, 1000, 80],
            [word('TOP', [20, 40, 160, 60], { confidence: 96 }), word('SECRET')],
            [
              [20, 100],
              [1020, 104],
            ],
          ),
        ),
      ],
    },
  });
});

test('a layout of a page of another shape fits no image', () => {
  expect(fitLayout(layout, 800, 1000)).toEqual({ kind: 'mismatch' });
});
