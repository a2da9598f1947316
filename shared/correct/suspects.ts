import { wordKey } from '../document/review.ts';
import type { Knowledge, Token } from './knowledge.ts';
import type { Candidate, Suggester } from './suggestions.ts';
import type { Suggestion } from './suspect.ts';
import { type Features, featureNames, featuresOf, isNumber, type Neighbours } from './suspect-features.ts';
import { reasonsOf } from './suspect-reasons.ts';
import { probability, type Weights } from './suspect-weights.ts';
import { type WordGroup, wordGroup } from './word-groups.ts';

/** A word of a block, or words that may belong together, with what speaks for and against it. */
export interface Examined {
  /** The words, from the first. */
  readonly tokens: readonly Token[];
  /** Words before and after it; empty at the ends of the block. */
  readonly before: string;
  readonly after: string;
  readonly features: Features;
  /** Best first. */
  readonly candidates: readonly Candidate[];
  readonly group: WordGroup | null;
}

/** Looks at every word of a block that is running text and not decided yet.
 *  @param isKept whether a person has looked at the word and kept it */
export function examineBlock(
  tokens: readonly Token[],
  knowledge: Knowledge,
  suggester: Suggester,
  isKept: (key: string) => boolean = () => false,
): readonly Examined[] {
  const found: Examined[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const group = wordGroup(tokens, at, knowledge);
    const count = group?.count ?? 1;
    const own = tokens.slice(at, at + count);
    if (own.some((token) => !isAsked(token, knowledge))) {
      if (group) found.push(...examineEach(tokens, at, 1, null, knowledge, suggester, isKept));
      else continue;
    } else found.push(...examineEach(tokens, at, count, group, knowledge, suggester, isKept));
    if (group && found.at(-1)?.group === group) at += count - 1;
  }
  return found;
}

const isAsked = ({ word, small }: Token, knowledge: Knowledge): boolean =>
  !word.isObject && !(small !== '' && knowledge.isTaught(small));

function examineEach(
  tokens: readonly Token[],
  at: number,
  count: number,
  group: WordGroup | null,
  knowledge: Knowledge,
  suggester: Suggester,
  isKept: (key: string) => boolean,
): readonly Examined[] {
  const own = tokens.slice(at, at + count);
  if (own.some((token) => !isAsked(token, knowledge))) return [];
  const before = tokens[at - 1]?.word.text ?? '';
  const after = tokens[at + count]?.word.text ?? '';
  if (isKept(wordKey({ text: textOf(own), before, after }))) return [];
  const each = own.map((token, index) => examineWord(token, neighboursOf(tokens, at + index), knowledge, suggester));
  const [only] = each;
  if (!group || !only) return only ? [{ tokens: own, before, after, ...only, group: null }] : [];
  const features = { ...strongest(each.map((one) => one.features)), [group.kind]: group.strength };
  const candidate = { text: group.suggestion, worth: 10, why: group.reason, isSecond: false };
  return [{ tokens: own, before, after, features, candidates: [candidate], group }];
}

const textOf = (tokens: readonly Token[]): string => tokens.map(({ word }) => word.text).join(' ');

function neighboursOf(tokens: readonly Token[], at: number): Neighbours {
  const before = tokens[at - 1];
  const isEnd = before === undefined || /[.?!:]["'”’)]*$/.test(before.word.text);
  return {
    before: before?.small ?? '',
    after: tokens[at + 1]?.small ?? '',
    // An abbreviation or an initial ends no sentence.
    beginsSentence: isEnd && !(before !== undefined && before.small.length <= 3),
  };
}

function examineWord(
  token: Token,
  neighbours: Neighbours,
  knowledge: Knowledge,
  suggester: Suggester,
): { readonly features: Features; readonly candidates: readonly Candidate[] } {
  const { before, after } = neighbours;
  const candidates = isNumber(token.core) && !token.evidence ? [] : suggester.candidates(token, before, after);
  const worth = suggester.worthOf(token.word.text, before, after, 1);
  return { features: featuresOf(token, neighbours, candidates, worth, knowledge), candidates };
}

function strongest(all: readonly Features[]): Features {
  const values = featureNames.map((name) => [name, Math.max(...all.map((features) => features[name]))] as const);
  return Object.fromEntries(values) as unknown as Features;
}

/** A suspect of a block. */
export interface BlockSuspect {
  /** Offsets in the block's content. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly before: string;
  readonly after: string;
  readonly score: number;
  readonly reasons: readonly string[];
  readonly suggestions: readonly Suggestion[];
  /** Of the first of its words that the layout shows. */
  readonly evidence: Token['evidence'];
}

/** Less probable than this is not worth a look. */
export const leastScore = 0.03;
const mostSuggestions = 5;

/** The suspects among examined words of a block, in the order of the text. */
export function suspectsOf(examined: readonly Examined[], weights: Weights): readonly BlockSuspect[] {
  return examined.flatMap((one) => {
    const score = probability(one.features, weights);
    const [first] = one.tokens;
    const last = one.tokens.at(-1);
    if (score < leastScore || !first || !last) return [];
    return [
      {
        from: first.word.from,
        to: last.word.to,
        text: textOf(one.tokens),
        before: one.before,
        after: one.after,
        score,
        reasons: reasonsOf(one, weights),
        suggestions: one.candidates.slice(0, mostSuggestions).map(({ text, why }) => ({ text, why })),
        evidence: one.tokens.find(({ evidence }) => evidence !== null)?.evidence ?? null,
      },
    ];
  });
}
