import { describe, expect, test } from 'vitest';
import {
  fieldWords,
  isMisspelled,
  type SpellingKnowledge,
  spellingsFor,
} from '../../../../shared/correct/language/field-spelling.ts';
import { wordList } from '../../../../shared/correct/language/lexicon.ts';
import { englishLetters } from '../../../../shared/correct/language/spelling-neighbours.ts';

const words = ['the', 'their', 'there', 'then', 'received', 'embassy', 'note', 'Paris', 'don’t', "don't"];

const english: SpellingKnowledge = {
  lexicon: wordList(words),
  isOpen: false,
  hasCompounds: false,
  common: new Map(['the', 'there', 'their'].map((word, rank) => [word, rank])),
  letters: englishLetters,
};

const none: ReadonlySet<string> = new Set();

describe('the words of a field', () => {
  test('are told with where they begin, without figures, addresses and marks around them', () => {
    expect(fieldWords('The embassy’s note (No. 275)')).toEqual([
      { word: 'The', from: 0 },
      { word: 'embassy’s', from: 4 },
      { word: 'note', from: 14 },
      { word: 'No', from: 20 },
    ]);
    expect(fieldWords('see https://example.org, a@b.c, 3rd and x_y')).toEqual([
      { word: 'see', from: 0 },
      { word: 'and', from: 36 },
    ]);
  });
});

describe('a word is underlined', () => {
  const isWrong = (word: string, taught = none): boolean => isMisspelled(word, english, taught);

  test('when the dictionary does not have it, whatever its capitals and its apostrophe', () => {
    expect(['recieved', 'Recieved'].map((word) => isWrong(word))).toEqual([true, true]);
    expect(['received', 'Received', 'paris', 'don’t', 'embassy’s'].map((word) => isWrong(word))).toEqual(
      Array.from({ length: 5 }, () => false),
    );
  });

  test('not when an editor added it, when it is an abbreviation, and in a language without a dictionary', () => {
    expect(isWrong('Kuznetsov')).toBe(true);
    expect(isWrong('Kuznetsov', new Set(['kuznetsov']))).toBe(false);
    expect([isWrong('RMOR'), isWrong('x')]).toEqual([false, false]);
    expect(isMisspelled('Gesandte', { ...english, isOpen: true }, none)).toBe(false);
  });

  test('not when it is put together of two words, in a language that does so', () => {
    const german = { ...english, lexicon: wordList(['bund', 'regierung', 'antwort']), hasCompounds: true };
    expect(
      ['Bundesregierung', 'Bundregierung', 'Regierungsantwort'].map((word) => isMisspelled(word, german, none)),
    ).toEqual([true, false, false]);
    expect(isMisspelled('Bundregierung', { ...german, hasCompounds: false }, none)).toBe(true);
  });
});

describe('what may be meant', () => {
  test('is what is nearest and commonest, with a capital where the word has one, at most five', () => {
    expect(spellingsFor('thier', english)).toEqual(['their', 'the', 'there', 'then']);
    expect(spellingsFor('Recieved', english)).toEqual(['Received']);
    expect(spellingsFor('xqzxqz', english)).toEqual([]);
  });
});
