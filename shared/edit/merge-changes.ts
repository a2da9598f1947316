import type { Schema } from 'prosemirror-model';
import { Step } from 'prosemirror-transform';
import type { Change, StepJson } from '../document/document-state.ts';

/** Makes the changes of one flush small: neighbours of one group become one change, and steps that ProseMirror can merge
 *  become one step, so that a typed word costs one record of a few hundred bytes. */
export function mergeChanges(schema: Schema, changes: readonly Change[]): readonly Change[] {
  const merged: Change[] = [];
  for (const change of changes) {
    const last = merged.at(-1);
    if (last && last.group === change.group && last.undoes === change.undoes)
      merged[merged.length - 1] = joinChanges(last, change);
    else merged.push(change);
  }
  return merged.map((change) => ({ ...change, steps: mergeSteps(schema, change.steps) }));
}

function joinChanges(first: Change, second: Change): Change {
  const annotations = [...(first.annotations ?? []), ...(second.annotations ?? [])];
  const zones = [...(first.zones ?? []), ...(second.zones ?? [])];
  return {
    ...first,
    steps: [...first.steps, ...second.steps],
    ...(annotations.length > 0 ? { annotations } : {}),
    ...(zones.length > 0 ? { zones } : {}),
  };
}

function mergeSteps(schema: Schema, steps: readonly StepJson[]): readonly StepJson[] {
  const merged: Step[] = [];
  for (const json of steps) {
    const step = Step.fromJSON(schema, json);
    const joined = merged.at(-1)?.merge(step);
    if (joined) merged[merged.length - 1] = joined;
    else merged.push(step);
  }
  return merged.map((step) => step.toJSON() as StepJson);
}
