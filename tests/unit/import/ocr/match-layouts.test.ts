import { expect, test } from 'vitest';
import { type FiledLayout, matchLayouts } from '../../../../shared/import/ocr/match-layouts.ts';

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
