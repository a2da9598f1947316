import type { Node } from 'prosemirror-model';
import type { MergePayload } from '../journal/record.ts';
import type { ReplayTip } from '../journal/replay.ts';
import { lineChanges } from './line-changes.ts';
import { tokenise } from './merge-tokens.ts';
import { tokenPositions } from './token-positions.ts';

/** The conflicts of the other line, which ours does not know, with their places in the merged document. */
export function carriedConflicts(
  ours: ReplayTip,
  theirs: ReplayTip,
  merged: Node,
): NonNullable<MergePayload['carried']> {
  const wanted = [...theirs.places].filter(([id]) => !ours.places.has(id));
  if (wanted.length === 0) return [];
  const placeOf = placesIn(merged, theirs.doc);
  return wanted.map(([conflict, { from, to }]) => ({ conflict, ...(placeOf(from, to) ?? nowhere) }));
}

const nowhere = { from: 0, to: 0 };

/** Finds out where a stretch of one document stands in another that was made of it, or that it was made of.
 *  @returns a function that gives null where nothing of the stretch is left */
export function placesIn(
  target: Node,
  origin: Node,
): (from: number, to: number) => { readonly from: number; readonly to: number } | null {
  let found: {
    readonly placeOf: Int32Array;
    readonly starts: readonly number[];
    readonly targets: readonly number[];
  } | null = null;
  return (from, to) => {
    found ??= {
      placeOf: lineChanges(tokenise(origin).tokens, tokenise(target).tokens).placeOf,
      starts: tokenPositions(origin),
      targets: tokenPositions(target),
    };
    const { placeOf, starts, targets } = found;
    let [start, end] = [-1, -1];
    for (let index = 0; index < placeOf.length; index++) {
      const isWithin = (starts[index + 1] ?? 0) > from && (starts[index] ?? 0) < Math.max(to, from + 1);
      const place = isWithin ? (placeOf[index] ?? -1) : -1;
      if (place < 0) continue;
      if (start < 0) start = targets[place] ?? 0;
      end = targets[place + 1] ?? 0;
    }
    return start < 0 ? null : { from: start, to: Math.max(start, end) };
  };
}
