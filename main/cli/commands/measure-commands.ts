import { InvalidArgumentError, Option } from 'commander';
import type { MeasuredDocument } from '../../../shared/contract/payloads/proofreading.ts';
import type { TextEncoding } from '../../../shared/import/read-fault.ts';
import {
  type CertifiedDocument,
  certifyDocument,
  measureErrors,
  readTruth,
  type TruthFile,
} from '../../usecases/measure-errors.ts';
import {
  type AddCommand,
  anyDocumentArgument,
  collectionArgument,
  encodingOption,
  jsonOption,
  type ProgramEnvironment,
} from '../terminal/command-options.ts';
import { CommandFault, type ExitCode, exitCode, outJson, type Terminal, textTable } from '../terminal/terminal.ts';
import { askDocuments, type OpenedForCommand, readCollection } from '../terminal/with-collection.ts';

interface Options {
  readonly truth?: string;
  readonly encoding?: TextEncoding;
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
    .addArgument(anyDocumentArgument())
    .option(
      '--truth <file>',
      'a plain text, hOCR, ALTO or PAGE that is right; the text as it stands is taken for right unless given',
    )
    .addOption(encodingOption('what a plain text is written in, when it does not tell'))
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
  const { truth: file, encoding } = options;
  const version = options.ofVersion ?? null;
  const { answers: measured, code } = await readCollection(environment, folder, async (opened) => {
    const truth =
      file === undefined ? null : await truthOf(environment, opened, encoding ? { file, encoding } : { file });
    return askDocuments(opened, environment, name, async (store) => {
      const outcome = await measureErrors(opened.context, store, { truth, version }, environment.signal);
      if (outcome.kind === 'no such version')
        throw new CommandFault(exitCode.wrongUse, `There is no version ${version} of “${name}”.`);
      if (outcome.kind === 'stopped') throw new CommandFault(exitCode.unavailable, `${store.id}: ${outcome.reason}.`);
      return outcome.value;
    });
  });
  if (options.json) outJson(terminal, name === undefined ? measured : measured[0]);
  else outTable(terminal, measured);
  return code;
}

async function truthOf(
  { signal }: ProgramEnvironment,
  { context }: OpenedForCommand,
  file: TruthFile,
): Promise<string> {
  const read = await readTruth(context, file, signal);
  if (read === 'cancelled') throw new CommandFault(exitCode.interrupted, 'Measuring was cancelled.');
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

/** `anchorite certificate <collection> [document]` */
export const addCertificateCommand: AddCommand = (program, environment, end) => {
  program
    .command('certificate')
    .description('Tell page by page who read which lines against the image, when, and how much was found wrong')
    .addArgument(collectionArgument())
    .addArgument(anyDocumentArgument())
    .addOption(jsonOption())
    .action(async (folder: string, name: string | undefined, options: { readonly json?: true }) => {
      end(await tellCertificate(environment, folder, name, options.json === true));
    });
};

async function tellCertificate(
  environment: ProgramEnvironment,
  folder: string,
  name: string | undefined,
  asJson: boolean,
): Promise<ExitCode> {
  const { terminal } = environment;
  const { answers: certified, code } = await readCollection(environment, folder, (opened) => {
    const names = new Map(opened.context.editors.map((editor) => [editor.siglum, `${editor.name} (${editor.siglum})`]));
    const nameOf = (siglum: string): string => names.get(siglum) ?? siglum;
    return askDocuments(opened, environment, name, async (store) => certifyDocument(store, nameOf));
  });
  if (asJson) outJson(terminal, name === undefined ? certified : certified[0]);
  else terminal.out(certified.map(inWords).join('\n'));
  return code;
}

const inWords = ({ document, title, source, status, sentences }: CertifiedDocument): string =>
  [`${title === '' ? source : title} (${document}, ${status})`, ...sentences.map((line) => `  ${line}`), ''].join('\n');
