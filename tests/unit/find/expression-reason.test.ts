import { expect, test } from 'vitest';
import { expressionReason, findInTexts } from '../../../shared/find/find.ts';

test.each([
  ['STEVENS (ON', 'a “(” has no “)”'],
  ['STEVENS ON)', 'a “)” has no “(”'],
  ['[A-Z', 'a “[” has no “]”'],
  ['[Z-A]', 'a range in a “[…]” runs backwards'],
  ['*ON', 'nothing stands before a “*”, “+” or “?” to be repeated; write “\\*” for the sign itself'],
  ['ON}', 'a bracket stands alone; write “\\{”, “\\}” or “\\]” for the sign itself'],
  ['N{3,1}', 'the numbers in a “{…}” are not whole or not in order'],
  ['ON\\', 'it ends in a “\\”; write “\\\\” for the sign itself'],
  ['\\_', 'a “\\” stands before a sign that it gives no meaning'],
  ['(?<1>N)', 'it is not a regular expression (Invalid capture group name)'],
])('what is wrong with “%s” is said in words', (source, reason) => {
  expect(expressionReason(source)).toBe(reason);
});

test('an expression has nothing wrong with it', () => {
  expect(expressionReason('STEVENS (ON)\\b')).toBeNull();
});

test('what is wrong is said of what was written, not of what is made of it', () => {
  const query = { text: 'STEVENS (ON', regex: true, wholeWord: true, foldAccents: true };
  expect(findInTexts(['STEVENS ON'], query)).toEqual({ ok: false, reason: 'a “(” has no “)”' });
  expect(findInTexts(['STEVENS ON'], { ...query, text: 'ON)|(STEVENS' })).toEqual({
    ok: false,
    reason: 'a “)” has no “(”',
  });
});
