import { AddMarkStep, RemoveMarkStep, type Step } from 'prosemirror-transform';
import { AnchorStep } from './anchor-step.ts';

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
