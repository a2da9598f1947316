import { expect, test } from 'vitest';
import {
  countsOfCheck,
  countsOfPlaywright,
  countsOfVitest,
  retriedStart,
  sumCounts,
} from '../../../scripts/lib/test-counts.mjs';

const vitest = (passed: number, failed: number, pending = 0, todo = 0) =>
  JSON.stringify({ numPassedTests: passed, numFailedTests: failed, numPendingTests: pending, numTodoTests: todo });
const playwright = (expected: number, unexpected: number, flaky = 0, skipped = 0, suites: readonly unknown[] = []) =>
  JSON.stringify({ stats: { expected, unexpected, flaky, skipped }, suites });

test('passed, failed and skipped tests of both runners are added up', () => {
  const counts = [
    countsOfCheck(0),
    countsOfCheck(2),
    countsOfVitest(vitest(10, 1, 2, 1), 1),
    countsOfPlaywright(playwright(5, 2, 1, 1), 1),
  ];
  expect(sumCounts(counts)).toEqual({ passed: 16, failed: 4, skipped: 4, flaky: [] });
});

test('a runner that failed without a failing test counts as one failure', () => {
  expect(countsOfVitest(vitest(10, 0), 1)).toMatchObject({ passed: 10, failed: 1, skipped: 0 });
  expect(countsOfPlaywright(playwright(3, 0), 1)).toMatchObject({ passed: 3, failed: 1, skipped: 0 });
});

test('a runner without a report counts as one failure, whatever its exit code', () => {
  expect(countsOfVitest(undefined, 0)).toMatchObject({ passed: 0, failed: 1, skipped: 0 });
  expect(countsOfPlaywright(undefined, 1)).toMatchObject({ passed: 0, failed: 1, skipped: 0 });
});

test('a run of no tests at all is a failure', () => {
  expect(countsOfVitest(vitest(0, 0), 0)).toMatchObject({ passed: 0, failed: 1, skipped: 0 });
});

test('what passed only when it was tried again, or when the application was started again, is named and not counted', () => {
  const spec = (title: string, status: string, ...types: readonly string[]) => ({
    title,
    tests: [{ status, annotations: types.map((type) => ({ type })) }],
  });
  const suites = [
    {
      specs: [spec('plain', 'expected'), spec('second attempt', 'flaky')],
      suites: [
        { specs: [spec('second start', 'expected', retriedStart), spec('no start', 'unexpected', retriedStart)] },
      ],
    },
  ];
  expect(countsOfPlaywright(playwright(2, 1, 1, 0, suites), 1)).toEqual({
    passed: 1,
    failed: 1,
    skipped: 0,
    flaky: ['second attempt', 'second start'],
  });
});
