import type { Node } from 'prosemirror-model';

/** The stretches outside of which two nodes have the same content, from the smallest: between the first place and the last one in which
 *  they differ, or wherever the nodes begin and end that these places are in. Each is where it begins, in both, and where it ends in the
 *  first node and in the other one. */
export function differingStretches(
  old: Node,
  fresh: Node,
): readonly (readonly [from: number, to: number, newTo: number])[] {
  const first = sharedSize(old, fresh, 'start');
  const last = sharedSize(old, fresh, 'end');
  // What repeats itself is the same from either side.
  const behind = Math.min(last, Math.min(old.content.size, fresh.content.size) - first);
  const froms = [first, ...ancestorsOf(old, first, 'before'), ...ancestorsOf(fresh, first, 'before')];
  const ends = [
    behind,
    ...ancestorsOf(old, old.content.size - behind, 'after').map((pos) => old.content.size - pos),
    ...ancestorsOf(fresh, fresh.content.size - behind, 'after').map((pos) => fresh.content.size - pos),
  ];
  return froms
    .flatMap((from) => ends.map((end) => ({ from, end })))
    .sort((one, other) => other.from + other.end - one.from - one.end)
    .map(({ from, end }) => [from, old.content.size - end, fresh.content.size - end] as const);
}

/** How many positions two nodes have in common from one end on, whatever attributes and marks are there: those are changed by steps of
 *  their own. */
function sharedSize(one: Node, other: Node, side: 'start' | 'end'): number {
  const childAt = (node: Node, index: number): Node | null =>
    node.maybeChild(side === 'start' ? index : node.childCount - 1 - index);
  let size = 0;
  for (let index = 0; ; index++) {
    const [a, b] = [childAt(one, index), childAt(other, index)];
    if (!a || !b) return size;
    if (a.eq(b)) {
      size += a.nodeSize;
    } else if (a.isText && b.isText) {
      return size + sharedLettersAt(a.text ?? '', b.text ?? '', side);
    } else if (isAlike(a, b, side)) {
      const within = 1 + sharedSize(a, b, side);
      const isWhole = a.content.size === b.content.size && within === a.content.size + 1;
      if (!isWhole) return size + within;
      size += a.nodeSize;
    } else {
      return size;
    }
  }
}

/** What a step leaves open at its end takes what stands behind it, whichever text block that was in. */
const isAlike = (one: Node, other: Node, side: 'start' | 'end'): boolean =>
  !one.isLeaf && !other.isLeaf && (one.type === other.type || (side === 'end' && one.isTextblock && other.isTextblock));

function sharedLettersAt(one: string, other: string, side: 'start' | 'end'): number {
  const most = Math.min(one.length, other.length);
  const at = (text: string, index: number): string | undefined => text.at(side === 'start' ? index : -1 - index);
  let count = 0;
  while (count < most && at(one, count) === at(other, count)) count += 1;
  const last = at(one, count - 1) ?? '';
  const isHalf = count > 0 && (side === 'start' ? /[\uD800-\uDBFF]/ : /[\uDC00-\uDFFF]/).test(last);
  return isHalf ? count - 1 : count;
}

/** The positions before, or after, the nodes that a position is in, from the innermost. */
function ancestorsOf(node: Node, pos: number, side: 'before' | 'after'): readonly number[] {
  const $pos = node.resolve(pos);
  return Array.from({ length: $pos.depth }, (_, out) => $pos[side]($pos.depth - out));
}
