import type { Inline } from './reading-inline.ts';
import type { ReadingMark } from './reading-marks.ts';

/** Words with what is said of them around them. */
export type MarkTree =
  | { readonly kind: 'leaf'; readonly part: Inline }
  | { readonly kind: 'marked'; readonly mark: ReadingMark; readonly children: readonly MarkTree[] };

interface Marked {
  readonly part: Inline;
  readonly marks: readonly ReadingMark[];
}

/** Marks that cover neighbours are one branch around them. Where marks overlap, the one inside is cut. Page markers and calls cut all of them, line ends none.
 *  Pure, O(parts × marks). */
export function markTree(content: readonly Inline[]): readonly MarkTree[] {
  const parts = content.map((part): Marked => ({ part, marks: part.kind === 'text' ? part.marks : [] }));
  for (const [index, { part }] of parts.entries()) {
    const [before, after] = [parts[index - 1], parts[index + 1]];
    if ((part.kind !== 'line end' && part.kind !== 'taken out') || !before || !after) continue;
    parts[index] = { part, marks: before.marks.filter((mark) => after.marks.some((other) => isSame(mark, other))) };
  }
  return branches(parts);
}

function branches(parts: readonly Marked[]): readonly MarkTree[] {
  const trees: MarkTree[] = [];
  for (let index = 0; index < parts.length; ) {
    const first = parts[index];
    const [outer] = first?.marks ?? [];
    if (!first || !outer) {
      if (first) trees.push({ kind: 'leaf', part: first.part });
      index += 1;
      continue;
    }
    const inside: Marked[] = [];
    for (let next = parts[index]; next; next = parts[index]) {
      if (!next.marks.some((mark) => isSame(mark, outer))) break;
      inside.push({ part: next.part, marks: next.marks.filter((mark) => !isSame(mark, outer)) });
      index += 1;
    }
    trees.push({ kind: 'marked', mark: outer, children: branches(inside) });
  }
  return trees;
}

const isSame = (one: ReadingMark, other: ReadingMark): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);
