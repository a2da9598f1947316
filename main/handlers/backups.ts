import { backUp, restoreBackupInto } from '../jobs/back-up.ts';
import { answering } from './answering.ts';
import { done, type HandlersOf, refused } from './handler.ts';
import type { Session } from './session.ts';

/** Backups of a collection; one is also made whenever a collection that was changed is closed. */
export function backupHandlers(session: Session): HandlersOf<'collection:back-up' | 'collection:restore-backup'> {
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
