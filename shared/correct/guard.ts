import type { ImportedWord, TypedWord } from './imported-words.ts';
import type { Knowledge, Token } from './knowledge.ts';
import type { Candidate } from './suggestions.ts';
import { isNumber } from './suspect-features.ts';
import { sureFrom, type WordEvidence } from './word-evidence.ts';
import { folded, wordShape } from './word-shape.ts';

/** What is held against a word because an editor wrote it. */
export interface Guard {
  /** What all readings have in its place, though it is a word too and the OCR was sure; null when there is no such reading. */
  readonly overruled: string | null;
  /** It occurs nowhere else, neither in the import nor in any other document. */
  readonly isNew: boolean;
  /** What the layout says of the words that stood in its place. */
  readonly place: WordEvidence | null;
}

/** What is held against words of a block; null for those that the import has.
 *  @param typed one for each word
 *  @param isImported whether the import has a word anywhere, in small letters */
export const guardsOf = (
  tokens: readonly Token[],
  typed: readonly (TypedWord | null)[],
  knowledge: Knowledge,
  isImported: (small: string) => boolean,
): readonly (Guard | null)[] =>
  tokens.map((token, index) => {
    const written = typed[index];
    if (!written) return null;
    return {
      overruled: overruledReading(written.was, token, knowledge),
      isNew: knowledge.elsewhere(token.small) === 0 && !isImported(token.small),
      place: written.was.find(({ evidence }) => evidence !== null)?.evidence ?? null,
    };
  });

/** The reading that a word was written over. */
export const overruledCandidate = (text: string): Candidate => ({
  text,
  worth: 0,
  why: 'All readings have it',
  isSecond: true,
});

function overruledReading(was: readonly ImportedWord[], token: Token, knowledge: Knowledge): string | null {
  const text = was.map((word) => word.text).join(' ');
  if (text === '' || !was.every((word) => isFirmReading(word, knowledge))) return null;
  // What was accepted once is no slip of the hand.
  return knowledge.learned(text) === token.word.text ? null : text;
}

/** Whether both readings have a word of the language, or a number, and nothing speaks against it. */
function isFirmReading({ text, evidence }: ImportedWord, knowledge: Knowledge): boolean {
  const second = evidence?.second;
  if (!evidence || !second || second.words !== 1 || (evidence.confidence ?? 100) < sureFrom) return false;
  const core = folded(wordShape(text).core);
  if (core === '' || folded(wordShape(second.text).core) !== core) return false;
  return isNumber(core) || knowledge.isKnown(core);
}
