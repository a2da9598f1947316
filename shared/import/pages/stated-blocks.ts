import { newNoteId } from '../../document/identifier.ts';
import type { RecognitionKind } from '../../document/import-report.ts';
import type { LayoutBlock, LayoutRole } from '../../document/layout.ts';
import { inEnglish } from '../../translation/retell.ts';
import type { Role } from '../plain-text/draft/draft.ts';
import { stampOf } from '../plain-text/parts/form-marks.ts';
import type { StatedBlock } from '../plain-text/read-plain-text.ts';
import type { LinedPages, PagedLine } from './line-pages.ts';
import { lineText } from './placed-lines.ts';

/** What a layout says of its blocks, in the terms of a text: those that it gives a role, and the cells of its tables.
 *  @param heights of the pages, in pixels of their layouts */
export function statedBlocks({ paged, text }: LinedPages, heights: readonly number[]): readonly StatedBlock[] {
  const stated: StatedBlock[] = [];
  let hasHeading = false;
  for (const lines of byBlock(paged)) {
    const [first, last] = [lines[0], lines.at(-1)];
    if (!first || !last) continue;
    const { block } = first;
    const range = { from: first.from, to: last.to };
    if (block.cell) {
      const { row, column } = block.cell;
      const what = inEnglish`Cell of a table, row ${row + 1}, column ${column + 1}, as the layout says`;
      stated.push({ ...range, role: { kind: 'paragraph' }, kind: 'table', what });
    } else if (block.role) {
      const words = text.slice(first.from, last.to);
      const isLow = isInLowerHalf(block, heights[first.page] ?? 0);
      const [role, kind] = roleOf(block.role, { words, from: first.from, isFirstHeading: !hasHeading, isLow });
      hasHeading ||= block.role === 'heading';
      stated.push({ ...range, role, kind, what: inEnglish`The layout calls this a ${block.role}` });
    }
  }
  return stated;
}

/** The lines of each block. */
function byBlock(paged: readonly PagedLine[]): readonly (readonly PagedLine[])[] {
  const blocks: PagedLine[][] = [];
  for (const line of paged) {
    const last = blocks.at(-1);
    if (last?.[0]?.blockNumber === line.blockNumber) last.push(line);
    else blocks.push([line]);
  }
  return blocks;
}

interface Circumstances {
  readonly words: string;
  /** Where they begin. */
  readonly from: number;
  readonly isFirstHeading: boolean;
  readonly isLow: boolean;
}

function roleOf(
  role: LayoutRole,
  { words, from, isFirstHeading, isLow }: Circumstances,
): readonly [Role, RecognitionKind] {
  switch (role) {
    case 'heading':
      return [{ kind: 'heading', level: isFirstHeading ? 1 : 2 }, 'heading'];
    case 'header':
      return [{ kind: 'form work', type: 'header', place: 'top' }, 'form work'];
    case 'page number':
      return [{ kind: 'form work', type: 'header', place: isLow ? 'bottom' : 'top' }, 'form work'];
    case 'footer':
    case 'catch-word':
      return [{ kind: 'form work', type: 'other', place: 'bottom' }, 'form work'];
    case 'stamp':
      return [{ kind: 'stamp', type: stampOf(words) ?? 'other' }, 'stamp'];
    case 'footnote':
      return [noteRole(words, from), 'note'];
    case 'dateline':
    case 'salutation':
    case 'signature':
      return [{ kind: role }, role];
  }
}

/** `1`, `1)`, `*` before the words of a note. */
const noteLabel = /^\s*(?:(\d{1,3}|[a-z])[.)]?|[([](\d{1,3}|[a-z])[)\]]|([*†‡§]{1,3}))\s+(?=\S)/;

function noteRole(words: string, from: number): Role {
  const found = noteLabel.exec(words);
  const label = found?.[1] ?? found?.[2] ?? found?.[3] ?? '';
  const textFrom = from + (found?.[0].length ?? 0);
  const printed = found ? { from, to: from + found[0].trimEnd().length } : null;
  return { kind: 'note', note: { id: newNoteId(), label, type: 'footnote', printed, textFrom } };
}

function isInLowerHalf({ box, lines }: LayoutBlock, height: number): boolean {
  const own = box ?? lines.find((line) => line.box && lineText(line) !== '')?.box;
  return own ? own.y + own.height / 2 > height / 2 : false;
}
