import { inEnglish } from '../../shared/translation/retell.ts';
import type { LeftPlaces } from '../storage/settings/left-places.ts';
import { isRulesName, type PreferencesStore } from '../storage/settings/preferences-store.ts';
import type { RecentCollections } from '../storage/settings/recent-collections.ts';
import type { ApplicationWindows } from './session/application-windows.ts';
import { done, type HandlersOf, refused } from './session/handler.ts';
import type { Opened } from './session/launch.ts';
import type { CollectionSession } from './session/session.ts';
import type { Beginning, Shell } from './session/shell.ts';

/** What is there of a window before a collection is opened. */
export interface Start {
  readonly shell: Shell;
  readonly preferences: PreferencesStore;
  readonly recent: RecentCollections;
  readonly places: LeftPlaces;
  readonly windows: ApplicationWindows;
  /** The open collection with all that works on it; it is read when it is asked for first. */
  readonly session: () => Promise<CollectionSession>;
}

type AppChannels = 'app:start' | 'menu:offer' | 'window:paste' | 'window:open' | 'recent:clear';

/** Answers what the first screen asks, without reading more than it needs.
 *  @param opening what the window begins with
 *  @param onStarted called when the page has been told, just after that */
export function appHandlers(start: Start, opening: Promise<Begun>, onStarted: () => void): HandlersOf<AppChannels> {
  const { shell, preferences, recent, session, windows } = start;
  // Whoever asks for it hears of it.
  opening.catch(() => undefined);
  let isFirst = true;
  return {
    async 'app:start'() {
      const begun = await opening;
      // The page was loaded again, as after a crash.
      const { opened, fault } = isFirst ? begun : await (await import('./session/launch.ts')).reopened(await session());
      const files = isFirst ? begun.files : [];
      isFirst = false;
      setImmediate(onStarted);
      return done({
        version: shell.version,
        platform: shell.platform,
        preferences: preferences.preferences,
        recent: recent.list(),
        opened,
        fault,
        files,
      });
    },
    async 'menu:offer'({ commands, on }) {
      shell.offerCommands(commands, on);
      return done(null);
    },
    async 'window:paste'() {
      shell.paste();
      return done(null);
    },
    async 'window:open'({ document }) {
      const own = await session();
      const collection = own.hasCollection ? own.collection.folder : null;
      shell.openWindow({ collection, document: collection && document, files: [], place: null });
      return done(null);
    },
    async 'recent:clear'() {
      // What is open must be among them when it is opened again with the next start.
      await recent.clear(windows.folders());
      return done(recent.list());
    },
  };
}

/** What a window begins with. */
interface Begun extends Opened {
  /** Files that a person opened with the program. */
  readonly files: readonly string[];
}

/** Opens what the command line asked for, or else what was open when the program was closed last. */
export async function openAtStart({ shell, session, preferences, recent, windows }: Start): Promise<Begun> {
  const { collection, sample, named } = shell.launch;
  if (collection !== null || sample || named.length > 0) {
    const { openLaunched, sortNamed } = await import('./session/launch.ts');
    const { files } = await sortNamed(named);
    return { ...(await openLaunched(await session())), files };
  }
  // Only what a person once opened: the file is one among others of the person's folder.
  const known = new Set(recent.list().map(({ folder }) => folder));
  const last = preferences.preferences.reopen ? await windows.last() : [];
  const wanted = last.filter((window) => known.has(window.collection));
  if (wanted.length === 0) return { opened: null, fault: null, files: [] };
  const { opened, fault, rest } = await (await import('./session/launch.ts')).openLast(await session(), wanted);
  for (const one of rest) shell.openWindow({ ...one, files: [] });
  return { opened, fault, files: [] };
}

/** Opens what a window is to begin with. */
export async function begin({ session }: Start, beginning: Beginning): Promise<Begun> {
  const { openBeginning } = await import('./session/launch.ts');
  return { ...(await openBeginning(await session(), beginning)), files: beginning.files };
}

/** What a person set for all windows. */
export function preferencesHandlers({
  preferences,
  shell,
}: Start): HandlersOf<'preferences:save' | 'preferences:choose-schema'> {
  return {
    async 'preferences:save'(wanted) {
      const { schemaFile, rulesFile } = preferences.preferences;
      const isChosen = (file: string | null): boolean => file === null || file === schemaFile || file === rulesFile;
      // The page must not name one by itself, not even one that was dropped: a schema decides what an edition is judged by.
      if (!isChosen(wanted.schemaFile) || !isChosen(wanted.rulesFile)) {
        return refused({
          what: inEnglish`The schema file was not chosen by you in a dialog.`,
          kept: inEnglish`The preferences are as they were.`,
          next: inEnglish`Choose the schema file with “Choose…” in the preferences.`,
          details: null,
        });
      }
      const saved = await preferences.save(wanted);
      shell.applyTheme(saved.theme);
      shell.showKeys(saved.keys);
      return done(saved);
    },
    async 'preferences:choose-schema'() {
      const file = await shell.chooseSchemaFile();
      if (file === null) return done(null);
      // Both hold together; which of them it is its name says.
      const chosen = isRulesName(file) ? { rulesFile: file } : { schemaFile: file };
      return done(await preferences.save({ ...preferences.preferences, ...chosen }));
    },
  };
}
