/** What a collection has learned from its editors: words that are right, and misreadings that occur. Both can be looked at and taken
 *  out again. */
export type VocabularyAct =
  | { readonly kind: 'word added'; readonly word: string }
  | { readonly kind: 'word removed'; readonly word: string }
  /** An accepted correction: what the OCR read and what stands there. */
  | { readonly kind: 'correction learned'; readonly from: string; readonly to: string }
  /** It shall not count any more. */
  | { readonly kind: 'correction forgotten'; readonly from: string; readonly to: string };

/** A correction and how often it was accepted. */
export interface LearnedCorrection {
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

/** What all acts together leave. */
export interface Vocabulary {
  /** As they were written. */
  readonly words: readonly string[];
  /** In the order in which they were learned first. */
  readonly corrections: readonly LearnedCorrection[];
}

export const emptyVocabulary: Vocabulary = { words: [], corrections: [] };

/** Takes all acts together, in their order. */
export function vocabularyOf(acts: readonly VocabularyAct[]): Vocabulary {
  const words = new Set<string>();
  const corrections = new Map<string, LearnedCorrection>();
  for (const act of acts) {
    if (act.kind === 'word added') words.add(act.word);
    else if (act.kind === 'word removed') words.delete(act.word);
    else {
      const { from, to } = act;
      const name = `${from}\n${to}`;
      if (act.kind === 'correction forgotten') corrections.delete(name);
      else corrections.set(name, { from, to, count: (corrections.get(name)?.count ?? 0) + 1 });
    }
  }
  return { words: [...words], corrections: [...corrections.values()] };
}
