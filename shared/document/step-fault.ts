import type { Node } from 'prosemirror-model';
import type { Step } from 'prosemirror-transform';
import { AnchorStep } from './anchor-step.ts';
import { canonicalJson } from './canonical.ts';

/** Why a step must not become part of a document's history although it applies: it ends before it begins, or nothing takes it back.
 *  Null when it may. The cost follows what the step touched, and the number of blocks beside it.
 *  @param after the document that it leads to */
export const stepFault = (step: Step, before: Node, after: Node): string | null =>
  positionFault(step) ?? inverseFault(step, before, after);

/** Numbers that a step holds, as far as its kind has them. */
interface Positions {
  readonly from: number;
  readonly gapFrom: number;
  readonly gapTo: number;
  readonly to: number;
  readonly pos: number;
}

/** Why the positions of a step are none; null when they are in order. What lies beyond the end of a document does not apply anyway. */
export function positionFault(step: Step): string | null {
  if (step instanceof AnchorStep) return positionFault(step.inner);
  const { from, gapFrom, gapTo, to, pos } = step as Step & Partial<Positions>;
  const positions = [from, gapFrom, gapTo, to, pos].filter((one) => one !== undefined);
  if (!positions.every((one) => Number.isInteger(one) && one >= 0)) return 'a position is no whole number from 0 on';
  const isOrdered = positions.every((one, index) => index === 0 || one >= (positions[index - 1] ?? 0));
  return isOrdered ? null : 'it ends before it begins';
}

function inverseFault(step: Step, before: Node, after: Node): string | null {
  try {
    const { doc, failed } = step.invert(before).apply(after);
    if (!doc) return `nothing takes it back: ${failed}`;
    return isSameDocument(doc, before) ? null : 'what takes it back does not lead back';
  } catch (error) {
    // ProseMirror tells of what does not fit by throwing.
    return `nothing takes it back: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Whether documents are the same but for the order of overlapping marks, which is no content. Blocks that they share cost nothing. */
const isSameDocument = (one: Node, other: Node): boolean =>
  one.eq(other) ||
  (one.childCount === other.childCount &&
    one.children.every((child, index) => {
      const same = other.child(index);
      return child.eq(same) || canonicalJson(child) === canonicalJson(same);
    }));
