import type { Terminal } from './terminal.ts';

/** What the command line program finds around it. */
export interface ProgramEnvironment {
  readonly terminal: Terminal;
  readonly version: string;
  /** The folder of the worker programs, with a slash at its end. */
  readonly workers: URL;
  /** Where the preferences are that the window has, too. */
  readonly userFolder: string;
  readonly now: () => Date;
  /** Aborted when a person stops the program. */
  readonly signal: AbortSignal;
}
