import { expect, test } from 'vitest';
import { block, layoutOf, line, word } from '../../../helpers/layout-builders.ts';

test('hOCR gives words with confidences and alternatives, lines with baselines, paragraphs, and a page for each image', () => {
  expect(layoutOf('layout/two-pages.hocr')).toEqual({
    kind: 'layout',
    format: 'hocr',
    remarks: [],
    pages: [
      {
        image: 'telegram; first.png',
        language: 'en',
        layout: {
          width: 1000,
          height: 800,
          blocks: [
            block(
              [100, 60, 800, 50],
              line(
                [100, 60, 800, 50],
                [
                  word('TOP', [100, 60, 200, 45], { confidence: 96.28 }),
                  word('SECRET', [320, 62, 580, 48], { confidence: 41 }),
                ],
                [
                  [100, 100],
                  [900, 108],
                ],
              ),
            ),
            block(
              [100, 120, 800, 90],
              line(
                [100, 120, 800, 40],
                [
                  word('recon-', [100, 120, 300, 40], {
                    confidence: 88,
                    alternatives: [
                      { text: 'racon-', confidence: 30 },
                      { text: 'redon-', confidence: null },
                    ],
                    hyphenation: { part: 1, whole: 'reconnaissance' },
                  }),
                ],
              ),
              line(
                [100, 170, 800, 40],
                [
                  word('naissance', [100, 170, 300, 40], {
                    confidence: 90,
                    hyphenation: { part: 2, whole: 'reconnaissance' },
                  }),
                  word('&café', [620, 170, 280, 40]),
                ],
              ),
            ),
            block(
              null,
              line([100, 700, 800, 40], [word('a'), word('line'), word('without'), word('its'), word('words')]),
            ),
          ],
        },
      },
      { image: 'two.png', language: null, layout: { width: 640, height: 480, blocks: [] } },
    ],
  });
});
