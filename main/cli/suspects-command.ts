import { type FoundSuspect, findSuspects } from '../jobs/find-suspects.ts';
import { taskFaultSentence } from '../jobs/task-thread.ts';
import type { AddCommand } from './add-command.ts';
import { anyDocumentArgument, collectionArgument, jsonOption } from './command-options.ts';
import { CommandFault, type ExitCode, exitCode } from './exit-code.ts';
import type { ProgramEnvironment } from './program-environment.ts';
import { progressBar } from './progress-bar.ts';
import { outJson, sayLine, type Terminal } from './terminal.ts';
import { textTable } from './text-table.ts';
import { readCollection, resolveDocument } from './with-collection.ts';

/** `anchorite suspects <collection> [document] [--json]` */
export const addSuspectsCommand: AddCommand = (program, environment, end) => {
  program
    .command('suspects')
    .description('List the words that may have been read wrong, most doubtful first, with what they may mean')
    .addArgument(collectionArgument())
    .addArgument(anyDocumentArgument())
    .addOption(jsonOption())
    .action(async (folder: string, name: string | undefined, options: { readonly json?: true }) => {
      end(await listSuspects(environment, folder, name, options.json === true));
    });
};

async function listSuspects(
  environment: ProgramEnvironment,
  folder: string,
  name: string | undefined,
  isJson: boolean,
): Promise<ExitCode> {
  const { terminal, signal } = environment;
  const bar = progressBar(terminal);
  const found = await readCollection(environment, folder, async ({ collection, context }) => {
    const ids =
      name === undefined
        ? (await collection.summaries()).map(({ id }) => id)
        : [await resolveDocument(collection, name)];
    try {
      return await findSuspects(context, collection, ids, { progress: bar.show, signal });
    } finally {
      bar.end();
    }
  });
  if (found.kind === 'refused') {
    const what = `Looking for doubtful words in ${found.document}`;
    throw new CommandFault(exitCode.unavailable, `${taskFaultSentence(found.fault, what)}.`);
  }
  const { suspects, unread } = found;
  const [only] = unread;
  if (name !== undefined && only) throw new CommandFault(exitCode.unavailable, only.reason);
  if (isJson) outJson(terminal, suspects);
  else outTable(terminal, suspects);
  for (const { reason } of unread) sayLine(terminal, reason);
  return unread.length > 0 ? exitCode.unavailable : exitCode.done;
}

function outTable(terminal: Terminal, found: readonly FoundSuspect[]): void {
  const heads = ['score', 'text', 'suggestion', 'document', 'reasons'];
  const rows = found.map(({ score, text, suggestions, document, reasons }) => [
    score.toFixed(2),
    text,
    suggestions[0]?.text ?? '',
    document,
    reasons.join('; '),
  ]);
  terminal.out(textTable(heads, rows, terminal.columns));
}
