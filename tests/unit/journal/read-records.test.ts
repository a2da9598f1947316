import { describe, expect, it } from 'vitest';
import { type JournalEnding, readRecords, type Segment } from '../../../shared/journal/journal-reader.ts';
import type { JournalEntry } from '../../../shared/journal/record.ts';
import { parseRecord } from '../../../shared/journal/record-codec.ts';
import { bytesOf, importEntry, journalOf, telegram, typing } from '../../helpers/journal-builders.ts';

const steps = (name: string, text: string): JournalEntry => ({ kind: 'steps', payload: typing(name, telegram, text) });
const entries = [importEntry(telegram), steps('1', 'a'), steps('2', 'b'), steps('3', 'c')];
const lines = journalOf(entries);

const segment = (number: number, ...parts: readonly Uint8Array[]): Segment => ({ number, bytes: Buffer.concat(parts) });
const bad = (length: number): Uint8Array => new Uint8Array(length);

interface Read {
  readonly seqs: readonly number[];
  readonly ending: JournalEnding;
}

function read(segments: readonly Segment[], knownSeq = 0): Read {
  const { records, ending } = readRecords(segments, parseRecord, { knownSeq });
  return { seqs: records.map(({ record }) => record.seq), ending };
}

describe('reading a journal', () => {
  it('gives the records as they were written', () => {
    const { records, ending } = readRecords([segment(1, bytesOf(lines))], parseRecord);
    expect(records).toEqual(lines.map(({ record, hash }) => ({ record, hash })));
    expect(ending).toEqual({ kind: 'whole' });
  });

  it('goes on from segment to segment, empty ones included', () => {
    const parts = [segment(1, bytesOf(lines.slice(0, 2))), segment(2), segment(3, bytesOf(lines.slice(2)))];
    expect(read(parts)).toEqual({ seqs: [1, 2, 3, 4], ending: { kind: 'whole' } });
  });

  it('finds nothing in no segments', () => {
    expect(read([])).toEqual({ seqs: [], ending: { kind: 'whole' } });
  });

  it('takes a cut at any byte for a torn end and keeps all records before it, and one that lacks its line feed alone', () => {
    const bytes = bytesOf(lines);
    let offset = 0;
    const starts = lines.map(({ frame }) => {
      offset += frame.length;
      return offset - frame.length;
    });
    for (let length = 0; length < bytes.length; length++) {
      const whole = starts.filter((start, index) => start + (lines[index]?.frame.length ?? 0) <= length + 1).length;
      const start = starts[whole] ?? bytes.length;
      const torn = { kind: 'torn', tails: [{ segment: 1, offset: start }] };
      const unterminated = { kind: 'unterminated', at: { segment: 1, offset: length } };
      const ending = start === length ? { kind: 'whole' } : start === length + 1 ? unterminated : torn;
      expect(read([segment(1, bytes.subarray(0, length))]), `cut at ${length}`).toEqual({
        seqs: [1, 2, 3, 4].slice(0, whole),
        ending,
      });
    }
  });

  it('notices every flipped bit', () => {
    const bytes = bytesOf(lines);
    const lastStart = bytes.length - (lines.at(-1)?.frame.length ?? 0);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Uint8Array.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const { kind } = read([segment(1, flipped)]).ending;
      // Nothing behind the last record tells that it had been saved.
      expect(kind, `bit ${bit}`).toBe(bit >> 3 < lastStart ? 'damaged' : 'torn');
    }
  });

  it('notices a damaged last record, and one that is gone, when the document is known to have been saved', () => {
    const bytes = bytesOf(lines);
    expect(read([segment(1, bytes.subarray(0, -5))], 4).ending.kind).toBe('damaged');
    expect(read([segment(1, bytesOf(lines.slice(0, 3)))], 4).ending.kind).toBe('damaged');
    expect(read([segment(1, bytes)], 4).ending.kind).toBe('whole');
  });
});

describe('reading what an unfinished flush left', () => {
  const flushed = journalOf(entries, { flush: 3 });
  const [first, second, third, fourth] = flushed.map(({ frame }) => frame);

  it('sets a whole record behind bad bytes aside when both belong to the flush that was not acknowledged', () => {
    const bytes = [first, bad(second?.length ?? 0), third].map((part) => part ?? bad(0));
    expect(read([segment(1, ...bytes)])).toEqual({
      seqs: [1],
      ending: { kind: 'torn', tails: [{ segment: 1, offset: first?.length ?? 0 }] },
    });
  });

  it('tells of damage when a record behind the bad bytes shows that they had been saved', () => {
    const bytes = [first, bad(second?.length ?? 0), third, fourth].map((part) => part ?? bad(0));
    const { seqs, ending } = read([segment(1, ...bytes)]);
    expect([seqs, ending.kind]).toEqual([[1], 'damaged']);
  });

  it('reads on in the next segment, where a failed write was done again', () => {
    const torn = segment(1, bytesOf(lines.slice(0, 2)), lines[2]?.frame.subarray(0, 40) ?? bad(0));
    expect(read([torn, segment(2, bytesOf(lines.slice(2)))])).toEqual({
      seqs: [1, 2, 3, 4],
      ending: { kind: 'whole' },
    });
  });

  it('counts records once that a failed sync left in both segments', () => {
    const parts = [segment(1, bytesOf(lines.slice(0, 3))), segment(2, bytesOf(lines.slice(1)))];
    expect(read(parts)).toEqual({ seqs: [1, 2, 3, 4], ending: { kind: 'whole' } });
  });

  it('sets the ends of two segments aside when writing again was interrupted too', () => {
    const parts = [segment(1, bytesOf(lines.slice(0, 2)), bad(9)), segment(2, bad(7))];
    const tails = [
      { segment: 1, offset: bytesOf(lines.slice(0, 2)).length },
      { segment: 2, offset: 0 },
    ];
    expect(read(parts)).toEqual({ seqs: [1, 2], ending: { kind: 'torn', tails } });
  });

  it('takes a missing segment for damage', () => {
    const parts = [segment(1, bytesOf(lines.slice(0, 2))), segment(3, bytesOf(lines.slice(3)))];
    expect(read(parts).ending.kind).toBe('damaged');
  });

  it('takes two records after one and the same for damage, never for a torn end', () => {
    const other = journalOf([...entries.slice(0, 3), steps('4', 'another')]).slice(3);
    const { seqs, ending } = read([segment(1, bytesOf(lines), bytesOf(other))]);
    expect([seqs, ending.kind]).toEqual([[1, 2, 3, 4], 'damaged']);
  });
});

describe('reading what this version does not know', () => {
  const withLast = (last: object): Read => read([segment(1, bytesOf(journalOf([...entries, last as JournalEntry])))]);

  it('stops at a record of a newer format', () => {
    const { seqs, ending } = withLast({ kind: 'steps', payload: {}, format: 2 });
    expect([seqs, ending.kind === 'not understood' && ending.fault]).toEqual([
      [1, 2, 3, 4],
      { kind: 'newer format', format: 2 },
    ]);
  });

  it('stops at a record of an unknown kind', () => {
    const { seqs, ending } = withLast({ kind: 'hologram', payload: {} });
    expect([seqs, ending.kind === 'not understood' && ending.fault]).toEqual([
      [1, 2, 3, 4],
      { kind: 'unknown kind', name: 'hologram' },
    ]);
  });

  it.each([
    ['a payload without its fields', { kind: 'steps', payload: { group: 'g1' } }],
    ['an id that could leave the folder', { kind: 'status', payload: { status: 'raw' }, document: '../x' }],
    ['a name of every object instead of a kind', { kind: 'toString', payload: {} }],
    ['a number that is none', { kind: 'status', payload: { status: 'raw' }, synced: -1 }],
  ])('stops at a record with %s', (_what, last) => {
    const { seqs, ending } = withLast(last);
    expect([seqs, ending.kind]).toEqual([[1, 2, 3, 4], 'not understood']);
  });
});
