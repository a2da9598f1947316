import type { Node } from 'prosemirror-model';
import { type EditorState, TextSelection, type Transaction } from 'prosemirror-state';
import { ReplaceStep, Step } from 'prosemirror-transform';
import { describe, expect, test, vi } from 'vitest';
import { annotationRanges } from '../../../shared/document/annotation.ts';
import type { Change, StoredChange } from '../../../shared/document/document-state.ts';
import type { AnnotationId, EntityId } from '../../../shared/document/identifier.ts';
import { schema } from '../../../shared/document/schema.ts';
import { createEditorState } from '../../../shared/edit/editor-state.ts';
import {
  commentAnnotation,
  identifyAnnotations,
  likeTag,
  retagAnnotation,
  retargetAnnotation,
  tagRange,
  tagSelection,
  withdrawAnnotation,
} from '../../../shared/edit/tag-commands.ts';
import { canRedo, canUndo, changeOf, mergeChanges, redo, undo } from '../../../shared/edit/undo-history.ts';
import { doc, fac, p } from '../../helpers/builders.ts';
import { checkChange } from '../../helpers/command-check.ts';

/** An editor that notes what the journal would keep. */
class Editing {
  state: EditorState;
  readonly changes: Change[] = [];
  private time = 0;

  constructor(node: Node, history: readonly StoredChange[] = []) {
    this.state = createEditorState({ doc: node, history });
  }

  readonly dispatch = (transaction: Transaction): void => {
    const { state, transactions } = this.state.applyTransaction(transaction.setTime(this.time));
    // Nothing here touches more than two passages of a few words.
    checkChange(this.state, state, transactions, { size: 50 });
    this.state = state;
    const change = changeOf(state, transactions);
    if (change) this.changes.push(change);
  };

  type(text: string, at: number, pauseMs = 50): void {
    this.time += pauseMs;
    this.dispatch(this.state.tr.insertText(text, at));
  }

  select(from: number, to: number): void {
    this.state = this.state.apply(this.state.tr.setSelection(TextSelection.create(this.state.doc, from, to)));
  }
}

/** What the main process computes from the journal: each change with its inverse. */
function stored(node: Node, changes: readonly Change[]): readonly StoredChange[] {
  let current = node;
  return changes.map((change) => {
    const inverse = change.steps.map((json) => {
      const step = Step.fromJSON(schema, json);
      const back = step.invert(current);
      current = step.apply(current).doc ?? current;
      return back.toJSON() as StoredChange['inverse'][number];
    });
    return { ...change, inverse: inverse.reverse() };
  });
}

describe('undo', () => {
  test('takes back a burst of typing at once, and what was typed after a pause by itself', () => {
    const editing = new Editing(doc(p('a')));
    for (const [index, letter] of [...'bcd'].entries()) editing.type(letter, 2 + index);
    editing.type('e', 5, 5_000);
    undo(editing.state, editing.dispatch);
    expect(editing.state.doc.textContent).toBe('abcd');
    undo(editing.state, editing.dispatch);
    expect(editing.state.doc.textContent).toBe('a');
    redo(editing.state, editing.dispatch);
    expect(editing.state.doc.textContent).toBe('abcd');
  });

  test('leads back to where the person was, and redo to where the act left them', () => {
    const editing = new Editing(doc(p('one two three')));
    editing.select(5, 8);
    editing.dispatch(editing.state.tr.deleteSelection());
    editing.select(1, 1);
    undo(editing.state, editing.dispatch);
    expect([editing.state.selection.from, editing.state.selection.to]).toEqual([5, 8]);
    editing.select(2, 2);
    redo(editing.state, editing.dispatch);
    expect(editing.state.selection.head).toBe(5);
  });

  test('names what it takes back, and redo names the undo', () => {
    const editing = new Editing(doc(p('a')));
    editing.type('b', 2);
    undo(editing.state, editing.dispatch);
    redo(editing.state, editing.dispatch);
    const [typed, undone, redone] = editing.changes;
    expect([undone?.undoes, redone?.undoes]).toEqual([typed?.group, undone?.group]);
  });

  test('works after reopening, for what was done and what was undone', () => {
    const node = doc(p('a'));
    const editing = new Editing(node);
    editing.type('b', 2);
    editing.type('c', 3, 5_000);
    undo(editing.state, editing.dispatch);
    const reopened = new Editing(editing.state.doc, stored(node, editing.changes));
    expect([canUndo(reopened.state), canRedo(reopened.state)]).toEqual([true, true]);
    redo(reopened.state, reopened.dispatch);
    expect(reopened.state.doc.textContent).toBe('abc');
    undo(reopened.state, reopened.dispatch);
    undo(reopened.state, reopened.dispatch);
    expect(reopened.state.doc.eq(node)).toBe(true);
  });

  test('is refused, and not begun, where the journal holds a step that nothing takes back', () => {
    const node = doc(p('abcdef'));
    const backwards = { stepType: 'replace', from: 5, to: 3 };
    const kept: StoredChange = { group: 'g1' as Change['group'], steps: [backwards], inverse: [backwards] };
    const editing = new Editing(node, [kept]);
    expect(canUndo(editing.state)).toBe(false);
    editing.type('x', 1);
    undo(editing.state, editing.dispatch);
    expect([editing.state.doc.eq(node), canUndo(editing.state)]).toEqual([true, false]);
    editing.dispatch(editing.state.tr.step(new ReplaceStep(5, 3, node.slice(1, 2))));
    expect(editing.state.doc.eq(node)).toBe(true);
  });

  test('a typed word is one small change in the journal', () => {
    const editing = new Editing(doc(p('a')));
    for (const [index, letter] of [...'STEVENSON'].entries()) editing.type(letter, 2 + index);
    const merged = mergeChanges(schema, editing.changes);
    expect(merged.map(({ steps }) => steps)).toEqual([
      [{ stepType: 'replace', from: 2, to: 2, slice: { content: [{ type: 'text', text: 'STEVENSON' }] } }],
    ]);
  });
});

describe('tagging', () => {
  test('covers whole words: no white space or anchor at either end', () => {
    const tagging = tagRange(doc(p('by ', fac(2), ' the Soviet ', fac(3), ' Union now')), 4, 25, 'organisation');
    const node = tagging?.transform.doc ?? doc(p());
    expect(annotationRanges(node).map(({ from, to, as }) => [node.textBetween(from, to), as])).toEqual([
      ['the Soviet [Facsimile Page 3] Union', 'organisation'],
    ]);
    expect(tagging?.act).toMatchObject({ kind: 'created', text: 'the Soviet Union' });
  });

  test('tags overlap freely, are recorded with their words, and undo takes one back whole', () => {
    const editing = new Editing(doc(p('President Kennedy to Khrushchev')));
    editing.select(1, 18);
    tagSelection('person')(editing.state, editing.dispatch);
    editing.select(11, 32);
    tagSelection('term')(editing.state, editing.dispatch);
    expect(annotationRanges(editing.state.doc).map(({ from, to, as }) => [from, to, as])).toEqual([
      [1, 18, 'person'],
      [11, 32, 'term'],
    ]);
    expect(editing.changes.map(({ annotations }) => annotations)).toMatchObject([
      [{ kind: 'created', as: 'person', text: 'President Kennedy' }],
      [{ kind: 'created', as: 'term', text: 'Kennedy to Khrushchev' }],
    ]);
    undo(editing.state, editing.dispatch);
    expect(annotationRanges(editing.state.doc)).toHaveLength(1);
  });

  test('typing at the edge of a tag stays outside it, typing inside belongs to it', () => {
    const editing = new Editing(doc(p('to Kuznetsov now')));
    editing.select(4, 13);
    tagSelection('person')(editing.state, editing.dispatch);
    editing.type('X', 13);
    editing.type('Y', 4);
    editing.type('Z', 8);
    const [range] = annotationRanges(editing.state.doc);
    expect(range && editing.state.doc.textBetween(range.from, range.to)).toBe('KuzZnetsov');
  });

  test('a tag can be moved to other words, and undo moves it back', () => {
    const editing = new Editing(doc(p('Cuba and Rome')));
    editing.select(1, 5);
    tagSelection('place')(editing.state, editing.dispatch);
    const id = annotationRanges(editing.state.doc)[0]?.id;
    if (!id) throw new Error('nothing was tagged');
    editing.select(9, 14);
    retargetAnnotation({ id, as: 'place' })(editing.state, editing.dispatch);
    expect(annotationRanges(editing.state.doc)).toEqual([{ id, as: 'place', from: 10, to: 14 }]);
    expect(editing.changes.at(-1)?.annotations).toEqual([{ kind: 'retargeted', id, text: 'Rome' }]);
    undo(editing.state, editing.dispatch);
    expect(annotationRanges(editing.state.doc)).toEqual([{ id, as: 'place', from: 1, to: 5 }]);
  });

  test('retagging and withdrawing leave the words as they are', () => {
    const editing = new Editing(doc(p('Cuba')));
    editing.select(1, 5);
    tagSelection('person')(editing.state, editing.dispatch);
    const id = annotationRanges(editing.state.doc)[0]?.id;
    if (!id) throw new Error('nothing was tagged');
    retagAnnotation(id, 'place')(editing.state, editing.dispatch);
    expect(annotationRanges(editing.state.doc)).toEqual([{ id, as: 'place', from: 1, to: 5 }]);
    withdrawAnnotation(id)(editing.state, editing.dispatch);
    expect([annotationRanges(editing.state.doc), editing.state.doc.textContent]).toEqual([[], 'Cuba']);
    expect(editing.changes.at(-1)?.annotations).toEqual([{ kind: 'withdrawn', id }]);
  });
});

describe('the same tag twice on the same words', () => {
  const start = doc(p('to ', fac(2), 'Anastas Mikoyan now'), p('and Rome'));

  /** Tags a stretch, and gives the tag's name. */
  function tag(editing: Editing, from: number, to: number, kind: 'person' | 'place'): AnnotationId {
    const known = new Set(annotationRanges(editing.state.doc).map(({ id }) => id));
    editing.select(from, to);
    expect(tagSelection(kind)(editing.state, editing.dispatch)).toBe(true);
    const made = annotationRanges(editing.state.doc).find(({ id }) => !known.has(id));
    if (!made) throw new Error('nothing was tagged');
    return made.id;
  }

  test('is refused, however the selection takes in the space and the page anchor around them', () => {
    const editing = new Editing(start);
    const id = tag(editing, 5, 20, 'person');
    for (const [from, to] of [
      [5, 20],
      [3, 20],
      [4, 21],
    ] as const) {
      editing.select(from, to);
      expect(tagSelection('person')(editing.state, editing.dispatch)).toBe(false);
      expect(likeTag(editing.state.doc, from, to, 'person')).toBe(id);
    }
    expect(editing.changes).toHaveLength(1);
  });

  test('is refused over two blocks, too', () => {
    const editing = new Editing(start);
    tag(editing, 13, 30, 'person');
    editing.select(13, 30);
    expect(tagSelection('person')(editing.state, editing.dispatch)).toBe(false);
  });

  test('is another thing than a tag of another kind, on more words, on fewer, or where one was withdrawn', () => {
    const editing = new Editing(start);
    const id = tag(editing, 5, 20, 'person');
    tag(editing, 5, 20, 'place');
    tag(editing, 5, 12, 'person');
    tag(editing, 1, 20, 'person');
    withdrawAnnotation(id)(editing.state, editing.dispatch);
    tag(editing, 5, 20, 'person');
  });

  test('does not come about by changing the kind of a tag or by moving one', () => {
    const editing = new Editing(start);
    const person = tag(editing, 5, 20, 'person');
    const place = tag(editing, 5, 20, 'place');
    const elsewhere = tag(editing, 27, 31, 'person');
    expect(retagAnnotation(place, 'person')(editing.state, editing.dispatch)).toBe(false);
    editing.select(5, 21);
    expect(retargetAnnotation({ id: elsewhere, as: 'person' })(editing.state, editing.dispatch)).toBe(false);
    // To where it stands already.
    expect(retargetAnnotation({ id: person, as: 'person' })(editing.state, editing.dispatch)).toBe(false);
    expect(editing.changes).toHaveLength(3);
  });
});

describe('a comment on a tag', () => {
  const start = doc(p('one two three'));

  test('is an act of its own that changes nothing of the document', () => {
    const editing = new Editing(start);
    commentAnnotation('a1' as AnnotationId, 'Which?')(editing.state, editing.dispatch);
    expect(editing.changes).toEqual([
      { group: expect.any(String), steps: [], annotations: [{ kind: 'commented', id: 'a1', comment: 'Which?' }] },
    ]);
    expect(canUndo(editing.state)).toBe(false);
  });

  test('does not stand in the way of undo, also after closing and opening again', () => {
    const editing = new Editing(start);
    editing.type('X', 1);
    commentAnnotation('a1' as AnnotationId, 'Which?')(editing.state, editing.dispatch);
    const reopened = new Editing(editing.state.doc, stored(start, editing.changes));
    undo(reopened.state, reopened.dispatch);
    expect(reopened.state.doc.eq(start)).toBe(true);
    redo(reopened.state, reopened.dispatch);
    expect(reopened.state.doc.eq(editing.state.doc)).toBe(true);
  });
});

describe('whom a tag means', () => {
  const start = doc(p('one two three'));
  const tagged = { id: 'a1' as AnnotationId, entity: null };

  test('is an act that undo takes back and redo does again, also after closing and opening again', () => {
    const editing = new Editing(start);
    editing.type('X', 1);
    identifyAnnotations([tagged], 'e1' as EntityId)(editing.state, editing.dispatch);
    const said = editing.changes.at(-1);
    expect(said).toEqual({
      group: expect.any(String),
      steps: [],
      annotations: [{ kind: 'identified', id: 'a1', entity: 'e1' }],
    });
    const reopened = new Editing(editing.state.doc, stored(start, editing.changes));
    undo(reopened.state, reopened.dispatch);
    expect(reopened.changes.at(-1)).toMatchObject({ undoes: said?.group, steps: [] });
    expect(reopened.state.doc.eq(editing.state.doc)).toBe(true);
    redo(reopened.state, reopened.dispatch);
    expect(reopened.changes.at(-1)).toMatchObject({ undoes: reopened.changes.at(-2)?.group });
    undo(reopened.state, reopened.dispatch);
    undo(reopened.state, reopened.dispatch);
    expect(reopened.state.doc.eq(start)).toBe(true);
  });

  test('is not said again where it is said already', () => {
    const editing = new Editing(start);
    const said = { ...tagged, entity: 'e1' as EntityId };
    expect(identifyAnnotations([said], 'e1' as EntityId)(editing.state, editing.dispatch)).toBe(false);
    expect(editing.changes).toEqual([]);
  });
});

test('asking whether words may be tagged does not look through the document', () => {
  const tagged = tagRange(doc(p('Mr. Smith wrote'), p('to Paris')), 1, 10, 'person')?.transform.doc;
  if (!tagged) throw new Error('the words were not tagged');
  const looked = vi.spyOn(tagged, 'descendants');
  for (const [from, to] of [
    [11, 16],
    [5, 16],
    [18, 20],
  ] as const)
    expect(tagRange(tagged, from, to, 'person')).not.toBeNull();
  expect(tagRange(tagged, 1, 10, 'place')).not.toBeNull();
  expect(looked).not.toHaveBeenCalled();
  expect(likeTag(tagged, 1, 10, 'person')).not.toBeNull();
});
