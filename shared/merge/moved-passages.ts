import type { ChangedStretch, LineChanges } from './line-changes.ts';
import { isInline, type MergeToken } from './merge-tokens.ts';

/** A passage that one line moved while the other changed words in it: the changes follow it to where it stands now. */
export type Move =
  /** We moved it; these of their words go into our line: from `at` up to `to` of ours come `from` up to `end` of theirs. */
  | { readonly kind: 'theirs into ours'; readonly edits: readonly MovedEdit[] }
  /** They moved it; these of our words go where they have it: `at` and `to` are of theirs, `from` and `end` of ours. */
  | { readonly kind: 'ours into theirs'; readonly edits: readonly MovedEdit[] };

interface MovedEdit {
  readonly at: number;
  readonly to: number;
  readonly from: number;
  readonly end: number;
}

/** Passages of fewer words may stand anywhere by chance. */
const fewestWords = 3;

/** Finds the stretches that our line moved whole while the other one corrected words in them. */
export function followMoves(
  stretches: readonly ChangedStretch[],
  base: readonly MergeToken[],
  us: LineChanges,
  them: LineChanges,
): ReadonlyMap<ChangedStretch, Move> {
  const moves = new Map<ChangedStretch, Move>();
  for (const stretch of stretches) {
    const { ours, theirs, byUs, byThem } = stretch;
    if (!byUs || !byThem || (ours[0] === ours[1]) === (theirs[0] === theirs[1])) continue;
    const weMoved = ours[0] === ours[1];
    const edits = weMoved ? editsInMoved(stretch, base, us, them) : editsInMoved(stretch, base, them, us);
    if (edits) moves.set(stretch, { kind: weMoved ? 'theirs into ours' : 'ours into theirs', edits });
  }
  return moves;
}

/** What one line changed in a passage that the other moved; null where that is no move, or more than words were changed. */
function editsInMoved(
  { from, to }: ChangedStretch,
  base: readonly MergeToken[],
  mover: LineChanges,
  changer: LineChanges,
): readonly MovedEdit[] | null {
  const [start, end] = innerWords(base, from, to);
  if (base.slice(start, end).filter(({ text }) => text.trim() !== '').length < fewestWords) return null;
  const place = cameAt(base.slice(start, end), mover);
  if (place === null) return null;
  const hunks = changer.hunks.filter((hunk) => hunk.from >= from && hunk.to <= to);
  const isWithin = hunks.every(
    (hunk) =>
      hunk.from >= start &&
      hunk.to <= end &&
      isInline(base.slice(hunk.from, hunk.to)) &&
      isInline(changer.tokens.slice(hunk.newFrom, hunk.newTo)),
  );
  if (!isWithin) return null;
  const placed = (index: number): number => place + index - start;
  return hunks.map((hunk) => ({ at: placed(hunk.from), to: placed(hunk.to), from: hunk.newFrom, end: hunk.newTo }));
}

/** Whether both lines took a passage away and put it somewhere else: where we have it, it stays.
 *  @param came what came in their line */
export function isMovedByBoth(
  came: readonly MergeToken[],
  base: readonly MergeToken[],
  us: LineChanges,
  them: LineChanges,
): boolean {
  const [start, end] = innerWords(came, 0, came.length);
  const wanted = came.slice(start, end);
  if (wanted.filter(({ text }) => text.trim() !== '').length < fewestWords || cameAt(wanted, us) === null) return false;
  const isGone = (at: number): boolean =>
    wanted.every(({ key }, index) => {
      const place = at + index;
      return base[place]?.key === key && us.placeOf[place] === -1 && them.placeOf[place] === -1;
    });
  return base.some((_, at) => isGone(at));
}

/** A stretch without the beginnings and ends of nodes around it. */
function innerWords(base: readonly MergeToken[], from: number, to: number): readonly [number, number] {
  let [start, end] = [from, to];
  const isNode = (token: MergeToken | undefined): boolean => token?.kind === 'open' || token?.kind === 'close';
  while (start < end && isNode(base[start])) start += 1;
  while (end > start && isNode(base[end - 1])) end -= 1;
  return [start, end];
}

/** Where tokens stand in a line among those that came; null when they do not, or in more than one place. */
function cameAt(wanted: readonly MergeToken[], line: LineChanges): number | null {
  let found: number | null = null;
  for (const { newFrom, newTo } of line.hunks)
    for (let at = newFrom; at + wanted.length <= newTo; at++) {
      if (!wanted.every(({ key }, index) => line.tokens[at + index]?.key === key)) continue;
      if (found !== null) return null;
      found = at;
    }
  return found;
}
