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
