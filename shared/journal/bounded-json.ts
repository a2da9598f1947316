import { decodeUtf8 } from '../text/utf8.ts';
import { inEnglish } from '../translation/retell.ts';

/** Arrays and objects inside one another. A document takes two of each node: itself and its content. */
export const mostJsonDepth = 512;
/** Values of one text. Each takes more room in memory than its two bytes `1,` on the disk. */
export const mostJsonValues = 8_000_000;

/** JSON from a disk or from outside, and why it is not taken, as the end of a sentence that begins with `it`. */
export type BoundedJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: string };

/** Reads the UTF-8 bytes of a JSON text. Whether it keeps to its limits is seen from the bytes, before anything is made of them.
 *  @param depth arrays and objects inside one another */
export function readBoundedJson(bytes: Uint8Array, depth: number = mostJsonDepth): BoundedJson {
  const excess = excessOf(bytes, depth);
  if (excess !== null) return { ok: false, reason: excess };
  const text = decodeUtf8(bytes);
  if (text === null) return { ok: false, reason: inEnglish`it is not UTF-8` };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false, reason: inEnglish`it is not JSON` };
  }
}

const quote = 0x22;
const comma = 0x2c;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** What of a text goes beyond the limits; null when nothing does. Of what is no JSON it may tell anything. */
function excessOf(bytes: Uint8Array, mostDepth: number): string | null {
  let depth = 0;
  let values = 1;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === quote) at = endOfString(bytes, at + 1);
    else if (byte === comma) values += 1;
    else if (byte === openBracket || byte === openBrace) {
      depth += 1;
      values += 1;
      if (depth > mostDepth) return inEnglish`it is nested more than ${mostDepth} levels deep`;
    } else if (byte === closeBracket || byte === closeBrace) depth -= 1;
    if (values > mostJsonValues) return inEnglish`it holds more than ${mostJsonValues.toLocaleString('en')} values`;
  }
  return null;
}

/** Where the quotation mark stands that ends a string. */
function endOfString(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1;
  return at;
}
