import { expect, test } from 'vitest';
import { WorkCounter, weekOf } from '../../../main/archive/work-done.ts';
import type { JournalRecord } from '../../../shared/journal/record.ts';
import { certifySample, drawLines, shareInWords, shareOf } from '../../../shared/proofreading/sampling.ts';
import { compareReadings } from '../../../shared/proofreading/second-reading.ts';
import { doc, fac, p } from '../../helpers/builders.ts';

test('two readers are compared word by word, each difference with its place in both texts', () => {
  const first = doc(p('Mr. Kennedy spoke of the missles in ', fac(2), 'Cuba and of peace.'));
  const second = doc(p('Mr. Kennody spoke of the missiles in ', fac(2), 'Cuba and peace.'));
  const { differences, words } = compareReadings(first, second);
  expect(words).toBe(11);
  expect(differences.map((one) => [one.first, one.second])).toEqual([
    ['Kennedy', 'Kennody'],
    ['missles', 'missiles'],
    ['of', ''],
  ]);
  for (const { first: mine, second: theirs, inFirst, inSecond } of differences) {
    expect(first.textBetween(inFirst.from, inFirst.to)).toBe(mine);
    expect(second.textBetween(inSecond.from, inSecond.to)).toBe(theirs);
  }
  expect(compareReadings(first, first).differences).toEqual([]);
});

test('the same difference twice has two places in both texts', () => {
  const { differences } = compareReadings(doc(p('a teh b'), p('c teh d')), doc(p('a the b'), p('c the d')));
  expect(differences.map(({ inFirst }) => inFirst.from)).toEqual(differences.map(({ inSecond }) => inSecond.from));
  expect(new Set(differences.map(({ inSecond }) => inSecond.from)).size).toBe(2);
});

const lines = Array.from({ length: 100 }, (_, index) => ({
  document: 'd1',
  line: index + 1,
  text: `line ${index + 1}`,
}));

test('a sample is the same for the same seed, has each line once, and keeps their order', () => {
  const drawn = drawLines(lines, 30, 7);
  expect(drawLines(lines, 30, 7)).toEqual(drawn);
  expect(drawLines(lines, 30, 8)).not.toEqual(drawn);
  const numbers = drawn.map(({ line }) => line);
  expect(new Set(numbers).size).toBe(30);
  expect([...numbers].sort((a, b) => a - b)).toEqual(numbers);
  expect(drawLines(lines, 1_000, 7)).toEqual(lines);
});

test('every line is drawn about as often as every other', () => {
  const counts = new Map<number, number>();
  for (let seed = 0; seed < 2_000; seed++)
    for (const { line } of drawLines(lines.slice(0, 10), 3, seed)) counts.set(line, (counts.get(line) ?? 0) + 1);
  for (const count of counts.values()) expect(Math.abs(count - 600)).toBeLessThan(100);
});

// Newcombe 1998 (Statistics in Medicine 17, table I), score method without continuity correction.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('the interval of %i in %i is that of the literature', (wrong, of, low, high) => {
  const share = shareOf(wrong, of);
  expect(share.low).toBeCloseTo(low, 4);
  expect(share.high).toBeCloseTo(high, 4);
});

test('a sample is certified by lines, words and characters that are wrong', () => {
  const [one, two] = [
    { document: 'd1', line: 1, text: 'the Kennody letter', reads: 'the Kennedy letter' },
    { document: 'd1', line: 2, text: 'of October', reads: 'of October' },
  ];
  const { lines: wrongLines, words, characters } = certifySample([one, two]);
  expect([wrongLines, words, characters].map(({ wrong, of }) => [wrong, of])).toEqual([
    [1, 2],
    [1, 5],
    [1, 28],
  ]);
  expect(shareInWords(shareOf(0, 20))).toBe('0 in 20 (0.00 %; 95 % confidence: 0.00 % to 16.11 %)');
});

test.each([
  ['2026-01-01T00:00:00.000Z', '2026-W01'],
  ['2027-01-03T23:59:59.000Z', '2026-W53'],
  ['2024-12-30T00:00:00.000Z', '2025-W01'],
  ['2026-11-29T12:00:00.000Z', '2026-W48'],
])('%s lies in the week %s', (time, week) => {
  expect(weekOf(time)).toBe(week);
});

test('work is counted by person and week; what belongs to one act counts once', () => {
  const counter = new WorkCounter();
  const add = (editor: string, time: string, entry: object): void =>
    counter.add({ editor, time, document: 'd1', ...entry } as unknown as JournalRecord);
  add('AA', '2026-11-23T10:00:00Z', { kind: 'steps', payload: { group: 'g1', steps: [] } });
  add('AA', '2026-11-24T10:00:00Z', { kind: 'annotation', payload: { group: 'g1', steps: [] } });
  add('AA', '2026-11-24T11:00:00Z', { kind: 'review', payload: { acts: [{ kind: 'read', lines: ['a', 'b'] }] } });
  add('AA', '2026-12-01T10:00:00Z', { kind: 'status', payload: { status: 'proofread' } });
  add('BB', '2026-12-01T10:00:00Z', { kind: 'steps', payload: { group: 'g2', steps: [] } });
  expect(counter.done()).toMatchObject([
    { editor: 'AA', week: '2026-W48', documents: 1, acts: 1, linesRead: 2, statuses: { proofread: 0 } },
    { editor: 'AA', week: '2026-W49', acts: 0, statuses: { proofread: 1 } },
    { editor: 'BB', week: '2026-W49', documents: 1, acts: 1 },
  ]);
});
