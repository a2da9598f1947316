import { expect, test } from 'vitest';
import {
  agreedReading,
  alikeGroups,
  groupName,
  letterChange,
  namedGroup,
} from '../../../shared/correct/alike/alike-groups.ts';
import { decideAlike, placesAgain, readAs, wordsReading } from '../../../shared/correct/alike/alike-words.ts';
import { oddness, shapeSize, unlikeness } from '../../../shared/correct/alike/odd-pictures.ts';
import { replaceMatches } from '../../../shared/find/replace.ts';
import { doc, fac, p } from '../../helpers/builders.ts';

const suspect = (text: string, ...meant: readonly string[]) => ({
  text,
  suggestions: meant.map((one) => ({ text: one })),
});

test('words that read alike are found with the punctuation around them, over a page anchor, and not inside longer ones', () => {
  const document = doc(p('From Cuha, to “Cuha”; Cuhans.'), p('Of Cu', fac(2), 'ha and cuha'));
  const words = wordsReading(document, 'Cuha');
  expect(words.map(({ before, text, after }) => [before, text, after])).toEqual([
    ['From', 'Cuha,', 'to'],
    ['to', '“Cuha”;', 'Cuhans.'],
    ['Of', 'Cuha', 'and'],
  ]);
  expect(words.map(({ from, to }) => document.textBetween(from, to, '', () => ''))).toEqual([
    'Cuha,',
    '“Cuha”;',
    'Cuha',
  ]);
  expect(wordsReading(doc(p('and STEVENS ON, said')), 'STEVENS ON').map(({ text }) => text)).toEqual(['STEVENS ON,']);
});

test('punctuation around a word stays when it is read otherwise, unless the reading has its own', () => {
  expect(readAs('“Cuha”;', 'Cuba')).toBe('“Cuba”;');
  expect(readAs('Cuha,', 'Cuba.')).toBe('Cuba.');
  expect(readAs('|', 'I')).toBe('I');
});

test('a word is found again after an edit before it, two that stand alike each once, and not with other neighbours', () => {
  const before = doc(p('the Cuha case'), p('the Cuha case'), p('a Cuha here'));
  const words = wordsReading(before, 'Cuha');
  const after = doc(p('Added first. the Cuha case'), p('the Cuha case'), p('a Cuha there'));
  const again = placesAgain(after, words);
  expect(again.map((place) => place && after.textBetween(place.from, place.to))).toEqual(['Cuha', 'Cuha', null]);
  const both = placesAgain(before, words.slice(0, 2));
  expect(both).toEqual(words.slice(0, 2));
});

test('a decision corrects and keeps words, teaches each correction once, and says how many are gone', () => {
  const document = doc(p('From Cuha, of Cuha.'), p('The Cuha house'));
  const [first, second, third] = wordsReading(document, 'Cuha');
  if (!first || !second || !third) throw new Error('three words read so');
  const gone = { ...third, before: 'A' };
  const decided = decideAlike(document, [
    { ...first, as: 'Cuba' },
    { ...second, as: 'Cuba' },
    { ...third, as: null },
    { ...gone, as: 'Cuba' },
  ]);
  const { replacements, kept, corrections, left } = decided;
  const { doc: changed } = replaceMatches(document, [...replacements.keys()], (match) => replacements.get(match) ?? '');
  expect(changed.textContent).toBe('From Cuba, of Cuba.The Cuha house');
  expect(kept.map(({ text }) => text)).toEqual(['Cuba,', 'Cuba.', 'Cuha']);
  expect(corrections).toEqual([{ from: 'Cuha', to: 'Cuba' }]);
  expect(left).toBe(1);
});

test('suspects are grouped by what they read and by the letters that they differ by, the largest group first', () => {
  const groups = alikeGroups([
    suspect('Cuha,', 'Cuba,'),
    suspect('Cuha', 'Cuba'),
    suspect('tbe', 'the'),
    suspect('Habana', 'Havana'),
    suspect('hahit', 'habit'),
    suspect('the.', 'the,'),
    suspect('the.', 'the,'),
    suspect('..', '.'),
  ]);
  expect(groups.map((group) => [groupName(group), group.meant, group.suspects.length])).toEqual([
    ['h>b', 'b', 3],
    ['Cuha', 'Cuba', 2],
  ]);
});

test('what both other readings have is a group of its own, before the others, whatever its words read', () => {
  const agreed = (text: string, ...meant: readonly string[]) => ({
    text,
    suggestions: meant.map((one, index) => ({
      text: one,
      ...(index === meant.length - 1 && { isAgreed: true as const }),
    })),
  });
  const suspects = [
    agreed('end', 'and'),
    agreed('so', 'no', 'To'),
    suspect('Cuha', 'Cuba'),
    suspect('Cuha', 'Cuba'),
    suspect('Cuha', 'Cuba'),
  ];
  const [first, ...others] = alikeGroups(suspects);
  expect(first && [groupName(first), first.suspects.map(agreedReading)]).toEqual(['>', ['and', 'To']]);
  expect(others.map(groupName)).toEqual(['Cuha']);
  expect(namedGroup('>').kind).toBe('agreed');
  expect(alikeGroups(suspects.slice(1, 3))).toEqual([]);
});

test('the letters that two words differ by are few, and those of another word are none', () => {
  expect(letterChange('modem', 'modern,')).toEqual({ read: 'm', meant: 'rn' });
  expect(letterChange('Rernoved', 'removed')).toEqual({ read: 'rn', meant: 'm' });
  expect(letterChange('house', 'castle')).toBeNull();
  expect(letterChange('the', 'The')).toBeNull();
  expect(letterChange('STEVENS ON', 'STEVENSON')).toBeNull();
  expect(namedGroup('rn>m')).toEqual({ kind: 'letters', read: 'rn', meant: 'm' });
  expect(namedGroup('“Cuha”')).toEqual({ kind: 'reading', read: 'Cuha', meant: null });
});

/** A shape with a dark bar, from one column to another. */
const bar = (from: number, to: number, ink = 200): readonly number[] =>
  Array.from({ length: shapeSize.width * shapeSize.height }, (_, cell) => {
    const column = cell % shapeSize.width;
    return column >= from && column < to ? ink : 10;
  });

test('the picture that looks otherwise is the least like the others, however dark the ink of each is', () => {
  const odd = unlikeness([bar(4, 12), bar(4, 12, 90), bar(4, 13), bar(20, 28), null]);
  expect(odd[4]).toBeNull();
  const shown = odd.slice(0, 4).map((value) => value ?? Number.NaN);
  expect(Math.max(...shown)).toBe(shown[3]);
  expect(shown[3]).toBeGreaterThan(0.8);
  expect(Math.max(...shown.slice(0, 3))).toBeLessThan(0.5);
  expect(unlikeness([bar(4, 12), null])).toEqual([null, null]);
});

test('a picture unlike the others is odder than a doubtful reading, and another reading than a low confidence', () => {
  const plain = { unlikeness: 0.1, confidence: 95, otherReadings: [] };
  const order = [
    { ...plain, unlikeness: 0.9 },
    { ...plain, otherReadings: ['Cuba', 'Cubo'] },
    { ...plain, confidence: 20 },
    plain,
  ].map(oddness);
  expect(order).toEqual(order.toSorted((a, b) => b - a));
  expect(new Set(order).size).toBe(4);
});
