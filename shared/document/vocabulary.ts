/** What a collection has learned from its editors: words that are right, and misreadings that occur. Both can be looked at and taken
 *  out again. */
export type VocabularyAct =
  | { readonly kind: 'word added'; readonly word: string }
  | { readonly kind: 'word removed'; readonly word: string }
  /** An accepted correction: what the OCR read and what stands there. */
  | { readonly kind: 'correction learned'; readonly from: string; readonly to: string }
  /** One acceptance of it was taken back. */
  | { readonly kind: 'correction taken back'; readonly from: string; readonly to: string }
  /** It shall not count any more. */
  | { readonly kind: 'correction forgotten'; readonly from: string; readonly to: string }
  /** In what its documents are written, in the place of what was chosen before. */
  | { readonly kind: 'languages chosen'; readonly languages: readonly string[] }
  /** By which recogniser of lines its pages are read; null for the one of the program. */
  | { readonly kind: 'reader chosen'; readonly reader: string | null };

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
  /** In what its documents are written, by the names of their data (`eng`, `deu`); none were chosen: English. */
  readonly languages: readonly string[];
  /** The recogniser of lines that reads its pages, by the name of its folder; null for the OCR of the program. */
  readonly reader: string | null;
}

export const emptyVocabulary: Vocabulary = { words: [], corrections: [], languages: [], reader: null };

/** What the data of a language may be called: the name of a file. */
export const languageNamePattern = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

/** By how much an act changes how often a correction counts. */
const countedFor = {
  'correction learned': 1,
  'correction taken back': -1,
  'correction forgotten': Number.NEGATIVE_INFINITY,
} satisfies Partial<Record<VocabularyAct['kind'], number>>;

/** Takes all acts together, in their order. */
export function vocabularyOf(acts: readonly VocabularyAct[]): Vocabulary {
  const words = new Set<string>();
  const corrections = new Map<string, LearnedCorrection>();
  let languages: readonly string[] = [];
  let reader: string | null = null;
  for (const act of acts) {
    if (act.kind === 'word added') words.add(act.word);
    else if (act.kind === 'word removed') words.delete(act.word);
    else if (act.kind === 'languages chosen') languages = act.languages;
    else if (act.kind === 'reader chosen') reader = act.reader;
    else {
      const { from, to } = act;
      const name = `${from}\n${to}`;
      const count = (corrections.get(name)?.count ?? 0) + countedFor[act.kind];
      if (count > 0) corrections.set(name, { from, to, count });
      else corrections.delete(name);
    }
  }
  return { words: [...words], corrections: [...corrections.values()], languages, reader };
}
