import path from 'node:path';
import { Option } from 'commander';
import type { Fault } from '../../shared/contract/fault.ts';
import type { ImportDivision } from '../../shared/contract/import.ts';
import type { DivisibleText, ImportOutcome } from '../../shared/contract/ipc.ts';
import type { TextEncoding } from '../../shared/import/read-fault.ts';
import { importFiles } from '../jobs/import-files.ts';
import { importOcr, readAgain } from '../jobs/ocr-pages.ts';
import { faultSentences } from '../jobs/opening-fault.ts';
import { dividedImages, doubtfulFault, type ImportPlan, planImport } from '../jobs/plan-import.ts';
import { nodeFileSystem } from '../storage/file-system.ts';
import type { AddCommand } from './add-command.ts';
import {
  collectionArgument,
  editorOption,
  encodingOption,
  jsonOption,
  languageOption,
  ocrLanguage,
  takeOverOption,
} from './command-options.ts';
import { countOf } from './count-of.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import type { ProgramEnvironment } from './program-environment.ts';
import { progressBar } from './progress-bar.ts';
import { outJson, sayLine, type Terminal } from './terminal.ts';
import { changeCollection } from './with-collection.ts';

interface Options {
  readonly json?: true;
  readonly editor?: string;
  readonly takeOver?: true;
  readonly title?: string;
  readonly encoding?: TextEncoding;
  readonly oneEach?: true;
  readonly each?: true;
  readonly together?: true;
  readonly divide?: true;
  readonly ocr?: true;
  readonly language?: string;
}

/** `anchorite import <collection> <file or folder…> [--one-each | --together] [--ocr]` */
export const addImportCommand: AddCommand = (program, environment, end) => {
  program
    .command('import')
    .description(
      'Import plain text files, and images as the pages of documents, with hOCR, ALTO or PAGE beside them; makes the collection when it is not there yet',
    )
    .addArgument(collectionArgument())
    .argument('<file...>', 'the files to import, or folders: all that is in them')
    .option('--title <title>', 'the title of a new collection (the name of its folder unless given)')
    .addOption(encodingOption('what the files are written in, when they do not tell'))
    .addOption(
      new Option(
        '--one-each',
        'make a document of each image and PDF, instead of one of those that are named alike and numbered',
      ).conflicts('together'),
    )
    .option('--together', 'make one document of all images and PDFs')
    .option('--divide', 'make a document of each that a text seems to hold, such as a page with several telegrams')
    .addOption(new Option('--each', 'the same as --one-each').hideHelp().conflicts('together'))
    .option('--ocr', 'read images that have no text of their own')
    .addOption(languageOption())
    .addOption(editorOption())
    .addOption(takeOverOption())
    .addOption(jsonOption())
    .action(async (folder: string, files: readonly string[], options: Options) => {
      end(await importInto(environment, folder, files, options));
    });
};

async function importInto(
  environment: ProgramEnvironment,
  folder: string,
  files: readonly string[],
  options: Options,
): Promise<ExitCode> {
  const { terminal, signal } = environment;
  const language = ocrLanguage(options.language, environment);
  const unread: Fault[] = [];
  const plan = await planImport(nodeFileSystem, files);
  if (plan.texts.length + plan.images.length + plan.layouts.length === 0)
    return endWithNothing(terminal, folder, plan, options);
  const division = divisionOf(options);
  const bar = progressBar(terminal);
  const title = options.title ?? path.basename(path.resolve(folder));
  const outcome = await changeCollection(environment, folder, { ...options, createAs: title }, async (opened) => {
    const ocr = options.ocr ? importOcr(opened.context, language, (_, fault) => unread.push(fault)) : null;
    try {
      const request = { plan, division, encoding: options.encoding ?? null, divideTexts: options.divide === true };
      const control = { progress: bar.show, signal };
      const { context, collection, documents } = opened;
      const imported = await importFiles(
        context,
        collection,
        ocr ? { ...request, readPage: ocr.readPage } : request,
        control,
      );
      const ids = imported.imported.map(({ id }) => id);
      if (ocr) await readAgain(context, documents, ids, language, control);
      return imported;
    } finally {
      await ocr?.close();
      bar.end();
    }
  });
  const divided = plan.images.length > 1 ? dividedNames(plan, division) : null;
  if (options.json) outJson(terminal, { collection: path.resolve(folder), ...outcome, ...(divided && { divided }) });
  else outImported(terminal, outcome);
  if (divided) sayLine(terminal, divisionSentence(divided, division));
  for (const remark of outcome.remarks ?? []) sayLine(terminal, remark);
  for (const text of outcome.divisible ?? []) sayLine(terminal, divisibleSentence(text));
  const faults = [...outcome.refused.map(({ fault }) => fault), ...unread];
  for (const fault of faults) sayLine(terminal, faultSentences(fault));
  if (outcome.cancelled) return exitCode.interrupted;
  return faults.length > 0 ? exitCode.unavailable : exitCode.done;
}

const divisionOf = ({ oneEach, each, together }: Options): ImportDivision =>
  together ? 'together' : oneEach || each ? 'one each' : 'proposed';

const dividedNames = (plan: ImportPlan, division: ImportDivision): readonly (readonly string[])[] =>
  dividedImages(plan, division).map((group) => group.map((file) => path.basename(file)));

/** How many documents are named in a sentence. */
const mostNamed = 4;

/** Which images became which documents, and how to have it otherwise. */
function divisionSentence(divided: readonly (readonly string[])[], division: ImportDivision): string {
  const images = divided.reduce((sum, group) => sum + group.length, 0);
  const named = divided
    .slice(0, mostNamed)
    .map((group) => (group.length > 1 ? `${group[0]} to ${group.at(-1)}` : (group[0] ?? '')));
  const more = divided.length > mostNamed ? `; and ${divided.length - mostNamed} more` : '';
  const what = `${countOf(images, 'image')} were taken for ${countOf(divided.length, 'document')}: ${named.join('; ')}${more}.`;
  if (division !== 'proposed') return what;
  return `${what} With --together they would be one, with --one-each ${countOf(images, 'document')}.`;
}

const divisibleSentence = ({ file, documents }: DivisibleText): string =>
  `“${path.basename(file)}” seems to hold ${documents} documents and was imported as one. With --divide each would be a document of its own.`;

/** Nothing of it can be imported, so nothing is made either. */
async function endWithNothing(
  terminal: Terminal,
  folder: string,
  { refused, doubtful, remarks, collections }: ImportPlan,
  options: Options,
): Promise<ExitCode> {
  const left = [...refused, ...doubtful.map((file) => ({ file, fault: doubtfulFault(file) }))];
  const outcome: ImportOutcome = {
    imported: [],
    refused: left,
    cancelled: false,
    ...(collections.length > 0 && { collections }),
  };
  if (options.json) outJson(terminal, { collection: path.resolve(folder), ...outcome });
  for (const remark of remarks) sayLine(terminal, remark);
  for (const { fault } of left) sayLine(terminal, faultSentences(fault));
  return exitCode.unavailable;
}

function outImported(terminal: Terminal, { imported }: ImportOutcome): void {
  for (const { id, source, title } of imported) terminal.out(`${id}  ${source}  ${title}\n`);
}
