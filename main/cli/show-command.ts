import type { Node } from 'prosemirror-model';
import type { DocumentSummary } from '../../shared/contract/document-summary.ts';
import { blockText, plainText, textBlocks } from '../../shared/document/block-text.ts';
import type { DocumentState } from '../../shared/document/document-state.ts';
import { isEmended, pageCorrections } from '../../shared/document/misreadings.ts';
import { annotationReadings } from '../../shared/document/reading.ts';
import type { AddCommand } from './add-command.ts';
import { collectionArgument, documentArgument, jsonOption } from './command-options.ts';
import { exitCode } from './exit-code.ts';
import { anchorLine } from './list-command.ts';
import { outJson, sayLine } from './terminal.ts';
import { readCollection, resolveDocument } from './with-collection.ts';

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
