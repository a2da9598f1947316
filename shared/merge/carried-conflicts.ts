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
  const [old, fresh] = [tokenise(theirs.doc), tokenise(merged)];
  const { placeOf } = lineChanges(old.tokens, fresh.tokens);
  const [oldPositions, positions] = [tokenPositions(theirs.doc), tokenPositions(merged)];
  const mapped = (pos: number, side: -1 | 1): number => {
    let index = oldPositions.findIndex((at) => at >= pos);
    if (index < 0) index = oldPositions.length - 1;
    for (let at = index; at >= 0 && at < placeOf.length; at += side) {
      const place = placeOf[at] ?? -1;
      if (place >= 0) return positions[place] ?? 0;
    }
    return side < 0 ? 0 : (positions.at(-1) ?? 0);
  };
  return wanted.map(([conflict, { from, to }]) => {
    const start = mapped(from, -1);
    return { conflict, from: start, to: Math.max(start, from === to ? start : mapped(to, 1)) };
  });
}
