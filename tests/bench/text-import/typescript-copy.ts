import { type Copy, CopyWriter, type FormFacts } from './copy.ts';
import { type Token, type TrueBlock, type TrueDocument, wordsOf } from './truth.ts';

/** A typescript's line has so many characters … */
const lineWidth = 68;
/** … and its page so many lines. */
const linesOfPage = 42;

/** Writes a document as a typescript, or as what text recognition makes of one: hard line ends, hyphens, running heads; telegrams in
 *  capitals, with the header of their form. Notes, file numbers, page marks and tables are left out.
 *  @param index of the document among all; every second one has indented paragraphs without blank lines between them */
export function typescriptCopy(document: TrueDocument, index: number): Copy {
  return new Typescript(document, index).write();
}

class Typescript {
  readonly #copy = new CopyWriter(true);
  readonly #document: TrueDocument;
  readonly #isTelegram: boolean;
  readonly #isIndented: boolean;
  readonly #index: number;
  #lines = 0;
  #page = 1;

  constructor(document: TrueDocument, index: number) {
    this.#document = document;
    this.#index = index;
    this.#isTelegram = document.facts.type === 'telegram';
    this.#isIndented = index % 2 === 1;
  }

  write(): Copy {
    const { type } = this.#document.facts;
    const left = ['file number', 'page line', 'table'];
    if (this.#isTelegram) left.push('title', 'dateline', 'remark');
    else if (type !== 'memorandum') left.push('title');
    let blocks: readonly TrueBlock[] = this.#document.blocks.filter(({ kind }) => !left.includes(kind));
    if (this.#isTelegram) blocks = this.#putForm(blocks);
    let before: TrueBlock | null = null;
    const isProse = ({ kind }: TrueBlock): boolean => kind === 'paragraph' || kind === 'item paragraph';
    for (const block of blocks) {
      if (before) this.#newLines(this.#isIndented && isProse(before) && isProse(block) ? 1 : 2);
      this.#putBlock(block);
      before = block;
    }
    this.#newLines(1);
    return this.#copy;
  }

  #newLines(count: number): void {
    this.#copy.put('\n'.repeat(count));
    this.#lines += count;
  }

  /** @returns the blocks without the number that the form states */
  #putForm(blocks: readonly TrueBlock[]): readonly TrueBlock[] {
    const first = blocks.find(({ kind }) => kind === 'paragraph');
    const [beginning] = first?.tokens ?? [];
    const words = beginning?.kind === 'text' ? beginning.text : '';
    const printed = /^(\d{1,5})\.\s+/.exec(words);
    const { date, place, to } = this.#document.facts;
    const [year = '', month, day] = date.split('-');
    const name = month && day ? `${monthName(Number(month))} ${Number(day)}` : '';
    const form: FormFacts = {
      number: printed?.[1] ?? String(100 + this.#index),
      from: place,
      to: to || 'Secretary of State',
      day: name,
    };
    this.#copy.form = form;
    const parts = [
      ['INCOMING TELEGRAM', 'letterhead'],
      ['DEPARTMENT OF STATE', 'letterhead'],
      null,
      ['CONFIDENTIAL', 'classification'],
      null,
      [`Control: ${4000 + this.#index}`, 'header field'],
      [`Rec'd: ${name}, ${year}`, 'header field'],
      null,
      [`FROM: ${place.toUpperCase()}`, 'header field'],
      null,
      [`TO: ${form.to}`, 'header field'],
      null,
      [`NO: ${form.number}, ${name}, 5 PM`, 'header field'],
      null,
    ] as const;
    for (const part of parts) {
      if (part) this.#copy.putFormPart(part[0], part[1]);
      this.#newLines(1);
    }
    if (!first || !printed) return blocks;
    const rest: Token = { kind: 'text', text: words.slice(printed[0].length) };
    return blocks.map((block) => (block === first ? { ...block, tokens: [rest, ...first.tokens.slice(1)] } : block));
  }

  #putBlock(block: TrueBlock): void {
    const copy = this.#copy;
    let words = this.#letters(plainWords(block.tokens));
    let from = copy.text.length;
    if (block.salutation !== '') {
      const range = { from, to: from + block.salutation.length };
      copy.salutations.push(range);
      if (!this.#isTelegram) {
        copy.put(words.slice(0, block.salutation.length));
        copy.blocks.push({ ...range, kind: 'salutation', block: { ...block, kind: 'salutation' } });
        words = words.slice(block.salutation.length).trimStart();
        this.#newLines(2);
        from = copy.text.length;
      }
    }
    if (block.kind === 'salutation') copy.salutations.push({ from, to: from + words.length });
    const [first, rest] = this.#indents(block, words);
    const label = block.label === null ? '' : `${this.#letters(block.label)} `;
    for (const [index, line] of (label + words).split('\n').entries()) {
      if (index > 0) this.#newLines(1);
      this.#wrap(line, index === 0 ? first : rest, rest);
    }
    const indent = /^ */.exec(copy.text.slice(from))?.[0].length ?? 0;
    copy.blocks.push({ from: from + indent, to: copy.text.length, kind: block.kind, block });
  }

  /** Columns before the first line of a block and before further ones. */
  #indents({ kind, label, isValediction }: TrueBlock, words: string): readonly [first: number, rest: number] {
    if (label !== null) return [this.#isIndented ? 5 : 0, 0];
    const isClosing = kind === 'signature' || kind === 'closer' || (isValediction && words.length < 40);
    if (isClosing || (kind === 'dateline' && !this.#isTelegram)) return [30, 30];
    return [(kind === 'paragraph' || kind === 'item paragraph') && this.#isIndented ? 5 : 0, 0];
  }

  #letters(words: string): string {
    const typed = words
      .replace(/[“”]/g, '"')
      .replace(/[‘’]/g, "'")
      .replaceAll('–', '-')
      .replaceAll('…', '...')
      .replaceAll('—', '--');
    return this.#isTelegram ? typed.toUpperCase() : typed;
  }

  #wrap(words: string, first: number, rest: number): void {
    let line = ' '.repeat(first);
    let isFresh = true;
    for (const word of words.split(' ').filter((part) => part !== '')) {
      const gap = isFresh ? '' : ' ';
      const room = lineWidth - line.length - gap.length;
      if (word.length <= room) {
        line += gap + word;
        isFresh = false;
        continue;
      }
      const cut = this.#hyphenPlace(word, room);
      if (cut > 0) this.#putBroken(`${line}${gap}${word.slice(0, cut)}`);
      else if (!isFresh) this.#copy.put(line);
      this.#newLines(1);
      this.#turnPage();
      line = ' '.repeat(rest) + word.slice(cut);
      isFresh = false;
    }
    this.#copy.put(line);
  }

  #putBroken(line: string): void {
    this.#copy.put(line);
    this.#copy.putUnread('-');
  }

  /** One in three of the long words is broken. 0 for one that is not. */
  #hyphenPlace(word: string, room: number): number {
    const letters = /^[A-Za-z]{8,}/.exec(word)?.[0].length ?? 0;
    if (letters === 0 || room < 4 || (word.length + room + this.#lines) % 3 !== 0) return 0;
    const cut = Math.min(room - 1, letters - 3);
    return cut >= 3 ? cut : 0;
  }

  #turnPage(): void {
    if (this.#lines < linesOfPage * this.#page) return;
    this.#page += 1;
    const { form } = this.#copy;
    this.#copy.put('\n');
    this.#lines += 1;
    if (form) {
      this.#copy.putFormPart('CONFIDENTIAL', 'classification');
      this.#copy.put('\n');
      this.#lines += 1;
    }
    const head = form
      ? `-${this.#page}- ${form.number}, ${form.day}, 5 PM FROM ${form.from.toUpperCase()}`
      : `${' '.repeat(30)}- ${this.#page} -`;
    this.#copy.putFormPart(head, 'running head');
    this.#copy.put('\n\n');
    this.#lines += 1;
  }
}

const monthName = (month: number): string =>
  new Date(Date.UTC(2000, month - 1)).toLocaleString('en', { month: 'long', timeZone: 'UTC' }).toUpperCase();

/** The words of a block without page breaks, at which a space stays. */
function plainWords(tokens: readonly Token[]): string {
  let words = '';
  for (const token of tokens) {
    if (token.kind === 'page') words += words === '' || /[ \n]$/.test(words) ? '' : ' ';
    else words += wordsOf([token]);
  }
  return words.replace(/ +/g, ' ');
}
