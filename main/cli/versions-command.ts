import type { VersionTimeline } from '../../shared/contract/versions.ts';
import { versionTimeline } from '../jobs/document-versions.ts';
import type { AddCommand } from './add-command.ts';
import { collectionArgument, documentArgument, jsonOption } from './command-options.ts';
import { exitCode } from './exit-code.ts';
import { outJson, sayLine, type Terminal } from './terminal.ts';
import { textTable } from './text-table.ts';
import { readCollection, resolveDocument } from './with-collection.ts';

/** `anchorite versions <collection> <document>` */
export const addVersionsCommand: AddCommand = (program, environment, end) => {
  program
    .command('versions')
    .description('List the versions of a document, with what was done for each')
    .addArgument(collectionArgument())
    .addArgument(documentArgument())
    .addOption(jsonOption())
    .action(async (folder: string, name: string, options: { readonly json?: true }) => {
      const { terminal } = environment;
      const timeline = await readCollection(environment, folder, async ({ collection, documents }) =>
        documents.withDocument(await resolveDocument(collection, name), versionTimeline),
      );
      if (options.json) outJson(terminal, timeline);
      else outTable(terminal, timeline);
      end(exitCode.done);
    });
};

function outTable(terminal: Terminal, { versions, sinceLast }: VersionTimeline): void {
  const heads = ['version', 'time', 'editor', 'kind', 'corrections', 'tags', 'anchors', 'name'];
  const rows = versions.map(({ number, time, editor, automatic, figures, name }) => [
    String(number),
    time,
    editor,
    automatic ? 'automatic' : 'named',
    ...[figures?.corrections, figures?.tags, figures?.anchors].map((figure) => String(figure ?? '–')),
    name,
  ]);
  terminal.out(textTable(heads, rows, terminal.columns));
  const { corrections, tags, anchors } = sinceLast;
  if (corrections + tags + anchors > 0)
    sayLine(
      terminal,
      `Since the last version: ${corrections} corrections, ${tags} tags and ${anchors} page anchors changed.`,
    );
}
