import path from 'node:path';
import { Option } from 'commander';
import type { DivisibleText, ImportOutcome } from '../../../shared/contract/calls/collection.ts';
import type { Fault } from '../../../shared/contract/payloads/fault.ts';
import type { DuplicateFile, ImportDivision } from '../../../shared/contract/payloads/import.ts';
import type { TextEncoding } from '../../../shared/import/read-fault.ts';
import { faultSentences } from '../../faults/storage-fault.ts';
import { addPageFiles } from '../../importing/add-pages.ts';
import { importFiles } from '../../importing/import-files.ts';
import { duplicateSentence, ImportReport } from '../../importing/import-report.ts';
import { dividedImages, doubtfulFault, type ImportPlan, isEmptyPlan, planImport } from '../../importing/plan-import.ts';
import { collectionOcr } from '../../ocr/ocr-languages.ts';
import { allRoles, importOcr, type OcrOutcome, ocrPages, readAgain } from '../../ocr/ocr-pages.ts';
import { nodeFileSystem } from '../../storage/disk/file-system.ts';
import { ReplaceFileError, replaceFile } from '../../storage/disk/replace-file.ts';
import {
  type AddCommand,
  anyDocumentArgument,
  collectionArgument,
  documentArgument,
  editorOption,
  encodingOption,
  jsonOption,
  languageOption,
  ocrLanguage,
  type ProgramEnvironment,
  takeOverOption,
} from '../terminal/command-options.ts';
import {
  counted,
  type ExitCode,
  exitCode,
  outJson,
  progressBar,
  sayLine,
  type Terminal,
} from '../terminal/terminal.ts';
import { changeCollection, resolveDocument } from '../terminal/with-collection.ts';

interface ImportOptions {
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
  readonly duplicates?: 'keep';
  readonly report?: string;
}

/** `anchorite import <collection> <file or folder…> [--one-each | --together] [--ocr] [--duplicates keep] [--report file]` */
export const addImportCommand: AddCommand = (program, environment, end) => {
  program
    .command('import')
    .description(
      'Import plain text files, and images as the pages of documents, with hOCR, ALTO or PAGE beside them, or packages (ZIP, METS, IIIF manifest, Tropy) of them; makes the collection when it is not there yet. What the collection has already is not imported again: the same command goes on with an import that was stopped',
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
    .addOption(
      new Option(
        '--duplicates <keep>',
        'import also what the collection has already, as documents of their own',
      ).choices(['keep']),
    )
    .option('--report <file>', 'write what became of each file to this one: JSON when it is named so, else CSV')
    .addOption(languageOption())
    .addOption(editorOption())
    .addOption(takeOverOption())
    .addOption(jsonOption())
    .action(async (folder: string, files: readonly string[], options: ImportOptions) => {
      end(await importInto(environment, folder, files, options));
    });
};

async function importInto(
  environment: ProgramEnvironment,
  folder: string,
  files: readonly string[],
  options: ImportOptions,
): Promise<ExitCode> {
  const { terminal, signal } = environment;
  const language = ocrLanguage(options.language, environment);
  const unread: Fault[] = [];
  const bar = progressBar(terminal);
  const plan = await planImport(nodeFileSystem, files, { progress: bar.show, signal });
  if (signal.aborted || isEmptyPlan(plan)) bar.end();
  if (signal.aborted) return exitCode.interrupted;
  if (isEmptyPlan(plan)) return endWithNothing(terminal, folder, plan, options);
  const division = divisionOf(options);
  const title = options.title ?? path.basename(path.resolve(folder));
  const outcome = await changeCollection(environment, folder, { ...options, createAs: title }, async (opened) => {
    const settings = collectionOcr(opened.collection.vocabulary, opened.context.ownData, language);
    const ocr = options.ocr ? importOcr(opened.context, settings, (_, fault) => unread.push(fault)) : null;
    try {
      const request = {
        plan,
        division,
        encoding: options.encoding ?? null,
        divideTexts: options.divide === true,
        ...(options.duplicates && { duplicates: options.duplicates }),
      };
      const control = { progress: bar.show, signal };
      const { context, collection, documents } = opened;
      const imported = await importFiles(
        context,
        collection,
        ocr ? { ...request, readPage: ocr.readPage } : request,
        control,
      );
      const ids = imported.imported.map(({ id }) => id);
      if (ocr) await readAgain(context, documents, ids, settings, control);
      return imported;
    } finally {
      await ocr?.close();
      bar.end();
    }
  });
  await tellImport(terminal, folder, { outcome, plan, division, unread }, options);
  if (outcome.cancelled) return exitCode.interrupted;
  return outcome.refused.length + unread.length > 0 ? exitCode.unavailable : exitCode.done;
}

interface ToldImport {
  readonly outcome: ImportOutcome;
  readonly plan: ImportPlan;
  readonly division: ImportDivision;
  /** Why pages were not read. */
  readonly unread: readonly Fault[];
}

async function tellImport(
  terminal: Terminal,
  folder: string,
  { outcome, plan, division, unread }: ToldImport,
  options: ImportOptions,
): Promise<void> {
  const divided = plan.images.length > 1 ? dividedNames(plan, division) : null;
  const report = new ImportReport(outcome);
  if (options.json) {
    const { reasons } = report;
    outJson(terminal, { collection: path.resolve(folder), ...outcome, reasons, ...(divided && { divided }) });
  } else outImported(terminal, outcome);
  if (divided) sayLine(terminal, divisionSentence(divided, division));
  sayMost(terminal, outcome.remarks ?? []);
  sayMost(terminal, (outcome.divisible ?? []).map(divisibleSentence));
  sayMost(terminal, (outcome.duplicates ?? []).map(duplicateLine));
  sayMost(terminal, [...outcome.refused.map(({ fault }) => fault), ...unread].map(faultSentences));
  if (report.rows.length > mostSaid) for (const line of countLines(report)) sayLine(terminal, line);
  if (options.report !== undefined) await writeReport(terminal, path.resolve(options.report), report);
}

/** How many sentences of one kind are said; all of them are in the report. */
const mostSaid = 100;

function sayMost(terminal: Terminal, sentences: readonly string[]): void {
  for (const sentence of sentences.slice(0, mostSaid)) sayLine(terminal, sentence);
  if (sentences.length > mostSaid) sayLine(terminal, `… and ${sentences.length - mostSaid} more of this kind.`);
}

const duplicateLine = ({ file, of }: DuplicateFile): string =>
  `“${path.basename(file)}” was left out. ${duplicateSentence(of)} With --duplicates keep it would be a document of its own.`;

/** Of a large import: how many files shared which fate, and why. */
const countLines = ({ reasons }: ImportReport): readonly string[] =>
  reasons.map(({ fate, reason, files }) => `${counted(files, 'file')} ${fate}${reason === '' ? '.' : `: ${reason}`}`);

async function writeReport(terminal: Terminal, file: string, report: ImportReport): Promise<void> {
  try {
    await replaceFile(nodeFileSystem, file, Buffer.from(report.fileNamed(file)));
    sayLine(terminal, `The report is in ${file}.`);
  } catch (error) {
    if (!(error instanceof ReplaceFileError)) throw error;
    sayLine(terminal, `The report could not be written to ${file}; what was imported is in the collection.`);
  }
}

const divisionOf = ({ oneEach, each, together }: ImportOptions): ImportDivision =>
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
  const what = `${counted(images, 'image')} were taken for ${counted(divided.length, 'document')}: ${named.join('; ')}${more}.`;
  if (division !== 'proposed') return what;
  return `${what} With --together they would be one, with --one-each ${counted(images, 'document')}.`;
}

const divisibleSentence = ({ file, documents }: DivisibleText): string =>
  `“${path.basename(file)}” seems to hold ${documents} documents and was imported as one. With --divide each would be a document of its own.`;

/** Nothing of it can be imported, so nothing is made either. */
async function endWithNothing(
  terminal: Terminal,
  folder: string,
  { refused, doubtful, remarks, collections, leftOut }: ImportPlan,
  options: ImportOptions,
): Promise<ExitCode> {
  const left = [...refused, ...doubtful.map((file) => ({ file, fault: doubtfulFault(file) }))];
  const outcome: ImportOutcome = {
    imported: [],
    refused: left,
    cancelled: false,
    ...(leftOut.length > 0 && { leftOut }),
    ...(collections.length > 0 && { collections }),
  };
  const report = new ImportReport(outcome);
  if (options.json) outJson(terminal, { collection: path.resolve(folder), ...outcome, reasons: report.reasons });
  sayMost(terminal, remarks);
  sayMost(
    terminal,
    left.map(({ fault }) => faultSentences(fault)),
  );
  if (options.report !== undefined) await writeReport(terminal, path.resolve(options.report), report);
  return exitCode.unavailable;
}

function outImported(terminal: Terminal, { imported }: ImportOutcome): void {
  for (const { id, source, title } of imported) terminal.out(`${id}  ${source}  ${title}\n`);
}

interface AddImagesOptions {
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
    .action(async (folder: string, document: string, files: readonly string[], options: AddImagesOptions) => {
      end(await addTo(environment, folder, document, files, options));
    });
};

async function addTo(
  environment: ProgramEnvironment,
  folder: string,
  document: string,
  files: readonly string[],
  options: AddImagesOptions,
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
  else if (added.done > 0) terminal.out(`${counted(added.done, 'page')} added to ${document}\n`);
  for (const remark of added.remarks) sayLine(terminal, remark);
  for (const { fault } of added.refused) sayLine(terminal, `${fault.what} ${fault.kept} ${fault.next}`);
  if (added.cancelled) return exitCode.interrupted;
  return added.refused.length > 0 ? exitCode.unavailable : exitCode.done;
}

interface OcrOptions {
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
    .action(async (folder: string, document: string | undefined, options: OcrOptions) => {
      end(await ocr(environment, folder, document, options));
    });
};

async function ocr(
  environment: ProgramEnvironment,
  folder: string,
  name: string | undefined,
  options: OcrOptions,
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
            { pages, ...collectionOcr(collection.vocabulary, context.ownData, language), roles: allRoles },
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
  else for (const { document, done } of outcomes) terminal.out(`${document}  ${counted(done, 'page')} read\n`);
  if (outcomes.every(({ done }) => done === 0) && refused.length === 0)
    sayLine(
      terminal,
      'No page was left to read. Add page images with `anchorite add-images`, or read pages again with --again.',
    );
  for (const { fault } of refused) sayLine(terminal, `${fault.what} ${fault.kept} ${fault.next}`);
  if (signal.aborted) return exitCode.interrupted;
  return refused.length > 0 ? exitCode.unavailable : exitCode.done;
}
