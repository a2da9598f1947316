import { InvalidArgumentError, Option } from 'commander';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { parseQuery, queryFaultSentence, type SearchQuery } from '../../../shared/search/query.ts';
import { csvTable } from '../../../shared/text/csv-table.ts';
import type { SearchResult } from '../../search/full-text-index.ts';
import { keepIndex, wholeIndex } from '../../search/search-collection.ts';
import { DocumentUnreadableError } from '../../storage/document/load-document.ts';
import {
  type AddCommand,
  collectionArgument,
  jsonOption,
  type ProgramEnvironment,
} from '../terminal/command-options.ts';
import {
  CommandFault,
  counted,
  type ExitCode,
  exitCode,
  outJson,
  progressBar,
  sayLine,
  type Terminal,
} from '../terminal/terminal.ts';
import { type OpenedForCommand, readCollection } from '../terminal/with-collection.ts';

interface Options {
  readonly limit: number;
  readonly source?: true;
  readonly json?: true;
  readonly csv?: true;
}

const mostHits = 100_000;

function limitOf(value: string): number {
  const limit = /^\d{1,6}$/.test(value) ? Number(value) : 0;
  if (limit >= 1 && limit <= mostHits) return limit;
  throw new InvalidArgumentError(`A number from 1 to ${mostHits} was expected.`);
}

const queryHelp = `
A query is words, all of which are to be there, with these forms:
  "united states"                a phrase; over line ends and page breaks, too
  missil*  w?rd  moskow~         the beginning of a word, any sign, alike words
  cuba NEAR/5 missile            at most 5 other words between them
  cuba OR (berlin NOT wall)      also AND, and -word for NOT
  from: to: title: number: type: status: page: file: person: place: organisation: term: tag: note: source:
                                 the next word, phrase or (…) in that alone; source: as the source reads
  date:1962-11-01..1962-11-15    also date:1962-11, date:1962..
Capitals and accents make no difference.`;

/** `anchorite search <collection> <query>` */
export const addSearchCommand: AddCommand = (program, environment, end) => {
  program
    .command('search')
    .description('Find documents by the words in them, best first')
    .addArgument(collectionArgument())
    .argument('<query>', 'what to look for')
    .addOption(new Option('--limit <number>', 'how many documents to show at most').argParser(limitOf).default(20))
    .option('--source', 'look for words in what the sources read, instead of in the texts as they are now')
    .addOption(jsonOption().conflicts('csv'))
    .option('--csv', 'print the hits as a table of comma-separated values')
    .addHelpText('after', queryHelp)
    .action(async (folder: string, text: string, options: Options) => {
      const parsed = parseQuery(text, options.source === true);
      if (!parsed.ok) throw new CommandFault(exitCode.wrongUse, queryFaultSentence(parsed, text));
      end(await search(environment, folder, parsed.query, options));
    });
};

async function search(
  environment: ProgramEnvironment,
  folder: string,
  query: SearchQuery,
  options: Options,
): Promise<ExitCode> {
  const { terminal, signal, now } = environment;
  const bar = progressBar(terminal);
  const { index, place, isWhole, editor } = await readCollection(environment, folder, async (opened) => {
    const { collection, context } = opened;
    const made = await wholeIndex(collection, { progress: bar.show, signal }).finally(bar.end);
    for (const id of made.unreadable) await sayWhy(opened, id, terminal);
    const isWhole = made.unreadable.length === 0;
    return { ...made, place: collection.folder, isWhole, editor: context.editors[0]?.siglum ?? 'ED' };
  });
  if (signal.aborted) return exitCode.interrupted;
  const result = await index.search(query, options.limit);
  await keepIndex(index, place, { now, editor });
  await index.close();
  show(terminal, result, options);
  if (!isWhole) return exitCode.unavailable;
  return result.total === 0 ? exitCode.findings : exitCode.done;
}

/** What keeps a document from being read. */
async function sayWhy({ collection, documents }: OpenedForCommand, id: DocumentId, terminal: Terminal): Promise<void> {
  try {
    await documents.withDocument(id, async () => undefined);
  } catch (error) {
    if (!(error instanceof DocumentUnreadableError)) throw error;
    // Those that were met before are told with the notices of the collection.
    if (!collection.notices.includes(error.sentence)) sayLine(terminal, error.sentence);
  }
}

function show(terminal: Terminal, { total, found }: SearchResult, { json, csv }: Options): void {
  if (json) {
    outJson(
      terminal,
      found.map(({ document, title, snippet, from, to }) => ({ document, snippet, from, to, title })),
    );
    return;
  }
  if (csv) {
    const rows = found.map(({ document, title, snippet, from, to }) => [document, title, snippet, `${from}`, `${to}`]);
    terminal.out(csvTable(['document', 'title', 'snippet', 'from', 'to'], rows));
    return;
  }
  for (const { document, title, snippet } of found) terminal.out(`${document}  ${title}\n    ${snippet}\n`);
  const shown = found.length < total ? `, of which the best ${found.length} are shown` : '';
  terminal.out(total === 0 ? 'Nothing was found.\n' : `${counted(total, 'document')}${shown}.\n`);
}
