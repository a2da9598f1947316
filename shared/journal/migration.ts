import { decodeUtf16, encodeUtf8 } from '../text/utf8.ts';
import { frameAt, framedLength, unterminatedFrameAt } from './frame.ts';

/** The JSON of a record, of whatever format. */
export type RecordJson = Readonly<Record<string, unknown>>;

/** How records of one format are read as records of the next. Neither may look at anything but the record, or throw at one
 *  that is none: replaying what comes out must lead to the state that the older program showed. The bytes on the disk, which the hashes of other records are of, stay. */
export interface Migration {
  /** The format that it reads; it makes the next one. */
  readonly from: number;
  /** A record of a document. Its `format` is set afterwards; `prev` and `parent` stay as they are. */
  readonly documentRecord: (record: RecordJson) => RecordJson;
  /** A record of the collection's own journal, or of that of its entities. */
  readonly collectionRecord: (record: RecordJson) => RecordJson;
}

/** From every format that was ever released to the next, oldest first. Format 1 is the first, so there are none yet. */
export const migrations: readonly Migration[] = [];

/** The migrations that lead from a format to another; null when one is missing. */
export function migrationPath(known: readonly Migration[], from: number, to: number): readonly Migration[] | null {
  const path: Migration[] = [];
  for (let format = from; format < to; format++) {
    const next = known.find((migration) => migration.from === format);
    if (!next) return null;
    path.push(next);
  }
  return path;
}

/** What another program did to the lines of a journal without changing what they say. `'crlf'` is what Git does on a checkout
 *  with `core.autocrlf=true`; the others are done by text editors. */
export type Conversion = 'crlf' | 'cr' | 'byte order mark' | 'utf-16' | 'blank lines';

/** Bytes as they were before another program converted them. */
export interface UndoneConversion {
  readonly bytes: Uint8Array;
  /** What had been done to them, the outermost first. */
  readonly conversions: readonly Conversion[];
}

const carriageReturn = 0x0d;
const lineFeed = 0x0a;

/** Undoes what another program did to the bytes of a segment. A record's JSON holds neither CR nor LF, so that every run of them
 *  is one line end; the checksums tell whether what comes out is what was written. Costs a look at the length of each line when
 *  nothing was done.
 *  @returns null when the bytes were not converted, or not by something that can be undone */
export function undoConversion(bytes: Uint8Array): UndoneConversion | null {
  const start = framedLength(bytes);
  if (start === bytes.length) return null;
  const { bytes: text, conversions } = undoEncoding(bytes.subarray(start));
  const { bytes: lines, conversions: ofLines } = undoLineEnds(text);
  const all = [...conversions, ...ofLines];
  // Nothing but the end of a write that was cut off stands there, or something that nobody can read.
  if (all.length === 0 || !(frameAt(lines, 0) ?? unterminatedFrameAt(lines, 0))) return null;
  const undone = new Uint8Array(start + lines.length);
  undone.set(bytes.subarray(0, start));
  undone.set(lines, start);
  return { bytes: undone, conversions: all };
}

function undoEncoding(bytes: Uint8Array): UndoneConversion {
  const utf16 = decodeUtf16(bytes);
  if (utf16 !== null) return { bytes: encodeUtf8(utf16), conversions: ['utf-16'] };
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return hasMark ? { bytes: bytes.subarray(3), conversions: ['byte order mark'] } : { bytes, conversions: [] };
}

/** Makes one line feed of every run of line ends, and none of one at the beginning. */
function undoLineEnds(bytes: Uint8Array): UndoneConversion {
  const lines = new Uint8Array(bytes.length);
  const conversions = new Set<Conversion>();
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte !== carriageReturn && byte !== lineFeed) {
      lines[length++] = byte;
      continue;
    }
    const isPair = byte === carriageReturn && bytes[at + 1] === lineFeed;
    if (byte === carriageReturn) conversions.add(isPair ? 'crlf' : 'cr');
    if (isPair) at += 1;
    if (length === 0 || lines[length - 1] === lineFeed) conversions.add('blank lines');
    else lines[length++] = lineFeed;
  }
  return { bytes: lines.subarray(0, length), conversions: [...conversions] };
}
