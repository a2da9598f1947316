import { expect, test } from 'vitest';
import { referenceTarget } from '../../../shared/tei/reference-target.ts';

/** Two volumes with documents of the same names, each with what stands around them behind it, and a file of its own. */
const documents = [
  'frus1961v06 d1.xml',
  'frus1961v06 d2.xml',
  'frus1961v06 d12.xml',
  'frus1961v06.xml',
  'my papers d1.xml',
  'my papers d2.xml',
  'my papers.xml',
  'letter.xml',
].map((source, at) => ({ id: `n${at}`, source }));

const ledTo = (target: string, from = 'n0'): string => {
  const found = referenceTarget(target, { document: from, has: (id) => id === 'fn1' }, documents);
  if (found?.kind === 'document') return found.document.id;
  return found ? `#${found.id}` : 'nowhere';
};

test('a pointer leads to the element of the document itself, or to another of its volume, or of that name', () => {
  expect(ledTo('#fn1')).toBe('#fn1');
  expect(ledTo('#d2')).toBe('n1');
  expect(ledTo('d2')).toBe('n1');
  expect(ledTo('#d2', 'n4')).toBe('n5');
  expect(ledTo('d12.xml', 'n4')).toBe('nowhere');
  expect(ledTo('d12.xml#p4')).toBe('n2');
  expect(ledTo('#d2', 'n6')).toBe('n5');
  expect(ledTo('letter.xml#p3')).toBe('n7');
});

test('one that names a volume leads into that volume alone', () => {
  expect(ledTo('frus1961v06/d2', 'n5')).toBe('n1');
  expect(ledTo('frus1961v06.xml#d1', 'n7')).toBe('n0');
  expect(ledTo('../volumes/frus1961v06/d2', 'n4')).toBe('n1');
  expect(ledTo('frus1961v06/ch1', 'n4')).toBe('n3');
  expect(ledTo('frus1961v06', 'n4')).toBe('n3');
  expect(ledTo('frus1964v01/d2')).toBe('nowhere');
});

test('one to a note or a passage of a document leads to the document', () => {
  expect(ledTo('#d2fn3')).toBe('n1');
  expect(ledTo('d12fn3')).toBe('n2');
  expect(ledTo('#d13')).toBe('nowhere');
});

test('addresses on the network, and pointers to nothing, lead nowhere', () => {
  expect(ledTo('https://history.state.gov/d2')).toBe('nowhere');
  expect(ledTo('  ')).toBe('nowhere');
  expect(ledTo('#nothing')).toBe('nowhere');
});
