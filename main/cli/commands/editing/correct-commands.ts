import type { FindQuery } from '../../../../shared/find/find.ts';
import { type CorrectionOutcome, correctDocuments } from '../../../usecases/correct-documents.ts';
import {
  type AddCommand,
  anyDocumentArgument,
  collectionArgument,
  editorOption,
  findOption,
  jsonOption,
  type ProgramEnvironment,
  regexOption,
  takeOverOption,
} from '../../terminal/command-options.ts';
import {
  CommandFault,
  counted,
  type ExitCode,
  exitCode,
  outJson,
  progressBar,
  sayLine,
  type Terminal,
} from '../../terminal/terminal.ts';
import {
  changeCollection,
  type OpenedForCommand,
  readCollection,
  resolveDocument,
} from '../../terminal/with-collection.ts';

interface CorrectOptions {
  readonly find: string;
  readonly replace: string;
  readonly regex?: true;
  readonly ignoreCase?: true;
  readonly wholeWord?: true;
  readonly foldAccents?: true;
  readonly dryRun?: true;
  readonly emendation?: true;
  readonly editor?: string;
  readonly takeOver?: true;
  readonly json?: true;
}

/** `anchorite correct <collection> [document] --find X --replace Y [--regex] [--dry-run]` */
export const addCorrectCommand: AddCommand = (program, environment, end) => {
  program
    .command('correct')
    .description('Replace words in one document or in all of them; page anchors and tags stay')
    .addArgument(collectionArgument())
    .addArgument(anyDocumentArgument())
    .addOption(findOption())
    .requiredOption('--replace <text>', 'what to put there; $1 … $9 and $<name> are the groups of a --regex')
    .addOption(regexOption())
    .option('--ignore-case', 'capitals and small letters are the same')
    .option('--whole-word', 'not as a part of a longer word')
    .option(
      '--fold-accents',
      'letters match with and without their accents, and ligatures as the letters they stand for',
    )
    .option('--emendation', 'the page itself is wrong: keep its reading beside the new one')
    .option('--dry-run', 'list the hits and change nothing')
    .addOption(editorOption())
    .addOption(takeOverOption())
    .addOption(jsonOption())
    .action(async (folder: string, name: string | undefined, options: CorrectOptions) => {
      end(await correct(environment, folder, name, options));
    });
};

async function correct(
  environment: ProgramEnvironment,
  folder: string,
  name: string | undefined,
  options: CorrectOptions,
): Promise<ExitCode> {
  const { terminal, signal } = environment;
  if (options.emendation && options.replace === '')
    throw new CommandFault(exitCode.wrongUse, 'An emendation needs words to put in the place of what the page reads.');
  const bar = progressBar(terminal);
  const run = async ({ collection, context, documents }: OpenedForCommand): Promise<CorrectionOutcome> => {
    const ids =
      name === undefined
        ? (await collection.summaries()).map(({ id }) => id)
        : [await resolveDocument(collection, name)];
    const request = {
      documents: ids,
      query: queryOf(options),
      replacement: options.replace,
      emendation: options.emendation === true,
      dryRun: options.dryRun === true,
    };
    try {
      return await correctDocuments(context, documents, request, { progress: bar.show, signal });
    } finally {
      bar.end();
    }
  };
  const outcome = options.dryRun
    ? await readCollection(environment, folder, run)
    : await changeCollection(environment, folder, options, run);
  return tellCorrected(terminal, outcome, options);
}

const queryOf = (options: CorrectOptions): FindQuery => ({
  text: options.find,
  regex: options.regex === true,
  caseSensitive: options.ignoreCase !== true,
  wholeWord: options.wholeWord === true,
  foldAccents: options.foldAccents === true,
});

function tellCorrected(terminal: Terminal, outcome: CorrectionOutcome, options: CorrectOptions): ExitCode {
  if (outcome.kind === 'bad expression') {
    throw new CommandFault(exitCode.wrongUse, `“${options.find}” cannot be looked for: ${outcome.reason}.`);
  }
  const { documents, left, cancelled } = outcome;
  const hits = documents.reduce((sum, document) => sum + document.hits.length, 0);
  if (options.json) {
    const { find, replace } = options;
    const asked = { find, replace, regex: options.regex === true, emendation: options.emendation === true };
    outJson(terminal, { ...asked, dryRun: options.dryRun === true, hits, documents, left, cancelled });
  } else {
    outHits(terminal, outcome);
    const verb = options.dryRun ? 'would be changed' : 'changed';
    sayLine(
      terminal,
      hits === 0 ? 'No hit.' : `${counted(hits, 'hit')} in ${counted(documents.length, 'document')} ${verb}.`,
    );
  }
  for (const { document, reason } of left) sayLine(terminal, `${document} was left as it is: ${reason}`);
  if (cancelled) return exitCode.interrupted;
  if (left.length > 0) return exitCode.unavailable;
  return hits === 0 ? exitCode.findings : exitCode.done;
}

function outHits(terminal: Terminal, { documents }: CorrectionOutcome & { readonly kind: 'done' }): void {
  for (const { document, source, hits } of documents) {
    terminal.out(`${document}  ${source}\n`);
    for (const { before, text, after, replacement } of hits) {
      terminal.out(`  ${before}[-${text}-]{+${replacement}+}${after}\n`);
    }
  }
}
