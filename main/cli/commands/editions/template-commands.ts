import path from 'node:path';
import { checkTemplateFolder, keepTemplates, writeTemplates } from '../../../editions/edition-templates.ts';
import { faultSentences } from '../../../faults/storage-fault.ts';
import { nodeFileSystem } from '../../../storage/disk/file-system.ts';
import {
  type AddCommand,
  collectionArgument,
  editorOption,
  jsonOption,
  type ProgramEnvironment,
  takeOverOption,
} from '../../terminal/command-options.ts';
import { CommandFault, counted, type ExitCode, exitCode, outJson, sayLine } from '../../terminal/terminal.ts';
import { changeCollection } from '../../terminal/with-collection.ts';

interface KeepOptions {
  readonly editor?: string;
  readonly takeOver?: true;
  readonly json?: true;
}

/** `anchorite templates write <folder>`, `templates check <folder>` and `templates keep <collection> <folder>` */
export const addTemplatesCommand: AddCommand = (program, environment, end) => {
  const command = program
    .command('templates')
    .description('What the editions for readers look like: small files that can be changed (Mustache)');
  command
    .command('write')
    .description('Write the program’s own templates to a folder, as an example to change')
    .argument('<folder>', 'the folder; it is made when it is not there')
    .addOption(jsonOption())
    .action(async (folder: string, options: KeepOptions) => {
      const reply = await writeTemplates(nodeFileSystem, path.resolve(folder));
      end(tell(environment, reply, options, (files) => `${counted(files, 'file')} written to “${folder}”.`));
    });
  command
    .command('check')
    .description('Tell all that is wrong with a folder of templates, with file and line')
    .argument('<folder>', 'the folder of templates')
    .addOption(jsonOption())
    .action(async (folder: string, options: KeepOptions) => {
      const reply = await checkTemplateFolder(nodeFileSystem, path.resolve(folder));
      const told = reply.ok ? { ok: true as const, value: [] } : reply;
      end(tell(environment, told, options, () => 'Nothing is wrong with these templates.'));
    });
  command
    .command('keep')
    .description('Keep a folder of templates in a collection: every export of it takes them')
    .addArgument(collectionArgument())
    .argument('<folder>', 'the folder of templates')
    .addOption(editorOption())
    .addOption(takeOverOption())
    .addOption(jsonOption())
    .action(async (collectionFolder: string, folder: string, options: KeepOptions) => {
      const reply = await changeCollection(environment, collectionFolder, options, ({ collection }) =>
        keepTemplates(nodeFileSystem, collection, path.resolve(folder)),
      );
      end(tell(environment, reply, options, (files) => `${counted(files, 'template')} kept in the collection.`));
    });
};

type TemplatesReply = Awaited<ReturnType<typeof writeTemplates>>;

function tell(
  { terminal }: ProgramEnvironment,
  reply: TemplatesReply,
  { json }: KeepOptions,
  sentence: (files: number) => string,
): ExitCode {
  if (!reply.ok) throw new CommandFault(exitCode.unavailable, faultSentences(reply.fault));
  if (json) outJson(terminal, { files: reply.value });
  else sayLine(terminal, sentence(reply.value.length));
  return exitCode.done;
}
