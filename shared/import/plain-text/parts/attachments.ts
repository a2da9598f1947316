import { type Block, claim, type Draft, isUnclaimed } from '../draft/draft.ts';
import { isTitle } from './titles.ts';

const attachmentHeading =
  /^\[?(?:(?:attachment|enclosure|annex|appendix)(?:\s+(?:no\.?\s*)?[A-Z\d]{1,4})?|tab\s+[A-Z\d]{1,3})\]?\d{0,2}$/i;

/** Whether a line is nothing but the heading of an attachment: `Attachment`, `Enclosure 2`, `Tab A`. */
export const isAttachmentHeading = (words: string): boolean => words.length <= 24 && attachmentHeading.test(words);

/** An attachment reaches from its heading to the next one, or to the end of the text. One after which nothing stands is
 *  only mentioned (`Enclosure` below a signature) and stays a paragraph. */
export function recogniseAttachments(draft: Draft): void {
  const lastText = draft.blocks.findLastIndex((block) => !isAttachmentHeading(block.words));
  draft.blocks.forEach((block, index) => {
    if (index > lastText || !isUnclaimed(block) || !isAttachmentHeading(block.words)) return;
    claim(block, { kind: 'attachment heading' }, 'attachment', `Attachment, from its heading: ${block.words}`);
  });
}

/** Titles within attachments, in the lines that follow the heading: `DRAFT TELEGRAM`. */
export function recogniseAttachmentTitles(draft: Draft): void {
  let isAttached = false;
  for (const block of draft.blocks) {
    if (block.role.kind === 'attachment heading') isAttached = true;
    else if (isAttached && block.opening && isUnclaimed(block) && isTitle(block.words)) claimTitle(block);
  }
}

function claimTitle(block: Block): void {
  claim(block, { kind: 'heading', level: 3 }, 'heading', `Title of the attachment: ${block.words}`);
}
