import type { EventName, Events } from '../../../shared/contract/ipc.ts';
import type { PreferencesStore } from '../../storage/settings/preferences-store.ts';
import type { RecentCollections } from '../../storage/settings/recent-collections.ts';
import { type LastWindow, readLastSession, writeLastSession } from '../../storage/settings/user-folder.ts';
import type { OpenCollection } from './open-collection.ts';
import type { CollectionSession } from './session.ts';
import type { Shell } from './shell.ts';

/** How long what is open waits for more before it is kept: after a crash it is at most so much older. */
const keepDelayMs = 1_000;

/** A window of the program, as far as all windows have to do with it. */
export interface ProgramWindow {
  readonly shell: Shell;
  /** Null before anything was opened. */
  readonly session: () => CollectionSession | null;
}

/** The windows of the program, the one in front first, and what they have open for the next start. */
export class ApplicationWindows {
  readonly #userFolder: string;
  readonly #log: (line: string) => void;
  #windows = new Set<ProgramWindow>();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  /** Whether the program is being quit: what is open then is opened again, although the windows go one by one. */
  #isQuitting = false;

  constructor({ userFolder, log }: Pick<Shell, 'userFolder' | 'log'>) {
    this.#userFolder = userFolder;
    this.#log = log;
  }

  add(window: ProgramWindow): void {
    this.#windows.add(window);
  }

  /** The last window stays known: it is what the next start begins with. */
  remove(window: ProgramWindow): void {
    if (this.#windows.size > 1) this.#windows.delete(window);
    this.noteChange();
  }

  /** Tells the windows, but for one. */
  tell<E extends EventName>(event: E, value: Events[E], except: Shell | null = null): void {
    for (const { shell } of this.#windows) if (shell !== except) shell.send(event, value);
  }

  /** The folders of the collections that windows show. */
  folders(): readonly string[] {
    return [...this.#windows].flatMap(({ session }) => {
      const now = session();
      return now?.hasCollection ? [now.shared.folder] : [];
    });
  }

  /** The window that shows a collection, of several the one that came forward last; null when none does. */
  showing(collection: OpenCollection | null | undefined): Shell | null {
    const showing = [...this.#windows].find(({ session }) => {
      const now = session();
      return collection && now?.hasCollection && now.shared === collection;
    });
    return showing?.shell ?? null;
  }

  /** A window came before all others: it is the one that the next start begins with. */
  cameForward(window: ProgramWindow): void {
    if (!this.#windows.delete(window)) return;
    this.#windows = new Set([window, ...this.#windows]);
    this.noteChange();
  }

  /** What is open has changed, or where a window is. It is on the disk a moment later. */
  noteChange(): void {
    if (!this.#isQuitting) this.#timer ??= setTimeout(() => void this.#write(), keepDelayMs);
  }

  /** Keeps what is open now, whatever is closed after that, until `goOn`. */
  quit(): Promise<void> {
    if (this.#isQuitting) return this.#writing;
    const kept = this.#write();
    this.#isQuitting = true;
    return kept;
  }

  /** The program goes on after all. */
  goOn(): void {
    this.#isQuitting = false;
  }

  /** What was open when the program was closed last, window by window. */
  last(): Promise<readonly LastWindow[]> {
    return readLastSession(this.#userFolder);
  }

  /** Waits until what is open is on the disk. */
  async close(): Promise<void> {
    if (this.#timer !== undefined) await this.#write();
    await this.#writing;
  }

  #write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const windows = [...this.#windows].flatMap(({ shell, session }): readonly LastWindow[] => {
      const now = session();
      if (!now?.hasCollection) return [];
      return [{ collection: now.shared.folder, document: now.lastDocument, place: shell.place() }];
    });
    this.#writing = this.#writing
      .then(() => writeLastSession(this.#userFolder, windows))
      .catch((error: unknown) => this.#log(String(error)));
    return this.#writing;
  }

  /** Preferences as one window changes them: the others follow. */
  preferencesFor(shell: Shell, preferences: PreferencesStore): PreferencesStore {
    return {
      get preferences() {
        return preferences.preferences;
      },
      notices: preferences.notices,
      save: async (wanted) => {
        const saved = await preferences.save(wanted);
        this.tell('preferences-changed', { preferences: saved }, shell);
        return saved;
      },
    };
  }

  /** The recent collections as one window changes them: the menu and the others follow. */
  recentFor(shell: Shell, recent: RecentCollections): RecentCollections {
    const told = async (change: Promise<void>): Promise<void> => {
      await change;
      shell.showRecent(recent.list());
      this.tell('recent-changed', { recent: recent.list() }, shell);
    };
    return {
      list: () => recent.list(),
      add: (collection) => told(recent.add(collection)),
      remove: (gone) => told(recent.remove(gone)),
      clear: (kept) => told(recent.clear(kept)),
    };
  }
}
