import fc from 'fast-check';
import type { Node } from 'prosemirror-model';
import { Transform } from 'prosemirror-transform';
import { expect, test as propertyTest, test } from 'vitest';
import { wordTexts } from '../../../main/editions/export-to-folder.ts';
import { newPageImageId } from '../../../shared/document/identifier.ts';
import { type LayoutWord, layoutWords, type PageLayout } from '../../../shared/document/layout.ts';
import { schema } from '../../../shared/document/schema.ts';
import { layoutDocument } from '../../../shared/import/layout-document.ts';
import { placeWords } from '../../../shared/tracking/placed-words.ts';
import { placeOrigin, presentPage, trackWords } from '../../../shared/tracking/word-tracking.ts';
import { block, line, word } from '../../helpers/layout-builders.ts';

const page = newPageImageId();

/** What each word of a layout reads in a document that was made from it and then changed. */
function present(layout: PageLayout, edit: (doc: Node) => Node = (doc) => doc): readonly (string | null)[] {
  const { doc: imported } = layoutDocument([layout], 'x');
  const placed = placeWords(imported, [{ page, layout }]);
  const doc = edit(imported);
  const now = presentPage(trackWords(placeOrigin(imported, placed), doc), page);
  const textOf = wordTexts(doc, layout, placed[0]?.words ?? [], now?.words ?? []);
  return layoutWords(layout).map(textOf);
}

/** Puts words in the place of the first others like these. */
const replacing =
  (words: string, others: string) =>
  (doc: Node): Node => {
    let at = -1;
    doc.descendants((node, pos) => {
      const found = node.text?.indexOf(words) ?? -1;
      if (at < 0 && found >= 0) at = pos + found;
    });
    return new Transform(doc).replaceWith(at, at + words.length, others === '' ? [] : schema.text(others)).doc;
  };

const layoutOf = (...lines: readonly (readonly LayoutWord[])[]): PageLayout => ({
  width: 1000,
  height: 1000,
  blocks: [block(null, ...lines.map((words) => line(null, words)))],
});
const at = (text: string, box: readonly [number, number, number, number]): LayoutWord => word(text, [...box]);

test('words whose boxes overlap, or are the same, keep each its own text', () => {
  const stroke = at('|', [500, 80, 40, 300]);
  const overlapping = layoutOf([stroke, at('the', [560, 100, 60, 30])], [at('of', [505, 150, 30, 30])]);
  expect(present(overlapping)).toEqual(['|', 'the', 'of']);
  const same = layoutOf(['CHEMINS', 'DE', 'FER'].map((text) => at(text, [474, 100, 3, 31])));
  expect(present(same)).toEqual(['CHEMINS', 'DE', 'FER']);
});

test('two words that were made one stand with the first, and a word that is gone is none', () => {
  const layout = layoutOf(['MR', 'HARRI', 'SON', 'READ'].map((text, index) => at(text, [index * 100, 0, 90, 30])));
  expect(present(layout, replacing('HARRI SON', 'HARRISON'))).toEqual(['MR', 'HARRISON', null, 'READ']);
  expect(present(layout, replacing(' READ', ''))).toEqual(['MR', 'HARRI', 'SON', null]);
  expect(present(layout, replacing('MR', 'MRS'))).toEqual(['MRS', 'HARRI', 'SON', 'READ']);
});

propertyTest('whatever a page has, each word of a text that nobody edited reads as it was read', () => {
  const text = fc.stringMatching(/^[a-d|.,-]{1,4}$/);
  const box = fc.tuple(fc.nat(20), fc.nat(20), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }));
  const words = fc.array(fc.tuple(text, box), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(words, { minLength: 1, maxLength: 5 }), (lines) => {
      const layout = layoutOf(...lines.map((own) => own.map(([content, place]) => at(content, place))));
      expect(present(layout)).toEqual(layoutWords(layout).map((one) => one.text));
    }),
    { numRuns: 500 },
  );
});
