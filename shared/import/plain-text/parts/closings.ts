import { inEnglish } from '../../../translation/retell.ts';
import { anyOf } from '../draft/any-of.ts';
import { type Block, claim, type Draft, isInterruption, isUnclaimed } from '../draft/draft.ts';
import { isFileNumber } from './file-numbers.ts';
import { claimFormWork } from './form-work.ts';
import { isTelegram } from './telegrams.ts';
import { titleForm, typeOfTitle } from './titles.ts';

const adverbs =
  'sincerely|respectfully|faithfully|cordially|truly|obediently|devotedly|affectionately|gratefully|fraternally';
const farewells = [
  `(?:(?:i am|i remain|with great respect|believe me),? )?(?:very )?(?:${adverbs})(?: and (?:${adverbs}))?(?:,? yours)?(?:,? &c\\.?,? ?(?:&c\\.?)?)?`,
  `(?:(?:i am|i remain|believe me)[, ]+)?(?:ever |always )?(?:most |very )?yours (?:ever |very |most )?(?:${adverbs}|ever|etc\\.?|&c\\.?)`,
  '(?:with )?(?:my |all )?(?:best|kind(?:est)?|warm(?:est)?|high(?:est)?)(?: personal)? (?:wishes|regards|esteem|respects)(?:,? (?:i am|as ever))?',
  'as ever|in haste|your (?:most )?(?:humble and )?obedient servant|your friend|for the (?:acting )?[\\p{L} -]{3,50}',
];
const valediction = new RegExp(`^${anyOf(farewells)}\\s?[,.:]?$`, 'iu');

/** Phrases that only stand at the end of a letter, cut short or in full. */
const phrases = [
  '(?:i|we) (?:have|has)(?: the honou?r(?: to (?:be|remain))?)?,? ?(?:sir,? )?(?:etc\\.?|&c\\.?|\\[etc\\.?\\])',
  '(?:i|we) (?:have the honou?r to (?:be|remain)|am|are|remain|beg to (?:be|remain)|avail (?:myself|ourselves)|take (?:this|the) (?:opportunity|occasion))\\b.{0,180}',
  '(?:i|we) (?:avail|am|have|remain|beg|subscribe)(?: myself)?,? (?:sir,? )?(?:etc\\.?|&c\\.?|\\[etc\\.?\\]).{0,20}',
  '(?:please )?accept,? (?:\\p{L}+[., ]*){0,4}(?:the |my )?(?:renewed |repeated )?(?:assurances?|expression|\\[?etc|&c).{0,160}',
  '(?:believe me|i am|availing myself|with (?:assurances|great|the highest|high|renewed|sentiments|the assurance|profound|much)|in (?:the )?meantime i)\\b.{0,120}',
];
const longValediction = new RegExp(`^${anyOf(phrases)}$`, 'iu');
/** How a letter's last sentence ends, in full or cut short. */
const valedictionEnd =
  /(?:\betc\.?\]?|&c\.?|\bservants?|\byours?|\bsir|\brespectfully|\bsincerely|\bfaithfully|\bconsideration|\besteem|\bbe|\bregards?|\bexcellency|\bremain)[.,]{0,2}$/iu;

/** Longest words of farewell, in characters. */
const longestValediction = 220;

/** Whether a paragraph is nothing but the words with which a letter closes: `Sincerely yours,`, `I have, etc.,`, `I have the honor to be,
 *  sir, your obedient servant,`. */
export function isValediction(words: string): boolean {
  if (words.length > longestValediction) return false;
  return valediction.test(words) || (longValediction.test(words) && valedictionEnd.test(words));
}

const postscript = /^(?:note|p\.?\s?p?\.?\s?s\.?|n\.?\s?b\.|postscript|post scriptum)\s?[:.—–-]+\s?\S/i;

/** Whether a block below the signature adds something: `P. S.—October 30. …`, `NOTE: RELAYED TO …`. */
export const isPostscript = (words: string): boolean => postscript.test(words);

/** Parts of a name or office: `N.`, `Khrushchev`, `de`, `Jr.`, `/s/`, `S[umner]`. */
const namePart =
  /^(?:[“"(]?\p{Lu}[\p{L}.'’[\]-]*[,.]{0,2}[”")]?|[dDl]['’]\p{Lu}[\p{L}-]*,?|of|the|de|la|del|du|da|dos|van|von|der|den|ten|ter|zu|y|for|and|in|to|ad|interim|bin|ben|ibn|al|et|\/s\/|\[?[Ss]gd\.?\]?|[JS]r\.?,?|\p{Lu}{2,}\p{Ll}?,?|d['’][Aa]ffaires\.?,?)$/u;

/** What calls a note behind a name. */
const callAtEnd = /(?:\/\d{1,3}\/|\(\d{1,3}\)|\[\d{1,3}\]|(?<=[\p{L}.,\])])\d{1,3}|(?<=[\p{Ll}.])[*†‡])$/u;

/** Longest name with its office, in characters, and in words. */
const longestName = { characters: 70, words: 9 };

/** Whether a line can be a name, with or without an office, and is no sentence. */
export function isName(words: string): boolean {
  if (words.length > longestName.characters || !/\p{L}{2}/u.test(words) || /\d{3}/.test(words.replace(callAtEnd, '')))
    return false;
  const name = words.replace(callAtEnd, '').replace(/[.,]$/, '');
  const parts = name.split(/\s+/);
  if (parts.length > longestName.words || !parts.every((part) => namePart.test(part))) return false;
  return /^[“"(/[]?(?:\p{Lu}|\/?[sS](?:gd)?)/u.test(name) && !noName.test(name) && !sentenceWord.test(name);
}

/** Words that a sentence in capitals has and no name. */
const sentenceWord =
  /\b(?:WE|YOU|ARE|IS|WAS|WERE|WILL|HAVE|HAS|THIS|THAT|WITH|NOT|BE|IT|HE|THEY|PLEASE|SHOULD|WOULD|YOUR|OUR|MY)\b/;

/** Headings and remarks that stand where names do. */
const noName =
  /^(?:(?:\[?(?:enclosures?|inclosures?|attachments?|annex|appendix|encl|tab|approved|copy|true copy|attest|seal|end|original|confidential|secret|paraphrase|translation|here follows|source|note|notes|references?|distribution|cc|copies|repeated|sent|please|advise|details|unquote|unsigned|not printed|omitted)\b)|[IVX]+\.?$)/i;

/** Whether a name that a full stop ends is one for sure: all in capitals (`WILLIAM H. SEWARD.`), or with initials (`W. Q. Gresham.`). */
export const isSureName = (words: string): boolean =>
  isName(words) &&
  (!/\p{L}{4}\.$/u.test(words) ||
    /^[^\p{Ll}]+(?:,\s.+)?$/u.test(words) ||
    /^(?:\p{Lu}\. ?)+(?:de |van |von |la )*\p{Lu}\p{L}+\.$/u.test(words));

/** Of who typed, or who drafted and who typed: `TRT`, `JTC/4`, `LET:mk`. */
const typistsInitials = /^(?:\p{Lu}{2,3}|\p{Lu}{2,4}[:/][\p{L}\d]{1,4})$/u;

/** Who got how many copies: `2 - WHD`. */
const copies = /^\d{1,2}\s?[-–—]\s?\p{Lu}[\p{L}\d/&. ]{1,40}$/u;

/** Lines below a signature that only mention what went with the letter, who got copies, or that it is one. */
export const isClosingMention = (words: string): boolean =>
  copies.test(words) ||
  /^\[?(?:encl(?:osures?|s)?|incl(?:osures?)?|attachments?|cc|copies|copy|distribution|seal|l\. ?s\.|file copy|signature|signed)\b.{0,80}$/i.test(
    words,
  );

/** What begins the approval of somebody else below a signature. */
const isApproval = (words: string): boolean =>
  /^(?:approved|concurred|attest|seen|true copy|certified|countersigned|witness(?:es)?|for the american delegation)\b.{0,40}$/i.test(
    words,
  );

/** Whether a line is the head of an address: `Hon. William H. Seward,`, `His Excellency M. Drouyn de Lhuys,`, `James S. Pike, Esq., &c.` */
export const isAddressee = (words: string): boolean =>
  words.length <= 120 &&
  (/^(?:to )?(?:the )?(?:hon(?:orable|\.)|his excellency|her excellency|right hon|rt\. hon|his majesty|messrs\.)\s/i.test(
    words,
  ) ||
    /\bEsq(?:uire|\.)?\b|&c\., ?&c/.test(words) ||
    /^(?:To )?(?:The|Mr\.|M\.|Señor|Sir|General|Admiral|Captain|Monsieur) .{3,80}, (?:&c|etc)\.?,?/.test(words));

/** More names than this at the end of a letter are a list of people. */
const mostNames = 6;

/** Valedictions, signatures with their offices, addressees, the initials of who typed, and postscripts: what stands between the last
 *  paragraph of a letter or telegram and its end, or its first attachment. */
export function recogniseClosings(draft: Draft): void {
  const isSigned = isLetterOrTelegram(draft);
  for (const section of sectionsOf(draft.blocks)) {
    const closing = closingOf(section);
    const last = section[section.indexOf(closing[0] as Block) - 1];
    claimClosing(closing, isSigned || isSignedSection(section), /,$/.test(last?.words ?? ''));
  }
}

/** @param isUnfinished whether the last paragraph ends with a comma, so that a name must follow */
function claimClosing(closing: readonly Block[], isSigned: boolean, isUnfinished: boolean): void {
  for (const block of closing) if (isPostscript(block.words)) claimPostscript(block);
  const rest = closing.filter(isUnclaimed);
  const farewell = rest.findLastIndex(({ words }) => isValediction(words));
  const addressee = rest.findIndex(({ words }, index) => index > farewell && isAddressee(words));
  const approval = rest.findIndex(({ words }) => isApproval(words));
  const end = Math.min(...[addressee, approval].map((index) => (index === -1 ? rest.length : index)));
  const names = rest.slice(farewell + 1, end).filter(({ words }) => !isClosingMention(words));
  const valediction = rest[farewell];
  for (const block of rest.slice(0, farewell + 1)) if (isValediction(block.words)) claimValediction(block);
  if (valediction) claimSignatures(signatureBelow(names, valediction));
  else if (names.length <= mostNames && (isSigned || isUnfinished || names.some(isCertain)))
    claimSignatures(
      names.filter(
        ({ words }, index) => (isUnfinished && index === 0) || isSureName(words) || typistsInitials.test(words),
      ),
    );
  if (addressee !== -1 && addressee < rest.length) claimAddressee(rest, addressee);
}

/** `WILLIAM H. SEWARD.` or `/s/ John F. Kennedy` is nothing but a signature. */
const isCertain = ({ words }: Block): boolean => /^\/s\/|^\[?sgd\b/i.test(words);

/** The name below `Sincerely yours,` with the lines of its office. What comes after a further blank line is the address, unless it reads like
 *  an office. */
function signatureBelow(names: readonly Block[], valediction: Block): readonly Block[] {
  const [first] = names;
  const stretch = first?.lines[0]?.stretch;
  const isOwn = (block: Block): boolean =>
    block.lines[0]?.stretch === stretch || block.lines[0]?.stretch === valediction.lines[0]?.stretch;
  const below = names.findIndex((block) => !isOwn(block) && !isOffice(block.words));
  return below === -1 ? names : names.slice(0, below);
}

const isOffice = (words: string): boolean =>
  /\b(?:secretary|minister|ambassador|chargé|consul|captain|colonel|general|admiral|commander|chief|director|president|chairman|U\. ?S\. ?[AN]\.)\b/i.test(
    words,
  );

/** The blocks of the main text, then of each attachment. */
export function sectionsOf(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const sections: Block[][] = [[]];
  for (const block of blocks) {
    if (block.role.kind === 'attachment heading') sections.push([]);
    sections.at(-1)?.push(block);
  }
  return sections;
}

function isLetterOrTelegram(draft: Draft): boolean {
  if (draft.blocks.some((block) => block.role.kind === 'salutation') || isTelegram(draft)) return true;
  const title = draft.blocks.find((block) => block.role.kind === 'heading');
  if (title && (typeOfTitle(title.words) !== 'other' || titleForm(title.words) === 'parties')) return true;
  return draft.spans.some((span) => span.sort === 'mark' && span.finding?.kind === 'salutation');
}

/** Whether an attachment is a letter of its own. */
const isSignedSection = (section: readonly Block[]): boolean =>
  section.some(
    ({ role, words }) => role.kind === 'salutation' || (role.kind === 'heading' && titleForm(words) === 'parties'),
  );

/** The unclaimed short blocks at the end of a section, past form work and notes, back to its last paragraph. */
function closingOf(section: readonly Block[]): readonly Block[] {
  const closing: Block[] = [];
  for (const block of section.toReversed()) {
    if (isInterruption(block) || standsBelowClosing(block)) continue;
    if (!isUnclaimed(block) || !canClose(block.words)) return closing.reverse();
    closing.push(block);
  }
  // Nothing but names is no letter's closing: it has no text.
  return [];
}

const standsBelowClosing = (block: Block): boolean =>
  ['note', 'dateline'].includes(block.role.kind) || isFileNumber(block) || isCallAlone(block);

/** The figure that calls a note below the signature. */
const isCallAlone = (block: Block): boolean => isUnclaimed(block) && /^\d{1,3}$/.test(block.words);

const canClose = (words: string): boolean =>
  isPostscript(words) ||
  isValediction(words) ||
  typistsInitials.test(words) ||
  isName(words) ||
  isAddressee(words) ||
  isApproval(words) ||
  isClosingMention(words);

function claimPostscript(block: Block): void {
  claim(block, { kind: 'postscript' }, 'postscript', inEnglish`Note below the text: ${block.words}`);
}

function claimValediction(block: Block): void {
  claim(block, { kind: 'signature' }, 'valediction', inEnglish`Valediction: ${block.words}`, 'inferred');
}

function claimSignature(block: Block): void {
  claim(block, { kind: 'signature' }, 'signature', inEnglish`Signature: ${block.words}`, 'inferred');
}

/** The first name is the signature, further ones its office; a few capitals below it are the typist's. */
function claimSignatures(names: readonly Block[]): void {
  names.forEach((block, index) => {
    if (index > 0 && typistsInitials.test(block.words)) claimFormWork(block, 'other', 'inferred');
    else claimSignature(block);
  });
}

/** The address below the signature: its first line, those that directly follow it, and an office below a blank line. */
function claimAddressee(closing: readonly Block[], index: number): void {
  const stretch = closing[index]?.lines[0]?.stretch;
  for (const [place, block] of closing.slice(index).entries()) {
    const isOwn = block.lines[0]?.stretch === stretch || (place === 1 && isOffice(block.words));
    if (!isUnclaimed(block) || !isOwn) return;
    claim(
      block,
      { kind: 'header field', field: 'to' },
      'header field',
      inEnglish`Addressee: ${block.words}`,
      'inferred',
    );
  }
}
