import { isAttachmentHeading } from '../parts/attachments.ts';
import { placeOfDateline } from '../parts/datelines.ts';
import { isClassification, isLetterhead, isShelfMark, pageOfContinuationHead } from '../parts/form-work.ts';
import { furnitureReason, isPostalAddress } from '../parts/furniture.ts';
import { isSalutation } from '../parts/salutations.ts';
import { stampOf } from '../parts/stamps.ts';
import { headerFieldOf } from '../parts/telegram-header.ts';
import { isTitle } from '../parts/titles.ts';

/** Whether a line is a block of its own wherever it stands: a marking, stamp, running head, heading, furniture. */
export const standsAlone = (words: string): boolean =>
  isClassification(words) ||
  pageOfContinuationHead(words) !== null ||
  stampOf(words) !== null ||
  isAttachmentHeading(words) ||
  furnitureReason(words) !== null ||
  isPostalAddress(words);

/** Whether a line is a block of its own before the prose begins: a title, dateline, salutation, header field. */
export const standsAloneInOpening = (words: string): boolean =>
  isTitle(words) ||
  placeOfDateline(words) !== null ||
  isSalutation(words) ||
  isLetterhead(words) ||
  isShelfMark(words) ||
  headerFieldOf(words) !== null;
