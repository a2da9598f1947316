import { anyOf } from '../draft/any-of.ts';
import { findDate } from '../draft/dates.ts';

/** Who wrote to whom. Empty where a title does not say. */
export interface Parties {
  readonly from: string;
  readonly to: string;
}

const nobody: Parties = { from: '', to: '' };

/** Longest name of a party, in characters: `Commander in Chief of the American Expeditionary Forces (Pershing)`. */
const longestParty = 170;

/** How people are addressed. */
const addresses = [
  'Mr|Mrs|Miss|Ms|Dr|Messrs|M|MM|Mme|Mlle|Sir|Lord|Lady|Señor|Señora|Signor|Herr|Monsieur|Don|Sr',
  'Count|Countess|Baron|Prince|Princess|Marquis|Marquess|Earl|Viscount|Viscountess|Duke|King|Queen|Emperor|Empress|Sultan',
  'Captain|Commander|Commodore|Admiral|General|Major|Colonel|Lieutenant|Brigadier|Sergeant|Marshal|Bishop|Father|Hon|Rev',
  'Senator|Congressman|Representative|Governor|President|Chancellor|Premier|Viceroy|Chairman|Secretary|Minister|Judge|Justice',
];

/** Nouns of offices and of those who hold them. */
const offices = [
  'secretar(?:y|ies)|minist(?:er|ers|ry|ries)|ambassadors?|envoys?|chargé|consuls?|consulates?|embass(?:y|ies)|legations?',
  'departments?|commissions?|commissioners?|committees?|representatives?|delegat(?:e|es|ion|ions)|missions?|chairm[ae]n',
  'chiefs?|directors?|advis[eo]rs?|counsell?ors?|solicitors?|attorneys?|senators?|governors?|governments?|agents?|agenc(?:y|ies)',
  'boards?|councils?|offices?|officers?|officials?|commanders?|commandants?|generals?|admirals?|presidents?|chancellors?|viceroys?',
  'attachés?|plenipotentiar(?:y|ies)|treasurers?|treasury|banks?|bankers|compan(?:y|ies)|associations?|corporations?|premiers?',
  'prime|vice|deput(?:y|ies)|assistants?|acting|under|special|personal|diplomatic|consular|republics?|kings?|emperors?|princes?',
  'staffs?|bureaus?|divisions?|principal|posts?|powers|institut(?:e|ion)s?|societ(?:y|ies)|courts?|congress|members?|taotai|yamen',
  'librar(?:y|ian)|historians?|editors?|central intelligence|joint chiefs|national security|high|permanent|field|supreme',
];
const officeWord = new RegExp(`^${anyOf(offices)}$`, 'iu');
const addressWord = new RegExp(`^${anyOf(addresses)}$`, 'u');

/** Words that join the parts of a name or office. */
const joiningWord =
  /^(?:of|the|in|at|for|and|on|to|near|ad|interim|de|da|do|dos|das|di|la|le|las|los|les|du|des|del|von|van|der|den|ter|ten|zu|y|a|an|with|by|et|al|ex-officio|etc|certain|all|his|her|certain|each|other|ben|bin|ibn|el|as|through|temporarily|then|formerly|foreign|affairs|state|war|navy|united|states|american|republic|consul-general|vice-consul|chargé|d[’']affaires|d[’']affaires,?|ministers|plenipotentiary|extraordinary|&c|&)$/u;
const capitalWord = /^(?:\p{Lu}|[dl][’']\p{Lu}|\[|[“"‘(]|Mc|\d)/u;

/** Offices whose own name goes on with `to`: `Mission to the United Nations`, `Commission to Negotiate Peace` … */
const sentTo =
  /\b(?:mission|commission|commissioner|delegation|representative|delegate|ambassador|minister|envoy|attaché|observer|liaison|experts|deputy|deputies|secretary)$/i;
/** … and those that are one to a person: `Special Assistant to the President`. */
const helpsOne = /\b(?:assist\w+|advis[eo]r|counsel(?:l?or)?|consultant|aide)$/i;
/** To whom the former are not sent. */
const atHome =
  /^(?:the\s+)?(?:acting\s+)?(?:department|embassy|legation|consul\w*|secretary|president|white house|all|certain)\b/i;

/** What a line with ` to ` is about that begins with none of the parties. */
const noParty =
  /^(?:repeated|sent|cop(?:y|ies)|addressed|forwarded|letters?|memorand(?:um|a)|minutes|notes?|reply|replies|reference|introduction|preface|appendix|annex|enclosure|statement|address|speech|remarks|reports?|telegrams?|cablegrams?|translation|resolution|subject|composition|visit|return|access|aid|assistance|exhibit|supplement|additions?|according|pursuant|in|on|with|from|prior|due|owing|up|as|if|when)\b/i;

/** `X to Y`: who wrote to whom, in a title that names no kind of paper. Null for a line that is no such title.
 *  `The Minister in Panama (South) to the Secretary of State`, `Mr. Seward to Mr. Pike.`
 *  @param isSure whether the line is known to be a title, in which nobody needs to hold an office: `Menzies to Bruce` */
export function partiesOfLine(words: string, isSure = false): Parties | null {
  const line = words
    .replace(/^\[\d{1,4}\]\s*\*?\s*/, '')
    .replace(/(?<=[\p{L})\]])\d{1,3}$/u, '')
    .replace(/\s\d{1,2}$/, '');
  if (
    line.length > 2 * longestParty ||
    !line.includes(' to ') ||
    /[:;?!]/.test(line) ||
    noParty.test(line) ||
    findDate(line)?.year != null
  )
    return null;
  const splits = splitsOf(line).filter(({ from, to, worth }) => worth > -2 && isParty(from) && isParty(to));
  const best = bestSplit(splits);
  return best && (isSure || hasOffice(best)) ? { from: trimmed(best.from), to: trimmed(best.to) } : null;
}

/** `[Kind of paper] From A [Through C] to B`, `[Kind of paper] by A to B`: A and B. Also `A to B` where the line is nothing else. */
export function partiesOfTitle(title: string): Parties {
  const words = title.slice(0, 600);
  const from = afterWord(words, 'from');
  if (from !== null) return partiesAmong(from) ?? { from: trimmed(from.replace(through, '')), to: '' };
  const by = afterWord(words, 'by');
  return (by === null ? partiesOfLine(words, true) : partiesAmong(by)) ?? nobody;
}

/** What stands between two offices that passed the paper on. */
const through = /\s+Through\s.+$/i;

/** What follows a word that only the kind of paper precedes, without date; null when it does not. */
function afterWord(title: string, word: string): string | null {
  const found = new RegExp(`^\\W*(?:[\\p{L}\\d.-]+[\\s,]+){1,6}?${word}\\s+(.+)$`, 'iu').exec(title);
  return found ? withoutDate(found[1] ?? '') : null;
}

function partiesAmong(words: string): Parties | null {
  const best = bestSplit(splitsOf(words).filter(({ to, worth }) => worth >= 0 && isParty(to)));
  if (!best) return null;
  const handed = /,?\s+(?:handed|delivered|communicated|presented|transmitted)$/i;
  return { from: trimmed(best.from.replace(through, '').replace(handed, '')), to: trimmed(best.to) };
}

/** Without what follows the addressee: `, November 5, enclosing draft telegram`, `, undated`, `, Washington, March 3, 1936`. */
function withoutDate(line: string): string {
  const undated = line.search(/,\s+(?:undated|dated|enclosing|transmitt\w+|concerning|regarding)\b/i);
  const known = undated === -1 ? line : line.slice(0, undated);
  const date = findDate(known);
  if (!date) return known;
  const before = /^(.+?),(?:\s+\p{Lu}[\p{L}. ]+,)?\s*$/u.exec(known.slice(0, date.from));
  return before?.[1] ?? known;
}

interface Split extends Parties {
  readonly worth: number;
}

/** Every ` to ` outside parentheses may stand between the two. */
function splitsOf(line: string): readonly Split[] {
  const plain = line.replace(/\([^()]*\)/g, (inner) => '#'.repeat(inner.length));
  return [
    ...plain.matchAll(/,?\s+to\s+(?!(?:negotiate|study|investigate|examine|consider|inquire|report|be|the same)\b)/gi),
  ].map((match) => {
    const from = line.slice(0, match.index);
    const to = line.slice(match.index + match[0].length);
    return { from, to, worth: worthOf(from, to) };
  });
}

/** How likely a place between the parties is: behind a name in parentheses and before an article or address it is one; behind an
 *  office that is one to somebody it is none. */
function worthOf(from: string, to: string): number {
  const isClosed = /\)$/.test(from) ? 3 : 0;
  const goesOn = helpsOne.test(from) ? -3 : sentTo.test(from) ? -2 : 0;
  const beginsParty =
    /^(?:the|certain|all|his|her)\b/i.test(to) || addressWord.test(/^\p{L}+/u.exec(to)?.[0] ?? '') ? 1 : 0;
  const isHome = goesOn === -2 && atHome.test(to) ? 1 : 0;
  return isClosed + goesOn + beginsParty + isHome;
}

const bestSplit = (splits: readonly Split[]): Split | null =>
  splits.reduce<Split | null>((best, split) => (best === null || split.worth > best.worth ? split : best), null);

/** Whether some words read like a person or an office: capitals, names of offices and the words that join them. */
function isParty(words: string): boolean {
  if (words === '' || words.length > longestParty) return false;
  const plain = words.replace(/\([^()]*\)/g, ' ').trim();
  const parts = plain.split(/[\s,]+/).filter((part) => part !== '');
  const [first = ''] = parts;
  if (!(capitalWord.test(first) || /^(?:the|certain|all|his|her)$/i.test(first)) || parts.length > 22) return false;
  // A full stop ends an abbreviation, an initial, or the line.
  if (parts.slice(0, -1).some((part) => /\p{Ll}{5}\.$/u.test(part))) return false;
  return parts.every((part) => isPartyWord(part.replace(/[.’']+$/, '')));
}

const isPartyWord = (word: string): boolean =>
  word === '' || capitalWord.test(word) || joiningWord.test(word) || officeWord.test(word.replace(/[’']s$/, ''));

/** Whether one of the parties holds an office or is addressed as a person: other headings have ` to ` in them, too. */
const hasOffice = ({ from, to }: Parties): boolean =>
  `${from} ${to}`
    .split(/[^\p{L}’'-]+/u)
    .some((word) => addressWord.test(word) || (officeWord.test(word) && /^\p{Lu}/u.test(word)));

const trimmed = (party: string): string =>
  party
    .trim()
    .replace(/^the\s+/i, '')
    .replace(/[,;]$/, '')
    .replace(/(?<=\p{L}{3})\.$/u, '')
    .trim();
