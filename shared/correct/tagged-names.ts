import type { Node } from 'prosemirror-model';
import { textBlocks } from '../document/block-text.ts';
import { type BlockWord, blockWords } from './block-words.ts';
import type { WordList } from './lexicon.ts';
import { folded, wordShape } from './word-shape.ts';

/** The words of a document that editors tagged as a person, a place or the like, each once, in small letters. */
export const taggedNames = (doc: Node): readonly string[] => [
  ...new Set(textBlocks(doc).flatMap(({ block }) => namesIn(blockWords(block)))),
];

/** The tagged words among some, without a possessive. */
export const namesIn = (words: readonly BlockWord[]): readonly string[] =>
  words.flatMap(({ text, isTagged }) => {
    const name = isTagged ? folded(wordShape(text).core).replace(/'s?$/, '') : '';
    return name === '' ? [] : [name];
  });

/** A list of words with names that it lacks.
 *  @param names of the other documents of the collection
 *  @param isTaggedHere whether a name, in small letters, is tagged in the document that is looked at */
export const withNames = (list: WordList, names: WordList, isTaggedHere: (name: string) => boolean): WordList => ({
  known: (word) => list.known(word) || names.known(word) || isTaggedHere(folded(word).replace(/'s?$/, '')),
  alike: (first, length) => {
    const more = names.alike(first, length);
    const own = list.alike(first, length);
    if (more.words.length === 0) return own;
    return { words: [...own.words, ...more.words], masks: Uint32Array.from([...own.masks, ...more.masks]) };
  },
});
