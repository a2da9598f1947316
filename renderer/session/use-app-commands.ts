import { togglePalette } from '../commands/command-palette.tsx';
import { useCommands } from '../commands/use-commands.ts';
import { backUp, closeCollection, openCollection, openSampleCollection, restoreBackup } from './collection-actions.ts';
import { leaveDocument } from './document-actions.ts';
import { savePreferences } from './preferences-actions.ts';
import { openPanel, patchSession, session } from './session-store.ts';
import { useSession } from './use-session.ts';

/** Offers what can be done on every screen. */
export function useAppCommands(): void {
  const isWritable = useSession((now) => now.collection !== null && now.collection.readOnly === null);
  const hasCollection = useSession((now) => now.collection !== null);
  useCommands({
    'collection.new': () => void beginCollection(),
    'collection.open': () => void openCollection(null),
    'collection.open-sample': () => void openSampleCollection(),
    'collection.close': hasCollection ? () => void closeCollection() : null,
    'collection.back-up': isWritable ? () => void backUp() : null,
    'collection.restore-backup': () => void restoreBackup(),
    'collection.replace': hasCollection ? () => void findInCollection() : null,
    'collection.vocabulary': hasCollection ? () => openPanel({ kind: 'vocabulary' }) : null,
    'collection.removed': hasCollection ? () => openPanel({ kind: 'removed' }) : null,
    'app.preferences': () => openPanel({ kind: 'preferences', part: 'editor' }),
    'app.shortcuts': () => openPanel({ kind: 'preferences', part: 'shortcuts' }),
    'view.palette': togglePalette,
    'view.theme-system': () => void savePreferences({ theme: 'system' }),
    'view.theme-light': () => void savePreferences({ theme: 'light' }),
    'view.theme-dark': () => void savePreferences({ theme: 'dark' }),
  });
}

/** Looks through all documents; none of them may be open meanwhile. */
async function findInCollection(): Promise<void> {
  if (await leaveDocument()) openPanel({ kind: 'find', documents: null });
}

/** Goes to the start screen, where a new collection is named. */
async function beginCollection(): Promise<void> {
  await closeCollection();
  if (!session().collection) patchSession({ isNamingCollection: true });
}
