import { inEnglish } from '../../../translation/retell.ts';
import { anyOf } from '../draft/any-of.ts';
import { claim, type Draft, isUnclaimed } from '../draft/draft.ts';

/** What editors print in brackets above or below a title to say how the paper came to them. */
const states = [
  'telegram|cablegram|cable|circular telegram|radiogram|cipher|plain|open',
  'extracts?|translation|paraphrase|pharaphrase|memorandum|copy|confidential|unofficial|personal|undated|draft',
  'partly paraphrased|translated from .{1,40}|original|printed copy|strictly confidential|private|immediate|urgent|priority|communicated .{1,60}',
];
const bracketRemark = new RegExp(
  `^[[(]${anyOf(states)}(?:[.,;]?\\s?[—–-]{0,2}\\s?${anyOf(states)}){0,2}\\.?[\\])]\\d{0,2}$`,
  'i',
);

/** Whether a line is nothing but an editor's remark in brackets: `[Telegram.—Paraphrase.]`, `[Extract.]`, `[Translation]`. */
export const isOpeningRemark = (words: string): boolean => words.length <= 90 && bracketRemark.test(words);

/** Whether the remark says that the paper is a telegram. */
export const isTelegramRemark = (words: string): boolean =>
  isOpeningRemark(words) && /^[[(](?:circular )?(?:tele|cable|radio)gram/i.test(words);

/** `No. 190.]`, `[No. 12.]`, `No. 485.—Confidential.]`, `No. 97 Diplomatic`, `Diplomatic Series, No. 1123`. */
const despatchNumber =
  /^\[?(?:\p{Lu}\p{L}+(?: \p{L}+){0,3},? )?No\.\s?(\d{1,5}[a-z]?)(?:[.,]?\s?(?:[—–-]{1,2}\s?\p{L}|\p{Lu})[\p{L} ]{0,25})?\.?\s?\]?$/u;

/** The number that a despatch bears, in a line that holds nothing else; null for any other line. */
export const despatchNumberOf = (words: string): string | null =>
  words.length <= 60 ? (despatchNumber.exec(words)?.[1] ?? null) : null;

/** Remarks in brackets and numbers of despatches, before the prose. */
export function recogniseOpeningLines(draft: Draft): void {
  for (const block of draft.blocks) {
    if (!block.opening || !isUnclaimed(block)) continue;
    const number = despatchNumberOf(block.words);
    if (number !== null)
      claim(block, { kind: 'header field', field: 'number' }, 'number', inEnglish`Number of the despatch: ${number}`);
    else if (isOpeningRemark(block.words))
      claim(
        block,
        { kind: 'header field', field: 'other' },
        'header field',
        inEnglish`Remark of the edition: ${block.words}`,
      );
  }
}
