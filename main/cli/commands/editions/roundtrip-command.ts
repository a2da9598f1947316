import { roundTripFiles, type TriedFile } from '../../../usecases/round-trip-files.ts';
import { type AddCommand, jsonOption } from '../../terminal/command-options.ts';
import { counted, exitCode, outJson, progressBar, sayLine, type Terminal } from '../../terminal/terminal.ts';

/** `anchorite roundtrip <file…>` */
export const addRoundtripCommand: AddCommand = (program, environment, end) => {
  program
    .command('roundtrip')
    .description(
      'Read TEI files and write them again, every block anew, and tell where what comes out differs; changes nothing',
    )
    .argument('<file...>', 'the files')
    .addOption(jsonOption())
    .action(async (named: readonly string[], options: { readonly json?: true }) => {
      const { terminal, workers, signal } = environment;
      const bar = progressBar(terminal);
      try {
        const { files, cancelled } = await roundTripFiles({ workers }, named, { progress: bar.show, signal });
        bar.end();
        if (options.json) outJson(terminal, files);
        for (const file of files) tellFile(terminal, file, options.json === true);
        if (cancelled) end(exitCode.interrupted);
        else if (files.some(({ fault }) => fault !== null)) end(exitCode.unavailable);
        else end(files.every(({ identical }) => identical) ? exitCode.done : exitCode.findings);
      } finally {
        bar.end();
      }
    });
};

function tellFile(
  terminal: Terminal,
  { file, documents, differences, report, fault }: TriedFile,
  isJson: boolean,
): void {
  if (fault !== null) sayLine(terminal, fault);
  if (fault !== null || isJson) return;
  const what = documents > 1 ? ` (${counted(documents, 'document')} and what stands around them)` : '';
  if (differences.length === 0) terminal.out(`${file}: comes out as it went in${what}\n`);
  for (const { line, before, after } of differences) terminal.out(`${file}:${line}\n- ${before}\n+ ${after}\n`);
  for (const remark of documents > 1 ? [] : (report?.remarks ?? [])) terminal.out(`  ${remark.what}\n`);
}
