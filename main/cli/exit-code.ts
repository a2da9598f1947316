/** How the program ends. */
export const exitCode = {
  /** What was asked for is done; what it changed is on the disk. */
  done: 0,
  /** There are findings, or nothing was found. */
  findings: 1,
  /** The command line cannot be understood, or names what is not there. */
  wrongUse: 2,
  /** A collection is locked, or a file or folder could not be read or written. */
  unavailable: 3,
  /** Stopped with Ctrl C, as other programs say it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** Ends a command: what could not be done, as sentences for a person, and how the program ends. */
export class CommandFault extends Error {
  override name = 'CommandFault';
  constructor(
    readonly code: ExitCode,
    sentences: string,
    cause?: unknown,
  ) {
    super(sentences, cause === undefined ? {} : { cause });
  }
}
