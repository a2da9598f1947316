import type { Node } from 'prosemirror-model';
import type { Correction } from '../../alignment/corrections.ts';
import { isComment } from '../../document/notes/note.ts';
import { anchorOf, type PageAnchor } from '../../document/page-anchor.ts';
import { isAtWordHyphen, lineHyphens } from '../../document/reading-text.ts';
import type { NodeName } from '../../document/schema.ts';
import { inNesting, type ReadingMark, type ReadingView, readingMarks } from './reading-marks.ts';

/** What stands among the words of a block. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string; readonly marks: readonly ReadingMark[] }
  /** The page begins here; `number` counts the pages of the document from 1. */
  | { readonly kind: 'page'; readonly anchor: PageAnchor; readonly number: number }
  /** A call: `number` counts the calls of the document from 1; `note` is the number of the note, null when there is none. */
  | { readonly kind: 'call'; readonly number: number; readonly note: number | null; readonly label: string }
  /** A line of the page ends. `hyphen` is the sign before it that belongs to the line and not to the word; `reads` what a reading text has there. */
  | { readonly kind: 'line end'; readonly hyphen: string; readonly reads: '' | ' ' }
  /** Words that were read first and are no words of the page. */
  | { readonly kind: 'taken out'; readonly before: string };

/** What a reading text leaves out: what was done to the page later, or stands on it without being its text. */
const onPageOnly: ReadonlySet<ReadingMark['kind']> = new Set(['struck', 'by hand', 'form']);

/** Reads what stands among the words, and counts pages and calls. */
export class InlineReader {
  readonly pages: PageAnchor[] = [];
  readonly #notes = new Map<string, number>();
  readonly #calls = new Map<number, number[]>();
  /** Comments of editors: nobody else reads them. */
  readonly #comments = new Set<string>();
  #callsSoFar = 0;
  /** Of the corrections, the first that is not told yet. */
  #nextChange = 0;

  constructor(
    notes: Node | null,
    private readonly view: ReadingView | null,
    /** In the order of the document. */
    private readonly changed: readonly Correction[],
  ) {
    let number = 0;
    notes?.forEach((note) => {
      const id = String(note.attrs.id);
      if (isComment(note)) this.#comments.add(id);
      else {
        number += 1;
        if (!this.#notes.has(id)) this.#notes.set(id, number);
      }
    });
  }

  /** The numbers of the calls of a note. */
  callsOf(note: number): readonly number[] {
    return this.#calls.get(note) ?? [];
  }

  /** @param start position of the block's first inline place */
  read(block: Node, start: number): readonly Inline[] {
    const parts: Inline[] = [];
    block.forEach((child, offset) => {
      const all = readingMarks(child.marks);
      // What the page reads is of no interest to a reader of the clean text.
      const marks = this.view === 'reading' ? (all?.filter(({ kind }) => kind !== 'emendation') ?? null) : all;
      const isOut = marks === null || (this.view === 'reading' && marks.some(({ kind }) => onPageOnly.has(kind)));
      for (const part of this.#parts(child, start + offset, block, offset, marks ?? []))
        if (!isOut || part.kind === 'page') parts.push(part);
    });
    const read = withLineHyphens(parts);
    return this.view === 'reading' ? foldedSpace(joinedLines(read)) : read;
  }

  #parts(child: Node, pos: number, block: Node, offset: number, marks: readonly ReadingMark[]): readonly Inline[] {
    const name = child.type.name as NodeName;
    switch (name) {
      case 'text':
        return this.#text(child.text ?? '', pos, marks);
      case 'pageAnchor':
        this.pages.push(anchorOf(child));
        return [{ kind: 'page', anchor: anchorOf(child), number: this.pages.length }];
      case 'noteReference':
        return this.#comments.has(String(child.attrs.target)) ? [] : [this.#call(child)];
      case 'lineBreak': {
        const joins = child.attrs.joins === true || isAtWordHyphen(block, offset);
        return [{ kind: 'line end', hyphen: child.attrs.joins === true ? '-' : '', reads: joins ? '' : ' ' }];
      }
      case 'gap':
        return [{ kind: 'text', text: '[…]', marks }];
      case 'carriedPoint': {
        // A reference to an entity that the file does not declare is all that is known of a character.
        const carried = String(child.attrs.name);
        return carried.startsWith('&') ? [{ kind: 'text', text: carried, marks }] : [];
      }
      default:
        throw new TypeError(`the export does not know the inline node "${name}"`);
    }
  }

  #call(reference: Node): Inline {
    this.#callsSoFar += 1;
    const number = this.#callsSoFar;
    const note = this.#notes.get(String(reference.attrs.target)) ?? null;
    if (note !== null) this.#calls.set(note, [...(this.#calls.get(note) ?? []), number]);
    return { kind: 'call', number, note, label: String(reference.attrs.label || reference.attrs.raw || '*') };
  }

  /** Cuts a text where corrected words begin and end. */
  #text(text: string, pos: number, marks: readonly ReadingMark[]): readonly Inline[] {
    const end = pos + text.length;
    const parts: Inline[] = [];
    let done = pos;
    const take = (to: number, more: readonly ReadingMark[]): void => {
      if (to > done)
        parts.push({ kind: 'text', text: text.slice(done - pos, to - pos), marks: inNesting([...marks, ...more]) });
      done = Math.max(done, to);
    };
    for (let next = this.changed[this.#nextChange]; next && next.from <= end; next = this.changed[this.#nextChange]) {
      const { from, to, before } = next;
      take(Math.max(from, pos), []);
      if (from === to) parts.push({ kind: 'taken out', before });
      // Of a correction that reaches over several texts the first has what was read.
      else if (from < end) take(Math.min(to, end), [{ kind: 'correction', before: from >= pos ? before : '' }]);
      if (from === end && to > from) break;
      if (to > end) break;
      this.#nextChange += 1;
    }
    take(end, []);
    return parts;
  }
}

/** The hyphen before a line end inside a word is the line's. */
function withLineHyphens(parts: readonly Inline[]): readonly Inline[] {
  const read: Inline[] = [];
  for (const part of parts) {
    if (part.kind !== 'line end' || part.hyphen === '') {
      read.push(part);
      continue;
    }
    const index = read.findLastIndex(({ kind }) => kind !== 'page' && kind !== 'call');
    const last = read[index];
    const sign = last?.kind === 'text' ? last.text.slice(-1) : '';
    if (last?.kind !== 'text' || sign === '' || !lineHyphens.includes(sign)) {
      read.push({ ...part, hyphen: '' });
      continue;
    }
    read.splice(index, 1, ...(last.text === sign ? [] : [{ ...last, text: last.text.slice(0, -1) }]));
    read.push({ ...part, hyphen: sign });
  }
  return read;
}

/** A reading text has no lines. */
const joinedLines = (parts: readonly Inline[]): readonly Inline[] =>
  parts.flatMap((part): readonly Inline[] => {
    if (part.kind !== 'line end') return [part];
    return part.reads === '' ? [] : [{ kind: 'text', text: ' ', marks: [] }];
  });

/** White space is one space, and none at the ends: what was left out between two spaces leaves one. */
function foldedSpace(parts: readonly Inline[]): readonly Inline[] {
  const read: Inline[] = [];
  let isSpaceBefore = true;
  for (const part of parts) {
    if (part.kind !== 'text') {
      read.push(part);
      continue;
    }
    const folded = part.text.replace(/[ \t\r\n]+/g, ' ');
    const text: string = isSpaceBefore ? folded.replace(/^ /, '') : folded;
    if (text === '') continue;
    isSpaceBefore = text.endsWith(' ');
    read.push({ ...part, text });
  }
  const last = read.at(-1);
  if (last?.kind !== 'text' || !last.text.endsWith(' ')) return read;
  const text = last.text.slice(0, -1);
  return text === '' ? read.slice(0, -1) : [...read.slice(0, -1), { ...last, text }];
}
