import type { Command } from 'commander';
import type { ExitCode } from './exit-code.ts';
import type { ProgramEnvironment } from './program-environment.ts';

/** Adds one command to the program.
 *  @param end is told how the command ended */
export type AddCommand = (program: Command, environment: ProgramEnvironment, end: (code: ExitCode) => void) => void;
