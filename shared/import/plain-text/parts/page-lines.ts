import type { Role } from '../draft/draft.ts';
import type { SourceLine } from '../draft/source-lines.ts';
import {
  continuesStamp,
  isClassification,
  isFormNotice,
  isShelfMark,
  pageOfContinuationHead,
  stampOf,
} from './form-marks.ts';

/** What a line at the edge of a page is: a marking, running head or stamp; null for any other line. */
export function pageLineRole(words: string): Extract<Role, { kind: 'stamp' | 'form work' }> | null {
  if (isClassification(words)) return { kind: 'form work', type: 'classification', place: 'top' };
  if (pageOfContinuationHead(words) !== null) return { kind: 'form work', type: 'header', place: 'top' };
  const type = stampOf(words);
  if (type !== null) return { kind: 'stamp', type };
  return isFormNotice(words) ? { kind: 'form work', type: 'other', place: 'bottom' } : null;
}

/** Whether a line belongs to the edge of a page. */
export const isPageLine = (words: string): boolean => pageLineRole(words) !== null;

/** Says of each line whether it belongs to the edge of a page and has no words of the text beside it: between blank lines stand only such
 *  lines. A stamp may have a second line. What begins like a stamp in the midst of a paragraph is the document's own. O(lines). */
export function findPageLines(lines: readonly SourceLine[]): readonly boolean[] {
  const found = lines.map(() => false);
  for (let from = 0; from < lines.length; ) {
    let to = from + 1;
    while (to < lines.length && lines[to]?.stretch === lines[from]?.stretch) to++;
    if (isEdge(lines.slice(from, to))) found.fill(true, from, to);
    from = to;
  }
  return found;
}

/** A stretch this long is text. */
const mostEdgeLines = 8;

function isEdge(stretch: readonly SourceLine[]): boolean {
  if (stretch.length > mostEdgeLines) return false;
  const isFurther = (index: number): boolean => index > 0 && continuesStamp(stretch[index - 1]?.words ?? '');
  return (
    stretch.every(({ words }, index) => words === '' || isPageLine(words) || isShelfMark(words) || isFurther(index)) &&
    stretch.some(({ words }) => isPageLine(words))
  );
}
