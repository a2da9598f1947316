import type { Node } from 'prosemirror-model';
import type { PageImageId } from '../../shared/document/identifier.ts';
import type { Box, LayoutBlock, LayoutLine, LayoutWord } from '../../shared/document/layout.ts';
import type { PlacedPage, ReadPage } from '../../shared/tracking/placed-words.ts';
import type { SeededRandom } from './seeded-random.ts';

/** Where a word of the document was set. */
export interface SetWord {
  readonly word: string;
  /** Position of its first character. */
  readonly from: number;
  readonly page: PageImageId;
  /** Two when a line end divides it. */
  readonly boxes: readonly Box[];
}

/** A document set on pages, and what a reader that errs makes of them. */
export interface SetPages {
  readonly words: readonly SetWord[];
  readonly readings: readonly ReadPage[];
}

export interface SetOptions {
  readonly random: SeededRandom;
  /** Share of the characters that are read wrongly. */
  readonly errors: number;
  /** Share of the words that are split, or joined to the next one. */
  readonly divisions?: number;
  /** Whether pages bear a heading that the document lacks, and spots that are read as words. */
  readonly hasNoise?: boolean;
  /** How the blocks of a page are arranged in its reading. */
  readonly arranged?: (blocks: readonly LayoutBlock[]) => readonly LayoutBlock[];
}

const lineLetters = 64;
const pageLines = 42;
const letterWidth = 20;
const lineHeight = 40;

/** Sets the words of a document in lines and pages of a typewriter. */
export function setPages(doc: Node, options: SetOptions): SetPages {
  const setter = new Setter(options);
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    setter.block(wordsIn(node, pos + 1));
    return false;
  });
  return setter.end();
}

function wordsIn(block: Node, start: number): readonly { readonly word: string; readonly from: number }[] {
  const words: { word: string; from: number }[] = [];
  let isInside = false;
  block.forEach((child, offset) => {
    if (child.type.name === 'lineBreak') isInside = false;
    [...(child.text ?? '')].reduce((at, unit) => {
      if (/\s/.test(unit)) isInside = false;
      else if (isInside) {
        const last = words.at(-1);
        if (last) last.word += unit;
      } else {
        words.push({ word: unit, from: at });
        isInside = true;
      }
      return at + unit.length;
    }, start + offset);
  });
  return words;
}

class Setter {
  readonly #options: SetOptions;
  readonly #words: SetWord[] = [];
  readonly #readings: ReadPage[] = [];
  #blocks: LayoutBlock[] = [];
  #lines: LayoutLine[] = [];
  #line: { text: string; box: Box }[] = [];
  #column = 0;
  #row = 0;

  constructor(options: SetOptions) {
    this.#options = options;
  }

  block(words: readonly { readonly word: string; readonly from: number }[]): void {
    for (const { word, from } of words) {
      const room = lineLetters - this.#column;
      if (word.length >= 8 && room >= 5 && room < word.length && this.#row + 1 < pageLines) {
        const page = this.#page();
        const first = this.#put(`${word.slice(0, room - 2)}-`);
        this.#endLine();
        this.#words.push({ word, from, page, boxes: [first, this.#put(word.slice(room - 2))] });
      } else {
        if (word.length > room && this.#column > 0) this.#endLine();
        const page = this.#page();
        this.#words.push({ word, from, page, boxes: [this.#put(word)] });
      }
    }
    this.#endLine();
    this.#endBlock();
  }

  end(): SetPages {
    this.#endPage();
    return { words: this.#words, readings: this.#readings };
  }

  #page(): PageImageId {
    return `s${this.#readings.length + 1}` as PageImageId;
  }

  #put(text: string): Box {
    const box = {
      x: 100 + this.#column * letterWidth,
      y: 100 + this.#row * lineHeight,
      width: text.length * letterWidth,
      height: 30,
    };
    this.#line.push({ text, box });
    this.#column += text.length + 1;
    return box;
  }

  #endLine(): void {
    if (this.#line.length === 0) return;
    this.#lines.push(readLine(this.#line, this.#options));
    this.#line = [];
    this.#column = 0;
    this.#row += 1;
    if (this.#row >= pageLines) this.#endPage();
  }

  #endBlock(): void {
    if (this.#lines.length > 0) this.#blocks.push({ box: null, lines: this.#lines });
    this.#lines = [];
  }

  #endPage(): void {
    this.#endBlock();
    if (this.#blocks.length === 0) return;
    const { arranged = (blocks) => blocks, hasNoise = false } = this.#options;
    const heading = readLine([{ text: 'Reproduced', box: { x: 0, y: 0, width: 200, height: 30 } }], this.#options);
    const blocks = arranged(this.#blocks);
    this.#readings.push({
      page: this.#page(),
      layout: { width: 1600, height: 2000, blocks: hasNoise ? [{ box: null, lines: [heading] }, ...blocks] : blocks },
    });
    this.#blocks = [];
    this.#row = 0;
  }
}

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.,;1|';

function readLine(
  line: readonly { readonly text: string; readonly box: Box }[],
  { random, errors, divisions = 0, hasNoise = false }: SetOptions,
): LayoutLine {
  const misread = (text: string): string =>
    [...text].map((unit) => (random.next() < errors ? letters.charAt(random.below(letters.length)) : unit)).join('');
  const words: LayoutWord[] = [];
  const push = (text: string, box: Box): void => {
    words.push({ text: misread(text), box, confidence: 90, alternatives: [], hyphenation: null });
  };
  for (let index = 0; index < line.length; index++) {
    const [one, next] = [line[index], line[index + 1]];
    if (!one) continue;
    if (next && random.next() < divisions) {
      push(one.text + next.text, { ...one.box, width: next.box.x + next.box.width - one.box.x });
      index += 1;
    } else if (one.text.length > 3 && random.next() < divisions) {
      const at = 1 + random.below(one.text.length - 2);
      push(one.text.slice(0, at), { ...one.box, width: at * letterWidth });
      push(one.text.slice(at), {
        ...one.box,
        x: one.box.x + at * letterWidth,
        width: one.box.width - at * letterWidth,
      });
    } else push(one.text, one.box);
    if (hasNoise && random.next() < 0.01) push("'", { ...one.box, width: 2 });
  }
  return { box: null, baseline: null, words };
}

/** The share of the words that have the right boxes, and some that have not. */
export function rightlyBoxed(
  words: readonly SetWord[],
  pages: readonly PlacedPage[],
): { readonly share: number; readonly wrong: readonly string[] } {
  const placed = pages.flatMap(({ page, words: own }) => own.map((word) => ({ ...word, page })));
  placed.sort((a, b) => a.from - b.from);
  const wrong: string[] = [];
  let at = 0;
  for (const [index, word] of words.entries()) {
    const end = words[index + 1]?.from ?? Number.POSITIVE_INFINITY;
    while ((placed[at]?.from ?? end) < word.from) at += 1;
    const own: ((typeof placed)[number] | undefined)[] = [];
    while ((placed[at]?.from ?? end) < end) own.push(placed[at++]);
    const isRight =
      own.length === word.boxes.length &&
      word.boxes.every((box, part) => own[part]?.page === word.page && overlap(box, own[part]?.box) >= 0.6);
    if (!isRight) wrong.push(`${word.word} ${JSON.stringify(word.boxes)} ${JSON.stringify(own)}`);
  }
  return { share: 1 - wrong.length / words.length, wrong };
}

/** The part that two boxes share of both together. */
function overlap(a: Box, b: Box | undefined): number {
  if (!b) return 0;
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / (a.width * a.height + b.width * b.height - width * height);
}
