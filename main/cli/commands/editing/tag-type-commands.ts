import { type Command, Option } from 'commander';
import { annotationKinds } from '../../../../shared/document/annotation.ts';
import type { GroupId } from '../../../../shared/document/identifier.ts';
import { tagTaxonomyFile } from '../../../../shared/tag-types/tag-taxonomy.ts';
import {
  newTagType,
  type TagHue,
  type TagLine,
  type TagType,
  type TagTypeParent,
  type TagTypes,
  tagHues,
  tagLines,
} from '../../../../shared/tag-types/tag-types.ts';
import { faultSentences } from '../../../faults/storage-fault.ts';
import { importTagTypes, readTaxonomyFile } from '../../../tag-types/imported-types.ts';
import { defineTagType, removeTagType, type TagTypeOutcome, undoTagTypes } from '../../../tag-types/tag-types.ts';
import {
  type AddCommand,
  collectionArgument,
  jsonOption,
  type ProgramEnvironment,
} from '../../terminal/command-options.ts';
import { type End, type WriteOptions, writing } from '../../terminal/entity-options.ts';
import { CommandFault, exitCode, outJson, sayLine, type Terminal, textTable } from '../../terminal/terminal.ts';
import { changeCollection, readCollection } from '../../terminal/with-collection.ts';

/** `anchorite tag-types list|add|change|remove|undo|import|export <collection>` */
export const addTagTypesCommand: AddCommand = (program, environment, end) => {
  const types = program
    .command('tag-types')
    .description('The types of tags that a collection has made for itself, below the five kinds');
  addList(types, environment, end);
  addAdd(types, environment, end);
  addChange(types, environment, end);
  addRemove(types, environment, end);
  addUndo(types, environment, end);
  addImport(types, environment, end);
  addExport(types, environment, end);
};

function addList(command: Command, environment: ProgramEnvironment, end: End): void {
  command
    .command('list')
    .description('List the types of tags')
    .addArgument(collectionArgument())
    .addOption(jsonOption())
    .action(async (folder: string, options: { readonly json?: true }) => {
      const types = await readCollection(environment, folder, async ({ collection }) => collection.tagTypes.types);
      if (options.json) outJson(environment.terminal, types.all);
      else outTypes(environment.terminal, types);
      end(exitCode.done);
    });
}

function outTypes(terminal: Terminal, types: TagTypes): void {
  const rows = annotationKinds.flatMap((kind) =>
    types
      .tree(kind)
      .map(({ type, depth }) => [
        type.id,
        kind,
        `${'  '.repeat(depth)}${type.name}`,
        `${type.hue} ${type.line}`,
        type.key,
        [type.element, type.type, type.subtype].filter((word) => word !== '').join(' '),
        type.note,
      ]),
  );
  terminal.out(textTable(['id', 'kind', 'name', 'line', 'key', 'TEI', 'note'], rows, terminal.columns));
}

interface TypeOptions extends WriteOptions {
  readonly name?: string;
  readonly under?: string;
  readonly colour?: TagHue;
  readonly line?: TagLine;
  readonly key?: string;
  readonly element?: string;
  readonly type?: string;
  readonly subtype?: string;
  readonly note?: string;
}

const looking = (command: Command): Command =>
  writing(
    command
      .addOption(new Option('--colour <hue>', 'the colour of its line').choices(tagHues))
      .addOption(new Option('--line <style>', 'its line under the words').choices(tagLines))
      .option('--key <letter>', 'its key in Tag mode, a letter or a digit')
      .option('--element <name>', 'the TEI element of its tags')
      .option('--type <word>', 'TEI @type of its tags')
      .option('--subtype <word>', 'TEI @subtype of its tags')
      .option('--note <text>', 'when it is to be used'),
  );

function addAdd(command: Command, environment: ProgramEnvironment, end: End): void {
  looking(
    command
      .command('add')
      .description('Make a type of tags')
      .addArgument(collectionArgument())
      .argument('<name>', 'what it is called: Weapon')
      .requiredOption('--under <kind or type>', `what it refines: ${annotationKinds.join(', ')}, or another type`),
  ).action(async (folder: string, name: string, options: TypeOptions & { readonly under: string }) => {
    const outcome = await changeCollection(environment, folder, options, ({ collection }) => {
      const type = newTagType(collection.tagTypes.types, parentNamed(collection.tagTypes.types, options.under), name);
      return defineTagType(collection, { ...type, ...said(options) });
    });
    end(tell(environment.terminal, outcome, options));
  });
}

/** What the options say of a type; those that are not given say nothing. */
function said({ colour, line, key, element, type, subtype, note }: TypeOptions): Partial<TagType> {
  const all = { hue: colour, line, key, element, type, subtype, note };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function addChange(command: Command, environment: ProgramEnvironment, end: End): void {
  looking(
    command
      .command('change')
      .description('Change a type of tags')
      .addArgument(collectionArgument())
      .argument('<type>', 'which, by name or id')
      .option('--name <name>', 'another name')
      .option('--under <kind or type>', 'another place'),
  ).action(async (folder: string, name: string, options: TypeOptions) => {
    const outcome = await changeCollection(environment, folder, options, ({ collection }) => {
      const types = collection.tagTypes.types;
      const type = {
        ...typeNamed(types, name),
        ...said(options),
        ...(options.name !== undefined && { name: options.name }),
      };
      const { under } = options;
      return defineTagType(collection, under === undefined ? type : { ...type, parent: parentNamed(types, under) });
    });
    end(tell(environment.terminal, outcome, options));
  });
}

function addRemove(command: Command, environment: ProgramEnvironment, end: End): void {
  writing(
    command
      .command('remove')
      .description('Take a type of tags out; what is of it is of another type then')
      .addArgument(collectionArgument())
      .argument('<type>', 'which, by name or id')
      .option('--replace-by <kind or type>', 'what takes its place where it is in use'),
  ).action(async (folder: string, name: string, options: WriteOptions & { readonly replaceBy?: string }) => {
    const { replaceBy } = options;
    const outcome = await changeCollection(environment, folder, options, ({ collection }) => {
      const other = replaceBy === undefined ? null : parentNamed(collection.tagTypes.types, replaceBy);
      return removeTagType(collection, typeNamed(collection.tagTypes.types, name).id, other);
    });
    end(tell(environment.terminal, outcome, options));
  });
}

function addUndo(command: Command, environment: ProgramEnvironment, end: End): void {
  writing(
    command
      .command('undo')
      .description('Take back the last act upon types of tags, or a named one')
      .addArgument(collectionArgument())
      .argument('[group]', 'the act, as --json of the others tells it'),
  ).action(async (folder: string, group: string | undefined, options: WriteOptions) => {
    const outcome = await changeCollection(environment, folder, options, ({ collection }) =>
      undoTagTypes(collection, (group ?? null) as GroupId | null),
    );
    end(tell(environment.terminal, outcome, options));
  });
}

function addImport(command: Command, environment: ProgramEnvironment, end: End): void {
  writing(
    command
      .command('import')
      .description('Take the types of a TEI file with a taxonomy of tags into a collection')
      .addArgument(collectionArgument())
      .argument('<file>', 'the TEI file'),
  ).action(async (folder: string, file: string, options: WriteOptions) => {
    const { terminal } = environment;
    const read = await readTaxonomyFile(file);
    if (read.kind === 'fault') throw new CommandFault(exitCode.unavailable, faultSentences(read.fault));
    const imported = await changeCollection(environment, folder, options, ({ collection }) =>
      importTagTypes(collection, read.taxonomy),
    );
    if (options.json) outJson(terminal, { ...imported, ids: Object.fromEntries(imported.ids) });
    else sayLine(terminal, `${imported.made} new, ${imported.changed} changed, ${imported.same} known already.`);
    for (const sentence of imported.left) sayLine(terminal, sentence);
    end(imported.left.length > 0 ? exitCode.findings : exitCode.done);
  });
}

function addExport(command: Command, environment: ProgramEnvironment, end: End): void {
  command
    .command('export')
    .description('Print the types of tags as a TEI taxonomy that can be read in again')
    .addArgument(collectionArgument())
    .action(async (folder: string) => {
      const xml = await readCollection(environment, folder, async ({ collection }) =>
        tagTaxonomyFile(collection.tagTypes.types, collection.title),
      );
      environment.terminal.out(xml);
      end(exitCode.done);
    });
}

/** @throws CommandFault when there is none of that name */
export function typeNamed(types: TagTypes, name: string): TagType {
  const wanted = name.trim().toLowerCase();
  const found = types.all.find((type) => type.id === name || type.name.toLowerCase() === wanted);
  if (found) return found;
  const names = types.all.map((type) => type.name);
  throw new CommandFault(
    exitCode.wrongUse,
    `There is no type of tags “${name}” in the collection. ${names.length === 0 ? 'It has none yet.' : `It has ${names.join(', ')}.`}`,
  );
}

const parentNamed = (types: TagTypes, name: string): TagTypeParent =>
  annotationKinds.find((kind) => kind === name.trim().toLowerCase()) ?? typeNamed(types, name).id;

function tell(terminal: Terminal, outcome: TagTypeOutcome, options: WriteOptions) {
  if (options.json) outJson(terminal, outcome);
  else if (outcome.kind === 'changed') sayLine(terminal, outcome.type ? `${outcome.type.id}` : 'Done.');
  if (outcome.kind !== 'changed' && !options.json) sayLine(terminal, outcome.sentence);
  return outcome.kind === 'changed' ? exitCode.done : exitCode.findings;
}
