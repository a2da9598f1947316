import { type Block, claim, type Draft, isInterruption, isUnclaimed } from '../draft/draft.ts';
import {
  isAddressee,
  isApproval,
  isClosingMention,
  isName,
  isPostscript,
  isSureName,
  isValediction,
  typistsInitials,
} from './closing-words.ts';
import { isFileNumber } from './file-numbers.ts';
import { claimFormWork } from './form-work.ts';
import { isTelegram } from './telegrams.ts';
import { titleForm, typeOfTitle } from './titles.ts';

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
  return draft.spans.some((span) => span.sort === 'mark' && span.finding.kind === 'salutation');
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
  claim(block, { kind: 'postscript' }, 'postscript', `Note below the text: ${block.words}`);
}

function claimValediction(block: Block): void {
  claim(block, { kind: 'signature' }, 'valediction', `Valediction: ${block.words}`, 'inferred');
}

function claimSignature(block: Block): void {
  claim(block, { kind: 'signature' }, 'signature', `Signature: ${block.words}`, 'inferred');
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
    claim(block, { kind: 'header field', field: 'to' }, 'header field', `Addressee: ${block.words}`, 'inferred');
  }
}
