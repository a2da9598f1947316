/** Abbreviations and code words of cables, despatches and their headings, in small letters: no dictionary has them. */
export const cableWords: ReadonlySet<string> = new Set(
  `rpt rptd negot negots sov sovs usun reftel reftels deptel deptels urtel urtels embtel embtels contel contels ourtel mytel
yourtel legtel deptoff emboff emboffs conoff info eta etd niact noforn limdis exdis nodis stadis immed priority govt govts dept depts
pres pres's para paras subj ref refs secy secretary's secstate amb ambs ambassador's emb embs del dels usdel sovdel ukdel fonmin
fonmins fonoff primin depfonmin pm pms mtg mtgs mtng convers conv memcon telcon memo memos encl encls attn attns msg msgs tel tels cirtel
circtel airgram airpouch desp desps despatch dtd dated re ur urs yr ltr ltrs pls plse thru tho altho nite tonite etc viz ibid op cit
unga sc ga gadel un unsc unsg sg syg usg sovgovt fyi asap comite cominfo psc cia dod jcs state's ussr gdr frg frgs prc roc drv gvn
rvn nato seato cento oas oau eec efta ecosoc unesco unicef iaea imf ibrd aec acda usia usis aid ica mdap maag usom icbm icbms irbm irbms
mrbm mrbms slbm abm sam sams mig migs il frus rm ss la eur ara nea fe io ioc ea af inr ogc rpts cont contd continued sgd sig cc bcc nr nrs
sec secs gen lt col maj cmdr adm capt brig cpl pvt messrs mme mlle esq bros corp assn comm commn cmte cttee admin org orgs milit mil
polit econ int'l intl natl nat'l ind'l indep coop coops ops intel recon recce deleg reps rep sen sens cong leg legis const amdt amdts
agmt agmts agrmt propl propls ques ans min mins max approx est estd avg pct qty wk wks mo mos hrs hr ft yds lbs tons cbm km kms kg mm cm
a.m p.m e.g i.e u.s u.k u.n u.s.s.r d.c n.y s.s h.m ltd inc no nos vol vols pp fn art arts chap chaps supp app apps ch bros
eyes-only eyesonly verbatim unquote closequote unqte qte unq stop comma colon semi
jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
rec'd recd ack ackn ackd circ conf confl unclass secret topsecret ious gmt est edt cst bst zulu`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Which words there are. */
interface Lexicon {
  /** Whether a word, without punctuation around it, is one of the language, in its own case or another. */
  known(word: string): boolean;
}

/** Words with which letters each has. */
interface LetteredWords {
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

/** Words of this length, and longer ones, are put together. */
const leastPart = 4;

/** Whether a word is two words of a list written as one, with or without what joins them: `Arbeitsamt`. Many languages make more of them
 *  than a list can have. */
export function isCompound(small: string, words: WordList): boolean {
  for (let at = leastPart; at <= small.length - leastPart; at++) {
    const [head, tail] = [small.slice(0, at), small.slice(at)];
    const stem = head.replace(/(s|n|en|es)$/, '');
    if (words.known(tail) && (words.known(head) || (stem.length >= leastPart && words.known(stem)))) return true;
  }
  return false;
}
