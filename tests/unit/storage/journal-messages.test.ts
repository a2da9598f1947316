import { expect, it } from 'vitest';
import { recoveredTogether } from '../../../main/storage/journal/journal-messages.ts';

const cutOff = (name: string) => ({ name: `“${name}”`, bytes: 10, copy: `recovered/${name}.torn` });

const beginning = (...names: readonly string[]): string =>
  recoveredTogether(names.map(cutOff)).replace(/ were cut off.*/, '');

it('several recovered documents are told of in one sentence, with as many names as a person reads', () => {
  expect(recoveredTogether([cutOff('a'), cutOff('b')])).toBe(
    'The last writes to “a” and “b” were cut off when the program or the computer stopped; everything that was reported as saved is there, and the 20 bytes of the cut-off ends are kept in recovered/.',
  );
  expect(beginning('a', 'b', 'c', 'd')).toBe('The last writes to “a”, “b”, “c” and “d”');
  expect(beginning('a', 'b', 'c', 'd', 'e')).toBe('The last writes to “a”, “b”, “c” and 2 more documents');
});
