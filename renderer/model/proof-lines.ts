import { reviewed } from '../../shared/document/review.ts';
import { readingLines } from '../../shared/proofreading/reading-lines.ts';
import type { DocumentSession } from './document-session.ts';

/** How many lines there are, and how many were read as they stand now. */
export interface ProofCount {
  readonly lines: number;
  readonly linesRead: number;
}

/** Counts the lines of an open document. It costs the whole document. */
export function proofCount(session: DocumentSession): ProofCount {
  const lines = readingLines(session.editor.get().doc);
  const { read } = reviewed(session.facts.get().reviews);
  return { lines: lines.length, linesRead: lines.filter(({ key }) => read.has(key)).length };
}

const numbers = new Intl.NumberFormat('en');

export const countInWords = ({ lines, linesRead }: ProofCount): string =>
  `${numbers.format(linesRead)} of ${numbers.format(lines)} ${lines === 1 ? 'line' : 'lines'} read`;
