import { expect, test } from 'vitest';
import { checkKeyCases } from '../helpers/key-cases.ts';
import { stockExceptions } from '../helpers/stock-exceptions.ts';

/** Of each kind; `npm run test:sessions` presses more. */
const cases = 5_000;

test(`a key does what it does in every ProseMirror editor where there are no page anchors, ${cases} times`, () => {
  const { keys, exceptions } = checkKeyCases(1, cases, false);
  expect(Math.min(...keys.values())).toBeGreaterThan(cases / 200);
  for (const { name } of stockExceptions)
    if (!name.includes('page anchors')) expect(exceptions.get(name)).toBeGreaterThan(0);
});

test(`a key does the same where there are page anchors, and leaves them in their order, ${cases} times`, () => {
  const { exceptions } = checkKeyCases(1, cases, true);
  expect([...exceptions.keys()].sort()).toEqual(stockExceptions.map(({ name }) => name).sort());
});
