import { folded, type LetterCase, letterCase, wordShape } from '../../text/word-shape.ts';
import { cableWords } from '../language/lexicon.ts';
import { suggestedStop } from '../language/sentence-punctuation.ts';
import type { Knowledge, Token } from './knowledge.ts';
import type { Candidate } from './suggestions.ts';
import type { ThirdReading } from './word-evidence.ts';
import { isPlainLead, isPlainTrail } from './word-signs.ts';

/** What speaks for or against a word being wrong; 0 where nothing does, or where the reading does not say. */
export const featureNames = [
  'unknown',
  'unknownSeen',
  'unknownCapitalised',
  'unknownOddity',
  'oddity',
  'shortUncommon',
  'noLetters',
  'figuresAmongLetters',
  'oddInside',
  'oddOutside',
  'lineHyphen',
  'oddQuote',
  'mixedCase',
  'oddCase',
  'lowConfidence',
  'veryLowConfidence',
  'unknownLowConfidence',
  'secondDiffers',
  'secondDiffersInPunctuation',
  'secondHasNothing',
  'secondIsKnown',
  'secondIsUnknown',
  'secondAgrees',
  'secondAgreesUnknown',
  'alternativeIsKnown',
  'advantage',
  'advantageOfSecond',
  'fits',
  'tagged',
  'learned',
  'joins',
  'phrase',
  'long',
  'unusual',
  'oddStop',
  'advantageOverUsual',
  'amongNoise',
  'alone',
  'overruled',
  'neverSeen',
  'thirdDiffers',
  'thirdDiffersInPunctuation',
  'thirdHasNothing',
  'thirdIsKnown',
  'thirdIsUnknown',
  'thirdAgrees',
  'thirdAgreesUnknown',
  'thirdIsSure',
  'othersAgree',
  'advantageOfThird',
] as const;

export type FeatureName = (typeof featureNames)[number];
export type Features = { readonly [Name in FeatureName]: number };

/** Where a word stands. */
export interface Neighbours {
  /** Small letters; empty at the ends of the block. */
  readonly before: string;
  readonly after: string;
  /** Whether the word before it ends a sentence. A block may go on with a sentence of another one. */
  readonly beginsSentence: boolean;
  readonly beginsBlock: boolean;
  /** The share of the words around it that look like no text: 0 to 1. */
  readonly noise: number;
  /** Whether its block has no more than a few signs beside it. */
  readonly isAlone: boolean;
  /** The word after it as it is written; empty at the end of the block. */
  readonly next: string;
  /** Quotation marks and brackets around it that have no other in its block. */
  readonly loneMarks: string;
}

/** What speaks for or against a word.
 *  @param candidates what it may be meant to read, best first
 *  @param worth how good it is as it stands, in the units of the candidates */
export function featuresOf(
  token: Token,
  neighbours: Neighbours,
  candidates: readonly Candidate[],
  worth: number,
  knowledge: Knowledge,
): Features {
  const [best] = candidates;
  const second = candidates.find(({ isSecond }) => isSecond);
  const third = candidates.find(({ isThird }) => isThird);
  return {
    ...noFeatures,
    ...wordFeatures(token, neighbours, knowledge),
    ...readingFeatures(token, knowledge),
    [knowledge.isUsual(token.small) ? 'advantageOverUsual' : 'advantage']: best ? clipped(best.worth - worth) : 0,
    advantageOfSecond: second ? clipped(second.worth - worth) : 0,
    advantageOfThird: third ? clipped(third.worth - worth) : 0,
    fits: Math.max(-4, Math.min(4, knowledge.fits(neighbours.before, token.small, neighbours.after, 1))) / 4,
    tagged: token.word.isTagged ? 1 : 0,
    amongNoise: token.evidence ? Math.max(0, neighbours.noise - leastNoise) / (1 - leastNoise) : 0,
    alone: token.evidence && neighbours.isAlone ? 1 : 0,
    learned: knowledge.learned(token.word.text) === undefined ? 0 : 1,
  };
}

/** Among fewer marks a word may still be a word of a text that was read badly. */
const leastNoise = 0.4;

const noFeatures = Object.fromEntries(featureNames.map((name) => [name, 0])) as unknown as Features;

const clipped = (value: number): number => Math.max(-4, Math.min(6, value)) / 4;

const figures =
  /^(\d+([.,:/–-]{0,2}\d+)*(st|nd|rd|th|d|am|pm|mm|cm|km|kg)?|\d{2,}([.,:/-]?\d+)*('?s|[-a-z])|\d[-abcd])$/;
const code =
  /^(\p{Lu}{1,5}[-–/.]?\d+([-–/.]?[\p{Lu}\d]+)*|\d+[-/.]?\p{Lu}{1,4}|(?=.*\d)[\p{Lu}\d]+([-–/.][\p{Lu}\d]+)+)(['’]?[sS])?$/u;

/** Whether a core is a number, or a code of letters and figures as people write them. */
export const isNumber = (core: string): boolean => figures.test(core.toLowerCase()) || code.test(core);

function wordFeatures(token: Token, neighbours: Neighbours, knowledge: Knowledge): Partial<Features> {
  const { core, small, lead, trail } = token;
  const { loneMarks, next } = neighbours;
  if (core === '') return { noLetters: isPlainSign(token.trail) ? 0 : 1 };
  const setting = settingOf(core);
  const oddOutside = {
    oddOutside: (isPlainLead(lead) ? 0 : 1) + (isPlainTrail(trail) ? 0 : 1),
    lineHyphen: /^[-~=¬]+$/.test(trail) ? 1 : 0,
    oddQuote: loneMarks === '' ? 0 : 1,
    oddStop: suggestedStop(token, next) === null ? 0 : 1,
  };
  if (isNumber(core)) return { ...oddOutside, shortUncommon: core.length === 1 && lead + trail === '' ? 0.5 : 0 };
  const isKnown = knowledge.isKnown(small);
  const isInitial = small.length === 1 && setting === 'capitalised' && /^\./.test(trail);
  const oddity = knowledge.language.runs.oddity(onlyLetters(small, knowledge.language.letters)) / 5;
  const isUnknown = !isKnown && !isInitial;
  const isInitials = /^(\p{L}\.)+\p{L}?$/u.test(core);
  return {
    ...oddOutside,
    unknown: isUnknown && !isInitials ? 1 : 0,
    unknownSeen: isUnknown ? Math.log(1 + seenElsewhere(small, knowledge)) : 0,
    unknownCapitalised: isUnknown && setting === 'capitalised' ? 1 : 0,
    unknownOddity: isUnknown ? oddity : 0,
    oddity: isUnknown ? 0 : oddity,
    shortUncommon: isShortUncommon(small, isInitial || isInitials, knowledge),
    figuresAmongLetters: isUnknown && /\d/.test(core) ? 1 : 0,
    oddInside: isInitials
      ? 0
      : Math.min(2, core.replace(/[\p{L}\p{N}]|['’]|(?<=[\p{L}\d])(--|[-/–—])(?=\p{L})/gu, '').length),
    mixedCase: setting === 'mixed' && !/^(Mc|Mac|O'|D'|De|La|Le|Van)\p{Lu}/u.test(core) ? 1 : 0,
    oddCase: isOddCase(token, neighbours, knowledge) ? 1 : 0,
    long: Math.max(0, Math.min(8, small.length - 4)) / 8,
    unusual: isKnown && isUnusual(small, knowledge) ? 1 : 0,
  };
}

/** What is no letter of the language is a space. */
const onlyLetters = (small: string, letters: string): string =>
  [...small].map((sign) => (letters.includes(sign) ? sign : ' ')).join('');

/** A word that the dictionary has and that nobody writes. */
const isUnusual = (small: string, knowledge: Knowledge): boolean =>
  knowledge.language.usage.total > 0 &&
  knowledge.language.usage.count(small) === 0 &&
  knowledge.elsewhere(small) === 0 &&
  !knowledge.language.common.has(small) &&
  !cableWords.has(small) &&
  !knowledge.isTaught(small);

/** How the letters of a word are set: each part of a compound for itself, without a possessive. */
function settingOf(core: string): LetterCase {
  const parts = core.replace(/['’]?s$/, '').split(/[-–—/]+/);
  const settings = parts.map(letterCase).filter((setting) => setting !== 'none');
  if (settings.includes('mixed')) return 'mixed';
  return settings[0] ?? letterCase(core);
}

/** How often a word, or the one that it is the possessive of, occurs elsewhere. */
function seenElsewhere(small: string, knowledge: Knowledge): number {
  const stem = small.replace(/'s?$/, '');
  return knowledge.elsewhere(small) + (stem === small ? 0 : knowledge.elsewhere(stem, 0));
}

const isPlainSign = (sign: string): boolean => /^([-–—&+=%*]|--|\.{2,}|[-_.]{3,}|[“”"'])$/.test(sign);

/** OCR makes words of the dictionary of short ones: those of three letters or fewer that few people write are not believed. */
function isShortUncommon(small: string, isInitial: boolean, knowledge: Knowledge): number {
  const { common } = knowledge.language;
  if (common.size === 0 || small.length > 3 || isInitial || common.has(small) || cableWords.has(small)) return 0;
  if (knowledge.isTaught(small)) return 0;
  return knowledge.elsewhere(small) > 2 ? 0.3 : 1;
}

/** A small letter after a full stop, or a capital in the middle of a sentence on a word that takes none. */
export function isOddCase(
  { core, small }: Token,
  { beginsSentence, beginsBlock }: Neighbours,
  { language }: Knowledge,
): boolean {
  const setting = settingOf(core);
  if (beginsBlock) return false;
  if (beginsSentence) return setting === 'small' && small.length > 1;
  const rank = language.common.get(small);
  return setting === 'capitalised' && rank !== undefined && rank < neverCapital && !isNamePart.test(small);
}

/** Words that are commoner than this have no capital within a sentence. */
const neverCapital = 120;
const isNamePart = /^(i|mr|mrs|dr|st|no|may|new|state|house|will)$/;

/** A number or a sign among words that fit a word of the same look better: `&` for `a`, `80` for `so`. */
export function isOddNumber({ core, word }: Token, { before, after }: Neighbours, knowledge: Knowledge): boolean {
  const { usage } = knowledge.language;
  return (
    (core === '' ? word.text.length === 1 : core.length < 3) && (usage.count(before) > 0 || usage.count(after) > 0)
  );
}

function readingFeatures({ word, small, core, evidence }: Token, knowledge: Knowledge): Partial<Features> {
  if (!evidence) return {};
  const isKnown = core === '' || isNumber(core) || knowledge.isKnown(small);
  const { confidence, second, third, alternatives } = evidence;
  const doubt = confidence === null ? 0 : (100 - confidence) / 100;
  return {
    lowConfidence: doubt,
    veryLowConfidence: doubt > 0.4 ? 1 : 0,
    unknownLowConfidence: isKnown ? 0 : doubt,
    alternativeIsKnown:
      !isKnown && alternatives.some(({ text }) => knowledge.isKnown(folded(wordShape(text).core))) ? 1 : 0,
    ...(second ? secondFeatures(word.text, small, second.text, isKnown, knowledge) : {}),
    ...(third ? thirdFeatures(word.text, small, third, isKnown, knowledge) : {}),
    othersAgree:
      second && third && second.text === third.text && second.text !== word.text && second.text !== '' ? 1 : 0,
  };
}

function secondFeatures(
  text: string,
  small: string,
  second: string,
  isKnown: boolean,
  knowledge: Knowledge,
): Partial<Features> {
  if (second === text) return isKnown ? { secondAgrees: 1 } : { secondAgrees: 1, secondAgreesUnknown: 1 };
  if (second === '') return { secondHasNothing: 1 };
  const other = folded(wordShape(second).core);
  if (other === small) return { secondDiffersInPunctuation: 1 };
  const isOtherKnown = second.split(' ').every((part) => knowledge.isKnown(folded(wordShape(part).core)));
  return {
    secondDiffers: 1,
    secondIsKnown: isOtherKnown && !isKnown ? 1 : 0,
    secondIsUnknown: !isOtherKnown && isKnown ? 1 : 0,
  };
}

/** The same of a reader of another kind. It takes a capital for a small letter, and one stop for another, more often than it errs in
 *  letters: only what it is sure of counts whole. */
function thirdFeatures(
  text: string,
  small: string,
  { text: third, confidence }: ThirdReading,
  isKnown: boolean,
  knowledge: Knowledge,
): Partial<Features> {
  if (third === text) return isKnown ? { thirdAgrees: 1 } : { thirdAgrees: 1, thirdAgreesUnknown: 1 };
  if (third === '') return { thirdHasNothing: 1 };
  const thirdIsSure = confidence / 100;
  const other = folded(wordShape(third).core);
  if (other === small) return { thirdDiffersInPunctuation: 1, thirdIsSure };
  const isOtherKnown = third.split(' ').every((part) => knowledge.isKnown(folded(wordShape(part).core)));
  return {
    thirdDiffers: 1,
    thirdIsKnown: isOtherKnown && !isKnown ? 1 : 0,
    thirdIsUnknown: !isOtherKnown && isKnown ? 1 : 0,
    thirdIsSure,
  };
}
