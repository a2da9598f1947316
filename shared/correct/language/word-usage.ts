import { folded, wordShape } from '../../text/word-shape.ts';
import { type WordList, wordList } from './lexicon.ts';

/** How often words of a language, and two words in a row, occur in a large text. Small letters. */
export interface WordUsage {
  /** All words of the text. */
  readonly total: number;
  /** The words that are counted. */
  readonly words: WordList;
  /** 0 for a word that is too rare to be counted. */
  count(word: string): number;
  /** 0 for what is too rare to be counted. */
  pairs(before: string, after: string): number;
}

/** More words than any list has: a pair is one number. */
const most = 2 ** 20;

/** Reads a list of words, the commonest first: a line each, with its count, then the number of the line, from 0, of each word that
 *  stands after it, a full stop, and how often. Numbers are to the base of 36. */
export function readWordUsage(text: string): WordUsage {
  const counts = new Map<string, number>();
  const places = new Map<string, number>();
  const pairs = new Map<number, number>();
  let total = 0;
  for (const [place, line] of text.split('\n').entries()) {
    const [word = '', count = '', ...after] = line.split(' ');
    if (word === '') continue;
    counts.set(word, Number.parseInt(count, 36));
    places.set(word, place);
    total += Number.parseInt(count, 36);
    for (const pair of after) {
      const point = pair.indexOf('.');
      pairs.set(place * most + Number.parseInt(pair.slice(0, point), 36), Number.parseInt(pair.slice(point + 1), 36));
    }
  }
  return {
    total,
    words: wordList(counts.keys()),
    count: (word) => counts.get(word) ?? 0,
    pairs(before, after) {
      const [from, to] = [places.get(before), places.get(after)];
      return from === undefined || to === undefined ? 0 : (pairs.get(from * most + to) ?? 0);
    },
  };
}

/** The commonest words of English prose, roughly the most frequent first: what OCR makes of a short word is mostly another short
 *  word of the dictionary, so that only these are believed at once. */
const listed = `the of and to in a that is was for it with as his he on be by at i this had not are but from or have an they which one
you were her all she there would their we him been has when who will more no if out so said what up its about into than them can only
other new some could time these two may then do first any my now such like our over man me even most made after also did many before
must through back years where much your way well down should because each just those people mr how too little state good very make
world still own see men work long get here between both life being under never day same another know while last might us great old
year off come since against go came right used take three states himself few house use during without again place around however home
small found mrs thought went say part once general high upon school every don't does got united left number course war until always
away something fact though water less public put thing almost hand enough far took head yet government system better set told nothing
night end why called didn't eyes find going look asked later knew point next program city business give group toward young days let
room president side social given present several order national possible rather second face per among form important often things
looked early white case large four within felt best whole power saw past himself following date letter border country police jews
jewish german germany british embassy legation consul minister foreign office department secretary sir dear your obedient servant
honour honor report reported reports information regard regarding concerning received copy enclosed subject reference despatch dispatch
telegram confidential secret signed truly respectfully five six seven eight nine ten hundred thousand million month months week weeks
today yesterday tomorrow morning evening january february march april may june july august september october november december monday
tuesday wednesday thursday friday saturday sunday party member members council committee conference meeting agreement treaty question
position situation matter matters policy action view views statement discussion understanding proposal proposals made taken held sent
having already therefore further necessary certain shall above below whether either neither nor else thus hence although unless till
whose whom itself themselves ourselves myself herself yourself because during towards against among amongst per via re ex vs etc
families family children persons person women woman child camp camps territory authorities local frontier expelled refugees refugee
order orders money food foodstuffs property property line lines street town village district province capital army troops soldiers
north south east west northern southern eastern western american france french russia russian soviet union england english poland
polish czech hungary hungarian austria austrian italy italian japan japanese china chinese cuba cuban berlin london paris washington
new york vienna prague warsaw moscow rome geneva nations nation international political economic military financial commercial trade
law laws legal court act acts article section paragraph page am pm st no nos dr ltd co jr inc gov col gen capt lt sgt rev hon
say says saying seen seem seems seemed become became becoming begin began begun bring brought built buy bought came cannot cause
change close cut deal decided done door each ever expect expected fall feel fell fight follow followed full gave gone grow growth held
help hold hope hour hours idea increase inside instead keep kept kind known land lay lead learned least leave led lie light likely
line list live lived living lost low main mean means meant mind move moved near need needed open outside paid pass passed pay period
plan plans play problem question quite ran reach read ready real reason remain result results return run sea seek send sense serve
service short show showed shown sit sort speak special spent stand start step stop stood strong subject sure table talk tell ten think
third took total town try turn turned until usual visit voice wait walk want wanted ways wife wish won word words working worked write
written wrote yes ago ask add age aid air arm art bad bar bed big bit box boy bus but buy car cup dog dry due ear eat egg era eye fat
fee few fit fly fun gas get god gun guy hat hit hot ice ill its job key kid law leg let lot map met mix net nor odd off oil old own pay
per pen red rid sad sat sex ship shop sky son sun tax tea tie tip top toy tried try van war way wet win yet zone`;

/** The place of a word in the list, from 0; undefined when it is not a common one. Small letters. */
export const commonWordRank: ReadonlyMap<string, number> = new Map(
  listed
    .split(/\s+/)
    .reverse()
    .map((word, index, all) => [word, all.length - 1 - index] as const),
);

/** How often words, and two words in a row, occur. Small letters, without punctuation around them. What was taken out again keeps its
 *  place in the order, so that the order is that in which words came first, whatever was looked at meanwhile. */
export class WordCounts {
  readonly #words = new Map<string, number>();
  readonly #pairs = new Map<string, number>();
  /** Words before a word, for phrases that end alike: by the last word, the two before it. */
  readonly #phrases = new Map<string, Map<string, number>>();
  #total = 0;

  /** All words that were counted together. */
  get total(): number {
    return this.#total;
  }

  /** The words that occur. */
  *words(): Iterable<string> {
    for (const [word, count] of this.#words) if (count > 0) yield word;
  }

  count(word: string): number {
    return this.#words.get(word) ?? 0;
  }

  pairs(before: string, after: string): number {
    return this.#pairs.get(`${before} ${after}`) ?? 0;
  }

  /** The two words that stand before a word, joined by a space, and how often: 0 where they do not any more. */
  before(word: string): ReadonlyMap<string, number> {
    return this.#phrases.get(word) ?? none;
  }

  /** Counts the words of a block, or takes them out again.
   *  @param by how often it counts: 1, or -1 */
  add(words: readonly string[], by = 1): void {
    for (const [index, word] of words.entries()) {
      bump(this.#words, word, by);
      this.#total += by;
      const [one, two] = [words[index - 1], words[index - 2]];
      if (one === undefined) continue;
      bump(this.#pairs, `${one} ${word}`, by);
      if (two === undefined) continue;
      let phrases = this.#phrases.get(word);
      if (!phrases) {
        phrases = new Map();
        this.#phrases.set(word, phrases);
      }
      bump(phrases, `${two} ${one}`, by);
    }
  }
}

const none: ReadonlyMap<string, number> = new Map();

function bump(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

/** A text as `WordCounts` counts it. */
export const countedWords = (words: readonly string[]): readonly string[] =>
  words.map((word) => folded(wordShape(word).core)).filter((core) => core !== '');
