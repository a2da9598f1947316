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
  advantageOverUsual: 0.7,
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

/** What 14 real pages, each read in two ways, made of that: fitted by `npm run bench -- suspects --weights`, which prints these tables. */
const fitted: Readonly<Record<EvidenceKind, Partial<Weights>>> = {
  'both readings': {
    bias: -2.88,
    unknown: 2.31,
    unknownSeen: -0.48,
    unknownCapitalised: -0.65,
    unknownOddity: 0.15,
    oddity: 0.55,
    shortUncommon: 1.81,
    noLetters: 3.32,
    oddOutside: 2.13,
    lineHyphen: 1.42,
    oddQuote: 2.39,
    lowConfidence: 3.14,
    veryLowConfidence: 0.6,
    unknownLowConfidence: 1.13,
    secondDiffersInPunctuation: 1.7,
    secondHasNothing: 1.62,
    secondIsUnknown: -0.53,
    secondAgrees: -1.88,
    secondAgreesUnknown: 0.31,
    alternativeIsKnown: 0.58,
    advantage: 2.01,
    advantageOfSecond: 1.41,
    fits: -1.34,
    joins: 3.14,
    long: -0.39,
    unusual: 0.73,
    oddStop: 2.79,
    advantageOverUsual: 1.38,
  },
  'one reading': {
    bias: -4.19,
    unknown: 2.69,
    unknownSeen: -0.6,
    unknownCapitalised: -0.5,
    unknownOddity: 0.26,
    noLetters: 3.21,
    lineHyphen: 1.14,
    oddQuote: 2.4,
    oddCase: 0.78,
    lowConfidence: 3.85,
    veryLowConfidence: 1.16,
    unknownLowConfidence: 1.24,
    alternativeIsKnown: 1,
    advantage: 2,
    fits: -1.59,
    joins: 3.06,
    long: -0.65,
    unusual: 0.71,
    oddStop: 2.87,
    advantageOverUsual: 1.38,
  },
  'text alone': {
    bias: -3.42,
    unknown: 3.36,
    unknownSeen: -0.56,
    unknownCapitalised: -0.57,
    unknownOddity: 0.42,
    noLetters: 3.63,
    figuresAmongLetters: 2.09,
    oddInside: 1.6,
    oddOutside: 2.82,
    lineHyphen: 1.47,
    oddQuote: 2.95,
    mixedCase: 2.15,
    oddCase: 0.72,
    advantage: 2.46,
    fits: -1.94,
    long: -0.52,
    unusual: 1.23,
    oddStop: 2.89,
    advantageOverUsual: 1.65,
  },
};

/** A text that comes without its layout has mostly been read by people before: its words are likelier right than those of the pages. What
 *  stands otherwise elsewhere is no less wrong for that. */
const readBefore = 0.7;

/** The weights for a document. */
export function weightsFor(kind: EvidenceKind): Weights {
  const weights = { ...priorWeights, ...fitted[kind] };
  if (kind !== 'text alone') return weights;
  const { bias, joins, phrase, learned } = weights;
  return {
    ...weights,
    bias: bias - readBefore,
    joins: joins + readBefore,
    phrase: phrase + readBefore,
    learned: learned + readBefore,
  };
}
