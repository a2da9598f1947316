import type { RecentCollection, StartState } from '../../shared/contract/calls/application.ts';
import type { CollectionView, ImportOutcome } from '../../shared/contract/calls/collection.ts';
import type { ImportQuestion } from '../../shared/contract/payloads/import.ts';
import type { Preferences } from '../../shared/contract/payloads/preferences.ts';
import type { DocumentId, EntityId } from '../../shared/document/identifier.ts';
import { createStore, type ReadableStore, type Store, useStore } from '../platform/store.ts';
import type { DocumentSession } from './document-session.ts';
import type { Place } from './places.ts';

/** What fills the window. */
type Screen =
  | { readonly kind: 'start' }
  | { readonly kind: 'collection' }
  | { readonly kind: 'workbench'; readonly document: DocumentSession; readonly place: Place | null };

/** What lies over the right edge of the window until it is closed. */
export type Panel =
  | { readonly kind: 'preferences'; readonly part: 'editor' | 'shortcuts' }
  | { readonly kind: 'export'; readonly documents: readonly DocumentId[]; readonly checkAtOnce: boolean }
  /** Find and replace in these documents; in all of the collection when null. */
  | { readonly kind: 'second-reading'; readonly documents: readonly [DocumentId, ...DocumentId[]] }
  | { readonly kind: 'facts'; readonly documents: readonly DocumentId[] }
  | { readonly kind: 'contact sheet'; readonly documents: readonly DocumentId[] }
  | { readonly kind: 'sample'; readonly documents: readonly DocumentId[] }
  | { readonly kind: 'find'; readonly documents: readonly DocumentId[] | null }
  /** Search in the texts; at once when there is something to look for. */
  | { readonly kind: 'search'; readonly text: string }
  | { readonly kind: 'statistics' }
  | { readonly kind: 'review' }
  /** A page of the guide by the name of its file, without its ending. */
  | { readonly kind: 'guide'; readonly page: string }
  | { readonly kind: 'about' }
  | { readonly kind: 'vocabulary' }
  /** Words that are decided together: those that read so at once, when they are named. */
  | { readonly kind: 'alike'; readonly reading: { readonly read: string; readonly meant: readonly string[] } | null }
  /** One of them at once, when it is named. */
  | { readonly kind: 'entities'; readonly entity: EntityId | null }
  | { readonly kind: 'correspondence' }
  | { readonly kind: 'tag types' }
  | { readonly kind: 'removed' }
  | { readonly kind: 'conflicts' }
  | { readonly kind: 'share' }
  | { readonly kind: 'join' }
  | { readonly kind: 'import'; readonly outcome: ImportOutcome }
  | { readonly kind: 'import question'; readonly question: ImportQuestion }
  | { readonly kind: 'recovery'; readonly document: DocumentId };

/** Everything that is true of the window as a whole. */
export interface WindowSession {
  readonly version: string;
  readonly platform: StartState['platform'];
  readonly preferences: Preferences;
  readonly recent: readonly RecentCollection[];
  readonly collection: CollectionView | null;
  readonly screen: Screen;
  readonly panel: Panel | null;
  readonly isPaletteOpen: boolean;
  /** Whether it is asked what to go to. */
  readonly isGoingTo: boolean;
  /** Whether the start screen asks what a new collection is called. */
  readonly isNamingCollection: boolean;
  /** Whether a collection or a document is being opened. */
  readonly isOpening: boolean;
}

const store: Store<WindowSession | null> = createStore<WindowSession | null>(null);

/** Null until the main process has said how things stand. */
const sessionStore: ReadableStore<WindowSession | null> = store;

export const beginSession = (session: WindowSession): void => store.set(session);

/** @throws Error before the session has begun */
export function session(): WindowSession {
  const now = store.get();
  if (!now) throw new Error('the session has not begun');
  return now;
}

/** Replaces parts of the session. */
export const patchSession = (patch: Partial<WindowSession>): void => store.set({ ...session(), ...patch });

export const openPanel = (panel: Panel): void => patchSession({ panel });
export const closePanel = (): void => patchSession({ panel: null });
/** One list to choose from by typing takes the place of the other. */
export const setPaletteOpen = (isPaletteOpen: boolean): void =>
  patchSession(isPaletteOpen ? { isPaletteOpen, isGoingTo: false } : { isPaletteOpen });

/** A part of the session, for components that are drawn only after it has begun. Pass a constant function where it makes a new
 *  object. */
export function useSession<Part>(select: (session: WindowSession) => Part): Part {
  return useStore(sessionStore, (now) => {
    if (!now) throw new Error('the session has not begun');
    return select(now);
  });
}
