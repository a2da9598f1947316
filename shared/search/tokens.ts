/** The words of a text: what is looked for and found. Columns instead of a list of objects, because a collection has millions. */
export interface Tokens {
  /** Each as it is compared (`foldWord`); never empty. */
  readonly words: readonly string[];
  /** UTF-16 offsets in the text, of the first unit of each word, and one past its last. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Their numbers in the text, ascending. Between two words with a line feed between them one number is left out, so that no phrase reaches
   *  from one block to the next. */
  readonly positions: readonly number[];
}

const wordSign = /[\p{L}\p{N}\p{M}\p{Cf}]/u;
/** What is longer is no word that a person looks for, and is compared by its beginning. */
const longestWord = 64;
const nothingOfAWord = /[^\p{L}\p{N}]+/gu;
const accents = /\p{M}+/gu;
const sharpS = /[ßẞ]/g;
const plain = /^[A-Za-z0-9]+$/;

/** A word as it is compared: small letters, without accents; ligatures and the long s are the letters that they stand for. Empty when it has
 *  neither letters nor figures. */
export function foldWord(word: string): string {
  if (plain.test(word)) return word.slice(0, longestWord).toLowerCase();
  return word
    .replace(sharpS, 'ss')
    .normalize('NFKD')
    .replace(accents, '')
    .toLowerCase()
    .normalize('NFKD')
    .replace(nothingOfAWord, '')
    .slice(0, longestWord);
}

const isPlainWordUnit = (unit: number): boolean =>
  (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x30 && unit <= 0x39);

const lineFeed = 0x0a;

/** Takes a text apart into words: runs of letters and figures, with what belongs to them (accents, and signs that are not seen, such as soft
 *  hyphens). Hyphens, apostrophes and points part words: `Anglo-American` is two of them, one behind the other. O(length). */
export function tokensOf(text: string): Tokens {
  const [words, starts, ends, positions]: [string[], number[], number[], number[]] = [[], [], [], []];
  let position = 0;
  let at = 0;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80 && !isPlainWordUnit(unit)) {
      if (unit === lineFeed) position += 1;
      at += 1;
      continue;
    }
    let end = at;
    while (end < text.length && isPlainWordUnit(text.charCodeAt(end))) end += 1;
    const isPlain = end - at <= longestWord && !(text.charCodeAt(end) >= 0x80);
    if (!isPlain) end = wordEnd(text, at);
    // Nearly always, and several times as quick.
    const word = isPlain ? text.slice(at, end).toLowerCase() : end > at ? foldWord(text.slice(at, end)) : '';
    if (word !== '') {
      words.push(word);
      starts.push(at);
      ends.push(end);
      positions.push(position);
      position += 1;
    }
    at = Math.max(end, at + 1);
  }
  return { words, starts, ends, positions };
}

/** One past the word that begins at `from`; `from` when none does. */
function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) {
      if (!isPlainWordUnit(unit)) return at;
      at += 1;
      continue;
    }
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    if (!wordSign.test(character)) return at;
    at += character.length;
  }
  return at;
}
