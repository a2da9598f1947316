import type { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import { type FindQuery, findMatches, type Match } from '../../../shared/correct/find.ts';
import { expandGroups, replaceMatches } from '../../../shared/correct/replace.ts';
import { annotationRanges } from '../../../shared/document/annotation.ts';
import { readingText } from '../../../shared/document/block-text.ts';
import { doc, fac, lineEnd, p, person, typ } from '../../helpers/builders.ts';

function matchesOf(node: Node, query: FindQuery): readonly Match[] {
  const result = findMatches(node, query);
  if (!result.ok) throw new Error(result.reason);
  return result.matches;
}

const found = (node: Node, query: FindQuery): readonly string[] => matchesOf(node, query).map(({ text }) => text);

const replaced = (node: Node, find: string, by: string, emendation = false): Node =>
  replaceMatches(node, matchesOf(node, { text: find }), () => by, { emendation }).doc;

describe('finding', () => {
  test('words that a page anchor parts are found as they read', () => {
    expect(found(doc(p('by the United ', fac(3), ' States but')), { text: 'United States' })).toEqual([
      'United States',
    ]);
  });

  test('a word that an anchor splits is found', () => {
    expect(found(doc(p('UNI', typ(1360), 'TED')), { text: 'UNITED' })).toEqual(['UNITED']);
  });

  test('a word broken over a line end is found whole, and its parts are no words of their own', () => {
    const node = doc(p('US RECONNAIS-', lineEnd(true), 'SANCE FLIGHTS', lineEnd(), 'OVER CUBA'));
    expect(found(node, { text: 'RECONNAISSANCE FLIGHTS OVER' })).toEqual(['RECONNAISSANCE FLIGHTS OVER']);
    expect(found(node, { text: 'RECONNAIS-' })).toEqual([]);
  });

  test.each(['-', '\u2010', '\u00AD', '¬'])('the line-end hyphen may be %j', (hyphen) => {
    expect(found(doc(p(`OVER${hyphen}`, lineEnd(true), 'FLIGHTS')), { text: 'OVERFLIGHTS' })).toEqual(['OVERFLIGHTS']);
  });

  test('is literal and minds case unless asked otherwise', () => {
    const node = doc(p('Cuba CUBA c.ba'));
    expect(found(node, { text: 'CUBA' })).toEqual(['CUBA']);
    expect(found(node, { text: 'cuba', caseSensitive: false })).toEqual(['Cuba', 'CUBA']);
    expect(found(node, { text: 'c.ba' })).toEqual(['c.ba']);
    expect(found(node, { text: 'c.ba', regex: true, caseSensitive: false })).toEqual(['Cuba', 'CUBA', 'c.ba']);
  });

  test('whole words only', () => {
    expect(found(doc(p('UN UNION (UN)')), { text: 'UN', wholeWord: true })).toHaveLength(2);
  });

  test('an expression that is none is told with its reason', () => {
    expect(findMatches(doc(p('x')), { text: '(', regex: true })).toMatchObject({ ok: false, reason: /group/i });
  });
});

describe('replacing', () => {
  test('touches only the characters that differ and leaves the anchor between its words', () => {
    const node = doc(p('by the United ', fac(3), ' States but'));
    expect(replaced(node, 'United States', 'United Nations').eq(doc(p('by the United ', fac(3), ' Nations but')))).toBe(
      true,
    );
  });

  test('an anchor inside the replaced words stays in the text', () => {
    expect(replaced(doc(p('STE', fac(2), 'VENS ON')), 'STEVENS ON', 'X').eq(doc(p('X', fac(2))))).toBe(true);
  });

  test('a tag over a misread name covers the corrected name', () => {
    const node = replaced(doc(p('TO ', person('a1', 'STEVENS ON'), ' HERE')), 'STEVENS ON', 'STEVENSON');
    expect(node.eq(doc(p('TO ', person('a1', 'STEVENSON'), ' HERE')))).toBe(true);
    expect(annotationRanges(node)).toEqual([{ id: 'a1', as: 'person', from: 4, to: 13 }]);
  });

  test('all matches at once, in one document', () => {
    expect(readingText(replaced(doc(p('a b a'), p('a')), 'a', 'xyz'))).toBe('xyz b xyz\nxyz');
  });

  test('a line end that the correction does not reach stays', () => {
    const node = doc(p('RECONNAIS-', lineEnd(true), 'SANCF'));
    const result = replaced(node, 'RECONNAISSANCF', 'RECONNAISSANCE');
    expect(result.eq(doc(p('RECONNAIS-', lineEnd(true), 'SANCE')))).toBe(true);
  });

  test('an emendation keeps what the page reads', () => {
    const node = replaced(doc(p('TO DISTANTLING AND')), 'DISTANTLING', 'DISMANTLING', true);
    const marked: unknown[] = [];
    node.descendants((child) => {
      for (const mark of child.marks) marked.push([child.text, mark.type.name, mark.attrs.sic]);
    });
    expect(marked).toEqual([['DISMANTLING', 'emendation', 'DISTANTLING']]);
  });

  test('groups of an expression fill the replacement', () => {
    const node = doc(p('IL-28 IL-62'));
    const matches = matchesOf(node, { text: 'IL-(\\d)(\\d)', regex: true });
    const result = replaceMatches(node, matches, (match) => expandGroups('$2$1$$', match));
    expect(readingText(result.doc)).toBe('82$ 26$');
  });
});

describe('finding with accents folded', () => {
  const accented = doc(p('La fidélité de Đuric\u0301 à Orly; FIDÉLITÉ'));

  test('letters match with and without their accents, composed or not', () => {
    expect(found(accented, { text: 'fidelite', foldAccents: true })).toEqual(['fidélité']);
    expect(found(accented, { text: 'FIDÈLITE', foldAccents: true, caseSensitive: false })).toEqual([
      'fidélité',
      'FIDÉLITÉ',
    ]);
    expect(found(accented, { text: 'Đuric', foldAccents: true, wholeWord: true })).toEqual(['Đuric\u0301']);
    expect(found(accented, { text: 'fidelite' })).toEqual([]);
  });

  test('groups of an expression keep the accents of the text', () => {
    const [match] = matchesOf(accented, { text: '(fide)(lite)', regex: true, foldAccents: true });
    expect(match?.groups).toEqual(['fidélité', 'fidé', 'lité']);
  });

  test('a replacement takes the whole accented word away', () => {
    const matches = matchesOf(accented, { text: 'duric', foldAccents: true, caseSensitive: false });
    expect(matches).toEqual([]);
    const folded = matchesOf(accented, { text: 'Đuric', foldAccents: true });
    expect(readingText(replaceMatches(accented, folded, () => 'Duric').doc)).toContain('de Duric à Orly');
  });
});
