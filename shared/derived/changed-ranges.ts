import type { Transform } from 'prosemirror-transform';

/** A stretch of a document that was changed: what stood from `fromA` up to `toA` before stands from `fromB` up to `toB` now. Both may
 *  have changed in their marks and attributes alone. */
export interface ChangedRange {
  readonly fromA: number;
  readonly toA: number;
  readonly fromB: number;
  readonly toB: number;
}

/** The changed stretches of a document after some more steps: in order, and apart from each other. The cost follows how many there are,
 *  not how long the document is.
 *  @param before those from the state that is compared with (A) up to the state before the steps
 *  @param transform the steps; positions behind `before` are of its `before`
 *  @returns stretches from A up to the document that the steps lead to (B) */
export function rangesAfter(
  before: readonly ChangedRange[],
  transform: Pick<Transform, 'steps' | 'doc'>,
): readonly ChangedRange[] {
  let ranges = before;
  for (const step of transform.steps) {
    const replaced: { readonly from: number; readonly to: number; readonly size: number }[] = [];
    step.getMap().forEach((from, to, newFrom, newTo) => {
      replaced.push({ from, to, size: newTo - newFrom });
    });
    if (replaced.length === 0) replaced.push(actedUpon(step as ActingStep, transform.doc.content.size));
    // The last first: what lies before keeps its place.
    for (const { from, to, size } of replaced.reverse()) ranges = withReplaced(ranges, from, to, size);
  }
  return ranges;
}

/** A step that changes marks or attributes says itself where it acts; its map is empty. */
interface ActingStep {
  readonly from?: number;
  readonly to?: number;
  readonly pos?: number;
  readonly inner?: ActingStep;
}

function actedUpon(
  step: ActingStep,
  end: number,
): { readonly from: number; readonly to: number; readonly size: number } {
  const { from, to, pos } = step.inner ?? step;
  if (pos !== undefined) return { from: pos, to: pos + 1, size: 1 };
  const [first, last] = [from ?? 0, to ?? end];
  return { from: first, to: last, size: last - first };
}

/** Adds what was replaced between two positions of the present document to what has changed already. */
function withReplaced(
  ranges: readonly ChangedRange[],
  from: number,
  to: number,
  size: number,
): readonly ChangedRange[] {
  const growth = size - (to - from);
  const before = ranges.filter(({ toB }) => toB < from);
  const touched = ranges.filter(({ fromB, toB }) => toB >= from && fromB <= to);
  const behind = ranges.slice(before.length + touched.length);
  const shift = shiftBehind(before.at(-1));
  const [first, last] = [touched[0], touched.at(-1)];
  const isFirst = first !== undefined && first.fromB <= from;
  const isLast = last !== undefined && last.toB >= to;
  return [
    ...before,
    {
      fromA: isFirst ? first.fromA : from + shift,
      toA: isLast ? last.toA : to + shiftBehind(last ?? before.at(-1)),
      fromB: isFirst ? first.fromB : from,
      toB: (isLast ? last.toB : to) + growth,
    },
    ...behind.map((range) => ({ ...range, fromB: range.fromB + growth, toB: range.toB + growth })),
  ];
}

/** How far what follows a changed stretch stood further on before. */
const shiftBehind = (range: ChangedRange | undefined): number => (range ? range.toA - range.toB : 0);

/** Where a position stood before the changes; what is within a changed stretch of another length leads to its beginning.
 *  @param side which side of what was put in right there it belongs to */
export const positionBefore = (ranges: readonly ChangedRange[], pos: number, side: -1 | 1 = -1): number =>
  through(
    ranges.map(({ fromA, toA, fromB, toB }) => ({ from: fromB, to: toB, into: fromA, intoEnd: toA })),
    pos,
    side,
  );

/** Where a position stands after the changes; else as `positionBefore`. */
export const positionAfter = (ranges: readonly ChangedRange[], pos: number, side: -1 | 1 = -1): number =>
  through(
    ranges.map(({ fromA, toA, fromB, toB }) => ({ from: fromA, to: toA, into: fromB, intoEnd: toB })),
    pos,
    side,
  );

interface Passage {
  readonly from: number;
  readonly to: number;
  readonly into: number;
  readonly intoEnd: number;
}

function through(passages: readonly Passage[], pos: number, side: -1 | 1): number {
  let shift = 0;
  for (const { from, to, into, intoEnd } of passages) {
    if (pos < from) break;
    const isAsLong = to - from === intoEnd - into;
    const isBehind = pos >= to && (side > 0 || pos > from);
    if (!isBehind && !isAsLong) return into;
    shift = isBehind ? intoEnd - to : into - from;
    if (!isBehind) break;
  }
  return pos + shift;
}
