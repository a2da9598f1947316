import { type NoteId, newAnnotationId, newNoteId } from '../../document/identifier.ts';
import type { LayoutCell } from '../../document/layout.ts';
import { schema } from '../../document/schema.ts';
import { inEnglish } from '../../translation/retell.ts';
import { JsonValue } from '../ocr-services/json-values.ts';
import type { Span } from '../plain-text/draft/draft.ts';
import type { SourceRange } from '../plain-text/draft/source-lines.ts';
import type { StatedBlock } from '../plain-text/read-plain-text.ts';
import { isTypedInLines, type WordParagraph, wordParagraph } from './word-paragraph.ts';

/** A Word document as a text, with what it says itself of stretches of it. */
export interface WordLines {
  readonly text: string;
  /** Each paragraph, cell paragraph and note, in order: lines within one belong together. */
  readonly paragraphs: readonly SourceRange[];
  readonly spans: readonly Span[];
  readonly stated: readonly StatedBlock[];
  /** Paragraphs of cells, in order. */
  readonly cells: readonly WordCell[];
  /** Notes that nothing calls. */
  readonly uncalled: number;
}

/** Writes a Word document, as `mammoth` reads it, as a text: a blank line between paragraphs, notes at the end. O(length). */
export const wordLines = (tree: unknown): WordLines => new WordLiner(new JsonValue(tree)).take();

/** A paragraph of a cell, and which cell of which table it stands in. */
export interface WordCell extends SourceRange, CellPlace {}

interface CellPlace {
  readonly table: string;
  readonly cell: LayoutCell;
}

interface CalledNote {
  readonly id: NoteId;
  readonly label: string;
  readonly body: JsonValue;
}

/** Tables may stand so deep in one another. */
const deepestTable = 20;

class WordLiner {
  readonly #tree: JsonValue;
  readonly #parts: string[] = [];
  #length = 0;
  #isPageNext = false;
  #tables = 0;
  #headings = 0;
  readonly #hasTitle: boolean;
  readonly #isTyped: boolean;
  #wasEmpty = true;
  readonly #paragraphs: SourceRange[] = [];
  readonly #spans: Span[] = [];
  readonly #stated: StatedBlock[] = [];
  readonly #cells: WordCell[] = [];
  readonly #notes = new Map<string, CalledNote>();
  readonly #counts = { footnote: 0, endnote: 0 };
  /** By the object that stands for a level of a numbering. */
  readonly #numberings = new Map<unknown, string>();

  constructor(tree: JsonValue) {
    this.#tree = tree;
    const paragraphs = tree.at('children').items.filter((child) => child.at('type').text === 'paragraph');
    this.#hasTitle = paragraphs.some((paragraph) => /^title$/i.test(paragraph.at('styleName').text));
    this.#isTyped = isTypedInLines(paragraphs.map((paragraph) => wordParagraph(paragraph).text));
  }

  take(): WordLines {
    for (const child of this.#tree.at('children').items) this.#block(child);
    const called = this.#notes;
    // A note may call another one.
    for (const note of called.values()) this.#note(note);
    const all = this.#tree.at('notes').at('_notes').value;
    const uncalled = Object.keys(typeof all === 'object' && all !== null ? all : {}).filter((key) => !called.has(key));
    return {
      text: this.#parts.join(''),
      paragraphs: this.#paragraphs,
      spans: this.#spans,
      stated: this.#stated,
      cells: this.#cells,
      uncalled: uncalled.length,
    };
  }

  #block(block: JsonValue): void {
    if (block.at('type').text === 'table') this.#table(block, 0);
    else if (block.at('type').text === 'paragraph') {
      const paragraph = wordParagraph(block);
      const range = this.#add(paragraph, this.#isTyped && !this.#wasEmpty ? '\n' : '\n\n');
      this.#wasEmpty = range === null;
      if (range) this.#state(block, range);
    }
  }

  /** @returns where its words stand; null when it has none */
  #add(paragraph: WordParagraph, separator: string): SourceRange | null {
    if (paragraph.beginsPage) this.#isPageNext = true;
    const calls = paragraph.calls.map((call) => ({ ...call, note: this.#called(call.key, call.mark) }));
    const lone = paragraph.text === '' ? calls.map(({ note }) => note.label).join(' ') : '';
    const words = paragraph.text || lone;
    const before = this.#length === 0 ? '' : this.#isPageNext ? '\n\f\n' : separator;
    if (words !== '') {
      this.#isPageNext = false;
      this.#parts.push(before, words);
      this.#length += before.length;
    }
    const from = this.#length;
    this.#length += words.length;
    const to = this.#length;
    for (const { at, note } of lone === '' ? calls : []) {
      const [place, label] = [from + at, note.label];
      const what = inEnglish`Note reference ${label}, as Word ties it`;
      const source = { from: Math.max(from, place - 30), to: place };
      const finding = { ...source, kind: 'note reference' as const, what, certainty: 'stated' as const };
      this.#spans.push({ sort: 'reference', from: place, to: place, label, target: note.id, finding });
    }
    for (const { as, ...range } of paragraph.marks) {
      const mark =
        as === 'struck' ? schema.mark('struck', { id: newAnnotationId() }) : schema.mark('rendition', { rend: as });
      const [first, last] = [from + range.from, from + range.to];
      this.#spans.push({ sort: 'mark', from: first, to: last, finding: null, mark: () => mark });
    }
    if (paragraph.endsPage) this.#isPageNext = true;
    if (words === '') return null;
    this.#paragraphs.push({ from, to });
    return { from, to };
  }

  #called(key: string, mark: string): CalledNote {
    const known = this.#notes.get(key);
    if (known) return known;
    const kind = key.startsWith('endnote') ? 'endnote' : 'footnote';
    const number = ++this.#counts[kind];
    const label = mark || (kind === 'endnote' ? roman(number) : String(number));
    const note = { id: newNoteId(), label, body: this.#tree.at('notes').at('_notes').at(key).at('body') };
    this.#notes.set(key, note);
    return note;
  }

  #state(block: JsonValue, range: SourceRange): void {
    const style = block.at('styleName').text;
    const level = headingLevel(style, this.#hasTitle);
    const numbering = block.at('numbering');
    if (level !== null) {
      this.#headings += 1;
      const isLeft =
        this.#headings === 1 || /^\W*(?:enclosure|inclosure|attachment|annex|appendix|tab)\b/i.test(this.#words(range));
      const what = inEnglish`Word calls this “${style}”`;
      // What a text says of itself with its title, and where an attachment begins, is recognised as in any text.
      this.#stated.push({
        ...range,
        role: { kind: 'heading', level },
        kind: 'heading',
        what,
        claims: isLeft ? 'last' : 'first',
      });
    } else if (numbering.isThere) {
      const key = this.#numberings.get(numbering.value) ?? String(this.#numberings.size);
      this.#numberings.set(numbering.value, key);
      const isNumbered = numbering.at('isOrdered').value === true;
      const item = {
        key,
        level: Number(numbering.at('level').value) || 0,
        rend: isNumbered ? ('numbered' as const) : ('bulleted' as const),
      };
      this.#stated.push({
        ...range,
        role: { kind: 'paragraph' },
        kind: 'list',
        what: inEnglish`List item, as Word has it`,
        item,
      });
    }
  }

  /** The words that were added last. */
  readonly #words = ({ from, to }: SourceRange): string => (this.#parts.at(-1) ?? '').slice(0, to - from);

  #table(table: JsonValue, depth: number): void {
    const name = String(this.#tables++);
    const taken = new Set<string>();
    for (const [row, { at }] of table
      .at('children')
      .items.map((one) => ({ at: one.at('children') }))
      .entries()) {
      let column = 0;
      for (const cell of at.items) {
        while (taken.has(`${row} ${column}`)) column += 1;
        const [columns, rows] = [span(cell.at('colSpan')), span(cell.at('rowSpan'))];
        for (let down = 1; down < rows; down++)
          for (let across = 0; across < columns; across++) taken.add(`${row + down} ${column + across}`);
        this.#cell(cell, { table: name, cell: { table: 0, row, column, rows: 1, columns: 1 } }, depth);
        column += columns;
      }
    }
    this.#wasEmpty = true;
  }

  /** A table within a cell is read into the cell, paragraph by paragraph. */
  #cell(cell: JsonValue, place: CellPlace, depth: number): void {
    for (const child of cell.at('children').items) {
      if (child.at('type').text === 'table' && depth < deepestTable)
        for (const row of child.at('children').items)
          for (const inner of row.at('children').items) this.#cell(inner, place, depth + 1);
      const range = child.at('type').text === 'paragraph' ? this.#add(wordParagraph(child), '\n\n') : null;
      if (!range) continue;
      this.#cells.push({ ...range, ...place });
      const what = inEnglish`Cell of a table, row ${place.cell.row + 1}, column ${place.cell.column + 1}, as Word has it`;
      this.#stated.push({ ...range, role: { kind: 'paragraph' }, kind: 'table', what });
    }
  }

  #note({ id, label, body }: CalledNote): void {
    const from = this.#paragraphs.length;
    for (const child of body.items) {
      const paragraph = wordParagraph(child, label);
      this.#add(paragraph, this.#paragraphs.length === from ? '\n\n' : '\n');
    }
    const [first, last] = [this.#paragraphs[from], this.#paragraphs.at(-1)];
    if (!first || !last) return;
    // Its paragraphs are lines of one block.
    this.#paragraphs.splice(from, this.#paragraphs.length, { from: first.from, to: last.to });
    const note = { id, label, type: 'footnote' as const, printed: null, textFrom: first.from };
    const what = inEnglish`Note ${label}, as Word has it`;
    this.#stated.push({
      from: first.from,
      to: last.to,
      role: { kind: 'note', note },
      kind: 'note',
      what,
      claims: 'first',
    });
  }
}

const span = (value: JsonValue): number => Math.min(1_000, Math.max(1, Number(value.value) || 1));

/** Word names its styles in English in the file, whatever language it shows. */
function headingLevel(style: string, hasTitle: boolean): number | null {
  if (/^title$/i.test(style)) return 1;
  if (/^subtitle$/i.test(style)) return 2;
  const level = /^heading (\d)$/i.exec(style)?.[1];
  return level === undefined ? null : Math.min(6, Number(level) + (hasTitle ? 1 : 0));
}

function roman(number: number): string {
  const signs: readonly (readonly [number, string])[] = [
    [1000, 'm'],
    [900, 'cm'],
    [500, 'd'],
    [400, 'cd'],
    [100, 'c'],
    [90, 'xc'],
    [50, 'l'],
    [40, 'xl'],
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ];
  let [left, text] = [number, ''];
  for (const [value, sign] of signs) for (; left >= value; left -= value) text += sign;
  return text;
}
