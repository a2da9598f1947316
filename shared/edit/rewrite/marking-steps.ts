import type { Mark, Node } from 'prosemirror-model';
import { AddMarkStep, AttrStep, RemoveMarkStep, type Step } from 'prosemirror-transform';
import { isAnchor } from '../../document/page-anchor.ts';
import { AnchorStep } from '../../document/steps.ts';

/** The steps that give a document the attributes and marks of another one with the same words and the same structure: a step for
 *  each attribute, and for each stretch that a mark has left or come to. None of them moves a position.
 *  @returns null when words or structure differ */
export function markingSteps(doc: Node, after: Node): readonly Step[] | null {
  const differences: Differences = { attributes: [], gone: [], added: [] };
  if (!compare(doc, after, -1, differences)) return null;
  return [
    ...differences.attributes,
    ...differences.gone.map(({ from, to, mark }) => new RemoveMarkStep(from, to, mark)),
    ...differences.added.map(({ from, to, mark }) => new AddMarkStep(from, to, mark)),
  ];
}

interface Differences {
  readonly attributes: Step[];
  readonly gone: MarkedRange[];
  readonly added: MarkedRange[];
}

interface MarkedRange {
  readonly mark: Mark;
  readonly from: number;
  to: number;
}

/** @param pos before the nodes; −1 for documents */
function compare(node: Node, other: Node, pos: number, differences: Differences): boolean {
  if (node === other) return true;
  if (node.type !== other.type) return false;
  compareAttributes(node, other, pos, differences);
  if (node.isTextblock) return compareInline(node, other, pos + 1, differences);
  if (node.childCount !== other.childCount) return false;
  let at = pos + 1;
  return node.children.every((child, index) => {
    const start = at;
    at += child.nodeSize;
    return compare(child, other.child(index), start, differences);
  });
}

function compareAttributes(node: Node, other: Node, pos: number, { attributes }: Differences): void {
  for (const [name, value] of Object.entries(other.attrs)) {
    if (JSON.stringify(node.attrs[name]) === JSON.stringify(value)) continue;
    const step = new AttrStep(pos, name, value);
    attributes.push(isAnchor(node) ? new AnchorStep(step) : step);
  }
}

function compareInline(block: Node, other: Node, start: number, differences: Differences): boolean {
  const { size } = block.content;
  if (size !== other.content.size) return false;
  for (let at = 0; at < size; ) {
    const [old, fresh] = [block.childAfter(at), other.childAfter(at)];
    if (!old.node || !fresh.node || old.node.type !== fresh.node.type) return false;
    const end = Math.min(old.offset + old.node.nodeSize, fresh.offset + fresh.node.nodeSize);
    const textOf = ({ node, offset }: typeof old): string | undefined => node?.text?.slice(at - offset, end - offset);
    if (textOf(old) !== textOf(fresh)) return false;
    if (!old.node.isText) compareAttributes(old.node, fresh.node, start + at, differences);
    addMissing(differences.gone, old.node.marks, fresh.node.marks, start + at, start + end);
    addMissing(differences.added, fresh.node.marks, old.node.marks, start + at, start + end);
    at = end;
  }
  return true;
}

/** Takes down the marks of a stretch that are not among others. */
function addMissing(
  ranges: MarkedRange[],
  marks: readonly Mark[],
  others: readonly Mark[],
  from: number,
  to: number,
): void {
  for (const mark of marks) {
    if (mark.isInSet(others)) continue;
    const open = ranges.findLast((range) => range.to === from && range.mark.eq(mark));
    if (open) open.to = to;
    else ranges.push({ mark, from, to });
  }
}
