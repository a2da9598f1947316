import type { Box } from '../../document/layout.ts';
import { inEnglish } from '../../translation/retell.ts';
import { type Examined, textOf } from './examine-block.ts';
import type { FeatureName } from './suspect-features.ts';
import { probability, type Weights } from './suspect-weights.ts';
import { type PagePlace, sureFrom, type WordEvidence } from './word-evidence.ts';

/** What a doubtful word may be meant to read. */
interface Suggestion {
  readonly text: string;
  /** Why it is offered, for people: `“rn” is often read for “m”`. */
  readonly why: string;
  /** Both other readings of the page have it: two of three. */
  readonly isAgreed?: true;
}

/** A place of a document that may have been read wrong: a word, or words that may belong together. */
export interface Suspect {
  /** Positions in the present document, before the first and after the last character; a line end or a page anchor may stand
   *  between. */
  readonly from: number;
  readonly to: number;
  /** As the reading text has it: a word that a line end divides is whole. */
  readonly text: string;
  /** Words before and after it in its block; empty at its ends. With `text` they make the `wordKey` of a review. */
  readonly before: string;
  readonly after: string;
  /** 0 to 1: how probable it is that it is wrong. */
  readonly score: number;
  /** Sentences for people, the weightiest first: `Not in the dictionary`, `The second reading has “STEVENSON”`. */
  readonly reasons: readonly string[];
  /** Best first, at most 5. */
  readonly suggestions: readonly Suggestion[];
  /** Where the layout has it; of a word that a line end divides, its first part. */
  readonly page: PagePlace | null;
  /** In pixels of the page image, or, without one, of the layout. */
  readonly box: Box | null;
}

/** A person who walks through a document is asked what is at least as probable as this: on typewritten pages with two readings 88 to 90 %
 *  of what is wrong, in 10 to 13 places a page (decision 26). */
export const askedFrom = 0.05;

type Say = (examined: Examined) => string;

const secondText = ({ tokens }: Examined): string => tokens[0]?.evidence?.second?.text ?? '';
const differs: Say = (examined) => inEnglish`The second reading has “${secondText(examined)}”`;
const confidence: Say = ({ tokens }) => {
  const stated = tokens.flatMap(({ evidence }) => (evidence?.confidence == null ? [] : [evidence.confidence]));
  const least = Math.round(Math.min(...stated));
  return least < sureFrom ? inEnglish`The OCR was only ${least} % sure` : '';
};
const likelier: Say = ({ candidates }) => inEnglish`“${candidates[0]?.text ?? ''}” is likelier here`;
const group: Say = (examined) => examined.group?.reason ?? '';

/** What a person is told of each feature; those that speak for a word, and such as are weighed with others, are not told. */
const sentences: Partial<Record<FeatureName, Say>> = {
  unknown: () => inEnglish`Not in the dictionary`,
  unknownOddity: () => inEnglish`Letters that seldom follow one another`,
  oddity: () => inEnglish`Letters that seldom follow one another`,
  shortUncommon: () => inEnglish`A short word that few people write`,
  noLetters: () => inEnglish`No letter and no figure`,
  figuresAmongLetters: () => inEnglish`Figures among letters`,
  oddInside: () => inEnglish`Punctuation inside the word`,
  oddOutside: () => inEnglish`Odd punctuation around the word`,
  lineHyphen: () => inEnglish`A sign as at a line end`,
  oddQuote: () => inEnglish`A quotation mark without its other`,
  mixedCase: () => inEnglish`Capitals in the middle of the word`,
  oddCase: () => inEnglish`A capital or a small letter where one does not expect it`,
  lowConfidence: confidence,
  secondDiffers: differs,
  secondDiffersInPunctuation: differs,
  secondHasNothing: () => inEnglish`The second reading has nothing there`,
  alternativeIsKnown: ({ candidates }) =>
    inEnglish`The OCR also thought of “${candidates.find(({ why }) => why === 'The OCR thought of it')?.text ?? ''}”`,
  advantage: likelier,
  advantageOverUsual: likelier,
  unusual: () => inEnglish`A word that few people write`,
  oddStop: () => inEnglish`Punctuation that does not fit the next word`,
  learned: ({ candidates }) => inEnglish`Corrected to “${candidates[0]?.text ?? ''}” before`,
  joins: group,
  phrase: group,
  overruled: ({ guard }) => inEnglish`All readings have “${guard?.overruled ?? ''}” here`,
  neverSeen: () => inEnglish`Typed by hand and never seen before`,
};

/** Told before all others: it is about what a person has just done. */
const ownDoing: ReadonlySet<string> = new Set<FeatureName>(['overruled', 'neverSeen']);

const mostReasons = 4;
/** What weighs less than this is no reason. */
const leastWeight = 0.15;

/** What speaks against a word, for people, the weightiest first. Never empty. */
function reasonsOf(examined: Examined, weights: Weights): readonly string[] {
  const weighed = Object.keys(sentences).flatMap((key) => {
    const name = key as FeatureName;
    const weight = weights[name] * examined.features[name];
    const sentence = weight > leastWeight ? (sentences[name]?.(examined) ?? '') : '';
    if (sentence === '' || sentence.includes('“”')) return [];
    return [{ weight: ownDoing.has(name) ? Number.POSITIVE_INFINITY : weight, sentence }];
  });
  const reasons = weighed.sort((a, b) => b.weight - a.weight).map(({ sentence }) => sentence);
  return reasons.length === 0 ? [inEnglish`Rare in this collection`] : [...new Set(reasons)].slice(0, mostReasons);
}

/** A suspect of a block: its positions are offsets in the block's content. */
export interface BlockSuspect extends Omit<Suspect, 'page' | 'box'> {
  /** Of the first of its words that the layout shows, or of what stood there before an editor wrote another. */
  readonly evidence: WordEvidence | null;
}

/** Less probable than this is not listed. */
const leastScore = 0.01;
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
        suggestions: one.candidates
          .slice(0, mostSuggestions)
          .map(({ text, why, isSecond, isThird }) => ({ text, why, ...(isSecond && isThird && { isAgreed: true }) })),
        evidence: one.tokens.find(({ evidence }) => evidence !== null)?.evidence ?? one.guard?.place ?? null,
      },
    ];
  });
}
