import type { Node, Schema } from 'prosemirror-model';
import { Step } from 'prosemirror-transform';
import type { StepJson } from '../document/document-state.ts';
import type { AnchorId } from '../document/identifier.ts';
import { anchorOf, isAnchor } from '../document/page-anchor.ts';
import { AnchorStep, isTooDeep, mostDocumentDepth, stepFault, touchedBy } from '../document/steps.ts';
import { inEnglish } from '../translation/retell.ts';

// Makes the step type known to `Step.fromJSON`.

/** A document after steps, or why they could not be applied. */
export type Applied = { readonly ok: true; readonly doc: Node } | { readonly ok: false; readonly reason: string };

/** Applies steps as a journal holds them. A step that leaves something the schema does not allow is refused, at a cost that
 *  follows what the step touched. */
export const applySteps = (doc: Node, steps: readonly StepJson[]): Applied => applyEach(doc, steps, misfitIn);

/** Applies steps that are to be kept. What a journal may hold is repeated whatever it is; what is to be kept must also be something
 *  that can be taken back (`stepFault`). */
export const applyNewSteps = (doc: Node, steps: readonly StepJson[]): Applied =>
  applyEach(doc, steps, (step, before, after) => misfitIn(step, before, after) ?? stepFault(step, before, after));

/** Why a step is refused that applies; null when it is not. */
type Objection = (step: Step, before: Node, after: Node) => string | null;

function applyEach(doc: Node, steps: readonly StepJson[], objection: Objection): Applied {
  let current = doc;
  for (const [index, json] of steps.entries()) {
    const applied = applyStep(current, json, objection);
    if (!applied.ok) return { ok: false, reason: inEnglish`step ${index + 1} of ${steps.length}: ${applied.reason}` };
    current = applied.doc;
  }
  return { ok: true, doc: current };
}

/** The steps that take `steps` back, in the order in which they must be applied.
 *  @param doc the document before `steps`
 *  @throws RangeError when the steps do not apply to it */
export function invertSteps(doc: Node, steps: readonly StepJson[]): readonly StepJson[] {
  const inverse: StepJson[] = [];
  let current = doc;
  for (const json of steps) {
    const step = Step.fromJSON(doc.type.schema, json);
    const { doc: next, failed } = step.apply(current);
    if (!next) throw new RangeError(`a step that was applied before does not apply: ${failed}`);
    inverse.push(step.invert(current).toJSON() as StepJson);
    current = next;
  }
  return inverse.reverse();
}

function applyStep(doc: Node, json: StepJson, objection: Objection): Applied {
  try {
    const step = readStep(doc.type.schema, json);
    const { doc: next, failed } = step.apply(doc);
    if (!next) return { ok: false, reason: failed ?? inEnglish`it does not apply` };
    const misfit = objection(step, doc, next) ?? excessIn(next, step);
    return misfit === null ? { ok: true, doc: next } : { ok: false, reason: misfit };
  } catch (error) {
    // ProseMirror tells of positions and JSON that do not fit by throwing.
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

const readStep = (schema: Schema, json: StepJson): Step => Step.fromJSON(schema, json);

/** A step may put a level around whatever stands between the ends of what it touches. */
function excessIn(doc: Node, step: Step): string | null {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  step.getMap().forEach((_oldStart, _oldEnd, newStart, newEnd) => {
    from = Math.min(from, newStart);
    to = Math.max(to, newEnd);
  });
  return from <= to && isTooDeep(doc, from, to) ? tooDeep : null;
}

/** What is said of a document that is nested too deeply. */
export const tooDeep = inEnglish`it is nested more than ${mostDocumentDepth} levels deep`;

/** `Step.apply` checks the nodes around a replaced stretch, and not those that came with it. */
function misfitIn(step: Step, _before: Node, doc: Node): string | null {
  let misfit: string | null = null;
  for (const { newFrom, newTo } of touchedBy(step))
    doc.nodesBetween(newFrom, newTo, (node) => {
      if (!node.type.validContent(node.content))
        misfit ??= inEnglish`it leaves a ${node.type.name} with content that is not allowed`;
      return misfit === null;
    });
  return misfit;
}

/** Whether one of the steps is allowed to change page anchors. */
export const hasAnchorStep = (steps: readonly StepJson[]): boolean =>
  steps.some(({ stepType }) => stepType === 'anchor');

/** The page anchors that came, went, moved or have other attributes after the anchor steps among `steps`; in the order in
 *  which the steps touch them. The cost follows what the steps touch.
 *  @param doc the document before the steps, to which they apply */
export function changedAnchors(doc: Node, steps: readonly StepJson[]): readonly AnchorId[] {
  const changed = new Set<AnchorId>();
  let current = doc;
  for (const json of steps) {
    const step = Step.fromJSON(doc.type.schema, json);
    const next = step.apply(current).doc;
    if (!next) break;
    if (step instanceof AnchorStep) for (const id of differing(current, next, step)) changed.add(id);
    current = next;
  }
  return [...changed];
}

function differing(before: Node, after: Node, step: AnchorStep): readonly AnchorId[] {
  const old = new Map<AnchorId, string>();
  const fresh = new Map<AnchorId, string>();
  const collect = (doc: Node, from: number, to: number, into: Map<AnchorId, string>): void =>
    doc.nodesBetween(from, Math.min(to, doc.content.size), (node) => {
      if (isAnchor(node)) into.set(anchorOf(node).id, JSON.stringify(node.attrs));
    });
  for (const { oldFrom, oldTo, newFrom, newTo } of touchedBy(step)) {
    collect(before, oldFrom, oldTo, old);
    collect(after, newFrom, newTo, fresh);
  }
  return [...new Set([...old.keys(), ...fresh.keys()])].filter((id) => old.get(id) !== fresh.get(id));
}
