import { type Examined, textOf } from './examine-block.ts';
import type { Suspect } from './suspect.ts';
import { reasonsOf } from './suspect-reasons.ts';
import { probability, type Weights } from './suspect-weights.ts';
import type { WordEvidence } from './word-evidence.ts';

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
        suggestions: one.candidates.slice(0, mostSuggestions).map(({ text, why }) => ({ text, why })),
        evidence: one.tokens.find(({ evidence }) => evidence !== null)?.evidence ?? one.guard?.place ?? null,
      },
    ];
  });
}
