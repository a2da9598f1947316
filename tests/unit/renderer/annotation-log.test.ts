import fc from 'fast-check';
import type { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import { type AnnotationLog, createAnnotationLog } from '../../../renderer/model/document-session.ts';
import type { AnnotationState } from '../../../shared/document/annotation.ts';
import type { Replay } from '../../../shared/journal/replay.ts';
import { doc, p, person } from '../../helpers/builders.ts';
import { type Act, type ActName, runAct } from '../../helpers/editing-acts.ts';
import { EditingSession } from '../../helpers/editing-session.ts';
import { sampleDocument } from '../../helpers/sample-document.ts';

/** The log as the window makes it when it opens a document.
 *  @param limit how many acts can be taken back */
const opened = ({ state, seq, history }: Pick<Replay, 'state' | 'seq' | 'history'>, limit = 200): AnnotationLog =>
  createAnnotationLog({ annotations: [...state.annotations], history: history(limit), seq });

/** What a person sees of annotations; when, and in which record, the window only knows once the document is opened again. */
const shown = (states: ReadonlyMap<string, AnnotationState>): unknown =>
  [...states].map(([id, { history, ...state }]) => ({
    ...state,
    of: id,
    history: history.map(({ id: act, act: { kind }, undone }) => [act, kind, undone]),
  }));

const act = (name: ActName): Act => ({ name, a: 0, b: 0.99, c: 0 });

/** A session whose acts a window sees as well. */
class Watched {
  readonly editing: EditingSession;
  #log: AnnotationLog;
  #seen = 0;

  constructor(start: Node) {
    this.editing = new EditingSession(start);
    this.#log = this.#reopened(200);
  }

  run(...acts: readonly Act[]): void {
    for (const one of acts) runAct(this.editing, one);
    for (const change of this.editing.changes.slice(this.#seen)) this.#log.add(change, { editor: 'AA', time: '' });
    this.#seen = this.editing.changes.length;
  }

  reopen(limit: number): void {
    this.#log = this.#reopened(limit);
  }

  /** What the window and the journal say. */
  get both(): readonly [unknown, unknown] {
    this.editing.flush();
    return [shown(this.#log.states()), shown(this.editing.journal.replay.state.annotations)];
  }

  #reopened(limit: number): AnnotationLog {
    this.editing.flush();
    const { replay } = this.editing.journal;
    return opened({ state: replay.state, seq: replay.seq, history: (most) => replay.history(most) }, limit);
  }
}

describe('the history of a tag in the window', () => {
  const start = (): Watched => new Watched(doc(p('then ', person('a1', 'Kennedy'), ' said')));

  test('is that of the journal after it was withdrawn, undone and withdrawn again, also when it is opened again', () => {
    const watched = start();
    watched.run(act('withdraw'), act('undo'), act('withdraw'));
    const [before, journal] = watched.both;
    expect(before).toEqual(journal);
    expect(journal).toMatchObject([{ withdrawn: true, history: [{ 2: false }, { 2: true }, { 2: false }] }]);
    watched.reopen(200);
    expect(watched.both).toEqual([journal, journal]);
    watched.run(act('undo'));
    const [after, then] = watched.both;
    expect(after).toEqual(then);
    expect(then).toMatchObject([{ withdrawn: false }]);
  });

  test('is that of the journal for acts that can no longer be taken back', () => {
    const watched = start();
    watched.run(act('withdraw'), act('undo'), act('withdraw'), act('undo'), act('retag'));
    watched.reopen(1);
    const [window, journal] = watched.both;
    expect(window).toEqual(journal);
  });

  const fraction = fc.integer({ min: 0, max: 999 }).map((n) => n / 1_000);
  const acts = (names: readonly ActName[]): fc.Arbitrary<readonly Act[]> =>
    fc.array(fc.record({ name: fc.constantFrom(...names), a: fraction, b: fraction, c: fraction }), { maxLength: 12 });
  const forward: readonly ActName[] = ['tag', 'retag', 'withdraw', 'type', 'deleteRange', 'restoreTag'];
  const all: readonly ActName[] = [...forward, 'undo', 'undo', 'redo'];
  // What undo no longer reaches is not taken back.
  const sessions = fc.oneof(
    fc.tuple(acts(all), acts(all), fc.constant(200)),
    fc.tuple(acts(all), acts(forward), fc.nat(12)),
  );

  test('is that of the journal whatever is done, and whenever it is opened again', () => {
    fc.assert(
      fc.property(sessions, ([first, then, limit]) => {
        const watched = new Watched(sampleDocument());
        watched.run(...first);
        watched.reopen(limit);
        watched.run(...then);
        const [window, journal] = watched.both;
        expect(window).toEqual(journal);
      }),
      { numRuns: 200 },
    );
  });
});
