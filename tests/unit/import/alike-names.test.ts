import path from 'node:path';
import { expect, test } from 'vitest';
import { alikeNames } from '../../../shared/import/alike-names.ts';

const groupsOf = (...files: readonly string[]): readonly (readonly string[])[] =>
  alikeNames(
    files.map((file) => ({
      path: file,
      folder: path.posix.dirname(file),
      stem: path.posix.parse(file).name,
      isPdf: file.endsWith('.pdf'),
    })),
  ).map((group) => group.map((one) => one.path));

test.each([
  ['numbered with zeros', ['page-001.jpg', 'page-002.jpg', 'page-010.jpg']],
  ['numbers alone', ['0001.webp', '0002.webp', '12.png']],
  ['names that differ in capitals and in what stands between', ['Page 1.jpg', 'page_2.jpg', 'PAGE-3.tif']],
  ['numbers in brackets', ['Letter (1).jpg', 'Letter (2).jpg', 'Letter (12).jpg']],
  ['a picture that was taken twice', ['IMG 12.png', 'IMG 12 (2).png', 'IMG 13.png']],
  ['a copy beside its original', ['scan 4.png', 'scan 4 copy.png', 'scan 5.png']],
  ['the first without a number', ['scan.jpg', 'scan 2.jpg', 'scan 3.jpg']],
  ['both sides of leaves', ['folio 12r.tif', 'folio 12v.tif', 'folio 13 recto.tif', 'folio 13 verso.tif']],
  ['the parts of a page', ['4a.png', '4b.png', '5.png']],
  ['a date before the number', ['1962-11-03 p1.jpg', '1962-11-03 p2.jpg']],
  ['PDFs of single pages', ['page-1.pdf', 'page-2.pdf']],
])('%s go together', (_name, files) => {
  expect(groupsOf(...files)).toEqual([files]);
});

test.each([
  ['names that have nothing in common', ['letter.jpg', 'memo.jpg', 'cover.png']],
  ['two rows', ['letter-1.jpg', 'memo-1.jpg']],
  ['the same names in two folders', ['/a/page-1.jpg', '/b/page-2.jpg']],
  ['a PDF and an image', ['page-1.pdf', 'page-2.png']],
  ['PDFs without numbers', ['letter.pdf', 'memo.pdf']],
  ['names with a number that is not at the end', ['1 letter.jpg', '2 memo.jpg', '2 letter.jpg']],
  ['digests', ['a5bfdc7065c2c0b6.png', '975a25f8ce92ca13.png']],
])('%s stay apart', (_name, files) => {
  expect(groupsOf(...files)).toEqual(files.map((file) => [file]));
});

test('groups stand in the order of their first files, and files in the order in which they came', () => {
  expect(groupsOf('b-2.jpg', 'a-1.jpg', 'b-1.jpg', 'alone.jpg', 'a-2.jpg')).toEqual([
    ['b-2.jpg', 'b-1.jpg'],
    ['a-1.jpg', 'a-2.jpg'],
    ['alone.jpg'],
  ]);
});
