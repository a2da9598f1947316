import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { encodeFrame } from './frame.ts';
import { encodeUtf8 } from './utf8.ts';

/** A record as it goes to the disk. */
export interface EncodedRecord {
  /** The whole line. */
  readonly frame: Uint8Array;
  /** The JSON alone, UTF-8: what the checksum and the hash are of. */
  readonly json: Uint8Array;
  /** What the next record names as `prev`. */
  readonly hash: string;
}

/** Writes a record, of a document or of a collection, as one line of a journal.
 *  @param hash gives what `hashOf` gives */
export function encodeRecord(record: object, hash: (json: Uint8Array) => string = hashOf): EncodedRecord {
  const json = encodeUtf8(JSON.stringify(record));
  return { frame: encodeFrame(json), json, hash: hash(json) };
}

/** 128 bits of the SHA-256 of a record's JSON, in hex: what chains the records of a journal. */
export const hashOf = (json: Uint8Array): string => bytesToHex(sha256(json)).slice(0, 32);
