import assert from 'node:assert/strict';
import type { Node } from 'prosemirror-model';
import type { Transaction } from 'prosemirror-state';
import { Step } from 'prosemirror-transform';
import { annotationRanges } from '../../shared/document/annotation.ts';
import { schema } from '../../shared/document/schema.ts';
import { canRedo, canUndo } from '../../shared/edit/undo-history.ts';
import type { Replay } from '../../shared/journal/replay.ts';
import { canonicalJson } from '../../shared/text/canonical-json.ts';
import { checkAnchors, checkAnnotations } from './act-invariants.ts';
import { type Act, type ActName, runAct } from './editing-acts.ts';
import { EditingSession } from './editing-session.ts';
import { type RecordedSession, startDocuments } from './random-sessions.ts';
import { versionOf } from './restore-acts.ts';
import { checkEdition } from './session-edition.ts';

/** What a session must hold to (the editor invariants of docs/architecture.md). */
export type Invariant = 'anchors' | 'annotations' | 'orphans' | 'replay' | 'undo' | 'edition' | 'schema and JSON';

export class InvariantError extends Error {
  override name = 'InvariantError';
  constructor(
    readonly invariant: Invariant,
    /** The act after which it did not hold, from 1; the number of acts and one when it was seen at the end. */
    readonly after: number,
    cause: unknown,
  ) {
    super(`${invariant}, after act ${after}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** What was done in a session. */
export interface SessionFigures {
  /** Acts by name: those that were tried, and those that did something. */
  readonly acts: ReadonlyMap<ActName, { readonly tried: number; readonly done: number }>;
}

/** Lives through a session and checks every invariant: the cheap ones after every act, all of them when the document is opened
 *  again and at the end.
 *  @throws InvariantError */
export function checkSession({ start = 'sample', acts }: RecordedSession): SessionFigures {
  const session = new CheckedSession(start);
  for (const act of acts) session.run(act);
  session.end();
  return session;
}

class CheckedSession implements SessionFigures {
  readonly acts = new Map<ActName, { tried: number; done: number }>();
  readonly #editing: EditingSession;
  /** The document before each act that can be taken back, in canonical form. */
  readonly #before = new Map<string, string>();
  #count = 0;

  constructor(start: keyof typeof startDocuments) {
    this.#editing = new EditingSession(startDocuments[start]());
  }

  run(act: Act): void {
    const editing = this.#editing;
    const { doc: before, selection } = editing.state;
    const sent = editing.changes.length;
    const { copied } = editing;
    this.#count += 1;
    const applied = this.#holds('schema and JSON', () => runAct(editing, act));
    const after = editing.state.doc;
    this.#holds('schema and JSON', () => {
      after.check();
      checkSteps(applied);
    });
    this.#holds('anchors', () => checkAnchors(act.name, before, after, applied));
    if (act.name === 'reopen') this.#reopened(canonical(before));
    else this.#holds('annotations', () => checkAnnotations(act.name, before, after, applied));
    this.#holds('undo', () => this.#checkUndo(sent));
    if (act.name === 'cutAndPaste') this.#holds('undo', () => assert.equal(canonical(after), canonical(before)));
    if (act.name === 'restoreVersion')
      this.#holds('undo', () => assert.equal(canonical(after), canonical(versionOf(editing, act))));
    if (act.c > 0.7 || act.name === 'reopen') this.#checkSaved();
    const isDone =
      applied.length > 0 || !editing.copied.slice.eq(copied.slice) || !editing.state.selection.eq(selection);
    this.#note(act.name, isDone || act.name === 'reopen' || act.name === 'keepVersion');
  }

  /** Opens the document twice more, and takes everything back and does it again. */
  end(): void {
    const editing = this.#editing;
    this.#count += 1;
    this.#holds('undo', () => this.#takeAll('redo'));
    const last = canonical(editing.state.doc);
    editing.reopen('records');
    this.#reopened(last);
    this.#checkSaved();
    const first = canonical(editing.initial);
    this.#holds('undo', () => {
      this.#takeAll('undo');
      assert.equal(canonical(editing.state.doc), first, 'everything was taken back');
      editing.reopen('checkpoint');
      this.#takeAll('redo');
      assert.equal(canonical(editing.state.doc), last, 'everything was done again');
    });
    this.#checkSaved();
    this.#holds('edition', () => checkEdition(editing.journal.replay.state));
  }

  #takeAll(name: 'undo' | 'redo'): void {
    const editing = this.#editing;
    const can = name === 'undo' ? canUndo : canRedo;
    let left = editing.changes.length + 1;
    while (can(editing.state)) {
      left -= 1;
      assert.ok(left > 0, `${name} comes to an end`);
      const sent = editing.changes.length;
      runAct(editing, { name, a: 0, b: 0, c: 0.9 });
      this.#checkUndo(sent);
    }
  }

  /** What was opened again is what was closed. */
  #reopened(closed: string): void {
    const { state, journal } = this.#editing;
    this.#holds('replay', () => {
      assert.equal(canonical(state.doc), closed, 'the document that was opened again');
      const live = asValue(journal.replay);
      assert.deepEqual(asValue(journal.reread()), live, 'the replay of the bytes');
      assert.deepEqual(asValue(journal.fromCheckpoint()), live, 'the checkpoint');
    });
  }

  /** The copy that the journal keeps is the document in the window, and knows every annotation in it. */
  #checkSaved(): void {
    const { state, journal } = this.#editing;
    this.#holds('replay', () => {
      this.#editing.flush();
      const saved = journal.replay.doc;
      if (!saved.eq(state.doc)) assert.equal(canonical(saved), canonical(state.doc), 'what was saved');
    });
    this.#holds('orphans', () => {
      const known = journal.replay.state.annotations;
      for (const { id } of annotationRanges(state.doc))
        assert.ok(known.has(id), `the journal knows the annotation ${id}`);
    });
  }

  /** Undo leads back to the recorded bytes, and so does undoing the undo.
   *  @param from the first of the changes to look at */
  #checkUndo(from: number): void {
    const { changes, docs, state } = this.#editing;
    for (const [index, { group, undoes }] of changes.slice(from).entries()) {
      const before = docs[from + index];
      if (before && !this.#before.has(group)) this.#before.set(group, canonical(before));
      if (undoes) assert.equal(canonical(state.doc), this.#before.get(undoes));
    }
  }

  #note(name: ActName, isDone: boolean): void {
    const { tried, done } = this.acts.get(name) ?? { tried: 0, done: 0 };
    this.acts.set(name, { tried: tried + 1, done: done + (isDone ? 1 : 0) });
  }

  #holds<Result>(invariant: Invariant, check: () => Result): Result {
    try {
      return check();
    } catch (error) {
      throw new InvariantError(invariant, this.#count, error);
    }
  }
}

/** Every step is the same after its way through JSON. */
function checkSteps(applied: readonly Transaction[]): void {
  for (const { steps } of applied)
    for (const step of steps) {
      const json = JSON.stringify(step.toJSON());
      assert.equal(JSON.stringify(Step.fromJSON(schema, JSON.parse(json)).toJSON()), json);
    }
}

/** Canonical forms of the documents that sessions still hold: most are asked for several times. */
const known = new WeakMap<Node, string>();

function canonical(doc: Node): string {
  const form = known.get(doc) ?? canonicalJson(doc);
  known.set(doc, form);
  return form;
}

/** Everything of a replay that can be compared as a value. */
const asValue = (replay: Replay): unknown =>
  JSON.parse(
    JSON.stringify({
      ...replay.state,
      doc: canonical(replay.doc),
      imported: canonical(replay.state.imported),
      annotations: [...replay.state.annotations],
      history: replay.history(200).map(({ group, undoes, steps, inverse }) => ({ group, undoes, steps, inverse })),
    }),
  );
