import type { Node } from 'prosemirror-model';
import { blocksOutsideComments } from '../document/notes/note.ts';
import { blockText } from '../document/reading-text.ts';

/** A block in the text that selectors count in. */
interface QuotedBlock {
  /** Where it begins in the text, in UTF-16 units. */
  readonly begin: number;
  readonly end: number;
  /** Position of its first inline place in the document. */
  readonly start: number;
  readonly offsets: readonly number[];
}

/** Words of a text, as the Web Annotation Data Model names them. */
export interface QuotedRange {
  /** `TextPositionSelector`: UTF-16 units from the beginning of the text. */
  readonly start: number;
  readonly end: number;
  /** `TextQuoteSelector` */
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** How many units before and behind words are quoted with them. */
const contextUnits = 32;

/** The text of a document that selectors count in, and the way between it and the document: its reading text, a line a block, notes last, without comments of editors. It has no page
 *  markers, calls, line ends or hyphens of lines. */
export class QuotedText {
  readonly text: string;
  readonly #blocks: readonly QuotedBlock[];

  constructor(doc: Node) {
    const blocks: QuotedBlock[] = [];
    const lines: string[] = [];
    let begin = 0;
    for (const { block, start } of blocksOutsideComments(doc)) {
      const { text, offsets } = blockText(block);
      blocks.push({ begin, end: begin + text.length, start, offsets });
      lines.push(text);
      begin += text.length + 1;
    }
    this.text = lines.join('\n');
    this.#blocks = blocks;
  }

  /** The words between two positions of one block; null when there are none.
   *  @param from @param to positions in the document */
  quoted(from: number, to: number): QuotedRange | null {
    const block = this.#blocks[lastAtMost(this.#blocks, from, ({ start }) => start)];
    // A comment of an editor's is no part of the text.
    if (!block || from > block.start + (block.offsets.at(-1) ?? 0)) return null;
    const start = block.begin + firstFrom(block.offsets, from - block.start);
    const end = block.begin + firstFrom(block.offsets, to - block.start);
    return start < end ? this.range(start, end) : null;
  }

  range(start: number, end: number): QuotedRange {
    return {
      start,
      end,
      exact: this.text.slice(start, end),
      prefix: this.text.slice(Math.max(0, start - contextUnits), start),
      suffix: this.text.slice(end, end + contextUnits),
    };
  }

  /** The stretches of the document that words of the text stand on, one in each block. */
  positions(start: number, end: number): readonly { readonly from: number; readonly to: number }[] {
    const found: { from: number; to: number }[] = [];
    const first = Math.max(
      0,
      lastAtMost(this.#blocks, start, ({ begin }) => begin),
    );
    for (let index = first; index < this.#blocks.length; index++) {
      const block = this.#blocks[index];
      if (!block || block.begin >= end) break;
      const [from, to] = [Math.max(start, block.begin) - block.begin, Math.min(end, block.end) - block.begin];
      const [head, last] = [block.offsets[from], block.offsets[to - 1]];
      if (from < to && head !== undefined && last !== undefined)
        found.push({ from: block.start + head, to: block.start + last + 1 });
    }
    return found;
  }
}

/** The last of sorted things whose number is not above another; -1 when there is none. */
function lastAtMost<Thing>(things: readonly Thing[], most: number, numberOf: (thing: Thing) => number): number {
  let low = 0;
  let high = things.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const thing = things[middle];
    if (thing !== undefined && numberOf(thing) <= most) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function firstFrom(offsets: readonly number[], offset: number): number {
  return lastAtMost(offsets, offset - 1, (own) => own) + 1;
}

/** Where words are in a text that may have been changed since they were quoted. */
export type QuotePlace =
  /** `again`: elsewhere than was said. */
  | { readonly kind: 'there' | 'again'; readonly start: number; readonly end: number }
  | { readonly kind: 'not found' }
  /** In several places that fit as well. */
  | { readonly kind: 'not certain'; readonly places: number };

/** So many places of the same words are compared. */
const mostPlaces = 2_000;

/** Finds quoted words: where they are said to stand, if they stand there; else in the only place that reads so; of several in the one around which the text reads
 *  most as it was quoted. Places that fit as well as each other are never guessed between, but for the one that is said to be the right one. Pure. */
export function placeQuote(
  text: string,
  quote: Pick<QuotedRange, 'exact' | 'prefix' | 'suffix'> | null,
  position: Pick<QuotedRange, 'start' | 'end'> | null,
): QuotePlace {
  const isInside = position !== null && position.start < position.end && position.end <= text.length;
  if (quote === null) return isInside ? { kind: 'there', ...position } : { kind: 'not found' };
  const { exact } = quote;
  if (exact === '') return { kind: 'not found' };
  if (isInside && text.slice(position.start, position.end) === exact) return { kind: 'there', ...position };
  const places: { readonly start: number; readonly likeness: number }[] = [];
  for (let at = text.indexOf(exact); at !== -1 && places.length < mostPlaces; at = text.indexOf(exact, at + 1))
    places.push({ start: at, likeness: likenessAround(text, at, quote) });
  const most = Math.max(...places.map(({ likeness }) => likeness));
  const best = places.filter(({ likeness }) => likeness === most);
  const [only] = best;
  if (!only) return { kind: 'not found' };
  if (best.length > 1) return { kind: 'not certain', places: best.length };
  return { kind: position === null ? 'there' : 'again', start: only.start, end: only.start + exact.length };
}

/** How many characters before and behind a place read as they were quoted. */
function likenessAround(
  text: string,
  start: number,
  { exact, prefix, suffix }: Pick<QuotedRange, 'exact' | 'prefix' | 'suffix'>,
): number {
  let before = 0;
  while (before < prefix.length && text[start - 1 - before] === prefix.at(-1 - before)) before += 1;
  let behind = 0;
  const end = start + exact.length;
  while (behind < suffix.length && text[end + behind] === suffix[behind]) behind += 1;
  return before + behind;
}
