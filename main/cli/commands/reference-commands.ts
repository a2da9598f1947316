import { Option } from 'commander';
import { cmifFile } from '../../../shared/export/tei/cmif.ts';
import { type CorrespondenceRow, correspondence } from '../../../shared/references/correspondence.ts';
import { correspondenceCsv } from '../../../shared/references/correspondence-csv.ts';
import { type ReferenceRow, referenceRows } from '../../correspondence/document-thread.ts';
import {
  type FoundReferences,
  ReferenceReader,
  type ReferringDocument,
} from '../../correspondence/reference-reader.ts';
import {
  type AddCommand,
  anyDocumentArgument,
  collectionArgument,
  jsonOption,
  type ProgramEnvironment,
} from '../terminal/command-options.ts';
import {
  type ExitCode,
  exitCode,
  outJson,
  progressBar,
  sayLine,
  type Terminal,
  textTable,
} from '../terminal/terminal.ts';
import { type OpenedForCommand, readCollection, resolveDocument } from '../terminal/with-collection.ts';

/** `anchorite references <collection> [document]` */
export const addReferencesCommand: AddCommand = (program, environment, end) => {
  program
    .command('references')
    .description('List where documents name other papers, and which documents of the collection answer')
    .addArgument(collectionArgument())
    .addArgument(anyDocumentArgument())
    .addOption(jsonOption())
    .action(async (folder: string, name: string | undefined, options: { readonly json?: true }) => {
      end(await listReferences(environment, folder, name, options.json === true));
    });
};

async function listReferences(
  environment: ProgramEnvironment,
  folder: string,
  name: string | undefined,
  isJson: boolean,
): Promise<ExitCode> {
  const { terminal, signal } = environment;
  const { found, one, code } = await readCollection(environment, folder, async (opened) => {
    const id = name === undefined ? null : await resolveDocument(opened.collection, name);
    return { ...(await readAll(environment, opened)), one: id };
  });
  if (signal.aborted) return exitCode.interrupted;
  const asked = found.documents.filter(({ id }) => one === null || id === one);
  const rows = asked.flatMap(referenceRows);
  if (isJson) outJson(terminal, rows);
  else outReferences(terminal, rows, found.documents);
  return code;
}

/** Documents that cannot be read do not hold up the others: they are told. */
async function readAll(
  { terminal, signal }: ProgramEnvironment,
  { collection }: OpenedForCommand,
): Promise<{ readonly found: FoundReferences; readonly code: ExitCode }> {
  const bar = progressBar(terminal);
  try {
    const found = await new ReferenceReader(collection).read({ progress: bar.show, signal });
    for (const sentence of found.unreadable) sayLine(terminal, sentence);
    const isWhole = found.unreadable.length === 0 && collection.unreadable.length === 0;
    return { found, code: isWhole ? exitCode.done : exitCode.unavailable };
  } finally {
    bar.end();
  }
}

function outReferences(
  terminal: Terminal,
  rows: readonly ReferenceRow[],
  documents: readonly ReferringDocument[],
): void {
  const sources = new Map(documents.map(({ id, source }) => [id, source]));
  const name = (id: ReferenceRow['document']): string => sources.get(id) ?? id;
  const answer = (targets: ReferenceRow['targets']): string =>
    targets.length === 0
      ? 'not in the collection'
      : targets.length === 1
        ? targets.map(name).join('')
        : `one of ${targets.map(name).join(', ')}`;
  const lines = rows.map(({ document, text, targets }) => [name(document), text, answer(targets)]);
  terminal.out(textTable(['document', 'names', 'which is'], lines, terminal.columns));
}

interface CorrespondenceOptions {
  readonly json?: true;
  readonly csv?: true;
  readonly cmif?: true;
}

/** `anchorite correspondence <collection>` */
export const addCorrespondenceCommand: AddCommand = (program, environment, end) => {
  program
    .command('correspondence')
    .description('List the documents by date: who wrote to whom, what each answers and what answers it')
    .addArgument(collectionArgument())
    .addOption(jsonOption().conflicts(['csv', 'cmif']))
    .addOption(new Option('--csv', 'print it as a table of comma-separated values').conflicts('cmif'))
    .addOption(new Option('--cmif', 'print it as a file of the Correspondence Metadata Interchange Format (TEI)'))
    .action(async (folder: string, options: CorrespondenceOptions) => {
      end(await listCorrespondence(environment, folder, options));
    });
};

async function listCorrespondence(
  environment: ProgramEnvironment,
  folder: string,
  { json, csv, cmif }: CorrespondenceOptions,
): Promise<ExitCode> {
  const { terminal, signal, version, now } = environment;
  const { found, code, title, editors } = await readCollection(environment, folder, async (opened) => ({
    ...(await readAll(environment, opened)),
    title: opened.collection.title,
    editors: opened.context.editors.map(({ name }) => name),
  }));
  if (signal.aborted) return exitCode.interrupted;
  const rows = correspondence(found.documents);
  const sources = new Map(found.documents.map(({ id, source }) => [id, source]));
  if (json) outJson(terminal, rows);
  else if (csv) terminal.out(correspondenceCsv(rows));
  else if (cmif)
    terminal.out(
      cmifFile(rows, {
        title,
        editors,
        application: { name: 'Anchorite', version },
        day: now().toISOString().slice(0, 10),
      }),
    );
  else outThreads(terminal, rows, sources);
  return code;
}

function outThreads(
  terminal: Terminal,
  rows: readonly CorrespondenceRow[],
  sources: ReadonlyMap<CorrespondenceRow['document'], string>,
): void {
  const names = (ids: CorrespondenceRow['answers']): string => ids.map((id) => sources.get(id) ?? id).join(', ');
  const lines = rows.map(({ when, from, to, number, document, answers, answeredBy }) => [
    when ?? '–',
    from || '–',
    to || '–',
    number,
    names([document]),
    names(answers),
    names(answeredBy),
  ]);
  const named = ['when', 'from', 'to', 'number', 'document', 'answers', 'answered by'];
  terminal.out(textTable(named, lines, terminal.columns));
}
