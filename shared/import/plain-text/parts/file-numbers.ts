import { namesTelegram, withoutTelegram } from '../../../text/file-number.ts';
import { inEnglish } from '../../../translation/retell.ts';
import { type Block, claim, type Draft, isUnclaimed } from '../draft/draft.ts';
import { isTitle } from './titles.ts';

/** `893.00/2801`, `832.00 Revolutions/2`, `500.A15 a 1/531`, `890F.7962/11–1448`, `740.00119 Control (Germany)/5–1249`, `Paris Peace Conf. 184.1/19`. */
const decimal =
  /^(?:file\s+(?:no\.?\s+)?)?(?:\p{Lu}[\p{L}.]* ){0,4}\d{1,4}[A-Za-z]?(?:\.[\dA-Za-z]{1,8})?(?:[ .,–-]{1,2}[\p{L}\d()’'"“”&]{1,24}){0,8}\s?\/\s?[\dA-Za-z\p{No}.–-]{1,16}(?:,\s.{1,40})?$/u;
/** `File No. 20026/12`, `1518/27` below the word `File`. */
const numerical =
  /^(?:file\s+(?:no\.?|number)\s+[\dA-Za-z][\dA-Za-z./ –-]{1,30}|\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)? Series No\. \d{1,5})$/iu;
/** `Woodrow Wilson Papers`, `S/P Files: Lot 64 D 563`, `J.C.S. Files`, `Paris Peace Conf. 184.1/19`, `Eisenhower Library, Whitman file`. */
const collection =
  /^(?:[\p{Lu}\d“"][\p{L}\d.’'&/“”"()–-]*|of|the|and|for|de)(?:,? (?:[\p{Lu}\d“"(][\p{L}\d.’'&/“”"()–-]*|of|the|and|for|de|von))* (?:Papers|Files?|file|files|Mss\.?|MSS\.?|Records|Archives?|Collection)(?:[:,;] .{1,80})?$/u;
/** Words that say of what the papers are. */
const named = /^(?!the\s+\S+$)\S+\s\S/i;
const lot = /\bLots? (?:File )?(?:No\. )?[\dFMW][\w–-]*(?: [A-Z] [\d–-]+)?/i;

/** Longest line with a file number, in characters. */
const longestFileNumber = 140;

/** The archive's reference in a line that holds nothing else, without the word that says that a telegram lies there; null for any other
 *  line. `893.00/2801: Telegram` gives `893.00/2801`. */
export function fileNumberOf(words: string): string | null {
  if (
    words.length > longestFileNumber ||
    words.length < 4 ||
    !/[\d]|(?:papers|files?|mss|records|archives?|collection)/i.test(words) ||
    isTitle(words)
  )
    return null;
  const reference = withoutTelegram(words.replace(/(?<=[a-z)])\d$/, ''));
  const isKnown =
    (decimal.test(reference) && /\d{3}|file|\p{L}{4}/iu.test(reference) && !/^\d{1,2}\/\d{1,2}\b/.test(reference)) ||
    numerical.test(reference) ||
    (collection.test(reference) && named.test(reference));
  const isNamed = namesTelegram(words) && /\d|files?|papers/i.test(reference) && reference.length <= 90;
  const isLot = lot.test(reference) && /^(?:\p{Lu}|\d)[^.!?]*$/u.test(reference) && reference.split(' ').length <= 12;
  return (isKnown || isNamed || isLot) && /\d|\b(?:papers|files?|mss|records|archives?|collection)\b/i.test(reference)
    ? reference
    : null;
}

/** Whether the line says that what it names is a telegram: `713.00/28: Telegram`. */
export const isTelegramFile = (words: string): boolean => fileNumberOf(words) !== null && namesTelegram(words);

/** `[AA : A981, FAR EAST 31, i]`: the archive, and its number, below the last note. */
const archiveBelow = /^\[([A-Z]{2,6}\s?:\s[^[\]]{2,120})\]\.?$/;
/** Among so many last blocks. */
const lastBlocks = 4;

/** Whether a block was taken for the archive's reference. */
export const isFileNumber = ({ role }: Block): boolean => role.kind === 'header field' && role.field === 'file';

/** File numbers at the top or the bottom of the document: the source from which it is printed. */
export function recogniseFileNumbers(draft: Draft): void {
  recogniseAtTop(draft);
  for (const block of draft.blocks.slice(-lastBlocks)) {
    const reference = archiveBelow.exec(block.words)?.[1];
    if (!isUnclaimed(block) || reference === undefined) continue;
    claim(block, { kind: 'header field', field: 'file' }, 'header field', inEnglish`Source, file number: ${reference}`);
  }
}

function recogniseAtTop(draft: Draft): void {
  for (const block of draft.blocks) {
    if (!block.opening || block.role.kind === 'attachment heading') return;
    if (!isUnclaimed(block) || !isFirstOfText(draft.blocks, block)) continue;
    const reference = fileNumberOf(block.words);
    if (reference === null) continue;
    claim(block, { kind: 'header field', field: 'file' }, 'header field', inEnglish`Source, file number: ${reference}`);
  }
}

/** Only what surrounds the text, or another such number, stands above a file number. */
function isFirstOfText(blocks: readonly Block[], block: Block): boolean {
  const before = blocks.slice(0, blocks.indexOf(block));
  const mayPrecede = ({ role }: Block): boolean =>
    ['furniture', 'stamp', 'form work', 'header field', 'heading'].includes(role.kind);
  return before.length <= 6 && before.every((other) => mayPrecede(other) || isUnclaimed(other));
}
