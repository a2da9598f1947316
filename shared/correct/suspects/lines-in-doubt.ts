import { type Box, type LayoutLine, type LayoutWord, layoutWords, type PageLayout } from '../../document/layout.ts';

/** Of a word that both readings of a page have, the first is as sure as this, in percent. */
const sureFrom = 93;

/** The lines of a page that a reader of another kind is asked about: those with a word that both readings of the engine do not share, or
 *  of which the first was not sure. The others are a quarter of typewritten pages: what it has there changes nothing (decision 72).
 *  @param first the reading that says where the lines are
 *  @param second another reading of the same page; without one every line is in doubt */
export function linesInDoubt(first: PageLayout, second: PageLayout | null): PageLayout {
  if (!second) return first;
  const [across, down] = [first.width / second.width, first.height / second.height];
  const others = layoutWords(second).flatMap(({ text, box }) =>
    box ? [{ text, x: (box.x + box.width / 2) * across, y: (box.y + box.height / 2) * down }] : [],
  );
  const blocks = first.blocks.flatMap((block) => {
    const lines = block.lines.filter((line) => !isSure(line) || textIn(line.box, others) !== textOf(line.words));
    return lines.length === 0 ? [] : [{ ...block, lines }];
  });
  return { ...first, blocks };
}

const isSure = ({ words }: LayoutLine): boolean =>
  words.every(({ confidence }) => confidence !== null && confidence >= sureFrom);

const textOf = (words: readonly LayoutWord[]): string => words.map(({ text }) => text).join(' ');

interface OtherWord {
  readonly text: string;
  /** Its middle. */
  readonly x: number;
  readonly y: number;
}

/** What stands in a box, from left to right; null where nothing is known of where a line is. */
function textIn(box: Box | null, words: readonly OtherWord[]): string | null {
  if (!box) return null;
  return words
    .filter(({ x, y }) => x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height)
    .toSorted((a, b) => a.x - b.x)
    .map(({ text }) => text)
    .join(' ');
}
