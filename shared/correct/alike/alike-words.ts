import type { Node } from 'prosemirror-model';
import { textBlocks } from '../../document/reading-text.ts';
import { type WordInContext, wordInContextKey } from '../../document/review.ts';
import type { Match } from '../../find/find.ts';
import { wordShape } from '../../text/word-shape.ts';
import { blockWords } from '../language/block-words.ts';

/** A word of a document, or some in a row, with the words around it: it is found again as long as these stay. */
export interface AlikeWord extends WordInContext {
  /** Positions before its first and after its last character, with the punctuation around it. */
  readonly from: number;
  readonly to: number;
}

/** What words are alike by: their text without the punctuation around it; a text of signs alone stands for itself. */
export function readingOf(text: string): string {
  const { lead, core, trail } = wordShape(text);
  return core === '' ? lead + trail : core;
}

/** A word with another reading in the place of its own; the punctuation around it stays, but for what the reading brings.
 *  @param as what it is to read, with or without punctuation around it */
export function readAs(text: string, as: string): string {
  const [own, other] = [wordShape(text), wordShape(as)];
  if (own.core === '' || other.core === '') return as;
  return other.lead + other.trail === '' ? own.lead + as + own.trail : as;
}

/** The words of a document that read so, capitals and small letters held apart, in the order of the text. What is no running text, and
 *  what an editor has decided, is not among them.
 *  @param reading of one word or more, with single spaces between them */
export function wordsReading(doc: Node, reading: string): readonly AlikeWord[] {
  const count = reading.split(' ').length;
  return alikeWords(doc, count).filter(({ text }) => readingOf(text) === reading);
}

/** All runs of so many words. */
function alikeWords(doc: Node, count: number): readonly AlikeWord[] {
  return textBlocks(doc).flatMap(({ block, start }) => {
    const words = blockWords(block);
    return words.flatMap((first, index) => {
      const run = words.slice(index, index + count);
      const last = run.at(-1);
      if (run.length < count || !last || run.some(({ isObject }) => isObject)) return [];
      return [
        {
          from: start + first.from,
          to: start + last.to,
          text: run.map(({ text }) => text).join(' '),
          before: words[index - 1]?.text ?? '',
          after: words[index + count]?.text ?? '',
        },
      ];
    });
  });
}

/** Where words stand now that were found in an earlier state of the document: each between the same neighbours, the nearest to its old
 *  place; null for one that is gone, or has others around it.
 *  @param words in any order; the answer has theirs */
export function placesAgain(doc: Node, words: readonly AlikeWord[]): readonly (AlikeWord | null)[] {
  const counts = [...new Set(words.map(({ text }) => text.split(' ').length))];
  const found = new Map<string, AlikeWord[]>();
  const wanted = new Set(words.map(wordInContextKey));
  for (const word of counts.flatMap((count) => alikeWords(doc, count))) {
    const key = wordInContextKey(word);
    if (wanted.has(key)) found.set(key, [...(found.get(key) ?? []), word]);
  }
  return words.map((word) => {
    const left = found.get(wordInContextKey(word)) ?? [];
    const nearest = left.toSorted((a, b) => Math.abs(a.from - word.from) - Math.abs(b.from - word.from))[0];
    if (nearest)
      found.set(
        wordInContextKey(word),
        left.filter((one) => one !== nearest),
      );
    return nearest ?? null;
  });
}

/** A decision about a word: what it is to read; null when it is right as it stands. */
export interface DecidedWord extends AlikeWord {
  readonly as: string | null;
}

/** What decisions change in a document. */
export interface AlikeDecision {
  /** What is replaced, each with what takes its place. */
  readonly replacements: ReadonlyMap<Match, string>;
  /** The words that a person has looked at, as they read afterwards: they are not asked again. */
  readonly kept: readonly WordInContext[];
  /** What was read and what is meant, without punctuation, each once. */
  readonly corrections: readonly { readonly from: string; readonly to: string }[];
  /** How many of the words are not there any more. */
  readonly left: number;
}

/** Works out what decisions change. */
export function decideAlike(doc: Node, words: readonly DecidedWord[]): AlikeDecision {
  const places = placesAgain(doc, words);
  const replacements = new Map<Match, string>();
  const kept: WordInContext[] = [];
  const corrections = new Map<string, { readonly from: string; readonly to: string }>();
  words.forEach(({ as }, index) => {
    const place = places[index];
    if (!place) return;
    const { from, to, before, text, after } = place;
    const next = as === null ? text : readAs(text, as);
    if (!/\s/.test(next) || next === text) kept.push({ before, text: next, after });
    if (next === text) return;
    replacements.set({ from, to, text, groups: [text] }, next);
    const correction = { from: readingOf(text), to: readingOf(next) };
    if (correction.from !== correction.to) corrections.set(`${correction.from}\n${correction.to}`, correction);
  });
  const left = places.filter((place) => place === null).length;
  return { replacements, kept, corrections: [...corrections.values()], left };
}
