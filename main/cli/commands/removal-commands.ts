import { Option } from 'commander';
import type { RemovedDocument } from '../../../shared/contract/payloads/document-summary.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { faultSentences } from '../../faults/storage-fault.ts';
import type { Collection } from '../../storage/collection/collection.ts';
import {
  emptyRemoved,
  findRemoved,
  putBackDocuments,
  type RemovalOutcome,
  removeDocuments,
} from '../../usecases/remove-documents.ts';
import {
  type AddCommand,
  collectionArgument,
  editorOption,
  jsonOption,
  type ProgramEnvironment,
} from '../terminal/command-options.ts';
import { CommandFault, exitCode, outJson, sayLine } from '../terminal/terminal.ts';
import { changeCollection, resolveDocuments } from '../terminal/with-collection.ts';

interface Options {
  readonly editor?: string;
  readonly json?: true;
}

/** `anchorite remove <collection> <document…>` */
export const addRemoveCommand: AddCommand = (program, environment, end) => {
  program
    .command('remove')
    .description('Take documents out of a collection; they are kept in it until they are emptied, and can be put back')
    .addArgument(collectionArgument())
    .argument('<document...>', 'the documents, each by its id, the name of its source, its title, or its number')
    .addOption(editorOption())
    .addOption(jsonOption())
    .action(async (folder: string, names: readonly string[], options: Options) => {
      const outcome = await changeCollection(environment, folder, options, async ({ collection }) =>
        removeDocuments(collection, unique(await resolveDocuments(collection, names))),
      );
      tell(environment, outcome, options);
      end(exitCode.done);
    });
};

/** `anchorite put-back <collection> <document…>` */
export const addPutBackCommand: AddCommand = (program, environment, end) => {
  program
    .command('put-back')
    .description('Put removed documents back into the collection, as they were')
    .addArgument(collectionArgument())
    .argument('<document...>', removedNames)
    .addOption(editorOption())
    .addOption(jsonOption())
    .action(async (folder: string, names: readonly string[], options: Options) => {
      const outcome = await changeCollection(environment, folder, options, async ({ collection }) =>
        putBackDocuments(collection, await resolveRemoved(collection, names)),
      );
      tell(environment, outcome, options);
      end(exitCode.done);
    });
};

const removedNames = 'as “list --removed” shows it: by id, name of the source, title, or number in that list';

interface EmptyOptions extends Options {
  readonly document?: readonly string[];
  readonly all?: true;
  readonly yes?: true;
}

/** `anchorite empty-removed <collection> --document <document> | --all --yes` */
export const addEmptyRemovedCommand: AddCommand = (program, environment, end) => {
  program
    .command('empty-removed')
    .description('Delete what is kept of removed documents, for good')
    .addArgument(collectionArgument())
    .addOption(
      new Option('--document <document>', `a document, ${removedNames}; may be given several times`).argParser(
        (name: string, before: readonly string[] | undefined) => [...(before ?? []), name],
      ),
    )
    .addOption(new Option('--all', 'all removed documents; says which, and wants --yes').conflicts('document'))
    .option('--yes', 'delete what --all names')
    .addOption(editorOption())
    .addOption(jsonOption())
    .action(async (folder: string, options: EmptyOptions) => {
      if (!options.document && !options.all)
        throw new CommandFault(
          exitCode.wrongUse,
          'Name the documents with --document, or give --all. Nothing was deleted.',
        );
      const outcome = await changeCollection(environment, folder, options, async ({ collection }) => {
        const removed = await collection.removed.list();
        const ids = options.document ? await resolveRemoved(collection, options.document) : removed.map(({ id }) => id);
        if (options.all && !options.yes && removed.length > 0)
          throw new CommandFault(exitCode.wrongUse, askedSentence(removed));
        return emptyRemoved(collection, ids);
      });
      tell(environment, outcome, options);
      end(outcome.documents.length === 0 ? exitCode.findings : exitCode.done);
    });
};

const askedSentence = (removed: readonly RemovedDocument[]): string =>
  [
    'These would be gone for good:',
    ...removed.map(({ id, source, title }) => `  ${id}  ${source}  ${title}`),
    'Nothing was deleted. Give --yes to delete them, or name some with --document.',
  ].join('\n');

/** @throws CommandFault when there is none of one of the names, or more than one */
async function resolveRemoved({ removed }: Collection, names: readonly string[]): Promise<readonly DocumentId[]> {
  const list = await removed.list();
  return unique(
    names.map((name) => {
      const found = findRemoved(list, name);
      if (!found.ok) throw new CommandFault(exitCode.wrongUse, faultSentences(found.fault));
      return found.document.id;
    }),
  );
}

const unique = (ids: readonly DocumentId[]): readonly DocumentId[] => [...new Set(ids)];

function tell({ terminal }: ProgramEnvironment, { documents, sentence }: RemovalOutcome, { json }: Options): void {
  if (json) outJson(terminal, documents);
  else for (const { id, source, title } of documents) terminal.out(`${id}  ${source}  ${title}\n`);
  sayLine(terminal, documents.length === 0 ? 'There is no removed document.' : sentence);
}
