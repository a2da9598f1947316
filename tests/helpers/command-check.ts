import assert from 'node:assert/strict';
import type { Node } from 'prosemirror-model';
import type { Command, EditorState, Transaction } from 'prosemirror-state';
import { Mapping, Step } from 'prosemirror-transform';
import { schema } from '../../shared/document/schema.ts';
import { touchedBy } from '../../shared/document/steps.ts';
import { isUndoable, isUndoing, lastAct, undo } from '../../shared/edit/undo-history.ts';
import { canonicalJson } from '../../shared/text/canonical-json.ts';
import { type KeyName, press } from './key-presses.ts';

/** How much a command may touch: positions that its steps take away, put in, or give other marks or attributes, all added up. What it is for
 *  says how many that need be; a command that takes a whole block out and puts it in again moves every caret, tag and zone in it. */
export interface ChangeBound {
  readonly size: number;
}

/** Carries out a command and checks what holds for each: that it can be asked for without being done, that the document is in order,
 *  that the inverse of its steps and one undo lead back, that the steps do the same after their way through JSON, that what they do not
 *  touch is where its position is mapped to, and the size of the change.
 *  @returns the editor after it
 *  @throws AssertionError also when it does nothing */
export function carryOut(before: EditorState, command: Command, bound: ChangeBound): EditorState {
  assert.ok(command(before), 'the command says that it can do something');
  let after = before;
  const applied: Transaction[] = [];
  const done = command(before, (transaction) => {
    const result = after.applyTransaction(transaction);
    after = result.state;
    applied.push(...result.transactions);
  });
  assert.ok(done, 'the command does something');
  checkChange(before, after, applied, bound);
  return after;
}

/** Checks that a command can do nothing, and does nothing. */
export function cannot(state: EditorState, command: Command): void {
  assert.equal(command(state), false);
  assert.equal(
    command(state, () => assert.fail('a command that can do nothing changes something')),
    false,
  );
}

/** Presses a key and checks the same. */
export function pressChecked(before: EditorState, key: KeyName, bound: ChangeBound): EditorState {
  const { state, applied } = press(before, key);
  checkChange(before, state, applied, bound);
  return state;
}

/** Checks what holds for every change of a document, whatever it is for. */
export function checkChange(
  before: EditorState,
  after: EditorState,
  applied: readonly Transaction[],
  { size }: ChangeBound,
): void {
  const steps = applied.flatMap((transaction) => transaction.steps);
  const docs = applied.flatMap((transaction) => transaction.docs);
  after.doc.check();
  checkInverse(steps, docs, after.doc);
  checkJson(steps, before.doc, after.doc);
  checkMapping(new Mapping(steps.map((step) => step.getMap())), before.doc, after.doc);
  // An act that goes on with the one before it is taken back with that.
  if (applied.some(isUndoable) && !applied.some(isUndoing) && lastAct(after) !== lastAct(before))
    checkUndo(before, after);
  const touched = changeSize(steps);
  assert.ok(touched <= size, `the change touches ${touched} positions where ${size} are enough`);
}

function checkInverse(steps: readonly Step[], docs: readonly Node[], after: Node): void {
  let current = after;
  for (const [index, step] of [...steps.entries()].reverse()) {
    const doc = docs[index];
    const back = doc && step.invert(doc).apply(current).doc;
    assert.ok(doc && back, 'the inverse of every step applies');
    assert.ok(isSameDocument(back, doc), 'the inverse of every step leads back');
    current = back;
  }
}

function checkJson(steps: readonly Step[], before: Node, after: Node): void {
  let current = before;
  for (const step of steps) {
    const read = Step.fromJSON(schema, JSON.parse(JSON.stringify(step)));
    assert.deepEqual(read.toJSON(), step.toJSON());
    current = read.apply(current).doc ?? assert.fail('a step that was read from JSON applies');
  }
  assert.ok(current.eq(after), 'steps that were read from JSON lead to the same document');
}

/** Positions stay in their order, and every character and atom that was not taken away stands where its position is mapped to. */
function checkMapping(mapping: Mapping, before: Node, after: Node): void {
  let last = 0;
  for (let pos = 0; pos <= before.content.size; pos++) {
    const mapped = mapping.map(pos);
    assert.ok(mapped >= last && mapped <= after.content.size, `position ${pos} is mapped to ${mapped}`);
    last = mapped;
  }
  before.descendants((node, start) => {
    if (!node.isLeaf) return;
    for (let pos = start; pos < start + node.nodeSize; pos++) {
      const { pos: mapped, deletedAfter } = mapping.mapResult(pos, 1);
      if (!deletedAfter)
        assert.equal(leafAt(after, mapped), leafAt(before, pos), `what stands at ${pos} stands at ${mapped}`);
    }
  });
}

function leafAt(doc: Node, pos: number): string {
  const { nodeAfter, parent } = doc.resolve(pos);
  return nodeAfter?.text?.charAt(0) ?? nodeAfter?.type.name ?? `the end of a ${parent.type.name}`;
}

function checkUndo(before: EditorState, after: EditorState): void {
  let undone: Node | null = null;
  undo(after, (transaction) => {
    undone = after.apply(transaction).doc;
  });
  assert.ok(undone && isSameDocument(undone, before.doc), 'one undo leads back');
}

const isSameDocument = (one: Node, other: Node): boolean =>
  one.eq(other) || canonicalJson(one) === canonicalJson(other);

function changeSize(steps: readonly Step[]): number {
  let size = 0;
  for (const step of steps) {
    let isMapped = false;
    step.getMap().forEach((oldFrom, oldTo, newFrom, newTo) => {
      isMapped = true;
      size += oldTo - oldFrom + newTo - newFrom;
    });
    // Marks and attributes change where they stand.
    if (!isMapped) for (const { oldFrom, oldTo } of touchedBy(step)) size += oldTo - oldFrom;
  }
  return size;
}
