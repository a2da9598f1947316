import { describe, expect, test } from 'vitest';
import { corrections } from '../../../shared/alignment/corrections.ts';
import { call, doc, fac, furniture, h, lineEnd, note, notes, p } from '../../helpers/builders.ts';

const readings = (...args: Parameters<typeof corrections>): readonly string[] =>
  corrections(...args).map(({ before, after }) => `${before} → ${after}`);

describe('corrections', () => {
  test('a document as imported has none', () => {
    expect(corrections(doc(p('STEVENS ON READ')), doc(p('STEVENS ON READ')))).toEqual([]);
  });

  test('a run of changed words is one correction, with its place', () => {
    expect(corrections(doc(p('THEN STEVENS ON READ')), doc(p('THEN STEVENSON READ')))).toEqual([
      { from: 6, to: 15, before: 'STEVENS ON', after: 'STEVENSON' },
    ]);
  });

  test('words apart are corrections apart', () => {
    expect(readings(doc(p('a b c d'), p('e f')), doc(p('a x c y'), p('e z')))).toEqual(['b → x', 'd → y', 'f → z']);
  });

  test('a word taken away stands where it stood', () => {
    expect(corrections(doc(p('a b c')), doc(p('a c')))).toEqual([{ from: 2, to: 2, before: 'b', after: '' }]);
  });

  test('splitting, joining, changing the type of blocks and moving them is none', () => {
    expect(readings(doc(p('a b c'), p('d e f')), doc(p('a b c d e f')))).toEqual([]);
    expect(readings(doc(p('a b c d')), doc(p('a b'), p('c d')))).toEqual([]);
    expect(readings(doc(p('a b'), p('c')), doc(h('a b'), furniture('c')))).toEqual([]);
    expect(readings(doc(p('one two three'), p('x'), p('y')), doc(p('x'), p('y'), p('one two three')))).toEqual([]);
  });

  test('joining lines, an anchor and an undone recognition are none', () => {
    expect(readings(doc(p('RECONNAIS-', lineEnd(true), 'SANCE a')), doc(p('RECONNAISSANCE a')))).toEqual([]);
    expect(readings(doc(p('a b')), doc(p('a ', fac(2), 'b')))).toEqual([]);
    expect(readings(doc(p('a ', fac(2), 'b')), doc(p('a [Facsimile Page 2] b')))).toEqual([]);
    expect(
      readings(doc(p('said', call('n1', '1'), ' so'), notes(note('n1', '1', 'x'))), doc(p('said(1) so'), p('1 x'))),
    ).toEqual([]);
  });
});
