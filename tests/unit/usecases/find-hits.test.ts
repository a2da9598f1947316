import { afterAll, expect, test } from 'vitest';
import { type HitFinder, hitFinder } from '../../../main/usecases/find-hits.ts';
import { hitInContext } from '../../../shared/find/find.ts';
import { doc, fac, p } from '../../helpers/builders.ts';
import { builtWorkers } from '../../helpers/built-workers.ts';

const workers = builtWorkers();
let finder: HitFinder | null = null;
afterAll(() => finder?.close());

const never = new AbortController().signal;
const found = (): HitFinder => {
  finder ??= hitFinder(workers());
  return finder;
};

const telegram = doc(p('STEVENS ON read by the United ', fac(3), 'States, 1762'), p('a'.repeat(40)));

test('words are found across a page anchor', async () => {
  const result = await found().find(telegram, { text: 'United States' }, never);
  expect(result.kind === 'hits' && result.hits.map(({ text }) => text)).toEqual(['United States']);
});

test('an expression is searched for in a thread of its own, with its groups', async () => {
  const result = await found().find(telegram, { text: '(\\d)(\\d+)', regex: true }, never);
  expect(result.kind === 'hits' && result.hits.map(({ groups }) => groups)).toEqual([['1762', '1', '762']]);
});

test('an expression that is none is told with the reason', async () => {
  const result = await found().find(telegram, { text: '(', regex: true }, never);
  expect(result).toMatchObject({ kind: 'bad expression', reason: 'a “(” has no “)”' });
});

test('an expression that would search for ever is stopped', async () => {
  const result = await found().find(telegram, { text: '(a+)+b', regex: true }, never);
  expect(result).toEqual({
    kind: 'bad expression',
    reason: 'searching one document with it took longer than 250 ms and was stopped',
  });
});

test('a hit is shown with the words around it', async () => {
  const long = doc(p(`${'before '.repeat(20)}HIT ${'after '.repeat(20)}`));
  const result = await found().find(long, { text: 'HIT' }, never);
  const [match] = result.kind === 'hits' ? result.hits : [];
  expect(match && hitInContext(long, match)).toEqual({
    before: `…${'before '.repeat(20).slice(-40)}`,
    text: 'HIT',
    after: ` ${'after '.repeat(20)}`.slice(0, 40).concat('…'),
  });
});
