import type { DocumentSummary, UnreadableDocument } from '../../shared/contract/document-summary.ts';
import type { RemovedDocument } from '../../shared/contract/removed-document.ts';
import { anchorName } from '../../shared/document/page-anchor.ts';
import type { AddCommand } from './add-command.ts';
import { collectionArgument, jsonOption } from './command-options.ts';
import { exitCode } from './exit-code.ts';
import { outJson, type Terminal } from './terminal.ts';
import { textTable } from './text-table.ts';
import { readCollection } from './with-collection.ts';

/** `anchorite list <collection>` */
export const addListCommand: AddCommand = (program, environment, end) => {
  program
    .command('list')
    .description('List the documents of a collection')
    .addArgument(collectionArgument())
    .option('--removed', 'list those that were removed from it instead')
    .addOption(jsonOption())
    .action(async (folder: string, options: { readonly json?: true; readonly removed?: true }) => {
      const { terminal } = environment;
      if (options.removed) {
        const removed = await readCollection(environment, folder, ({ collection }) => collection.removed.list());
        if (options.json) outJson(terminal, removed);
        else outRemoved(terminal, removed);
        end(exitCode.done);
        return;
      }
      const { documents, unreadable } = await readCollection(environment, folder, async ({ collection }) => ({
        documents: await collection.summaries(),
        unreadable: collection.unreadable,
      }));
      if (options.json)
        outJson(terminal, [
          ...documents,
          ...unreadable.map(({ id, source, reason }) => ({ id, source, unreadable: reason })),
        ]);
      else outTable(terminal, documents, unreadable);
      end(exitCode.done);
    });
};

function outTable(
  terminal: Terminal,
  documents: readonly DocumentSummary[],
  unreadable: readonly UnreadableDocument[],
): void {
  const heads = ['#', 'id', 'source', 'type', 'status', 'anchors', 'notes', 'corrections', 'tags', 'words', 'title'];
  const rows = documents.map((document, index) => [
    String(index + 1),
    document.id,
    document.source,
    document.type,
    document.status,
    String(document.anchors.length),
    String(document.notes),
    String(document.corrections),
    String(document.tags),
    String(document.words),
    document.title,
  ]);
  const none = heads.slice(4, -1).map(() => '');
  const others = unreadable.map(({ id, source, reason }) => ['–', id, source, 'unreadable', ...none, reason]);
  terminal.out(textTable(heads, [...rows, ...others], terminal.columns));
}

function outRemoved(terminal: Terminal, removed: readonly RemovedDocument[]): void {
  const rows = removed.map((document, index) => [
    String(index + 1),
    document.id,
    document.source,
    document.removed,
    document.removedBy,
    document.title,
  ]);
  terminal.out(textTable(['#', 'id', 'source', 'removed', 'by', 'title'], rows, terminal.columns));
}

/** The page anchors of a document as one line: `Facsimile 1, Facsimile 2, Typeset 1359`. */
export const anchorLine = (document: DocumentSummary): string => document.anchors.map(anchorName).join(', ');
