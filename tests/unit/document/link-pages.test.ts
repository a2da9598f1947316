import { expect, test } from 'vitest';
import { linkByOrder } from '../../../shared/document/link-pages.ts';
import { anchorsOf } from '../../../shared/document/page-anchor.ts';
import { doc, fac, p, pag, typ } from '../../helpers/builders.ts';
import { pageImage } from '../../helpers/facsimile-builders.ts';

test('a printed page that begins within the text is the second of two images', () => {
  const letter = doc(p('a desire for a speediest clearing of the ', pag('200'), ' atmosphere'));
  const [page200] = anchorsOf(letter);
  const { pages, withoutAnchor } = linkByOrder(letter, [], [pageImage(1), pageImage(2)]);
  expect(pages.map(({ anchor }) => anchor)).toEqual([null, page200?.anchor.id]);
  expect(withoutAnchor).toBe(1);
});

test('a title before the first page of the scan does not move the images', () => {
  const letter = doc(p('495. Draft letter'), p(fac(1, 'before block'), 'Dear Mr. Chairman:'));
  const { pages } = linkByOrder(letter, [], [pageImage(1), pageImage(2)]);
  expect(pages.map(({ anchor }) => anchor)).toEqual([anchorsOf(letter)[0]?.anchor.id, null]);
});

test('another page anchor before the first page is no text that stands before it', () => {
  const letter = doc(p(typ(1359), pag('200'), 'a desire for a speedy clearing'));
  const { pages } = linkByOrder(letter, [], [pageImage(1), pageImage(2)]);
  expect(pages.map(({ anchor }) => anchor)).toEqual([anchorsOf(letter)[1]?.anchor.id, null]);
});
