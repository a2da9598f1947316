import type { PictureAnswer } from '../images/page-pictures.ts';
import { type LeftPlaces, openLeftPlaces } from '../storage/settings/left-places.ts';
import { openPreferences, type PreferencesStore } from '../storage/settings/preferences-store.ts';
import { openRecentCollections, type RecentCollections } from '../storage/settings/recent-collections.ts';
import { ApplicationWindows, type ProgramWindow } from './session/application-windows.ts';
import { done, type Handlers, later, type Once, once } from './session/handler.ts';
import type { Opened, SortedNames } from './session/launch.ts';
import type { OpenCollections } from './session/open-collections.ts';
import { besideOthers } from './session/other-windows.ts';
import type { CollectionSession } from './session/session.ts';
import type { Beginning, Shell } from './session/shell.ts';
import { appHandlers, begin, openAtStart, preferencesHandlers, type Start } from './start.ts';

/** The program and the collection as a whole. */
const collectionHandlers = ({ session }: Start) => ({
  ...later(['job:cancel'], async () => {
    const { jobs } = await session();
    return {
      async 'job:cancel'({ job }) {
        jobs.cancel(job);
        return done(null);
      },
    };
  }),
  ...later(['app:about', 'app:show-log', 'app:show-licences', 'app:defect'], async () =>
    (await import('./about.ts')).aboutHandlers(await session()),
  ),
  ...later(['preferences:export-keys', 'preferences:import-keys'], async () =>
    (await import('./about.ts')).keyHandlers(await session()),
  ),
  ...later(
    [
      'collection:choose',
      'collection:new',
      'collection:open',
      'collection:reopen',
      'collection:open-sample',
      'collection:close',
      'collection:rest',
      'collection:documents',
      'collection:set-status',
      'collection:set-statuses',
    ],
    async () => (await import('./collection.ts')).collectionHandlers(await session()),
  ),
  ...later(['collection:back-up', 'collection:restore-backup'], async () =>
    (await import('./collection.ts')).backupHandlers(await session()),
  ),
  ...later(['collection:remove', 'collection:removed', 'collection:put-back', 'collection:empty-removed'], async () =>
    (await import('./collection.ts')).removalHandlers(await session()),
  ),
  ...later(['document:recovery', 'document:compare-branches', 'document:keep-branches'], async () =>
    (await import('./collection.ts')).recoveryHandlers(await session()),
  ),
  ...later(['collection:vocabulary', 'collection:readers', 'collection:learn'], async () =>
    (await import('./suspects.ts')).vocabularyHandlers(await session()),
  ),
  ...later(['collection:find', 'collection:replace', 'collection:take-back'], async () =>
    (await import('./find.ts')).findHandlers(await session()),
  ),
  ...later(
    [
      'collection:search',
      'collection:searches',
      'collection:keep-searches',
      'collection:table-views',
      'collection:keep-table-views',
    ],
    async () => (await import('./search.ts')).searchHandlers(await session()),
  ),
});

/** What several people do to one collection. */
const sharingHandlers = ({ session }: Start) => ({
  ...later(['collection:sharing', 'collection:choose-place', 'collection:share', 'collection:join'], async () =>
    (await import('./sharing.ts')).sharingHandlers(await session()),
  ),
  ...later(['collection:sync', 'collection:conflicts', 'collection:settle'], async () =>
    (await import('./sharing.ts')).sharingHandlers(await session()),
  ),
});

/** What comes into a collection. */
const importHandlers = ({ session }: Start) =>
  later(
    [
      'collection:import',
      'collection:import-as',
      'collection:import-duplicates',
      'collection:import-rows',
      'collection:save-import-report',
    ],
    async () => (await import('./import-files.ts')).importHandlers(await session()),
  );

const alikeHandlers = ({ session }: Start) =>
  later(['alike:groups', 'alike:words', 'alike:pictures', 'alike:settle', 'alike:take-back'], async () =>
    (await import('./find.ts')).alikeHandlers(await session()),
  );

const spellingHandlers = ({ session }: Start) =>
  later(['collection:misspelled', 'collection:spellings'], async () =>
    (await import('./suspects.ts')).spellingHandlers(await session()),
  );

/** One document. */
const documentHandlers = ({ session, places }: Start) => ({
  ...later(
    [
      'document:open',
      'document:bring-forward',
      'document:append',
      'document:set-metadata',
      'document:name-version',
      'document:restore',
      'document:review',
      'document:note-place',
      'document:close',
    ],
    async () => (await import('./document.ts')).documentHandlers(await session(), places),
  ),
  ...later(['document:split', 'document:join', 'document:undo-division'], async () =>
    (await import('./document.ts')).divisionHandlers(await session()),
  ),
  ...later(
    ['document:versions', 'document:compare', 'document:state-at', 'document:word-history', 'document:note-history'],
    async () => (await import('./versions.ts')).versionHandlers(await session()),
  ),
  ...later(['document:suspects'], async () => (await import('./suspects.ts')).suspectHandlers(await session())),
  ...later(['document:error-rate'], async () => (await import('./edition.ts')).measureHandlers(await session())),
  ...later(
    [
      'facsimile:places',
      'facsimile:add',
      'facsimile:arrange',
      'facsimile:sheet',
      'facsimile:group',
      'facsimile:ungroup',
      'facsimile:propose-treatment',
      'facsimile:add-half',
      'facsimile:relink',
      'facsimile:read',
      'facsimile:add-layout',
    ],
    async () => (await import('./facsimile.ts')).facsimileHandlers(await session()),
  ),
});

/** How documents are tied to one another. */
const letterHandlers = ({ session }: Start) =>
  later(
    [
      'document:thread',
      'correspondence:look',
      'correspondence:timeline',
      'correspondence:pairs',
      'correspondence:papers',
      'correspondence:thread',
      'correspondence:export',
      'dates:findings',
      'dates:fix',
      'dates:undo',
    ],
    async () => (await import('./correspondence.ts')).correspondenceHandlers(await session()),
  );

/** Whom and what the documents name. */
const entityHandlers = ({ session }: Start) =>
  later(
    [
      'entities:list',
      'entities:get',
      'entities:candidates',
      'entities:make',
      'entities:take',
      'entities:change',
      'entities:broader',
      'entities:around',
      'entities:tree',
      'entities:places',
      'entities:save-map',
      'entities:merge',
      'entities:split',
      'entities:remove',
      'entities:undo',
      'entities:mentions',
      'entities:check',
      'entities:import',
      'entities:export',
      'entities:authorities',
      'entities:load-authority',
      'entities:remove-authority',
    ],
    async () => (await import('./entities.ts')).entityHandlers(await session()),
  );

/** What is said about texts, and what is made of them. */
const scholarlyHandlers = ({ session }: Start) => ({
  ...later(
    [
      'collection:occurrences',
      'collection:tag',
      'document:suggestions',
      'tag-types:list',
      'tag-types:define',
      'tag-types:remove',
      'tag-types:undo',
      'tags:hidden-layers',
      'tags:hide-layers',
    ],
    async () => (await import('./tagging.ts')).taggingHandlers(await session()),
  ),
  ...later(
    [
      'archive:describe',
      'archive:take-back',
      'archive:import-table',
      'archive:export-table',
      'archive:templates',
      'archive:keep-template',
    ],
    async () => (await import('./archive.ts')).archiveHandlers(await session()),
  ),
  ...later(
    [
      'archive:assign',
      'archive:second-reading',
      'archive:settle-reading',
      'archive:end-reading',
      'archive:draw-sample',
    ],
    async () => (await import('./archive.ts')).readingHandlers(await session()),
  ),
  ...later(
    [
      'edition:check',
      'edition:watch',
      'edition:fix',
      'edition:export',
      'edition:facts',
      'edition:keep-facts',
      'edition:review',
      'edition:write-review',
      'edition:import-annotations',
      'edition:show-in-folder',
      'edition:choose-template',
      'edition:write-templates',
    ],
    async () => (await import('./edition.ts')).editionHandlers(await session()),
  ),
  ...later(['edition:print'], async () => (await import('./print.ts')).printHandlers(await session())),
});

/** What answers one window. */
export interface WindowDoor {
  readonly handlers: Handlers;
  /** What it begins with. */
  readonly begun: Promise<Opened>;
  /** Resolved when its page has been told what it begins with. */
  readonly started: Promise<void>;
  /** Its window came before all others. */
  cameForward(): void;
  /** Waits for what is on its way to the disk and closes its documents, and its collection if no other window shows it. */
  close(): Promise<void>;
}

/** Everything behind the windows. */
export interface Application extends WindowDoor {
  /** One more window. */
  addWindow(shell: Shell, beginning: Beginning): WindowDoor;
  /** The picture that a path below `/facsimile/` names, if a window may see it. */
  picture(pathname: string): Promise<PictureAnswer>;
  /** The window that shows the collection of a folder; null when none does. */
  windowOf(folder: string): Promise<Shell | null>;
  /** Tells collections from files to be imported, among what a person opened with the program. */
  sortNamed(named: readonly string[]): Promise<SortedNames>;
  /** Keeps what is open now for the next start, whatever is closed after that. */
  quit(): Promise<void>;
  /** The program is not quit after all. */
  goOn(): void;
  /** Reads what opening a collection and a document needs, so that nobody waits for it who does so. */
  readAhead(): Promise<void>;
  /** Waits for what is on its way to the disk and closes all documents and collections. */
  close(): Promise<void>;
}

/** Opens what the first window needs before it asks for anything.
 *  @throws ReplaceFileError when preferences cannot be kept in the user's folder */
export async function createApplication(shell: Shell): Promise<Application> {
  const preferences = await openPreferences(shell.userFolder);
  for (const notice of preferences.notices) shell.log(notice);
  shell.applyTheme(preferences.preferences.theme);
  shell.showKeys(preferences.preferences.keys);
  const [places, recent] = await Promise.all([
    openLeftPlaces(shell.userFolder, (error) => shell.log(`Where documents were left was not kept: ${String(error)}`)),
    openRecentCollections(shell.userFolder),
  ]);
  shell.showRecent(recent.list());
  const windows = new ApplicationWindows(shell);
  const shared = once(async () => {
    const [{ CollectionSession: Session }, { OpenCollections: Collections }] = await Promise.all([
      import('./session/session.ts'),
      import('./session/open-collections.ts'),
    ]);
    return { Session, collections: new Collections(shell, preferences) };
  });
  const program: Program = { preferences, recent, places, windows, shared };
  const first = windowDoor(program, shell, null);
  const doors = new Set([first]);
  return {
    ...first,
    addWindow(its, beginning) {
      const door = windowDoor(program, its, beginning);
      doors.add(door);
      return door;
    },
    picture: async (pathname) => (await shared.now())?.collections.picture(pathname) ?? 'none',
    windowOf: async (folder) => windows.showing(await (await shared.now())?.collections.of(folder)),
    sortNamed: async (named) => (await import('./session/launch.ts')).sortNamed(named),
    quit: () => windows.quit(),
    goOn: () => windows.goOn(),
    async readAhead() {
      await first.session();
      await Promise.all([import('./collection.ts'), import('./document.ts')]);
    },
    async close() {
      try {
        await windows.quit();
        for (const door of doors) await door.close();
      } finally {
        await Promise.all([places.close(), windows.close()]);
      }
    },
  };
}

/** What all windows have in common. */
interface Program {
  readonly preferences: PreferencesStore;
  readonly recent: RecentCollections;
  readonly places: LeftPlaces;
  readonly windows: ApplicationWindows;
  readonly shared: Once<{ readonly Session: typeof CollectionSession; readonly collections: OpenCollections }>;
}

/** @param beginning null for the first window, which begins with what the command line asked for or what was open last */
function windowDoor(
  program: Program,
  given: Shell,
  beginning: Beginning | null,
): WindowDoor & { session(): Promise<CollectionSession> } {
  const { windows, places, shared } = program;
  const shell: Shell = {
    ...given,
    showOpen(open) {
      given.showOpen(open);
      windows.noteChange();
    },
  };
  const preferences = windows.preferencesFor(shell, program.preferences);
  const recent = windows.recentFor(shell, program.recent);
  let opened: CollectionSession | null = null;
  const session = async (): Promise<CollectionSession> => {
    const { Session, collections } = await shared.get();
    opened ??= new Session(shell, preferences, recent, collections);
    return opened;
  };
  const window: ProgramWindow = { shell, session: () => opened };
  windows.add(window);
  const start: Start = { shell, preferences, recent, places, windows, session };
  const begun = beginning === null ? openAtStart(start) : begin(start, beginning);
  let onStarted = (): void => undefined;
  const started = new Promise<void>((resolve) => {
    onStarted = resolve;
  });
  const handlers: Handlers = {
    ...appHandlers(start, begun, () => onStarted()),
    ...preferencesHandlers(start),
    ...collectionHandlers(start),
    ...sharingHandlers(start),
    ...importHandlers(start),
    ...documentHandlers(start),
    ...letterHandlers(start),
    ...alikeHandlers(start),
    ...spellingHandlers(start),
    ...entityHandlers(start),
    ...scholarlyHandlers(start),
  };
  return {
    handlers: besideOthers(handlers, () => opened),
    begun,
    started,
    session,
    cameForward: () => windows.cameForward(window),
    async close() {
      await opened?.closeCollection();
      windows.remove(window);
    },
  };
}
