import path from 'node:path';
import type { Fault } from '../../shared/contract/fault.ts';
import type { ImportOutcome } from '../../shared/contract/ipc.ts';
import type { TextEncoding } from '../../shared/import/read-fault.ts';
import { importFiles } from '../jobs/import-files.ts';
import { importOcr, readAgain } from '../jobs/ocr-pages.ts';
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
  readonly each?: true;
  readonly ocr?: true;
  readonly language?: string;
}

/** `anchorite import <collection> <file…> [--each] [--ocr]` */
export const addImportCommand: AddCommand = (program, environment, end) => {
  program
    .command('import')
    .description(
      'Import plain text files, and images as the pages of one document, with hOCR, ALTO or PAGE beside them; makes the collection when it is not there yet',
    )
    .addArgument(collectionArgument())
    .argument('<file...>', 'the files to import')
    .option('--title <title>', 'the title of a new collection (the name of its folder unless given)')
    .addOption(encodingOption('what the files are written in, when they do not tell'))
    .option('--each', 'make a document of each image instead of one of all')
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
  const bar = progressBar(terminal);
  const title = options.title ?? path.basename(path.resolve(folder));
  const outcome = await changeCollection(environment, folder, { ...options, createAs: title }, async (opened) => {
    const ocr = options.ocr ? importOcr(opened.context, language, (_, fault) => unread.push(fault)) : null;
    try {
      const request = { files, encoding: options.encoding ?? null, each: options.each === true };
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
  if (options.json) outJson(terminal, { collection: path.resolve(folder), ...outcome });
  else outImported(terminal, outcome);
  for (const remark of outcome.remarks ?? []) sayLine(terminal, remark);
  const faults = [...outcome.refused.map(({ fault }) => fault), ...unread];
  for (const fault of faults) sayLine(terminal, `${fault.what} ${fault.kept} ${fault.next}`);
  if (outcome.cancelled) return exitCode.interrupted;
  return faults.length > 0 ? exitCode.unavailable : exitCode.done;
}

function outImported(terminal: Terminal, { imported }: ImportOutcome): void {
  for (const { id, source, title } of imported) terminal.out(`${id}  ${source}  ${title}\n`);
}
