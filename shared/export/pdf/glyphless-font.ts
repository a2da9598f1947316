import type { PdfFile, PdfReference } from './pdf-file.ts';

/** A font that shows nothing, for the words under a page image: one empty glyph of half an em stands for every character, and a table says which character each code is. */
export class GlyphlessFont {
  readonly #codes = new Map<string, number>();

  /** A text as a string of codes, and how many they are. */
  encode(text: string): { readonly hex: string; readonly glyphs: number } {
    let hex = '';
    let glyphs = 0;
    for (const character of text) {
      let code = this.#codes.get(character);
      if (code === undefined) {
        code = this.#codes.size + 1;
        this.#codes.set(character, code);
      }
      hex += hex4(code);
      glyphs += 1;
    }
    return { hex, glyphs };
  }

  /** Writes the font, when all texts were encoded. */
  addTo(file: PdfFile, reference: PdfReference): void {
    const program = emptyTrueType();
    const fontFile = file.addDeflated({ Length1: program.length }, program);
    const descriptor = file.add({
      Type: '/FontDescriptor',
      FontName: '/Glyphless',
      Flags: 4,
      FontBBox: [0, 0, 500, 1000],
      ItalicAngle: 0,
      Ascent: 1000,
      Descent: 0,
      CapHeight: 1000,
      StemV: 80,
      FontFile2: fontFile,
    });
    const glyphOfCode = file.addDeflated({}, new Uint8Array(2 * (this.#codes.size + 1)));
    const descendant = file.add({
      Type: '/Font',
      Subtype: '/CIDFontType2',
      BaseFont: '/Glyphless',
      CIDSystemInfo: { Registry: '(Adobe)', Ordering: '(Identity)', Supplement: 0 },
      FontDescriptor: descriptor,
      DW: glyphWidth,
      CIDToGIDMap: glyphOfCode,
    });
    file.set(reference, {
      Type: '/Font',
      Subtype: '/Type0',
      BaseFont: '/Glyphless',
      Encoding: '/Identity-H',
      DescendantFonts: [descendant],
      ToUnicode: file.addDeflated({}, this.#characters()),
    });
  }

  /** Which character each code is (ISO 32000-1, 9.10.3). */
  #characters(): string {
    const lines = [...this.#codes].map(([character, code]) => `<${hex4(code)}> <${utf16(character)}>`);
    const blocks: string[] = [];
    for (let at = 0; at < lines.length; at += 100) {
      const part = lines.slice(at, at + 100);
      blocks.push(`${part.length} beginbfchar\n${part.join('\n')}\nendbfchar`);
    }
    return [
      '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap',
      '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
      '/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def',
      '1 begincodespacerange\n<0000> <ffff>\nendcodespacerange',
      ...blocks,
      'endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend',
    ].join('\n');
  }
}

/** Of every glyph, in thousandths of an em. */
export const glyphWidth = 500;

const hex4 = (value: number): string => value.toString(16).padStart(4, '0');

const utf16 = (text: string): string =>
  Array.from({ length: text.length }, (_, index) => hex4(text.charCodeAt(index))).join('');

const unitsPerEm = 1000;

/** A TrueType font with one glyph, which is empty: the tables that a PDF wants of one (ISO 32000-1, 9.9). */
function emptyTrueType(): Uint8Array {
  const u16 = (...values: readonly number[]): readonly number[] =>
    values.flatMap((value) => [(value >> 8) & 255, value & 255]);
  const u32 = (value: number): readonly number[] => u16(value >>> 16, value & 0xffff);
  const time = [0, 0, 0, 0, 0, 0, 0, 0];
  const head = [
    ...u32(0x10000),
    ...u32(0x10000),
    ...u32(0),
    ...u32(0x5f0f3cf5),
    ...u16(0, unitsPerEm),
    ...time,
    ...time,
    ...u16(0, 0, glyphWidth, unitsPerEm, 0, 8, 2, 0, 0),
  ];
  const hhea = [...u32(0x10000), ...u16(unitsPerEm, 0, 0, glyphWidth, 0, 0, glyphWidth, 1, 0, 0, 0, 0, 0, 0, 0, 1)];
  const maxp = [...u32(0x10000), ...u16(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)];
  const tables: readonly (readonly [string, readonly number[]])[] = [
    ['glyf', [0, 0]],
    ['head', head],
    ['hhea', hhea],
    ['hmtx', u16(glyphWidth, 0)],
    ['loca', u16(0, 0)],
    ['maxp', maxp],
  ];
  const bytes: number[] = [...u32(0x10000), ...u16(tables.length, 64, 2, 32)];
  const content: number[] = [];
  for (const [name, table] of tables) {
    const offset = 12 + 16 * tables.length + content.length;
    bytes.push(
      ...[...name].map((sign) => sign.charCodeAt(0)),
      ...u32(checksum(table)),
      ...u32(offset),
      ...u32(table.length),
    );
    content.push(...table, ...Array.from({ length: (4 - (table.length % 4)) % 4 }, () => 0));
  }
  return Uint8Array.from([...bytes, ...content]);
}

function checksum(table: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < table.length; at += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = table.slice(at, at + 4);
    sum = (sum + (((a << 24) | (b << 16) | (c << 8) | d) >>> 0)) >>> 0;
  }
  return sum;
}
