import type { EditorName } from '../../shared/contract/preferences.ts';
import type { FileSystem } from '../storage/file-system.ts';
import type { StartChild } from './child-process.ts';

/** What jobs need of the program that runs them, window or command line. */
export interface JobContext {
  /** Named in editions. TEI: `appInfo/application`. */
  readonly application: { readonly name: string; readonly version: string };
  /** The folder of the worker programs, with a slash at its end. */
  readonly workers: URL;
  /** Starts one of them in a process of its own. */
  readonly startChild: StartChild;
  readonly fileSystem: FileSystem;
  /** Who is known by name. TEI: `respStmt`. */
  readonly editors: readonly EditorName[];
}
