/** A text without its accents, and where each unit of it came from. */
export interface FoldedText {
  readonly text: string;
  /** For each unit of `text`, its offset in the original; one more at the end: the original's length. */
  readonly offsets: readonly number[];
}

const accents = /\p{M}+/gu;

/** Takes the accents off letters: `Fidélité` and `Fide\u0301lite\u0301` both fold to `Fidelite`. Ligatures and letters that are no accented
 *  form of another, such as `ø`, stay. */
export function foldAccents(text: string): FoldedText {
  const units: string[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for (const character of text) {
    const folded = character.normalize('NFD').replace(accents, '');
    for (const unit of folded.split('')) {
      units.push(unit);
      offsets.push(offset);
    }
    offset += character.length;
  }
  offsets.push(text.length);
  return { text: units.join(''), offsets };
}
