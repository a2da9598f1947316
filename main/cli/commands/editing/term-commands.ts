import type { Command } from 'commander';
import type { EntityKind } from '../../../../shared/entities/entity.ts';
import { type TermPlace, TermTree } from '../../../../shared/entities/term-tree.ts';
import { setBroader } from '../../../entities/edit-entities.ts';
import { EntityDesk } from '../../../entities/entity-desk.ts';
import { placesSvg } from '../../../entities/places-svg.ts';
import { faultSentences } from '../../../faults/storage-fault.ts';
import { collectionArgument, jsonOption, type ProgramEnvironment } from '../../terminal/command-options.ts';
import { type End, kindOption, resolveEntity, type WriteOptions, writing } from '../../terminal/entity-options.ts';
import { CommandFault, exitCode, outJson, sayLine } from '../../terminal/terminal.ts';
import { changeCollection, readCollection } from '../../terminal/with-collection.ts';

/** What terms are a kind or a part of, and where places lie. */
export function addTermCommands(entities: Command, environment: ProgramEnvironment, end: End): void {
  addTree(entities, environment, end);
  addBroader(entities, environment, end);
  addMap(entities, environment, end);
}

function addMap(entities: Command, environment: ProgramEnvironment, end: End): void {
  entities
    .command('map')
    .description('Print a map of the places that have coordinates, as SVG')
    .addArgument(collectionArgument())
    .action(async (folder: string) => {
      const { terminal, signal } = environment;
      const { found, title } = await readCollection(environment, folder, async ({ collection }) => ({
        found: await new EntityDesk(collection).places({ progress: () => undefined, signal }),
        title: collection.title,
      }));
      for (const sentence of found.unreadable) sayLine(terminal, sentence);
      terminal.out(await placesSvg(found, null, title));
      end(found.places.length === 0 ? exitCode.findings : exitCode.done);
    });
}

function addTree(entities: Command, environment: ProgramEnvironment, end: End): void {
  entities
    .command('tree')
    .description('List terms, each below those that it is a kind or a part of')
    .addArgument(collectionArgument())
    .addOption(kindOption('those of another kind than terms'))
    .addOption(jsonOption())
    .action(async (folder: string, options: { readonly kind?: EntityKind; readonly json?: true }) => {
      const { terminal } = environment;
      const places = await readCollection(environment, folder, async ({ collection }) => {
        const { entities: all } = await collection.entities.ledger();
        const kind = options.kind ?? 'term';
        return new TermTree(all.filter((entity) => entity.kind === kind)).places(Number.POSITIVE_INFINITY);
      });
      if (options.json)
        outJson(
          terminal,
          places.map(({ entity: { id, name }, depth }) => ({ id, name, depth })),
        );
      else for (const place of places) terminal.out(placeLine(place));
      end(places.length === 0 ? exitCode.findings : exitCode.done);
    });
}

const placeLine = ({ entity: { id, name }, depth }: TermPlace): string => `${'  '.repeat(depth)}${name}  ${id}\n`;

interface BroaderOptions extends WriteOptions {
  readonly none?: true;
}

function addBroader(entities: Command, environment: ProgramEnvironment, end: End): void {
  const command = entities
    .command('broader')
    .description('Say what a term is a kind or a part of: these, and no others')
    .addArgument(collectionArgument())
    .argument('<term>', 'by id or name')
    .argument('[broader...]', 'the broader terms, by id or name')
    .option('--none', 'it has no broader term');
  writing(command).action(async (folder: string, name: string, above: readonly string[], options: BroaderOptions) => {
    if ((above.length === 0) !== (options.none === true))
      throw new CommandFault(exitCode.wrongUse, 'Name the broader terms, or say --none.');
    const outcome = await changeCollection(environment, folder, options, async ({ collection }) => {
      const term = await resolveEntity(collection, name);
      const broader = [];
      for (const one of above) broader.push((await resolveEntity(collection, one)).id);
      return setBroader(collection.entities, term.id, broader);
    });
    if (outcome.kind === 'refused') throw new CommandFault(exitCode.wrongUse, faultSentences(outcome.fault));
    const { terminal } = environment;
    if (options.json) outJson(terminal, outcome);
    else if (outcome.group === null) sayLine(terminal, 'It was so already.');
    else sayLine(terminal, `Kept; anchorite entities undo takes it back (${outcome.group}).`);
    end(outcome.group === null ? exitCode.findings : exitCode.done);
  });
}
