import { inEnglish } from '../translation/retell.ts';
import { type Frame, frameAt, framesBeyond, unterminatedFrameAt } from './frame.ts';
import type { Conversion } from './migration.ts';
import { hashOf, type JournalRecord, noHash } from './record.ts';
import type { ChainedRecord, Parsed, ParseFault } from './record-codec.ts';

/** One file of a journal. Segments are numbered from 1 and follow one another. */
export interface Segment {
  readonly number: number;
  /** As they were written: what another program did to the file is undone. */
  readonly bytes: Uint8Array;
  /** What another program did to the file; absent when nothing. */
  readonly conversions?: readonly Conversion[];
}

/** A record with the hash that the next one names. */
export interface ChainLink<Record> {
  readonly record: Record;
  readonly hash: string;
}

/** A place in a journal: byte `offset` of the segment `segment`. */
export interface JournalPlace {
  readonly segment: number;
  readonly offset: number;
}

/** How a journal ends. */
export type JournalEnding =
  /** With its last record. */
  | { readonly kind: 'whole' }
  /** With its last record, of which nothing but the line feed is missing: it would stand there. */
  | { readonly kind: 'unterminated'; readonly at: JournalPlace }
  /** In a write that did not finish and was never acknowledged: these stretches can be set aside without loss. */
  | { readonly kind: 'torn'; readonly tails: readonly JournalPlace[] }
  /** Another program converted its lines: every record can be read, and nothing may be written or cut off. */
  | { readonly kind: 'converted'; readonly at: JournalPlace; readonly conversions: readonly Conversion[] }
  /** Records that were acknowledged cannot be read, or cannot be told from such. */
  | { readonly kind: 'damaged'; readonly at: JournalPlace; readonly reason: string }
  /** In a record that this build does not understand although it is undamaged. */
  | { readonly kind: 'not understood'; readonly at: JournalPlace; readonly fault: ParseFault };

/** What one replica's journal holds. */
export interface JournalReading<Record> {
  /** In order, each once, up to where the journal can be read. */
  readonly records: readonly ChainLink<Record>[];
  readonly ending: JournalEnding;
}

/** The last record before those to be read. */
export interface ChainEnd {
  readonly hash: string;
  readonly seq: number;
}

/** What of a journal is to be read. */
export interface ReadOptions {
  /** A sequence number that is known, from elsewhere, to have been acknowledged; 0 when none is. */
  readonly knownSeq?: number;
  /** Where the chain begins, when not at its first record. */
  readonly after?: ChainEnd;
  /** Where that is; what stands before is not looked at. */
  readonly from?: JournalPlace;
  /** The last record that is wanted: what comes after it is not read, and how the journal ends not found out. */
  readonly until?: number;
  /** Gives what `hashOf` gives, where there is something quicker. */
  readonly hash?: (json: Uint8Array) => string;
}

/** Reads the segments of one replica's journal, following the chain of hashes. A record that stands there twice (after a
 *  failed sync the next segment repeats what was not acknowledged) counts once.
 *  @param segments in order of their numbers
 *  @param parse reads the JSON of one line */
export function readRecords<Record extends ChainedRecord>(
  segments: readonly Segment[],
  parse: (json: Uint8Array) => Parsed<Record>,
  {
    knownSeq = 0,
    after = { hash: noHash, seq: 0 },
    from = { segment: 0, offset: 0 },
    until = Number.POSITIVE_INFINITY,
    hash = hashOf,
  }: ReadOptions = {},
): JournalReading<Record> {
  const chain = new ChainReader(parse, hash, after, until);
  for (const segment of segments) {
    if (segment.number < from.segment) continue;
    chain.readSegment(segment, segment.number === from.segment ? from.offset : 0);
    if (chain.notUnderstood) break;
  }
  return { records: chain.records, ending: chain.ending(segments, knownSeq) };
}

/** How a journal ends of which another program converted a segment; null when none did. */
export function conversionIn(
  segments: readonly Segment[],
): Extract<JournalEnding, { readonly kind: 'converted' }> | null {
  for (const { number, conversions } of segments)
    if (conversions) return { kind: 'converted', at: { segment: number, offset: 0 }, conversions };
  return null;
}

/** Where bytes begin that do not continue the chain, up to the end of their segment. */
interface Stray extends JournalPlace {
  readonly reason: string;
  /** A whole record that follows another one than it should: no unfinished write leaves that. */
  readonly isRecord: boolean;
}

class ChainReader<Record extends ChainedRecord> {
  readonly #parse: (json: Uint8Array) => Parsed<Record>;
  readonly #hashOf: (json: Uint8Array) => string;
  readonly records: ChainLink<Record>[] = [];
  readonly #hashes = new Set<string>();
  /** Since the last record that continued the chain. */
  #strays: Stray[] = [];
  /** The end of the last record when its line feed is missing. */
  #unterminated: JournalPlace | null = null;
  notUnderstood: { readonly at: JournalPlace; readonly fault: ParseFault } | null = null;

  #last: ChainEnd;

  readonly #until: number;

  constructor(
    parse: (json: Uint8Array) => Parsed<Record>,
    hash: (json: Uint8Array) => string,
    after: ChainEnd,
    until: number,
  ) {
    this.#parse = parse;
    this.#hashOf = hash;
    this.#until = until;
    this.#last = after;
  }

  readSegment({ number, bytes }: Segment, start: number): void {
    let offset = start;
    while (offset < bytes.length && this.#last.seq < this.#until) {
      const whole = frameAt(bytes, offset);
      const frame = whole ?? unterminatedFrameAt(bytes, offset);
      const reason = frame ? this.#take(frame, number) : inEnglish`the bytes there are no record`;
      if (this.notUnderstood) return;
      if (reason !== null) {
        this.#strays.push({ segment: number, offset, reason, isRecord: frame !== null });
        return;
      }
      offset = frame?.end ?? bytes.length;
      this.#unterminated = whole ? null : { segment: number, offset };
    }
  }

  /** Puts a frame into the chain. Returns why it does not belong there, or null. */
  #take(frame: Frame, segment: number): string | null {
    const hash = this.#hashOf(frame.json);
    if (this.#hashes.has(hash)) return null;
    const parsed = this.#parse(frame.json);
    if (!parsed.ok) {
      this.notUnderstood = { at: { segment, offset: frame.start }, fault: parsed.fault };
      return null;
    }
    const record = parsed.value;
    if (record.prev !== this.#last.hash) return inEnglish`the record there does not follow the one before it`;
    if (record.seq <= this.#last.seq) return inEnglish`the record there has a number that was given before`;
    this.#last = { hash, seq: record.seq };
    this.records.push({ record, hash });
    this.#hashes.add(hash);
    // The chain goes on behind the strays: they are the rest of a write that was done again.
    this.#strays = [];
    return null;
  }

  ending(segments: readonly Segment[], knownSeq: number): JournalEnding {
    const lastSeq = this.#last.seq;
    const first = this.#strays.find(({ isRecord }) => isRecord) ?? this.#strays[0];
    if (this.notUnderstood) return { kind: 'not understood', ...this.notUnderstood };
    const converted = conversionIn(segments);
    if (converted) return converted;
    const acknowledged = Math.max(knownSeq, this.#syncedIn(segments));
    if (acknowledged > lastSeq || first?.isRecord) {
      const reason = first?.reason ?? inEnglish`it ends with change ${lastSeq}, and change ${knownSeq} had been saved`;
      return { kind: 'damaged', at: { segment: first?.segment ?? 1, offset: first?.offset ?? 0 }, reason };
    }
    const tails = this.#strays.map(({ segment, offset }) => ({ segment, offset }));
    if (tails.length > 0) return { kind: 'torn', tails };
    return this.#unterminated ? { kind: 'unterminated', at: this.#unterminated } : { kind: 'whole' };
  }

  /** The highest sequence number that readable records among the strays say was on the disk before them. */
  #syncedIn(segments: readonly Segment[]): number {
    let synced = 0;
    for (const { segment, offset } of this.#strays) {
      const bytes = segments.find(({ number }) => number === segment)?.bytes ?? new Uint8Array();
      const { frames, exhausted } = framesBeyond(bytes, offset);
      if (exhausted) return Number.POSITIVE_INFINITY;
      for (const { json } of frames) {
        const parsed = this.#parse(json);
        // What cannot be read was written by some build on purpose: never set it aside as if it were a torn write.
        if (!parsed.ok) return Number.POSITIVE_INFINITY;
        synced = Math.max(synced, parsed.value.synced);
      }
    }
    return synced;
  }
}

/** Why the journals of a document do not make one line of changes. */
export type MergeFault =
  /** Two replicas went on from the same record, so that the document has two states after it. */
  | { readonly kind: 'forked'; readonly seq: number }
  /** A record has another number than the place where it stands. */
  | { readonly kind: 'misnumbered'; readonly seq: number };

/** The records of a document in the order in which they were made, and what keeps the rest from following. */
export interface MergedJournal {
  readonly records: readonly ChainLink<JournalRecord>[];
  readonly fault: MergeFault | null;
  /** Records that were made on one that no journal here holds, or on such records: they wait until it has arrived. */
  readonly waiting: readonly ChainLink<JournalRecord>[];
}

/** Puts the journals of a document's replicas into one line: each record behind the one that it names as `parent`.
 *  Never by the clock.
 *  @param after the record behind which they begin; none unless given. What was made on one before it counts as waiting then */
export function mergeReplicas(
  replicas: readonly (readonly ChainLink<JournalRecord>[])[],
  after: ChainEnd = { hash: noHash, seq: 0 },
): MergedJournal {
  // A record that stands in two journals is one.
  const all = [...new Map(replicas.flat().map((link) => [link.hash, link])).values()];
  const children = new Map<string, ChainLink<JournalRecord>[]>();
  for (const link of all) {
    const siblings = children.get(link.record.parent);
    if (siblings) siblings.push(link);
    else children.set(link.record.parent, [link]);
  }
  const { records, fault } = lineAfter(after, children);
  if (records.length === all.length) return { records, fault, waiting: [] };
  const reached = reachedFrom(after.hash, children);
  return { records, fault, waiting: all.filter((link) => !reached.has(link)) };
}

type Children = ReadonlyMap<string, readonly ChainLink<JournalRecord>[]>;

/** The records that follow one another, up to where two follow the same one. */
function lineAfter(after: ChainEnd, children: Children): Pick<MergedJournal, 'records' | 'fault'> {
  const records: ChainLink<JournalRecord>[] = [];
  for (let head = after.hash; ; ) {
    const seq = after.seq + records.length + 1;
    const [link, ...rivals] = children.get(head) ?? [];
    if (!link) return { records, fault: null };
    if (rivals.length > 0) return { records, fault: { kind: 'forked', seq } };
    if (link.record.seq !== seq) return { records, fault: { kind: 'misnumbered', seq } };
    records.push(link);
    head = link.hash;
  }
}

function reachedFrom(hash: string, children: Children): ReadonlySet<ChainLink<JournalRecord>> {
  const reached = new Set<ChainLink<JournalRecord>>();
  const open = [hash];
  for (let from = open.pop(); from !== undefined; from = open.pop()) {
    for (const link of children.get(from) ?? []) {
      // A hash cannot be among its own descendants; a file made to look so must not keep the program busy for ever.
      if (reached.has(link)) continue;
      reached.add(link);
      open.push(link.hash);
    }
  }
  return reached;
}
