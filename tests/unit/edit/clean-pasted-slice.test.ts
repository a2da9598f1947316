import { expect, test } from 'vitest';
import { schema } from '../../../shared/document/schema.ts';
import { cleanPastedSlice, cleanStrangeSlice } from '../../../shared/edit/paste.ts';
import { doc, fac, p, person } from '../../helpers/builders.ts';

const copied = doc(p('Dear ', person('a1', 'Chairman'), fac(1), ':')).slice(1, 16);

test('words that were cut come back with their tag and their page anchor', () => {
  expect(cleanPastedSlice(copied, doc(p('Dear'))).eq(copied)).toBe(true);
});

test('a copy of words is no second tag and no second page', () => {
  const clean = cleanPastedSlice(copied, doc(p(person('a1', 'Chairman'), fac(1))));
  expect(clean.content.toString()).toBe('<"Dear Chairman:">');
});

test('words of another document bring neither their tag nor their page anchor along', () => {
  const clean = cleanStrangeSlice(copied, doc(p('Sir')));
  expect(clean.content.textBetween(0, clean.content.size)).toBe('Dear Chairman:');
  expect(clean.content.childCount).toBe(1);
});

test('a copy of words that a zone of a page image shows, and words of another document, are in no zone', () => {
  const zoned = doc(p(schema.text('TOP SECRET', [schema.mark('zone', { id: 'z1' })])));
  const slice = zoned.slice(1, 11);
  expect(cleanPastedSlice(slice, doc(p('Dear'))).eq(slice)).toBe(true);
  for (const clean of [cleanPastedSlice(slice, zoned), cleanStrangeSlice(slice, doc(p('Dear')))])
    expect(clean.content.firstChild?.marks).toEqual([]);
});
