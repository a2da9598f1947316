import { oneLetterOff, twoLettersOff } from './alike-words.ts';
import { commonWordRank } from './common-words.ts';
import type { Knowledge, Token } from './knowledge.ts';
import { wordList } from './lexicon.ts';
import { folded, inCaseOf, wordShape } from './word-shape.ts';

/** What a word may be meant to read. */
export interface Candidate {
  readonly text: string;
  /** How much better it is than others: a logarithm, comparable with `worthOf` the word itself. */
  readonly worth: number;
  readonly why: string;
  /** The second reading has it. */
  readonly isSecond: boolean;
}

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
const costs = { second: 0.6, alternative: 1.4, learned: 0.2, divided: 2, punctuation: 0.8 } as const;
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
  candidates(token: Token, before: string, after: string): readonly Candidate[] {
    const found = new Map<string, Candidate>();
    const offer = (candidate: Candidate): void => {
      if (candidate.text === token.word.text || candidate.text === '') return;
      const known = found.get(candidate.text);
      if (!known) found.set(candidate.text, candidate);
      else if (candidate.worth > known.worth || candidate.isSecond)
        found.set(candidate.text, {
          ...(candidate.worth > known.worth ? candidate : known),
          worth: Math.max(candidate.worth, known.worth) + (candidate.isSecond ? 1 : 0),
          isSecond: known.isSecond || candidate.isSecond,
        });
    };
    this.#offerLookAlikes(token, before, after, offer);
    this.#offerReadings(token, before, after, offer);
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

  #offerLookAlikes(token: Token, before: string, after: string, offer: (candidate: Candidate) => void): void {
    const lead = plainLead(token.lead);
    const trail = plainTrail(token.trail);
    const set = (small: string): string => `${lead}${inCaseOf(small, token.core)}${trail}`;
    const learned = this.#knowledge.learned(token.word.text);
    if (learned !== undefined) offer({ text: learned, worth: 4, why: 'Corrected so before', isSecond: false });
    if (lead !== token.lead || trail !== token.trail) {
      const worth = this.worthOf(token.core, before, after, 1) - costWeight * costs.punctuation;
      offer({ text: set(token.core), worth, why: 'Without the odd punctuation', isSecond: false });
    }
    for (const { small, cost, why } of this.#lookAlikes(token.small)) {
      const worth = this.worthOf(small, before, after) - costWeight * cost;
      offer({ text: set(small), worth, why, isSecond: false });
    }
  }

  #offerReadings(token: Token, before: string, after: string, offer: (candidate: Candidate) => void): void {
    const { evidence } = token;
    if (!evidence) return;
    const { second, alternatives } = evidence;
    if (second && second.words === 1 && second.text !== '') {
      const text = second.text.replace(/\s+/g, ' ');
      const worth = this.worthOf(text, before, after) - costWeight * costs.second;
      offer({ text, worth, why: 'The second reading has it', isSecond: true });
    }
    for (const { text } of alternatives) {
      const small = folded(wordShape(text).core);
      if (!this.#knowledge.isKnown(small) && small !== token.small && numberWorth(small) === null) continue;
      const worth = this.worthOf(text, before, after) - costWeight * costs.alternative;
      offer({ text, worth, why: 'The OCR thought of it', isSecond: false });
    }
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
    const isWord = (word: string): boolean => knowledge.isKnown(word) || knowledge.counts.count(word) > 1;
    const offer = (word: string): void => {
      if (word === small || word.length === 0 || found.has(word) || !isWord(word)) return;
      const cost = knowledge.confusions.cost(small, word);
      if (cost <= mostCost) found.set(word, { small: word, cost, why: this.#why(word) });
    };
    for (const word of this.#confused(small)) offer(word);
    if (small.length > 1) for (const word of oneLetterOff(small)) offer(word);
    if (small.length > 3) {
      this.#seen ??= wordList(knowledge.counts.words());
      for (const word of twoLettersOff(small, this.#seen)) offer(word);
      if (small.length > 4 && found.size < 3 && !knowledge.isKnown(small))
        for (const word of twoLettersOff(small, knowledge.language.lexicon)) offer(word);
    }
    for (const division of divisions(small, knowledge))
      found.set(division, { small: division, cost: costs.divided, why: 'Two words without a space' });
    const worth = ({ small: word, cost }: LookAlike): number => this.worthOf(word, '', '') - costWeight * cost;
    return [...found.values()].sort((a, b) => worth(b) - worth(a)).slice(0, mostKept);
  }

  #why(word: string): string {
    const count = this.#knowledge.counts.count(word);
    if (count === 0) return 'A word that looks like it';
    return `Looks like it and occurs ${count === 1 ? 'once' : `${count} times`} here`;
  }

  /** Texts that one confusion, or two, make of a word. */
  *#confused(small: string): Iterable<string> {
    const once = new Set<string>();
    for (const { read, meant } of this.#knowledge.confusions.all())
      for (let at = small.indexOf(read); at >= 0; at = small.indexOf(read, at + 1))
        once.add(small.slice(0, at) + meant + small.slice(at + read.length));
    yield* once;
    if (small.length < 5 || small.length > 14) return;
    for (const one of once)
      for (const { read, meant, cost } of this.#knowledge.confusions.all()) {
        if (read.length + meant.length === 2 && cost >= 1) continue;
        for (let at = one.indexOf(read); at >= 0; at = one.indexOf(read, at + 1))
          yield one.slice(0, at) + meant + one.slice(at + read.length);
      }
  }
}

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
  if (part.length === 1) return part === 'a' || part === 'i';
  if (commonWordRank.has(part)) return true;
  return part.length > 2 && knowledge.isKnown(part) && (part.length > 4 || knowledge.counts.count(part) > 0);
}

const plainLead = (lead: string): string => lead.replace(/[^"'“„‘«([$£#*§]/g, '');
const plainTrail = (trail: string): string => (isPlainTrail(trail) ? trail : (trail.match(/[.,;:?!]/)?.[0] ?? ''));

/** Whether punctuation after a word is set as people set it. */
export const isPlainTrail = (trail: string): boolean =>
  /^(["'”’)\]*]*[.,;:?!]?["'”’)\]*]*|\.{3,5}["'”’)]*|[.,;:]?-{1,2}|[—–]|[%°*#])$/.test(trail);

/** Whether punctuation before a word is set as people set it. */
export const isPlainLead = (lead: string): boolean => /^["'“„‘«([$£#*§&@.-]{0,3}$/.test(lead) && !/[.]./.test(lead);
