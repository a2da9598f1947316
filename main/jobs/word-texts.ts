import type { Node } from 'prosemirror-model';
import { blockTextWithCalls, lineHyphens } from '../../shared/document/block-text.ts';
import { type LayoutWord, layoutWords, type PageLayout } from '../../shared/document/layout.ts';
import type { PlacedLayoutWord } from '../../shared/document/placed-page.ts';
import { readingOf } from '../../shared/document/reading.ts';

/** Tells what the words of a reading read at present: the text that stands for them now. A word that has a place in the text no
 *  more is null; one that never had, because the text leaves out what the page shows there, is what was read.
 *  @param doc the present document
 *  @param then the words of the page with a place in the imported document
 *  @param now those with a place in `doc` */
export function wordTexts(
  doc: Node,
  layout: PageLayout,
  then: readonly PlacedLayoutWord[],
  now: readonly PlacedLayoutWord[],
): (word: LayoutWord) => string | null {
  const words = layoutWords(layout);
  const numbers = new Map(words.map((word, number) => [word, number]));
  const known = new Set(then.flatMap(({ read }) => read));
  const together = new Set(then.map(({ read }) => read.join(' ')));
  const shown = shownTexts(doc, words, joinedPlaces(layout, now), together);
  return (word) => {
    const number = numbers.get(word) ?? -1;
    const text = shown.get(number);
    if (text === undefined) return known.has(number) ? null : word.text;
    // A hyphen at a line end is no part of the text, and has not been corrected for that.
    return text !== null && isWithoutHyphen(text, word.text) ? word.text : text;
  };
}

/** Places in the order of the text. Words of one line between which nothing stands any more are one word now. */
function joinedPlaces(layout: PageLayout, now: readonly PlacedLayoutWord[]): readonly PlacedLayoutWord[] {
  const lineOf = layout.blocks.flatMap(({ lines }) => lines).flatMap((line) => line.words.map(() => line));
  const joined: PlacedLayoutWord[] = [];
  for (const place of [...now].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    const [before = -1, after = -1] = [last?.read.at(-1), place.read[0]];
    const isNext = after === before + 1 && lineOf[after] === lineOf[before];
    if (last && last.to === place.from && isNext)
      joined[joined.length - 1] = { ...last, to: place.to, read: [...last.read, ...place.read] };
    else joined.push(place);
  }
  return joined;
}

/** What stands for each word, by its number. Of several words that are one in the text, the first has all of it. Those that were one in the
 *  imported text already, and read together as the text does, are as they were.
 *  @param together the numbers of words that were one, joined by spaces */
function shownTexts(
  doc: Node,
  words: readonly LayoutWord[],
  now: readonly PlacedLayoutWord[],
  together: ReadonlySet<string>,
): ReadonlyMap<number, string | null> {
  const places = new Map<string, PlacedLayoutWord[]>();
  for (const place of now) {
    const key = place.read.join(' ');
    places.set(key, [...(places.get(key) ?? []), place]);
  }
  const texts = new Map<number, string | null>();
  for (const [key, own] of places) {
    const read = own[0]?.read ?? [];
    const text = joinedText(doc, own);
    const isAsRead =
      together.has(key) &&
      read.length > 1 &&
      plain(text) === plain(read.map((number) => words[number]?.text ?? '').join(''));
    for (const [index, number] of read.entries()) {
      const before = texts.get(number);
      const part = isAsRead ? (words[number]?.text ?? '') : index === 0 ? text : null;
      texts.set(number, before && part ? `${before} ${part}` : (before ?? part));
    }
  }
  return texts;
}

const plain = (text: string): string => text.replace(/\s+/g, '');

const isWithoutHyphen = (text: string, read: string): boolean =>
  read.length > 1 && lineHyphens.includes(read.slice(-1)) && text === read.slice(0, -1);

function joinedText(doc: Node, places: readonly PlacedLayoutWord[]): string {
  let text = '';
  let end: number | null = null;
  for (const { from, to } of places) {
    if (end !== null && from > end) text += ' ';
    text += readingOf(doc, from, to, blockTextWithCalls);
    end = to;
  }
  return text;
}
