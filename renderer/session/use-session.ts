import { useStore } from '../store.ts';
import { type Session, sessionStore } from './session-store.ts';

/** A part of the session, for components that are drawn only after it has begun. Pass a constant function where it makes a new
 *  object. */
export function useSession<Part>(select: (session: Session) => Part): Part {
  return useStore(sessionStore, (now) => {
    if (!now) throw new Error('the session has not begun');
    return select(now);
  });
}
