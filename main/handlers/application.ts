import type { PictureAnswer } from '../jobs/page-pictures.ts';
import { openLeftPlaces } from '../storage/left-places.ts';
import { openPreferences } from '../storage/preferences-store.ts';
import { openRecentCollections } from '../storage/recent-collections.ts';
import { appHandlers } from './app.ts';
import { backupHandlers } from './backups.ts';
import { collectionHandlers } from './collection.ts';
import { divisionHandlers } from './division.ts';
import { documentHandlers } from './document.ts';
import { editionHandlers } from './edition.ts';
import { facsimileHandlers } from './facsimile.ts';
import { findHandlers } from './find.ts';
import type { Handlers } from './handler.ts';
import { importHandlers } from './import-files.ts';
import { measureHandlers } from './measures.ts';
import { preferencesHandlers } from './preferences.ts';
import { recoveryHandlers } from './recovery.ts';
import { removalHandlers } from './removal.ts';
import { Session } from './session.ts';
import type { Shell } from './shell.ts';
import { suspectHandlers } from './suspects.ts';
import { versionHandlers } from './versions.ts';
import { vocabularyHandlers } from './vocabulary.ts';

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
  const places = await openLeftPlaces(shell.userFolder, (error) =>
    shell.log(`Where documents were left was not kept: ${String(error)}`),
  );
  const session = new Session(shell, preferences, await openRecentCollections(shell.userFolder));
  const handlers: Handlers = {
    ...appHandlers(session),
    ...preferencesHandlers(session),
    ...collectionHandlers(session),
    ...importHandlers(session),
    ...removalHandlers(session),
    ...backupHandlers(session),
    ...documentHandlers(session, places),
    ...divisionHandlers(session),
    ...facsimileHandlers(session),
    ...findHandlers(session),
    ...measureHandlers(session),
    ...suspectHandlers(session),
    ...versionHandlers(session),
    ...recoveryHandlers(session),
    ...vocabularyHandlers(session),
    ...editionHandlers(session),
  };
  const close = async (): Promise<void> => {
    try {
      await session.closeCollection();
    } finally {
      await places.close();
    }
  };
  return { handlers, picture: (pathname) => session.picture(pathname), close };
}
