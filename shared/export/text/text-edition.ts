import type { DocumentState } from '../../document/document-state.ts';
import { anchorMarker } from '../../document/page-anchor.ts';
import { matchSequences } from '../../text/sequences.ts';
import { unreachable } from '../../text/unreachable.ts';
import { builtInTemplates } from '../html/template-set.ts';
import type { ReadingBlock, ReadingEdition } from '../reading/reading-edition.ts';
import type { Inline } from '../reading/reading-inline.ts';
import { type PrintedText, type PrintedWord, printedText } from './printed-words.ts';

type TextState = Pick<DocumentState, 'doc' | 'imported' | 'report'>;

/** The text of a document with its page markers in brackets. Of a document that was imported from a plain text it is that text, byte for byte
 *  but for what was changed since: nothing was, and it is the source. What the reader concluded and nobody confirmed, such as the markers of pages that
 *  the source does not have, is not written. Of any other document, and where a change has no certain place in the source, the document is printed block
 *  by block, with a blank line between blocks.
 *  @param sourceText the decoded source; null when it is no text */
export function textEdition(state: TextState, sourceText: string | null): string {
  const present = printedText(state.doc);
  const patched = sourceText === null ? null : patchedSource(state, sourceText, present);
  return patched ?? printed(present.words);
}

const printed = (words: readonly PrintedWord[]): string =>
  words.length === 0 ? '' : `${words.map(({ before, text }) => before + text).join('')}\n`;

/** Null when a change has no certain place in the source. */
function patchedSource(state: TextState, source: string, present: PrintedText): string | null {
  const imported = printedText(state.imported);
  const setAside = state.report.setAside.map(({ from, to }) => ({ from, to }));
  const places = placesInSource(imported, source, setAside);
  const patches = patchesBetween(imported.words, present.words, places);
  if (patches === null) return null;
  const text = patchedText(source, patches);
  if (text === null) return null;
  // Nothing may be lost or doubled, whatever was moved.
  const kept = present.blocks.join('') + state.report.setAside.map((part) => part.text).join('');
  return sortedSigns(text) === sortedSigns(kept) ? text : null;
}

const sortedSigns = (text: string): string => text.replace(/\s/g, '').split('').sort().join('');

interface SourceRange {
  readonly from: number;
  readonly to: number;
}

/** Where each block of the imported document stands in its source: the offsets of its characters, in UTF-16 units; null for one that is not found. */
function placesInSource(
  { blocks }: PrintedText,
  source: string,
  setAside: readonly SourceRange[],
): readonly (readonly number[] | null)[] {
  const signs = signsOf(source, setAside);
  const places: (readonly number[] | null)[] = blocks.map(() => null);
  const taken = new Uint8Array(signs.text.length);
  const place = (index: number, at: number): void => {
    const length = blocks[index]?.length ?? 0;
    taken.fill(1, at, at + length);
    places[index] = signs.offsets.slice(at, at + length);
  };
  // Those that occur once first: of the others each is the next one that is free.
  for (const [index, block] of blocks.entries()) {
    const at = block === '' ? -1 : signs.text.indexOf(block);
    if (at !== -1 && signs.text.indexOf(block, at + 1) === -1) place(index, at);
  }
  let cursor = 0;
  for (const [index, block] of blocks.entries()) {
    const known = places[index];
    if (known) cursor = indexOfOffset(signs.offsets, known.at(-1) ?? 0) + 1;
    else if (block !== '') {
      const at = freePlace(signs.text, block, cursor, taken);
      if (at === -1) continue;
      place(index, at);
      cursor = at + block.length;
    }
  }
  return places;
}

function freePlace(text: string, block: string, cursor: number, taken: Uint8Array): number {
  const isFree = (at: number): boolean => !taken.subarray(at, at + block.length).includes(1);
  for (const start of [cursor, 0])
    for (let at = text.indexOf(block, start); at !== -1; at = text.indexOf(block, at + 1)) if (isFree(at)) return at;
  return -1;
}

function indexOfOffset(offsets: readonly number[], offset: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The characters of a text that are no white space and were not set aside, and where they stand. */
function signsOf(
  source: string,
  setAside: readonly SourceRange[],
): { readonly text: string; readonly offsets: readonly number[] } {
  const aside = [...setAside].sort((a, b) => a.from - b.from);
  const signs: string[] = [];
  const offsets: number[] = [];
  let next = 0;
  for (let offset = 0; offset < source.length; offset++) {
    while ((aside[next]?.to ?? Number.POSITIVE_INFINITY) <= offset) next += 1;
    const sign = source.charAt(offset);
    if ((aside[next]?.from ?? Number.POSITIVE_INFINITY) <= offset || /\s/.test(sign)) continue;
    signs.push(sign);
    offsets.push(offset);
  }
  return { text: signs.join(''), offsets };
}

/** A stretch of the source and what takes its place. */
interface Patch extends SourceRange {
  readonly text: string;
}

type Places = readonly (readonly number[] | null)[];

/** What must be changed in the source; null when something has no place there. */
function patchesBetween(
  old: readonly PrintedWord[],
  present: readonly PrintedWord[],
  places: Places,
): readonly Patch[] | null {
  const runs = matchSequences(
    old.map(({ text }) => text),
    present.map(({ text }) => text),
  );
  const patches: (Patch | null)[] = [];
  let [oldDone, presentDone] = [0, 0];
  for (const run of [...runs, { old: old.length, new: present.length, count: 0 }]) {
    const gap = { old: old.slice(oldDone, run.old), present: present.slice(presentDone, run.new) };
    patches.push(...gapPatches(gap, old[oldDone - 1], old[run.old], places));
    for (let index = 1; index < run.count; index++)
      patches.push(...separatorPatch(old[run.old + index], present[run.new + index], old[run.old + index - 1], places));
    [oldDone, presentDone] = [run.old + run.count, run.new + run.count];
  }
  return patches.some((patch) => patch === null) ? null : (patches as readonly Patch[]);
}

function rangeOf(word: PrintedWord, places: Places): SourceRange | null {
  const offsets = places[word.block];
  const from = offsets?.[word.unit];
  const to = offsets?.[word.unit + word.text.replace(/\s+/g, '').length - 1];
  return from === undefined || to === undefined ? null : { from, to: to + 1 };
}

interface Gap {
  readonly old: readonly PrintedWord[];
  readonly present: readonly PrintedWord[];
}

function gapPatches(
  { old, present }: Gap,
  last: PrintedWord | undefined,
  next: PrintedWord | undefined,
  places: Places,
): readonly (Patch | null)[] {
  const [first, ...rest] = old;
  const text = present.map(({ before, text: word }, index) => (index === 0 ? '' : before) + word).join('');
  if (!first) {
    if (text === '') return [];
    return [insertion(text, present[0]?.before ?? '', last, next, places)];
  }
  const replaced = rangeOf(first, places);
  const removed = (word: PrintedWord): Patch | null => {
    const range = rangeOf(word, places);
    return range && { ...range, text: '' };
  };
  return [replaced && { ...replaced, text }, ...rest.map(removed)];
}

/** Behind the word before it, or in front of the first. */
function insertion(
  text: string,
  before: string,
  last: PrintedWord | undefined,
  next: PrintedWord | undefined,
  places: Places,
): Patch | null {
  const behind = last && rangeOf(last, places);
  if (behind) return { from: behind.to, to: behind.to, text: before + text };
  const ahead = next && rangeOf(next, places);
  return ahead ? { from: ahead.from, to: ahead.from, text: `${text}${next?.before || '\n\n'}` } : null;
}

/** Where a paragraph was split or two were joined between words that stayed. */
function separatorPatch(
  old: PrintedWord | undefined,
  present: PrintedWord | undefined,
  last: PrintedWord | undefined,
  places: Places,
): readonly (Patch | null)[] {
  if (!old || !present || !last || old.before === present.before) return [];
  const [from, to] = [rangeOf(last, places)?.to, rangeOf(old, places)?.from];
  // Of blocks that the import moved apart nothing stands between.
  if (from === undefined || to === undefined || to < from) return [null];
  return [{ from, to, text: present.before }];
}

/** Null when two patches meet. */
function patchedText(source: string, patches: readonly Patch[]): string | null {
  let text = '';
  let done = 0;
  for (const { from, to, text: replacement } of [...patches].sort((a, b) => a.from - b.from || a.to - b.to)) {
    if (from < done) return null;
    // A word that goes takes the white space before it along.
    const kept = source.slice(done, from);
    text += replacement === '' ? kept.trimEnd() : kept;
    text += replacement;
    done = to;
  }
  return text + source.slice(done);
}

/** The clean text of a document: a blank line between blocks, the markers of its pages in brackets, calls of notes and their bodies under their labels in
 *  brackets, too. Pure, O(document).
 *  @param edition of one view */
export function cleanText({ title, blocks, notes }: ReadingEdition, templates = builtInTemplates): string {
  const bodies = notes.map(
    ({ label, blocks: body }) => `${label === '' ? '' : `[${label}] `}${textOfBlocks(body).join('\n\n')}`,
  );
  const content = [...textOfBlocks(blocks), ...bodies].join('\n\n');
  return `${templates.fill('text/document.txt', { title, content })}\n`;
}

function textOfBlocks(blocks: readonly ReadingBlock[]): readonly string[] {
  return blocks.flatMap((block) => {
    switch (block.kind) {
      case 'heading':
      case 'paragraph':
        return [textOfInline(block.content)];
      case 'division':
        return textOfBlocks(block.blocks);
      case 'list':
        return block.items.flatMap((part) => {
          const [first = '', ...rest] = textOfBlocks(part.blocks);
          const label = part.kind === 'item' && part.label ? textOfInline(part.label) : '';
          return [label === '' ? first : `${label} ${first}`, ...rest];
        });
      case 'table':
        return [block.rows.map((row) => row.map((cell) => textOfBlocks(cell.blocks).join(' ')).join('\t')).join('\n')];
      default:
        return unreachable(block);
    }
  });
}

const textOfInline = (content: readonly Inline[]): string =>
  content
    .map((part) => {
      switch (part.kind) {
        case 'text':
          return part.text;
        case 'page':
          return anchorMarker(part.anchor);
        case 'call':
          return `[${part.label}]`;
        case 'line end':
          return `${part.hyphen}\n`;
        case 'taken out':
          return '';
        default:
          return unreachable(part);
      }
    })
    .join('');
