import { InvalidArgumentError, Option } from 'commander';
import type { Node } from 'prosemirror-model';
import { isEmended, pageCorrections } from '../../../shared/alignment/misreadings.ts';
import type {
  DocumentSummary,
  RemovedDocument,
  UnreadableDocument,
} from '../../../shared/contract/payloads/document-summary.ts';
import type { DocumentState } from '../../../shared/document/document-state.ts';
import { anchorName } from '../../../shared/document/page-anchor.ts';
import { annotationReadings } from '../../../shared/document/reading.ts';
import { blockText, plainText, textBlocks } from '../../../shared/document/reading-text.ts';
import type { Collection } from '../../storage/collection/collection.ts';
import { type AddCommand, collectionArgument, documentArgument, jsonOption } from '../terminal/command-options.ts';
import { exitCode, outJson, sayLine, type Terminal, textTable } from '../terminal/terminal.ts';
import { readCollection, resolveDocument } from '../terminal/with-collection.ts';

interface ListOptions {
  readonly json?: true;
  readonly removed?: true;
  readonly limit?: number;
  readonly offset?: number;
}

function wholeNumber(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('It is a whole number.');
}

/** Those that are asked for; the others are not looked at. */
async function listed(collection: Collection, { offset, limit }: ListOptions): Promise<readonly DocumentSummary[]> {
  const documents: DocumentSummary[] = [];
  for await (const some of collection.summaryBatches(offset, limit)) documents.push(...some);
  return documents;
}

/** `anchorite list <collection>` */
export const addListCommand: AddCommand = (program, environment, end) => {
  program
    .command('list')
    .description('List the documents of a collection')
    .addArgument(collectionArgument())
    .addOption(new Option('--limit <number>', 'list only so many documents').argParser(wholeNumber))
    .addOption(new Option('--offset <number>', 'leave out so many at the beginning of the list').argParser(wholeNumber))
    .option('--removed', 'list those that were removed from it instead')
    .addOption(jsonOption())
    .action(async (folder: string, options: ListOptions) => {
      const { terminal } = environment;
      if (options.removed) {
        const removed = await readCollection(environment, folder, ({ collection }) => collection.removed.list());
        if (options.json) outJson(terminal, removed);
        else outRemoved(terminal, removed);
        end(exitCode.done);
        return;
      }
      const { documents, unreadable } = await readCollection(environment, folder, async ({ collection }) => ({
        documents: await listed(collection, options),
        unreadable: collection.unreadable,
      }));
      if (options.json)
        outJson(terminal, [
          ...documents,
          ...unreadable.map(({ id, source, reason }) => ({ id, source, unreadable: reason })),
        ]);
      else outTable(terminal, documents, unreadable, options.offset);
      end(exitCode.done);
    });
};

function outTable(
  terminal: Terminal,
  documents: readonly DocumentSummary[],
  unreadable: readonly UnreadableDocument[],
  offset = 0,
): void {
  const heads = ['#', 'id', 'source', 'type', 'status', 'anchors', 'notes', 'corrections', 'tags', 'words', 'title'];
  const rows = documents.map((document, index) => [
    String(offset + index + 1),
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
const anchorLine = (document: DocumentSummary): string => document.anchors.map(anchorName).join(', ');

interface Options {
  readonly json?: true;
  readonly text?: true;
}

/** `anchorite show <collection> <document> [--text|--json]` */
export const addShowCommand: AddCommand = (program, environment, end) => {
  program
    .command('show')
    .description('Show a document: what is known of it, or its text')
    .addArgument(collectionArgument())
    .addArgument(documentArgument())
    .option('--text', 'print its text, with the markers of its pages')
    .addOption(jsonOption().conflicts('text'))
    .action(async (folder: string, name: string, options: Options) => {
      const { terminal } = environment;
      await readCollection(environment, folder, async ({ collection, documents }) => {
        await documents.withDocument(await resolveDocument(collection, name), async (store) => {
          if (options.json) outJson(terminal, documentJson(store.state, store.summary()));
          else if (options.text) terminal.out(`${plainText(store.state.doc)}\n`);
          else terminal.out(factLines(store.state, store.summary()));
          if (store.trouble === null) return;
          for (const sentence of [store.readOnly, ...store.notices])
            if (sentence !== null && ![collection.readOnly, ...collection.notices].includes(sentence))
              sayLine(terminal, sentence);
        });
      });
      end(exitCode.done);
    });
};

/** Everything that is known of a document, for `--json`. */
function documentJson(state: DocumentState, summary: DocumentSummary): object {
  return {
    ...summary,
    metadata: state.metadata,
    file: state.source,
    report: state.report,
    blocks: blocksOf(state.doc),
    correctionList: correctionsOf(state),
    annotations: annotationsOf(state),
    versions: state.versions,
  };
}

const blocksOf = (doc: Node): readonly object[] =>
  textBlocks(doc).map(({ block }) => ({ type: block.type.name, text: blockText(block).text }));

const correctionsOf = ({ imported, doc }: DocumentState): readonly object[] =>
  pageCorrections(imported, doc).map((correction) => ({
    before: correction.before,
    after: correction.after,
    emendation: isEmended(doc, correction),
  }));

function annotationsOf({ doc, annotations }: DocumentState): readonly object[] {
  const readings = annotationReadings(doc);
  return [...annotations.values()].map(({ id, as, comment, withdrawn, history }) => ({
    id,
    kind: as,
    comment,
    withdrawn,
    text: readings.get(id)?.text ?? '',
    history,
  }));
}

function factLines(state: DocumentState, summary: DocumentSummary): string {
  const facts: readonly (readonly [string, string])[] = [
    ['Document', summary.id],
    ['Source', `${state.source.name} (${state.source.bytes} bytes, ${state.source.encoding})`],
    ['Title', summary.title],
    ['Type', summary.type],
    ['Number', summary.number],
    ['Date', summary.date],
    ['From', summary.from],
    ['To', summary.to],
    ['Classification', state.metadata.classification],
    ['Status', summary.status],
    ['Pages', anchorLine(summary)],
    ['Notes', String(summary.notes)],
    ['Corrections', String(summary.corrections)],
    ['Tags', String(summary.tags)],
    ['Words', String(summary.words)],
    ['Versions', state.versions.map(({ number, name }) => `${number} ${name}`).join(', ')],
    ['Last change', `${summary.changed} by ${summary.changedBy}`],
  ];
  return facts
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name.padEnd(16)}${value}\n`)
    .join('');
}
