import { inEnglish } from '../translation/retell.ts';
import { type Frame, frameAt, framesBeyond, unterminatedFrameAt } from './frame.ts';
import {
  type ChainLink,
  conversionIn,
  type JournalEnding,
  type JournalPlace,
  type JournalReading,
  type ReadOptions,
  type Segment,
} from './journal-reader.ts';
import { noHash } from './record.ts';
import type { ChainedRecord, Parsed, ParseFault } from './record-codec.ts';

/** Reads the journal of another replica as far as it has arrived here: every whole record counts by itself, whatever is missing
 *  before it, because files of a synchronised folder come in any order and cut at any byte. Where a record belongs is said by its
 *  `parent`. An ending is `torn` where more is still to come, and `damaged` where whole records stand behind bad bytes.
 *  @param segments in order of their numbers
 *  @param parse reads the JSON of one line */
export function readArrivedRecords<Record extends ChainedRecord>(
  segments: readonly Segment[],
  parse: (json: Uint8Array) => Parsed<Record>,
  { after, from = { segment: 0, offset: 0 }, until = Number.POSITIVE_INFINITY, hash }: ArrivedOptions,
): JournalReading<Record> {
  const reader = new ArrivedReader(parse, hash, after?.hash ?? noHash, until);
  for (const segment of segments) {
    if (segment.number < from.segment) continue;
    reader.readSegment(segment, segment.number === from.segment ? from.offset : 0);
    if (reader.isDone) break;
  }
  return { records: reader.records, ending: reader.ending(segments) };
}

type ArrivedOptions = Pick<ReadOptions, 'after' | 'from' | 'until'> & { readonly hash: (json: Uint8Array) => string };

/** Bytes that are no record, up to the end of their segment. */
interface Gap extends JournalPlace {
  /** Whether whole records stand behind them. */
  readonly isWithin: boolean;
}

class ArrivedReader<Record extends ChainedRecord> {
  readonly records: ChainLink<Record>[] = [];
  readonly #parse: (json: Uint8Array) => Parsed<Record>;
  readonly #hashOf: (json: Uint8Array) => string;
  readonly #hashes: Set<string>;
  readonly #until: number;
  #gaps: Gap[] = [];
  #unterminated: JournalPlace | null = null;
  #notUnderstood: { readonly at: JournalPlace; readonly fault: ParseFault } | null = null;

  constructor(
    parse: (json: Uint8Array) => Parsed<Record>,
    hash: (json: Uint8Array) => string,
    after: string,
    until: number,
  ) {
    this.#parse = parse;
    this.#hashOf = hash;
    this.#hashes = new Set([after]);
    this.#until = until;
  }

  /** Whether all is read that is wanted, or can be. */
  get isDone(): boolean {
    return this.#notUnderstood !== null || (this.records.at(-1)?.record.seq ?? 0) >= this.#until;
  }

  readSegment({ number, bytes }: Segment, start: number): void {
    let offset = start;
    while (offset < bytes.length && !this.isDone) {
      const whole = frameAt(bytes, offset);
      const frame = whole ?? unterminatedFrameAt(bytes, offset);
      if (!frame) {
        const { frames, exhausted } = framesBeyond(bytes, offset);
        this.#gaps.push({ segment: number, offset, isWithin: exhausted || frames.length > 0 });
        return;
      }
      this.#take(frame, number);
      offset = frame.end;
      this.#unterminated = whole ? null : { segment: number, offset };
    }
  }

  #take(frame: Frame, segment: number): void {
    const hash = this.#hashOf(frame.json);
    if (this.#hashes.has(hash)) return;
    const parsed = this.#parse(frame.json);
    if (!parsed.ok) {
      this.#notUnderstood = { at: { segment, offset: frame.start }, fault: parsed.fault };
      return;
    }
    // The rest of a failed write, which was done again here.
    if (this.#hashes.has(parsed.value.prev)) this.#gaps = [];
    this.#hashes.add(hash);
    this.records.push({ record: parsed.value, hash });
  }

  ending(segments: readonly Segment[]): JournalEnding {
    if (this.#notUnderstood) return { kind: 'not understood', ...this.#notUnderstood };
    const converted = conversionIn(segments);
    if (converted) return converted;
    const bad = this.#gaps.find(({ isWithin }) => isWithin);
    if (bad) {
      const { segment, offset } = bad;
      return { kind: 'damaged', at: { segment, offset }, reason: inEnglish`the bytes there are no record` };
    }
    const tails = this.#gaps.map(({ segment, offset }) => ({ segment, offset }));
    if (tails.length > 0) return { kind: 'torn', tails };
    return this.#unterminated ? { kind: 'unterminated', at: this.#unterminated } : { kind: 'whole' };
  }
}
