import crc32c from 'crc-32/crc32c.js';

/** Where a framed record stands in the bytes of a segment. */
export interface Frame {
  /** Offset of the first byte of the frame. */
  readonly start: number;
  /** Offset one past its line feed: where the next frame begins. */
  readonly end: number;
  /** The JSON, without copying it. */
  readonly json: Uint8Array;
}

const lineFeed = 0x0a;
const space = 0x20;
const checksumDigits = 8;
/** A length of more digits than this is no length. */
const mostLengthDigits = 10;

/** Frames the UTF-8 bytes of one JSON text: `crc32c-in-hex SPACE bytes SPACE json LF`. Length and checksum are both there
 *  because a line feed alone lets some flipped bits pass as the harmless end of a file. */
export function encodeFrame(json: Uint8Array): Uint8Array {
  const head = `${checksumOf(json)} ${json.length} `;
  const frame = new Uint8Array(head.length + json.length + 1);
  for (let i = 0; i < head.length; i++) frame[i] = head.charCodeAt(i);
  frame.set(json, head.length);
  frame[frame.length - 1] = lineFeed;
  return frame;
}

/** The whole and undamaged frame that begins at `start`; null when there is none. */
export function frameAt(bytes: Uint8Array, start: number): Frame | null {
  const head = headAt(bytes, start);
  if (!head || bytes[head.jsonEnd] !== lineFeed) return null;
  const json = bytes.subarray(head.jsonStart, head.jsonEnd);
  return checksumOf(json) === head.checksum ? { start, end: head.jsonEnd + 1, json } : null;
}

/** The undamaged frame that begins at `start` and lacks nothing but its line feed, where the bytes end: what an editor leaves that
 *  takes the last line end off a file, or a write that was cut off one byte early. Its `end` is that of the bytes. */
export function unterminatedFrameAt(bytes: Uint8Array, start: number): Frame | null {
  const head = headAt(bytes, start);
  if (!head || head.jsonEnd !== bytes.length) return null;
  const json = bytes.subarray(head.jsonStart);
  return checksumOf(json) === head.checksum ? { start, end: bytes.length, json } : null;
}

/** Where the line that begins at `start` has its JSON and where it ends, when it is as long as it says; null when it is not. What it holds
 *  is not looked at. */
export function lineAt(bytes: Uint8Array, start: number): Omit<Frame, 'start'> | null {
  const head = headAt(bytes, start);
  if (!head || bytes[head.jsonEnd] !== lineFeed) return null;
  return { json: bytes.subarray(head.jsonStart, head.jsonEnd), end: head.jsonEnd + 1 };
}

/** How many bytes at the beginning are lines as long as they say, one behind the other. What they hold is not looked at. */
export function framedLength(bytes: Uint8Array): number {
  let at = 0;
  for (let head = headAt(bytes, at); head && bytes[head.jsonEnd] === lineFeed; head = headAt(bytes, at))
    at = head.jsonEnd + 1;
  return at;
}

/** Every undamaged frame that begins at `from` or later, wherever it begins: what is still readable behind bad bytes.
 *  Looking is bounded: a file made to be slow to search yields `exhausted`. */
export function framesBeyond(
  bytes: Uint8Array,
  from: number,
): { readonly frames: readonly Frame[]; readonly exhausted: boolean } {
  const frames: Frame[] = [];
  let budget = 8 * bytes.length + 1_048_576;
  let at = from;
  // A frame has a space behind its checksum: a hundred megabytes without one are passed over at once.
  const nextSpace = (): number => bytes.indexOf(space, at + checksumDigits);
  for (let found = nextSpace(); found !== -1; found = nextSpace()) {
    const start = found - checksumDigits;
    at = start + 1;
    const head = headAt(bytes, start);
    if (!head || bytes[head.jsonEnd] !== lineFeed) continue;
    budget -= head.jsonEnd - head.jsonStart;
    if (budget < 0) return { frames, exhausted: true };
    const frame = frameAt(bytes, start);
    if (!frame) continue;
    frames.push(frame);
    at = frame.end;
  }
  return { frames, exhausted: false };
}

interface FrameHead {
  readonly checksum: string;
  readonly jsonStart: number;
  readonly jsonEnd: number;
}

function headAt(bytes: Uint8Array, start: number): FrameHead | null {
  const lengthStart = start + checksumDigits + 1;
  if (bytes[lengthStart - 1] !== space) return null;
  for (let i = start; i < lengthStart - 1; i++) if (!isHexDigit(bytes[i])) return null;
  const length = lengthAt(bytes, lengthStart);
  if (!length) return null;
  const checksum = String.fromCharCode(...bytes.subarray(start, start + checksumDigits));
  const jsonStart = length.end + 1;
  return { checksum, jsonStart, jsonEnd: jsonStart + length.value };
}

/** A decimal number without leading zeros and the space behind it. */
function lengthAt(bytes: Uint8Array, start: number): { readonly value: number; readonly end: number } | null {
  let value = 0;
  let at = start;
  for (; at - start <= mostLengthDigits; at++) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  const plain = at > start && at - start <= mostLengthDigits && bytes[start] !== 0x30 && bytes[at] === space;
  return plain ? { value, end: at } : null;
}

/** Lower case only, so that no flipped bit leaves a checksum that reads the same. */
const isHexDigit = (byte: number | undefined): boolean =>
  byte !== undefined && ((byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x66));

/** CRC-32C (Castagnoli) as eight lower-case hex digits. */
const checksumOf = (bytes: Uint8Array): string => (crc32c.buf(bytes) >>> 0).toString(16).padStart(checksumDigits, '0');
