import { Fragment, type Node, Slice } from 'prosemirror-model';
import { AttrStep, ReplaceStep, type Step } from 'prosemirror-transform';
import { describe, expect, it } from 'vitest';
import type { StepJson } from '../../../shared/document/document-state.ts';
import { AnchorStep } from '../../../shared/document/steps.ts';
import { changedAnchors, hasAnchorStep } from '../../../shared/journal/apply-steps.ts';
import { doc, fac, p } from '../../helpers/builders.ts';

const page = doc(p('one ', fac(1), 'two ', fac(2), 'three'));
const json = (...steps: readonly Step[]): readonly StepJson[] => steps.map((step) => step.toJSON() as StepJson);
const inserting = (at: number, node: Node): Step =>
  new AnchorStep(new ReplaceStep(at, at, new Slice(Fragment.from(node), 0, 0)));
const deleting = (at: number): Step => new AnchorStep(new ReplaceStep(at, at + 1, Slice.empty));

describe('the anchors that a change concerns', () => {
  it('are the one that is added, relabelled or removed', () => {
    expect(changedAnchors(page, json(inserting(1, fac(3))))).toEqual(['f3']);
    expect(changedAnchors(page, json(new AnchorStep(new AttrStep(5, 'label', '9'))))).toEqual(['f1']);
    expect(changedAnchors(page, json(deleting(10)))).toEqual(['f2']);
  });

  it('are the one that is moved by two steps', () => {
    expect(changedAnchors(page, json(deleting(5), inserting(2, fac(1))))).toEqual(['f1']);
  });

  it('are none when words around them are replaced', () => {
    const words = new ReplaceStep(1, 3, Slice.empty);
    expect(hasAnchorStep(json(words))).toBe(false);
    expect(changedAnchors(page, json(words))).toEqual([]);
  });

  it('are those that another state holds in the replaced stretch, not the ones that stay as they are', () => {
    const replaced = new AnchorStep(new ReplaceStep(5, 11, new Slice(Fragment.from([fac(1), fac(4)]), 0, 0)));
    expect(changedAnchors(page, json(replaced))).toEqual(['f2', 'f4']);
  });
});
