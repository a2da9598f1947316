import { wordInContextKey } from '../../document/review.ts';
import { folded, wordShape } from '../../text/word-shape.ts';
import { inEnglish } from '../../translation/retell.ts';
import { suggestedStop } from '../language/sentence-punctuation.ts';
import type { ImportedWord, TypedWord } from './imported-words.ts';
import type { Knowledge, Token } from './knowledge.ts';
import type { Candidate, Suggester, SuggestionPlace } from './suggestions.ts';
import {
  type Features,
  featureNames,
  featuresOf,
  isNumber,
  isOddCase,
  isOddNumber,
  type Neighbours,
} from './suspect-features.ts';
import { sureFrom, type WordEvidence } from './word-evidence.ts';
import { type WordGroup, wordGroup } from './word-groups.ts';
import { isPlainLead, isPlainTrail } from './word-signs.ts';

/** What is held against a word because an editor wrote it. */
interface Guard {
  /** What all readings have in its place, though it is a word too and the OCR was sure; null when there is no such reading. */
  readonly overruled: string | null;
  /** It occurs nowhere else, neither in the import nor in any other document. */
  readonly isNew: boolean;
  /** What the layout says of the words that stood in its place. */
  readonly place: WordEvidence | null;
}

/** What is held against words of a block; null for those that the import has.
 *  @param typed one for each word
 *  @param isImported whether the import has a word anywhere, in small letters */
export const guardsOf = (
  tokens: readonly Token[],
  typed: readonly (TypedWord | null)[],
  knowledge: Knowledge,
  isImported: (small: string) => boolean,
): readonly (Guard | null)[] =>
  tokens.map((token, index) => {
    const written = typed[index];
    if (!written) return null;
    return {
      overruled: overruledReading(written.was, token, knowledge),
      isNew: knowledge.elsewhere(token.small) === 0 && !isImported(token.small),
      place: written.was.find(({ evidence }) => evidence !== null)?.evidence ?? null,
    };
  });

/** The reading that a word was written over. */
const overruledCandidate = (text: string): Candidate => ({
  text,
  worth: 0,
  why: inEnglish`All readings have it`,
  isSecond: true,
  isThird: true,
});

function overruledReading(was: readonly ImportedWord[], token: Token, knowledge: Knowledge): string | null {
  const text = was.map((word) => word.text).join(' ');
  if (text === '' || !was.every((word) => isFirmReading(word, knowledge))) return null;
  // What was accepted once is no slip of the hand.
  return knowledge.learned(text) === token.word.text ? null : text;
}

/** Whether both readings have a word of the language, or a number, and nothing speaks against it. */
function isFirmReading({ text, evidence }: ImportedWord, knowledge: Knowledge): boolean {
  const second = evidence?.second;
  if (!evidence || !second || second.words !== 1 || (evidence.confidence ?? 100) < sureFrom) return false;
  const core = folded(wordShape(text).core);
  if (core === '' || folded(wordShape(second.text).core) !== core) return false;
  return isNumber(core) || knowledge.isKnown(core);
}

/** The quotation marks and brackets around the words of a block that have no other. */
interface UnbalancedQuotes {
  /** Those around one word. */
  around(word: { readonly lead: string; readonly core: string; readonly trail: string }): string;
}

/** Looks through the words of a block. Double marks are lone when their number is odd, single ones and brackets when those that open
 *  and those that close are not as many. An apostrophe after an s closes nothing. */
export function unbalancedQuotes(
  words: readonly { readonly lead: string; readonly core: string; readonly trail: string }[],
): UnbalancedQuotes {
  let [doubles, singles, brackets] = [0, 0, 0];
  for (const { lead, core, trail } of words) {
    doubles += (lead + trail).match(/["“”]/g)?.length ?? 0;
    brackets += (lead.match(/\(/g)?.length ?? 0) + (core.match(/\(/g)?.length ?? 0);
    brackets -= (trail.match(/\)/g)?.length ?? 0) + (core.match(/\)/g)?.length ?? 0);
    if (/['‘]/.test(lead)) singles += 1;
    if (isSingle(core, trail)) singles -= 1;
  }
  return {
    around({ lead, core, trail }) {
      const marks = [
        ...(doubles % 2 === 1 ? ((lead + trail).match(/["“”]/g) ?? []) : []),
        ...(brackets > 0 ? (lead.match(/\(/g) ?? []) : []),
        ...(brackets < 0 ? (trail.match(/\)/g) ?? []) : []),
        ...(singles > 0 ? (lead.match(/['‘]/g) ?? []) : []),
        ...(singles < 0 && isSingle(core, trail) ? (trail.match(/['’]/g) ?? []) : []),
      ];
      return marks.join('');
    },
  };
}

const isSingle = (core: string, trail: string): boolean => /['’]/.test(trail) && !/s$/i.test(core);

/** A word of a block, or words that may belong together, with what speaks for and against it. */
export interface Examined {
  /** The words, from the first. */
  readonly tokens: readonly Token[];
  /** Words before and after it; empty at the ends of the block. */
  readonly before: string;
  readonly after: string;
  readonly features: Features;
  /** Best first. */
  readonly candidates: readonly Candidate[];
  readonly group: WordGroup | null;
  /** Of the first of its words that an editor wrote. */
  readonly guard: Guard | null;
}

/** Looks at every word of a block that is running text and not decided yet.
 *  @param isKept whether a person has looked at the word and kept it
 *  @param guards one for each word; null for such as no editor wrote */
export function examineBlock(
  tokens: readonly Token[],
  knowledge: Knowledge,
  suggester: Suggester,
  isKept: (key: string) => boolean = () => false,
  guards: readonly (Guard | null)[] = [],
): readonly Examined[] {
  const found: Examined[] = [];
  const look = { tokens, guards, knowledge, suggester, isKept, marks: unbalancedQuotes(tokens) };
  for (let at = 0; at < tokens.length; at++) {
    const group = wordGroup(tokens, at, knowledge, (small) => suggester.alike(small));
    const together = group && examineAt(look, at, group);
    const examined = together ?? examineAt(look, at, null);
    if (examined) found.push(examined);
    if (together) at += together.tokens.length - 1;
  }
  return found;
}

/** What stays the same for all words of a block. */
interface Look {
  readonly tokens: readonly Token[];
  readonly guards: readonly (Guard | null)[];
  readonly knowledge: Knowledge;
  readonly suggester: Suggester;
  readonly isKept: (key: string) => boolean;
  readonly marks: UnbalancedQuotes;
}

const isAsked = ({ word, small }: Token, knowledge: Knowledge): boolean =>
  !word.isObject && !(small !== '' && knowledge.isTaught(small));

/** Null when the words are not asked. */
function examineAt(look: Look, at: number, group: WordGroup | null): Examined | null {
  const { tokens, knowledge, isKept } = look;
  const own = tokens.slice(at, at + (group?.count ?? 1));
  if (own.some((token) => !isAsked(token, knowledge))) return null;
  const before = tokens[at - 1]?.word.text ?? '';
  const after = tokens[at + own.length]?.word.text ?? '';
  if (isKept(wordInContextKey({ text: textOf(own), before, after }))) return null;
  const each = own.map((_, index) => examineWord(look, at + index));
  const [only] = each;
  const guard = look.guards.slice(at, at + own.length).find((one) => one !== null) ?? null;
  if (!group || !only) return only ? { tokens: own, before, after, ...only, group: null, guard } : null;
  const features = { ...strongest(each.map((one) => one.features)), [group.kind]: group.strength };
  const candidate = { text: group.suggestion, worth: 10, why: group.reason, isSecond: false, isThird: false };
  return { tokens: own, before, after, features, candidates: [candidate], group, guard };
}

/** The words as the reading text has them. */
export const textOf = (tokens: readonly Token[]): string => tokens.map(({ word }) => word.text).join(' ');

function neighboursOf({ tokens, marks, knowledge }: Look, at: number): Neighbours {
  const before = tokens[at - 1];
  const isEnd = before !== undefined && /[.?!:]["'”’)]*$/.test(before.word.text);
  return {
    before: before?.small ?? '',
    after: tokens[at + 1]?.small ?? '',
    next: tokens[at + 1]?.word.text ?? '',
    loneMarks: marks.around(tokens[at] as Token),
    // An abbreviation or an initial ends no sentence.
    beginsSentence: isEnd && before.small.length > 3,
    beginsBlock: before === undefined,
    noise: noiseAround(tokens, at, knowledge),
    isAlone: tokens.length < 3,
  };
}

type Looked = Pick<Examined, 'features' | 'candidates'>;

/** The number of a page stands among the first words of a block when no space parts it from the text. */
const headWords = 3;

/** Whether a word stands on a line of its own at the head of a block, as far as the layout shows. */
function isHeadLine(tokens: readonly Token[], at: number): boolean {
  const box = tokens[at]?.evidence?.box;
  if (!box || at >= headWords) return false;
  return [tokens[at - 1], tokens[at + 1]].every((beside) => {
    const other = beside?.evidence?.box;
    if (!other) return beside === undefined;
    const shared = Math.min(box.y + box.height, other.y + other.height) - Math.max(box.y, other.y);
    return shared < 0.3 * Math.min(box.height, other.height);
  });
}

/** How many words on both sides tell whether a word stands in a text or among stamps, handwriting and spots. */
const reach = 4;

function noiseAround(tokens: readonly Token[], at: number, knowledge: Knowledge): number {
  const around = [...tokens.slice(Math.max(0, at - reach), at), ...tokens.slice(at + 1, at + 1 + reach)];
  return around.length < 2 ? 0 : around.filter((token) => isNoise(token, knowledge)).length / around.length;
}

function isNoise({ small, core, evidence }: Token, knowledge: Knowledge): boolean {
  if ((evidence?.confidence ?? 100) < noiseBelow) return true;
  return small.length < 4 && !isNumber(core) && !knowledge.isKnown(small);
}
const noiseBelow = 55;

function examineWord(look: Look, at: number): Looked {
  const { tokens, guards, knowledge, suggester } = look;
  const token = tokens[at] as Token;
  const neighbours = neighboursOf(look, at);
  const { before, after } = neighbours;
  const place = {
    ...neighbours,
    isOddCase: isOddCase(token, neighbours, knowledge),
    isOddNumber: isOddNumber(token, neighbours, knowledge),
    isAlone: tokens.length === 1 || isHeadLine(tokens, at),
  };
  const isSure = isFirm(token, place, knowledge);
  const candidates = isSure ? suggester.otherReadings(token, place) : suggester.candidates(token, place);
  const worth = suggester.worthOf(token.word.text, before, after, 1);
  // That another reading differs in its signs is a feature of its own.
  const features = featuresOf(token, neighbours, isSure ? [] : candidates, worth, knowledge);
  return guarded({ features, candidates }, guards[at] ?? null);
}

/** Adds what is held against a word that an editor wrote. */
function guarded({ features, candidates }: Looked, guard: Guard | null): Looked {
  if (!guard) return { features, candidates };
  const { overruled, isNew } = guard;
  return {
    features: {
      ...features,
      overruled: overruled === null ? 0 : 1,
      neverSeen: isNew && features.unknown > 0 ? 1 : 0,
    },
    candidates:
      overruled === null
        ? candidates
        : [overruledCandidate(overruled), ...candidates.filter(({ text }) => text !== overruled)],
  };
}

/** Whether nothing speaks against a word: it is not worth the time to look for others in its place. */
function isFirm(token: Token, place: SuggestionPlace, knowledge: Knowledge): boolean {
  const { core, small, lead, trail, evidence } = token;
  const second = evidence?.second;
  if (evidence && (evidence.confidence ?? 100) < sureFrom) return false;
  if (second && folded(wordShape(second.text).core) !== small) return false;
  const third = evidence?.third;
  if (third && third.text !== token.word.text && third.text === second?.text) return false;
  if (third && third.confidence >= sureFrom && folded(wordShape(third.text).core) !== small) return false;
  if (place.loneMarks !== '') return false;
  if (suggestedStop(token, place.next) !== null || place.isOddCase || place.isAlone) return false;
  if (isNumber(core) || core === '') return !place.isOddNumber;
  if (!isPlainLead(lead) || !isPlainTrail(trail)) return false;
  if (knowledge.fits(place.before, small, place.after, 1) < leastFit) return false;
  return knowledge.isUsual(small);
}

/** Words that fit their neighbours less than this are looked at. */
const leastFit = 0.2;

function strongest(all: readonly Features[]): Features {
  const values = featureNames.map((name) => [name, Math.max(...all.map((features) => features[name]))] as const);
  return Object.fromEntries(values) as unknown as Features;
}
