import { anyOf } from '../draft/any-of.ts';
import { type Block, claim, type Draft, isInterruption, isUnclaimed } from '../draft/draft.ts';
import { claimFormWork } from './form-work.ts';
import { isTelegramForm } from './telegram-header.ts';
import { typeOfTitle } from './titles.ts';

const farewells = [
  '(?:very )?(?:sincerely|respectfully|faithfully|cordially|truly)(?: yours)?',
  'yours (?:very )?(?:sincerely|respectfully|faithfully|truly|ever)',
  '(?:with )?(?:best|kind(?:est)?|warm(?:est)?) (?:wishes|regards)',
];
const valediction = new RegExp(`^${anyOf(farewells)}\\s?[,.]?$`, 'i');

/** Parts of a name or office: `N.`, `Khrushchev`, `de`, `Jr.`, `/s/`. */
const namePart = /^(?:\p{Lu}[\p{L}.'’-]*,?|of|the|de|du|van|von|for|and|\/s\/|\[?sgd\.?\]?|Jr\.?|Sr\.?)$/u;

const postscript = /^(?:note|p\.?\s?p?\.?s\.?)\s?[:.]\s?\S/i;

/** What calls a note behind a name. */
const callAtEnd = /(?:\/\d{1,3}\/|\(\d{1,3}\)|\[\d{1,3}\]|\d{1,2})$/;

/** Whether a line can be a signature: a name, with or without an office, and no sentence. */
function isName(words: string): boolean {
  if (words.length > 60 || !/\p{L}{2}/u.test(words) || /\p{L}{4}\.$/u.test(words)) return false;
  const parts = words.replace(callAtEnd, '').split(/\s+/);
  return parts.length <= 7 && parts.every((part) => namePart.test(part));
}

/** More names than this at the end of a letter are a list of people. */
const mostNames = 6;

/** Signatures, the initials of who typed, and postscripts: what stands between the last paragraph of a letter or
 *  telegram and its end, or its first attachment. */
export function recogniseClosings(draft: Draft): void {
  const isSigned = isLetterOrTelegram(draft);
  for (const section of sectionsOf(draft.blocks)) {
    const closing = closingOf(section);
    for (const block of closing) if (postscript.test(block.words)) claimPostscript(block);
    const rest = closing.filter(isUnclaimed);
    const end = rest.findIndex((block) => valediction.test(block.words));
    if (end !== -1) claimSignatures([...rest.slice(end, end + 1), ...signatureBelow(rest, end)]);
    else if (isSigned && rest.length <= mostNames) claimSignatures(rest);
  }
}

/** The name below `Sincerely yours,` with the lines that directly follow it. What comes after a blank line is the address. */
function signatureBelow(closing: readonly Block[], end: number): readonly Block[] {
  const below = closing.slice(end + 1);
  const stretch = below[0]?.lines[0]?.stretch;
  return below.filter((block) => block.lines[0]?.stretch === stretch);
}

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
  if (draft.blocks.some((block) => block.role.kind === 'salutation') || isTelegramForm(draft)) return true;
  const title = draft.blocks.find((block) => block.role.kind === 'heading');
  if (title && typeOfTitle(title.words) !== 'other') return true;
  return draft.spans.some((span) => span.sort === 'mark' && span.finding.kind === 'salutation');
}

/** Lines below a signature that only mention what went with the letter. */
const mention = /^(?:encl(?:osures?|s)?|attachments?|cc|copies)\b.{0,60}$/i;

/** The unclaimed short blocks at the end of a section, past form work and notes, back to its last paragraph. */
function closingOf(section: readonly Block[]): readonly Block[] {
  const closing: Block[] = [];
  for (const block of section.toReversed()) {
    if (isInterruption(block) || block.role.kind === 'note' || block.role.kind === 'dateline') continue;
    if (isUnclaimed(block) && mention.test(block.words)) continue;
    if (!isUnclaimed(block) || !canClose(block.words)) return closing.reverse();
    closing.push(block);
  }
  // Nothing but names is no letter's closing: it has no text.
  return [];
}

const canClose = (words: string): boolean =>
  postscript.test(words) || valediction.test(words) || initials.test(words) || isName(words);

function claimPostscript(block: Block): void {
  claim(block, { kind: 'postscript' }, 'postscript', `Note below the text: ${block.words}`);
}

/** Of who typed, or who drafted and who typed: `TRT`, `JTC/4`, `LET:mk`. */
const initials = /^\p{Lu}{2,4}(?:[:/][\p{L}\d]{1,4})?$/u;

/** The first name is the signature, further ones its office; a few capitals below it are the typist's. */
function claimSignatures(names: readonly Block[]): void {
  names.forEach((block, index) => {
    if (index > 0 && initials.test(block.words)) {
      claimFormWork(block, 'other', 'inferred');
      return;
    }
    claim(block, { kind: 'signature' }, 'signature', `Signature: ${block.words}`, 'inferred');
  });
}
