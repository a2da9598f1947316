import type { PictureAnswer } from '../images/page-pictures.ts';
import { type LeftPlaces, openLeftPlaces } from '../storage/settings/left-places.ts';
import { isRulesName, openPreferences, type PreferencesStore } from '../storage/settings/preferences-store.ts';
import { openRecentCollections, type RecentCollections } from '../storage/settings/recent-collections.ts';
import { type LastSession, readLastSession, writeLastSession } from '../storage/settings/user-folder.ts';
import type { Opened } from './launch.ts';
import { done, type Handlers, type HandlersOf, later, refused } from './session/handler.ts';
import type { CollectionSession } from './session/session.ts';
import type { Shell } from './session/shell.ts';

/** What is there before a collection is opened. */
interface Start {
  readonly shell: Shell;
  readonly preferences: PreferencesStore;
  readonly recent: RecentCollections;
  readonly places: LeftPlaces;
  /** The open collection with all that works on it; it is read when it is asked for first. */
  readonly session: () => Promise<CollectionSession>;
}

/** Answers what the first screen asks, without reading more than it needs. */
function appHandlers(start: Start): HandlersOf<'app:start' | 'menu:offer' | 'window:paste'> {
  const { shell, preferences, recent, session } = start;
  // While the page is loaded.
  const launching = openAtStart(start);
  // Whoever asks for it hears of it.
  launching.catch(() => undefined);
  let isFirst = true;
  return {
    async 'app:start'() {
      const launched = await launching;
      // The page was loaded again, as after a crash.
      const opened = isFirst ? launched : await (await import('./launch.ts')).reopened(await session());
      isFirst = false;
      return done({
        version: shell.version,
        platform: shell.platform,
        preferences: preferences.preferences,
        recent: recent.list(),
        ...opened,
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
  };
}

/** Opens what the command line asked for, or else what was open when the program was closed last. */
async function openAtStart(start: Start): Promise<Opened> {
  const { shell, session } = start;
  if (shell.launch.collection !== null || shell.launch.sample)
    return (await import('./launch.ts')).openLaunched(await session());
  const last = await lastSession(start);
  return last === null ? { opened: null, fault: null } : (await import('./launch.ts')).openLast(await session(), last);
}

/** What was open when the program was closed last; null where that is not wanted. */
async function lastSession({ shell, preferences, recent }: Start): Promise<LastSession | null> {
  if (!preferences.preferences.reopen) return null;
  const last = await readLastSession(shell.userFolder);
  // Only what a person once opened: the file is one among others of the person's folder.
  return recent.list().some(({ folder }) => folder === last?.collection) ? last : null;
}

function preferencesHandlers({
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
          what: 'The schema file was not chosen by you in a dialog.',
          kept: 'The preferences are as they were.',
          next: 'Choose the schema file with “Choose…” in the preferences.',
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
  ...later(['app:about', 'app:show-log'], async () => (await import('./about.ts')).aboutHandlers(await session())),
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
  ...later(['collection:share', 'collection:sync', 'collection:conflicts', 'collection:settle'], async () =>
    (await import('./sharing.ts')).sharingHandlers(await session()),
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
  ...later(['archive:assign', 'archive:second-reading', 'archive:settle-reading', 'archive:end-reading'], async () =>
    (await import('./archive.ts')).readingHandlers(await session()),
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

/** Everything behind the window. */
export interface Application {
  readonly handlers: Handlers;
  /** The picture that a path below `/facsimile/` names, if the window may see it. */
  picture(pathname: string): Promise<PictureAnswer>;
  /** Reads what opening a collection and a document needs, so that nobody waits for it who does so. */
  readAhead(): Promise<void>;
  /** Waits for what is on its way to the disk and closes documents and collection. */
  close(): Promise<void>;
}

/** Opens what the window needs before it asks for anything.
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
  let opening: Promise<CollectionSession> | null = null;
  const session = (): Promise<CollectionSession> => {
    opening ??= import('./session/session.ts').then(
      ({ CollectionSession: Session }) => new Session(shell, preferences, recent),
      (error: unknown) => {
        // The next one tries again.
        opening = null;
        throw error;
      },
    );
    return opening;
  };
  const start: Start = { shell, preferences, recent, places, session };
  const handlers: Handlers = {
    ...appHandlers(start),
    ...preferencesHandlers(start),
    ...collectionHandlers(start),
    ...importHandlers(start),
    ...documentHandlers(start),
    ...letterHandlers(start),
    ...alikeHandlers(start),
    ...spellingHandlers(start),
    ...entityHandlers(start),
    ...scholarlyHandlers(start),
  };
  return {
    handlers,
    picture: async (pathname) => (opening === null ? 'none' : (await opening).picture(pathname)),
    async readAhead() {
      await session();
      await Promise.all([import('./collection.ts'), import('./document.ts')]);
    },
    async close() {
      try {
        await closeSession(shell, await opening);
      } finally {
        await places.close();
      }
    },
  };
}

/** Keeps what is open, for the next start, and closes it. */
async function closeSession(shell: Shell, session: CollectionSession | null): Promise<void> {
  const last = session?.hasCollection
    ? { collection: session.collection.folder, document: session.lastDocument }
    : null;
  await writeLastSession(shell.userFolder, last).catch((error: unknown) => shell.log(String(error)));
  await session?.closeCollection();
}
