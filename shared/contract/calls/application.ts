import type { DocumentId } from '../../document/identifier.ts';
import type { CommandId } from '../commands/commands.ts';
import type { Fault } from '../payloads/fault.ts';
import type { Preferences } from '../payloads/preferences.ts';
import type { CollectionView } from './collection.ts';

/** How much of a defect of the window is told, in characters. */
export const longestDefect = 8_000;

/** What the window asks of the application itself. */
export interface ApplicationCalls {
  /** Asked once when the window has loaded. */
  'app:start': { argument: null; reply: StartState };
  /** The schema file can only be left as it is or given up. */
  'preferences:save': { argument: Preferences; reply: Preferences };
  /** Asks with a dialog for the schema file that editions are checked against besides. Null when the person cancelled. */
  'preferences:choose-schema': { argument: null; reply: Preferences | null };
  /** Writes the keys that were changed to a file chosen in a dialog. Null when the person cancelled. */
  'preferences:export-keys': { argument: null; reply: { readonly file: string } | null };
  /** Takes keys over from a file chosen in a dialog, in the place of those that were changed. Null when the person cancelled. */
  'preferences:import-keys': { argument: null; reply: Preferences | null };
  /** What the program is and runs on, and the end of its log, without what names persons, folders or documents. */
  'app:about': { argument: null; reply: AboutApplication };
  /** Shows the log in the system's own window for files. */
  'app:show-log': { argument: null; reply: null };
  /** Shows the licences of what the program is made of in the system's own window for files. */
  'app:show-licences': { argument: null; reply: null };
  /** Writes a defect of the window to the log. Asks for nothing back. */
  'app:defect': { argument: { readonly details: string }; reply: null };
  /** Tells which commands would do something now, and which stand for something that is on: the menu bar offers no others and ticks
   *  these. Asks for nothing back. */
  'menu:offer': {
    argument: { readonly commands: readonly CommandId[]; readonly on: readonly CommandId[] };
    reply: null;
  };
  /** Puts what is on the clipboard where the keyboard is, as the menu bar does; only right after a person pressed a key or a button. */
  'window:paste': { argument: null; reply: null };
  /** Opens one more window on the collection of this one, or on the start screen when it has none.
   *  `document`: what it begins with; the table when null */
  'window:open': { argument: { readonly document: DocumentId | null }; reply: null };
  /** Forgets the recent collections, but for those that are open. */
  'recent:clear': { argument: null; reply: readonly RecentCollection[] };
  /** Stops a job that `progress` told of. What it had finished stays; the rest is undone. */
  'job:cancel': { argument: { readonly job: string }; reply: null };
}

export interface StartState {
  readonly version: string;
  readonly platform: 'linux' | 'darwin' | 'win32';
  readonly preferences: Preferences;
  /** Most recent first. */
  readonly recent: readonly RecentCollection[];
  /** What the window begins with; the collection is open already. */
  readonly opened: { readonly collection: CollectionView; readonly document: DocumentId | null } | null;
  /** Why what the window was to begin with could not be opened. */
  readonly fault: Fault | null;
  /** Files that a person opened with the program: it is asked where they go. */
  readonly files: readonly string[];
}

/** What a report to the developers needs. */
export interface AboutApplication {
  readonly version: string;
  /** Such as `Electron 45.4.1, Chromium 150, Node 22.4`. */
  readonly runtime: string;
  /** Such as `linux x64, 6.8`. */
  readonly system: string;
  /** Where the log is kept. */
  readonly logFile: string;
  /** Its last lines, scrubbed. */
  readonly logLines: readonly string[];
  /** Whether the licences of what it is made of are beside it: only a packaged program has them. */
  readonly hasLicences: boolean;
}

export interface RecentCollection {
  readonly folder: string;
  readonly title: string;
  /** ISO 8601, UTC. */
  readonly opened: string;
}
