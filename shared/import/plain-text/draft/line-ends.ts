import { countedInEnglish, inEnglish } from '../../../translation/retell.ts';
import { type Block, type Draft, rangeOfLines } from './draft.ts';
import type { SourceRange } from './source-lines.ts';

/** Hyphens at a line end: typed, Unicode's, the soft hyphen, and the sign that some text recognition writes for it. */
const brokenWord = /\p{L}[-\u2010\u00AD¬]$/u;

/** Whether a word goes on over the line end: a hyphen between letters of one case. `IL-` / `28` and `Anglo-` / `American`
 *  keep their hyphen when they are written on one line, so their line end is an ordinary one. */
export function joinsWord(text: string, line: SourceRange, next: SourceRange): boolean {
  const end = text.slice(Math.max(line.from, line.to - 2), line.to);
  if (!brokenWord.test(end)) return false;
  const before = end.charAt(0);
  const after = text.charAt(next.from);
  return /\p{Ll}/u.test(after) || (/\p{Lu}/u.test(after) && /\p{Lu}/u.test(before));
}

/** Reports paragraphs whose line ends were kept. Last of all: it counts as the finding of a block that has no other. */
export function reportLineEnds(draft: Draft): void {
  for (const block of draft.blocks) {
    const kind = block.role.kind;
    if (block.lines.length < 2 || block.finding !== null || (kind !== 'paragraph' && kind !== 'item')) continue;
    const joined = block.lines.slice(1).filter((line, index) => joins(draft.text, block, index, line)).length;
    const ends = block.lines.length - 1;
    const kept = countedInEnglish(ends, 'line end');
    const what = joined === 0 ? inEnglish`${kept} kept` : inEnglish`${kept} kept, ${joined} of them within a word`;
    block.finding = { ...rangeOfLines(block), kind: 'line end', what, certainty: 'inferred' };
  }
}

function joins(text: string, block: Block, index: number, next: SourceRange): boolean {
  const line = block.lines[index];
  return line !== undefined && joinsWord(text, line, next);
}

/** Remarks paragraphs that follow one another without a blank line, because each is too long to be a line of one. */
export function remarkLineParagraphs(draft: Draft): void {
  const run = draft.blocks.filter((block, index) => {
    const before = draft.blocks[index - 1]?.lines[0];
    return block.role.kind === 'paragraph' && block.lines.length === 1 && before?.stretch === block.lines[0]?.stretch;
  });
  const first = run[0];
  if (!first || run.length < 3) return;
  const what = inEnglish`${run.length + 1} lines follow one another without blank lines. By their length each was taken for a paragraph.`;
  const { from, to } = rangeOfLines(first);
  draft.remarks.push({
    what,
    source: { from, to: Math.min(to, from + 80), text: draft.text.slice(from, Math.min(to, from + 80)) },
  });
}
