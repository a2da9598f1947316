import { expect, test } from 'vitest';
import { block, layoutOf, line, word } from '../../../helpers/layout-builders.ts';

test('PAGE of 2013 with lines alone gives words without boxes, in the stated reading order', () => {
  expect(layoutOf('layout/page-2013.xml')).toEqual({
    kind: 'layout',
    format: 'page-xml',
    remarks: [],
    pages: [
      {
        image: '0001.jpg',
        language: null,
        layout: {
          width: 1000,
          height: 800,
          blocks: [
            {
              ...block(
                [100, 20, 300, 40],
                line(null, [word('A'), word('heading')]),
                line(null, [word('without'), word('lines')]),
              ),
              role: 'heading',
            },
            block(
              [100, 100, 400, 100],
              line(
                [100, 100, 400, 50],
                ['Only', 'the', 'line'].map((text) => word(text, null, { confidence: 75 })),
                [
                  [100, 135],
                  [300, 137],
                  [500, 145],
                ],
              ),
            ),
          ],
        },
      },
    ],
  });
});

test('PAGE of 2019 gives boxes of words, the text of lowest index, the others as alternatives, and cells of tables', () => {
  expect(layoutOf('layout/page-2019.xml').pages).toEqual([
    {
      image: '0002.png',
      language: null,
      layout: {
        width: 1000,
        height: 800,
        blocks: [
          block([10, 400, 390, 40]),
          block(
            [10, 10, 390, 80],
            line(
              [10, 10, 390, 40],
              [
                word('General', [10, 10, 80, 40], {
                  confidence: 90,
                  alternatives: [
                    { text: 'Gencral', confidence: 40 },
                    { text: 'Genera1', confidence: null },
                  ],
                }),
                word('Assembly', [100, 10, 300, 40]),
              ],
            ),
          ),
          block([10, 100, 190, 200], line([10, 100, 190, 40], [word('cell')])),
        ],
      },
    },
  ]);
});
