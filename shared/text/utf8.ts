import { utf8ToBytes } from '@noble/hashes/utils.js';

/** Part of every runtime that this project supports; named here because this layer has no DOM or Node types. */
declare const TextDecoder: new (label: string, options: { fatal: boolean }) => { decode(bytes: Uint8Array): string };

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Text as UTF-8. A lone surrogate becomes U+FFFD, so escape such text first; `JSON.stringify` does. */
export const encodeUtf8 = (text: string): Uint8Array => utf8ToBytes(text);

/** UTF-8 as text; null when the bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

/** UTF-16 as text, without its byte order mark; null when the bytes are not UTF-16, as a mark or a NUL among the first two shows. */
export function decodeUtf16(bytes: Uint8Array): string | null {
  const [first = 0, second = 0] = bytes;
  const isLittle = (first === 0xff && second === 0xfe) || (first !== 0 && second === 0);
  const isBig = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0);
  if (bytes.length < 2 || (!isLittle && !isBig)) return null;
  try {
    return new TextDecoder(isLittle ? 'utf-16le' : 'utf-16be', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
