import { expect, test } from 'vitest';
import { detectFormat, namedLike, pictureNamed } from '../../../shared/import/detect-format.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
/** The head of a ZIP file whose first entry has this name. */
const packed = (entry: string): Uint8Array => text(`PK\x03\x04${'\0'.repeat(26)}${entry}`);

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
  ['page.html', text('<html><body><p>A page</p>'), 'html'],
  ['fragment.htm', text('<p>A page</p>'), 'html'],
  ['saved.txt', text('<!DOCTYPE html>\n<html><body>A page'), 'html'],
  ['page.xml', text('<mets>'), 'mets'],
  ['mets.txt', text('<?xml version="1.0"?>\n<mets>'), 'mets'],
  ['page.png', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'image'],
  ['misnamed.txt', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]), 'image'],
  ['page.tif', Uint8Array.from([0x49, 0x49, 0x2a, 0x00]), 'image'],
  ['scan.pdf', text('%PDF-1.7'), 'pdf'],
  ['letter.docx', Uint8Array.from([0x50, 0x4b, 0x03, 0x04]), 'docx'],
  ['letter', packed('[Content_Types].xml'), 'office'],
  ['letter.txt', packed('mimetypeapplication/vnd.oasis.opendocument.text'), 'office'],
  ['scans', packed('0001.png'), 'zip'],
  ['old.doc', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'office'],
  ['letter.txt', text('{\\rtf1\\ansi Dear'), 'rtf'],
  ['program.bin', Uint8Array.from([0x01, 0x00, 0x02]), 'unknown'],
] as const)('%s (%#) is recognised by how it begins', (name, bytes, format) => {
  expect(detectFormat(name, bytes)).toBe(format);
});

test('the ending of a name says that a file is an image or a PDF', () => {
  const names = ['a.webp', 'a.JPG', 'b.jpeg', 'a.tif', 'a.tiff', 'a.png', 'a.Pdf', 'a.png.txt', 'png', 'a.txt', 'pdf'];
  expect(names.map(pictureNamed)).toEqual([...Array(6).fill('image'), 'PDF', ...Array(4).fill(null)]);
});

test.each([
  [
    'manifest.json',
    '{"@context": "http://iiif.io/api/presentation/3/context.json", "type": "Manifest"}',
    'iiif-manifest',
  ],
  [
    'answer.json',
    '{"DocumentMetadata": {"Pages": 1}, "Blocks": [{"BlockType": "PAGE", "Text": "TOP SECRET"',
    'textract',
  ],
  ['list.json', '[1, 2, 3]', 'json'],
  ['names.txt', '\uFEFF{\n  "title": "Telegram 1762",\n  "pages": [1, -2.5e3, tru', 'json'],
  ['rows.jsonl', '{"a": 1}\n{"a": "b \\" c"}\n', 'json'],
  ['rows.dat', '[{"a": {}}, []]', 'json'],
  ['000001.jsonl', 'e3069283 120 {"format":1,"seq":1,"prev":"0"', 'journal'],
  ['000001', 'e3069283 120 {"format":1,"seq":1,"prev":"0"', 'journal'],
  ['table.csv', 'number,date,"from, to"\n1762,1962-11-13,"New York, Washington"\n', 'csv'],
  ['one-line.tsv', 'number\tdate', 'csv'],
  ['export.dat', 'a;b;c\n1;2;3\n4;5;6\n', 'csv'],
  ['style.css', 'p { color: red }\n', 'plain-text'],
  ['noise.bin', '\x01\x02\x03\x04 abc', 'unknown'],
] as const)('data is told from text: %s (%#)', (name, beginning, format) => {
  expect(detectFormat(name, text(beginning))).toBe(format);
});

test.each([
  '[Facsimile Page 1]\nTOP SECRET',
  '[1]\nDear Mr. President,',
  '[Washington, undated.]',
  '{sic}\nTOP SECRET',
  '["Dear Mr. President," he wrote.]',
  '{"Dear Mr. President," he wrote.}',
  'Paris, London, Rome\nBonn, Bern, Brno\nOslo, Riga, Kyiv\n',
  '1762\tNew York\tNovember 13\n1763\tNew York\tNovember 14\n1764\tNew York\tNovember 15\n',
  '<pb n="1"/>Dear Mr. President',
  '12345678 words were counted.',
  'PK IS THE SIGN OF THE OFFICE',
  '',
])('a letter stays one, however it begins: %j', (letter) => {
  for (const name of ['letter.txt', 'LETTER', 'letter.md']) expect(detectFormat(name, text(letter))).toBe('plain-text');
});

test('a list that a table is named for, or a page of data, is a text when it holds prose', () => {
  expect(detectFormat('notes.csv', text('Dear Mr. President,\nI have your letter.\nIt reads well.\n'))).toBe(
    'plain-text',
  );
  expect(detectFormat('letter.json', text('Dear Mr. President'))).toBe('plain-text');
  const names = ['a.json', 'a.CSV', 'a.htm', 'a.xml', 'a.docx', 'a.zip', 'a.png', 'a.pdf', 'a.txt', 'a'];
  expect(names.map(namedLike)).toEqual([
    'JSON file',
    'CSV table',
    'web page',
    'XML file',
    'office document',
    'archive',
    'image',
    'PDF',
    null,
    null,
  ]);
});
