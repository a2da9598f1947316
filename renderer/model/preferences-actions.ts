import type { Preferences } from '../../shared/contract/payloads/preferences.ts';
import { t } from '../../shared/translation/translate.ts';
import { ask } from '../platform/bridge.ts';
import { applyLook } from '../platform/theme.ts';
import { showToast } from '../platform/toast.ts';
import { patchSession, session } from './session.ts';

/** Changes preferences: at once in the window, then on the disk. When they cannot be kept, the window says so and shows them as
 *  they were. */
export async function savePreferences(patch: Partial<Preferences>): Promise<void> {
  const before = session().preferences;
  showPreferencesFault({ ...before, ...patch });
  const kept = await ask('preferences:save', { ...before, ...patch });
  showPreferencesFault(kept ?? before);
}

/** Asks the person for the schema file that editions are checked against besides. */
export async function chooseSchema(): Promise<void> {
  const kept = await ask('preferences:choose-schema', null);
  if (kept) showPreferencesFault(kept);
}

/** Writes the keys that were changed to a file that the person names. */
export async function exportKeys(): Promise<void> {
  const written = await ask('preferences:export-keys', null);
  if (written) showToast(t`The keys are in ${written.file}`);
}

/** Takes keys over from a file that the person chooses. */
export async function importKeys(): Promise<void> {
  const kept = await ask('preferences:import-keys', null);
  if (kept) showPreferencesFault(kept);
}

function showPreferencesFault(preferences: Preferences): void {
  applyLook(preferences);
  patchSession({ preferences });
}

const valid = /^[A-Za-z][A-Za-z0-9]{0,11}$/;

/** Why a siglum cannot be taken, as a sentence; null when it can. */
export function siglumError(siglum: string): string | null {
  if (valid.test(siglum)) return null;
  return t`One to twelve letters or digits, beginning with a letter.`;
}

/** The siglum that follows from a name while nobody has chosen one: the initials. */
export function siglumOf(name: string): string {
  const initials = name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0))
    .join('')
    .toUpperCase()
    .replace(/^[^A-Z]+/, '');
  return initials.slice(0, 12);
}
