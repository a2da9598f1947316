import { type ReadingLine, readingLines } from '../../../shared/document/reading-lines.ts';
import { type Reviewed, reviewed } from '../../../shared/document/review.ts';
import type { DocumentSession } from '../document-session.ts';

/** The lines of an open document as they stand now, and which of them were read. */
export interface ProofLines {
  readonly lines: readonly ReadingLine[];
  readonly read: Reviewed['read'];
}

export const proofLines = (session: DocumentSession): ProofLines => ({
  lines: readingLines(session.editor.get().doc),
  read: reviewed(session.facts.get().reviews).read,
});

/** How many lines there are, and how many were read as they stand now. */
export interface ProofCount {
  readonly lines: number;
  readonly linesRead: number;
}

export const proofCount = ({ lines, read }: ProofLines): ProofCount => ({
  lines: lines.length,
  linesRead: lines.filter(({ key }) => read.has(key)).length,
});

const numbers = new Intl.NumberFormat('en');

export const countInWords = ({ lines, linesRead }: ProofCount): string =>
  `${numbers.format(linesRead)} of ${numbers.format(lines)} ${lines === 1 ? 'line' : 'lines'} read`;
