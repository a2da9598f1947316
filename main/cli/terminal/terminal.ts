import { Presets, SingleBar } from 'cli-progress';
import type { Finding } from '../../../shared/export/validation/validate-xml.ts';
import type { JobProgress } from '../../workers/job.ts';

/** Where a program writes to and what it was told: so that tests can run it within themselves. */
export interface Terminal {
  /** Results; with `--json` nothing but the JSON. */
  out(text: string): void;
  /** Everything said to a person. */
  say(text: string): void;
  /** Whether a person watches `say`: only then is progress drawn. */
  readonly isWatched: boolean;
  /** The width of the terminal in characters; null when it is none. */
  readonly columns: number | null;
}

/** The process's own streams. */
export function processTerminal(stdout: NodeJS.WriteStream, stderr: NodeJS.WriteStream): Terminal {
  return {
    out: (text) => void stdout.write(text),
    say: (text) => void stderr.write(text),
    isWatched: stderr.isTTY === true,
    columns: stdout.isTTY === true ? stdout.columns : null,
  };
}

/** Writes a value as JSON, with a line end. */
export const outJson = (terminal: Terminal, value: unknown): void =>
  terminal.out(`${JSON.stringify(value, null, 2)}\n`);

/** Says one sentence on a line of its own. */
export const sayLine = (terminal: Terminal, sentence: string): void => terminal.say(`${sentence}\n`);

/** Sets rows out in columns, two spaces apart, the heads above them.
 *  @param width cuts lines to this many characters; null leaves them whole */
export function textTable(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  width: number | null,
): string {
  const lines = [heads, ...rows];
  const widths = heads.map((_, column) => lines.reduce((most, line) => Math.max(most, length(line[column] ?? '')), 0));
  return lines.map((line) => `${cut(setOut(line, widths), width)}\n`).join('');
}

const setOut = (line: readonly string[], widths: readonly number[]): string =>
  line
    .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - length(cell)))
    .join('  ')
    .trimEnd();

const length = (text: string): number => [...text].length;

function cut(line: string, width: number | null): string {
  if (width === null || length(line) <= width) return line;
  return `${[...line].slice(0, Math.max(1, width - 1)).join('')}…`;
}

/** Shows how far a job is. */
interface ProgressBar {
  show(progress: JobProgress): void;
  end(): void;
}

/** A bar for whoever watches; nothing in a pipe. Work that ends within 400 ms shows none. */
export function progressBar(terminal: Terminal): ProgressBar {
  if (!terminal.isWatched) return { show: () => undefined, end: () => undefined };
  const bar = new SingleBar(
    { format: '{bar} {value}/{total}  {what}', hideCursor: true, clearOnComplete: true, stopOnComplete: false },
    Presets.shades_classic,
  );
  const started = performance.now();
  let isDrawn = false;
  return {
    show({ what, done, total }) {
      if (!isDrawn && performance.now() - started < quietMs) return;
      if (!isDrawn) bar.start(total, done, { what });
      isDrawn = true;
      bar.setTotal(total);
      bar.update(done, { what });
    },
    end() {
      if (isDrawn) bar.stop();
    },
  };
}

const quietMs = 400;

/** A number with its noun: `1 hit`, `2 hits`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** A finding of validation as a line: `file.xml:12:5: element "x" is not allowed here (Anchorite) in TEI/text/body`. */
export function findingLine(
  file: string,
  { message, line, column, path, schema, severity, fixes = [], cameWithFile }: Finding,
): string {
  const place = line > 0 ? `${file}:${line}:${column}` : file;
  const kind = severity === 'warning' ? 'warning: ' : '';
  const offers = fixes.map(({ title }) => `  fix: ${title}\n`).join('');
  return `${place}: ${kind}${message} (${schema}${cameWithFile ? ', came with the file' : ''})${path === '' ? '' : ` in ${path}`}\n${offers}`;
}

/** How the program ends. */
export const exitCode = {
  /** What was asked for is done; what it changed is on the disk. */
  done: 0,
  /** There are findings, or nothing was found. */
  findings: 1,
  /** The command line cannot be understood, or names what is not there. */
  wrongUse: 2,
  /** A collection is locked, or a file or folder could not be read or written. */
  unavailable: 3,
  /** Stopped with Ctrl C, as other programs say it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** Ends a command: what could not be done, as sentences for a person, and how the program ends. */
export class CommandFault extends Error {
  override name = 'CommandFault';
  constructor(
    readonly code: ExitCode,
    sentences: string,
    cause?: unknown,
  ) {
    super(sentences, cause === undefined ? {} : { cause });
  }
}
