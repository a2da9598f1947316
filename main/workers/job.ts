import path from 'node:path';
import type { EditorName } from '../../shared/contract/payloads/preferences.ts';
import type { FileSystem } from '../storage/disk/file-system.ts';
import type { StartChild } from './task-process.ts';

/** What jobs need of the program that runs them, window or command line. */
export interface JobContext {
  /** Named in editions. TEI: `appInfo/application`. */
  readonly application: { readonly name: string; readonly version: string };
  /** The folder of the worker programs, with a slash at its end. */
  readonly workers: URL;
  /** Starts one of them in a process of its own. */
  readonly startChild: StartChild;
  readonly fileSystem: FileSystem;
  /** A person's own data of languages and recognisers; absent where there is none. */
  readonly ownData?: OwnData;
  /** Who is known by name. TEI: `respStmt`. */
  readonly editors: readonly EditorName[];
  /** Prints a page of HTML as PDF; a program without a window has no printer. */
  readonly printPdf?: PrintPdf;
}

/** Folders that a person fills: a file or a folder in them for each language, and a folder for each recogniser of lines. */
export interface OwnData {
  readonly languages: string;
  readonly readers: string;
}

/** The folders of a person's own data.
 *  @param userFolder with the preferences */
export const ownDataIn = (userFolder: string): OwnData => ({
  languages: path.join(userFolder, 'languages'),
  readers: path.join(userFolder, 'readers'),
});

/** Prints a page of HTML that needs nothing from elsewhere. Null when it was cancelled.
 *  @throws Error when it cannot be printed */
export type PrintPdf = (html: string, signal: AbortSignal) => Promise<Uint8Array | null>;

/** How far a job is. */
export interface JobProgress {
  /** What is being done, for a person: `Reading 003_a5bf.txt`. */
  readonly what: string;
  readonly done: number;
  /** 0 while unknown. */
  readonly total: number;
}

/** How whoever started a job follows and stops it. What a cancelled job had finished stays; nothing is left half done. */
export interface JobControl {
  readonly progress: (progress: JobProgress) => void;
  readonly signal: AbortSignal;
}
