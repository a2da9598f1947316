import { expect, test } from 'vitest';
import { detectFormat, pictureNamed } from '../../../shared/import/detect-format.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

test.each([
  ['003.txt', text('TOP SECRET'), 'plain-text'],
  ['003', text('TOP SECRET'), 'plain-text'],
  ['telegram.dat', text('TOP SECRET'), 'plain-text'],
  ['empty.txt', text(''), 'plain-text'],
  ['nul.txt', text('a\0b'), 'plain-text'],
  ['brackets.txt', text('<b>TOP SECRET</b>'), 'plain-text'],
  ['utf-16.txt', Uint8Array.from(Buffer.from('TOP SECRET', 'utf16le')), 'plain-text'],
  ['edition.xml', text('<?xml version="1.0"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">'), 'tei'],
  ['misnamed.txt', text('\uFEFF<TEI xmlns="http://www.tei-c.org/ns/1.0">'), 'tei'],
  ['prefixed.xml', text('<tei:TEI xmlns:tei="http://www.tei-c.org/ns/1.0">'), 'tei'],
  ['page.xml', text('<?xml version="1.0"?><alto>'), 'alto'],
  ['page.xml', text('<alto:alto xmlns:alto="http://www.loc.gov/standards/alto/ns-v3#">'), 'alto'],
  ['page.xml', text('<?xml version="1.0"?>\n<!-- a --><PcGts xmlns="http://schema.primaresearch.org">'), 'page-xml'],
  ['page.html', text('<!DOCTYPE html><html><head><meta name="ocr-system" content="x"/>'), 'hocr'],
  ['page.html', text("<html><body><div class='ocr_page' id='page_1'>"), 'hocr'],
  ['page.hocr', text('<html xmlns="http://www.w3.org/1999/xhtml"><head>'), 'hocr'],
  ['page.html', text('<html><body><p>A page</p>'), 'unknown'],
  ['page.xml', text('<mets>'), 'unknown'],
  ['page.png', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'image'],
  ['misnamed.txt', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]), 'image'],
  ['page.tif', Uint8Array.from([0x49, 0x49, 0x2a, 0x00]), 'image'],
  ['scan.pdf', text('%PDF-1.7'), 'pdf'],
  ['letter.docx', Uint8Array.from([0x50, 0x4b, 0x03, 0x04]), 'unknown'],
  ['program.bin', Uint8Array.from([0x01, 0x00, 0x02]), 'unknown'],
] as const)('%s (%#) is recognised by how it begins', (name, bytes, format) => {
  expect(detectFormat(name, bytes)).toBe(format);
});

test('the ending of a name says that a file is an image or a PDF', () => {
  const names = ['a.webp', 'a.JPG', 'b.jpeg', 'a.tif', 'a.tiff', 'a.png', 'a.Pdf', 'a.png.txt', 'png', 'a.txt', 'pdf'];
  expect(names.map(pictureNamed)).toEqual([...Array(6).fill('image'), 'PDF', ...Array(4).fill(null)]);
});
