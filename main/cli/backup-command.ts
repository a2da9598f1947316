import path from 'node:path';
import { backUp, restoreBackupInto } from '../jobs/back-up.ts';
import { faultSentences } from '../jobs/opening-fault.ts';
import type { AddCommand } from './add-command.ts';
import { collectionArgument, jsonOption, takeOverOption } from './command-options.ts';
import { CommandFault, exitCode } from './exit-code.ts';
import { outJson, sayLine } from './terminal.ts';
import { changeCollection } from './with-collection.ts';

interface BackupOptions {
  readonly to?: string;
  readonly takeOver?: true;
  readonly json?: true;
}

/** `anchorite backup <collection> [--to <folder>]` */
export const addBackupCommand: AddCommand = (program, environment, end) => {
  program
    .command('backup')
    .description('Copy the journals and small files of a collection, and open the copy to see that it is good')
    .addArgument(collectionArgument())
    .option('--to <folder>', 'the folder of backups (beside the collection unless given)')
    .addOption(takeOverOption())
    .addOption(jsonOption())
    .action(async (folder: string, options: BackupOptions) => {
      const { to, json } = options;
      const { terminal } = environment;
      const place = to === undefined ? null : path.resolve(to);
      const outcome = await changeCollection(environment, folder, options, ({ collection }) =>
        backUp(collection, place),
      );
      if (json) outJson(terminal, outcome);
      else sayLine(terminal, outcome.sentence);
      end(outcome.isUsable ? exitCode.done : exitCode.findings);
    });
};

/** `anchorite restore-backup <backup> <folder>` */
export const addRestoreBackupCommand: AddCommand = (program, environment, end) => {
  program
    .command('restore-backup')
    .description('Make a collection of a backup, in a folder of its own')
    .argument('<backup>', 'one of the numbered folders of backups')
    .argument('<folder>', 'the folder of the collection, which must be empty or not there')
    .addOption(jsonOption())
    .action(async (backup: string, folder: string, { json }: { readonly json?: true }) => {
      const { terminal } = environment;
      const outcome = await restoreBackupInto(path.resolve(backup), path.resolve(folder));
      if (outcome.kind === 'refused') throw new CommandFault(exitCode.unavailable, faultSentences(outcome.fault));
      if (json) outJson(terminal, { collection: path.resolve(folder), damaged: outcome.damaged });
      else sayLine(terminal, outcome.sentence);
      end(outcome.damaged.length === 0 ? exitCode.done : exitCode.findings);
    });
};
