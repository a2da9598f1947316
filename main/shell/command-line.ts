import { app } from 'electron';
import { startUtility } from './utility-process.ts';

/** The words of a command, when the packaged program is to run one instead of showing a window: what follows
 *  `--command-line --`. Null when a window is wanted.
 *  A packaged program cannot be started as plain Node, so that the command line has no other way in. Without a display Chromium has
 *  to be told `--ozone-platform=headless` before it reads any of this; the installed `anchorite` does.
 *  @param argv all words that the program was started with, its own name first */
export function wordsOfCommand(argv: readonly string[]): readonly string[] | null {
  const at = argv.indexOf('--command-line');
  // What follows another `--` are words of somebody else.
  if (at === -1 || argv[at + 1] !== '--' || argv.indexOf('--') !== at + 1) return null;
  return argv.slice(at + 2);
}

/** Runs one command without a window, and ends the program with its exit code.
 *  @param workers the folder of the worker programs, with a slash at its end */
export async function runCommand(words: readonly string[], workers: URL): Promise<void> {
  const stop = new AbortController();
  // Ctrl C comes as the wish to quit: the first lets the command finish or undo what it is at, the second ends it.
  app.on('before-quit', (event) => {
    if (!stop.signal.aborted) event.preventDefault();
    stop.abort();
  });
  // Worker processes can be started from then on.
  await app.whenReady();
  const [{ runProgram }, { processTerminal }] = await Promise.all([
    import('../cli/program.ts'),
    import('../cli/terminal/terminal.ts'),
  ]);
  const code = await runProgram(words, {
    terminal: processTerminal(process.stdout, process.stderr),
    version: app.getVersion(),
    workers,
    startChild: startUtility,
    userFolder: app.getPath('userData'),
    now: () => new Date(),
    signal: stop.signal,
  });
  app.exit(code);
}
