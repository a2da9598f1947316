import { Fragment, type Node, Slice } from 'prosemirror-model';
import {
  AddMarkStep,
  AttrStep,
  RemoveMarkStep,
  ReplaceAroundStep,
  ReplaceStep,
  type Step,
} from 'prosemirror-transform';
import { expect, test } from 'vitest';
import { schema } from '../../../shared/document/schema.ts';
import { AnchorStep, positionFault, stepFault } from '../../../shared/document/steps.ts';
import { doc, fac, li, list, p, person } from '../../helpers/builders.ts';

const start = doc(p('one ', person('a1', 'two')), p('three ', fac(1)), list(li(p('four'))));

/** What is wrong with a step that applies to a document. */
function faultOf(step: Step, before: Node = start): string | null {
  const after = step.apply(before).doc;
  if (!after) throw new Error('the step does not apply');
  return stepFault(step, before, after);
}

const slice = (...nodes: readonly Node[]): Slice => new Slice(Fragment.from([...nodes]), 0, 0);

test('a step that ends before it begins is none that can be taken back, also as one upon page anchors', () => {
  const backwards = new ReplaceStep(4, 2, slice(schema.text('x')));
  expect(faultOf(backwards)).toBe('it ends before it begins');
  expect(faultOf(new AnchorStep(backwards))).toBe('it ends before it begins');
});

test('half a position, and a gap that lies outside of what is replaced, are refused', () => {
  expect(positionFault(new ReplaceStep(1.5, 1.5, Slice.empty))).toMatch(/whole number/);
  expect(positionFault(new ReplaceAroundStep(18, 28, 17, 26, Slice.empty, 0))).toBe('it ends before it begins');
});

test('what typing, splitting, joining, tagging and lifting make can be taken back', () => {
  const tag = schema.mark('annotation', { id: 'a1', kind: 'person' });
  const split = new Slice(Fragment.from([p(), p()]), 1, 1);
  const lifting = new ReplaceAroundStep(18, 28, 20, 26, Slice.empty, 0, true);
  for (const step of [
    new ReplaceStep(2, 2, slice(schema.text('x'))),
    new ReplaceStep(3, 3, split, true),
    new ReplaceStep(8, 10, Slice.empty, true),
    new AddMarkStep(2, 6, tag),
    new RemoveMarkStep(1, 8, tag),
    new AttrStep(16, 'label', '2'),
    lifting,
  ])
    expect([step.toJSON(), faultOf(step)]).toEqual([step.toJSON(), null]);
});
