import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageSequence } from '../helpers/builders.ts';
import { type Act, actNames, anchorActs, runAct } from '../helpers/editing-acts.ts';
import { EditingSession } from '../helpers/editing-session.ts';
import { type RecordedSession, randomSession } from '../helpers/random-sessions.ts';
import { sampleDocument } from '../helpers/sample-document.ts';
import { checkSession } from '../helpers/session-invariants.ts';
import recorded from './failed-sessions.json' with { type: 'json' };

/** The long form is `npm run test:sessions`. */
const sessions = 120;
/** Nothing here is judged by time. */
const sessionsTimeoutMs = 3_600_000;
/** Sessions that failed once; they stay for ever. */
const failedSessions: readonly (RecordedSession & { readonly why: string })[] = recorded as never;

const fraction = fc.integer({ min: 0, max: 999 }).map((n) => n / 1_000);
const act: fc.Arbitrary<Act> = fc.record({ name: fc.constantFrom(...actNames), a: fraction, b: fraction, c: fraction });

describe('a document under random hands', () => {
  test(`keeps its anchors, annotations, undo and journal over ${sessions} sessions`, {
    timeout: sessionsTimeoutMs,
  }, () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 1, maxLength: 40, size: 'max' }), (acts) => void checkSession({ acts })),
      { numRuns: sessions },
    );
  });

  test('keeps them whatever it is like at first', { timeout: sessionsTimeoutMs }, () => {
    for (let seed = 1; seed <= 50; seed++) checkSession(randomSession(seed));
  });

  test.each(failedSessions.map((session) => [session.why, session] as const))(
    'a session that failed once holds: %s',
    (_why, session) => {
      checkSession(session);
    },
  );

  test('the same hands do change the anchors of an editor without the guard', () => {
    const random = fc.sample(fc.array(act, { minLength: 40, maxLength: 40 }), { numRuns: 60, seed: 7 });
    const spoiled = random.filter((session) => {
      const editing = new EditingSession(sampleDocument(), false);
      const guarding: readonly string[] = [...anchorActs, 'reopen', 'restoreVersion'];
      for (const step of session) if (!guarding.includes(step.name)) runAct(editing, step);
      return pageSequence(editing.state.doc).join() !== pageSequence(editing.initial).join();
    });
    expect(spoiled.length).toBeGreaterThan(50);
  });
});
