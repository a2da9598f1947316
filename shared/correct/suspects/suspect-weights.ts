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
  amongNoise: -8,
  alone: -0.5,
  overruled: 4,
  neverSeen: 1,
  thirdDiffers: 0.5,
  thirdDiffersInPunctuation: 0.2,
  thirdHasNothing: 0.3,
  thirdIsKnown: 1.5,
  thirdIsUnknown: -0.5,
  thirdAgrees: -1.5,
  thirdAgreesUnknown: -0.5,
  thirdIsSure: 1,
  othersAgree: 2,
  advantageOfThird: 0.7,
};

/** How probable it is that a word with these features is wrong, 0 to 1. */
export function probability(features: Features, weights: Weights): number {
  let sum = weights.bias;
  for (const name of featureNames) sum += weights[name] * features[name];
  return 1 / (1 + Math.exp(-sum));
}

/** What is known of a document beside its text. */
export type EvidenceKind = 'three readings' | 'both readings' | 'one reading' | 'text alone';

/** What 14 real pages, each read in two ways, made of that: fitted by `npm run bench -- suspects --weights`, which prints these tables. */
const fitted: Readonly<Record<EvidenceKind, Partial<Weights>>> = {
  'three readings': {},
  'both readings': {
    bias: -2.85,
    unknown: 2.32,
    unknownSeen: -0.55,
    unknownCapitalised: -0.75,
    unknownOddity: 0.4,
    oddity: 0.4,
    shortUncommon: 1.94,
    noLetters: 3.34,
    oddOutside: 2.13,
    lineHyphen: 1.4,
    oddQuote: 2.39,
    oddCase: 0.64,
    lowConfidence: 3.17,
    veryLowConfidence: 0.64,
    unknownLowConfidence: 1.22,
    secondDiffersInPunctuation: 1.69,
    secondHasNothing: 1.63,
    secondIsUnknown: -0.52,
    secondAgrees: -1.88,
    secondAgreesUnknown: 0.38,
    advantage: 2.03,
    advantageOfSecond: 1.4,
    fits: -1.34,
    joins: 3.17,
    long: -0.48,
    unusual: 0.62,
    oddStop: 2.8,
    advantageOverUsual: 1.37,
    alone: -0.18,
  },
  'one reading': {
    bias: -4.16,
    unknown: 2.7,
    unknownSeen: -0.65,
    unknownCapitalised: -0.6,
    unknownOddity: 0.49,
    oddity: 0.17,
    shortUncommon: 2.1,
    noLetters: 3.26,
    lineHyphen: 1.14,
    oddQuote: 2.44,
    oddCase: 0.85,
    lowConfidence: 3.85,
    veryLowConfidence: 1.22,
    unknownLowConfidence: 1.32,
    alternativeIsKnown: 1.12,
    advantage: 2.03,
    fits: -1.59,
    joins: 3.1,
    long: -0.74,
    unusual: 0.58,
    oddStop: 2.88,
    advantageOverUsual: 1.37,
    amongNoise: -7.93,
    alone: -0.22,
  },
  'text alone': {
    bias: -3.4,
    unknown: 3.38,
    unknownSeen: -0.58,
    unknownCapitalised: -0.66,
    unknownOddity: 0.61,
    oddity: 0.14,
    shortUncommon: 2.12,
    noLetters: 3.62,
    figuresAmongLetters: 2.08,
    oddInside: 1.58,
    oddOutside: 2.82,
    lineHyphen: 1.46,
    oddQuote: 2.94,
    mixedCase: 2.15,
    oddCase: 0.82,
    advantage: 2.5,
    fits: -1.94,
    long: -0.6,
    unusual: 1.13,
    oddStop: 2.9,
    advantageOverUsual: 1.64,
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
