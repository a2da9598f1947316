import type { LayoutBlock, LayoutLine, PageLayout } from '../../document/layout.ts';
import { joinsWord } from '../plain-text/draft/line-ends.ts';
import type { PageMarker } from '../plain-text/draft/page-markers.ts';
import type { SourceLine } from '../plain-text/draft/source-lines.ts';
import { pageColumns } from './page-columns.ts';
import { areHalves, lineText } from './placed-lines.ts';

/** A line of a page in the text of all pages. */
export interface PagedLine {
  readonly page: number;
  readonly block: LayoutBlock;
  /** Number of the block among those of all pages that have words. */
  readonly blockNumber: number;
  readonly line: LayoutLine;
  readonly from: number;
  readonly to: number;
}

/** The pages of a document as a text in lines. */
export interface LinedPages {
  readonly text: string;
  readonly lines: readonly SourceLine[];
  /** One for each page with words, in order, labelled by their count. */
  readonly markers: readonly PageMarker[];
  /** Of `lines`, in the same order. */
  readonly paged: readonly PagedLine[];
  /** Line ends of which it is known whether they break a word, by where the line ends. */
  readonly joins: ReadonlyMap<number, boolean>;
  /** Those of which a file says so itself. */
  readonly stated: ReadonlySet<number>;
}

/** Stands for the place where a page begins; no word of a layout holds one, because they end at white space. */
const pageSign = '\f';

/** Writes the lines of pages below one another. How far each is set in, and whether a gap is above it, its boxes tell; a block of the layout is
 *  held together unless they show that a paragraph begins in it. O(words). */
export function linePages(pages: readonly (PageLayout | null)[]): LinedPages {
  return new PageLiner().take(pages);
}

class PageLiner {
  /** Put together once: to look into a text that grows costs its length. */
  readonly #parts: string[] = [];
  #length = 0;
  #words = '';
  #stretch = 0;
  #blocks = 0;
  readonly #lines: SourceLine[] = [];
  readonly #markers: PageMarker[] = [];
  readonly #paged: PagedLine[] = [];
  readonly #joins = new Map<number, boolean>();
  readonly #stated = new Set<number>();

  take(pages: readonly (PageLayout | null)[]): LinedPages {
    for (const [page, layout] of pages.entries()) if (layout) this.#page(page, layout);
    return {
      text: this.#parts.join(''),
      lines: this.#lines,
      markers: this.#markers,
      paged: this.#paged,
      joins: this.#joins,
      stated: this.#stated,
    };
  }

  #page(page: number, layout: PageLayout): void {
    const columns = pageColumns(layout);
    let isFirst = true;
    for (const block of layout.blocks) {
      const lines = block.lines.filter((line) => lineText(line) !== '');
      for (const [index, line] of lines.entries()) {
        const before = index > 0 ? lines[index - 1] : undefined;
        this.#line({ page, block, line, before, isFirst, ...columns.of(block, line, before) });
        isFirst = false;
      }
      if (lines.length > 0) this.#blocks += 1;
    }
  }

  #line({ page, block, line, before, isFirst, indent, hasGap, isLikelySame }: LineToAdd): void {
    const words = lineText(line);
    const last = this.#paged.at(-1);
    const halves = last ? areHalves(last.line, line) : false;
    const isPlain = block.role === undefined && block.cell === undefined;
    const isLastPlain = last?.block.role === undefined && last?.block.cell === undefined;
    const goesOn =
      last !== undefined && isFirst && isPlain && isLastPlain && indent < 2 && isUnfinished(this.#words, words);
    const isSame = before !== undefined || halves || goesOn;
    if (!isSame || (hasGap && isPlain && !halves)) this.#stretch += 1;
    const start = this.#length === 0 ? 0 : this.#length + 1;
    const from = start + (isFirst ? pageSign.length : 0);
    const to = from + words.length;
    this.#parts.push(`${start === 0 ? '' : '\n'}${isFirst ? pageSign : ''}${words}`);
    this.#length = to;
    if (last) this.#end(last, words, halves, isSame);
    this.#words = words;
    const follows = halves || (before && !isPlain) ? 'surely' : isSame && (isLikelySame || goesOn) ? 'likely' : null;
    const stretch = this.#stretch;
    this.#lines.push({
      from,
      to,
      markersFrom: start,
      start,
      end: to,
      words,
      indent,
      stretch,
      afterFormFeed: false,
      ...(follows && { follows }),
    });
    if (isFirst)
      this.#markers.push({ from: start, to: from, kind: 'facsimile', label: String(this.#markers.length + 1) });
    this.#paged.push({ page, block, blockNumber: this.#blocks, line, from, to });
  }

  #end(last: PagedLine, words: string, halves: boolean, isSame: boolean): void {
    if (halves) this.#stated.add(last.to);
    if (!halves && !isSame) return;
    const [text, at] = [`${this.#words}\n${words}`, this.#words.length];
    const joins = halves || joinsWord(text, { from: 0, to: at }, { from: at + 1, to: text.length });
    this.#joins.set(last.to, joins);
  }
}

interface LineToAdd {
  readonly page: number;
  readonly block: LayoutBlock;
  readonly line: LayoutLine;
  /** The line before it in its block. */
  readonly before: LayoutLine | undefined;
  /** Whether it is the first of its page. */
  readonly isFirst: boolean;
  readonly indent: number;
  readonly hasGap: boolean;
  readonly isLikelySame: boolean;
}

/** Whether a sentence goes on over the end of a page: small letters, or the rest of a word, below what no full stop ends; or a long line below
 *  a long one that ends with a word, both in capitals or neither. */
function isUnfinished(before: string, words: string): boolean {
  if (/[.!?:;]["”’)\]]*$/.test(before) || before.length < 15) return false;
  if (/^\p{Ll}/u.test(words)) return true;
  const areLong = Math.min(before.length, words.length) >= 40;
  return areLong && /[\p{L},]$/u.test(before) && /^\p{L}/u.test(words) && hasSmall(before) === hasSmall(words);
}

const hasSmall = (words: string): boolean => /\p{Ll}{2}/u.test(words);
