import { InvalidArgumentError, Option } from 'commander';
import type { MeasuredDocument } from '../../shared/contract/error-rate.ts';
import { measureErrors, readTruth } from '../jobs/measure-errors.ts';
import type { AddCommand } from './add-command.ts';
import { collectionArgument, jsonOption } from './command-options.ts';
import { CommandFault, type ExitCode, exitCode } from './exit-code.ts';
import type { ProgramEnvironment } from './program-environment.ts';
import { outJson, type Terminal } from './terminal.ts';
import { textTable } from './text-table.ts';
import { readCollection, resolveDocument } from './with-collection.ts';

interface Options {
  readonly truth?: string;
  readonly ofVersion?: number;
  readonly json?: true;
}

/** `anchorite error-rate <collection> [document] [--truth <file>] [--of-version <n>]` */
export const addErrorRateCommand: AddCommand = (program, environment, end) => {
  program
    .command('error-rate')
    .description(
      'Measure how many characters and words were read wrong, by what has been corrected or by a ground truth',
    )
    .addArgument(collectionArgument())
    .argument('[document]', 'its id, or the name of its source; all documents unless given')
    .option('--truth <file>', 'a plain text that is right; the text as it stands is taken for right unless given')
    .addOption(new Option('--of-version <number>', 'measure this version, too').argParser(versionNumber))
    .addOption(jsonOption())
    .action(async (folder: string, name: string | undefined, options: Options) => {
      end(await tellErrorRate(environment, folder, name, options));
    });
};

function versionNumber(value: string): number {
  if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('A version is named by its number.');
}

async function tellErrorRate(
  environment: ProgramEnvironment,
  folder: string,
  name: string | undefined,
  options: Options,
): Promise<ExitCode> {
  const { terminal } = environment;
  if (name === undefined && (options.truth !== undefined || options.ofVersion !== undefined))
    throw new CommandFault(exitCode.wrongUse, 'Name the document that --truth or --of-version belongs to.');
  const truth = options.truth === undefined ? null : await truthOf(options.truth);
  const version = options.ofVersion ?? null;
  const measured = await readCollection(environment, folder, async ({ collection, documents, context }) => {
    const ids =
      name === undefined ? (await collection.summaries()).map(({ id }) => id) : [resolveDocument(collection, name)];
    const all: MeasuredDocument[] = [];
    for (const id of ids) {
      const outcome = await documents.withDocument(id, (store) =>
        measureErrors(context, store, { truth, version }, environment.signal),
      );
      if (outcome.kind === 'no such version')
        throw new CommandFault(exitCode.wrongUse, `There is no version ${version} of “${name}”.`);
      if (outcome.kind === 'stopped') throw new CommandFault(exitCode.unavailable, `${id}: ${outcome.reason}.`);
      all.push(outcome.value);
    }
    return all;
  });
  if (options.json) outJson(terminal, name === undefined ? measured : measured[0]);
  else outTable(terminal, measured);
  return exitCode.done;
}

async function truthOf(file: string): Promise<string> {
  const read = await readTruth(file);
  if (read.ok) return read.text;
  throw new CommandFault(exitCode.unavailable, read.fault.what);
}

function outTable(terminal: Terminal, measured: readonly MeasuredDocument[]): void {
  const heads = ['document', 'state', 'CER', 'wrong', 'characters', 'WER', 'wrong', 'words', 'title'];
  const rows = measured.flatMap(({ document, title, states }) =>
    states.map(({ state, cer, characterErrors, characters, wer, wordErrors, words }) => [
      document,
      typeof state === 'number' ? `version ${state}` : state,
      percent(cer),
      String(characterErrors),
      String(characters),
      percent(wer),
      String(wordErrors),
      String(words),
      title,
    ]),
  );
  terminal.out(textTable(heads, rows, terminal.columns));
}

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
