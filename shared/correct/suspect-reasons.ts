import type { Examined } from './examine-block.ts';
import type { FeatureName } from './suspect-features.ts';
import type { Weights } from './suspect-weights.ts';
import { sureFrom } from './word-evidence.ts';

type Say = (examined: Examined) => string;

const secondText = ({ tokens }: Examined): string => tokens[0]?.evidence?.second?.text ?? '';
const differs: Say = (examined) => `The second reading has “${secondText(examined)}”`;
const confidence: Say = ({ tokens }) => {
  const stated = tokens.flatMap(({ evidence }) => (evidence?.confidence == null ? [] : [evidence.confidence]));
  const least = Math.round(Math.min(...stated));
  return least < sureFrom ? `The OCR was only ${least} % sure` : '';
};
const likelier: Say = ({ candidates }) => `“${candidates[0]?.text ?? ''}” is likelier here`;
const group: Say = (examined) => examined.group?.reason ?? '';

/** What a person is told of each feature; those that speak for a word, and such as are weighed with others, are not told. */
const sentences: Partial<Record<FeatureName, Say>> = {
  unknown: () => 'Not in the dictionary',
  unknownOddity: () => 'Letters that seldom follow one another',
  oddity: () => 'Letters that seldom follow one another',
  shortUncommon: () => 'A short word that few people write',
  noLetters: () => 'No letter and no figure',
  figuresAmongLetters: () => 'Figures among letters',
  oddInside: () => 'Punctuation inside the word',
  oddOutside: () => 'Odd punctuation around the word',
  lineHyphen: () => 'A sign as at a line end',
  oddQuote: () => 'A quotation mark without its other',
  mixedCase: () => 'Capitals in the middle of the word',
  oddCase: () => 'A capital or a small letter where one does not expect it',
  lowConfidence: confidence,
  secondDiffers: differs,
  secondDiffersInPunctuation: differs,
  secondHasNothing: () => 'The second reading has nothing there',
  alternativeIsKnown: ({ candidates }) =>
    `The OCR also thought of “${candidates.find(({ why }) => why === 'The OCR thought of it')?.text ?? ''}”`,
  advantage: likelier,
  advantageOverUsual: likelier,
  unusual: () => 'A word that few people write',
  oddStop: () => 'Punctuation that does not fit the next word',
  learned: ({ candidates }) => `Corrected to “${candidates[0]?.text ?? ''}” before`,
  joins: group,
  phrase: group,
  overruled: ({ guard }) => `All readings have “${guard?.overruled ?? ''}” here`,
  neverSeen: () => 'Typed by hand and never seen before',
};

/** Told before all others: it is about what a person has just done. */
const ownDoing: ReadonlySet<string> = new Set<FeatureName>(['overruled', 'neverSeen']);

const mostReasons = 4;
/** What weighs less than this is no reason. */
const leastWeight = 0.15;

/** What speaks against a word, for people, the weightiest first. Never empty. */
export function reasonsOf(examined: Examined, weights: Weights): readonly string[] {
  const weighed = Object.keys(sentences).flatMap((key) => {
    const name = key as FeatureName;
    const weight = weights[name] * examined.features[name];
    const sentence = weight > leastWeight ? (sentences[name]?.(examined) ?? '') : '';
    if (sentence === '' || sentence.includes('“”')) return [];
    return [{ weight: ownDoing.has(name) ? Number.POSITIVE_INFINITY : weight, sentence }];
  });
  const reasons = weighed.sort((a, b) => b.weight - a.weight).map(({ sentence }) => sentence);
  return reasons.length === 0 ? ['Rare in this collection'] : [...new Set(reasons)].slice(0, mostReasons);
}
