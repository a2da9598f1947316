import path from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import type { DocumentSummary } from '../../../../shared/contract/payloads/document-summary.ts';
import {
  type EditionShape,
  type ExportedDocument,
  type ExportFormat,
  type ExportOutcome,
  editionShapes,
  exportFormats,
  isTeiFormat,
} from '../../../../shared/contract/payloads/edition.ts';
import type { StateName } from '../../../../shared/contract/payloads/versions.ts';
import type { ReadingView } from '../../../../shared/export/reading/reading-marks.ts';
import { exportToFolder } from '../../../editions/export-to-folder.ts';
import { type ValidateFilesOutcome, validateFiles } from '../../../editions/validate-files.ts';
import { faultSentences } from '../../../faults/storage-fault.ts';
import { nodeFileSystem } from '../../../storage/disk/file-system.ts';
import {
  type AddCommand,
  collectionArgument,
  jsonOption,
  type ProgramEnvironment,
} from '../../terminal/command-options.ts';
import {
  CommandFault,
  counted,
  type ExitCode,
  exitCode,
  findingLine,
  outJson,
  progressBar,
  sayLine,
  type Terminal,
} from '../../terminal/terminal.ts';
import { readCollection, resolveDocuments } from '../../terminal/with-collection.ts';

interface ExportOptions {
  readonly to: ExportFormat;
  readonly as?: EditionShape | 'document';
  readonly out: string;
  readonly document?: readonly string[];
  readonly view?: ReadingView;
  readonly template?: string;
  readonly versions?: readonly [StateName, StateName];
  readonly schema?: string;
  readonly writeInvalid?: true;
  readonly overwrite?: true;
  readonly json?: true;
}

/** `anchorite export <collection> --to tei|html|… --out <dir> [--document id]` */
export const addExportCommand: AddCommand = (program, environment, end) => {
  program
    .command('export')
    .description(
      'Write editions of documents: TEI, or the dialect of FRUS, where what is not valid is told instead of written; HTML, Word, EPUB, Markdown or plain text for readers; tags for other programs; the ALTO of their pages; records for catalogues (Dublin Core, EAD, CSL-JSON, RIS, CMIF), IIIF for viewers, a BagIt package to keep',
    )
    .addArgument(collectionArgument())
    .addOption(new Option('--to <format>', 'the format').choices(exportFormats).makeOptionMandatory())
    .addOption(
      new Option(
        '--as <shape>',
        'of TEI and FRUS: one document, a folder with a file for each, a corpus or a volume of all in one file',
      ).choices(['document', ...editionShapes]),
    )
    .requiredOption('--out <folder>', 'the folder to write to; it is made when it is not there')
    .addOption(
      new Option('--document <document>', 'only this document; may be given several times').argParser(
        (name: string, before: readonly string[] | undefined) => [...(before ?? []), name],
      ),
    )
    .addOption(
      new Option(
        '--view <view>',
        'of an edition for readers: the clean text, or the text as it is on the page',
      ).choices(['reading', 'diplomatic']),
    )
    .addOption(
      new Option(
        '--versions <a,b>',
        'with “--to versions”: which two, by their numbers or “present”; else the import and the present',
      ).argParser(twoVersions),
    )
    .option(
      '--template <folder|file.docx>',
      'of an edition for readers: a folder of templates (see “templates write”), instead of those that the collection keeps; of Word documents one whose styles and pages they get',
    )
    .option('--schema <file.rng>', 'hold it against this RELAX NG schema, too')
    .option('--overwrite', 'overwrite files that are there already')
    .option('--write-invalid', 'write what is not valid all the same')
    .addOption(jsonOption())
    .action(async (folder: string, options: ExportOptions) => {
      end(await exportTo(environment, folder, options));
    });
};

/** `1,present` */
function twoVersions(text: string): readonly [StateName, StateName] {
  const [, a = '', b = ''] = /^(\d+|present),(\d+|present)$/.exec(text.trim()) ?? [];
  if (a === '') throw new InvalidArgumentError('two versions were expected, such as 1,present');
  const named = (name: string): StateName => (name === 'present' ? name : Number(name));
  return [named(a), named(b)];
}

interface Exported {
  /** Documents that were to be exported and are not even in the list. */
  readonly unreadable: number;
  readonly outcome: ExportOutcome;
  readonly summaries: readonly DocumentSummary[];
}

async function exportTo(environment: ProgramEnvironment, folder: string, options: ExportOptions): Promise<ExitCode> {
  const { terminal, signal } = environment;
  const bar = progressBar(terminal);
  const exported = await readCollection(environment, folder, async ({ collection, context }) => {
    const named = options.document && (await resolveDocuments(collection, options.document));
    const summaries = await collection.summaries();
    if (options.as !== undefined && !isTeiFormat(options.to))
      throw new CommandFault(exitCode.wrongUse, '--as is for editions in TEI: --to tei or --to frus.');
    if (options.as === 'document' && (named ?? summaries).length !== 1)
      throw new CommandFault(
        exitCode.wrongUse,
        `--as document writes one document, and ${(named ?? summaries).length} are meant: name one with --document.`,
      );
    const request = {
      shape: options.as === undefined || options.as === 'document' ? ('folder' as const) : options.as,
      documents: named ?? summaries.map(({ id }) => id),
      folder: path.resolve(options.out),
      format: options.to,
      view: options.view ?? null,
      template: options.template === undefined ? null : path.resolve(options.template),
      ...(options.versions && { versions: options.versions }),
      overwrite: options.overwrite === true,
      writeInvalid: options.writeInvalid === true,
      schemaFile: options.schema === undefined ? null : path.resolve(options.schema),
    };
    try {
      const reply = await exportToFolder(context, collection, request, { progress: bar.show, signal });
      if (!reply.ok) throw new CommandFault(exitCode.unavailable, faultSentences(reply.fault));
      const { value } = reply;
      if (value.kind === 'exists') throw new CommandFault(exitCode.unavailable, existingSentence(value.files));
      const { kind: _, ...outcome } = value;
      return { outcome, summaries, unreadable: named ? 0 : collection.unreadable.length };
    } finally {
      bar.end();
    }
  });
  if (options.json) outJson(terminal, exportJson(exported));
  else tellExport(terminal, exported);
  if (exported.outcome.cancelled) return exitCode.interrupted;
  // Why is among the notices.
  if (exported.unreadable > 0) return exitCode.unavailable;
  return exported.outcome.documents.some(({ findings }) => findings.length > 0) ? exitCode.findings : exitCode.done;
}

/** How many names fit into a message. */
const mostNames = 5;

function existingSentence(files: readonly string[]): string {
  const [are, them] = files.length === 1 ? ['One file is', 'it'] : [`${files.length} files are`, 'them'];
  const more = files.length > mostNames ? [`  and ${files.length - mostNames} more`] : [];
  return [
    `${are} there already, so nothing was written:`,
    ...files.slice(0, mostNames).map((file) => `  ${file}`),
    ...more,
    `Give --overwrite to overwrite ${them}, or choose another folder.`,
  ].join('\n');
}

function exportJson({ outcome, summaries }: Exported): object {
  const documents = outcome.documents.map((exported) => ({
    ...exported,
    source: sourceOf(exported, summaries),
    valid: exported.findings.length === 0,
  }));
  return { ...outcome, documents };
}

const sourceOf = ({ document }: ExportedDocument, summaries: readonly DocumentSummary[]): string =>
  summaries.find(({ id }) => id === document)?.source ?? '';

function tellExport(terminal: Terminal, { outcome, summaries }: Exported): void {
  // Several documents may stand in one file.
  const told = new Set<string>();
  for (const exported of outcome.documents) {
    const source = sourceOf(exported, summaries);
    if (exported.kind === 'written' && !told.has(exported.file)) terminal.out(`${exported.file}\n`);
    if (exported.kind === 'written') told.add(exported.file);
    if (exported.kind === 'pages') tellPages(terminal, source, exported);
    for (const finding of exported.findings) terminal.say(findingLine(source, finding));
    if (exported.kind === 'not valid') {
      sayLine(terminal, `“${exported.title}” (${source}) was not written: its edition is not valid.`);
    }
  }
}

function tellPages(
  terminal: Terminal,
  source: string,
  { title, files, unread }: Extract<ExportedDocument, { readonly kind: 'pages' }>,
): void {
  for (const file of files) terminal.out(`${file}\n`);
  if (files.length === 0 && unread === 0)
    sayLine(terminal, `“${title}” (${source}) has no page images, so it has no ALTO.`);
  else if (unread > 0)
    sayLine(
      terminal,
      `“${title}” (${source}): nothing was read on ${counted(unread, 'page')} yet, so there is no ALTO of them.`,
    );
}

interface ValidateOptions {
  readonly schema?: string;
  readonly schematron?: readonly string[];
  readonly profile?: 'frus';
  readonly phase?: string;
  readonly fix?: string;
  readonly json?: true;
}

/** `anchorite validate <file…> [--schema file.rng] [--schematron file.sch]` */
export const addValidateCommand: AddCommand = (program, environment, end) => {
  program
    .command('validate')
    .description('Validate XML files against the schema of what Anchorite writes, or against one of your own')
    .argument('<file...>', 'the files to validate')
    .option('--schema <file.rng>', 'a RELAX NG schema in its XML form, instead of the built-in one')
    .addOption(
      new Option(
        '--schematron <file.sch>',
        'rules of Schematron, instead of the built-in schema; may be given several times',
      ).argParser((name: string, before: readonly string[] | undefined) => [...(before ?? []), name]),
    )
    .addOption(
      new Option('--profile <profile>', 'rules that come with Anchorite, instead of the built-in schema').choices([
        'frus',
      ]),
    )
    .option('--phase <id>', 'only the patterns of this phase of the rules')
    .option('--fix <folder>', 'write copies to this folder, with the quick fixes of the rules done')
    .addOption(jsonOption())
    .action(async (files: readonly string[], options: ValidateOptions) => {
      const { terminal, workers, signal } = environment;
      const bar = progressBar(terminal);
      try {
        const request = {
          files,
          schemaFile: options.schema ?? null,
          rulesFiles: options.schematron ?? [],
          profile: options.profile ?? null,
          phase: options.phase ?? null,
          fixedFolder: options.fix ?? null,
        };
        const context = { workers, fileSystem: nodeFileSystem };
        const reply = await validateFiles(context, request, { progress: bar.show, signal });
        if (!reply.ok) throw new CommandFault(exitCode.unavailable, faultSentences(reply.fault));
        bar.end();
        end(tellOutcome(terminal, reply.value, options));
      } finally {
        bar.end();
      }
    });
};

function tellOutcome(
  terminal: Terminal,
  { files, cancelled }: ValidateFilesOutcome,
  options: ValidateOptions,
): ExitCode {
  if (options.json) outJson(terminal, files);
  for (const { file, findings, fault, fixed } of files) {
    if (fault !== null) sayLine(terminal, fault);
    else if (!options.json)
      terminal.out(
        findings.length === 0 ? `${file}: valid\n` : findings.map((found) => findingLine(file, found)).join(''),
      );
    if (fixed) sayLine(terminal, `${fixed.file}: fixes done: ${fixed.fixes}`);
  }
  if (cancelled) return exitCode.interrupted;
  if (files.some(({ fault }) => fault !== null)) return exitCode.unavailable;
  return files.some(({ findings }) => findings.length > 0) ? exitCode.findings : exitCode.done;
}
