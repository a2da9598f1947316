import type { Node, Schema } from 'prosemirror-model';
import { AddMarkStep, type Mappable, RemoveMarkStep, Step, type StepMap, type StepResult } from 'prosemirror-transform';
import { canonicalJson } from '../text/canonical-json.ts';
import { inEnglish } from '../translation/retell.ts';

/** A step that is allowed to change the sequence of page anchors: adding, removing, moving or relabelling one on purpose.
 *
 *  The permission lives in the step, not in the transaction around it, because only steps survive undo, the journal and
 *  replay. It wraps one ordinary step and behaves like it in every other way.
 *
 *  Stored as `{"stepType":"anchor","step":{…}}`. */
export class AnchorStep extends Step {
  constructor(readonly inner: Step) {
    super();
  }

  override apply(doc: Node): StepResult {
    return this.inner.apply(doc);
  }

  override getMap(): StepMap {
    return this.inner.getMap();
  }

  override invert(doc: Node): AnchorStep {
    return new AnchorStep(this.inner.invert(doc));
  }

  override map(mapping: Mappable): AnchorStep | null {
    const mapped = this.inner.map(mapping);
    return mapped && new AnchorStep(mapped);
  }

  override toJSON(): { stepType: string; step: unknown } {
    return { stepType: 'anchor', step: this.inner.toJSON() as unknown };
  }

  /** @throws RangeError when the JSON does not hold a step that this schema can read */
  static override fromJSON(schema: Schema, json: { step?: unknown }): AnchorStep {
    if (typeof json.step !== 'object' || json.step === null) throw new RangeError('an anchor step holds no step');
    return new AnchorStep(Step.fromJSON(schema, json.step));
  }
}

Step.jsonID('anchor', AnchorStep);

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
  if (!positions.every((one) => Number.isInteger(one) && one >= 0))
    return inEnglish`a position is no whole number from 0 on`;
  const isOrdered = positions.every((one, index) => index === 0 || one >= (positions[index - 1] ?? 0));
  return isOrdered ? null : inEnglish`it ends before it begins`;
}

function inverseFault(step: Step, before: Node, after: Node): string | null {
  try {
    const { doc, failed } = step.invert(before).apply(after);
    if (!doc) return inEnglish`nothing takes it back: ${failed ?? ''}`;
    return isSameDocument(doc, before) ? null : inEnglish`what takes it back does not lead back`;
  } catch (error) {
    // ProseMirror tells of what does not fit by throwing.
    return inEnglish`nothing takes it back: ${error instanceof Error ? error.message : String(error)}`;
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

/** A stretch that a step touches, in the document before it and in the one after it. */
interface Touched {
  readonly oldFrom: number;
  readonly oldTo: number;
  readonly newFrom: number;
  readonly newTo: number;
}

/** Everything that a step touches: what it replaces, the node whose attribute it sets, the words whose marks it changes. */
export function touchedBy(step: Step): readonly Touched[] {
  const { steps } = step as Step & { readonly steps?: readonly Step[] };
  // What takes a mark back that stood in the place of several is a set of steps.
  if (steps) return steps.flatMap(touchedBy);
  const touched: Touched[] = [];
  step.getMap().forEach((oldFrom, oldTo, newFrom, newTo) => {
    touched.push({ oldFrom, oldTo, newFrom, newTo });
  });
  const plain = step instanceof AnchorStep ? step.inner : step;
  const { pos } = plain as Step & { readonly pos?: unknown };
  const marked = plain instanceof AddMarkStep || plain instanceof RemoveMarkStep ? plain : null;
  const same = typeof pos === 'number' ? { from: pos, to: pos + 1 } : marked;
  if (same) touched.push({ oldFrom: same.from, oldTo: same.to, newFrom: same.from, newTo: same.to });
  return touched;
}

/** Blocks of a document inside one another, the document itself not counted. Whatever goes through a document goes through its levels
 *  by recursion, and XML readers take 256 levels at most, so nothing deeper is taken in. Lists in lists, ten times over, are twenty. */
export const mostDocumentDepth = 64;

/** Whether blocks that touch a stretch of a document are deeper. Costs what the stretch holds.
 *  @param from a position; the beginning unless given */
export function isTooDeep(doc: Node, from = 0, to: number = doc.content.size): boolean {
  const depths = new Map<Node | null, number>([[doc, 0]]);
  let isDeep = false;
  doc.nodesBetween(from, Math.min(to, doc.content.size), (node, _pos, parent) => {
    if (node.isInline) return false;
    const depth = (depths.get(parent) ?? 0) + 1;
    // The same node may stand in several places; those within it come right behind it.
    depths.set(node, depth);
    isDeep ||= depth > mostDocumentDepth;
    return !isDeep;
  });
  return isDeep;
}
