import path from 'node:path';
import type { StartState } from '../../shared/contract/calls/application.ts';
import type { Calls, Reply } from '../../shared/contract/ipc.ts';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import type { PictureAnswer } from '../images/page-pictures.ts';
import { ownModels } from '../line-reading/known-models.ts';
import { knownLanguages } from '../ocr/ocr-languages.ts';
import { findDocument } from '../storage/collection/named-documents.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { openLeftPlaces } from '../storage/settings/left-places.ts';
import { openPreferences } from '../storage/settings/preferences-store.ts';
import { openRecentCollections } from '../storage/settings/recent-collections.ts';
import { readLastSession, writeLastSession } from '../storage/settings/user-folder.ts';
import { type SuspectAnswer, SuspectAnswers } from '../suspects/suspect-answers.ts';
import type { SuspectsOfBlock } from '../suspects/suspect-finder.ts';
import { backUp, restoreBackupInto } from '../usecases/back-up.ts';
import { ownDataIn } from '../workers/job.ts';
import { taskFaultSentence } from '../workers/task-thread.ts';
import { aboutHandlers, keyHandlers } from './about.ts';
import { archiveHandlers, readingHandlers } from './archive.ts';
import { collectionHandlers, recoveryHandlers, removalHandlers } from './collection.ts';
import { divisionHandlers, documentHandlers } from './document.ts';
import { editionHandlers, measureHandlers } from './edition.ts';
import { entityHandlers } from './entities.ts';
import { facsimileHandlers } from './facsimile.ts';
import { findHandlers } from './find.ts';
import { importHandlers } from './import-files.ts';
import { openSampleCollection } from './open-sample.ts';
import { printHandlers } from './print.ts';
import { searchHandlers } from './search.ts';
import { answering, answeringOf } from './session/answering.ts';
import { done, type Handlers, type HandlersOf, refused } from './session/handler.ts';
import { CollectionSession } from './session/session.ts';
import type { Shell } from './session/shell.ts';
import { sharingHandlers } from './sharing.ts';
import { spellingHandlers } from './spelling.ts';
import { taggingHandlers } from './tagging.ts';
import { threadHandlers } from './thread.ts';
import { versionHandlers } from './versions.ts';

/** What of a document may have been read wrong. */
function suspectHandlers(session: CollectionSession): HandlersOf<'document:suspects'> {
  const answers = new WeakMap<DocumentStore, SuspectAnswers>();
  return {
    'document:suspects': ({ document, since, edited }) =>
      answeringOf(session, document, (store) => {
        const given = answers.get(store) ?? new SuspectAnswers();
        answers.set(store, given);
        return suspects(session, store, (blocks) => given.next(blocks, since, edited));
      }),
  };
}

async function suspects(
  session: CollectionSession,
  store: DocumentStore,
  answerOf: (blocks: readonly SuspectsOfBlock[]) => SuspectAnswer,
): Promise<Reply<Calls['document:suspects']['reply']>> {
  const { finder, texts, signal } = session.suspects;
  const { state } = store;
  const sources = { others: () => texts.others(state.id), sourceText: () => store.sourceText() };
  const result = await finder.find(state, session.collection.vocabulary, sources, signal);
  if (result.kind === 'found') {
    const { isSettled } = result;
    const { count, ...answer } = answerOf(result.blocks);
    if (isSettled && store.noteSuspects(state, count)) session.rowChanged(store);
    return done({ seq: state.seq, isSettled, ...answer });
  }
  const what = `${taskFaultSentence(result.fault, `Looking for doubtful words in “${state.metadata.title}”`)}.`;
  return refused({ ...kept, what });
}

const kept: Omit<Fault, 'what'> = {
  kept: 'The document is as it was.',
  next: 'Open the document again; when that does not help, divide it into shorter ones.',
  details: null,
};

type Channels = 'app:start' | 'menu:offer' | 'window:paste' | 'job:cancel';
type Opened = Pick<StartState, 'opened' | 'fault'>;

function appHandlers(session: CollectionSession): HandlersOf<Channels> {
  // While the page is loaded.
  const launching = openLaunched(session);
  // Whoever asks for it hears of it.
  launching.catch(() => undefined);
  let isFirst = true;
  return {
    async 'app:start'() {
      const { shell, preferences, recent } = session;
      const launched = await launching;
      const opened = isFirst ? launched : await reopened(session);
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
      session.shell.offerCommands(commands, on);
      return done(null);
    },
    async 'window:paste'() {
      session.shell.paste();
      return done(null);
    },
    async 'job:cancel'({ job }) {
      session.jobs.cancel(job);
      return done(null);
    },
  };
}

/** The page was loaded again, as after a crash: it goes on where it was. */
async function reopened(session: CollectionSession): Promise<Opened> {
  await session.closeDocuments();
  if (!session.hasCollection) return { opened: null, fault: null };
  return { opened: { collection: await session.view(), document: session.lastDocument }, fault: null };
}

/** Opens what the command line asked for. */
async function openLaunched(session: CollectionSession): Promise<Opened> {
  const { collection, document, sample } = session.shell.launch;
  if (collection === null && !sample) return lastSession(session);
  const reply =
    collection === null ? await openSampleCollection(session) : await session.openCollection(path.resolve(collection));
  if (!reply.ok) return { opened: null, fault: reply.fault };
  const named = document === null ? null : await findDocument(session.collection, document);
  return {
    opened: { collection: reply.value, document: named?.ok ? named.id : null },
    fault: named === null || named.ok ? null : named.fault,
  };
}

/** Opens what was open when the program was closed last, where that is wanted and still there. */
async function lastSession(session: CollectionSession): Promise<Opened> {
  const { shell, preferences, recent } = session;
  const none: Opened = { opened: null, fault: null };
  if (!preferences.preferences.reopen) return none;
  const last = await readLastSession(shell.userFolder);
  // Only what a person once opened: the file is one among others of the person's folder.
  if (last === null || !recent.list().some(({ folder }) => folder === last.collection)) return none;
  const reply = await session.openCollection(last.collection);
  if (!reply.ok) return none;
  const named = last.document === null ? null : await findDocument(session.collection, last.document);
  return { opened: { collection: reply.value, document: named?.ok ? named.id : null }, fault: null };
}

/** Backups of a collection; one is also made whenever a collection that was changed is closed. */
function backupHandlers(session: CollectionSession): HandlersOf<'collection:back-up' | 'collection:restore-backup'> {
  return {
    async 'collection:back-up'() {
      const { collection } = session;
      return answering(collection.title, async () => {
        const { sentence, isUsable } = await backUp(collection, null);
        return done({ sentence, isUsable });
      });
    },
    async 'collection:restore-backup'() {
      const chosen = await session.choices.take({ purpose: 'restore' });
      if (!chosen?.backup) return done(null);
      const outcome = await restoreBackupInto(chosen.backup, chosen.folder);
      return outcome.kind === 'refused' ? refused(outcome.fault) : session.openCollection(chosen.folder);
    },
  };
}

function preferencesHandlers(session: CollectionSession): HandlersOf<'preferences:save' | 'preferences:choose-schema'> {
  const { preferences, shell } = session;
  return {
    async 'preferences:save'(wanted) {
      const schema = wanted.schemaFile;
      // The page must not name one by itself, not even one that was dropped: a schema decides what an edition is judged by.
      if (schema !== null && schema !== preferences.preferences.schemaFile) {
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
      const schemaFile = await shell.chooseSchemaFile();
      if (schemaFile === null) return done(null);
      return done(await preferences.save({ ...preferences.preferences, schemaFile }));
    },
  };
}

/** What a collection learns from its editors. */
function vocabularyHandlers(
  session: CollectionSession,
): HandlersOf<'collection:vocabulary' | 'collection:readers' | 'collection:learn'> {
  return {
    async 'collection:vocabulary'() {
      return done(session.collection.vocabulary);
    },
    async 'collection:readers'() {
      const folders = ownDataIn(session.shell.userFolder);
      return done({
        languages: await knownLanguages(folders.languages),
        readers: await ownModels(folders.readers),
        folders,
      });
    },
    async 'collection:learn'({ changes }) {
      const { collection } = session;
      return answering(collection.title, async () => {
        await collection.learn(changes);
        return done(collection.vocabulary);
      });
    },
  };
}

/** Everything behind the window. */
export interface Application {
  readonly handlers: Handlers;
  /** The picture that a path below `/facsimile/` names, if the window may see it. */
  picture(pathname: string): Promise<PictureAnswer>;
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
  const places = await openLeftPlaces(shell.userFolder, (error) =>
    shell.log(`Where documents were left was not kept: ${String(error)}`),
  );
  const session = new CollectionSession(shell, preferences, await openRecentCollections(shell.userFolder));
  shell.showRecent(session.recent.list());
  const spelling = spellingHandlers(session);
  const handlers: Handlers = {
    ...spelling.handlers,
    ...appHandlers(session),
    ...preferencesHandlers(session),
    ...keyHandlers(session),
    ...aboutHandlers(session),
    ...collectionHandlers(session),
    ...importHandlers(session),
    ...removalHandlers(session),
    ...sharingHandlers(session),
    ...backupHandlers(session),
    ...documentHandlers(session, places),
    ...divisionHandlers(session),
    ...facsimileHandlers(session),
    ...findHandlers(session),
    ...searchHandlers(session),
    ...taggingHandlers(session),
    ...measureHandlers(session),
    ...suspectHandlers(session),
    ...versionHandlers(session),
    ...threadHandlers(session),
    ...recoveryHandlers(session),
    ...vocabularyHandlers(session),
    ...entityHandlers(session),
    ...archiveHandlers(session),
    ...readingHandlers(session),
    ...editionHandlers(session),
    ...printHandlers(session),
  };
  const close = async (): Promise<void> => {
    const last = session.hasCollection
      ? { collection: session.collection.folder, document: session.lastDocument }
      : null;
    await writeLastSession(shell.userFolder, last).catch((error: unknown) => shell.log(String(error)));
    try {
      await session.closeCollection();
    } finally {
      await places.close();
      await spelling.close();
    }
  };
  return { handlers, picture: (pathname) => session.picture(pathname), close };
}
