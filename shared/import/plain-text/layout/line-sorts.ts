import { isAttachmentHeading } from '../parts/attachments.ts';
import { fileNumberOf } from '../parts/file-numbers.ts';
import {
  isClassification,
  isLetterhead,
  isPrecedence,
  isShelfMark,
  pageOfContinuationHead,
} from '../parts/form-marks.ts';
import { furnitureReason } from '../parts/furniture.ts';
import { headerFieldOf } from '../parts/header-fields.ts';
import { despatchNumberOf, isOpeningRemark } from '../parts/opening-lines.ts';
import { isSalutation } from '../parts/salutations.ts';

/** Whether a line is a block of its own wherever it stands: a marking, running head, heading of an attachment. */
export const standsAlone = (words: string): boolean =>
  isClassification(words) || pageOfContinuationHead(words) !== null || isAttachmentHeading(words);

/** Whether a line is a block of its own before the prose begins: a salutation, header field, file number. Titles and datelines may have several lines
 *  (`findOpenings`). */
export const standsAloneInOpening = (words: string): boolean =>
  isSalutation(words) ||
  isLetterhead(words) ||
  isShelfMark(words) ||
  isPrecedence(words) ||
  isOpeningRemark(words) ||
  despatchNumberOf(words) !== null ||
  fileNumberOf(words) !== null ||
  furnitureReason(words) !== null ||
  headerFieldOf(words) !== null;
