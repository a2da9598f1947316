import type { Box, Point } from '../../document/layout.ts';
import {
  baseName,
  confidenceOf,
  emptyPage,
  type FormatReader,
  type ImageSizeOf,
  numberOf,
  type RawBlock,
  type RawLine,
  type RawPage,
  type RawWord,
  statedSize,
  WordBudget,
} from './raw-page.ts';

type Properties = ReadonlyMap<string, string>;

/** What an element is, by its classes. A `letter` has a box of its own within a word. `alternative` is a reading that was not chosen; `choices` are candidates for letters. */
type Role = 'page' | 'block' | 'line' | 'word' | 'letter' | 'alternative' | 'choices' | 'other';

const roles: ReadonlyMap<string, Role> = new Map([
  ['ocr_page', 'page'],
  ['ocr_carea', 'block'],
  ['ocr_par', 'block'],
  ['ocr_line', 'line'],
  ['ocrx_line', 'line'],
  ['ocr_header', 'line'],
  ['ocr_footer', 'line'],
  ['ocr_caption', 'line'],
  ['ocr_textfloat', 'line'],
  ['ocrx_word', 'word'],
  ['ocr_word', 'word'],
  ['ocrx_cinfo', 'letter'],
  ['ocr_cinfo', 'letter'],
]);

interface Frame {
  readonly role: Role;
  readonly properties: Properties;
  /** Of a block, made when its first line comes. */
  block: RawBlock | null;
  /** Text that stands in it: of a word, of a line without words, of an alternative. */
  text: string;
  /** Of a word whose letters are elements: what they read together. White space between them is the file's. */
  letters: string | null;
}

/** Reads hOCR. `ocr_page` is a page; `ocr_par`, or `ocr_carea` where lines stand in it directly, is a block; `ocrx_word` is a word
 *  with its `x_wconf`. In `alternatives` the `ins` is the word and each `del` another reading of it. */
export class HocrReader implements FormatReader {
  readonly format = 'hocr';
  readonly pages: RawPage[] = [];
  private readonly budget = new WordBudget();
  private readonly frames: Frame[] = [];
  private page: RawPage | null = null;
  private blocks: RawBlock[] = [];
  private line: RawLine | null = null;
  private word: RawWord | null = null;
  private loose: { readonly block: RawBlock; readonly line: RawLine } | null = null;

  constructor(private readonly imageSize: ImageSizeOf) {}

  open(name: string, attributes: ReadonlyMap<string, string>): void {
    const properties = propertiesOf(attributes.get('title') ?? '');
    const role = this.roleOf(name, attributes);
    this.frames.push({ role, properties, block: null, text: '', letters: null });
    if (role === 'page') this.openPage(properties);
    if (role === 'line') this.openLine(properties);
    if (role === 'word') this.openWord(properties);
    const language = attributes.get('lang') ?? attributes.get('xml:lang');
    if (this.page && language && role !== 'other') this.page.language ??= language;
  }

  text(text: string): void {
    const taker = this.frames.findLast(({ role }) => role !== 'other');
    if (!taker) return;
    taker.text += text;
    // Text of a page or block that is in no line and no word is in nothing that is read.
    if (this.page && !this.line && (taker.role === 'page' || taker.role === 'block'))
      this.page.leftOut += text.trim().length;
  }

  close(): void {
    const frame = this.frames.pop();
    switch (frame?.role) {
      case 'alternative':
        this.word?.alternatives.push({
          text: frame.text.trim(),
          confidence: confidenceOf(frame.properties.get('x_wconf'), 100),
        });
        break;
      case 'letter':
        this.closeLetter(frame.text);
        break;
      case 'word':
        this.closeWord(frame.letters ?? frame.text);
        break;
      case 'line':
        if (this.line?.words.length === 0) this.budget.addText(this.line, frame.text, null);
        this.line = null;
        break;
      case 'page':
        if (this.page) {
          joinSoftHyphens(this.page);
          this.pages.push(this.page);
        }
        this.page = null;
        break;
      default:
    }
  }

  private roleOf(name: string, attributes: ReadonlyMap<string, string>): Role {
    const classes = (attributes.get('class') ?? '').split(/\s+/);
    if (this.word && name === 'del' && classes.includes('alt')) return 'alternative';
    if (this.word && (attributes.get('id') ?? '').startsWith('lstm_choices')) return 'choices';
    for (const one of classes) {
      const role = roles.get(one);
      if (role === 'line' && (this.line || !this.page)) return 'other';
      if (role === 'word' && (this.word || !this.page)) return 'other';
      if (role === 'letter' && (!this.word || this.frames.some((around) => around.role === 'choices'))) return 'other';
      if (role !== undefined) return role;
    }
    return 'other';
  }

  private openPage(properties: Properties): void {
    const image = baseName(unquoted(properties.get('image') ?? ''));
    const box = boxOf(properties);
    // Boxes count from the corner of the image, whatever part of it is the page.
    const stated = box && statedSize(box.x + box.width, box.y + box.height);
    const known = stated ? null : this.imageSize(this.pages.length + 1, image);
    this.blocks = [];
    this.page = { ...emptyPage(image, stated, known), blocks: this.blocks };
    this.loose = null;
  }

  private openLine(properties: Properties): void {
    const box = boxOf(properties);
    this.line = { id: null, box, baseline: baselineOf(properties.get('baseline'), box), words: [] };
    this.blockOfLine()?.lines.push(this.line);
  }

  /** The innermost block around; a line outside all blocks joins others like it. */
  private blockOfLine(): RawBlock | null {
    if (!this.page) return null;
    const frame = this.frames.findLast(({ role }) => role === 'block' || role === 'page');
    if (!frame) return null;
    if (frame.block === null || (frame.role === 'page' && this.blocks.at(-1) !== frame.block)) {
      frame.block = { id: null, box: frame.role === 'block' ? boxOf(frame.properties) : null, lines: [] };
      this.blocks.push(frame.block);
    }
    return frame.block;
  }

  private openWord(properties: Properties): void {
    const confidence = confidenceOf(properties.get('x_wconf'), 100);
    this.word = { text: '', box: boxOf(properties), confidence, alternatives: [], hyphenation: null };
  }

  private closeLetter(text: string): void {
    const word = this.frames.findLast(({ role }) => role === 'word');
    if (word) word.letters = (word.letters ?? '') + text.trim();
  }

  private closeWord(text: string): void {
    const line = this.word && (this.line ?? this.looseLine(this.word.box));
    if (this.word && line) this.budget.addElement(line, { ...this.word, text });
    this.word = null;
  }

  /** The line of a word that stands in none: that of the word before, unless it is lower on the page or in another block. */
  private looseLine(box: Box | null): RawLine | null {
    const block = this.blockOfLine();
    if (!block) return null;
    const last = this.loose?.block === block ? this.loose : null;
    if (last && !isBelow(box, last.line.words.at(-1)?.box ?? null)) return last.line;
    const line: RawLine = { id: null, box: null, baseline: null, words: [] };
    block.lines.push(line);
    this.loose = { block, line };
    return line;
  }
}

/** Whether most of a word is below another. */
const isBelow = (box: Box | null, before: Box | null): boolean =>
  box !== null && before !== null && box.y + box.height / 2 > before.y + before.height;

/** Boxes of all letters of a line fit into it. */
const longestTitle = 65_536;

/** hOCR: `title="bbox 10 20 30 40; x_wconf 93"`, values by name. A semicolon inside quotation marks parts nothing. */
function propertiesOf(title: string): Properties {
  const properties = new Map<string, string>();
  for (const [property] of title.slice(0, longestTitle).matchAll(/(?:"[^"]*"|'[^']*'|[^;"']+)+/g)) {
    const [, name, value] = /^\s*(\S+)\s*([\s\S]*)$/.exec(property) ?? [];
    if (name !== undefined && !properties.has(name)) properties.set(name, (value ?? '').trim());
  }
  return properties;
}

const unquoted = (value: string): string => value.replace(/^(["'])([\s\S]*)\1$/, '$2');

function boxOf(properties: Properties): Box | null {
  const value = properties.get('bbox');
  if (value === undefined) return null;
  const [left = Number.NaN, top = Number.NaN, right = Number.NaN, bottom = Number.NaN] = value
    .split(/\s+/)
    .map(numberOf);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** hOCR: `baseline slope offset`, a line through the lower left corner of the box moved by the offset. */
function baselineOf(value: string | undefined, box: Box | null): readonly Point[] | null {
  if (value === undefined || !box) return null;
  const [slope = Number.NaN, offset = Number.NaN] = value.split(/\s+/).map(numberOf);
  const y = box.y + box.height + offset;
  return [
    { x: box.x, y },
    { x: box.x + box.width, y: y + slope * box.width },
  ];
}

/** In hOCR a soft hyphen at a line end is the hyphen of a divided word. */
function joinSoftHyphens(page: RawPage): void {
  const lines = page.blocks.flatMap((block) => block.lines);
  for (const [index, line] of lines.entries()) {
    const first = line.words.at(-1);
    if (!first?.text.endsWith('\u00AD')) continue;
    const stem = first.text.slice(0, -1);
    const second = lines[index + 1]?.words[0];
    const whole = second ? stem + second.text : null;
    first.text = `${stem}-`;
    first.hyphenation = { part: 1, whole };
    if (second) second.hyphenation = { part: 2, whole };
  }
}
