import type { Node, Schema } from 'prosemirror-model';
import { type Mappable, Step, type StepMap, type StepResult } from 'prosemirror-transform';

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
