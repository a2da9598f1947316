import type { DeclaredEncoding, ReadFault, TextEncoding } from './read-fault.ts';

/** A text and how its bytes were written. */
export interface DecodedText {
  readonly kind: 'text';
  /** Without byte order mark. */
  readonly text: string;
  readonly encoding: TextEncoding;
}

export interface DecodeOptions {
  /** Reads the bytes as this encoding, whatever they look like. */
  readonly encoding?: TextEncoding;
  /** More bytes than this are refused; 32 MiB unless given. */
  readonly maxBytes?: number;
}

const defaultMaxBytes = 32 * 1024 * 1024;

// Every runtime has it, though the language itself does not; this layer is compiled without the types of any runtime.
declare const TextDecoder: new (
  encoding: string,
  options: { readonly fatal: boolean; readonly ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string };

/** Decodes a text file. UTF-8 and UTF-16 are told apart by byte order mark, or by where NUL bytes stand; Windows-1252 fits
 *  any bytes and is read only when asked for. Nothing is ever replaced: the first byte that does not fit is the fault. */
export function decodeText(bytes: Uint8Array, options: DecodeOptions = {}): DecodedText | ReadFault {
  const maxBytes = options.maxBytes ?? defaultMaxBytes;
  if (bytes.length > maxBytes) return { kind: 'too-large', bytes: bytes.length, maxBytes };
  const encoding = options.encoding ?? encodingOf(bytes);
  const markBytes = byteOrderMark(bytes)?.encoding === encoding ? (byteOrderMark(bytes)?.length ?? 0) : 0;
  const body = bytes.subarray(markBytes);
  const badByte = firstBadByte(body, encoding);
  if (badByte !== null) return { kind: 'undecodable', offset: markBytes + badByte, byte: body[badByte] ?? 0, encoding };
  const text =
    encoding === 'windows-1252'
      ? decodeWindows1252(body)
      : new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(body);
  const nul = text.indexOf('\0');
  if (nul !== -1) return { kind: 'not-text', offset: markBytes + byteOffset(text, nul, encoding) };
  return text.trim() === '' ? { kind: 'empty' } : { kind: 'text', text, encoding };
}

/** What a document may come to: fifty times the longest that is known. A file of several documents may be longer, and is divided first. */
const mostCharacters = 8_000_000;
const mostLines = 100_000;

/** Why a text is too long for a document; null when it is not. Each line may become a paragraph, which takes thousands of times its bytes. */
export function textBeyondLimits(text: string): ReadFault | null {
  if (text.length > mostCharacters) return { kind: 'text-beyond-limits', what: 'characters', most: mostCharacters };
  let lines = 0;
  for (const _ of text.matchAll(/\r\n?|[\n\v\f\u0085\u2028\u2029]/g)) {
    lines += 1;
    if (lines > mostLines) return { kind: 'text-beyond-limits', what: 'lines', most: mostLines };
  }
  return null;
}

/** The encoding that an XML declaration names, where its bytes do not tell it themselves; null for Unicode, and for one that is not known.
 *  Latin-1 is read as Windows-1252, which has all its printable characters. */
export function encodingNamed(name: string): TextEncoding | null {
  const plain = name.toLowerCase().replace(/_/g, '-');
  if (/^(?:iso-?8859-1|latin-?1|windows-1252|cp-?1252|us-ascii|ascii)$/.test(plain)) return 'windows-1252';
  const numbered = plain
    .replace(/^(?:cp-?|x-cp)(125\d)$/, 'windows-$1')
    .replace(/^iso8859-/, 'iso-8859-')
    .replace(/^latin-?2$/, 'iso-8859-2')
    .replace(/^latin-?9$/, 'iso-8859-15');
  return declared.has(numbered) ? (numbered as DeclaredEncoding) : null;
}

const declared: ReadonlySet<string> = new Set<DeclaredEncoding>([
  'iso-8859-2',
  'iso-8859-5',
  'iso-8859-7',
  'iso-8859-15',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'koi8-r',
]);

const isSingleByte = (encoding: TextEncoding): boolean => encoding === 'windows-1252' || declared.has(encoding);

function encodingOf(bytes: Uint8Array): TextEncoding {
  return byteOrderMark(bytes)?.encoding ?? unmarkedUtf16(bytes) ?? 'utf-8';
}

function byteOrderMark(bytes: Uint8Array): { readonly encoding: TextEncoding; readonly length: number } | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', length: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', length: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', length: 2 };
  return null;
}

/** Bytes looked at to recognise UTF-16 without a mark. */
const sampleBytes = 4096;

/** UTF-16 of a western text has NUL in every other byte, and only there. */
function unmarkedUtf16(bytes: Uint8Array): TextEncoding | null {
  const sample = bytes.subarray(0, sampleBytes);
  const pairs = sample.length >> 1;
  if (pairs < 2) return null;
  const nuls = [0, 0];
  for (let index = 0; index < pairs * 2; index++) if (sample[index] === 0) nuls[index % 2] = (nuls[index % 2] ?? 0) + 1;
  const [high = 0, low = 0] = nuls;
  if (high === 0 && low >= pairs * 0.7) return 'utf-16le';
  if (low === 0 && high >= pairs * 0.7) return 'utf-16be';
  return null;
}

function firstBadByte(bytes: Uint8Array, encoding: TextEncoding): number | null {
  if (isSingleByte(encoding)) return null;
  return encoding === 'utf-8' ? firstBadUtf8(bytes) : firstBadUtf16(bytes, encoding === 'utf-16le' ? 1 : 0);
}

/** Offset of the first byte that begins no well-formed UTF-8 sequence; null when there is none. */
function firstBadUtf8(bytes: Uint8Array): number | null {
  for (let at = 0; at < bytes.length; ) {
    const length = utf8LengthAt(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return null;
}

/** Bytes of the sequence at an offset, 0 if it is not well-formed. Shortest forms only, no surrogates, up to U+10FFFF. */
function utf8LengthAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  const second = bytes[at + 1] ?? 0;
  const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < lowest || second > highest) return 0;
  for (let index = at + 2; index < at + length; index++) if (((bytes[index] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

/** Offset of the first surrogate without its partner, or of a single last byte; null when there is none. */
function firstBadUtf16(bytes: Uint8Array, highByte: 0 | 1): number | null {
  const surrogate = (at: number): 'high' | 'low' | null => {
    const byte = bytes[at + highByte] ?? 0;
    return byte >= 0xd8 && byte <= 0xdb ? 'high' : byte >= 0xdc && byte <= 0xdf ? 'low' : null;
  };
  let at = 0;
  for (; at + 1 < bytes.length; at += 2) {
    const here = surrogate(at);
    if (here === null) continue;
    if (here === 'low' || at + 3 >= bytes.length || surrogate(at + 2) !== 'low') return at;
    at += 2;
  }
  return at < bytes.length ? at : null;
}

/** Where places of a decoded text are in its bytes, which are those that were decoded.
 *  @param units offsets in the text, ascending */
export function byteOffsetsOf(
  bytes: Uint8Array,
  { text, encoding }: DecodedText,
  units: readonly number[],
): readonly number[] {
  const mark = byteOrderMark(bytes);
  let at = mark?.encoding === encoding ? mark.length : 0;
  return units.map((unit, index) => {
    const before = units[index - 1] ?? 0;
    at += byteOffset(text.slice(before, unit), unit - before, encoding);
    return at;
  });
}

function byteOffset(text: string, unit: number, encoding: TextEncoding): number {
  if (isSingleByte(encoding)) return unit;
  if (encoding !== 'utf-8') return unit * 2;
  let bytes = 0;
  for (const character of text.slice(0, unit)) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** What the bytes 0x80 to 0x9F mean in Windows-1252; five of them mean nothing and stay control characters. */
const windows1252High = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

/** Done here because some runtimes read Windows-1252 as Latin-1 and lose its quotation marks and dashes. */
function decodeWindows1252(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += sampleBytes) {
    const units = Array.from(bytes.subarray(at, at + sampleBytes), (byte) =>
      byte >= 0x80 && byte <= 0x9f ? windows1252High.charCodeAt(byte - 0x80) : byte,
    );
    parts.push(String.fromCharCode(...units));
  }
  return parts.join('');
}
