import path from 'node:path';
import type { RecentCollection, StartState } from '../../../shared/contract/calls/application.ts';
import type { CommandId } from '../../../shared/contract/commands/commands.ts';
import type { OwnKeys } from '../../../shared/contract/commands/own-keys.ts';
import type { EventName, Events } from '../../../shared/contract/ipc.ts';
import type { Preferences } from '../../../shared/contract/payloads/preferences.ts';
import type { WindowPlace } from '../../storage/settings/user-folder.ts';
import type { PrintPdf } from '../../workers/job.ts';
import type { StartChild } from '../../workers/task-process.ts';

/** What the command line asks the window to show first. */
export interface LaunchRequest {
  /** `--collection=<folder>`, as it was written. */
  readonly collection: string | null;
  /** `--document=<name>`, a document of that collection or of the sample, as `findDocument` takes it. */
  readonly document: string | null;
  /** `--sample` */
  readonly sample: boolean;
  /** Files and folders, as they were written: the system names them when a person opens them with the program. */
  readonly named: readonly string[];
}

/** Reads the options of this application out of a command line; Chromium's own and the rest are left alone.
 *  @param application the program's own path, which a runtime is given as its first word: no file to be opened
 *  @param folder that paths are seen from */
export function readLaunchRequest(
  argv: readonly string[],
  application: string | null = null,
  folder: string = process.cwd(),
): LaunchRequest {
  const end = argv.indexOf('--');
  const isOption = (word: string, index: number): boolean => word.startsWith('-') && (end < 0 || index <= end);
  return {
    collection: optionOf(argv, '--collection='),
    document: optionOf(argv, '--document='),
    sample: argv.includes('--sample'),
    named: argv.filter(
      (word, index) => index > 0 && word !== '' && !isOption(word, index) && path.resolve(folder, word) !== application,
    ),
  };
}

/** What a window begins with. */
export interface Beginning {
  /** The folder of its collection; null for the start screen. */
  readonly collection: string | null;
  /** A document of it, as `findDocument` takes it; null for the table. */
  readonly document: string | null;
  /** Files that a person opened with the program, by absolute path: it is asked where they go. */
  readonly files: readonly string[];
  /** Where the window was when it was left; beside the others when null. */
  readonly place: WindowPlace | null;
}

function optionOf(argv: readonly string[], prefix: string): string | null {
  const found = argv.find((argument) => argument.startsWith(prefix))?.slice(prefix.length);
  return found === undefined || found === '' ? null : found;
}

/** What a folder that is there is asked for. */
export type FolderPurpose =
  | 'open collection'
  | 'import'
  | 'export'
  | 'restore backup'
  | 'share'
  | 'join'
  | 'templates'
  | 'new templates';

/** What became of printing on paper. */
export type PaperOutcome =
  | { readonly kind: 'printed' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly reason: string };

/** What a dialog for a new file says. */
export interface SaveQuestion {
  readonly title: string;
  /** Base name that the dialog begins with. */
  readonly name: string;
  /** What such files are called, and their ending without a dot. */
  readonly kind: string;
  readonly ending: string;
}

/** What the handlers of a window need of the application around them: the window, its dialogs and where things are. */
export interface Shell {
  readonly version: string;
  readonly platform: StartState['platform'];
  /** Where preferences, recent collections and the sample collection are kept. */
  readonly userFolder: string;
  /** The licences of what the program is made of; only a packaged program has them. */
  readonly licencesFile?: string;
  /** The folder of the worker programs, with a slash at its end. */
  readonly workers: URL;
  /** Starts one of them in a process of its own. */
  readonly startChild: StartChild;
  readonly launch: LaunchRequest;
  /** Opens one more window. One that cannot be begun is not opened, and this window is told why. */
  openWindow(beginning: Beginning): void;
  /** Brings the window before all others. */
  comeForward(): void;
  /** Where the window is; null when it has none, as in tests. */
  place(): WindowPlace | null;
  send<E extends EventName>(event: E, value: Events[E]): void;
  /** Asks where a new collection shall be; null when the person cancelled. */
  chooseNewCollection(title: string): Promise<string | null>;
  /** Asks for a folder that is there; null when the person cancelled.
   *  @param startAt where the dialog begins; the system decides when it is null or not given */
  chooseFolder(purpose: FolderPurpose, startAt?: string | null): Promise<string | null>;
  /** Prints a page as PDF; a window without a screen, as in tests, cannot. */
  readonly printPdf?: PrintPdf;
  /** Prints a page on paper, as the person says in the system's dialog; a window without a screen, as in tests, cannot. */
  print?(html: string): Promise<PaperOutcome>;
  /** Asks where a file shall be written; null when the person cancelled.
   *  @param name what the dialog begins with */
  chooseSaveFile(asked: SaveQuestion): Promise<string | null>;
  /** Asks for a file of keys; null when the person cancelled. */
  chooseKeyFile(): Promise<string | null>;
  /** Asks for files to import; null when the person cancelled. */
  chooseSourceFiles(): Promise<readonly string[] | null>;
  /** Asks for images of pages, or, for `layout`, for files with what was read on them; null when the person cancelled. */
  choosePageFiles(purpose: 'images' | 'image' | 'layout'): Promise<readonly string[] | null>;
  /** Asks for a plain text to measure against; null when the person cancelled. */
  chooseTruthFile(): Promise<string | null>;
  /** Asks for a list of persons, places or other entities; null when the person cancelled. */
  chooseEntityList(): Promise<string | null>;
  /** Asks for a table of facts of documents; null when the person cancelled. */
  chooseFactsTable(): Promise<string | null>;
  /** Asks for a file of Web Annotations; null when the person cancelled. */
  chooseAnnotationFile(): Promise<string | null>;
  /** Asks for a Word document that others are made after; null when the person cancelled. */
  chooseWordTemplate(): Promise<string | null>;
  /** Asks for a schema to check editions against; null when the person cancelled. */
  chooseSchemaFile(): Promise<string | null>;
  /** What the program runs on: `Electron 45.4.1, Chromium 150, Node 24.1`. */
  readonly runtime: string;
  /** Shows a file or folder, selected, in the system's own window for files. */
  showInFolder(file: string): void;
  /** Whether a person dropped the file on the window: what was neither dropped nor chosen in a dialog is not read. The page itself tells of
   *  what was dropped on it, so a drop allows reading and nothing else. */
  wasDropped(file: string): boolean;
  /** Whether the program was started once more with this folder as its collection. */
  wasLaunched(folder: string): boolean;
  /** Asks whether a folder that was dropped shall be opened as a collection, which writes into it. */
  confirmOpening(folder: string): Promise<boolean>;
  /** Asks whether a collection shall go to an address that the page named, or come from it: the only thing that leaves the computer. */
  confirmAddress(address: string, purpose: 'share' | 'join'): Promise<boolean>;
  /** Commands of the menu that need a collection or a document follow what is open. */
  showOpen(open: { readonly collection: boolean; readonly document: boolean }): void;
  /** The menu offers these commands and no others. */
  offerCommands(ids: readonly CommandId[], on: readonly CommandId[]): void;
  /** The menu shows these keys. */
  showKeys(keys: OwnKeys): void;
  /** The menu of recent collections has these. */
  showRecent(recent: readonly RecentCollection[]): void;
  /** Puts what is on the clipboard where the keyboard is, unless no person has just done anything. */
  paste(): void;
  applyTheme(theme: Preferences['theme']): void;
  /** Adds a line to the log of faults. */
  log(line: string): void;
}
