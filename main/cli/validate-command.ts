import { faultSentences } from '../jobs/opening-fault.ts';
import { type ValidateFilesOutcome, validateFiles } from '../jobs/validate-files.ts';
import type { AddCommand } from './add-command.ts';
import { jsonOption } from './command-options.ts';
import { CommandFault, type ExitCode, exitCode } from './exit-code.ts';
import { findingLine } from './finding-line.ts';
import { progressBar } from './progress-bar.ts';
import { outJson, sayLine, type Terminal } from './terminal.ts';

interface Options {
  readonly schema?: string;
  readonly json?: true;
}

/** `anchorite validate <file…> [--schema file.rng]` */
export const addValidateCommand: AddCommand = (program, environment, end) => {
  program
    .command('validate')
    .description('Validate XML files against the schema of what Anchorite writes, or against one of your own')
    .argument('<file...>', 'the files to validate')
    .option('--schema <file.rng>', 'a RELAX NG schema in its XML form, instead of the built-in one')
    .addOption(jsonOption())
    .action(async (files: readonly string[], options: Options) => {
      const { terminal, workers, signal } = environment;
      const bar = progressBar(terminal);
      try {
        const request = { files, schemaFile: options.schema ?? null };
        const reply = await validateFiles({ workers }, request, { progress: bar.show, signal });
        if (!reply.ok) throw new CommandFault(exitCode.unavailable, faultSentences(reply.fault));
        bar.end();
        end(tellOutcome(terminal, reply.value, options));
      } finally {
        bar.end();
      }
    });
};

function tellOutcome(terminal: Terminal, { files, cancelled }: ValidateFilesOutcome, options: Options): ExitCode {
  if (options.json) outJson(terminal, files);
  for (const { file, valid, findings, fault } of files) {
    if (fault !== null) sayLine(terminal, fault);
    else if (!options.json)
      terminal.out(valid ? `${file}: valid\n` : findings.map((found) => findingLine(file, found)).join(''));
  }
  if (cancelled) return exitCode.interrupted;
  if (files.some(({ fault }) => fault !== null)) return exitCode.unavailable;
  return files.some(({ valid }) => !valid) ? exitCode.findings : exitCode.done;
}
