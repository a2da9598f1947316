import { Command, CommanderError } from 'commander';
import { describe, diskReason } from '../faults/unexpected-fault.ts';
import { addBackupCommand, addCheckCommand, addRestoreBackupCommand } from './commands/care-commands.ts';
import { addDatesCommand } from './commands/dates-command.ts';
import { addJoinCommand, addSplitCommand } from './commands/division-commands.ts';
import { addMarkCommand, addNoteCommand } from './commands/editing/annotate-commands.ts';
import { addCorrectCommand } from './commands/editing/correct-commands.ts';
import { addEntitiesCommand } from './commands/editing/entity-commands.ts';
import { addLanguagesCommand } from './commands/editing/language-commands.ts';
import { addSuspectsCommand } from './commands/editing/suspect-commands.ts';
import { addTagCommand } from './commands/editing/tag-commands.ts';
import { addTagTypesCommand } from './commands/editing/tag-type-commands.ts';
import {
  addBlameCommand,
  addCompareCommand,
  addRestoreCommand,
  addVersionsCommand,
} from './commands/editing/version-commands.ts';
import { addAnnotationsCommand } from './commands/editions/annotation-commands.ts';
import { addExportCommand, addValidateCommand } from './commands/editions/edition-commands.ts';
import { addRoundtripCommand } from './commands/editions/roundtrip-command.ts';
import { addTemplatesCommand } from './commands/editions/template-commands.ts';
import { addFactsCommand, addTemplateCommand } from './commands/facts-commands.ts';
import { addAddImagesCommand, addImportCommand, addOcrCommand } from './commands/import-commands.ts';
import { addListCommand, addShowCommand } from './commands/list-commands.ts';
import { addCertificateCommand, addErrorRateCommand } from './commands/measure-commands.ts';
import { addPagesCommand } from './commands/page-commands.ts';
import {
  addAssignCommand,
  addSampleCommand,
  addSecondReadingCommand,
  addWorkCommand,
} from './commands/reader-commands.ts';
import { addCorrespondenceCommand, addReferencesCommand } from './commands/reference-commands.ts';
import { addEmptyRemovedCommand, addPutBackCommand, addRemoveCommand } from './commands/removal-commands.ts';
import { addReviewCommand } from './commands/review-command.ts';
import { addSearchCommand } from './commands/search-commands.ts';
import { addConflictsCommand, addSettleCommand, addShareCommand, addSyncCommand } from './commands/sharing-commands.ts';
import { addStatisticsCommand } from './commands/statistics-command.ts';
import type { AddCommand, ProgramEnvironment } from './terminal/command-options.ts';
import { CommandFault, type ExitCode, exitCode, sayLine } from './terminal/terminal.ts';

const addCommands: readonly AddCommand[] = [
  addImportCommand,
  addAddImagesCommand,
  addOcrCommand,
  addPagesCommand,
  addListCommand,
  addRemoveCommand,
  addPutBackCommand,
  addEmptyRemovedCommand,
  addSplitCommand,
  addJoinCommand,
  addShareCommand,
  addSyncCommand,
  addConflictsCommand,
  addSettleCommand,
  addShowCommand,
  addFactsCommand,
  addTemplateCommand,
  addSearchCommand,
  addStatisticsCommand,
  addSuspectsCommand,
  addCorrectCommand,
  addLanguagesCommand,
  addTagCommand,
  addTagTypesCommand,
  addEntitiesCommand,
  addMarkCommand,
  addNoteCommand,
  addVersionsCommand,
  addCompareCommand,
  addRestoreCommand,
  addBackupCommand,
  addRestoreBackupCommand,
  addBlameCommand,
  addDatesCommand,
  addReferencesCommand,
  addCorrespondenceCommand,
  addErrorRateCommand,
  addCertificateCommand,
  addReviewCommand,
  addAssignCommand,
  addSecondReadingCommand,
  addSampleCommand,
  addWorkCommand,
  addExportCommand,
  addTemplatesCommand,
  addAnnotationsCommand,
  addValidateCommand,
  addRoundtripCommand,
  addCheckCommand,
];

/** Runs the command line program once. Nothing is thrown: what goes wrong is said, and told by the exit code.
 *  @param args without the program's own name */
export async function runProgram(args: readonly string[], environment: ProgramEnvironment): Promise<ExitCode> {
  let code: ExitCode = exitCode.done;
  const program = programWith(environment, (ended) => {
    code = ended;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    return codeOfFailure(error, environment);
  }
}

function programWith(environment: ProgramEnvironment, end: (code: ExitCode) => void): Command {
  const { terminal } = environment;
  const program = new Command('anchorite')
    .description('Imports, corrects, tags and publishes documents of an Anchorite collection, without a window.')
    .version(environment.version, '--version', 'Print the version of Anchorite')
    .helpOption('--help', 'Show help')
    .helpCommand('help [command]', 'Show help for a command')
    .showHelpAfterError('(add --help for all that can be given)')
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => terminal.say(text) })
    .addHelpText('after', exitCodeHelp);
  for (const add of addCommands) add(program, environment, end);
  return program;
}

const exitCodeHelp = `
A document is named by its id, by the name of the file it was imported from, with or without its ending, by its
title, or by its number in the list (3, or "#3" in quotation marks); the name of a file goes before a title.

Exit codes:
  0  done; what was changed is on the disk
  1  findings, or no hit
  2  wrong use: an unknown option, a missing argument, an unknown document, an expression that is none
  3  a collection that is locked, or a file or folder that could not be read or written`;

function codeOfFailure(error: unknown, { terminal, signal }: ProgramEnvironment): ExitCode {
  // Commander has said it already; help and version are what was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.wrongUse;
  if (error instanceof CommandFault) {
    sayLine(terminal, error.message);
    return error.code;
  }
  if (signal.aborted) return exitCode.interrupted;
  const disk = diskReason(error);
  if (disk !== null) {
    sayLine(terminal, `Reading or writing failed: ${disk}.\n${error instanceof Error ? error.message : ''}`);
    return exitCode.unavailable;
  }
  sayLine(terminal, `Something inside Anchorite went wrong.\n${describe(error)}`);
  return exitCode.unavailable;
}
