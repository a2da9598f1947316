import type { DecodedText } from '../../shared/import/decode-text.ts';
import { decodeText, encodingNamed } from '../../shared/import/decode-text.ts';
import type { ReadFault, TextEncoding } from '../../shared/import/read-fault.ts';

/** Decodes an XML file: in the encoding that a person names, or that its bytes show, or that its declaration names. */
export function decodeTei(bytes: Uint8Array, chosen: TextEncoding | null): DecodedText | ReadFault {
  const declared = chosen === null ? declaredEncoding(bytes) : null;
  const named = declared === null ? null : encodingNamed(declared);
  if (declared !== null && named === null && !/^utf-?(?:8|16)|^ucs-?2|^iso-10646/i.test(declared))
    return { kind: 'unknown-encoding', name: declared };
  const encoding = chosen ?? named;
  return decodeText(bytes, encoding === null ? {} : { encoding });
}

function declaredEncoding(bytes: Uint8Array): string | null {
  const beginning = String.fromCharCode(...bytes.subarray(0, 256));
  return /^(?:ï»¿)?<\?xml[^>]*\sencoding\s*=\s*["']([^"']+)["']/.exec(beginning)?.[1] ?? null;
}

/** The byte order mark of a file in an encoding; empty when it has none. */
export function markOf(bytes: Uint8Array, encoding: string): Uint8Array {
  const [first, second, third] = bytes;
  if (encoding === 'utf-8' && first === 0xef && second === 0xbb && third === 0xbf) return bytes.subarray(0, 3);
  if (encoding === 'utf-16le' && first === 0xff && second === 0xfe) return bytes.subarray(0, 2);
  return encoding === 'utf-16be' && first === 0xfe && second === 0xff ? bytes.subarray(0, 2) : new Uint8Array();
}

/** Writes XML in an encoding that a file was read in. A character that it does not have becomes a reference. */
export function encodeTei(text: string, encoding: string, mark: Uint8Array): Uint8Array {
  if (encoding === 'utf-8') return Buffer.concat([mark, Buffer.from(text, 'utf8')]);
  if (encoding.startsWith('utf-16')) {
    const body = Buffer.from(text, 'utf16le');
    return Buffer.concat([mark, encoding === 'utf-16be' ? body.swap16() : body]);
  }
  const bytesOf = singleBytes(encoding);
  const written: number[] = [];
  for (const character of text) {
    const byte = bytesOf.get(character);
    if (byte !== undefined) written.push(byte);
    else for (const sign of `&#${character.codePointAt(0) ?? 0};`) written.push(sign.charCodeAt(0));
  }
  return Uint8Array.from(written);
}

function singleBytes(encoding: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (let byte = 0; byte < 256; byte += 1) {
    const decoded = decodeText(Uint8Array.of(65, byte), { encoding: encoding as TextEncoding });
    if (decoded.kind === 'text') found.set(decoded.text.slice(1), byte);
  }
  return found;
}
