import { addPageFiles } from '../jobs/add-images.ts';
import type { AddCommand } from './add-command.ts';
import { collectionArgument, documentArgument, editorOption, jsonOption, takeOverOption } from './command-options.ts';
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
}

/** `anchorite add-images <collection> <document> <image or layout…>` */
export const addAddImagesCommand: AddCommand = (program, environment, end) => {
  program
    .command('add-images')
    .description(
      'Add images of its pages to a document, linked to its page anchors in order, and files with their layouts',
    )
    .addArgument(collectionArgument())
    .addArgument(documentArgument())
    .argument(
      '<file...>',
      'PNG, JPEG, TIFF and WebP images and PDFs, in the order of their names; hOCR, ALTO and PAGE of pages that are there or added with them',
    )
    .addOption(editorOption())
    .addOption(takeOverOption())
    .addOption(jsonOption())
    .action(async (folder: string, document: string, files: readonly string[], options: Options) => {
      end(await addTo(environment, folder, document, files, options));
    });
};

async function addTo(
  environment: ProgramEnvironment,
  folder: string,
  document: string,
  files: readonly string[],
  options: Options,
): Promise<ExitCode> {
  const { terminal, signal } = environment;
  const bar = progressBar(terminal);
  const added = await changeCollection(environment, folder, options, async ({ collection, documents, context }) => {
    const id = await resolveDocument(collection, document);
    try {
      return await documents.withDocument(id, async (store) => {
        const outcome = await addPageFiles(context, collection, store, files, { progress: bar.show, signal });
        return { document: id, ...outcome, pages: store.state.pages };
      });
    } finally {
      bar.end();
    }
  });
  if (options.json) outJson(terminal, added);
  else if (added.done > 0) terminal.out(`${countOf(added.done, 'page')} added to ${document}\n`);
  for (const remark of added.remarks) sayLine(terminal, remark);
  for (const { fault } of added.refused) sayLine(terminal, `${fault.what} ${fault.kept} ${fault.next}`);
  if (added.cancelled) return exitCode.interrupted;
  return added.refused.length > 0 ? exitCode.unavailable : exitCode.done;
}
