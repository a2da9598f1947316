import { newAnnotationId } from '../../../document/identifier.ts';
import { schema } from '../../../document/schema.ts';
import { anyOf } from '../draft/any-of.ts';
import { claim, type Draft, isUnclaimed, rangeOf } from '../draft/draft.ts';

const links = [
  '(?:return|back) to .{1,40}',
  'back|home|top|next|previous',
  'print(?: this page)?',
  'skip to .{1,30}',
  'table of contents',
  '[«‹<].{1,30}',
  '.{1,30}[»›>]',
];

/** What web pages put around a text, each with the words in which the report says so. */
const patterns: readonly { readonly reason: string; readonly pattern: RegExp }[] = [
  { reason: 'breadcrumbs', pattern: /^[^.!?]{1,80}(?:\s?[>»›]\s?[^>»›]{1,60}){2,}$/ },
  { reason: 'breadcrumbs', pattern: /^[\w.-]+\.(?:com|org|net|gov|edu)\s?[>»›].{1,80}$/i },
  { reason: 'web address', pattern: /^(?:https?:\/\/|www\.)\S+$/i },
  { reason: 'navigation', pattern: new RegExp(`^${anyOf(links)}$`, 'i') },
  { reason: 'copyright notice', pattern: /^(?:©|\(c\)\s|copyright\b).{0,160}$/i },
];

const streets = ['street|avenue|road|boulevard|drive|lane', 'st\\.|ave\\.|rd\\.|blvd\\.?'];
/** `127 Wall Street, New Haven, CT 06511.` */
const postalAddress = new RegExp(
  `^\\d{1,5}\\s+[\\p{L}\\d.' ]{2,40}${anyOf(streets)}.{0,60}\\b[A-Z]{2}\\s+\\d{5}(?:-\\d{4})?\\.?$`,
  'iu',
);

/** Whether a line is a postal address, as a web page has it at its foot. */
export const isPostalAddress = (words: string): boolean => words.length <= 160 && postalAddress.test(words);

/** Whether a line is web furniture wherever it stands; the words tell which. */
export function furnitureReason(words: string): string | null {
  return words.length > 200 ? null : (patterns.find(({ pattern }) => pattern.test(words))?.reason ?? null);
}

/** Sets apart what a web page added: breadcrumbs, addresses, navigation; a postal address only at the very end. */
export function recogniseFurniture(draft: Draft): void {
  const last = draft.blocks.length - 1;
  draft.blocks.forEach((block, index) => {
    if (!isUnclaimed(block)) return;
    const isFooter = index >= last - 1 && index > 0 && isPostalAddress(block.words);
    const reason = isFooter ? 'postal address' : furnitureReason(block.words);
    if (reason !== null)
      claim(block, { kind: 'furniture', reason }, 'furniture', `Set apart, ${reason}: ${block.words}`);
  });
}

const backLink = /(?:(?<=[.,;)\]"”’]\s)(?:\[?Back\]?|Return)|[↩↑]\uFE0E?)\.?$/;

/** The link back that a web page leaves behind a note stays in the note, marked as furniture. */
export function recogniseBackLinks(draft: Draft): void {
  for (const block of draft.blocks) {
    if (block.role.kind !== 'note') continue;
    const end = rangeOf(block).to;
    const found = backLink.exec(draft.text.slice(Math.max(block.role.note.textFrom, end - 40), end));
    if (!found) continue;
    const from = end - found[0].length;
    draft.spans.push({
      sort: 'mark',
      from,
      to: end,
      finding: {
        from,
        to: end,
        kind: 'furniture',
        what: `Set apart within note ${block.role.note.label}: ${found[0]}`,
        certainty: 'stated',
      },
      mark: (recognition) => schema.mark('furnitureText', { id: newAnnotationId(), recognition }),
    });
  }
}
