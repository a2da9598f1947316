import type { Node } from 'prosemirror-model';
import { Step } from 'prosemirror-transform';
import { AnchorStep } from '../document/anchor-step.ts';
import type { StepJson } from '../document/document-state.ts';
import type { AnchorId } from '../document/identifier.ts';
import { anchorOf, isAnchor } from '../document/page-anchor.ts';
import { touchedBy } from '../document/step-positions.ts';

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
