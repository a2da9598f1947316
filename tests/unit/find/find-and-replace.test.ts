import type { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import { annotationRanges } from '../../../shared/document/annotation.ts';
import { readingText } from '../../../shared/document/reading-text.ts';
import { type FindQuery, findMatches, type Match } from '../../../shared/find/find.ts';
import { expandGroups, replaceMatches } from '../../../shared/find/replace.ts';
import { doc, fac, lineEnd, p, person, typ } from '../../helpers/builders.ts';

function matchesOf(node: Node, query: FindQuery): readonly Match[] {
  const result = findMatches(node, query);
  if (!result.ok) throw new Error(result.reason);
  return result.matches;
}

const found = (node: Node, query: FindQuery): readonly string[] => matchesOf(node, query).map(({ text }) => text);

const replaced = (node: Node, find: string, by: string, emendation = false): Node =>
  replaceMatches(node, matchesOf(node, { text: find }), () => by, { emendation }).doc;

/** The emended words with what the page reads there. */
function emendations(node: Node): readonly (readonly [string, string])[] {
  const found: (readonly [string, string])[] = [];
  node.descendants((child) => {
    for (const { type, attrs } of child.marks)
      if (type.name === 'emendation') found.push([child.text ?? '', String(attrs.sic)]);
  });
  return found;
}

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

  test('a letter without its combining accent is no whole word', () => {
    expect(found(doc(p('Cafe\u0301 Cafe')), { text: 'Cafe', wholeWord: true })).toEqual(['Cafe']);
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

  test('a tag over one of several words stays with it, and line ends stay between them', () => {
    const line = doc(p(person('a1', 'KUZNETSOV'), ' BEGAN', lineEnd(), 'READING'));
    const same = replaced(line, 'KUZNETSOV BEGAN READING', 'KUSNETSOW STARTED TO READ');
    expect(same.eq(doc(p(person('a1', 'KUSNETSOW'), ' STARTED', lineEnd(), 'TO READ')))).toBe(true);
    const more = replaced(line, 'KUZNETSOV BEGAN READING', '[KUZNETSOV BEGAN READING]');
    expect(more.eq(doc(p(person('a1', '[KUZNETSOV'), ' BEGAN', lineEnd(), 'READING]')))).toBe(true);
    const fewer = replaced(line, 'BEGAN READING', 'READ');
    expect(fewer.eq(doc(p(person('a1', 'KUZNETSOV'), ' READ')))).toBe(true);
    const before = replaced(line, 'KUZNETSOV BEGAN', 'Mr. KUZNETSOV BEGAN');
    expect(before.eq(doc(p('Mr. ', person('a1', 'KUZNETSOV'), ' BEGAN', lineEnd(), 'READING')))).toBe(true);
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

  test('an emendation of words that are emended already keeps what the page reads, not what was made of it', () => {
    const once = replaced(doc(p('TO DISTANTLING AND')), 'DISTANTLING', 'DISMANTELING', true);
    expect(emendations(replaced(once, 'DISMANTELING', 'DISMANTLING', true))).toEqual([['DISMANTLING', 'DISTANTLING']]);
    expect(emendations(replaced(once, 'TELING', 'TLING', true))).toEqual([['DISMANTLING', 'DISTANTLING']]);
  });

  test('an emendation that reaches beyond another takes its place, with all that the page reads there', () => {
    const once = replaced(doc(p('TO DISTANTLING AND')), 'DISTANTLING', 'DISMANTLING', true);
    expect(emendations(replaced(once, 'TO DISMANTLING', 'FOR DISMANTLING', true))).toEqual([
      ['FOR DISMANTLING', 'TO DISTANTLING'],
    ]);
    expect(emendations(replaced(once, 'LING AND', 'LING AND ALSO', true))).toEqual([
      ['DISMANTLING AND ALSO', 'DISTANTLING AND'],
    ]);
  });

  test('a character of two units is replaced whole', () => {
    const node = doc(p('a 😀 b'));
    const { steps } = replaceMatches(node, matchesOf(node, { text: '😀' }), () => '😁');
    expect(JSON.stringify(steps)).not.toMatch(/\\ud/i);
    expect(readingText(replaced(node, '😀', '😁'))).toBe('a 😁 b');
    expect(readingText(replaced(doc(p('a 𐀀 b')), '𐀀', '🐀'))).toBe('a 🐀 b');
  });

  test('groups with a name fill the replacement, and what names no group stays as it is written', () => {
    const node = doc(p('IL-28'));
    const [match] = matchesOf(node, { text: '(?<kind>IL)-(?<number>\\d+)', regex: true });
    if (!match) throw new Error('no match');
    expect(expandGroups('$<number>-$<kind> $2$1 $<none> $7', match)).toBe('28-IL 28IL $<none> $7');
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

  test.each([
    ['fine', 'the ﬁne ﬂight', 'ﬁne'],
    ['office', 'an oﬃce', 'oﬃce'],
    ['ﬁne', 'a fine word', 'fine'],
    ['Strasse', 'die Straße', 'Straße'],
    ['Straße', 'die Strasse', 'Strasse'],
    ['Istanbul', 'in İstanbul', 'İstanbul'],
    ['blessing', 'a bleſſing', 'bleſſing'],
  ])('%s finds letters that type draws otherwise', (text, line, word) => {
    expect(found(doc(p(line)), { text, foldAccents: true })).toEqual([word]);
  });

  test.each([
    ['f', 'ﬁne'],
    ['\u1112', '한국'],
  ])('a part of a character (%j) finds the whole of it', (text, line) => {
    const node = doc(p(line));
    const [match] = matchesOf(node, { text, foldAccents: true });
    expect(match).toMatchObject({ from: 1, to: 2, text: line.charAt(0), groups: [line.charAt(0)] });
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
