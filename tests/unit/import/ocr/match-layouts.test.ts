import { expect, test } from 'vitest';
import { type FiledLayout, imagesOfLayout, matchLayouts } from '../../../../shared/import/ocr/match-layouts.ts';

const layout = (file: string, image: string | null): FiledLayout => ({
  file,
  image,
  language: null,
  layout: { width: 10, height: 10, blocks: [] },
});
const image = (name: string, frame = 0) => ({ name, frame });

const matches = (layouts: readonly FiledLayout[], images: readonly { name: string; frame: number }[]) => {
  const { matched, left } = matchLayouts(layouts, images);
  return {
    matched: matched.map((one) => `${one.layout.file} ${one.image.name} ${one.image.frame}`),
    left: left.map(({ file }) => file),
  };
};

test('a layout belongs to the image that it names, whatever the order and the ending', () => {
  const layouts = [layout('x.xml', 'B.TIF'), layout('y.xml', 'a.tif')];
  expect(matches(layouts, [image('a.jpg'), image('b.jpg')])).toEqual({
    matched: ['x.xml b.jpg 0', 'y.xml a.jpg 0'],
    left: [],
  });
});

test('a layout that names no image that is there belongs to the one that its file is named like', () => {
  const layouts = [layout('2.alto.xml', 'scan-of-two.tif'), layout('1.hocr', null)];
  expect(matches(layouts, [image('1.png'), image('2.png')]).matched).toEqual(['2.alto.xml 2.png 0', '1.hocr 1.png 0']);
});

test('the pages of one file go to the pages of one image file, and the rest by order', () => {
  const pages = [layout('book.xml', 'book.tif'), layout('book.xml', 'book.tif'), layout('other.xml', null)];
  const images = [image('book.tif', 0), image('book.tif', 1), image('cover.png')];
  expect(matches(pages, images).matched).toEqual([
    'book.xml book.tif 0',
    'book.xml book.tif 1',
    'other.xml cover.png 0',
  ]);
});

test('layouts without an image are left', () => {
  expect(matches([layout('1.xml', null), layout('2.xml', null)], [image('a.png')])).toEqual({
    matched: ['1.xml a.png 0'],
    left: ['2.xml'],
  });
});

test('of pages that are named alike each goes to the first image that is left, also when some were named before', () => {
  const images = [image('a.png', 0), image('b.png'), image('a.tif', 1), image('A.jpg', 2)];
  const layouts = [layout('a.xml', null), layout('x.xml', 'a.gif'), layout('y.xml', 'a.gif'), layout('z.xml', null)];
  expect(matches(layouts, images).matched).toEqual([
    'a.xml A.jpg 2',
    'x.xml a.png 0',
    'y.xml a.tif 1',
    'z.xml b.png 0',
  ]);
});

test('the images of a page are those that it or its file names, in their order', () => {
  const images = [image('book.tif', 0), image('1.png'), image('book.tif', 1), image('2.png')];
  const of = imagesOfLayout('book.alto.xml', images);
  expect(of(null)).toEqual([images[0], images[2]]);
  expect(of('BOOK.jpg')).toEqual([images[0], images[2]]);
  expect(of('1.jpg')).toEqual([images[0], images[1], images[2]]);
  expect(of('3.jpg')).toEqual([images[0], images[2]]);
  expect(imagesOfLayout('other.xml', images)('3.jpg')).toEqual([]);
});

test('as many layouts as images are matched by looking at each a few times, not at all for each', () => {
  const [count, most] = [2_000, 8];
  let looks = 0;
  const counted = Array.from({ length: count }, (_, index) => ({
    frame: 0,
    get name() {
      looks += 1;
      return `${index}.png`;
    },
  }));
  const layouts = Array.from({ length: count }, (_, index) =>
    layout('book.xml', index % 2 === 0 ? `${count - index}.tif` : null),
  );
  expect(matchLayouts(layouts, counted).matched).toHaveLength(count);
  const of = imagesOfLayout('book.xml', counted);
  for (const { image: named } of layouts) of(named);
  expect(looks).toBeLessThan(most * count);
});
