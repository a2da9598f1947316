import { type FeatureName, type Features, featureNames } from './suspect-features.ts';

/** How much each feature counts, in the unit of a logistic regression; `bias` is what a word without any has. */
export type Weights = { readonly [Name in FeatureName | 'bias']: number };

/** What is believed before anything was measured; a fit starts from here, and what the pages do not show stays. */
export const priorWeights: Weights = {
  bias: -4,
  unknown: 2,
  unknownSeen: -1,
  unknownCapitalised: -0.8,
  unknownOddity: 1,
  oddity: 0.3,
  shortUncommon: 2,
  noLetters: 3,
  figuresAmongLetters: 2,
  oddInside: 1.5,
  oddOutside: 2,
  lineHyphen: 2,
  oddQuote: 1,
  mixedCase: 2,
  oddCase: 0.5,
  lowConfidence: 2,
  veryLowConfidence: 0.5,
  unknownLowConfidence: 1,
  secondDiffers: 2,
  secondDiffersInPunctuation: 1.5,
  secondHasNothing: 1,
  secondIsKnown: 1.5,
  secondIsUnknown: -1,
  secondAgrees: -1,
  secondAgreesUnknown: 0,
  alternativeIsKnown: 0.7,
  advantage: 1,
  advantageOfSecond: 0.7,
  fits: -1,
  tagged: -1.5,
  learned: 3,
  joins: 3,
  phrase: 4.5,
  long: 0.2,
  unusual: 1,
  oddStop: 2,
  overruled: 4,
  neverSeen: 1,
};

/** How probable it is that a word with these features is wrong, 0 to 1. */
export function probability(features: Features, weights: Weights): number {
  let sum = weights.bias;
  for (const name of featureNames) sum += weights[name] * features[name];
  return 1 / (1 + Math.exp(-sum));
}

/** What is known of a document beside its text. */
export type EvidenceKind = 'both readings' | 'one reading' | 'text alone';

/** What 14 real pages, 3,161 words, made of that: fitted by `npm run bench -- suspects --weights`, which prints these tables. */
const fitted: Readonly<Record<EvidenceKind, Partial<Weights>>> = {
  'both readings': {
    bias: -3.13,
    unknown: 2.28,
    unknownSeen: -0.67,
    unknownCapitalised: -0.61,
    unknownOddity: 0.89,
    oddity: 0.39,
    shortUncommon: 2.47,
    noLetters: 3.18,
    figuresAmongLetters: 2.12,
    oddOutside: 1.88,
    lineHyphen: 2.21,
    oddQuote: 1.64,
    oddCase: 0.43,
    lowConfidence: 2.7,
    veryLowConfidence: 0.75,
    unknownLowConfidence: 0.98,
    secondDiffers: 1.98,
    secondDiffersInPunctuation: 1.65,
    secondHasNothing: 1.7,
    secondIsKnown: 1.51,
    secondIsUnknown: -0.54,
    secondAgrees: -1.83,
    secondAgreesUnknown: 0.25,
    alternativeIsKnown: 0.99,
    advantage: 0.98,
    advantageOfSecond: 0.77,
    fits: -1.15,
    joins: 3.02,
    phrase: 4.52,
    long: -0.27,
  },
  'one reading': {
    bias: -4.34,
    unknown: 2.86,
    unknownSeen: -0.68,
    unknownCapitalised: -0.48,
    unknownOddity: 0.8,
    oddity: 0.33,
    shortUncommon: 2.65,
    noLetters: 3.85,
    figuresAmongLetters: 2.08,
    oddInside: 1.51,
    oddOutside: 2.04,
    lineHyphen: 2.13,
    oddQuote: 1.68,
    mixedCase: 2.03,
    oddCase: 0.35,
    lowConfidence: 3.26,
    veryLowConfidence: 1.39,
    unknownLowConfidence: 1.04,
    alternativeIsKnown: 1.26,
    advantage: 1.02,
    fits: -1.3,
    phrase: 4.51,
    long: -0.53,
  },
  'text alone': {
    bias: -3.71,
    unknown: 3.37,
    unknownSeen: -0.7,
    unknownCapitalised: -0.6,
    unknownOddity: 1.04,
    oddity: 0.24,
    shortUncommon: 3.07,
    noLetters: 3.89,
    figuresAmongLetters: 2.1,
    oddInside: 1.55,
    oddOutside: 2.55,
    lineHyphen: 2.13,
    oddQuote: 2.05,
    mixedCase: 2.22,
    oddCase: 0.48,
    advantage: 1.95,
    fits: -1.53,
    long: -0.45,
  },
};

/** The weights for a document. */
export const weightsFor = (kind: EvidenceKind): Weights => ({ ...priorWeights, ...fitted[kind] });
