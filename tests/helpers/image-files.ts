import { createHash } from 'node:crypto';
import { createCanvas } from '@napi-rs/canvas';

/** A page with lines of print, as a picture of a format. */
export async function drawnPage(
  format: 'png' | 'jpeg' | 'webp',
  { width = 340, height = 440, text = 'Telegram' } = {},
): Promise<Buffer> {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#000';
  context.font = '20px sans-serif';
  for (let line = 1; line * 40 < height; line++) context.fillText(`${text} ${line}`, 20, line * 40);
  return format === 'png' ? canvas.encode('png') : canvas.encode(format, 90);
}

/** The beginning of a PNG that says it is so large; there is no picture behind it. */
export function pngClaiming(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(33);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(bytes);
  bytes.writeUInt32BE(13, 8);
  bytes.write('IHDR', 12, 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

/** Fields of a page of a TIFF by tag number: whole numbers of 32 bits. */
export type TiffFields = Readonly<Record<number, number | readonly number[]>>;

/** The fields of a grey page whose picture begins at an offset. */
export const greyFields = (width: number, height: number, offset = 8): TiffFields => ({
  256: width,
  257: height,
  258: 8,
  259: 1,
  262: 1,
  273: offset,
  277: 1,
  278: height,
  279: width * height,
});

/** A little-endian TIFF: picture data, then a directory for each page.
 *  @param next for each page, where the list goes on; the next page unless given */
export function tiffFile(data: Uint8Array, pages: readonly TiffFields[], next: readonly number[] = []): Buffer {
  const parts: Buffer[] = [Buffer.from([0x49, 0x49, 0x2a, 0, 0, 0, 0, 0]), Buffer.from(data)];
  let end = 8 + data.length;
  const starts: number[] = [];
  for (const fields of pages) {
    const entries = Object.entries(fields);
    const directory = Buffer.alloc(2 + entries.length * 12 + 4);
    const long: Buffer[] = [];
    let longAt = end + directory.length;
    directory.writeUInt16LE(entries.length, 0);
    for (const [index, [tag, value]] of entries.entries()) {
      const values = typeof value === 'number' ? [value] : value;
      const at = 2 + index * 12;
      directory.writeUInt16LE(Number(tag), at);
      directory.writeUInt16LE(4, at + 2);
      directory.writeUInt32LE(values.length, at + 4);
      if (values.length === 1) directory.writeUInt32LE(values[0] ?? 0, at + 8);
      else {
        directory.writeUInt32LE(longAt, at + 8);
        const list = Buffer.alloc(values.length * 4);
        for (const [place, one] of values.entries()) list.writeUInt32LE(one, place * 4);
        long.push(list);
        longAt += list.length;
      }
    }
    starts.push(end);
    parts.push(directory, ...long);
    end = longAt;
  }
  const file = Buffer.concat(parts);
  file.writeUInt32LE(starts[0] ?? 0, 4);
  for (const [index, start] of starts.entries()) {
    const entries = file.readUInt16LE(start);
    file.writeUInt32LE(next[index] ?? starts[index + 1] ?? 0, start + 2 + entries * 12);
  }
  return file;
}

/** Where the picture of a `bigTiffFile` begins. */
export const bigTiffStart = 16;

/** A BigTIFF, with places and counts of eight bytes, of one page. */
export function bigTiffFile(data: Uint8Array, fields: TiffFields, isLittle = true): Buffer {
  const entries = Object.entries(fields);
  const start = bigTiffStart + data.length;
  const bytes = Buffer.alloc(start + 8 + entries.length * 20 + 8 + entries.length * 64);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  bytes.write(isLittle ? 'II' : 'MM', 0, 'latin1');
  view.setUint16(2, 43, isLittle);
  view.setUint16(4, 8, isLittle);
  view.setBigUint64(8, BigInt(start), isLittle);
  bytes.set(data, bigTiffStart);
  view.setBigUint64(start, BigInt(entries.length), isLittle);
  let longAt = start + 8 + entries.length * 20 + 8;
  for (const [index, [tag, value]] of entries.entries()) {
    const values = typeof value === 'number' ? [value] : value;
    const at = start + 8 + index * 20;
    view.setUint16(at, Number(tag), isLittle);
    view.setUint16(at + 2, 16, isLittle);
    view.setBigUint64(at + 4, BigInt(values.length), isLittle);
    const place = values.length === 1 ? at + 12 : longAt;
    if (values.length > 1) view.setBigUint64(at + 12, BigInt(longAt), isLittle);
    for (const [nth, one] of values.entries()) view.setBigUint64(place + nth * 8, BigInt(one), isLittle);
    if (values.length > 1) longAt += values.length * 8;
  }
  return bytes;
}

/** A TIFF of grey pages, each of one shade. */
export function greyTiff(shades: readonly number[], width = 60, height = 80): Buffer {
  const pictures = shades.map((shade) => Buffer.alloc(width * height, shade));
  const pages = shades.map((_, index) => greyFields(width, height, 8 + index * width * height));
  return tiffFile(Buffer.concat(pictures), pages);
}

/** A PDF with lines of text in Helvetica on each page. */
export function pdfFile(
  pages: readonly (readonly string[])[],
  encryption: { readonly password: string } | null = null,
): Buffer {
  const objects: string[] = [];
  const pageNumber = (index: number): number => 4 + index * 2;
  objects[1] = '<</Type/Catalog/Pages 2 0 R>>';
  objects[2] = `<</Type/Pages/Kids[${pages.map((_, index) => `${pageNumber(index)} 0 R`).join(' ')}]/Count ${pages.length}>>`;
  objects[3] = '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>';
  for (const [index, lines] of pages.entries()) {
    const number = pageNumber(index);
    const shown = lines.map((line) => `(${line}) Tj 0 -30 Td`).join(' ');
    const content = `BT /F1 24 Tf 72 700 Td ${shown} ET`;
    objects[number] =
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents ${number + 1} 0 R>>`;
    objects[number + 1] = `<</Length ${content.length}>>stream\n${content}\nendstream`;
  }
  const encrypt = encryption ? objects.push(encryptionOf(encryption.password)) - 1 : null;
  let file = '%PDF-1.4\n';
  const offsets = objects.map((content, number) => {
    const offset = file.length;
    file += `${number} 0 obj\n${content}\nendobj\n`;
    return offset;
  });
  const rows = objects.map((_, number) => `${String(offsets[number]).padStart(10, '0')} 00000 n \n`).slice(1);
  const trailer = `/Size ${objects.length}/Root 1 0 R${encrypt === null ? '' : `/Encrypt ${encrypt} 0 R/ID[<${fileId}><${fileId}>]`}`;
  const start = file.length;
  file += `xref\n0 ${objects.length}\n0000000000 65535 f \n${rows.join('')}trailer<<${trailer}>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

const fileId = '00112233445566778899aabbccddeeff';
const passwordPadding = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');
const permissions = -4;

const padded = (password: string): Buffer =>
  Buffer.concat([Buffer.from(password, 'latin1'), passwordPadding]).subarray(0, 32);

const md5 = (...parts: readonly Buffer[]): Buffer => createHash('md5').update(Buffer.concat(parts)).digest();

/** The dictionary of the standard security handler, revision 2 (ISO 32000-1, 7.6.3). */
function encryptionOf(password: string): string {
  const owner = rc4(md5(padded(password)).subarray(0, 5), padded(password));
  const allowed = Buffer.alloc(4);
  allowed.writeInt32LE(permissions);
  const key = md5(padded(password), owner, allowed, Buffer.from(fileId, 'hex')).subarray(0, 5);
  const user = rc4(key, passwordPadding);
  return `<</Filter/Standard/V 1/R 2/O<${owner.toString('hex')}>/U<${user.toString('hex')}>/P ${permissions}>>`;
}

function rc4(key: Buffer, data: Buffer): Buffer {
  const state = Array.from({ length: 256 }, (_, index) => index);
  const swap = (one: number, other: number): void => {
    [state[one], state[other]] = [state[other] ?? 0, state[one] ?? 0];
  };
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + (state[i] ?? 0) + (key[i % key.length] ?? 0)) % 256;
    swap(i, j);
  }
  let [i, j] = [0, 0];
  return Buffer.from(
    data.map((byte) => {
      i = (i + 1) % 256;
      j = (j + (state[i] ?? 0)) % 256;
      swap(i, j);
      return byte ^ (state[((state[i] ?? 0) + (state[j] ?? 0)) % 256] ?? 0);
    }),
  );
}
