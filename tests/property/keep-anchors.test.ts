import fc from 'fast-check';
import type { Node } from 'prosemirror-model';
import type { Transaction } from 'prosemirror-state';
import { Mapping, Step } from 'prosemirror-transform';
import { describe, expect, test } from 'vitest';
import { annotationRanges } from '../../shared/document/annotation.ts';
import { canonicalJson } from '../../shared/document/canonical.ts';
import { schema } from '../../shared/document/schema.ts';
import { mergeChanges } from '../../shared/edit/merge-changes.ts';
import { canRedo, canUndo } from '../../shared/edit/undo-history.ts';
import { pageSequence } from '../helpers/builders.ts';
import { type Act, actNames, anchorActs, EditingSession } from '../helpers/editing-session.ts';
import { sampleDocument } from '../helpers/sample-document.ts';
import recorded from './failed-sessions.json' with { type: 'json' };

const sessions = Number(process.env.ANCHORITE_SESSIONS ?? 2_000);
/** Sessions that failed once; they stay for ever. */
const failedSessions: readonly { readonly why: string; readonly acts: readonly Act[] }[] = recorded as never;
const actsEach = 40;
/** Room for the long form; nothing here is judged by time. */
const sessionsTimeoutMs = 3_600_000;

const fraction = fc.integer({ min: 0, max: 999 }).map((n) => n / 1_000);
const act: fc.Arbitrary<Act> = fc.record({ name: fc.constantFrom(...actNames), a: fraction, b: fraction, c: fraction });

/** The five invariants of an editing session, checked after every act. */
function checkSession(session: readonly Act[]): void {
  const editing = new EditingSession(sampleDocument());
  const beforeGroup = new Map<string, string>();
  for (const step of session) {
    const before = editing.state.doc;
    const changesBefore = editing.changes.length;
    const applied = editing.run(step);
    const after = editing.state.doc;
    after.check();
    checkAnchors(step, before, after, applied);
    checkAnnotations(step, before, after, applied);
    checkUndo(editing, before, changesBefore, beforeGroup);
  }
  checkReplay(editing);
}

/** The page anchors that a person may expect: only an anchor command, or its undo, changes them. */
function checkAnchors(step: Act, before: Node, after: Node, applied: readonly Transaction[]): void {
  const isAnchorCommand = anchorActs.includes(step.name);
  const takesBackAnchorCommand =
    (step.name === 'undo' || step.name === 'redo') &&
    applied.some((transaction) => transaction.steps.some((made) => made.toJSON().stepType === 'anchor'));
  if (isAnchorCommand) checkAnchorCommand(step, before, after);
  else if (!takesBackAnchorCommand) expect(pageSequence(after)).toEqual(pageSequence(before));
}

function checkAnchorCommand(step: Act, before: Node, after: Node): void {
  const sorted = (node: Node): readonly string[] => [...pageSequence(node)].sort();
  const growth = pageSequence(after).length - pageSequence(before).length;
  if (step.name === 'dragAnchor') expect(sorted(after)).toEqual(sorted(before));
  if (step.name === 'addAnchor') expect(growth === 0 || growth === 1).toBe(true);
  if (step.name === 'removeAnchor') expect(growth === 0 || growth === -1).toBe(true);
  if (step.name === 'relabelAnchor') expect(growth).toBe(0);
}

const movesText: readonly Act['name'][] = [
  'paste',
  'drag',
  'tag',
  'undo',
  'redo',
  'replaceAll',
  'dragAnchor',
  'moveAnchor',
];

/** An annotation covers the characters that it covered and that are still there, and no others but those typed inside it or
 *  in place of some of its own. */
function checkAnnotations(step: Act, before: Node, after: Node, applied: readonly Transaction[]): void {
  if (movesText.includes(step.name) || applied.length === 0) return;
  const mapping = new Mapping(applied.flatMap((transaction) => transaction.mapping.maps));
  const covered = coveredCharacters(after);
  const survivors = new Map<string, number[]>();
  for (const [id, positions] of coveredCharacters(before)) {
    const kept = positions.flatMap((pos) => {
      const start = mapping.mapResult(pos, 1);
      return start.deletedAfter ? [] : [start.pos];
    });
    survivors.set(id, kept);
    for (const pos of kept) expect(covered.get(id)).toContain(pos);
  }
  for (const [id, positions] of covered) {
    const kept = survivors.get(id) ?? [];
    const gained = positions.filter((pos) => !kept.includes(pos));
    expect(gained.length === 0 || kept.length > 0).toBe(true);
    const former = coveredCharacters(before).get(id) ?? [];
    const from = mapping.map(Math.min(...former), -1);
    const to = mapping.map(Math.max(...former) + 1, 1);
    for (const pos of gained) expect(pos >= from && pos < to).toBe(true);
  }
}

function coveredCharacters(node: Node): ReadonlyMap<string, readonly number[]> {
  const covered = new Map<string, number[]>();
  for (const { id, from, to } of annotationRanges(node)) {
    const positions = covered.get(id) ?? [];
    node.nodesBetween(from, to, (child, pos) => {
      if (!child.isText) return;
      for (let at = Math.max(pos, from); at < Math.min(pos + child.nodeSize, to); at++) positions.push(at);
    });
    covered.set(id, positions);
  }
  return covered;
}

/** Undo leads back to the recorded bytes, and so does undoing the undo. */
function checkUndo(editing: EditingSession, before: Node, from: number, beforeGroup: Map<string, string>): void {
  for (const change of editing.changes.slice(from)) {
    if (!beforeGroup.has(change.group)) beforeGroup.set(change.group, canonicalJson(before));
    if (change.undoes) expect(canonicalJson(editing.state.doc)).toBe(beforeGroup.get(change.undoes));
  }
}

/** What was recorded leads from the first document to the present one, as it was and merged, through JSON. */
function checkReplay(editing: EditingSession): void {
  for (const changes of [editing.changes, mergeChanges(schema, editing.changes)]) {
    let doc = editing.initial;
    for (const change of changes)
      for (const json of change.steps) {
        const step = Step.fromJSON(schema, JSON.parse(JSON.stringify(json)));
        const result = step.apply(doc);
        if (!result.doc) throw new Error(result.failed ?? 'a step did not apply');
        doc = result.doc;
      }
    expect(canonicalJson(doc)).toBe(canonicalJson(editing.state.doc));
  }
}

describe('a document under random hands', () => {
  test(
    `keeps its anchors, annotations, undo and journal over ${sessions} sessions of up to ${actsEach} acts`,
    () => {
      const session = fc.array(act, { minLength: 1, maxLength: actsEach, size: 'max' });
      fc.assert(fc.property(session, checkSession), { numRuns: sessions });
    },
    sessionsTimeoutMs,
  );

  test.each(failedSessions.map((session) => [session.why, session.acts] as const))(
    'a session that failed once holds: %s',
    (_why, acts) => {
      checkSession(acts);
    },
  );

  test('the same hands do change the anchors of an editor without the guard', () => {
    const random = fc.sample(fc.array(act, { minLength: actsEach, maxLength: actsEach }), { numRuns: 60, seed: 7 });
    const spoiled = random.filter((session) => {
      const editing = new EditingSession(sampleDocument(), false);
      for (const step of session) if (!anchorActs.includes(step.name)) editing.run(step);
      return pageSequence(editing.state.doc).join() !== pageSequence(editing.initial).join();
    });
    expect(spoiled.length).toBeGreaterThan(50);
  });

  test('everything can be undone down to the first document and done again', () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 1, maxLength: 20, size: 'max' }), (session) => {
        const editing = new EditingSession(sampleDocument());
        for (const step of session) if (step.name !== 'undo' && step.name !== 'redo') editing.run(step);
        const last = canonicalJson(editing.state.doc);
        const take = (name: 'undo' | 'redo'): void => void editing.run({ name, a: 0, b: 0, c: 1 });
        for (let left = session.length; left > 0 && canUndo(editing.state); left--) take('undo');
        expect(canonicalJson(editing.state.doc)).toBe(canonicalJson(editing.initial));
        for (let left = session.length; left > 0 && canRedo(editing.state); left--) take('redo');
        expect(canonicalJson(editing.state.doc)).toBe(last);
      }),
      { numRuns: 200 },
    );
  });
});
