const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Bytes in base 64 (RFC 4648), with padding. */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const [one = 0, two = 0, three = 0] = bytes.subarray(at, at + 3);
    const value = (one << 16) | (two << 8) | three;
    const left = bytes.length - at;
    parts.push(
      signs.charAt(value >> 18) + signs.charAt((value >> 12) & 63),
      left > 1 ? signs.charAt((value >> 6) & 63) : '=',
      left > 2 ? signs.charAt(value & 63) : '=',
    );
  }
  return parts.join('');
}

const values = new Uint8Array(128);
for (let value = 0; value < signs.length; value++) values[signs.charCodeAt(value)] = value;

/** The bytes that `toBase64` wrote. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  const at = (index: number): number => values[text.charCodeAt(index)] ?? 0;
  for (let from = 0, to = 0; from < text.length; from += 4, to += 3) {
    const value = (at(from) << 18) | (at(from + 1) << 12) | (at(from + 2) << 6) | at(from + 3);
    bytes[to] = value >> 16;
    if (to + 1 < bytes.length) bytes[to + 1] = (value >> 8) & 255;
    if (to + 2 < bytes.length) bytes[to + 2] = value & 255;
  }
  return bytes;
}
