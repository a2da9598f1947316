import { folded, inCaseOf, letterCase, wordShape } from '../../text/word-shape.ts';
import { inEnglish } from '../../translation/retell.ts';
import { wordList } from '../language/lexicon.ts';
import { beginsSentence, isMisfit, suggestedStop } from '../language/sentence-punctuation.ts';
import { oneLetterOff, twoLettersOff } from '../language/spelling-neighbours.ts';
import type { Knowledge, Token } from './knowledge.ts';
import { sureFrom, type ThirdReading } from './word-evidence.ts';
import {
  divided,
  lettersFor,
  oddness,
  otherCase,
  pageNumbers,
  plainLead,
  plainTrail,
  withoutHyphen,
} from './word-signs.ts';

/** What a word may be meant to read. */
export interface Candidate {
  readonly text: string;
  /** How much better it is than others: a logarithm, comparable with `worthOf` the word itself. */
  readonly worth: number;
  readonly why: string;
  /** The second reading has it. */
  readonly isSecond: boolean;
  /** The reader of another kind has it. */
  readonly isThird: boolean;
}

/** Where a word stands. */
export interface SuggestionPlace {
  /** The words beside it, in small letters. */
  readonly before: string;
  readonly after: string;
  /** The word after it as it is written; empty at the end of the block. */
  readonly next: string;
  /** Whether its letters are set otherwise than where it stands asks for. */
  readonly isOddCase: boolean;
  /** Whether it is a number or a sign where words stand. */
  readonly isOddNumber: boolean;
  /** Whether its block, or its line at the head of the block, has no other word. */
  readonly isAlone: boolean;
  /** Whether the word before it ends a sentence. */
  readonly beginsSentence: boolean;
  /** Quotation marks and brackets around it that have no other in its block. */
  readonly loneMarks: string;
}

type Offer = (text: string, worth: number, why: string, by?: 'second' | 'third' | 'thought of') => void;

/** Words that look like a word, whatever stands around it. */
interface LookAlike {
  /** Small letters; two words with a space when it is divided. */
  readonly small: string;
  readonly cost: number;
  readonly why: string;
}

/** How much a letter that was read otherwise counts against a suggestion, in the units of `Knowledge.likelihood`. */
const costWeight = 1.5;
/** Costs of suggestions that do not come from comparing letters. */
const costs = {
  second: 0.6,
  third: 0.5,
  alternative: 1.4,
  learned: 0.2,
  divided: 2,
  punctuation: 0.8,
  letters: 1.2,
  hyphen: 0.4,
  agreed: 1.2,
  signs: 0.6,
} as const;
/** Short words that differ in two letters are offered when they occur as often as this. */
const oftenSeen = 3;
/** Words of the language that are commoner than this are offered for figures and signs. */
const commonFrom = 300;
/** Look-alikes that cost more than this are no suggestions. */
const mostCost = 4.7;
const mostKept = 12;

/** Finds what doubtful words may be meant to read. What it found for a word it keeps. */
export class Suggester {
  readonly #knowledge: Knowledge;
  readonly #kept = new Map<string, readonly LookAlike[]>();
  /** Words of the document and the collection; made when it is first needed. */
  #seen: ReturnType<typeof wordList> | null = null;

  constructor(knowledge: Knowledge) {
    this.#knowledge = knowledge;
  }

  /** What a word may be meant to read, best first. */
  candidates(token: Token, place: SuggestionPlace): readonly Candidate[] {
    return this.#gathered(token, place, (offer) => {
      this.#offerLookAlikes(token, place, offer);
      this.#offerPunctuation(token, place, offer);
      this.#offerSignsOfOthers(token, place, offer);
      this.#offerReadings(token, place, offer);
    });
  }

  /** What other readings have in the place of a word against which nothing else speaks, best first. */
  otherReadings(token: Token, place: SuggestionPlace): readonly Candidate[] {
    return this.#gathered(token, place, (offer) => this.#offerReadings(token, place, offer));
  }

  #gathered(token: Token, place: SuggestionPlace, gather: (offer: Offer) => void): readonly Candidate[] {
    const found = new Map<string, Candidate>();
    gather((text, plainWorth, why, by) => {
      if (text === token.word.text || text === '') return;
      const worth = plainWorth - oddness(text) - oddInPlace(text, token, place);
      const known = found.get(text);
      const [isSecond, isThird] = [by === 'second', by === 'third'];
      if (!known) found.set(text, { text, worth, why, isSecond, isThird });
      else if (worth > known.worth || by)
        found.set(text, {
          text,
          why: worth > known.worth ? why : known.why,
          worth: Math.max(worth, known.worth) + (by ? this.#bonus(text, by) : 0),
          isSecond: known.isSecond || isSecond,
          isThird: known.isThird || isThird,
        });
    });
    return [...found.values()].sort((a, b) => b.worth - a.worth);
  }

  /** How good a text is between its neighbours, before what it costs to come to it.
   *  @param own 1 when it is the text that stands there */
  worthOf(text: string, before: string, after: string, own = 0): number {
    const knowledge = this.#knowledge;
    const parts = text.split(' ').map((part) => folded(wordShape(part).core));
    const [first = '', second] = parts;
    if (first === '' && second === undefined) return -3;
    if (second === undefined)
      return numberWorth(first) ?? knowledge.likelihood(first, own) + knowledge.fits(before, first, after, own);
    const each = parts.map((part) => numberWorth(part) ?? knowledge.likelihood(part, own));
    return (
      Math.min(...each) +
      0.5 * knowledge.fits(before, first, second, own) +
      0.5 * knowledge.fits(first, second, after, own)
    );
  }

  /** How much it counts that another reading has a text: a word that both readings did not make up. */
  #bonus(text: string, by: 'second' | 'third' | 'thought of'): number {
    if (by === 'thought of') return 1;
    const isWord = (small: string): boolean => this.#knowledge.isKnown(small) || numberWorth(small) !== null;
    return text.split(' ').every((part) => isWord(folded(wordShape(part).core))) ? 2 : 0;
  }

  #offerLookAlikes(token: Token, place: SuggestionPlace, offer: Offer): void {
    const { before, after } = place;
    const lead = plainLead(token.lead);
    const trail = plainTrail(token.trail);
    const learned = this.#knowledge.learned(token.word.text);
    if (learned !== undefined) offer(learned, 4, inEnglish`Corrected so before`);
    if (place.isOddNumber)
      for (const small of lettersFor(token.word.text)) {
        const worth = this.worthOf(small, before, after) - costWeight * costs.letters;
        if (this.#knowledge.language.usage.count(small) >= commonFrom)
          offer(small === 'i' ? 'I' : small, worth, inEnglish`A word that looks like it`);
      }
    const model = place.beginsSentence && letterCase(token.core) === 'small' ? 'Xx' : token.core;
    const doubt = lettersAgree(token) ? costs.agreed : 0;
    for (const { small, cost, why } of this.#lookAlikes(token.small)) {
      const worth = this.worthOf(small, before, after) - costWeight * (cost + doubt);
      offer(`${lead}${inCaseOf(small, model)}${trail}`, worth, why);
    }
    const whole = this.#knowledge.isKnown(token.small) ? '' : withoutHyphen(token.small);
    if (whole === '') return;
    const written = (small: string): string => `${lead}${inCaseOf(small, token.core)}${trail}`;
    if (this.#knowledge.isKnown(whole))
      offer(
        written(whole),
        this.worthOf(whole, before, after) - costWeight * costs.hyphen,
        inEnglish`Without the hyphen of a line`,
      );
    for (const { small, cost, why } of this.#lookAlikes(whole))
      offer(written(small), this.worthOf(small, before, after) - costWeight * (cost + costs.hyphen), why);
  }

  #offerPunctuation(token: Token, { before, after, next, ...place }: SuggestionPlace, offer: Offer): void {
    const { core } = token;
    const [lead, trail] = [plainLead(token.lead), plainTrail(token.trail)];
    const worth = this.worthOf(core, before, after, 1) - costWeight * costs.punctuation;
    if (lead !== token.lead || trail !== token.trail)
      offer(lead + core + trail, worth, inEnglish`Without the odd punctuation`);
    const without = (text: string): string => [...text].filter((mark) => !place.loneMarks.includes(mark)).join('');
    if (place.loneMarks !== '')
      offer(without(lead) + core + without(trail), worth + 1, inEnglish`Without the mark that has no other`);
    const bare = token.lead.replace(/[^("]/g, '') + core + token.trail.replace(/[^.,;:?!)\]"-]/g, '');
    offer(bare, worth - 0.3, inEnglish`Without the signs around it`);
    const stop = suggestedStop(token, next);
    if (stop) offer(lead + core + stop, worth + 1, inEnglish`As the next word has it`);
    const isKnown = this.#knowledge.isKnown(token.small);
    const isName = !isKnown && this.#knowledge.elsewhere(token.small) > 0;
    if (isName && letterCase(core) === 'small')
      offer(lead + otherCase(core) + trail, worth, inEnglish`As a name is written`);
    if (place.isOddCase && isKnown)
      offer(lead + otherCase(core) + trail, worth + 1, inEnglish`As its place in the sentence asks`);
    if (token.trail === '' && core.length > 2 && (next === '' || /^["“(]?\p{Lu}/u.test(next))) {
      offer(`${lead}${core}.`, worth - (beginsSentence(next) ? 1 : 2), inEnglish`The next word begins a sentence`);
      const stem = core.slice(0, -1);
      if (!isKnown && this.#knowledge.isUsual(folded(stem)))
        offer(
          `${lead}${stem}.`,
          this.worthOf(stem, before, '') - costWeight,
          inEnglish`The next word begins a sentence`,
        );
    }
    // What stands alone at the head of a page and is no usual word is its number, rather than another word.
    const isNumberLike = !this.#knowledge.isUsual(token.small) || /^\d+$/.test(core);
    if (place.isAlone)
      for (const number of pageNumbers(token))
        offer(number, isNumberLike ? pageNumber : 0, inEnglish`The number of the page`);
    for (const [parts, text] of divided(core))
      if (parts.every((part) => isFirm(folded(part), this.#knowledge) || numberWorth(part) !== null))
        offer(lead + text + trail, this.worthOf(parts.join(' '), before, after), inEnglish`Two words without a space`);
  }

  /** The signs that other readings have around a word, around its letters and around what they look like. */
  #offerSignsOfOthers(token: Token, { before, after }: SuggestionPlace, offer: Offer): void {
    const { evidence, core } = token;
    const others = [evidence?.second, evidence?.third].flatMap((one) =>
      one?.words === 1 && one.text !== '' ? [wordShape(one.text)] : [],
    );
    const leads = new Set([token, ...others].map(({ lead }) => plainLead(lead)));
    const trails = new Set([token, ...others].map(({ trail }) => plainTrail(trail)));
    if (core === '' || leads.size * trails.size < 2) return;
    const [own] = this.#lookAlikes(token.small);
    const worth = this.worthOf(core, before, after, 1) - costWeight * costs.punctuation;
    for (const lead of leads)
      for (const trail of trails) {
        offer(lead + core + trail, worth, inEnglish`Another reading has these signs`);
        if (!own) continue;
        const alike = this.worthOf(own.small, before, after) - costWeight * (own.cost + costs.signs);
        offer(lead + inCaseOf(own.small, core) + trail, alike, own.why);
      }
  }

  #offerReadings(token: Token, { before, after }: SuggestionPlace, offer: Offer): void {
    const { evidence } = token;
    if (!evidence) return;
    const { second, third, alternatives } = evidence;
    // What differs in its punctuation only is counted as the word that stands there.
    const own = (text: string): number => (folded(wordShape(text).core) === token.small ? 1 : 0);
    if (second && second.words === 1 && second.text !== '') {
      const text = second.text.replace(/\s+/g, ' ');
      const worth =
        this.worthOf(text, before, after, own(text)) - costWeight * costs.second + this.#bonus(text, 'second');
      offer(text, worth, inEnglish`The second reading has it`, 'second');
    }
    if (third) this.#offerThird(token, third, { before, after }, offer);
    for (const { text } of alternatives) {
      const small = folded(wordShape(text).core);
      if (!this.#knowledge.isKnown(small) && small !== token.small && numberWorth(small) === null) continue;
      const worth = this.worthOf(text, before, after, own(text)) - costWeight * costs.alternative;
      offer(text, worth, inEnglish`The OCR thought of it`);
    }
  }

  #offerThird(
    token: Token,
    third: ThirdReading,
    { before, after }: Pick<SuggestionPlace, 'before' | 'after'>,
    offer: Offer,
  ): void {
    const own = (text: string): number => (folded(wordShape(text).core) === token.small ? 1 : 0);
    if (third.words === 1 && third.text !== '') {
      const { text } = third;
      const worth =
        this.worthOf(text, before, after, own(text)) - costWeight * costs.third + this.#bonus(text, 'third');
      offer(text, worth, inEnglish`Another reader has it`, 'third');
    }
    for (const { text } of third.alternatives) {
      const small = folded(wordShape(text).core);
      if (!this.#knowledge.isKnown(small) && small !== token.small && numberWorth(small) === null) continue;
      const worth = this.worthOf(text, before, after, own(text)) - costWeight * costs.alternative;
      offer(text, worth, inEnglish`Another reader thought of it`, 'thought of');
    }
  }

  /** The word that a text of several letters looks like most; null when there is none, or when it is one itself. */
  alike(small: string): string | null {
    return this.#knowledge.isKnown(small) ? null : (this.#lookAlikes(small)[0]?.small ?? null);
  }

  #lookAlikes(small: string): readonly LookAlike[] {
    const known = this.#kept.get(small);
    if (known) return known;
    const made = this.#findLookAlikes(small);
    this.#kept.set(small, made);
    return made;
  }

  #findLookAlikes(small: string): readonly LookAlike[] {
    if (small === '' || small.length > 40 || /^\d+$/.test(small)) return [];
    const knowledge = this.#knowledge;
    const found = new Map<string, LookAlike>();
    // Every word has a possessive; only such as occur are offered.
    const isWord = (word: string): boolean =>
      knowledge.counts.count(word) > 1 || (knowledge.isListed(word) && !/'s?$/.test(word));
    const offer = (word: string): void => {
      if (word === small || word.length === 0 || found.has(word) || !isWord(word)) return;
      const cost = knowledge.confusions.cost(small, word);
      if (cost <= mostCost) found.set(word, { small: word, cost, why: this.#why(word) });
    };
    const once = this.#confused(small);
    for (const word of once) offer(word);
    if (small.length > 1) for (const word of oneLetterOff(small, knowledge.language.letters)) offer(word);
    // Two confusions in one word are rare, and trying them takes long.
    if (found.size === 0 && small.length > 4 && small.length < 15)
      for (const one of once) for (const word of this.#confused(one)) offer(word);
    for (const word of this.#twoOff(small, found.size)) offer(word);
    for (const division of divisions(small, knowledge))
      found.set(division, { small: division, cost: costs.divided, why: inEnglish`Two words without a space` });
    const worth = ({ small: word, cost }: LookAlike): number => this.worthOf(word, '', '') - costWeight * cost;
    return [...found.values()].sort((a, b) => worth(b) - worth(a)).slice(0, mostKept);
  }

  #twoOff(small: string, found: number): readonly string[] {
    const { counts, language } = this.#knowledge;
    const anyFirst = language.letters.slice(0, -1);
    this.#seen ??= wordList(counts.words());
    if (this.#knowledge.isUsual(small)) return small.length > 3 ? twoLettersOff(small, this.#seen) : [];
    const seen = twoLettersOff(small, this.#seen, anyFirst);
    if (small.length < 5) return seen.filter((word) => counts.count(word) >= oftenSeen);
    const used = twoLettersOff(small, language.usage.words, anyFirst);
    return [...seen, ...used, ...(found < 3 ? twoLettersOff(small, language.lexicon) : [])];
  }

  #why(word: string): string {
    const count = this.#knowledge.counts.count(word);
    if (count === 0) return inEnglish`A word that looks like it`;
    return count === 1
      ? inEnglish`Looks like it and occurs once here`
      : inEnglish`Looks like it and occurs ${count} times here`;
  }

  /** Texts that one confusion makes of a word. */
  #confused(small: string): ReadonlySet<string> {
    const texts = new Set<string>();
    for (const { read, meant } of this.#knowledge.confusions.all())
      for (let at = small.indexOf(read); at >= 0; at = small.indexOf(read, at + 1))
        texts.add(small.slice(0, at) + meant + small.slice(at + read.length));
    return texts;
  }
}

/** A stop that does not fit the next word. */
const misfit = 1.5;
/** A quotation mark that closes nothing, and a text that differs in the form of its quotation marks only. */
const [closingNothing, sameButQuotes] = [3, 2] as const;

const straightQuotes = (text: string): string => text.replace(/[‘’`]/g, "'").replace(/[“”]/g, '"');

/** How much the place of a word, and the word itself, speak against a suggestion. */
function oddInPlace(text: string, token: Token, { next }: SuggestionPlace): number {
  return (
    (isMisfit(wordShape(text), next) ? misfit : 0) +
    (/^[^"“'‘]*[^s\P{L}]['’]$/u.test(text) ? closingNothing : 0) +
    (text.length === token.word.text.length && straightQuotes(text) === straightQuotes(token.word.text)
      ? sameButQuotes
      : 0)
  );
}

/** Whether a reader of another kind is sure of the letters: what is wrong is rather their case, or the signs around them. */
function lettersAgree({ evidence, small }: Token): boolean {
  const third = evidence?.third;
  return third?.words === 1 && third.confidence >= sureFrom && folded(wordShape(third.text).core) === small;
}

/** How good the number of a page is that stands at its head. */
const pageNumber = 3.5;

/** Whether a number stands there, and how likely that is. */
const numberWorth = (small: string): number | null => (/^\d[\d.,:/-]*$/.test(small) ? 0 : null);

/** A word as two of the commonest ones that were written together. */
function divisions(small: string, knowledge: Knowledge): readonly string[] {
  if (small.length < 4 || knowledge.isKnown(small)) return [];
  const found: string[] = [];
  for (let at = 1; at < small.length; at++) {
    const parts = [small.slice(0, at), small.slice(at)];
    if (parts.every((part) => isFirm(part, knowledge))) found.push(parts.join(' '));
  }
  return found;
}

function isFirm(part: string, knowledge: Knowledge): boolean {
  const { common } = knowledge.language;
  if (part.length === 1) return common.has(part) && (part === 'a' || part === 'i');
  if (common.has(part)) return true;
  return part.length > 2 && knowledge.isKnown(part) && (part.length > 4 || knowledge.counts.count(part) > 0);
}
