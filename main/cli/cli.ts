import { createRequire } from 'node:module';
import { diskReason } from '../faults/unexpected-fault.ts';
import { userFolder } from '../storage/settings/user-folder.ts';
import { nodeChild } from '../workers/task-process.ts';
import { runProgram } from './program.ts';
import { exitCode, processTerminal } from './terminal/terminal.ts';

const stop = new AbortController();
// The first Ctrl C lets the command finish or undo what it is at; the second ends the program as usual.
process.once('SIGINT', () => stop.abort());
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever reads the results may have read enough.
  if (error.code === 'EPIPE') return;
  process.stderr.write(`The results could not be written: ${diskReason(error) ?? error.message}.\n`);
  process.exit(exitCode.unavailable);
});

const { version } = createRequire(import.meta.url)('../../package.json') as { readonly version: string };

process.exitCode = await runProgram(process.argv.slice(2), {
  terminal: processTerminal(process.stdout, process.stderr),
  version,
  workers: new URL('../workers/', import.meta.url),
  startChild: nodeChild,
  userFolder: userFolder(process.platform, process.env),
  now: () => new Date(),
  signal: stop.signal,
});
