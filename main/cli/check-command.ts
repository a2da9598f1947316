import type { AddCommand } from './add-command.ts';
import { collectionArgument, jsonOption } from './command-options.ts';
import { countOf } from './count-of.ts';
import { exitCode } from './exit-code.ts';
import { outJson, sayLine } from './terminal.ts';
import { readCollection } from './with-collection.ts';

/** `anchorite check <collection>` */
export const addCheckCommand: AddCommand = (program, environment, end) => {
  program
    .command('check')
    .description('Read everything of a collection again and compare: journals, replays, sources, summaries')
    .addArgument(collectionArgument())
    .addOption(jsonOption())
    .action(async (folder: string, options: { readonly json?: true }) => {
      const { terminal } = environment;
      const report = await readCollection(environment, folder, ({ collection }) => collection.check());
      const { documents, records, findings } = report;
      if (options.json) outJson(terminal, report);
      else {
        for (const { document, what } of findings) terminal.out(`${document ?? 'collection'}: ${what}\n`);
        const outcome = findings.length === 0 ? 'nothing is wrong' : countOf(findings.length, 'finding');
        sayLine(terminal, `${countOf(documents, 'document')}, ${countOf(records, 'journal record')}: ${outcome}.`);
      }
      end(findings.length === 0 ? exitCode.done : exitCode.findings);
    });
};
