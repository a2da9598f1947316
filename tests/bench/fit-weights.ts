import { featureNames } from '../../shared/correct/suspects/suspect-features.ts';
import type { Weights } from '../../shared/correct/suspects/suspect-weights.ts';
import type { Flag } from './suspect-pages.ts';

const rounds = 1500;
/** How firmly weights stay where they are believed to be, in observations. */
const firmness = 4;

/** Fits a logistic regression that is drawn to what was believed before. The bias is free. */
export function fitWeights(flags: readonly Flag[], believed: Weights): Weights {
  const names = ['bias', ...featureNames] as const;
  const rows = flags.map(({ features }) => names.map((name) => (name === 'bias' ? 1 : features[name])));
  const start = names.map((name) => believed[name]);
  const weights = [...start];
  const momentum = names.map(() => 0);
  const squares = names.map(() => 0);
  for (let round = 1; round <= rounds; round++) {
    const slope = weights.map((weight, at) => (at === 0 ? 0 : firmness * (weight - (start[at] ?? 0))));
    rows.forEach((row, index) => {
      const sum = row.reduce((total, value, at) => total + value * (weights[at] ?? 0), 0);
      const error = 1 / (1 + Math.exp(-sum)) - ((flags[index]?.wrong ?? 0) > 0 ? 1 : 0);
      row.forEach((value, at) => {
        if (value !== 0) slope[at] = (slope[at] ?? 0) + error * value;
      });
    });
    const pace = 0.05 * (1 - round / rounds) + 0.001;
    slope.forEach((value, at) => {
      momentum[at] = 0.9 * (momentum[at] ?? 0) + 0.1 * value;
      squares[at] = 0.99 * (squares[at] ?? 0) + 0.01 * value * value;
      const [mean, spread] = [(momentum[at] ?? 0) / (1 - 0.9 ** round), (squares[at] ?? 0) / (1 - 0.99 ** round)];
      weights[at] = (weights[at] ?? 0) - (pace * mean) / (Math.sqrt(spread) + 1e-9);
    });
  }
  return Object.fromEntries(names.map((name, at) => [name, weights[at] ?? 0])) as unknown as Weights;
}
