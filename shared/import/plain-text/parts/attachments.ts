import { inEnglish } from '../../../translation/retell.ts';
import { type Block, claim, type Draft, isUnclaimed } from '../draft/draft.ts';
import { isName, isSureName, isValediction } from './closings.ts';
import { isOpeningRemark } from './opening-lines.ts';
import { isTitle, numberOfTitle, titleForm } from './titles.ts';

const noun = '(?:sub-?\\s?)?(?:attachment|[ei]nclosure|annexe?|appendix|addendum)';
const number = '(?:\\s+(?:no\\.?\\s*)?(?:[A-Z]{1,2}|\\d{1,3}[a-z]?|[IVXLC]{1,6}|["“][A-Z]["”]))?';

/** `Attachment`, `Enclosure 2`, `Annex No. 1.`, `Tab A`, with or without brackets. */
const plainHeading = new RegExp(`^\\[?(?:${noun}${number}|tab\\s+[A-Z\\d]{1,3})[.:]?\\]?\\d{0,2}$`, 'iu');
/** `[Inclosure 2 in No. 237.]`, `[Enclosure—Translation]`, `[Inclosure 1, with dispatch No. 80.—Translation.]`. */
const bracketHeading = new RegExp(`^[[(]${noun}${number}(?![\\p{L}])(?:[\\s.,;:—–-].{0,110})?[\\])]\\d{0,2}$`, 'iu');
/** What mail programs put above a message that they pass on. */
const originalMessage = /^-{2,}\s?(?:original message|forwarded message|forwarded by .{1,60})\s?-{2,}$/i;

/** Longest heading of an attachment, in characters. */
const longestHeading = 140;

/** Whether a line is nothing but the heading of an attachment: `Attachment`, `Tab A`, `[Inclosure in No. 62.—Translation.]`. */
export const isAttachmentHeading = (words: string): boolean =>
  words.length <= longestHeading &&
  ((words.length <= 30 && plainHeading.test(words)) || bracketHeading.test(words) || originalMessage.test(words));

/** An attachment reaches from its heading to the next one, or to the end of the text. One after which nothing stands is
 *  only mentioned (`Enclosure` below a signature) and stays a paragraph. */
export function recogniseAttachments(draft: Draft): void {
  const lastText = draft.blocks.findLastIndex((block) => !isAttachmentHeading(block.words));
  draft.blocks.forEach((block, index) => {
    if (index > lastText || !isUnclaimed(block) || !isAttachmentHeading(block.words)) return;
    if (isMention(draft.blocks, index)) return;
    claimHeading(block);
  });
}

function claimHeading(block: Block): void {
  claim(block, { kind: 'attachment heading' }, 'attachment', inEnglish`Attachment, from its heading: ${block.words}`);
}

/** `Attachment:` above a line that says what it is, at the end of a memorandum. */
function isMention(blocks: readonly Block[], index: number): boolean {
  const [words, next] = [blocks[index]?.words ?? '', blocks[index + 1]];
  return /^(?:attachment|enclosure):/i.test(words) && next !== undefined && next.words.length < 60;
}

/** What is printed below a signature under nothing but `[Telegram.]`, `[Translation.]` or a title of its own is an attachment as well. */
export function recogniseRemarksBelow(draft: Draft): void {
  let hasText = false;
  draft.blocks.forEach((block, index) => {
    if (block.role.kind === 'attachment heading') hasText = false;
    if (!block.opening && isUnclaimed(block)) hasText = true;
    if (!hasText || !block.opening || !isUnclaimed(block)) return;
    const before = draft.blocks[index - 1]?.words ?? '';
    const isClosed = isSureName(before) || isValediction(before) || isName(before);
    const isRemark = isOpeningRemark(block.words) && isClosed;
    if (!isRemark && !(titleForm(block.words) === 'parties' && numberOfTitle(block.words) === null)) return;
    claimHeading(block);
    hasText = false;
  });
}

/** Titles and remarks within attachments, in the lines that follow the heading: `DRAFT TELEGRAM`, `Mr. Dudley to Señor de Osma.` */
export function recogniseAttachmentTitles(draft: Draft): void {
  let isAttached = false;
  let hasTitle = false;
  for (const block of draft.blocks) {
    if (block.role.kind === 'attachment heading') {
      isAttached = true;
      hasTitle = false;
    } else if (isAttached && block.opening && isUnclaimed(block)) {
      if (isOpeningRemark(block.words)) continue;
      if (hasTitle || !isTitle(block.words)) continue;
      hasTitle = true;
      claim(block, { kind: 'heading', level: 3 }, 'heading', inEnglish`Title of the attachment: ${block.words}`);
    }
  }
}
