import path from 'node:path';
import type { Command } from 'commander';
import type { EntityFinding, Mention } from '../../../../shared/contract/payloads/entities.ts';
import type { EntityId } from '../../../../shared/document/identifier.ts';
import { type EntityKind, entityKinds } from '../../../../shared/entities/entity.ts';
import { faultSentence } from '../../../../shared/entities/lists/entity-list.ts';
import { TermTree } from '../../../../shared/entities/term-tree.ts';
import { checkEntities } from '../../../entities/check-entities.ts';
import { EntityDesk } from '../../../entities/entity-desk.ts';
import { readEntityList } from '../../../entities/entity-lists.ts';
import { type LinkedTag, linkCertain } from '../../../entities/link-certain.ts';
import { type FoundMentions, MentionReader } from '../../../entities/mention-reader.ts';
import { faultSentences } from '../../../faults/storage-fault.ts';
import type { Collection } from '../../../storage/collection/collection.ts';
import {
  anyDocumentArgument,
  collectionArgument,
  jsonOption,
  type ProgramEnvironment,
} from '../../terminal/command-options.ts';
import { type End, kindOption, resolveEntity, type WriteOptions, writing } from '../../terminal/entity-options.ts';
import { CommandFault, exitCode, outJson, progressBar, sayLine } from '../../terminal/terminal.ts';
import {
  changeCollection,
  type OpenedForCommand,
  readCollection,
  resolveDocument,
} from '../../terminal/with-collection.ts';

/** What names entities in the documents, what does not fit together, and lists of authorities. */
export function addMentionCommands(entities: Command, environment: ProgramEnvironment, end: End): void {
  addMentions(entities, environment, end);
  addLink(entities, environment, end);
  addCheck(entities, environment, end);
  addLoad(entities, environment, end);
  addSearch(entities, environment, end);
}

interface MentionOptions {
  readonly json?: true;
  readonly narrower?: true;
}

function addMentions(entities: Command, environment: ProgramEnvironment, end: End): void {
  entities
    .command('mentions')
    .description(
      'List the tags that mean an entity, with the words around them; without a name, those that mean none yet',
    )
    .addArgument(collectionArgument())
    .argument('[entity]', 'by id or name')
    .option('--narrower', 'with those of the terms below it')
    .addOption(jsonOption())
    .action(async (folder: string, name: string | undefined, options: MentionOptions) => {
      const { terminal } = environment;
      const found = await readCollection(environment, folder, async ({ collection }) => {
        const ledger = await collection.entities.ledger();
        const entity = name === undefined ? null : (await resolveEntity(collection, name)).id;
        const { mentions, unreadable } = await allMentions(environment, collection);
        for (const sentence of unreadable) sayLine(terminal, sentence);
        const meant = new Set<EntityId | null>(
          entity !== null && options.narrower ? new TermTree(ledger.entities).withNarrower(entity) : [entity],
        );
        return mentions.filter((mention) => meant.has(mention.entity === null ? null : ledger.resolve(mention.entity)));
      });
      if (options.json) outJson(terminal, found);
      else for (const mention of found) terminal.out(mentionLine(mention));
      end(found.length === 0 ? exitCode.findings : exitCode.done);
    });
}

async function allMentions(environment: ProgramEnvironment, collection: Collection): Promise<FoundMentions> {
  const bar = progressBar(environment.terminal);
  try {
    return await new MentionReader(collection).read({ progress: bar.show, signal: environment.signal });
  } finally {
    bar.end();
  }
}

const mentionLine = ({ document, annotation, before, text, after }: Mention): string =>
  `${document} ${annotation}  ${before}[${text}]${after}\n`;

function addCheck(entities: Command, environment: ProgramEnvironment, end: End): void {
  entities
    .command('check')
    .description(
      'List what does not fit together: persons never mentioned, or before they were born, two of one name, an identifier said of two',
    )
    .addArgument(collectionArgument())
    .addOption(jsonOption())
    .action(async (folder: string, options: { readonly json?: true }) => {
      const { terminal } = environment;
      const findings = await readCollection(environment, folder, async ({ collection }) => {
        const { mentions } = await allMentions(environment, collection);
        return checkEntities(await collection.entities.ledger(), mentions);
      });
      if (options.json) outJson(terminal, findings);
      else for (const finding of findings) terminal.out(`${findingSentence(finding)}\n`);
      end(findings.length === 0 ? exitCode.done : exitCode.findings);
    });
}

function findingSentence(finding: EntityFinding): string {
  switch (finding.kind) {
    case 'never mentioned':
      return `“${finding.name}” (${finding.entity}) is never mentioned.`;
    case 'same name':
      return `${finding.entities.join(', ')} have a name in common: “${finding.name}”.`;
    case 'same identifier':
      return `${finding.identifier} is said of ${finding.names.map((name, index) => `“${name}” (${finding.entities[index]})`).join(' and ')}.`;
    case 'mentioned before birth':
      return `“${finding.name}” (${finding.entity}) is mentioned in “${finding.mention.title}” of ${finding.mention.date}, before birth.`;
    case 'not there':
      return `“${finding.mention.text}” in “${finding.mention.title}” means ${finding.entity}, which is not in the list.`;
    default:
      return `“${finding.mention.text}” in “${finding.mention.title}” is tagged as ${finding.mention.kind} and means “${finding.name}”, which is another kind of entity.`;
  }
}

interface LinkOptions extends WriteOptions {
  readonly dryRun?: true;
}

function addLink(entities: Command, environment: ProgramEnvironment, end: End): void {
  const command = entities
    .command('link')
    .description(
      'Say of tags whom they mean where only one entity can be meant, and list all others with who they may mean',
    )
    .addArgument(collectionArgument())
    .addArgument(anyDocumentArgument())
    .option('--dry-run', 'list them and change nothing');
  writing(command).action(async (folder: string, name: string | undefined, options: LinkOptions) => {
    const { terminal, signal } = environment;
    const bar = progressBar(terminal);
    const run = async ({ collection }: OpenedForCommand): Promise<readonly LinkedTag[]> => {
      const all = (await collection.summaries()).map(({ id }) => id);
      const ids = name === undefined ? all : [await resolveDocument(collection, name)];
      try {
        return await linkCertain(collection, ids, options.dryRun === true, { progress: bar.show, signal });
      } finally {
        bar.end();
      }
    };
    const linked = options.dryRun
      ? await readCollection(environment, folder, run)
      : await changeCollection(environment, folder, options, run);
    const certain = linked.filter(({ entity }) => entity !== null).length;
    if (options.json) outJson(terminal, linked);
    else {
      for (const tag of linked) terminal.out(linkedLine(tag));
      sayLine(
        terminal,
        `${certain} ${options.dryRun ? 'would be linked' : 'linked'}, ${linked.length - certain} left for you to say.`,
      );
    }
    end(linked.length === 0 ? exitCode.findings : exitCode.done);
  });
}

const linkedLine = ({ document, annotation, text, entity, candidates }: LinkedTag): string => {
  const names = candidates.map(({ id, name }) => (id === entity ? `= ${name}` : `? ${name}`));
  return `${document} ${annotation}  ${text}  ${names.join('  ') || 'nobody is known'}\n`;
};

function addLoad(entities: Command, environment: ProgramEnvironment, end: End): void {
  const command = entities
    .command('load')
    .description(
      'Keep a list in the collection as an authority, which is searched while somebody says whom a tag means',
    )
    .addArgument(collectionArgument())
    .argument('<file>', 'a table (CSV), a TEI file with lists, an extract of GeoNames or Wikidata')
    .addOption(kindOption('what the rows of a table are that do not say it'))
    .option('--as <name>', 'what the authority is called; like the file unless given');
  writing(command).action(
    async (
      folder: string,
      file: string,
      options: WriteOptions & { readonly kind?: EntityKind; readonly as?: string },
    ) => {
      const { terminal } = environment;
      const list = await readEntityList(path.resolve(file), options.kind ?? null);
      if (list.kind === 'fault') throw new CommandFault(exitCode.unavailable, faultSentences(list.fault));
      const { entries, faults } = list.reading;
      const name = options.as ?? path.parse(file).name;
      await changeCollection(environment, folder, options, ({ collection }) =>
        collection.entities.keepAuthority(name, entries),
      );
      if (options.json) outJson(terminal, { name, entries: entries.length, faults });
      else sayLine(terminal, `“${name}” has ${entries.length} entries.`);
      for (const fault of faults) sayLine(terminal, faultSentence(fault));
      end(faults.length > 0 ? exitCode.findings : exitCode.done);
    },
  );
}

function addSearch(entities: Command, environment: ProgramEnvironment, end: End): void {
  entities
    .command('search')
    .description('Search the lists of authorities of a collection')
    .addArgument(collectionArgument())
    .argument('<text>', 'words of a name, or their beginnings')
    .addOption(kindOption('those of one kind alone'))
    .addOption(jsonOption())
    .action(async (folder: string, text: string, options: { readonly kind?: EntityKind; readonly json?: true }) => {
      const { terminal } = environment;
      const found = await readCollection(environment, folder, async ({ collection }) => {
        const desk = new EntityDesk(collection);
        const kinds = options.kind === undefined ? entityKinds : [options.kind];
        return (await Promise.all(kinds.map((kind) => desk.searchAuthorities(text, kind)))).flat();
      });
      if (options.json) outJson(terminal, found);
      else
        for (const { authority, key, name, note } of found)
          terminal.out(`${authority} ${key}  ${[name, note].filter(Boolean).join('  ')}\n`);
      end(found.length === 0 ? exitCode.findings : exitCode.done);
    });
}
