import { type AnnotationKind, annotationKinds } from '../../../../shared/document/annotation.ts';
import type { EntityId } from '../../../../shared/document/identifier.ts';
import type { TagTypes } from '../../../../shared/tag-types/tag-types.ts';
import type { Collection } from '../../../storage/collection/collection.ts';
import { type TagOutcome, type TagRequest, tagDocuments } from '../../../usecases/tag-documents.ts';
import {
  type AddCommand,
  anyDocumentArgument,
  collectionArgument,
  editorOption,
  findOption,
  jsonOption,
  type ProgramEnvironment,
  regexOption,
  takeOverOption,
} from '../../terminal/command-options.ts';
import { resolveEntity } from '../../terminal/entity-options.ts';
import {
  CommandFault,
  counted,
  type ExitCode,
  exitCode,
  outJson,
  progressBar,
  sayLine,
  type Terminal,
} from '../../terminal/terminal.ts';
import {
  changeCollection,
  type OpenedForCommand,
  readCollection,
  resolveDocument,
} from '../../terminal/with-collection.ts';
import { typeNamed } from './tag-type-commands.ts';

interface TagOptions {
  readonly find: string;
  /** A kind, or the name or id of a type. */
  readonly as: string;
  readonly all?: true;
  readonly entity?: string;
  readonly regex?: true;
  readonly dryRun?: true;
  readonly editor?: string;
  readonly takeOver?: true;
  readonly json?: true;
}

/** `anchorite tag <collection> [document] --find X --as person [--all] [--dry-run]` */
export const addTagCommand: AddCommand = (program, environment, end) => {
  program
    .command('tag')
    .description('Tag every hit in a document, or with --all in the collection, that is not so tagged yet')
    .addArgument(collectionArgument())
    .addArgument(anyDocumentArgument())
    .addOption(findOption())
    .requiredOption(
      '--as <kind or type>',
      `what the words are: ${annotationKinds.join(', ')}, or a type of the collection`,
    )
    .option(
      '--all',
      'the words with their variants: capitals, accents, possessives, over line ends; in all documents unless one is named',
    )
    .option('--entity <id or name>', 'whom or what the words mean, of the entities of the collection')
    .addOption(regexOption())
    .option('--dry-run', 'list the hits and tag nothing')
    .addOption(editorOption())
    .addOption(takeOverOption())
    .addOption(jsonOption())
    .action(async (folder: string, name: string | undefined, options: TagOptions) => {
      end(await tag(environment, folder, name, options));
    });
};

async function tag(
  environment: ProgramEnvironment,
  folder: string,
  name: string | undefined,
  options: TagOptions,
): Promise<ExitCode> {
  if (options.all && options.regex)
    throw new CommandFault(
      exitCode.wrongUse,
      'With --all the words have variants: --regex cannot be told apart from them.',
    );
  if (!options.all && name === undefined)
    throw new CommandFault(exitCode.wrongUse, 'Name a document, or give --all for the whole collection.');
  const { terminal, signal } = environment;
  const bar = progressBar(terminal);
  const run = async ({ collection, context, documents }: OpenedForCommand): Promise<TagOutcome> => {
    const ids =
      name === undefined
        ? (await collection.summaries()).map(({ id }) => id)
        : [await resolveDocument(collection, name)];
    const control = { progress: name === undefined ? bar.show : () => undefined, signal };
    try {
      const as = whatOf(collection.tagTypes.types, options.as);
      const entity = await entityOf(collection, options, as.as);
      return await tagDocuments(context, documents, { ...requestOf(ids, options), ...as, ...entity }, control);
    } finally {
      bar.end();
    }
  };
  const outcome = options.dryRun
    ? await readCollection(environment, folder, run)
    : await changeCollection(environment, folder, options, run);
  if (outcome.kind === 'bad expression')
    throw new CommandFault(exitCode.wrongUse, `“${options.find}” cannot be looked for: ${outcome.reason}.`);
  const [left] = outcome.left;
  if (name !== undefined && left) throw new CommandFault(exitCode.unavailable, left.reason);
  return tellTagged(terminal, outcome, options, name !== undefined);
}

/** The entity that `--entity` names; nothing without it.
 *  @throws CommandFault when there is none of that name, or more than one */
async function entityOf(
  collection: Collection,
  { entity: name }: TagOptions,
  as: AnnotationKind,
): Promise<{ readonly entity?: EntityId }> {
  if (name === undefined) return {};
  if (as === 'date') throw new CommandFault(exitCode.wrongUse, 'A date means no entity.');
  return { entity: (await resolveEntity(collection, name, as)).id };
}

/** What `--as` names.
 *  @throws CommandFault when it is neither a kind nor a type of the collection */
function whatOf(types: TagTypes, name: string): Pick<TagRequest, 'as' | 'type'> {
  const kind = annotationKinds.find((known) => known === name);
  if (kind) return { as: kind };
  const type = typeNamed(types, name);
  return { as: types.kindOf(type), type: type.id };
}

const requestOf = (documents: TagRequest['documents'], options: TagOptions): Omit<TagRequest, 'as'> => ({
  documents,
  words: options.all
    ? { kind: 'occurrences', of: options.find }
    : { kind: 'query', query: { text: options.find, regex: options.regex === true } },
  dryRun: options.dryRun === true,
});

type Done = TagOutcome & { readonly kind: 'done' };

function tellTagged(terminal: Terminal, outcome: Done, options: TagOptions, isOne: boolean): ExitCode {
  const { left, cancelled } = outcome;
  const documents = outcome.documents.filter((document) => document.hits.length > 0);
  const hits = documents.flatMap((document) => document.hits);
  const before = hits.filter(({ isTagged }) => isTagged).length;
  const tagged = hits.filter(({ tag: id }) => id !== null).length;
  if (options.json) outJson(terminal, jsonOf(outcome, options, isOne));
  else outHits(terminal, outcome, isOne);
  if (!options.json) {
    const sentence = options.dryRun
      ? `${hits.length - before} would be tagged as ${options.as}`
      : `${tagged} tagged as ${options.as}`;
    const where = isOne ? '' : ` in ${counted(documents.length, 'document')}`;
    sayLine(
      terminal,
      hits.length === 0 ? 'No hit.' : `${sentence}${where}${before === 0 ? '' : `, ${before} tagged so before`}.`,
    );
  }
  for (const { document, reason } of left) sayLine(terminal, `${document} was left as it is: ${reason}`);
  if (cancelled) return exitCode.interrupted;
  if (left.length > 0) return exitCode.unavailable;
  return hits.length === 0 ? exitCode.findings : exitCode.done;
}

/** Of one document its tags, of a collection its documents with theirs. */
function jsonOf({ documents, left, cancelled }: Done, options: TagOptions, isOne: boolean): unknown {
  const all = documents.flatMap((document) => document.hits);
  const tagged = all.filter(({ tag: id }) => id !== null).length;
  const asked = { find: options.find, as: options.as, all: options.all === true, dryRun: options.dryRun === true };
  const counts = { hits: all.length, tagged };
  if (!isOne)
    return { ...asked, ...counts, documents: documents.filter(({ hits }) => hits.length > 0), left, cancelled };
  const [only] = documents;
  return { document: only?.document ?? null, source: only?.source ?? null, ...asked, ...counts, tags: all };
}

function outHits(terminal: Terminal, { documents }: Done, isOne: boolean): void {
  for (const { document, source, hits } of documents) {
    if (!isOne && hits.length > 0) terminal.out(`${document}  ${source}\n`);
    for (const { before, text, after, tag: id, isTagged } of hits)
      terminal.out(
        `${isOne ? '' : '  '}${isTagged ? 'tagged before' : (id ?? 'not tagged yet')}  ${before}[${text}]${after}\n`,
      );
  }
}
