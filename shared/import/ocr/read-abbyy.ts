import type { Box, LayoutSpanKind } from '../../document/layout.ts';
import { inEnglish } from '../../translation/retell.ts';
import {
  boxAroundPoints,
  emptyPage,
  type FormatReader,
  type ImageSizeOf,
  numberOf,
  type RawBlock,
  type RawLine,
  type RawPage,
  statedSize,
  WordBudget,
} from './raw-page.ts';
import { countLeft, looksNamed, looksOf } from './raw-spans.ts';

type Attributes = ReadonlyMap<string, string>;

interface Letter {
  readonly text: string;
  readonly box: Box | null;
  /** 0 to 100; null when not stated. */
  readonly confidence: number | null;
  readonly startsWord: boolean;
}

/** ABBYY's names of languages begin with that of the language in English. */
const languages: readonly (readonly [RegExp, string])[] = [
  [/^English/i, 'en'],
  [/^(?:Old)?German/i, 'de'],
  [/^(?:Old)?French/i, 'fr'],
  [/^(?:Old)?Spanish/i, 'es'],
  [/^(?:Old)?Italian/i, 'it'],
  [/^Dutch/i, 'nl'],
  [/^Russian/i, 'ru'],
  [/^Polish/i, 'pl'],
  [/^Czech/i, 'cs'],
  [/^Portuguese/i, 'pt'],
  [/^Latin$/i, 'la'],
];

/** Reads the XML of ABBYY FineReader, 6 to 10 and later: `par` is a block, `line` a line; letters (`charParams`) make words, which white space or
 *  `@wordStart` parts. Cells of a `block[@blockType='Table']` are blocks of their own. */
export class AbbyyReader implements FormatReader {
  readonly format = 'abbyy';
  readonly pages: RawPage[] = [];
  private readonly budget = new WordBudget();
  private page: RawPage | null = null;
  private blocks: RawBlock[] = [];
  private block: RawBlock | null = null;
  private line: RawLine | null = null;
  private letters: Letter[] = [];
  private letter: Attributes | null = null;
  private looks: readonly LayoutSpanKind[] = [];
  private captured = '';
  private hasLetters = false;
  private tables = 0;
  private place: { row: number; column: number; isTable: boolean } = { row: -1, column: -1, isTable: false };
  private cell: { readonly row: number; readonly column: number } | null = null;

  constructor(private readonly imageSize: ImageSizeOf) {}

  open(name: string, attributes: Attributes): void {
    switch (name) {
      case 'page':
        this.openPage(attributes);
        break;
      case 'block':
        this.place = { row: -1, column: -1, isTable: attributes.get('blockType') === 'Table' };
        if (this.place.isTable) this.tables += 1;
        break;
      case 'row':
        this.place = { ...this.place, row: this.place.row + 1, column: -1 };
        break;
      case 'cell':
        this.place = { ...this.place, column: this.place.column + 1 };
        this.cell = this.place.isTable ? { row: Math.max(0, this.place.row), column: this.place.column } : null;
        break;
      case 'par':
        this.openBlock();
        break;
      case 'line':
        if (!this.block) this.openBlock();
        this.line = { id: null, box: boxOf(attributes), baseline: null, words: [] };
        this.block?.lines.push(this.line);
        break;
      case 'formatting':
        this.openFormatting(attributes);
        break;
      case 'charParams':
        this.letter = attributes;
        this.captured = '';
        break;
      default:
    }
  }

  text(text: string): void {
    this.captured += text;
  }

  close(name: string): void {
    switch (name) {
      case 'charParams':
        this.closeLetter();
        break;
      case 'formatting':
        if (!this.hasLetters && this.line) this.budget.addText(this.line, this.captured, null);
        this.endWord();
        break;
      case 'line':
        this.endWord();
        this.line = null;
        break;
      case 'par':
        this.block = null;
        break;
      case 'cell':
        this.cell = null;
        break;
      case 'page':
        this.closePage();
        break;
      default:
    }
  }

  private openPage(attributes: Attributes): void {
    const stated = statedSize(numberOf(attributes.get('width')), numberOf(attributes.get('height')));
    this.page = emptyPage(null, stated, stated ? null : this.imageSize(this.pages.length + 1, null));
    this.blocks = [];
  }

  private openBlock(): void {
    const cell = this.cell && { table: this.tables, ...this.cell, rows: 1, columns: 1 };
    this.block = { id: null, box: null, lines: [], ...(cell && { cell }) };
    this.blocks.push(this.block);
  }

  private openFormatting(attributes: Attributes): void {
    this.captured = '';
    this.hasLetters = false;
    const { kept, left } = looksNamed(
      looksOf(attributes).map((look) => (look === 'strikeout' ? 'strikethrough' : look)),
    );
    this.looks = kept;
    for (const look of left) countLeft(this.page, inEnglish`the look “${look}”`);
    const named = attributes.get('lang') ?? '';
    const language = languages.find(([pattern]) => pattern.test(named))?.[1];
    if (this.page && language) this.page.language ??= language;
  }

  private closeLetter(): void {
    const { letter, captured } = this;
    this.letter = null;
    this.captured = '';
    this.hasLetters = true;
    if (!letter || !this.line) {
      if (this.page) this.page.leftOut += captured.trim().length;
      return;
    }
    const startsWord = /^(?:true|1)$/.test(letter.get('wordStart') ?? '');
    if (captured.trim() === '' || startsWord) this.endWord();
    if (captured.trim() === '') return;
    const stated = numberOf(letter.get('charConfidence'));
    const confidence = stated >= 0 && stated <= 100 ? stated : null;
    this.letters.push({ text: captured.trim(), box: boxOf(letter), confidence, startsWord });
  }

  private endWord(): void {
    const { letters, line } = this;
    this.letters = [];
    if (letters.length === 0 || !line) return;
    const stated = letters.flatMap(({ confidence }) => confidence ?? []);
    const mean = stated.reduce((sum, one) => sum + one, 0) / stated.length;
    this.budget.addElement(line, {
      text: letters.map(({ text }) => text).join(''),
      box: aroundAll(letters.flatMap(({ box }) => box ?? [])),
      confidence: stated.length === 0 ? null : Math.round(mean * 100) / 100,
      alternatives: [],
      hyphenation: null,
      ...(this.looks.length > 0 && { as: this.looks }),
    });
  }

  private closePage(): void {
    if (!this.page) return;
    this.page.blocks = this.blocks;
    this.pages.push(this.page);
    this.page = null;
    this.block = null;
  }
}

/** ABBYY: `@l @t @r @b`. */
function boxOf(attributes: Attributes): Box | null {
  if (!attributes.has('l')) return null;
  const [left = Number.NaN, top = Number.NaN, right = Number.NaN, bottom = Number.NaN] = ['l', 't', 'r', 'b'].map(
    (side) => numberOf(attributes.get(side)),
  );
  return { x: left, y: top, width: right - left, height: bottom - top };
}

const aroundAll = (boxes: readonly Box[]): Box | null =>
  boxAroundPoints(
    boxes.flatMap(({ x, y, width, height }) => [
      { x, y },
      { x: x + width, y: y + height },
    ]),
  );
