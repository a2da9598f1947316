import { newAnnotationId } from '../../../document/identifier.ts';
import { schema } from '../../../document/schema.ts';
import { inEnglish } from '../../../translation/retell.ts';
import { anyOf } from '../draft/any-of.ts';
import { type Block, claim, type Draft, isUnclaimed, rangeOfLines } from '../draft/draft.ts';
import type { SourceLine } from '../draft/source-lines.ts';

/** `HistoryCentral.com > JFK > Correspondence`, `Home › Documents › Volume XIV`. A sentence has none of these signs. */
const breadcrumbs: readonly RegExp[] = [
  /^[^.!?>»›]{1,80}(?:\s?[>»›]\s?[^>»›]{1,80}){2,12}$/,
  /^(?:you are here:?|[\w.-]+\.(?:com|org|net|gov|edu))\s?[>»›:].{1,400}$/i,
];
const webAddress = /^(?:https?:\/\/|www\.)\S+$/i;

const links = [
  '(?:return|back) to (?:top|home|index|contents|list|the (?:top|list|index|main page)|.{1,30}page|table of contents)',
  'back|home|top|next|previous|print|search|share|close window',
  'print this (?:page|document)|skip to .{1,30}|table of contents|view (?:this page|source|history)|printer[- ]friendly.{0,20}',
  '[«‹<]\\s?\\S.{0,30}',
  '\\S.{0,30}[»›>]',
];
const navigation = new RegExp(`^${anyOf(links)}$`, 'i');

/** `© 1998 The Example Library`, `(c) 2003 …`, `Copyright by …, 1998`. The letter in parentheses needs a year or the word right behind it:
 *  `(c) the complaint of 1931` is an item of a list. */
const years = '(?:1[89]|20)\\d\\d(?:\\s?[-–,]\\s?(?:19|20)\\d\\d){0,3}';
const copyright = new RegExp(
  `^(?:${[
    `(?:copyright\\s*)?©.{0,120}(?:\\b${years}\\b|\\brights reserved\\b).{0,80}`,
    `(?:copyright\\s*)?\\([cC]\\)\\s?(?:[Cc]opyright\\b.{0,160}|${years}[.,]?(?:$|\\s+(?:by\\b|\\p{Lu}).{0,160}))`,
    `copyright\\s+(?:by\\b.{0,160}|${years}(?:$|[.,]?\\s.{0,120}))`,
  ].join('|')})$`,
  'u',
);
const itemB = /^\(b\)/i;

const streets = ['street|avenue|road|boulevard|drive|lane', 'st\\.|ave\\.|rd\\.|blvd\\.?'];
/** `127 Wall Street, New Haven, CT 06511.` */
const postalAddress = new RegExp(
  `^\\d{1,5}\\s+[\\p{L}\\d.' ]{2,40}${anyOf(streets)}.{0,60}\\b[A-Z]{2}\\s+\\d{5}(?:-\\d{4})?\\.?$`,
  'iu',
);

const backLinkAtEnd = /(?:[.,;)\]"”’]\s(?:\[?Back\]?|Return)|[↩↑]\uFE0E?)\.?$/;
const isBreadcrumbs = (words: string): boolean =>
  words.length <= 500 && /[>»›]/.test(words) && breadcrumbs.some((pattern) => pattern.test(words));
const isCopyright = (words: string): boolean =>
  words.length <= 180 && copyright.test(words.replace(/^copyright/i, 'copyright'));

/** Whether something in a text is surely a web page's. O(lines). */
export const isWebPage = (lines: readonly SourceLine[]): boolean =>
  lines.some(
    ({ words }) =>
      backLinkAtEnd.test(words.slice(-24)) ||
      (words.length <= 500 && (isBreadcrumbs(words) || webAddress.test(words) || isCopyright(words))),
  );

/** What a line is that is surely a web page's where it stands at an edge of the text; null for any other line. */
export function furnitureReason(words: string): string | null {
  if (isBreadcrumbs(words)) return inEnglish`breadcrumbs`;
  return isCopyright(words) ? inEnglish`copyright notice` : null;
}

/** So many blocks at either end are the edge of a web page. */
const edgeBlocks = 6;

/** Sets apart what a web page added at the edges of the text: breadcrumbs, notices; its links and addresses only where something shows that it
 *  is a web page. */
export function recogniseFurniture(draft: Draft): void {
  const last = draft.blocks.length - 1;
  const hasItems = draft.blocks.some(({ words }) => itemB.test(words));
  draft.blocks.forEach((block, index) => {
    if (hasItems && /^\(c\)/i.test(block.words)) return;
    const isEdge = block.opening || index < edgeBlocks || index >= last - edgeBlocks;
    if (!isEdge || !isUnclaimed(block) || block.lines.length > 1) return;
    const reason = furnitureReason(block.words) ?? webPageReason(draft, block.words, index, last);
    if (reason !== null) setApart(block, reason);
  });
  setApartAttributes(draft.blocks);
}

const setApart = (block: Block, reason: string): void =>
  claim(block, { kind: 'furniture', reason }, 'furniture', inEnglish`Set apart, ${reason}: ${block.words}`);

/** With this the Access to Archival Databases end a cable. */
const endOfCable = /^<< ?END OF DOCUMENT ?>>$/;
const attribute = /^(?:Message Attributes|\p{Lu}[\p{L}/ ]{1,40}: .{0,300}|\p{Lu}[\p{L}/ ]{1,40}:)$/u;

/** What such a database says of a cable stands behind that line, field by field, and one heading above the text. */
function setApartAttributes(blocks: readonly Block[]): void {
  const end = blocks.findIndex((block) => isUnclaimed(block) && endOfCable.test(block.words));
  if (end === -1) return;
  const further = blocks.slice(end + 1).findIndex((block) => !isUnclaimed(block) || !attribute.test(block.words));
  const attributes = blocks.slice(end, further === -1 ? blocks.length : end + 1 + further);
  const headings = blocks.slice(0, 1).filter((block) => isUnclaimed(block) && block.words === 'Message Text');
  for (const block of [...headings, ...attributes]) setApart(block, inEnglish`record of a database`);
}

function webPageReason({ isWebPage: isWeb }: Draft, words: string, index: number, last: number): string | null {
  if (!isWeb || words.length > 160) return null;
  if ((index === 0 || index === last) && webAddress.test(words)) return inEnglish`web address`;
  if (index >= last - 1 && index > 0 && postalAddress.test(words)) return inEnglish`postal address`;
  return navigation.test(words) ? inEnglish`navigation` : null;
}

const backLink = /(?:(?<=[.,;)\]"”’]\s)(?:\[?Back\]?|Return)|[↩↑]\uFE0E?)\.?$/;

/** The link back that a web page leaves behind a note stays in the note, marked as furniture. */
export function recogniseBackLinks(draft: Draft): void {
  for (const block of draft.blocks) {
    if (block.role.kind !== 'note') continue;
    const end = rangeOfLines(block).to;
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
        what: inEnglish`Set apart within note ${block.role.note.label}: ${found[0]}`,
        certainty: 'stated',
      },
      mark: (recognition) => schema.mark('furnitureText', { id: newAnnotationId(), recognition }),
    });
  }
}
