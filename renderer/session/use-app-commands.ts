import { searching } from '../collection/collection-view.ts';
import { togglePalette } from '../commands/command-palette.tsx';
import { useCommands } from '../commands/use-commands.ts';
import { leadFocus } from '../ui/lead-focus.ts';
import {
  backUp,
  closeCollection,
  importFiles,
  openCollection,
  openSampleCollection,
  restoreBackup,
} from './collection-actions.ts';
import { leaveDocument } from './document-actions.ts';
import { savePreferences } from './preferences-actions.ts';
import { openPanel, patchSession } from './session-store.ts';
import { useSession } from './use-session.ts';

/** Offers what can be done on every screen. */
export function useAppCommands(): void {
  const isWritable = useSession((now) => now.collection !== null && now.collection.readOnly === null);
  const hasCollection = useSession((now) => now.collection !== null);
  useCommands({
    'collection.new': nameCollection,
    'collection.import': isWritable ? () => importFiles(null) : null,
    'collection.search': hasCollection ? () => searchCollection() : null,
    'collection.open': () => void openCollection(null),
    'collection.open-sample': () => void openSampleCollection(),
    'collection.close': hasCollection ? () => void closeCollection() : null,
    'collection.back-up': isWritable ? () => void backUp() : null,
    'collection.restore-backup': () => void restoreBackup(),
    'collection.replace': hasCollection ? () => void findInCollection() : null,
    'collection.vocabulary': hasCollection ? () => openPanel({ kind: 'vocabulary' }) : null,
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

/** Asks what a new collection is called: on the start screen, or over what is open. */
function nameCollection(): void {
  patchSession({ isNamingCollection: true });
  leadFocus(() => document.querySelector<HTMLElement>('[data-naming] input'));
}

/** Leads to the field that the table is filtered by. */
async function searchCollection(): Promise<void> {
  if (await leaveDocument()) searching.set(true);
}
