import type { Box, LayoutLine, LayoutWord } from '../../document/layout.ts';

/** The words of a line with a space between each two. */
export const lineText = ({ words }: LayoutLine): string =>
  words
    .map(({ text }) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '')
    .join(' ');

/** Whether the file says that the last word of a line and the first one of the next are halves of one word. ALTO: `@SUBS_TYPE`,
 *  `@SUBS_CONTENT`. */
export function areHalves(line: LayoutLine, next: LayoutLine): boolean {
  const [before, after] = [wordsIn(line).at(-1)?.hyphenation, wordsIn(next)[0]?.hyphenation];
  if (before?.part !== 1) return false;
  return after?.part === 2
    ? before.whole === after.whole
    : before.whole !== null && startsRest(before.whole, line, next);
}

/** `frag-` and `lichen` of `fraglichen`, where the second half is not marked. */
function startsRest(whole: string, line: LayoutLine, next: LayoutLine): boolean {
  const [first = '', rest = ''] = [wordsIn(line).at(-1)?.text, wordsIn(next)[0]?.text];
  return whole.replace(/\P{L}/gu, '') === (first + rest).replace(/\P{L}/gu, '');
}

const wordsIn = ({ words }: LayoutLine): readonly LayoutWord[] => words.filter(({ text }) => text.trim() !== '');

/** The box of a line, else that of its words. */
export function lineBox({ box, words }: LayoutLine): Box | null {
  if (box) return box;
  const boxes = words.flatMap((word) => word.box ?? []);
  const [first] = boxes;
  if (!first) return null;
  const x = Math.min(...boxes.map((one) => one.x));
  const y = Math.min(...boxes.map((one) => one.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((one) => one.x + one.width)) - x,
    height: Math.max(...boxes.map((one) => one.y + one.height)) - y,
  };
}
