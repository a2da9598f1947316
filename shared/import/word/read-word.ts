import { inEnglish } from '../../translation/retell.ts';
import { withTables } from '../pages/finish-pages.ts';
import { findPageMarkers } from '../plain-text/draft/page-markers.ts';
import { type SourceLine, type SourceRange, splitLines } from '../plain-text/draft/source-lines.ts';
import { type ReadDocument, readLines } from '../plain-text/read-plain-text.ts';
import { type WordCell, type WordLines, wordLines } from './word-lines.ts';
import { lettersIn, type WordPackage } from './word-package.ts';

/** Reads a Word document: the structure of a text, and what Word itself says of headings, lists, tables, notes and the look of letters. Offsets of
 *  the report count in its text, a blank line between paragraphs, notes at the end.
 *  @param tree of the document, as `mammoth` makes it
 *  @param options.fileName serves as title when the text has no words
 *  @param options.package what is known of the file besides */
export function readWord(
  tree: unknown,
  options: { readonly fileName: string; readonly package: Pick<WordPackage, 'bodyLetters' | 'leftOut'> },
): ReadDocument {
  const written = wordLines(tree);
  const { text, spans, stated } = written;
  const markers = findPageMarkers(text);
  const lines = heldTogether(splitLines(text, markers), written.paragraphs);
  const read = readLines({ text, lines, markers, spans, stated }, { fileName: options.fileName });
  const told = [...options.package.leftOut, ...missingFrom(written, options.package.bodyLetters)];
  const remarks = [...told.map((what) => ({ what, source: null })), ...read.report.remarks];
  return {
    ...read,
    doc: withTables(read.doc, { cells: cellsOf(read, written) }),
    report: { ...read.report, remarks },
    documents: 1,
  };
}

/** Lines of a paragraph are of one block. */
function heldTogether(lines: readonly SourceLine[], paragraphs: readonly SourceRange[]): readonly SourceLine[] {
  let next = 0;
  let before = -1;
  return lines.map((line) => {
    while ((paragraphs[next]?.to ?? Infinity) <= line.markersFrom) next++;
    const isSame = next === before;
    before = next;
    return isSame ? { ...line, follows: 'surely' as const } : line;
  });
}

/** The cells of tables, by the recognitions that their paragraphs carry: both stand in the order of the text. */
function cellsOf({ report }: ReadDocument, { cells }: WordLines): ReadonlyMap<string, WordCell> {
  const found = new Map<string, WordCell>();
  let next = 0;
  for (const { id, kind, source } of report.recognitions) {
    while ((cells[next]?.to ?? Infinity) <= source.from) next++;
    const cell = cells[next];
    if (kind === 'table' && cell && cell.from <= source.from) found.set(id, cell);
  }
  return found;
}

/** What a reader passed over, such as text in drawings of a kind that it does not know. */
function missingFrom({ text, stated, uncalled }: WordLines, bodyLetters: number): readonly string[] {
  const notes = stated
    .filter(({ role }) => role.kind === 'note')
    .map(({ from, to }) => lettersIn(text.slice(from, to)));
  const found = lettersIn(text) - notes.reduce((sum, count) => sum + count, 0);
  const missing = bodyLetters - found;
  return [
    ...(missing > 0
      ? [
          inEnglish`${missing} characters of the Word document are not in the text, such as those in drawings or passages that were moved. Compare it with the original.`,
        ]
      : []),
    ...(uncalled > 0 ? [inEnglish`Notes of the Word document that nothing calls were left out: ${uncalled}.`] : []),
  ];
}
