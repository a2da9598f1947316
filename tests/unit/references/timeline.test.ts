import { expect, test } from 'vitest';
import { timeline } from '../../../shared/references/timeline.ts';

const dates = ['1962-10-27T17:00', '1962-10-27', '1962-11-02', '1961', '1963-02', '', null];

test('documents are counted by day, with the days between that have none', () => {
  expect(timeline(dates, 'day')).toEqual({
    periods: [
      { period: '1961', count: 1, gap: 0 },
      { period: '1962-10-27', count: 2, gap: 0 },
      { period: '1962-11-02', count: 1, gap: 5 },
      { period: '1963-02', count: 1, gap: 0 },
    ],
    dated: 5,
    undated: 2,
    most: 2,
  });
});

test('months and years show the gaps between them', () => {
  expect(timeline(['1917-12', '1918-02-03', '1920-01-01'], 'month').periods).toEqual([
    { period: '1917-12', count: 1, gap: 0 },
    { period: '1918-02', count: 1, gap: 1 },
    { period: '1920-01', count: 1, gap: 22 },
  ]);
  expect(timeline(['1917-12', '1918-02-03', '1920-01-01'], 'year').periods.map(({ gap }) => gap)).toEqual([0, 0, 1]);
});

test('within a month only its days count, and nothing undated', () => {
  expect(timeline(dates, 'day', '1962-10')).toEqual({
    periods: [{ period: '1962-10-27', count: 2, gap: 0 }],
    dated: 2,
    undated: 0,
    most: 2,
  });
});

test('the gap over the end of a leap February is one day shorter', () => {
  expect(timeline(['1960-02-28', '1960-03-01'], 'day').periods[1]?.gap).toBe(1);
  expect(timeline(['1961-02-28', '1961-03-01'], 'day').periods[1]?.gap).toBe(0);
});
