import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import type { StateName } from '../../../shared/contract/payloads/versions.ts';
import type { TextEncoding } from '../../../shared/import/read-fault.ts';
import type { OcrLanguage } from '../../ocr/ocr-languages.ts';
import { languageNamed } from '../../ocr/ocr-languages.ts';
import type { StartChild } from '../../workers/task-process.ts';
import { CommandFault, type ExitCode, exitCode, type Terminal } from './terminal.ts';

/** What the command line program finds around it. */
export interface ProgramEnvironment {
  readonly terminal: Terminal;
  readonly version: string;
  /** The folder of the worker programs, with a slash at its end. */
  readonly workers: URL;
  /** Starts one of them in a process of its own. */
  readonly startChild: StartChild;
  /** Where the preferences are that the window has, too. */
  readonly userFolder: string;
  readonly now: () => Date;
  /** Aborted when a person stops the program. */
  readonly signal: AbortSignal;
}

export const collectionArgument = (): Argument => new Argument('<collection>', 'the folder of the collection');

const documentNames = 'its id, the name of its source, its title, or its number in the list';

export const documentArgument = (): Argument => new Argument('<document>', documentNames);

/** For commands that do all documents of a collection when none is named. */
export const anyDocumentArgument = (): Argument =>
  new Argument('[document]', `${documentNames}; all documents unless given`);

/** A version by its number, or the present state. */
export function versionName(value: string): StateName {
  if (value === 'present') return value;
  if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('A version is named by its number, the state as it is now by the word present.');
}

export const jsonOption = (): Option => new Option('--json', 'print the outcome as JSON, and nothing else');

const encodings: readonly TextEncoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'];

/** @param description of what is written in it */
export const encodingOption = (description: string): Option =>
  new Option('--encoding <name>', description).choices(encodings);

/** Who is named in the journal. */
export const editorOption = (): Option =>
  new Option(
    '--editor <siglum>',
    'who does it, as the journal names them (from the preferences unless given)',
  ).argParser(siglumOf);

/** What a person is called in the journal. */
export function siglumOf(value: string): string {
  if (/^[A-Za-z][A-Za-z0-9]{0,11}$/.test(value)) return value;
  throw new InvalidArgumentError('A siglum is 1 to 12 letters or digits and begins with a letter.');
}

/** For commands that write. */
export const takeOverOption = (): Option =>
  new Option(
    '--take-over',
    'open the collection although another program has it open for writing, on another machine or without a sign of life: only when nobody works with it there any more',
  );

/** What to look for: never empty. */
export const findOption = (): Option =>
  new Option('--find <text>', 'the words to look for, with their capitals').makeOptionMandatory().argParser((value) => {
    if (value !== '') return value;
    throw new InvalidArgumentError('There is nothing to look for.');
  });

export const regexOption = (): Option => new Option('--regex', 'take --find as a regular expression (JavaScript)');

export const languageOption = (): Option =>
  new Option(
    '--language <name>',
    'what the pages are written in, when it is not what the collection says: eng, or a <name>.traineddata in the folder languages beside the preferences; several with plus signs',
  );

/** @returns null when none is named
 *  @throws CommandFault when the name cannot be that of a language */
export function ocrLanguage(name: string | undefined, { userFolder }: ProgramEnvironment): OcrLanguage | null {
  if (name === undefined) return null;
  const language = languageNamed(name, userFolder);
  if (language) return language;
  throw new CommandFault(
    exitCode.wrongUse,
    `“${name}” cannot be a language: it is named like its file of data, without “.traineddata”.`,
  );
}

/** Adds one command to the program.
 *  @param end is told how the command ended */
export type AddCommand = (program: Command, environment: ProgramEnvironment, end: (code: ExitCode) => void) => void;
