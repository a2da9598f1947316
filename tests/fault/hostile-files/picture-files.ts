import { deflateSync } from 'node:zlib';
import { buf } from 'crc-32';
import { bigTiffFile, greyFields, greyTiff, pdfFile, pngClaiming, tiffFile } from '../../helpers/image-files.ts';
import { hex, hostileFamily, noise, secretPath } from './hostile-file.ts';

function chunk(name: string, data: Uint8Array, length = data.length): Buffer {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(length, 0);
  bytes.write(name, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeInt32BE(buf(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}

function pngHead(width: number, height: number, [depth, colour, interlaced] = [8, 0, 0]): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([depth ?? 8, colour ?? 0, 0, 0, interlaced ?? 0], 8);
  return Buffer.concat([hex('89504e470d0a1a0a'), chunk('IHDR', data)]);
}

const end = chunk('IEND', Buffer.alloc(0));
const png = (head: Buffer, ...chunks: readonly Buffer[]): Buffer => Buffer.concat([head, ...chunks, end]);
const rows = (bytes: number): Buffer => chunk('IDAT', deflateSync(Buffer.alloc(bytes)));

const pngs = hostileFamily('PNG', 'import', {
  'billions.png': () => pngClaiming(4_294_967_295, 4_294_967_295),
  'nothing-wide.png': () => png(pngHead(0, 0), rows(10)),
  'bomb.png': () => png(pngHead(14_000, 14_000), rows(14_001 * 14_000)),
  'more-than-it-says.png': () => png(pngHead(10, 10), rows(200_000_000)),
  'less-than-it-says.png': () => png(pngHead(10_000, 10_000), rows(100)),
  'chunk-of-billions.png': () => Buffer.concat([pngHead(10, 10), chunk('IDAT', Buffer.alloc(10), 0xffff_ffff)]),
  'text-bomb.png': () =>
    png(
      pngHead(10, 10),
      chunk('zTXt', Buffer.concat([Buffer.from('a\0\0'), deflateSync(Buffer.alloc(300_000_000))])),
      rows(110),
    ),
  'profile-bomb.png': () =>
    png(
      pngHead(10, 10),
      chunk('iCCP', Buffer.concat([Buffer.from('a\0\0'), deflateSync(Buffer.alloc(300_000_000))])),
      rows(110),
    ),
  'no-rows.png': () => png(pngHead(10, 10)),
  'kinds.png': () => png(pngHead(10, 10, [99, 77, 55]), rows(110)),
  'interlaced.png': () => png(pngHead(5_000, 5_000, [16, 6, 1]), rows(1_000)),
  'noise.png': () => png(pngHead(300, 300), chunk('IDAT', noise(100_000))),
  'chunks.png': () =>
    png(pngHead(10, 10), ...Array.from({ length: 50_000 }, () => chunk('tEXt', Buffer.from('a\0b'))), rows(110)),
  'cut.png': () => png(pngHead(300, 300), rows(90_300)).subarray(0, 60),
});

const jpegHead = (width: number, height: number, marker = 0xc0): Buffer => {
  const size = Buffer.alloc(4);
  size.writeUInt16BE(height, 0);
  size.writeUInt16BE(width, 2);
  return Buffer.concat([
    hex('ffd8ffe000104a46494600010100000100010000'),
    Buffer.from([0xff, marker]),
    hex('0011 08'),
    size,
    hex('03 012200 021101 031101'),
  ]);
};

const scan = hex('ffda000c03010002110311003f00');

const jpegs = hostileFamily('JPEG', 'import', {
  'largest.jpg': () => Buffer.concat([jpegHead(65_535, 65_535), scan, noise(1_000)]),
  'nothing-high.jpg': () => Buffer.concat([jpegHead(100, 0), scan, noise(1_000)]),
  'scans.jpg': () => Buffer.concat([jpegHead(10_000, 10_000, 0xc2), ...Array.from({ length: 20_000 }, () => scan)]),
  'no-tables.jpg': () => Buffer.concat([jpegHead(300, 300), scan, noise(10_000), hex('ffd9')]),
  'arithmetic.jpg': () => Buffer.concat([jpegHead(300, 300, 0xc9), scan, noise(10_000)]),
  'orientation.jpg': () =>
    Buffer.concat([
      hex('ffd8ffe10022 457869660000 4949 2a00 08000000 0100 1201 0300 ffffffff ffff0000 08000000'),
      jpegHead(300, 300).subarray(2),
      scan,
    ]),
  'segment-of-nothing.jpg': () => Buffer.concat([hex('ffd8 ffe0 0000 ffe0 0001'), noise(1_000)]),
  'fill.jpg': () => Buffer.concat([hex('ffd8'), Buffer.alloc(1_000_000, 0xff)]),
  'cut.jpg': () => jpegHead(300, 300).subarray(0, 24),
});

const grey = (more: Readonly<Record<number, number | readonly number[]>>) => ({ ...greyFields(60, 80), ...more });
const pixels = Buffer.alloc(4_800);

const tiffs = hostileFamily('TIFF, BigTIFF', 'import', {
  'circle.tif': () => tiffFile(pixels, [grey({}), grey({})], [8 + 4_800, 8 + 4_800]),
  'pages.tif': () =>
    greyTiff(
      Array.from({ length: 4_000 }, () => 7),
      2,
      2,
    ),
  'sizes.tif': () => tiffFile(pixels, [grey({ 256: 4_294_967_295, 257: 4_294_967_295 })]),
  'nothing.tif': () => tiffFile(pixels, [grey({ 256: 0, 257: 0 })]),
  'strips-behind.tif': () => tiffFile(pixels, [grey({ 273: 4_000_000_000, 279: 4_000_000_000 })]),
  'strips-of-billions.tif': () =>
    tiffFile(pixels, [grey({ 278: 0, 279: Array(60_000).fill(4_294_967_295) as number[] })]),
  'bits.tif': () => tiffFile(pixels, [grey({ 258: 65_535, 277: 65_535 })]),
  'bomb.tif': () => {
    const data = deflateSync(Buffer.alloc(190_000_000));
    return tiffFile(data, [{ ...greyFields(13_784, 13_784), 259: 8, 279: data.length }]);
  },
  'lzw.tif': () => tiffFile(noise(4_800), [grey({ 259: 5 })]),
  'fax.tif': () => tiffFile(noise(4_800), [grey({ 258: 1, 259: 4, 256: 50_000, 257: 3_000 })]),
  'jpeg-in-it.tif': () => tiffFile(noise(4_800), [grey({ 259: 7 })]),
  'tiles.tif': () => tiffFile(pixels, [grey({ 322: 0, 323: 0, 324: 8, 325: 4_294_967_295 })]),
  'no-fields.tif': () => hex('49492a0008000000 0000 00000000'),
  'directory-behind.tif': () => hex('49492a00ffffffff'),
  'big-sizes.tif': () => bigTiffFile(pixels, grey({ 256: 4_294_967_295, 273: 16 })),
  'big-directory-behind.tif': () => hex('49492b0008000000 ffffffffffffff7f'),
  'big-entries.tif': () => Buffer.concat([hex('49492b0008000000 1000000000000000 ffffffffffffff0f'), noise(500)]),
  'big-cut.tif': () => bigTiffFile(pixels, greyFields(60, 80)).subarray(0, 30),
});

const box = (name: string, data: Uint8Array, length = data.length + 8): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(length, 0);
  head.write(name, 4, 'latin1');
  return Buffer.concat([head, data]);
};

const jp2 = (...boxes: readonly Buffer[]): Buffer =>
  Buffer.concat([hex('0000000c6a5020200d0a870a'), box('ftyp', Buffer.from('jp2 \0\0\0\0jp2 ')), ...boxes]);

/** A codestream's size: image and tile. */
const codestream = (side: number, tile: number, parts = 1): Buffer => {
  const size = Buffer.alloc(38 + 3 * Math.min(parts, 16_384));
  size.writeUInt16BE(Math.min(size.length, 65_535), 0);
  for (const [at, value] of [
    [4, side],
    [8, side],
    [20, tile],
    [24, tile],
  ] as const)
    size.writeUInt32BE(value, at);
  size.writeUInt16BE(parts, 36);
  size.fill(0x07, 38);
  return Buffer.concat([hex('ff4f ff51'), size, noise(2_000)]);
};

const others = hostileFamily('GIF, BMP, WebP, JPEG 2000', 'import', {
  'largest.gif': () =>
    Buffer.concat([
      Buffer.from('GIF89a'),
      hex('ffffffff f70000'),
      noise(768),
      hex('2c00000000ffffffff0008ff'),
      noise(300),
    ]),
  'frames.gif': () =>
    Buffer.concat([
      Buffer.from('GIF89a'),
      hex('0a000a00 800000 000000ffffff'),
      ...Array.from({ length: 50_000 }, () => hex('2c000000000a000a0000 02 02 4401 00')),
      hex('3b'),
    ]),
  'cut.gif': () => Buffer.from('GIF89a'),
  'upside-down.bmp': () =>
    Buffer.concat([
      Buffer.from('BM'),
      hex('00000000 00000000 36000000 28000000 ffffff7f 00000080 0100 2000'),
      Buffer.alloc(1_000),
    ]),
  'bomb.bmp': () =>
    Buffer.concat([
      Buffer.from('BM'),
      hex('00000000 00000000 36000000 28000000 60ea0000 60ea0000 0100 0800 01000000'),
      noise(1_000),
    ]),
  'largest.webp': () =>
    Buffer.concat([
      Buffer.from('RIFF'),
      hex('ffffffff'),
      Buffer.from('WEBPVP8X'),
      hex('0a000000 ff000000 ffffff ffffff'),
      noise(200),
    ]),
  'lossless.webp': () =>
    Buffer.concat([
      Buffer.from('RIFF'),
      hex('30000000'),
      Buffer.from('WEBPVP8L'),
      hex('20000000 2f ffffffff'),
      noise(40),
    ]),
  'boxes-of-nothing.jp2': () => jp2(...Array.from({ length: 50_000 }, () => box('free', Buffer.alloc(0)))),
  'box-of-itself.jp2': () => jp2(box('jp2h', Buffer.alloc(0), 1)),
  'boxes-in-boxes.jp2': () =>
    jp2(Array.from({ length: 5_000 }).reduce<Buffer>((inside) => box('jp2h', inside), Buffer.alloc(0))),
  'tiles.jp2': () => jp2(box('jp2c', codestream(30_000, 1))),
  'sizes.jp2': () => jp2(box('jp2c', codestream(4_294_967_295, 4_294_967_295))),
  'parts.jp2': () => jp2(box('jp2c', codestream(1_000, 1_000, 16_384))),
  'noise.jp2': () => jp2(box('jp2c', codestream(300, 300))),
  'cut.j2k': () => codestream(300, 300).subarray(0, 10),
});

const object = (number: number, content: string): string => `${number} 0 obj\n${content}\nendobj\n`;
const pdf = (...objects: readonly string[]): string => `%PDF-1.7\n${objects.join('')}trailer<</Root 1 0 R>>\n%%EOF\n`;
const catalog = object(1, '<</Type/Catalog/Pages 2 0 R>>');
const pages = object(2, '<</Type/Pages/Kids[3 0 R]/Count 1>>');
const page = (more: string): string => object(3, `<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]${more}>>`);
const stream = (number: number, dictionary: string, content: string): string =>
  object(number, `<<${dictionary}/Length ${content.length}>>stream\n${content}\nendstream`);
const drawn = (content: string, more = ''): string =>
  pdf(catalog, pages, page(`${more}/Contents 4 0 R`), stream(4, '', content));

const pdfs = hostileFamily('PDF', 'import', {
  'page-tree-circle.pdf': () => pdf(catalog, object(2, '<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>')),
  'parent-circle.pdf': () =>
    pdf(
      catalog,
      object(2, '<</Type/Pages/Kids[3 0 R]/Count 1/Parent 3 0 R>>'),
      object(3, '<</Type/Pages/Kids[2 0 R]/Parent 2 0 R>>'),
    ),
  'count-billions.pdf': () => pdf(catalog, object(2, '<</Type/Pages/Kids[]/Count 2147483647>>')),
  'pages-20000.pdf': () =>
    pdf(catalog, object(2, `<</Type/Pages/Kids[${'3 0 R '.repeat(20_000)}]/Count 20000>>`), page('')),
  'itself.pdf': () => pdf(object(1, '1 0 R')),
  'forms-circle.pdf': () =>
    pdf(
      catalog,
      pages,
      page('/Resources<</XObject<</F 5 0 R>>>>/Contents 4 0 R'),
      stream(4, '', '/F Do'),
      stream(5, '/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>', '/F Do'),
    ),
  'forms-doubled.pdf': () =>
    pdf(
      catalog,
      pages,
      page('/Resources<</XObject<</F 5 0 R>>>>/Contents 4 0 R'),
      stream(4, '', '/F Do'),
      ...Array.from({ length: 30 }, (_, level) =>
        stream(
          5 + level,
          `/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F ${6 + level} 0 R>>>>`,
          '/F Do /F Do',
        ),
      ),
    ),
  'script.pdf': () =>
    pdf(
      object(
        1,
        `<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.launchURL\\('http://127.0.0.1:9'\\))>>/AA<</WC<</S/Launch/F(${secretPath})>>>>>>`,
      ),
      pages,
      page(''),
    ),
  'address.pdf': () =>
    pdf(
      catalog,
      pages,
      page(
        '/Annots[<</Type/Annot/Subtype/Link/A<</S/URI/URI(http://127.0.0.1:9/)>>>>]/Resources<</XObject<</I<</F(http://127.0.0.1:9/x)/FFilter/DCTDecode>>>>>>',
      ),
    ),
  'arrays.pdf': () => pdf(object(1, '['.repeat(200_000))),
  'dictionaries.pdf': () => pdf(object(1, '<</A'.repeat(100_000))),
  'page-of-billions.pdf': () => pdf(catalog, pages, page('').replace('[0 0 300 300]', '[0 0 9999999999 9999999999]')),
  'page-of-nothing.pdf': () => pdf(catalog, pages, page('').replace('[0 0 300 300]', '[0 0 0 0]')),
  'page-of-words.pdf': () => pdf(catalog, pages, page('').replace('[0 0 300 300]', '[(a) null -1e99 /x]')),
  'states.pdf': () => drawn('q '.repeat(2_000_000)),
  'lines.pdf': () => drawn('0 0 m 300 300 l S '.repeat(300_000)),
  'text.pdf': () =>
    drawn(
      `BT /F 9 Tf ${'(x) Tj '.repeat(300_000)}ET`,
      '/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>',
    ),
  'pattern.pdf': () =>
    pdf(
      catalog,
      pages,
      page('/Resources<</Pattern<</P 5 0 R>>>>/Contents 4 0 R'),
      stream(4, '', '/Pattern cs /P scn 0 0 300 300 re f'),
      stream(
        5,
        '/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep 0.00001/YStep 0.00001/Resources<</Pattern<</P 5 0 R>>>>',
        '/Pattern cs /P scn 0 0 1 1 re f',
      ),
    ),
  'letters-that-draw-themselves.pdf': () =>
    pdf(
      catalog,
      pages,
      page('/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R'),
      stream(4, '', 'BT /F 9 Tf (a) Tj ET'),
      object(
        5,
        '<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/FirstChar 97/LastChar 97/Widths[1]/Encoding<</Differences[97/a]>>/CharProcs<</a 6 0 R>>/Resources<</Font<</F 5 0 R>>>>>>',
      ),
      stream(6, '', '1 0 d0 BT /F 9 Tf (a) Tj ET'),
    ),
  'xref-circle.pdf': () =>
    `%PDF-1.7\n${catalog}xref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Prev 60/Size 2>>\nstartxref\n60\n%%EOF`,
  'xref-of-billions.pdf': () =>
    `%PDF-1.7\n${catalog}xref\n0 4294967295\ntrailer<</Size 4294967295/Root 1 0 R>>\nstartxref\n50\n%%EOF`,
  'deflated.pdf': () =>
    Buffer.concat([
      Buffer.from(pdf(catalog, pages, page('/Contents 4 0 R')).replace(/trailer.*/s, '')),
      Buffer.from('4 0 obj<</Filter[/FlateDecode/FlateDecode]/Length 1000000>>stream\n'),
      deflateSync(deflateSync(Buffer.alloc(400_000_000))),
      Buffer.from('\nendstream endobj trailer<</Root 1 0 R>>'),
    ]),
  'filters.pdf': () =>
    pdf(catalog, pages, page('/Contents 4 0 R'), stream(4, `/Filter[${'/ASCIIHexDecode'.repeat(50_000)}]`, '00')),
  'image.pdf': () =>
    pdf(
      catalog,
      pages,
      page('/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R'),
      stream(4, '', '/I Do'),
      stream(5, '/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceRGB', 'x'),
    ),
  'jbig2.pdf': () =>
    pdf(
      catalog,
      pages,
      page('/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R'),
      stream(4, '', '/I Do'),
      stream(
        5,
        '/Type/XObject/Subtype/Image/Width 300/Height 300/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/JBIG2Decode',
        noise(400).toString('latin1'),
      ),
    ),
  'locked.pdf': () => pdfFile([['secret']], { password: 'nobody knows' }),
  'header.pdf': () => '%PDF-1.7',
  'noise.pdf': () => Buffer.concat([Buffer.from('%PDF-1.7\n'), noise(500_000)]),
  'cut.pdf': () => pdfFile([['a'], ['b']]).subarray(0, 300),
});

export const pictureFiles = [...pngs, ...jpegs, ...tiffs, ...others, ...pdfs];
