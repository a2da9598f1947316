import type { RecordedSession } from '../helpers/random-sessions.ts';
import { checkSession, InvariantError } from '../helpers/session-invariants.ts';

/** The session without every act that it can do without and still break the invariant. */
export function shortened(session: RecordedSession, invariant: string): RecordedSession {
  let { acts } = session;
  for (let size = Math.ceil(acts.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let at = acts.length - size; at >= 0; at -= size) {
      const without = [...acts.slice(0, at), ...acts.slice(at + size)];
      if (breaks({ ...session, acts: without }, invariant)) acts = without;
    }
  return { ...session, acts };
}

function breaks(session: RecordedSession, invariant: string): boolean {
  try {
    checkSession(session);
    return false;
  } catch (error) {
    return error instanceof InvariantError && error.invariant === invariant;
  }
}
