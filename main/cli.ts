import { createRequire } from 'node:module';
import { runProgram } from './cli/program.ts';
import { processTerminal } from './cli/terminal.ts';
import { userFolder } from './storage/user-folder.ts';

const stop = new AbortController();
// The first Ctrl C lets the command finish or undo what it is at; the second ends the program as usual.
process.once('SIGINT', () => stop.abort());
// Whoever reads the results may have read enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const { version } = createRequire(import.meta.url)('../../package.json') as { readonly version: string };

process.exitCode = await runProgram(process.argv.slice(2), {
  terminal: processTerminal(process.stdout, process.stderr),
  version,
  workers: new URL('../jobs/', import.meta.url),
  userFolder: userFolder(process.platform, process.env),
  now: () => new Date(),
  signal: stop.signal,
});
