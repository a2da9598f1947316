import type { Node } from 'prosemirror-model';
import type { Correction } from '../alignment/corrections.ts';
import { misreadings } from '../alignment/misreadings.ts';
import type { DocumentState } from '../document/document-state.ts';
import { type AnchorKind, anchorName, anchorsOf } from '../document/page-anchor.ts';
import { textBlocks } from '../document/reading-text.ts';
import { type ReadLine, reviewed } from '../document/review.ts';
import { editDistance } from '../text/edit-distance.ts';
import { finished } from '../text/in-steps.ts';
import { inEnglish } from '../translation/retell.ts';
import { blockLines, type ReadingLine, readingLines } from './reading-lines.ts';

/** Who read how much of a page. */
export interface Reader {
  /** Siglum. */
  readonly editor: string;
  /** How many lines they were the last to read. */
  readonly lines: number;
  /** When they read the last of them: ISO 8601, UTC. */
  readonly time: string;
}

/** What is attested of a stretch of text. */
export interface ReadingProof {
  readonly lines: number;
  /** How many of them were read as they stand now. */
  readonly linesRead: number;
  /** In the order in which they finished. */
  readonly readers: readonly Reader[];
  /** Characters of its lines (UTF-16 units). */
  readonly characters: number;
  /** How many characters of the import were put in, taken out or replaced, of misreadings alone (`misreadings`). */
  readonly corrected: number;
  /** `corrected` a character, from 0. */
  readonly rate: number;
}

/** A page of the certificate. */
export interface CertifiedPage extends ReadingProof {
  /** `Facsimile 2`; null for what stands before the first page anchor, or when there is none. */
  readonly page: string | null;
}

/** Who read what of a document, when, and what was found to be wrong. */
export interface Certificate {
  /** In document order; pages without a line are left out. By the pages of the scan; of the original or of the print when there are
   *  no others. */
  readonly pages: readonly CertifiedPage[];
  readonly whole: ReadingProof;
}

/** What a certificate is made of. */
type CertificateFacts = Pick<DocumentState, 'doc' | 'imported' | 'reviews'>;

/** Makes the certificate of a document. Pure; costs the whole document. */
export const certificateOf = (facts: CertificateFacts): Certificate => finished(certificateSteps(facts));

/** Makes the certificate of a document step by step: whoever asks for the next step may do something else first. */
export function* certificateSteps({ doc, imported, reviews }: CertificateFacts): Generator<undefined, Certificate> {
  for (const { block } of textBlocks(doc)) yield void blockLines(block);
  const { read } = reviewed(reviews);
  const lines = readingLines(doc);
  yield;
  const starts = pageStarts(doc);
  const placeOnPage = placesOnPages(doc);
  const proofs = starts.map(({ page }) => ({ page, proof: new GrowingProof() }));
  const whole = new GrowingProof();
  const proofsAt = (pos: number): readonly GrowingProof[] => {
    const ofPage = proofs[lastAtOrBefore(starts, placeOnPage(pos))]?.proof;
    return ofPage ? [ofPage, whole] : [whole];
  };
  for (const line of lines) for (const proof of proofsAt(line.from)) proof.addLine(line, read.get(line.key));
  yield;
  for (const change of misreadings(imported, doc)) {
    const characters = charactersChanged(change);
    for (const proof of proofsAt(change.from)) proof.corrected += characters;
    yield;
  }
  const pages = proofs.map(({ page, proof }) => ({ page, ...proof.whole() }));
  return {
    pages: pages.filter((page) => page.lines > 0 || page.corrected > 0),
    whole: whole.whole(),
  };
}

class GrowingProof {
  corrected = 0;
  #lines = 0;
  #characters = 0;
  readonly #readers = new Map<string, Reader>();

  addLine({ text }: ReadingLine, by: ReadLine | undefined): void {
    this.#lines += 1;
    this.#characters += text.length;
    if (!by) return;
    const known = this.#readers.get(by.editor);
    const time = known && known.time > by.time ? known.time : by.time;
    this.#readers.set(by.editor, { editor: by.editor, lines: (known?.lines ?? 0) + 1, time });
  }

  whole(): ReadingProof {
    const readers = [...this.#readers.values()];
    return {
      lines: this.#lines,
      linesRead: readers.reduce((sum, reader) => sum + reader.lines, 0),
      readers: readers.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0)),
      characters: this.#characters,
      corrected: this.corrected,
      rate: this.#characters === 0 ? 0 : this.corrected / this.#characters,
    };
  }
}

interface Placed {
  /** Position in the document. */
  readonly from: number;
}

interface PageStart extends Placed {
  /** Null for what stands before the first page. */
  readonly page: string | null;
}

/** Which sequence of pages a certificate goes by: the first of these that the document has. */
const sequences: readonly AnchorKind[] = ['facsimile', 'page', 'typeset'];

function pageStarts(doc: Node): readonly PageStart[] {
  const anchors = anchorsOf(doc);
  const sequence = sequences.find((kind) => anchors.some(({ anchor }) => anchor.kind === kind));
  const starts = anchors
    .filter(({ anchor }) => anchor.kind === sequence)
    .map(({ anchor, pos }) => ({ page: anchorName(anchor), from: pos }));
  return [{ page: null, from: 0 }, ...starts];
}

/** The bodies of notes stand after the text, and on the page that calls them. */
function placesOnPages(doc: Node): (pos: number) => number {
  const calls = new Map<unknown, number>();
  const notes: { readonly from: number; readonly to: number; readonly id: unknown }[] = [];
  doc.descendants((node, pos) => {
    if (node.type.name === 'note') notes.push({ from: pos, to: pos + node.nodeSize, id: node.attrs.id });
    if (node.type.name === 'noteReference' && !calls.has(node.attrs.target)) calls.set(node.attrs.target, pos);
  });
  return (pos) => {
    const note = notes[lastAtOrBefore(notes, pos)];
    return (note && pos < note.to ? calls.get(note.id) : undefined) ?? pos;
  };
}

/** The index of the last of some places in order that is not behind a position; -1 when all are. */
function lastAtOrBefore(places: readonly Placed[], pos: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.from ?? 0) <= pos) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Beyond this many comparisons the length of the longer side stands for the number of changed characters. */
const mostComparisons = 4_000_000;

const charactersChanged = ({ before, after }: Correction): number =>
  before.length * after.length <= mostComparisons ? editDistance(before, after) : Math.max(before.length, after.length);

const numbers = new Intl.NumberFormat('en');
const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** What is attested, as a person reads it: `read by MK on 22 November 2026, 86 of 86 lines; 4 characters in 1,214 corrected (0.33 %)`.
 *  @param nameOf what an editor is called, by siglum */
function proofInWords(proof: ReadingProof, nameOf: (siglum: string) => string): string {
  const { lines, linesRead, readers, characters, corrected, rate } = proof;
  const by = readers.map((reader) => {
    const once = inEnglish`${nameOf(reader.editor)} on ${days.format(new Date(reader.time))}`;
    return readers.length > 1 ? `${once} (${counted(reader.lines, 'line')})` : once;
  });
  const reading = by.length === 0 ? inEnglish`not read yet` : inEnglish`read by ${by.join(' and ')}`;
  const found =
    corrected === 0
      ? inEnglish`no character corrected`
      : inEnglish`${counted(corrected, 'character')} in ${numbers.format(characters)} corrected (${(rate * 100).toFixed(2)} %)`;
  return `${reading}, ${numbers.format(linesRead)} of ${counted(lines, 'line')}; ${found}`;
}

const counted = (count: number, thing: string): string => `${numbers.format(count)} ${thing}${count === 1 ? '' : 's'}`;

/** What a page is called in a certificate. */
const certifiedPageName = (page: string | null, isOnly: boolean): string =>
  page ?? (isOnly ? inEnglish`The document` : inEnglish`Before the first page`);

/** The certificate as sentences, a line a page; of several pages, last the whole document.
 *  @param nameOf what an editor is called, by siglum */
export function certificateLines({ pages, whole }: Certificate, nameOf: (siglum: string) => string): readonly string[] {
  const sentence = (name: string, proof: ReadingProof): string => `${name}: ${proofInWords(proof, nameOf)}.`;
  const isOnly = pages.length === 1;
  const lines = pages.map((page) => sentence(certifiedPageName(page.page, isOnly), page));
  return isOnly ? lines : [...lines, sentence(inEnglish`The document`, whole)];
}
