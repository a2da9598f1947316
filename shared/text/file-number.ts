import type { Node } from 'prosemirror-model';

/** What stands behind a file number where a telegram lies under it. */
const telegramBehind = /\s?[:—–-]+\s?(?:circular\s+)?(?:telegram|airgram|cablegram)\.?$/i;

/** Whether a line with a file number says that a telegram lies there: `713.00/28: Telegram`. */
export const namesTelegram = (words: string): boolean => telegramBehind.test(words);

/** The file number without that. */
export const withoutTelegram = (words: string): string => words.replace(telegramBehind, '').trim();

/** The references under which archives keep the document, as its header fields give them. */
export function fileNumbersOf(doc: Node): readonly string[] {
  const numbers: string[] = [];
  doc.forEach((block) => {
    if (block.type.name !== 'headerField' || block.attrs.field !== 'file') return;
    const words = block.textBetween(0, block.content.size, ' ', ' ').replace(/\s+/g, ' ').trim();
    numbers.push(withoutTelegram(/^\[([^[\]]*)\]\.?$/.exec(words)?.[1] ?? words));
  });
  return numbers.filter((number) => number !== '');
}
