import type { Node } from 'prosemirror-model';
import { textBlocks } from './block-text.ts';
import { type Correction, corrections } from './corrections.ts';
import type { DocumentState } from './document-state.ts';
import { editDistance } from './edit-distance.ts';
import { finished } from './in-steps.ts';
import { type AnchorKind, anchorName, anchorsOf } from './page-anchor.ts';
import { blockLines, type ReadingLine, readingLines } from './reading-lines.ts';
import { type ReadLine, reviewed } from './review.ts';

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
  /** How many characters of the import were put in, taken out or replaced; emendations of the page itself do not count. */
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

/** Makes the certificate of a document. Pure; costs the whole document. */
export const certificateOf = ({
  doc,
  imported,
  reviews,
}: Pick<DocumentState, 'doc' | 'imported' | 'reviews'>): Certificate =>
  finished(certificateSteps({ doc, changes: corrections(imported, doc), reviews }));

/** What a certificate is made of. */
interface CertificateFacts extends Pick<DocumentState, 'doc' | 'reviews'> {
  /** What reads otherwise than in the import, in document order. */
  readonly changes: readonly Correction[];
}

/** Makes the certificate of a document step by step: whoever asks for the next step may do something else first. */
export function* certificateSteps({ doc, changes, reviews }: CertificateFacts): Generator<undefined, Certificate> {
  for (const { block } of textBlocks(doc)) yield void blockLines(block);
  const { read } = reviewed(reviews);
  const lines = readingLines(doc);
  yield;
  const proofs: { readonly page: string | null; readonly proof: GrowingProof }[] = [];
  const whole = new GrowingProof();
  let [line, change] = [0, 0];
  for (const { page, to } of pageStarts(doc)) {
    const proof = new GrowingProof();
    proofs.push({ page, proof });
    for (let next = lines[line]; next && next.from < to; next = lines[++line])
      for (const one of [proof, whole]) one.addLine(next, read.get(next.key));
    for (let next = changes[change]; next && next.from < to; next = changes[++change]) {
      const characters = isEmended(doc, next.from, next.to) ? 0 : charactersChanged(next);
      for (const one of [proof, whole]) one.corrected += characters;
      yield;
    }
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

interface PageStart {
  readonly page: string | null;
  readonly to: number;
}

/** Which sequence of pages a certificate goes by: the first of these that the document has. */
const sequences: readonly AnchorKind[] = ['facsimile', 'page', 'typeset'];

function pageStarts(doc: Node): readonly PageStart[] {
  const anchors = anchorsOf(doc);
  const sequence = sequences.find((kind) => anchors.some(({ anchor }) => anchor.kind === kind));
  const starts = anchors
    .filter(({ anchor }) => anchor.kind === sequence)
    .map(({ anchor, pos }) => ({ page: anchorName(anchor) as string | null, from: pos }));
  const all = [{ page: null, from: 0 }, ...starts];
  return all.map(({ page }, index) => ({ page, to: all[index + 1]?.from ?? Number.POSITIVE_INFINITY }));
}

const isEmended = (doc: Node, from: number, to: number): boolean =>
  from < to &&
  doc.type.schema.marks.emendation !== undefined &&
  doc.rangeHasMark(from, to, doc.type.schema.marks.emendation);

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
  const by = readers.map(
    (reader) =>
      `${nameOf(reader.editor)} on ${days.format(new Date(reader.time))}${readers.length > 1 ? ` (${counted(reader.lines, 'line')})` : ''}`,
  );
  const reading = by.length === 0 ? 'not read yet' : `read by ${by.join(' and ')}`;
  const found =
    corrected === 0
      ? 'no character corrected'
      : `${counted(corrected, 'character')} in ${numbers.format(characters)} corrected (${(rate * 100).toFixed(2)} %)`;
  return `${reading}, ${numbers.format(linesRead)} of ${counted(lines, 'line')}; ${found}`;
}

const counted = (count: number, thing: string): string => `${numbers.format(count)} ${thing}${count === 1 ? '' : 's'}`;

/** What a page is called in a certificate. */
const certifiedPageName = (page: string | null, isOnly: boolean): string =>
  page ?? (isOnly ? 'The document' : 'Before the first page');

/** The certificate as sentences, a line a page; of several pages, last the whole document.
 *  @param nameOf what an editor is called, by siglum */
export function certificateLines({ pages, whole }: Certificate, nameOf: (siglum: string) => string): readonly string[] {
  const sentence = (name: string, proof: ReadingProof): string => `${name}: ${proofInWords(proof, nameOf)}.`;
  const isOnly = pages.length === 1;
  const lines = pages.map((page) => sentence(certifiedPageName(page.page, isOnly), page));
  return isOnly ? lines : [...lines, sentence('The document', whole)];
}
