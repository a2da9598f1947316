import { expect, test } from 'vitest';
import { inPairOrder, whoToWhom } from '../../../shared/references/who-to-whom.ts';

const paper = (from: string, to: string, when = '') => ({ from, to, when });

const papers = [
  paper('Department of State', 'Embassy Moscow', '1962-10-27'),
  paper('DEPARTMENT OF STATE', 'Embassy Moscow', '1961-01-03'),
  paper('Department of State', 'Embassy, Moscow'),
  paper('Embassy Moscow', 'Department of State', '1962-10-28'),
  paper('', 'Kennedy'),
];

test('spellings of one sender count together, under the spelling that is most common', () => {
  expect(whoToWhom(papers)[0]).toEqual({
    from: 'Department of State',
    to: 'Embassy Moscow',
    count: 3,
    back: 1,
    first: '1961-01-03',
    last: '1962-10-27',
  });
  expect(whoToWhom(papers)).toHaveLength(3);
});

test('what the table counts adds up to the documents', () => {
  const pairs = whoToWhom(papers);
  expect(pairs.reduce((sum, { count }) => sum + count, 0)).toBe(papers.length);
});

test('the table is sorted by sender, and unknown ones stand last either way', () => {
  const pairs = whoToWhom(papers);
  const senders = (isDescending: boolean) => inPairOrder(pairs, 'from', isDescending).map(({ from }) => from);
  expect(senders(false)).toEqual(['Department of State', 'Embassy Moscow', '']);
  expect(senders(true)).toEqual(['Embassy Moscow', 'Department of State', '']);
});
