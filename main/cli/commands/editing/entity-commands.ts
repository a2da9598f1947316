import path from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ImportedEntities } from '../../../../shared/contract/payloads/entities.ts';
import type { EntityId, GroupId } from '../../../../shared/document/identifier.ts';
import { type Entity, type EntityKind, namesOf } from '../../../../shared/entities/entity.ts';
import { entityCsv } from '../../../../shared/entities/lists/entity-csv.ts';
import { faultSentence } from '../../../../shared/entities/lists/entity-list.ts';
import { entitySkos } from '../../../../shared/entities/lists/entity-skos.ts';
import { entityTeiFile } from '../../../../shared/entities/lists/entity-tei.ts';
import { NameIndex } from '../../../../shared/entities/name-index.ts';
import { addEntity, mergeEntities, undoEntities } from '../../../entities/edit-entities.ts';
import { importEntities, readEntityList } from '../../../entities/entity-lists.ts';
import { faultSentences } from '../../../faults/storage-fault.ts';
import {
  type AddCommand,
  collectionArgument,
  jsonOption,
  type ProgramEnvironment,
} from '../../terminal/command-options.ts';
import { type End, kindOption, resolveEntity, type WriteOptions, writing } from '../../terminal/entity-options.ts';
import {
  CommandFault,
  counted,
  exitCode,
  outJson,
  sayLine,
  type Terminal,
  textTable,
} from '../../terminal/terminal.ts';
import { changeCollection, readCollection } from '../../terminal/with-collection.ts';
import { addMentionCommands } from './entity-mention-commands.ts';
import { addTermCommands } from './term-commands.ts';

/** `anchorite entities list|add|merge|tree|broader|undo|import|export|mentions|link|check|load|search <collection>` */
export const addEntitiesCommand: AddCommand = (program, environment, end) => {
  const entities = program
    .command('entities')
    .description('Persons, places and other entities that the documents name');
  addList(entities, environment, end);
  addAdd(entities, environment, end);
  addMerge(entities, environment, end);
  addUndo(entities, environment, end);
  addImport(entities, environment, end);
  addExport(entities, environment, end);
  addTermCommands(entities, environment, end);
  addMentionCommands(entities, environment, end);
};

function addList(entities: Command, environment: ProgramEnvironment, end: End): void {
  entities
    .command('list')
    .description('List the entities of a collection')
    .addArgument(collectionArgument())
    .addOption(kindOption('those of one kind alone'))
    .option('--find <text>', 'those with a name that has these words, or words that begin so')
    .addOption(jsonOption())
    .action(
      async (folder: string, options: { readonly kind?: EntityKind; readonly find?: string; readonly json?: true }) => {
        const { terminal } = environment;
        const list = await readCollection(environment, folder, async ({ collection }) => {
          const { entities: all } = await collection.entities.ledger();
          const some = all.filter(({ kind }) => options.kind === undefined || kind === options.kind);
          return options.find === undefined ? some : foundIn(some, options.find);
        });
        if (options.json) outJson(terminal, list);
        else outEntities(terminal, list);
        end(options.find !== undefined && list.length === 0 ? exitCode.findings : exitCode.done);
      },
    );
}

function foundIn(entities: readonly Entity[], text: string): readonly Entity[] {
  const index = new NameIndex();
  for (const entity of entities) index.add(namesOf(entity));
  return index.search({ text, limit: entities.length }).flatMap((at) => entities[at] ?? []);
}

function outEntities(terminal: Terminal, entities: readonly Entity[]): void {
  const names = new Map(entities.map(({ id, name }) => [id, name]));
  const rows = entities.map(({ id, kind, name, born, died, identifiers, broader, note }) => [
    id,
    kind,
    name,
    born === '' && died === '' ? '' : `${born}–${died}`,
    identifiers.map(({ authority, value }) => `${authority} ${value}`).join(', '),
    broader.map((above) => names.get(above) ?? above).join(', '),
    note,
  ]);
  terminal.out(textTable(['id', 'kind', 'name', 'dates', 'identifiers', 'broader', 'note'], rows, terminal.columns));
}

interface AddOptions extends WriteOptions {
  readonly kind: EntityKind;
  readonly born?: string;
  readonly died?: string;
  readonly note?: string;
  readonly variant?: readonly string[];
  readonly broader?: readonly string[];
  readonly identifier?: readonly { readonly authority: string; readonly value: string }[];
}

const several = <Value>(value: Value, before: readonly Value[] | undefined): readonly Value[] => [
  ...(before ?? []),
  value,
];

function identifier(value: string, before: AddOptions['identifier']): NonNullable<AddOptions['identifier']> {
  const parts = /^(\S+?)[: ](.+)$/.exec(value.trim());
  if (!parts?.[1] || !parts[2])
    throw new InvalidArgumentError('An identifier is written authority:value, such as viaf:71447.');
  return several({ authority: parts[1], value: parts[2] }, before);
}

function addAdd(entities: Command, environment: ProgramEnvironment, end: End): void {
  const command = entities
    .command('add')
    .description('Add an entity to a collection')
    .addArgument(collectionArgument())
    .argument('<name>', 'the name under which it is listed: “Stevenson, Adlai E.”')
    .addOption(kindOption('what it is').makeOptionMandatory())
    .option('--born <date>', 'when a person was born, an organisation founded (1900, 1900-02-05)')
    .option('--died <date>', 'when a person died, an organisation ended')
    .option('--note <text>', 'what else is to be known')
    .option<readonly string[]>('--variant <name>', 'another name; may be given several times', several)
    .option<readonly string[]>(
      '--broader <term>',
      'what a term is a kind or a part of, by id or name; may be given several times',
      several,
    )
    .option('--identifier <authority:value>', 'what an authority calls it; may be given several times', identifier);
  writing(command).action(async (folder: string, name: string, options: AddOptions) => {
    if (name.trim() === '') throw new CommandFault(exitCode.wrongUse, 'An entity must have a name.');
    const { born = '', died = '', note = '', variant = [], identifier: identifiers = [] } = options;
    const variants = variant.map((text) => ({ text, language: '', from: '', to: '' }));
    const added = await changeCollection(environment, folder, options, async ({ collection }) => {
      const broader: EntityId[] = [];
      for (const above of options.broader ?? [])
        broader.push((await resolveEntity(collection, above, options.kind)).id);
      return addEntity(collection.entities, options.kind, name, { born, died, note, variants, identifiers, broader });
    });
    if (options.json) outJson(environment.terminal, added.entity);
    else environment.terminal.out(`${added.entity.id}\n`);
    end(exitCode.done);
  });
}

function addMerge(entities: Command, environment: ProgramEnvironment, end: End): void {
  const command = entities
    .command('merge')
    .description('Say that entities are the same: every tag that means one of them means the first from then on')
    .addArgument(collectionArgument())
    .argument('<into>', 'the one that stays, by id or name')
    .argument('<others...>', 'those that are the same');
  writing(command).action(async (folder: string, into: string, others: readonly string[], options: WriteOptions) => {
    const merged = await changeCollection(environment, folder, options, async ({ collection }) => {
      const survivor = await resolveEntity(collection, into);
      const same: EntityId[] = [];
      for (const other of others) same.push((await resolveEntity(collection, other)).id);
      const group = await mergeEntities(collection.entities, survivor.id, same);
      return { group, entity: (await collection.entities.ledger()).get(survivor.id) };
    });
    if (options.json) outJson(environment.terminal, merged);
    else if (merged.group === null) sayLine(environment.terminal, 'They are the same already.');
    else sayLine(environment.terminal, `Merged; anchorite entities undo takes it back (${merged.group}).`);
    end(merged.group === null ? exitCode.findings : exitCode.done);
  });
}

function addUndo(entities: Command, environment: ProgramEnvironment, end: End): void {
  const command = entities
    .command('undo')
    .description('Take back the last act upon entities, or a named one; one that was taken back is done again')
    .addArgument(collectionArgument())
    .argument('[group]', 'the act, as add, merge and import tell it');
  writing(command).action(async (folder: string, group: string | undefined, options: WriteOptions) => {
    const outcome = await changeCollection(environment, folder, options, ({ collection }) =>
      undoEntities(collection.entities, (group ?? null) as GroupId | null),
    );
    if (outcome.kind === 'unknown')
      throw new CommandFault(exitCode.wrongUse, `No act upon entities is called ${group}.`);
    if (options.json) outJson(environment.terminal, outcome);
    else if (outcome.kind === 'nothing') sayLine(environment.terminal, 'There is nothing to take back.');
    else {
      const what = counted(outcome.entities.length, 'act');
      sayLine(
        environment.terminal,
        `${outcome.isRedone ? 'Done again' : 'Taken back'}: ${what.replace(/acts?$/, outcome.entities.length === 1 ? 'entity' : 'entities')}.`,
      );
    }
    end(outcome.kind === 'nothing' ? exitCode.findings : exitCode.done);
  });
}

interface ImportOptions extends WriteOptions {
  readonly kind?: EntityKind;
  readonly as?: string;
}

function addImport(entities: Command, environment: ProgramEnvironment, end: End): void {
  const command = entities
    .command('import')
    .description(
      'Take a list into a collection: a table (CSV), a TEI file with lists of persons or places, an extract of GeoNames or Wikidata',
    )
    .addArgument(collectionArgument())
    .argument('<file>', 'the list')
    .addOption(kindOption('what the rows of a table are that do not say it'))
    .option('--as <name>', 'under which name the ids of the list are kept; that of the file unless given');
  writing(command).action(async (folder: string, file: string, options: ImportOptions) => {
    const list = await readEntityList(path.resolve(file), options.kind ?? null);
    if (list.kind === 'fault') throw new CommandFault(exitCode.unavailable, faultSentences(list.fault));
    const authority = options.as ?? path.parse(file).name;
    const imported = await changeCollection(environment, folder, options, ({ collection }) =>
      importEntities(collection.entities, list.reading, authority),
    );
    tellImported(environment.terminal, imported, options.json === true);
    end(imported.faults.length > 0 ? exitCode.findings : exitCode.done);
  });
}

function tellImported(terminal: Terminal, imported: ImportedEntities, isJson: boolean): void {
  const { made, changed, same, faults, passedOver, group } = imported;
  if (isJson) outJson(terminal, imported);
  else {
    sayLine(
      terminal,
      `${made} new, ${changed} known with something new, ${same} known already${group === null ? '' : ` (${group})`}.`,
    );
    for (const what of passedOver) sayLine(terminal, `Entities have no place for ${what}; it was passed over.`);
  }
  for (const fault of faults) sayLine(terminal, faultSentence(fault));
}

type ListForm = 'csv' | 'tei' | 'skos';

const listForms: Readonly<Record<ListForm, (list: readonly Entity[], title: string) => string>> = {
  csv: entityCsv,
  tei: entityTeiFile,
  skos: (list, title) =>
    entitySkos(
      list.filter(({ kind }) => kind === 'term'),
      title,
    ),
};

function addExport(entities: Command, environment: ProgramEnvironment, end: End): void {
  entities
    .command('export')
    .description('Print the entities of a collection as a list that can be read in again')
    .addArgument(collectionArgument())
    .addOption(new Option('--to <format>', 'the form').choices(['csv', 'tei', 'skos']).default('csv'))
    .addOption(kindOption('those of one kind alone'))
    .addOption(jsonOption())
    .action(
      async (folder: string, options: { readonly to: ListForm; readonly kind?: EntityKind; readonly json?: true }) => {
        const { list, title } = await readCollection(environment, folder, async ({ collection }) => {
          const { entities: all } = await collection.entities.ledger();
          return {
            title: collection.title,
            list: all.filter(({ kind }) => options.kind === undefined || kind === options.kind),
          };
        });
        if (options.json) outJson(environment.terminal, list);
        else environment.terminal.out(listForms[options.to](list, title));
        end(exitCode.done);
      },
    );
}
