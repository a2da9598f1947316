import { Option } from 'commander';
import type { AnnotationId } from '../../shared/document/identifier.ts';
import {
  type RestoreOutcome,
  restoreVersion,
  restoreVersionAnnotation,
  restoreVersionParagraph,
} from '../jobs/restore-version.ts';
import type { DocumentStore } from '../storage/document-store.ts';
import type { AddCommand } from './add-command.ts';
import {
  collectionArgument,
  documentArgument,
  editorOption,
  jsonOption,
  takeOverOption,
  versionName,
} from './command-options.ts';
import { CommandFault, type ExitCode, exitCode } from './exit-code.ts';
import { outJson, sayLine, type Terminal } from './terminal.ts';
import { changeCollection, resolveDocument } from './with-collection.ts';

interface Options {
  readonly annotation?: string;
  readonly paragraph?: string;
  readonly editor?: string;
  readonly takeOver?: true;
  readonly json?: true;
}

/** `anchorite restore <collection> <document> <version> [--annotation id | --paragraph words]` */
export const addRestoreCommand: AddCommand = (program, environment, end) => {
  program
    .command('restore')
    .description('Make a document what it was in a version, as a new version on top; nothing of its history is removed')
    .addArgument(collectionArgument())
    .addArgument(documentArgument())
    .argument('<version>', 'the number of the version', versionName)
    .option('--annotation <id>', 'bring back this annotation alone, on its words')
    .addOption(
      new Option('--paragraph <words>', 'bring back the paragraph with these words alone').conflicts('annotation'),
    )
    .addOption(editorOption())
    .addOption(takeOverOption())
    .addOption(jsonOption())
    .action(async (folder: string, name: string, version: number | 'present', options: Options) => {
      if (version === 'present') throw new CommandFault(exitCode.wrongUse, 'The document is in its present state.');
      const outcome = await changeCollection(environment, folder, options, async ({ collection, documents }) =>
        documents.withDocument(await resolveDocument(collection, name), (store) =>
          restoreWanted(store, version, options),
        ),
      );
      end(tellOutcome(environment.terminal, outcome, version, options));
    });
};

function restoreWanted(store: DocumentStore, version: number, options: Options): Promise<RestoreOutcome> {
  if (options.annotation !== undefined)
    return restoreVersionAnnotation(store, version, options.annotation as AnnotationId);
  if (options.paragraph !== undefined) return restoreVersionParagraph(store, version, options.paragraph);
  return restoreVersion(store, version);
}

function tellOutcome(terminal: Terminal, outcome: RestoreOutcome, version: number, options: Options): ExitCode {
  switch (outcome.kind) {
    case 'no such version':
      throw new CommandFault(exitCode.wrongUse, `The document has no version ${version}.`);
    case 'cannot come back':
      throw new CommandFault(exitCode.wrongUse, `Nothing was restored: ${outcome.reason}.`);
    case 'read-only':
      throw new CommandFault(exitCode.unavailable, outcome.reason);
    case 'same':
      if (options.json) outJson(terminal, { restored: version, version: null });
      sayLine(terminal, `It is as it was in version ${version} already; nothing was changed.`);
      return exitCode.findings;
    case 'restored':
      if (options.json) outJson(terminal, { restored: version, version: outcome.version });
      else sayLine(terminal, `Version ${outcome.version.number}: ${outcome.version.name}.`);
      return exitCode.done;
  }
}
