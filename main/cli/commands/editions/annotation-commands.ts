import { Argument } from 'commander';
import { annotationPage } from '../../../../shared/web-annotation/annotation-page.ts';
import type { TakenAnnotation } from '../../../../shared/web-annotation/take-over.ts';
import { faultSentences } from '../../../faults/storage-fault.ts';
import { readAnnotationFile, takeOverAnnotations } from '../../../usecases/take-over-annotations.ts';
import {
  type AddCommand,
  collectionArgument,
  documentArgument,
  editorOption,
  jsonOption,
  type ProgramEnvironment,
  takeOverOption,
} from '../../terminal/command-options.ts';
import { CommandFault, counted, type ExitCode, exitCode, outJson, sayLine } from '../../terminal/terminal.ts';
import {
  changeCollection,
  type OpenedForCommand,
  readCollection,
  resolveDocument,
} from '../../terminal/with-collection.ts';

interface ImportOptions {
  readonly dryRun?: true;
  readonly editor?: string;
  readonly takeOver?: true;
  readonly json?: true;
}

/** `anchorite annotations export <collection> <document>` and `anchorite annotations import <collection> <document> <file>` */
export const addAnnotationsCommand: AddCommand = (program, environment, end) => {
  const command = program
    .command('annotations')
    .description('Exchange tags and regions of page images as Web Annotations of the W3C (JSON-LD)');
  command
    .command('export')
    .description('Print the annotations of a document; “export --to annotations” writes those of several to a folder')
    .addArgument(collectionArgument())
    .addArgument(documentArgument())
    .action(async (folder: string, name: string) => {
      end(await print(environment, folder, name));
    });
  command
    .command('import')
    .description(
      'Take annotations of a file over; each is put where its words stand, and what has no certain place is told',
    )
    .addArgument(collectionArgument())
    .addArgument(documentArgument())
    .addArgument(new Argument('<file>', 'a file of Web Annotations'))
    .option('--dry-run', 'tell what would become of each, and change nothing')
    .addOption(editorOption())
    .addOption(takeOverOption())
    .addOption(jsonOption())
    .action(async (folder: string, name: string, file: string, options: ImportOptions) => {
      end(await take(environment, folder, { name, file }, options));
    });
};

async function print(environment: ProgramEnvironment, folder: string, name: string): Promise<ExitCode> {
  const page = await readCollection(environment, folder, async ({ collection, documents, context }) => {
    const { application, editors } = context;
    const id = await resolveDocument(collection, name);
    return documents.withDocument(id, async ({ state }) => annotationPage(state, { application, editors }));
  });
  environment.terminal.out(page);
  return exitCode.done;
}

async function take(
  environment: ProgramEnvironment,
  folder: string,
  { name, file }: { readonly name: string; readonly file: string },
  options: ImportOptions,
): Promise<ExitCode> {
  const { terminal } = environment;
  const read = await readAnnotationFile(file);
  if (!read.ok) throw new CommandFault(exitCode.unavailable, faultSentences(read.fault));
  const run = async ({ collection, documents }: OpenedForCommand) => {
    const id = await resolveDocument(collection, name);
    return documents.withDocument(id, (store) =>
      takeOverAnnotations(store, read.value, { dryRun: options.dryRun === true }),
    );
  };
  const reply = await (options.dryRun
    ? readCollection(environment, folder, run)
    : changeCollection(environment, folder, options, run));
  if (!reply.ok) throw new CommandFault(exitCode.unavailable, faultSentences(reply.fault));
  const { annotations, title } = reply.value;
  if (options.json) outJson(terminal, reply.value);
  else {
    for (const annotation of annotations) if (annotation.why !== '') sayLine(terminal, lineOf(annotation));
    const count = (fates: readonly TakenAnnotation['fate'][]): number =>
      annotations.filter(({ fate }) => fates.includes(fate)).length;
    const left = count(['left out']);
    const parts = [
      `${counted(count(['taken over', 'moved']), 'annotation')} ${options.dryRun ? 'would be ' : ''}taken over`,
      `${count(['there already'])} there already`,
      `${left} left out`,
    ];
    sayLine(terminal, `“${title}”: ${parts.join(', ')}.`);
  }
  return annotations.some(({ fate }) => fate === 'left out') ? exitCode.findings : exitCode.done;
}

const lineOf = ({ number, why }: TakenAnnotation): string => `Annotation ${number}: ${why}`;
