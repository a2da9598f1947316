import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { readingText } from '../../../shared/document/reading-text.ts';
import { withKeptHyphens, wordHyphens } from '../../../shared/import/word-hyphens.ts';
import { doc, fac, lineEnd, p } from '../../helpers/builders.ts';

const read = (...blocks: readonly Node[]): string => {
  const node = doc(...blocks);
  return readingText(withKeptHyphens(node, wordHyphens(node).kept));
};

test('a hyphen at a line end stays when the document has the word with it elsewhere, and goes when it has it without', () => {
  expect(read(p('a well-', lineEnd(true), 'known man'), p('a Well-Known man'))).toBe(
    'a well-known man\na Well-Known man',
  );
  expect(read(p('a well-', lineEnd(true), 'known man'), p('wellknown, or well-known'))).toBe(
    'a wellknown man\nwellknown, or well-known',
  );
  expect(read(p('the up-to-', lineEnd(true), fac(2), 'date list'), p('it is up-to-date'))).toBe(
    'the up-to-date list\nit is up-to-date',
  );
});

test('a word that stands nowhere else is left open when both its parts may be words', () => {
  const node = doc(
    p('a well-', lineEnd(true), 'known man, UN-', lineEnd(true), 'COVERING the'),
    p('dismantle-', lineEnd(true), 'ment and a¬', lineEnd(true), 'gain'),
  );
  expect(wordHyphens(node)).toEqual({
    kept: [],
    open: [{ pos: 8, hyphened: 'well-known', joined: 'wellknown' }],
  });
});
