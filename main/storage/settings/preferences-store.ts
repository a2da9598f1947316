import { userInfo } from 'node:os';
import { Low } from 'lowdb';
import * as v from 'valibot';
import { ownKeysSchema } from '../../../shared/contract/commands/own-keys.ts';
import type { EditorName, Preferences } from '../../../shared/contract/payloads/preferences.ts';
import { isIdentifier, newReplicaId, type ReplicaId } from '../../../shared/document/identifier.ts';
import { interfaceLanguages } from '../../../shared/translation/catalogue.ts';
import { inEnglish } from '../../../shared/translation/retell.ts';
import { errorCode, type FileSystem, makeFolders, nodeFileSystem } from '../disk/file-system.ts';
import { CheckedJsonFile, UnreadableFileError } from '../disk/lowdb-adapter.ts';
import { userFile } from './user-folder.ts';

/** A first guess at who edits, from the name of the account, until the person says it.
 *  @param account such as `maria.keller`; gives the siglum MK */
export function defaultEditor(account: string): EditorName {
  const name = account.trim() || 'Editor';
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '');
  const parts = plain.split(/[^A-Za-z0-9]+/).filter((part) => /^[A-Za-z]/.test(part));
  const initials = parts.map((part) => part.charAt(0)).join('');
  const siglum = parts.length > 1 ? initials : (parts[0] ?? 'ED').slice(0, 3);
  return { name, siglum: siglum.toUpperCase().slice(0, 12) };
}

/** Whether a schema is one of rules, by its name. */
export const isRulesName = (file: string): boolean => /\.(?:iso)?sch$/i.test(file);

const stored = v.object({
  format: v.literal(1),
  editor: v.object({ name: v.string(), siglum: v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9]{0,11}$/)) }),
  theme: v.picklist(['system', 'light', 'dark', 'contrast']),
  language: v.optional(v.picklist(['system', ...interfaceLanguages]), 'system'),
  textSizePx: v.pipe(v.number(), v.minValue(12), v.maxValue(32)),
  showCorrections: v.boolean(),
  showLineEnds: v.boolean(),
  // Preferences of earlier versions do not name it.
  suspectMarks: v.optional(v.picklist(['none', 'soft', 'strong']), 'soft'),
  replica: v.custom<ReplicaId>(isIdentifier),
  schemaFile: v.nullable(v.string()),
  rulesFile: v.optional(v.nullable(v.string()), null),
  liveFindings: v.optional(v.boolean(), false),
  keys: v.optional(v.fallback(ownKeysSchema, {}), {}),
  reopen: v.optional(v.boolean(), false),
  toured: v.optional(v.boolean(), true),
  introduced: v.boolean(),
});

/** Earlier versions kept one file, of either sort. */
const preferencesSchema: v.GenericSchema<unknown, Preferences> = v.pipe(
  stored,
  v.transform((kept): Preferences => {
    const { schemaFile, rulesFile } = kept;
    const isRules = schemaFile !== null && rulesFile === null && isRulesName(schemaFile);
    return isRules ? { ...kept, schemaFile: null, rulesFile: schemaFile } : kept;
  }),
);

/** What a person set, in `preferences.json` of the user's folder. */
export interface PreferencesStore {
  readonly preferences: Preferences;
  /** Sentences about what was found on opening. */
  readonly notices: readonly string[];
  /** When this returns they are on the disk. The identity of the installation stays as it is, whatever is given. */
  save(preferences: Preferences): Promise<Preferences>;
}

/** Opens the preferences, making them, and the identity of this installation, when there are none. A file that cannot be
 *  read is kept beside the new one.
 *  @throws ReplaceFileError when they cannot be written */
export async function openPreferences(
  folder: string,
  { fileSystem = nodeFileSystem, account = accountName() }: { fileSystem?: FileSystem; account?: string } = {},
): Promise<PreferencesStore> {
  await makeFolders(fileSystem, folder);
  const file = await userFile(fileSystem, folder, 'preferences.json');
  const database = new Low(new CheckedJsonFile(fileSystem, file, preferencesSchema), firstPreferences(account));
  const notice = await readOrSetAside(database, fileSystem, file);
  if (notice !== null || (await fileSystem.stat(file)) === null) await database.write();
  return {
    get preferences() {
      return database.data;
    },
    notices: notice === null ? [] : [notice],
    save: async (preferences) => {
      database.data = { ...preferences, replica: database.data.replica };
      await database.write();
      return database.data;
    },
  };
}

const firstPreferences = (account: string): Preferences => ({
  format: 1,
  editor: defaultEditor(account),
  theme: 'system',
  language: 'system',
  textSizePx: 17,
  showCorrections: true,
  showLineEnds: false,
  suspectMarks: 'soft',
  replica: newReplicaId(),
  schemaFile: null,
  rulesFile: null,
  liveFindings: false,
  keys: {},
  reopen: true,
  toured: false,
  introduced: false,
});

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    // An account without an entry in the system's list has no name.
    return '';
  }
}

async function readOrSetAside(
  database: Low<Preferences>,
  fileSystem: FileSystem,
  file: string,
): Promise<string | null> {
  try {
    await database.read();
    return null;
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    const aside = `${file}.unreadable`;
    await fileSystem.rename(file, aside).catch((failure: unknown) => {
      if (errorCode(failure) !== 'ENOENT') throw failure;
    });
    return inEnglish`The preferences could not be read (${error.reason}) and were set back; the old file is kept as ${aside}.`;
  }
}
