import { editDistance } from '../../text/edit-distance.ts';
import { inCaseOf } from '../../text/word-shape.ts';
import { inEnglish } from '../../translation/retell.ts';
import type { Knowledge, Token } from './knowledge.ts';
import { isNumber } from './suspect-features.ts';
import { sureFrom } from './word-evidence.ts';

/** Words in a row that may be meant otherwise together. */
export interface WordGroup {
  /** How many words from the first one. */
  readonly count: number;
  readonly kind: 'joins' | 'phrase';
  /** How much speaks for it: about 1 when it is likely. */
  readonly strength: number;
  readonly suggestion: string;
  readonly reason: string;
}

/** What the words from one on may be meant to read together; null when nothing speaks for it.
 *  @param alike the word that a text looks like */
export function wordGroup(
  tokens: readonly Token[],
  at: number,
  knowledge: Knowledge,
  alike: (small: string) => string | null,
): WordGroup | null {
  return phraseAt(tokens, at, knowledge) ?? joinAt(tokens, at, knowledge) ?? misreadJoin(tokens, at, knowledge, alike);
}

/** A word that a line end divides, a part of which was misread so that nothing tells that both belong together. */
function misreadJoin(
  tokens: readonly Token[],
  at: number,
  knowledge: Knowledge,
  alike: (small: string) => string | null,
): WordGroup | null {
  const [first, second, third] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (!isWord(first) || !second || second.word.isObject) return null;
  const isDivided = /^[-~=¬]+$/.test(first.trail);
  // Noise at the edge of the page stands between the two parts.
  if (isDivided && isWord(third) && second.word.text.length <= 3 && mayBeNoise(second, knowledge)) {
    const joined = first.small + third.small;
    if (knowledge.isListed(joined) && !knowledge.isUsual(third.small)) return joinedGroup(first, third, joined, 3);
  }
  const [, head = ''] = /^(\p{L}{2,})[-‐]\S{1,3}$/u.exec(first.small) ?? [];
  if (head !== '' && isWord(second) && knowledge.isListed(head + second.small) && !knowledge.isUsual(second.small))
    return joinedGroup(first, second, head + second.small, 2);
  if (!isWord(second) || second.lead !== '' || (!isDivided && first.trail !== '')) return null;
  const joined = first.small + second.small;
  if (joined.length < (isDivided ? 6 : 8) || knowledge.isKnown(joined)) return null;
  if (isDivided ? knowledge.isKnown(first.small) && knowledge.isKnown(second.small) : knowledge.isUsual(first.small))
    return null;
  const small = alike(joined);
  if (small === null || small.includes(' ') || knowledge.confusions.cost(joined, small) > (isDivided ? 4 : 2))
    return null;
  return joinedGroup(first, second, small, 2);
}

const mayBeNoise = ({ small, evidence }: Token, knowledge: Knowledge): boolean =>
  !knowledge.isUsual(small) || (evidence?.confidence ?? 100) < sureFrom;

function joinedGroup(first: Token, last: Token, small: string, count: number): WordGroup {
  const suggestion = `${first.lead}${inCaseOf(small, first.core)}${last.trail}`;
  return { count, kind: 'joins', strength: 0.7, suggestion, reason: inEnglish`“${suggestion}” looks like it` };
}

const isWord = (token: Token | undefined): token is Token =>
  token !== undefined && token.small !== '' && !token.word.isObject && !isNumber(token.core);

/** Two words that are one: written so elsewhere, or in the dictionary while a part is not. */
function joinAt(tokens: readonly Token[], at: number, knowledge: Knowledge): WordGroup | null {
  const [first, second] = [tokens[at], tokens[at + 1]];
  if (!isWord(first) || !isWord(second) || !/^[-~=¬]*$/.test(first.trail) || second.lead !== '') return null;
  const joined = first.small + second.small;
  if (joined.length < 4) return null;
  const suggestion = `${first.lead}${inCaseOf(joined, first.core)}${second.trail}`;
  const strength = Math.max(joinStrength(first.small, second.small, joined, knowledge), secondStrength(first, joined));
  if (strength <= 0) return null;
  return { count: 2, kind: 'joins', strength, suggestion, reason: joinReason(joined, suggestion, knowledge) };
}

function joinReason(joined: string, suggestion: string, knowledge: Knowledge): string {
  const count = knowledge.counts.count(joined);
  if (count === 0) return inEnglish`“${suggestion}” is one word in the dictionary`;
  return count === 1
    ? inEnglish`“${suggestion}” is one word elsewhere (once)`
    : inEnglish`“${suggestion}” is one word elsewhere (${count} times)`;
}

function joinStrength(first: string, second: string, joined: string, knowledge: Knowledge): number {
  const together = knowledge.counts.pairs(first, second);
  const apart = Math.min(knowledge.counts.count(first) - together, knowledge.counts.count(second) - together);
  const unknown = [first, second].filter((part) => !knowledge.isKnown(part) || isOddPart(part, knowledge)).length;
  const seen = knowledge.counts.count(joined);
  if (seen > 0 && (apart === 0 || unknown > 0)) return 1 + 0.2 * Math.min(3, Math.log(seen)) + 0.3 * unknown;
  if (knowledge.isListed(joined) && unknown > 0 && apart <= 1) return 0.7 + 0.3 * unknown;
  return 0;
}

/** Short pieces that are words for the dictionary only. */
const isOddPart = (part: string, { language: { common } }: Knowledge): boolean =>
  common.size > 0 && part.length <= 3 && !common.has(part);

/** The second reading has the words as one. */
function secondStrength({ evidence }: Token, joined: string): number {
  const second = evidence?.second;
  if (second?.words !== 2 || second.index !== 0) return 0;
  return second.text.toLowerCase().replace(/[^\p{L}\p{N}']/gu, '') === joined.replace(/[^\p{L}\p{N}']/gu, '') ? 0.7 : 0;
}

/** A phrase is believed when it occurs as often as this elsewhere. */
const leastSeen = 2;
const leastLetters = 8;
/** And when this share of its letters is the same, in the same order. */
const leastShare = 5 / 8;

/** Two words and a third where other places have two that look alike before the same third: `OFFER FIVE WEAPONS`. */
function phraseAt(tokens: readonly Token[], at: number, knowledge: Knowledge): WordGroup | null {
  const three = [tokens[at], tokens[at + 1], tokens[at + 2]] as const;
  const [first, second, third] = three;
  if (!isWord(first) || !isWord(second) || !isWord(third) || third.small.length < 4) return null;
  if (/[.,;:?!]/.test(first.trail + second.trail)) return null;
  const { counts } = knowledge;
  if (counts.pairs(first.small, second.small) > 1 || counts.pairs(second.small, third.small) > 1) return null;
  const letters = first.small + second.small;
  if (letters.length < leastLetters || letters.length > 30) return null;
  let best: { readonly phrase: string; readonly count: number; readonly share: number } | null = null;
  for (const [phrase, count] of counts.before(third.small)) {
    const share = count >= leastSeen && mayBe(first.small, second.small, phrase) ? likeness(letters, phrase) : 0;
    if (share > (best?.share ?? leastShare)) best = { phrase, count, share };
  }
  if (!best) return null;
  const [one = '', two = ''] = best.phrase.split(' ');
  const suggestion = `${first.lead}${inCaseOf(one, first.core)} ${inCaseOf(two, second.core)} ${third.word.text}`;
  const strength = 0.7 + 0.2 * Math.min(3, Math.log(best.count));
  return { count: 3, kind: 'phrase', strength, suggestion, reason: phraseReason(suggestion, best.count) };
}

const phraseReason = (phrase: string, count: number): string => inEnglish`“${phrase}” occurs ${count} times elsewhere`;

/** Where both phrases are parted at the same letter, each word is held against its own. */
function mayBe(first: string, second: string, phrase: string): boolean {
  const [one = '', two = ''] = phrase.split(' ');
  if (one.length !== first.length) return true;
  return (
    editDistance(first, one, one.length) <= one.length / 2 && editDistance(second, two, two.length) <= two.length / 2
  );
}

/** The share of letters that two phrases have in common in the same order; 0 when both have the same words but one. */
function likeness(letters: string, phrase: string): number {
  const other = phrase.replace(' ', '');
  const most = Math.max(letters.length, other.length);
  if (other.length < leastLetters || other === letters) return 0;
  const limit = Math.floor(most * 0.4);
  const distance = editDistance(letters, other, limit);
  return distance > limit ? 0 : 1 - distance / most;
}
