import type { DateFix } from '../../../shared/contract/payloads/date-findings.ts';
import { documentDates, zonedDate } from '../../../shared/dates/document-dates.ts';
import { edtfOf } from '../../../shared/dates/edtf.ts';
import type { ZonedTime } from '../../../shared/dates/post-zones.ts';
import { datelineDate, type ReadDate } from '../../../shared/dates/read-dates.ts';
import { decodeText } from '../../../shared/import/decode-text.ts';
import { readFaultParts } from '../../../shared/import/read-fault.ts';
import { dateFindings, fixDate } from '../../correspondence/date-findings.ts';
import { outsideFileSentence, readOutsideFile } from '../../storage/disk/outside-file.ts';
import {
  type AddCommand,
  anyDocumentArgument,
  collectionArgument,
  editorOption,
  jsonOption,
  type ProgramEnvironment,
  takeOverOption,
} from '../terminal/command-options.ts';
import {
  CommandFault,
  type ExitCode,
  exitCode,
  outJson,
  sayLine,
  type Terminal,
  textTable,
} from '../terminal/terminal.ts';
import { askDocuments, changeCollection, type OpenedForCommand, readCollection } from '../terminal/with-collection.ts';

interface Options {
  readonly lines?: string;
  readonly findings?: true;
  readonly fix?: number;
  readonly editor?: string;
  readonly takeOver?: true;
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
    .option(
      '--findings',
      'list the dates that cannot be, or do not fit those of other documents, with what would mend them',
    )
    .option('--fix <number>', 'with --findings: do the first that would mend the finding of this number', (number) =>
      Number(number),
    )
    .addOption(editorOption())
    .addOption(takeOverOption())
    .addOption(jsonOption())
    .action(async (folder: string | undefined, name: string | undefined, options: Options) => {
      end(await listDates(environment, folder, name, options));
    });
};

async function listDates(
  environment: ProgramEnvironment,
  folder: string | undefined,
  name: string | undefined,
  options: Options,
): Promise<ExitCode> {
  const { lines, json } = options;
  const { terminal } = environment;
  if ((folder === undefined) === (lines === undefined))
    throw new CommandFault(exitCode.wrongUse, 'Name a collection, or a file of datelines with --lines.');
  if (lines !== undefined) {
    out(terminal, await datesOfLines(lines), json === true);
    return exitCode.done;
  }
  if (options.findings) return findings(environment, folder ?? '', options);
  const { answers, code } = await readCollection(environment, folder ?? '', (opened) =>
    askDocuments(opened, environment, name, async (store) =>
      documentDates(store.state.doc, store.state.metadata).map((date) => ({
        document: store.id,
        block: date.block,
        ...saidOf(date, date.zoned),
      })),
    ),
  );
  out(terminal, answers.flat(), json === true);
  return code;
}

async function findings(environment: ProgramEnvironment, folder: string, options: Options): Promise<ExitCode> {
  const { terminal, signal } = environment;
  const control = { progress: () => undefined, signal };
  const { fix: number } = options;
  const run = async ({ collection }: OpenedForCommand) => {
    const found = await dateFindings(collection, control);
    if (number === undefined) return { found, sentence: null };
    const fix = found.findings[number - 1]?.fixes[0];
    if (!fix) throw new CommandFault(exitCode.wrongUse, `Nothing is known that would mend a finding ${number}.`);
    const outcome = await fixDate(collection, fix);
    return { found, sentence: outcome.kind === 'left' ? outcome.sentence : `Now ${fixWords(fix)}.` };
  };
  const { found, sentence } =
    number === undefined
      ? await readCollection(environment, folder, run)
      : await changeCollection(environment, folder, options, run);
  for (const unread of found.unreadable) sayLine(terminal, unread);
  if (sentence !== null) {
    sayLine(terminal, sentence);
    return exitCode.done;
  }
  if (options.json) outJson(terminal, found.findings);
  else if (found.findings.length === 0) sayLine(terminal, 'No date looks wrong.');
  else {
    const rows = found.findings.map(({ kind, title, text, others, fixes }, index) => [
      String(index + 1),
      kind,
      text,
      title,
      others.map((other) => `${other.title} (${other.when})`).join(', '),
      fixes.map(fixWords).join(', '),
    ]);
    terminal.out(textTable(['', 'finding', 'date', 'document', 'beside', 'would mend it'], rows, terminal.columns));
  }
  if (found.unreadable.length > 0) return exitCode.unavailable;
  return found.findings.length > 0 ? exitCode.findings : exitCode.done;
}

const fixWords = (fix: DateFix): string => (fix.kind === 'date' ? fix.when : `“${fix.words}” for “${fix.was}”`);

/** What is said of a date, for people and programs. */
const saidOf = (date: ReadDate, zoned: ZonedTime | null) => ({
  text: date.text,
  when: date.when,
  until: date.whenUntil,
  edtf: edtfOf(date),
  bound: date.bound,
  doubtful: date.isDoubtful,
  corrected: date.corrected,
  inferred: date.inferred,
  otherWeekday: date.isOtherWeekday,
  // Inferred from post and date: the document names no zone.
  zoned: zoned?.when ?? null,
  zone: zoned?.zone ?? null,
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
    return date ? { ...saidOf(date, zonedDate(date, text)), text } : { text, when: null };
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
