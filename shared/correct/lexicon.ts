import { cableWords } from './cable-words.ts';

/** Which words there are. */
export interface Lexicon {
  /** Whether a word, without punctuation around it, is one of the language, in its own case or another. */
  known(word: string): boolean;
}

/** Words with which letters each has. */
export interface LetteredWords {
  readonly words: readonly string[];
  /** `letterMask` of each word. */
  readonly masks: Uint32Array;
}

/** A lexicon with words of its own, in small letters, by first letter and length for finding those that are alike. */
export interface WordList extends Lexicon {
  /** Words with this first letter and of this length, in small letters. */
  alike(first: string, length: number): LetteredWords;
}

/** A bit for each kind of letter of a word. */
export function letterMask(word: string): number {
  let mask = 0;
  for (let at = 0; at < word.length; at++) mask |= 1 << (word.charCodeAt(at) & 31);
  return mask >>> 0;
}

const noWords: LetteredWords = { words: [], masks: new Uint32Array() };

/** A list of words of a language.
 *  @param words each in its own case */
export function wordList(words: Iterable<string>): WordList {
  const all = new Set<string>();
  for (const word of words) all.add(word.toLowerCase());
  let buckets: Map<string, LetteredWords> | null = null;
  const bucketed = (): Map<string, LetteredWords> => {
    const made = new Map<string, string[]>();
    for (const word of all) {
      const key = `${word.charAt(0)}${word.length}`;
      const bucket = made.get(key);
      if (bucket) bucket.push(word);
      else made.set(key, [word]);
    }
    return new Map([...made].map(([key, own]) => [key, { words: own, masks: Uint32Array.from(own, letterMask) }]));
  };
  return {
    known: (word) => isKnown(all, word),
    alike(first, length) {
      buckets ??= bucketed();
      return buckets.get(`${first}${length}`) ?? noWords;
    },
  };
}

const apostrophe = /[’‘`´]/g;

function isKnown(words: ReadonlySet<string>, word: string): boolean {
  const small = word.toLowerCase().replace(apostrophe, "'");
  if (isForm(words, small)) return true;
  if (!/[-/–—]/.test(small)) return false;
  const parts = small.split(/--|[-/–—]/);
  // `RM/R`: a letter behind a stroke stands for an office.
  const isPart = (part: string): boolean =>
    figures.test(part) || isForm(words, part) || (part.length === 1 && /\//.test(small));
  return parts.length <= 4 && parts.every((part) => part !== '' && isPart(part));
}

const figures = /^\d+$/;
const numeral = /^(?=[ivxlcm])m{0,3}(cm|cd|c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})$/;

/** A word of the list, an abbreviation, either with a possessive, as the British write it, or a Roman numeral. */
function isForm(words: ReadonlySet<string>, small: string): boolean {
  if (small.length === 1) return small === 'a' || small === 'i' || small === 'o';
  if (words.has(small) || cableWords.has(small) || (small.length > 1 && numeral.test(small))) return true;
  const stem = small.replace(/'s?$/, '');
  if (stem !== small && stem.length > 1 && (words.has(stem) || cableWords.has(stem) || american(words, stem)))
    return true;
  return american(words, small);
}

/** British spellings and the American ones that a list has in their place. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/our/, 'or'],
  [/is(e|ed|es|ing|er|ers|ation|ations|able)$/, 'iz$1'],
  [/ys(e|ed|es|ing|er)$/, 'yz$1'],
  [/ll(ed|ing|er|ers|or|ors|ation)$/, 'l$1'],
  [/l(ment|ments|ful|fully)$/, 'll$1'],
  [/tre(s|d)?$/, 'ter$1'],
  [/ence(s)?$/, 'ense$1'],
  [/ogue(s)?$/, 'og$1'],
  [/amme(s|d)?$/, 'am$1'],
  [/eable$/, 'able'],
  [/(judg|acknowledg)ement/, '$1ment'],
  [/^(an|arch|encyclop|f|gyn|h|leuk|medi|orthop|prim|diarrh|man)[ao]e/, '$1e'],
  [/^p[ao]ed/, 'ped'],
  [/^[ao]e(s|d|on)/, 'e$1'],
  [/grey/, 'gray'],
  [/cheque/, 'check'],
  [/xion(s)?$/, 'ction$1'],
  [/wards$/, 'ward'],
  [/^(amid|among)st$/, '$1'],
  [/^whilst$/, 'while'],
  [/^despatch/, 'dispatch'],
  [/^co(op|ord)/, 'co-$1'],
  [/^(re|pre|anti|non|counter|over|under|inter|semi)-?(.{5,})$/, '$2'],
];

/** What any of them needs: most words have none of it. */
const british =
  /our|is[eia]|ys[ei]|ll|lment|lful|tre|ence|ogue|amme|ement|eable|[ao]e|grey|cheque|xion|wards|st$|^despatch|^co|^(re|pre|anti|non|counter|over|under|inter|semi)/;

function american(words: ReadonlySet<string>, small: string): boolean {
  if (small.length < 5 || !british.test(small)) return false;
  return spellings.some(([from, to]) => from.test(small) && words.has(small.replace(from, to)));
}
