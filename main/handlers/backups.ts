import { backUp, restoreBackupInto } from '../jobs/back-up.ts';
import { storageFault } from '../jobs/storage-fault.ts';
import { done, type HandlersOf, refused } from './handler.ts';
import type { Session } from './session.ts';

/** Backups of a collection; one is also made whenever a collection that was changed is closed. */
export function backupHandlers(session: Session): HandlersOf<'collection:back-up' | 'collection:restore-backup'> {
  return {
    async 'collection:back-up'() {
      try {
        const { sentence, isUsable } = await backUp(session.collection, null);
        return done({ sentence, isUsable });
      } catch (error) {
        const fault = storageFault(error, session.collection.title);
        if (fault) return refused(fault);
        throw error;
      }
    },
    async 'collection:restore-backup'() {
      const { shell } = session;
      const backup = await shell.chooseFolder('restore backup');
      const folder = backup === null ? null : await shell.chooseNewCollection('Restored collection');
      if (backup === null || folder === null) return done(null);
      const outcome = await restoreBackupInto(backup, folder);
      return outcome.kind === 'refused' ? refused(outcome.fault) : session.openCollection(folder);
    },
  };
}
