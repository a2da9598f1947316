import { type OcrOutcome, ocrPages } from '../jobs/ocr-pages.ts';
import type { AddCommand } from './add-command.ts';
import {
  anyDocumentArgument,
  collectionArgument,
  editorOption,
  jsonOption,
  languageOption,
  ocrLanguage,
  takeOverOption,
} from './command-options.ts';
import { countOf } from './count-of.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import type { ProgramEnvironment } from './program-environment.ts';
import { progressBar } from './progress-bar.ts';
import { outJson, sayLine } from './terminal.ts';
import { changeCollection, resolveDocument } from './with-collection.ts';

interface Options {
  readonly json?: true;
  readonly editor?: string;
  readonly takeOver?: true;
  readonly language?: string;
  readonly again?: true;
}

/** `anchorite ocr <collection> [document] [--language name]` */
export const addOcrCommand: AddCommand = (program, environment, end) => {
  program
    .command('ocr')
    .description('Read page images by OCR, on this machine alone; pages that have been read are left out')
    .addArgument(collectionArgument())
    .addArgument(anyDocumentArgument())
    .addOption(languageOption())
    .option('--again', 'read also pages that have been read before')
    .addOption(editorOption())
    .addOption(takeOverOption())
    .addOption(jsonOption())
    .action(async (folder: string, document: string | undefined, options: Options) => {
      end(await ocr(environment, folder, document, options));
    });
};

async function ocr(
  environment: ProgramEnvironment,
  folder: string,
  name: string | undefined,
  options: Options,
): Promise<ExitCode> {
  const { terminal, signal } = environment;
  const language = ocrLanguage(options.language, environment);
  const bar = progressBar(terminal);
  const outcomes: (OcrOutcome & { readonly document: string })[] = [];
  await changeCollection(environment, folder, options, async ({ collection, documents, context }) => {
    const ids =
      name === undefined
        ? (await collection.summaries()).map(({ id }) => id)
        : [await resolveDocument(collection, name)];
    try {
      for (const document of ids) {
        if (signal.aborted) break;
        const outcome = await documents.withDocument(document, (store) => {
          const pages = options.again ? store.state.pages.map(({ id }) => id) : null;
          return ocrPages(
            context,
            store,
            { pages, language, roles: ['ocr', 'second'] },
            { progress: bar.show, signal },
          );
        });
        outcomes.push({ document, ...outcome });
      }
    } finally {
      bar.end();
    }
  });
  const refused = outcomes.flatMap((outcome) => outcome.refused);
  if (options.json) outJson(terminal, { documents: outcomes });
  else for (const { document, done } of outcomes) terminal.out(`${document}  ${countOf(done, 'page')} read\n`);
  if (outcomes.every(({ done }) => done === 0) && refused.length === 0)
    sayLine(
      terminal,
      'No page was left to read. Add page images with `anchorite add-images`, or read pages again with --again.',
    );
  for (const { fault } of refused) sayLine(terminal, `${fault.what} ${fault.kept} ${fault.next}`);
  if (signal.aborted) return exitCode.interrupted;
  return refused.length > 0 ? exitCode.unavailable : exitCode.done;
}
