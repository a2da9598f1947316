import { type Copy, CopyWriter } from './copy.ts';
import type { Token, TrueBlock, TrueDocument, TrueKind } from './truth.ts';

/** What people get who copy a page of a web edition. */
export interface WebStyle {
  /** Labels of items stand on lines of their own, and notes bear the numbers of the text with an arrow back. Otherwise the
   *  notes are counted from 1, whatever the book's count. */
  readonly isToday: boolean;
}

/** Writes a document as a web page shows it: a line a paragraph, figures of calls glued to their words, notes at the end.
 *  @param index of the document among all; every third has more room above its signature */
export function webCopy(document: TrueDocument, style: WebStyle, index: number): Copy {
  const copy = new CopyWriter(false);
  const called: number[] = [];
  const hasItemParagraphs = document.blocks.some(({ kind }) => kind === 'item paragraph');
  let before: TrueBlock | null = null;
  for (const block of document.blocks) {
    if (before) copy.put(gap(before.kind, block.kind, hasItemParagraphs, index));
    putBlock(copy, document, block, style, called);
    before = block;
  }
  copy.put('\n');
  for (const [place, note] of called.entries()) putNote(copy, document, note, place, style);
  return copy;
}

function gap(before: TrueKind, next: TrueKind, hasItemParagraphs: boolean, index: number): string {
  const isItem = (before === 'item' || before === 'item paragraph') && next === 'item';
  const isField = (before === 'field label' || before === 'field value') && next === 'field value';
  if ((isItem && !hasItemParagraphs) || isField) return '\n';
  return next === 'signature' && index % 3 === 0 ? '\n\n\n' : '\n\n';
}

function putBlock(copy: CopyWriter, document: TrueDocument, block: TrueBlock, style: WebStyle, called: number[]): void {
  const from = copy.text.length;
  if (block.kind === 'table') {
    for (const [index, row] of block.rows.entries()) {
      if (index > 0) copy.put('\n');
      for (const [column, cell] of row.entries()) {
        if (column > 0) copy.put('\t');
        putTokens(copy, document, cell, called, true);
      }
    }
  } else {
    if (block.label !== null) copy.put(block.label + (style.isToday ? '\n' : ' '));
    putTokens(copy, document, block.tokens, called, false);
  }
  const range = { from, to: copy.text.length };
  copy.blocks.push({ ...range, kind: block.kind, block });
  if (block.kind === 'salutation') copy.salutations.push(range);
  else if (block.salutation !== '') copy.salutations.push({ from, to: from + block.salutation.length });
}

function putTokens(
  copy: CopyWriter,
  document: TrueDocument,
  tokens: readonly Token[],
  called: number[],
  isCell: boolean,
): void {
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'text') copy.put(token.text);
    else if (token.kind === 'line end') copy.put(isCell ? ' ' : '\n');
    else if (token.kind === 'page') putPage(copy, token.label, tokens[index + 1]);
    else {
      called.push(token.note);
      copy.calls.push({ ...copy.putUnread(labelOf(document, token.note)), note: token.note });
    }
  }
}

const labelOf = (document: TrueDocument, note: number): string => document.notes[note]?.label || String(note + 1);

function putPage(copy: CopyWriter, label: string, next: Token | undefined): void {
  if (/\S$/.test(copy.text)) copy.put(' ');
  copy.pages.push({ ...copy.putUnread(`[Page ${label}]`), label });
  if (next?.kind === 'text' && !next.text.startsWith(' ')) copy.put(' ');
}

function putNote(copy: CopyWriter, document: TrueDocument, note: number, place: number, { isToday }: WebStyle): void {
  const label = labelOf(document, note);
  const printed = isToday ? label + (/^\d+$/.test(label) ? '.' : '') : `${place + 1}.`;
  copy.putUnread(`  ${printed} `);
  copy.notes.set(note, copy.put(document.notes[note]?.text ?? ''));
  if (isToday) copy.putUnread(' ↩');
  copy.put('\n');
}
