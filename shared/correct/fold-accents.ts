/** A text without its accents, and where each unit of it came from. */
export interface FoldedText {
  readonly text: string;
  /** For each unit of `text`, the offsets in the original at which its character begins, and at which the next one that left a unit
   *  begins: accents go with their letter. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const accents = /\p{M}+/gu;
/** Ligatures of type, and the long s. */
const forms = /[\uFB00-\uFB06\u017F]/u;
const sharpS: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['ẞ', 'SS'],
]);

/** Takes the accents off letters: `Fidélité` and `Fide\u0301lite\u0301` both fold to `Fidelite`. What type draws otherwise is the letters that
 *  it stands for: `ﬁne` folds to `fine`, `Straße` to `Strasse`. Letters that are no form of another, such as `ø`, stay. */
export function foldAccents(text: string): FoldedText {
  const units: string[] = [];
  const starts: number[] = [];
  let offset = 0;
  for (const character of text) {
    const letters = sharpS.get(character) ?? character.normalize(forms.test(character) ? 'NFKD' : 'NFD');
    for (const unit of letters.replace(accents, '').split('')) {
      units.push(unit);
      starts.push(offset);
    }
    offset += character.length;
  }
  const ends: number[] = [];
  for (let index = units.length - 1; index >= 0; index--) {
    const next = starts[index + 1] ?? text.length;
    ends[index] = next === starts[index] ? (ends[index + 1] ?? text.length) : next;
  }
  return { text: units.join(''), starts, ends };
}
