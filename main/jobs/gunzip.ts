import { constants, gunzipSync } from 'node:zlib';

/** Whether bytes begin like a file that gzip compressed. */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** The beginning of what a compressed file holds, from its own beginning; empty when it cannot be told. */
export function gunzippedBeginning(bytes: Uint8Array, most: number): Uint8Array {
  try {
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 64 * most }).subarray(0, most);
  } catch {
    return new Uint8Array();
  }
}

/** Unpacks a whole file; null when it is damaged or longer than the limit.
 *  @param limit in bytes, of what it holds */
export function gunzipped(bytes: Uint8Array, limit: number): Uint8Array | null {
  try {
    return gunzipSync(bytes, { maxOutputLength: limit });
  } catch {
    return null;
  }
}
