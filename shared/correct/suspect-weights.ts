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
};

/** How probable it is that a word with these features is wrong, 0 to 1. */
export function probability(features: Features, weights: Weights): number {
  let sum = weights.bias;
  for (const name of featureNames) sum += weights[name] * features[name];
  return 1 / (1 + Math.exp(-sum));
}

/** The weights for words with a layout, or without. */
export const weightsFor = (_hasLayout: boolean): Weights => priorWeights;
