import type { Preferences } from '../../shared/contract/preferences.ts';
import { ask } from '../bridge.ts';
import { patchSession, session } from './session-store.ts';
import { applyLook } from './theme.ts';

/** Changes preferences: at once in the window, then on the disk. When they cannot be kept, the window says so and shows them as
 *  they were. */
export async function savePreferences(patch: Partial<Preferences>): Promise<void> {
  const before = session().preferences;
  show({ ...before, ...patch });
  const kept = await ask('preferences:save', { ...before, ...patch });
  show(kept ?? before);
}

/** Asks the person for the schema file that editions are checked against besides. */
export async function chooseSchema(): Promise<void> {
  const kept = await ask('preferences:choose-schema', null);
  if (kept) show(kept);
}

function show(preferences: Preferences): void {
  applyLook(preferences);
  patchSession({ preferences });
}
