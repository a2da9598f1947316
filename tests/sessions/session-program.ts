import type { ActName } from '../helpers/editing-acts.ts';
import { checkKeyCases } from '../helpers/key-cases.ts';
import { type RecordedSession, randomSession } from '../helpers/random-sessions.ts';
import { checkSession, InvariantError } from '../helpers/session-invariants.ts';
import { shortened } from './shorten-session.ts';

/** A session that broke an invariant. */
interface FailedSession extends RecordedSession {
  readonly seed: number;
  readonly invariant: string;
  readonly why: string;
}

/** What a share of the sessions came to. */
interface Outcome {
  readonly sessions: number;
  readonly acts: Readonly<Record<string, { readonly tried: number; readonly done: number }>>;
  readonly failures: readonly FailedSession[];
  /** Keys that were pressed once each, and what was unlike ProseMirror's own commands. */
  readonly keys: { readonly pressed: number; readonly failures: readonly string[] };
}

/** Failures beyond these are rarely of another kind. */
const mostFailures = 8;

/** Lives through the sessions of some seeds.
 *  @param first the first seed
 *  @param step from one seed to the next */
function liveThrough(first: number, last: number, step: number): Outcome {
  const acts = new Map<ActName, { tried: number; done: number }>();
  const failures: FailedSession[] = [];
  let sessions = 0;
  for (let seed = first; seed <= last && failures.length < mostFailures; seed += step) {
    const session = randomSession(seed);
    sessions += 1;
    try {
      for (const [name, { tried, done }] of checkSession(session).acts) {
        const sum = acts.get(name) ?? { tried: 0, done: 0 };
        acts.set(name, { tried: sum.tried + tried, done: sum.done + done });
      }
    } catch (error) {
      if (!(error instanceof InvariantError)) throw error;
      failures.push({ seed, invariant: error.invariant, why: error.message, ...shortened(session, error.invariant) });
    }
  }
  return { sessions, acts: Object.fromEntries(acts), failures, keys: pressKeys(first, last, step) };
}

/** Keys pressed for every session: half of them in documents with page anchors. */
const keysEach = 20;

function pressKeys(first: number, last: number, step: number): Outcome['keys'] {
  const failures: string[] = [];
  let pressed = 0;
  for (let seed = first; seed <= last && failures.length < mostFailures; seed += step)
    for (const anchored of [false, true]) {
      try {
        checkKeyCases(1 + seed * keysEach, keysEach / 2, anchored);
      } catch (error) {
        failures.push(error instanceof Error ? error.message : String(error));
      }
      pressed += keysEach / 2;
    }
  return { pressed, failures };
}

const [first = 1, last = 1, step = 1] = process.argv.slice(2).map(Number);
process.stdout.write(JSON.stringify(liveThrough(first, last, step)));
