import type { WordAlternative } from '../../shared/document/layout.ts';

/** What one column of a line may show: signs with their probabilities, the likeliest first. The empty text is nothing. */
export type ColumnChoices = readonly { readonly text: string; readonly probability: number }[];

/** A word with the columns of the line that it was read in. */
export interface DecodedWord {
  readonly text: string;
  /** From this column up to, and without, another: the middles of the spaces around it. */
  readonly from: number;
  readonly to: number;
  /** Where its first and its last sign are. */
  readonly first: number;
  readonly last: number;
  /** How probable the word is, 0 to 100. */
  readonly confidence: number;
  /** Other words that the same columns may show, the likeliest first. */
  readonly alternatives: readonly WordAlternative[];
}

/** Readings that are kept while a word is put together. */
const mostBeams = 12;
const mostAlternatives = 5;
/** Other readings that are less probable than this are noise. */
const leastProbability = 0.002;

/** Makes words of a line from what its columns show (connectionist temporal classification: signs that repeat in columns beside each
 *  other are one, unless nothing stands between them).
 *  @param gaps columns, in ascending order, where a word ends whether or not a space was seen */
export function decodeLine(columns: readonly ColumnChoices[], gaps: readonly number[]): readonly DecodedWord[] {
  return wordSpans(signsOf(columns), gaps)
    .map((signs, index, all) => {
      const [first, last] = [signs[0]?.at ?? 0, signs.at(-1)?.end ?? 0];
      const before = all[index - 1]?.at(-1)?.end;
      const after = all[index + 1]?.[0]?.at;
      const from = before === undefined ? 0 : Math.ceil((before + first) / 2);
      const to = after === undefined ? columns.length : Math.ceil((last + after) / 2);
      return { from, to, first, last, ...wordIn(columns.slice(from, to)) };
    })
    .filter(({ text }) => text !== '');
}

/** A sign on the likeliest path: the columns from one up to and without another. */
interface Sign {
  readonly text: string;
  readonly at: number;
  readonly end: number;
}

function signsOf(columns: readonly ColumnChoices[]): readonly Sign[] {
  const signs: Sign[] = [];
  columns.forEach((choices, at) => {
    const text = choices[0]?.text ?? '';
    const before = signs.at(-1);
    if (before?.text === text && before.end === at) signs[signs.length - 1] = { ...before, end: at + 1 };
    else if (text !== '') signs.push({ text, at, end: at + 1 });
  });
  return signs;
}

function wordSpans(signs: readonly Sign[], gaps: readonly number[]): readonly (readonly Sign[])[] {
  const words: Sign[][] = [];
  let isNew = true;
  let before: Sign | undefined;
  for (const sign of signs) {
    const end = before?.end ?? 0;
    if (gaps.some((gap) => before !== undefined && gap >= end - 1 && gap < sign.at + 1)) isNew = true;
    if (sign.text.trim() === '') isNew = true;
    else {
      if (isNew) words.push([]);
      words.at(-1)?.push(sign);
      isNew = false;
    }
    before = sign;
  }
  return words;
}

/** Probabilities of a text, by whether its last column shows nothing. */
interface Beam {
  readonly nothing: number;
  readonly sign: number;
  /** The last sign. */
  readonly last: string;
}

const total = ({ nothing, sign }: Beam): number => nothing + sign;

/** The likeliest words of some columns (prefix beam search). */
function wordIn(columns: readonly ColumnChoices[]): Pick<DecodedWord, 'text' | 'confidence' | 'alternatives'> {
  let beams = new Map<string, Beam>([['', { nothing: 1, sign: 0, last: '' }]]);
  for (const choices of columns) {
    const next = new Map<string, Beam>();
    const add = (text: string, last: string, nothing: number, sign: number): void => {
      const known = next.get(text);
      next.set(text, { nothing: (known?.nothing ?? 0) + nothing, sign: (known?.sign ?? 0) + sign, last });
    };
    for (const [text, beam] of beams)
      for (const { text: seen, probability } of choices) {
        if (seen === '') add(text, beam.last, total(beam) * probability, 0);
        else if (seen === beam.last) {
          add(text, seen, 0, beam.sign * probability);
          add(text + seen, seen, 0, beam.nothing * probability);
        } else add(text + seen, seen, 0, total(beam) * probability);
      }
    const kept = [...next].sort(([, a], [, b]) => total(b) - total(a)).slice(0, mostBeams);
    beams = new Map(kept);
  }
  const found = new Map<string, number>();
  for (const [text, beam] of beams) {
    const word = text.trim();
    if (word !== '') found.set(word, (found.get(word) ?? 0) + total(beam));
  }
  const [best, ...others] = [...found].sort(([, a], [, b]) => b - a);
  const percent = (probability: number): number => Math.round(100 * Math.min(1, probability));
  return {
    text: best?.[0] ?? '',
    confidence: percent(best?.[1] ?? 0),
    alternatives: others
      .filter(([, probability]) => probability >= leastProbability)
      .slice(0, mostAlternatives)
      .map(([text, probability]) => ({ text, confidence: percent(probability) })),
  };
}
