import { documentDates } from '../../../shared/dates/document-dates.ts';
import { datelineDate, type ReadDate } from '../../../shared/dates/read-dates.ts';
import { decodeText } from '../../../shared/import/decode-text.ts';
import { readFaultParts } from '../../../shared/import/read-fault.ts';
import { outsideFileSentence, readOutsideFile } from '../../storage/disk/outside-file.ts';
import {
  type AddCommand,
  anyDocumentArgument,
  collectionArgument,
  jsonOption,
  type ProgramEnvironment,
} from '../terminal/command-options.ts';
import { CommandFault, type ExitCode, exitCode, outJson, type Terminal, textTable } from '../terminal/terminal.ts';
import { askDocuments, readCollection } from '../terminal/with-collection.ts';

interface Options {
  readonly lines?: string;
  readonly json?: true;
}

/** Datelines are short; a file of them has a few megabytes at the most. */
const mostBytes = 64 * 1024 * 1024;

/** `anchorite dates <collection> [document]`, `anchorite dates --lines <file>` */
export const addDatesCommand: AddCommand = (program, environment, end) => {
  program
    .command('dates')
    .description('List the dates that documents name, as days and hours; or read a file of datelines, one a line')
    .addArgument(collectionArgument().argOptional())
    .addArgument(anyDocumentArgument())
    .option('--lines <file>', 'read the datelines of a text file instead of a collection')
    .addOption(jsonOption())
    .action(async (folder: string | undefined, name: string | undefined, options: Options) => {
      end(await listDates(environment, folder, name, options));
    });
};

async function listDates(
  environment: ProgramEnvironment,
  folder: string | undefined,
  name: string | undefined,
  { lines, json }: Options,
): Promise<ExitCode> {
  const { terminal } = environment;
  if ((folder === undefined) === (lines === undefined))
    throw new CommandFault(exitCode.wrongUse, 'Name a collection, or a file of datelines with --lines.');
  if (lines !== undefined) {
    out(terminal, await datesOfLines(lines), json === true);
    return exitCode.done;
  }
  const { answers, code } = await readCollection(environment, folder ?? '', (opened) =>
    askDocuments(opened, environment, name, async (store) =>
      documentDates(store.state.doc, store.state.metadata).map((date) => ({
        document: store.id,
        block: date.block,
        ...saidOf(date),
      })),
    ),
  );
  out(terminal, answers.flat(), json === true);
  return code;
}

/** What is said of a date, for people and programs. */
const saidOf = ({ text, when, whenUntil, isDoubtful, corrected, inferred, isOtherWeekday }: ReadDate) => ({
  text,
  when,
  until: whenUntil,
  doubtful: isDoubtful,
  corrected,
  inferred,
  otherWeekday: isOtherWeekday,
});

async function datesOfLines(file: string) {
  const read = await readOutsideFile(file, mostBytes);
  if (read.kind !== 'read') throw new CommandFault(exitCode.unavailable, outsideFileSentence(read, file));
  const decoded = decodeText(read.bytes);
  if (decoded.kind !== 'text')
    throw new CommandFault(exitCode.unavailable, Object.values(readFaultParts(decoded, read.name)).join(' '));
  const lines = decoded.text.replace(/\n$/, '').split(/\r?\n/);
  return lines.map((text) => {
    const date = datelineDate(text);
    return date ? { ...saidOf(date), text } : { text, when: null };
  });
}

function out(terminal: Terminal, dates: readonly { text: string; when: string | null }[], isJson: boolean): void {
  if (isJson) outJson(terminal, dates);
  else
    terminal.out(
      textTable(
        ['when', 'text'],
        dates.map(({ when, text }) => [when ?? '–', text]),
        terminal.columns,
      ),
    );
}
