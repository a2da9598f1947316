import { InvalidArgumentError, Option } from 'commander';
import type { Assignment } from '../../../shared/archive/collection-desk.ts';
import type { SecondReading } from '../../../shared/contract/payloads/proofreading.ts';
import { documentStatuses } from '../../../shared/document/metadata.ts';
import { shareInWords } from '../../../shared/proofreading/sampling.ts';
import { checkSample, drawSample, readSampleTable, sampleTable, workDone } from '../../archive/sample-collection.ts';
import {
  assignmentOf,
  assignReader,
  endReading,
  type ReadingOutcome,
  readSecond,
  settleReading,
} from '../../archive/second-reader.ts';
import { faultSentences } from '../../faults/storage-fault.ts';
import type { Collection } from '../../storage/collection/collection.ts';
import {
  type AddCommand,
  anyDocumentArgument,
  collectionArgument,
  documentArgument,
  editorOption,
  jsonOption,
  type ProgramEnvironment,
  siglumOf,
  takeOverOption,
} from '../terminal/command-options.ts';
import {
  CommandFault,
  type ExitCode,
  exitCode,
  outJson,
  progressBar,
  sayLine,
  textTable,
} from '../terminal/terminal.ts';
import { changeCollection, readCollection, resolveDocument } from '../terminal/with-collection.ts';

interface WriteOptions {
  readonly editor?: string;
  readonly takeOver?: true;
  readonly json?: true;
}

function whole(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('It must be a whole number.');
}

/** `anchorite assign <collection> <document> --reader <siglum>` */
export const addAssignCommand: AddCommand = (program, environment, end) => {
  program
    .command('assign')
    .description(
      'Assign a document to a second reader, who reads blind: a copy of it as it was imported becomes a document of the collection',
    )
    .addArgument(collectionArgument())
    .addArgument(documentArgument())
    .addOption(new Option('--reader <siglum>', 'who reads it').argParser(siglumOf).makeOptionMandatory())
    .addOption(editorOption())
    .addOption(takeOverOption())
    .addOption(jsonOption())
    .action(async (folder: string, name: string, options: WriteOptions & { readonly reader: string }) => {
      const { terminal, signal } = environment;
      const outcome = await changeCollection(environment, folder, options, async ({ collection, context }) => {
        const document = await resolveDocument(collection, name);
        return assignReader(context, collection, { document, reader: options.reader }, signal);
      });
      const copy = doneOr(outcome);
      if (options.json) outJson(terminal, { copy });
      else terminal.out(`${copy}\n`);
      end(exitCode.done);
    });
};

function doneOr<Value>(outcome: ReadingOutcome<Value>): Value {
  if (outcome.kind === 'done') return outcome.value;
  throw new CommandFault(exitCode.wrongUse, `${outcome.why} Nothing was changed.`);
}

/** `anchorite second-reading <collection> [document]` */
export const addSecondReadingCommand: AddCommand = (program, environment, end) => {
  program
    .command('second-reading')
    .description(
      'List which documents have a second reader; of one document, list where the two readers differ, settle that, or end it',
    )
    .addArgument(collectionArgument())
    .addArgument(anyDocumentArgument())
    .addOption(new Option('--settle <number>', 'settle this difference, by its number in the list').argParser(whole))
    .addOption(new Option('--take <reader>', 'with --settle: whose reading is right').choices(['first', 'second']))
    .addOption(new Option('--finish', 'end it: nothing differs any more').conflicts(['settle', 'withdraw']))
    .addOption(new Option('--withdraw', 'end it, whatever differs').conflicts('settle'))
    .addOption(editorOption())
    .addOption(takeOverOption())
    .addOption(jsonOption())
    .action(async (folder: string, name: string | undefined, options: SecondReadingOptions) => {
      end(await secondReading(environment, folder, name, options));
    });
};

interface SecondReadingOptions extends WriteOptions {
  readonly settle?: number;
  readonly take?: 'first' | 'second';
  readonly finish?: true;
  readonly withdraw?: true;
}

async function secondReading(
  environment: ProgramEnvironment,
  folder: string,
  name: string | undefined,
  options: SecondReadingOptions,
): Promise<ExitCode> {
  const { settle, take, finish, withdraw } = options;
  if ((settle === undefined) !== (take === undefined))
    throw new CommandFault(exitCode.wrongUse, 'Give --settle and --take together.');
  const changes = settle !== undefined || finish || withdraw;
  if (name === undefined) {
    if (changes) throw new CommandFault(exitCode.wrongUse, 'Name the document.');
    const open = await readCollection(environment, folder, async ({ collection }) => collection.desk.assignments);
    tellAssignments(environment, open, options);
    return exitCode.done;
  }
  const found = changes
    ? await changeCollection(environment, folder, options, async ({ collection, documents }) => {
        const assignment = await assignmentNamed(collection, name);
        if (finish || withdraw) {
          doneOr(await endReading(collection, assignment, finish ? 'settled' : 'withdrawn'));
          return null;
        }
        const index = (settle ?? 0) - 1;
        const before = await readSecond(documents, assignment);
        const difference = before.differences[index];
        if (!difference) throw new CommandFault(exitCode.wrongUse, `There is no difference ${settle}.`);
        const { first, second } = difference;
        doneOr(await settleReading(documents, assignment, { index, first, second, take: take ?? 'first' }));
        return readSecond(documents, assignment);
      })
    : await readCollection(environment, folder, async ({ collection, documents }) =>
        readSecond(documents, await assignmentNamed(collection, name)),
      );
  if (found) tellDifferences(environment, found, options);
  return found && found.differences.length > 0 ? exitCode.findings : exitCode.done;
}

async function assignmentNamed(collection: Collection, name: string): Promise<Assignment> {
  const assignment = assignmentOf(collection, await resolveDocument(collection, name));
  if (assignment?.settled === null) return assignment;
  throw new CommandFault(exitCode.wrongUse, `“${name}” has no second reader.`);
}

function tellAssignments(
  { terminal }: ProgramEnvironment,
  assignments: readonly Assignment[],
  { json }: WriteOptions,
): void {
  if (json) outJson(terminal, assignments);
  else {
    const heads = ['document', 'copy', 'reader', 'assigned', 'by', 'settled'];
    const rows = assignments.map((one) => [one.document, one.copy, one.reader, one.time, one.by, one.settled ?? '']);
    terminal.out(textTable(heads, rows, terminal.columns));
  }
}

function tellDifferences({ terminal }: ProgramEnvironment, found: SecondReading, { json }: WriteOptions): void {
  const { differences, words, title, reader } = found;
  if (json) {
    outJson(terminal, found);
    return;
  }
  const rows = differences.map((one, index) => [
    String(index + 1),
    one.first,
    one.second,
    `${one.before}|${one.after}`,
  ]);
  terminal.out(textTable(['#', 'first reader', `second reader (${reader})`, 'where'], rows, terminal.columns));
  sayLine(terminal, `“${title}”: ${differences.length} differences in ${words.toLocaleString('en')} words.`);
}

interface SampleOptions {
  readonly lines: number;
  readonly seed: number;
  readonly checked?: string;
  readonly json?: true;
}

/** `anchorite sample <collection> [document] --lines <n> --seed <n> [--checked file.csv]` */
export const addSampleCommand: AddCommand = (program, environment, end) => {
  program
    .command('sample')
    .description(
      'Draw lines to hold against the page images, as a table (CSV) in which to write what the page reads; with --checked, certify the error rate by that table',
    )
    .addArgument(collectionArgument())
    .addArgument(anyDocumentArgument())
    .addOption(new Option('--lines <number>', 'how many lines').argParser(whole).default(200))
    .addOption(
      new Option('--seed <number>', 'the same lines come for the same number').argParser(whole).makeOptionMandatory(),
    )
    .option('--checked <file.csv>', 'the table, filled in')
    .addOption(jsonOption())
    .action(async (folder: string, name: string | undefined, options: SampleOptions) => {
      end(await sample(environment, folder, name, options));
    });
};

async function sample(
  environment: ProgramEnvironment,
  folder: string,
  name: string | undefined,
  { lines, seed, checked, json }: SampleOptions,
): Promise<ExitCode> {
  const { terminal, signal } = environment;
  const table = checked === undefined ? null : await readSampleTable(checked);
  if (table && !table.ok) throw new CommandFault(exitCode.unavailable, faultSentences(table.fault));
  const bar = progressBar(terminal);
  const drawn = await readCollection(environment, folder, async ({ collection, documents }) => {
    const all = (await collection.summaries()).map(({ id }) => id);
    const ids = name === undefined ? all : [await resolveDocument(collection, name)];
    return drawSample(documents, { documents: ids, lines, seed }, { progress: bar.show, signal });
  }).finally(bar.end);
  if (signal.aborted) return exitCode.interrupted;
  if (table === null) {
    if (json) outJson(terminal, drawn);
    else terminal.out(sampleTable(drawn));
    return exitCode.done;
  }
  const outcome = checkSample(drawn, table.text);
  if (outcome.kind === 'other sample') throw new CommandFault(exitCode.wrongUse, outcome.why);
  const { certificate } = outcome;
  if (json) outJson(terminal, { seed, ...certificate });
  else
    terminal.out(
      [
        `Sample of ${drawn.length} lines, drawn with seed ${seed}`,
        `  Lines with a fault: ${shareInWords(certificate.lines)}`,
        `  Words that are wrong: ${shareInWords(certificate.words)}`,
        `  Characters that are wrong: ${shareInWords(certificate.characters)}`,
        '',
      ].join('\n'),
    );
  return exitCode.done;
}

/** `anchorite work <collection>` */
export const addWorkCommand: AddCommand = (program, environment, end) => {
  program
    .command('work')
    .description('Count by person and week: documents worked on, acts, lines read, and documents given each status')
    .addArgument(collectionArgument())
    .addOption(jsonOption())
    .action(async (folder: string, { json }: { readonly json?: true }) => {
      const { terminal, signal } = environment;
      const bar = progressBar(terminal);
      const rows = await readCollection(environment, folder, async ({ collection }) => {
        const ids = (await collection.summaries()).map(({ id }) => id);
        return workDone(collection, ids, { progress: bar.show, signal });
      }).finally(bar.end);
      if (json) outJson(terminal, rows);
      else {
        const heads = ['who', 'week', 'documents', 'imported', 'acts', 'lines read', ...documentStatuses];
        const cells = rows.map((row) => [
          row.editor,
          row.week,
          ...[row.documents, row.imported, row.acts, row.linesRead].map(String),
          ...documentStatuses.map((status) => String(row.statuses[status])),
        ]);
        terminal.out(textTable(heads, cells, terminal.columns));
      }
      end(signal.aborted ? exitCode.interrupted : exitCode.done);
    });
};
