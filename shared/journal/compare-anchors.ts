import type { Node } from 'prosemirror-model';
import { type AlignedPart, blockPairs, matchedWords, type PlacedWord } from '../document/align-words.ts';
import type { PlacedBlock } from '../document/block-text.ts';
import type { AnchorId } from '../document/identifier.ts';
import { type AnchorKind, anchorsOf, type PlacedAnchor } from '../document/page-anchor.ts';

/** What became of a page anchor between two versions. */
export interface AnchorDifference {
  readonly kind: 'added' | 'removed' | 'relabelled' | 'moved';
  readonly anchor: { readonly kind: AnchorKind; readonly label: string };
}

/** What became of the page anchors, in the order of the newer document, those that are gone last. One has moved when it stands
 *  otherwise among the other anchors, or on the other side of a word that both documents have.
 *  @param parts the alignment of the two documents */
export function compareAnchors(older: Node, newer: Node, parts: readonly AlignedPart[]): readonly AnchorDifference[] {
  const before = new Map(anchorsOf(older).map((placed) => [placed.anchor.id, placed]));
  const now = anchorsOf(newer);
  const present = new Set(now.map(({ anchor }) => anchor.id));
  const order = [...before.keys()].filter((id) => present.has(id));
  const passed = anchorsPastWords(before, new Map(now.map((placed) => [placed.anchor.id, placed])), parts);
  const differences: AnchorDifference[] = [];
  let place = 0;
  for (const { anchor } of now) {
    const was = before.get(anchor.id);
    const named = { kind: anchor.kind, label: anchor.label };
    if (!was) differences.push({ kind: 'added', anchor: named });
    else {
      if (was.anchor.label !== anchor.label) differences.push({ kind: 'relabelled', anchor: named });
      if (order[place] !== anchor.id || passed.has(anchor.id)) differences.push({ kind: 'moved', anchor: named });
      place += 1;
    }
  }
  for (const { anchor } of before.values())
    if (!present.has(anchor.id))
      differences.push({ kind: 'removed', anchor: { kind: anchor.kind, label: anchor.label } });
  return differences;
}

type AnchorsById = ReadonlyMap<AnchorId, PlacedAnchor>;

/** The anchors that stand on the other side of some word than before. Only blocks with anchors are looked at. */
function anchorsPastWords(before: AnchorsById, now: AnchorsById, parts: readonly AlignedPart[]): ReadonlySet<AnchorId> {
  const passed = new Set<AnchorId>();
  for (const pair of parts.flatMap(blockPairs)) {
    const inside = [...before.values()].filter(({ pos }) => pair.old.some((block) => holds(block, pos)));
    if (inside.length === 0) continue;
    const matched = matchedWords(pair);
    for (const was of inside) {
      const is = now.get(was.anchor.id);
      if (is && matched.some(([old, present]) => side(old, was.pos) !== side(present, is.pos)))
        passed.add(was.anchor.id);
    }
  }
  return passed;
}

const holds = ({ block, start }: PlacedBlock, pos: number): boolean =>
  pos >= start && pos <= start + block.content.size;

/** Whether a word stands before a position, around it, or behind it. */
const side = ({ from, to }: PlacedWord, pos: number): number => (to <= pos ? -1 : from >= pos ? 1 : 0);
