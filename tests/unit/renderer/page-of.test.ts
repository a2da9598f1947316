import { describe, expect, test } from 'vitest';
import { textOfPage } from '../../../renderer/features/facsimile/page-stage.tsx';
import { pageAtPosition, pageBeside, positionOfPage, reordered } from '../../../renderer/features/facsimile/pages.ts';
import { BlockIndex } from '../../../shared/derived/block-index.ts';
import { AnchorIndex } from '../../../shared/derived/outline.ts';
import type { AnchorId, PageImageId } from '../../../shared/document/identifier.ts';
import { anchorsOf } from '../../../shared/document/page-anchor.ts';
import { doc, fac, p, typ } from '../../helpers/builders.ts';

const id = (number: number): PageImageId => `s${number}` as PageImageId;
const linked = (number: number, anchor: string | null) => ({ id: id(number), anchor: anchor as AnchorId | null });

// Positions: f1 at 1, "one" 2–5, t9 at 5, "two" 6–9; the second paragraph: f2 at 11, "three" 12–17.
const text = doc(p(fac(1), 'one', typ(9), 'two'), p(fac(2), 'three'));
const anchors = anchorsOf(text);
const row = new AnchorIndex(new BlockIndex(text));
const pages = [linked(1, 'f1'), linked(2, 'f2')];

describe('the page that a position stands on', () => {
  test('is that of the last linked anchor before it', () => {
    expect([1, 4, 8, 11, 15].map((pos) => pageAtPosition(pages, row, pos))).toEqual([
      id(1),
      id(1),
      id(1),
      id(2),
      id(2),
    ]);
  });

  test('before the first anchor is the page before that one, when that is linked to none', () => {
    const two = [linked(7, null), linked(1, 'f2')];
    expect(pageAtPosition(two, row, 3)).toBe(id(7));
    expect(pageAtPosition([linked(1, 'f2')], row, 3)).toBe(id(1));
  });

  test('is not known when no page is linked', () => {
    expect(pageAtPosition([linked(1, null)], row, 3)).toBeNull();
    expect(pageAtPosition([], row, 3)).toBeNull();
  });

  test('follows the order of the text, not that of the pages', () => {
    expect(pageAtPosition([linked(2, 'f2'), linked(1, 'f1')], row, 4)).toBe(id(1));
  });
});

test('a page begins at its anchor, the first without one at the start, any other nowhere known', () => {
  expect(positionOfPage(pages, anchors, id(2))).toBe(11);
  expect(positionOfPage([linked(3, null), ...pages], anchors, id(3))).toBe(0);
  expect(positionOfPage([...pages, linked(3, null)], anchors, id(3))).toBeNull();
  expect(positionOfPage([linked(1, 'gone')], anchors, id(1))).toBeNull();
});

test('the text of a page ends where the next page begins', () => {
  expect(textOfPage(text, pages, anchors, id(1))).toBe('onetwo');
  expect(textOfPage(text, pages, anchors, id(2))).toBe('three');
});

test('turning the page stops at either end', () => {
  expect(pageBeside(pages, id(1), 1)).toBe(id(2));
  expect(pageBeside(pages, id(2), 1)).toBe(id(2));
  expect(pageBeside(pages, null, 1)).toBe(id(1));
  expect(pageBeside([], null, 1)).toBeNull();
});

test('pages are moved before or behind another, several in their order', () => {
  const four = [1, 2, 3, 4].map((number) => linked(number, null));
  const order = (...moved: Parameters<typeof reordered>): readonly string[] =>
    reordered(...moved).map((page) => page.id);
  expect(order(four, new Set([id(4)]), id(2), 'before')).toEqual(['s1', 's4', 's2', 's3']);
  expect(order(four, new Set([id(1), id(3)]), id(4), 'after')).toEqual(['s2', 's4', 's1', 's3']);
  expect(order(four, new Set([id(2)]), id(2), 'after')).toEqual(['s1', 's2', 's3', 's4']);
});
