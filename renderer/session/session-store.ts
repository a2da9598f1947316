import type { ImportQuestion } from '../../shared/contract/import.ts';
import type { CollectionView, ImportOutcome, RecentCollection, StartState } from '../../shared/contract/ipc.ts';
import type { Preferences } from '../../shared/contract/preferences.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { createStore, type ReadableStore, type Store } from '../store.ts';
import type { DocumentSession } from '../workbench/document-session.ts';
import type { Place } from '../workbench/place.ts';

/** What fills the window. */
export type Screen =
  | { readonly kind: 'start' }
  | { readonly kind: 'collection' }
  | { readonly kind: 'workbench'; readonly document: DocumentSession; readonly place: Place | null };

/** What lies over the right edge of the window until it is closed. */
export type Panel =
  | { readonly kind: 'preferences'; readonly part: 'editor' | 'shortcuts' }
  | { readonly kind: 'export'; readonly documents: readonly DocumentId[]; readonly checkAtOnce: boolean }
  /** Find and replace in these documents; in all of the collection when null. */
  | { readonly kind: 'find'; readonly documents: readonly DocumentId[] | null }
  | { readonly kind: 'vocabulary' }
  | { readonly kind: 'removed' }
  | { readonly kind: 'import'; readonly outcome: ImportOutcome }
  | { readonly kind: 'import question'; readonly question: ImportQuestion }
  | { readonly kind: 'recovery'; readonly document: DocumentId };

/** Everything that is true of the window as a whole. */
export interface Session {
  readonly version: string;
  readonly platform: StartState['platform'];
  readonly preferences: Preferences;
  readonly recent: readonly RecentCollection[];
  readonly collection: CollectionView | null;
  readonly screen: Screen;
  readonly panel: Panel | null;
  readonly isPaletteOpen: boolean;
  /** Whether the start screen asks what a new collection is called. */
  readonly isNamingCollection: boolean;
  /** Whether a collection or a document is being opened. */
  readonly isOpening: boolean;
}

const store: Store<Session | null> = createStore<Session | null>(null);

/** Null until the main process has said how things stand. */
export const sessionStore: ReadableStore<Session | null> = store;

export const beginSession = (session: Session): void => store.set(session);

/** @throws Error before the session has begun */
export function session(): Session {
  const now = store.get();
  if (!now) throw new Error('the session has not begun');
  return now;
}

/** Replaces parts of the session. */
export const patchSession = (patch: Partial<Session>): void => store.set({ ...session(), ...patch });

export const openPanel = (panel: Panel): void => patchSession({ panel });
export const closePanel = (): void => patchSession({ panel: null });
export const setPaletteOpen = (isPaletteOpen: boolean): void => patchSession({ isPaletteOpen });
