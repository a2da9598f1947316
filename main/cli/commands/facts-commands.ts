import { InvalidArgumentError, Option } from 'commander';
import { cleanFacts, type FactsTemplate } from '../../../shared/archive/collection-desk.ts';
import type { Description, TakenTable } from '../../../shared/archive/description.ts';
import { factsTable, type TableFact, type TableFacts, tableFacts } from '../../../shared/archive/facts-table.ts';
import { knownArchiveFacts } from '../../../shared/document/metadata.ts';
import { describeDocuments, describedDocuments } from '../../archive/describe-documents.ts';
import { readFactsFile, takeFactsTable } from '../../archive/facts-file.ts';
import { faultSentences } from '../../faults/storage-fault.ts';
import type { Collection } from '../../storage/collection/collection.ts';
import {
  type AddCommand,
  collectionArgument,
  editorOption,
  jsonOption,
  type ProgramEnvironment,
  takeOverOption,
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
import { changeCollection, readCollection, resolveDocuments } from '../terminal/with-collection.ts';

interface FactsOptions {
  readonly document?: readonly string[];
  readonly set?: TableFacts;
  readonly template?: string;
  readonly from?: string;
  readonly clear?: true;
  readonly editor?: string;
  readonly takeOver?: true;
  readonly json?: true;
}

const repeated = (name: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), name];

const documentOption = (): Option =>
  new Option('--document <document>', 'only this document; may be given several times').argParser(repeated);

/** `box=1762` */
function assigned(value: string, before: TableFacts | undefined): TableFacts {
  const [, name = '', text = ''] = /^([A-Za-z]+)=(.*)$/s.exec(value) ?? [];
  const fact = tableFacts.find((one) => one === name);
  if (fact === undefined)
    throw new InvalidArgumentError(`A fact is set as in box=1762. There are: ${tableFacts.join(', ')}.`);
  return { ...before, [fact]: text.replace(/\s+/g, ' ').trim() };
}

const setOption = (): Option =>
  new Option(
    '--set <fact=text>',
    'set a fact, as in box=1762; without text, take it away; may be given several times',
  ).argParser(assigned);

/** `anchorite facts <collection> [--set fact=text] [--template name] [--from table.csv]` */
export const addFactsCommand: AddCommand = (program, environment, end) => {
  program
    .command('facts')
    .description(
      'Print what is known of documents as a table (CSV): repository, fonds, box, folder, item, call number, rights and more; or set it, by hand, by a template or from such a table',
    )
    .addArgument(collectionArgument())
    .addOption(documentOption())
    .addOption(setOption())
    .addOption(new Option('--template <name>', 'set the facts of this template of the collection').conflicts('from'))
    .addOption(new Option('--from <file.csv>', 'set what this table says').conflicts(['set', 'document']))
    .option('--clear', 'with --from: an empty value takes away what is known, instead of leaving it')
    .addOption(editorOption())
    .addOption(takeOverOption())
    .addOption(jsonOption())
    .action(async (folder: string, options: FactsOptions) => {
      const { set, template, from } = options;
      const changes = set !== undefined || template !== undefined || from !== undefined;
      end(await (changes ? changeFacts(environment, folder, options) : printFacts(environment, folder, options)));
    });
};

async function printFacts(environment: ProgramEnvironment, folder: string, options: FactsOptions): Promise<ExitCode> {
  const { terminal, signal } = environment;
  const bar = progressBar(terminal);
  const { rows, left, unreadable } = await readCollection(environment, folder, async ({ collection, documents }) => {
    const ids = await idsOf(collection, options.document);
    const unread = options.document ? 0 : collection.unreadable.length;
    const read = await describedDocuments(documents, ids, { progress: bar.show, signal });
    return { ...read, unreadable: unread };
  }).finally(bar.end);
  if (options.json) outJson(terminal, rows);
  else terminal.out(factsTable(rows));
  for (const { reason } of left) sayLine(terminal, reason);
  if (signal.aborted) return exitCode.interrupted;
  return left.length + unreadable > 0 ? exitCode.unavailable : exitCode.done;
}

const idsOf = async (collection: Collection, named: readonly string[] | undefined) =>
  named ? resolveDocuments(collection, named) : (await collection.summaries()).map(({ id }) => id);

async function changeFacts(environment: ProgramEnvironment, folder: string, options: FactsOptions): Promise<ExitCode> {
  const { terminal, signal } = environment;
  const file = options.from === undefined ? null : await readFactsFile(options.from, options.clear === true);
  if (file && !file.ok) throw new CommandFault(exitCode.unavailable, faultSentences(file.fault));
  const bar = progressBar(terminal);
  const control = { progress: bar.show, signal };
  const outcome = await changeCollection(environment, folder, options, async ({ collection, documents }) => {
    if (file) return takeFactsTable(collection, documents, file.reading, control);
    const facts = { ...templateFacts(collection, options.template), ...options.set };
    const ids = await idsOf(collection, options.document);
    const wanted = ids.map((document) => ({ document, facts }));
    return { ...(await describeDocuments(documents, wanted, control)), faults: [], passedOver: [] };
  }).finally(bar.end);
  if (options.json) outJson(terminal, outcome);
  else tellTable(terminal, outcome);
  if (outcome.cancelled) return exitCode.interrupted;
  if (outcome.left.length > 0) return exitCode.unavailable;
  return outcome.faults.length > 0 ? exitCode.findings : exitCode.done;
}

function templateFacts(collection: Collection, name: string | undefined): TableFacts {
  if (name === undefined) return {};
  const found = collection.desk.templates.find((template) => template.name === name);
  if (found) return Object.fromEntries(knownArchiveFacts(found.facts));
  const known = collection.desk.templates.map((template) => `“${template.name}”`).join(', ');
  throw new CommandFault(
    exitCode.wrongUse,
    `There is no template “${name}” in the collection. ${known === '' ? 'It has none.' : `It has ${known}.`}`,
  );
}

function tellTable(terminal: Terminal, { changed, same, left, faults, passedOver }: TakenTable): void {
  terminal.out(changed.map(({ document, after }) => `${document}\t${changeInWords(after)}\n`).join(''));
  for (const { row, reason, text } of faults) sayLine(terminal, `Row ${row} changed nothing: ${reason} (${text}).`);
  for (const { document, reason } of left) sayLine(terminal, `${document}: ${reason}`);
  if (passedOver.length > 0) sayLine(terminal, `Columns that are not read: ${passedOver.join(', ')}.`);
  sayLine(terminal, descriptionSentence({ changed, same }));
}

const changeInWords = (after: TableFacts): string =>
  tableFacts.flatMap((name: TableFact) => (after[name] === undefined ? [] : [`${name}=${after[name]}`])).join('; ');

const descriptionSentence = ({ changed, same }: Pick<Description, 'changed' | 'same'>): string =>
  `${counted(changed.length, 'document')} changed, ${same} as before.`;

interface TemplateOptions {
  readonly set?: TableFacts;
  readonly default?: true;
  readonly remove?: true;
  readonly editor?: string;
  readonly takeOver?: true;
  readonly json?: true;
}

/** `anchorite template <collection> [name] [--set fact=text] [--default] [--remove]` */
export const addTemplateCommand: AddCommand = (program, environment, end) => {
  program
    .command('template')
    .description(
      'List the templates of a collection: facts of an archive that many documents share; keep one, or remove it',
    )
    .addArgument(collectionArgument())
    .argument('[name]', 'the template to keep or to remove')
    .addOption(setOption())
    .option('--default', 'what is imported gets its facts, where it does not state them itself')
    .addOption(new Option('--remove', 'remove it; documents keep their facts').conflicts(['set', 'default']))
    .addOption(editorOption())
    .addOption(takeOverOption())
    .addOption(jsonOption())
    .action(async (folder: string, name: string | undefined, options: TemplateOptions) => {
      end(await keepTemplate(environment, folder, name, options));
    });
};

async function keepTemplate(
  environment: ProgramEnvironment,
  folder: string,
  name: string | undefined,
  options: TemplateOptions,
): Promise<ExitCode> {
  const { terminal } = environment;
  if (name === undefined && (options.set || options.default || options.remove))
    throw new CommandFault(exitCode.wrongUse, 'Name the template.');
  const templates =
    name === undefined
      ? await readCollection(environment, folder, async ({ collection }) => collection.desk.templates)
      : await changeCollection(environment, folder, options, async ({ collection: { desk } }) => {
          const before = desk.templates.find((one) => one.name === name);
          if (options.remove && !before)
            throw new CommandFault(exitCode.wrongUse, `There is no template “${name}” in the collection.`);
          const facts = cleanFacts({ ...before?.facts, ...options.set });
          const isDefault = options.default === true || before?.isDefault === true;
          await desk.keepTemplate(options.remove ? { act: 'dropped', name } : { act: 'kept', name, facts, isDefault });
          return desk.templates;
        });
  if (options.json) outJson(terminal, templates);
  else for (const template of templates) terminal.out(templateLine(template));
  return exitCode.done;
}

const templateLine = ({ name, facts, isDefault }: FactsTemplate): string =>
  `${name}${isDefault ? ' (default)' : ''}\t${changeInWords(Object.fromEntries(knownArchiveFacts(facts)))}\n`;
