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
